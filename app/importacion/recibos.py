"""Rows of `recibos`: what was billed for a month and what of it the billing system had already received."""

from __future__ import annotations

from typing import Any

from app.domain.cuenta import CONCEPTOS
from app.domain.dinero import Dinero
from app.importacion.campos import fecha, importe, litros, numero_de_cuenta, opcion, periodo, texto
from app.importacion.especie import Campo, Especie, Reglas
from app.importacion.rechazo import Invalido

_AGUA = 8
_TOTAL = _AGUA + len(CONCEPTOS)
#: Places of the sums that a lote's header carries.
TOTAL, PAGADO = _TOTAL, _TOTAL + 1


def recibos(reglas: Reglas) -> Especie:
    """The kind of row, with the programas of an organismo."""
    campos = (
        Campo("cuenta", numero_de_cuenta, is_requerido=True),
        Campo("periodo", periodo, is_requerido=True),
        Campo("referencia", texto(60)),
        Campo("emitido", fecha, ""),
        Campo("vence", fecha, is_requerido=True),
        Campo("lectura_anterior", litros, None),
        Campo("lectura_actual", litros, None),
        Campo("m3", litros, is_requerido=True),
        Campo("agua", importe, is_requerido=True),
        *(Campo(concepto, importe, 0) for concepto in CONCEPTOS[1:]),
        Campo("total", importe, is_requerido=True),
        Campo("pagado", importe, 0),
        Campo("programa", opcion(reglas.programas), ""),
    )
    return Especie("recibos", campos, _revisar)


def _revisar(valores: list[Any]) -> list[Any]:
    total, pagado, conceptos = valores[TOTAL], valores[PAGADO], sum(valores[_AGUA:_TOTAL])
    if total != conceptos:
        raise Invalido(f"El total dice {Dinero(total)} y sus conceptos suman {Dinero(conceptos)}.", "total")
    if pagado > total:
        raise Invalido(f"Lo pagado ({Dinero(pagado)}) es más que el total ({Dinero(total)}).", "pagado")
    return valores
