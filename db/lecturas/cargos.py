"""Reads of what changes a debt without a payment: charges and condonaciones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, bindparam, select

from app.domain.caja import Caja
from app.domain.deuda.cargo import Cargado
from app.domain.deuda.condonacion import Condonacion
from app.domain.dinero import Dinero
from app.domain.periodo import Periodo
from db.lecturas.asientos import CUENTAS, ORGANISMO, por_lugar
from db.proyeccion import rows
from db.statements import Statement, en_lista

_C, _D = rows.cargo.c, rows.condonacion.c
_CARGADOS = Statement(
    select(
        _C.cuenta, _C.caja, _C.epoca, _C.seq, _C.periodo, _C.vence, _C.clave, _C.importe, _C.detalle, _C.fundamento,
        _C.motivo, _C.anula,
    )
    .where(
        _C.organismo == ORGANISMO,
        _C.cuenta.in_(CUENTAS),
    )
    .order_by(*por_lugar(rows.cargo), _C.n)
)  # fmt: skip
_CONDONADO = Statement(
    select(_D.fecha, _D.importe, _D.resolucion, _D.autoridad, _D.motivo, _D.quien)
    .where(_D.organismo == ORGANISMO, _D.cuenta == bindparam("cuenta"))
    .order_by(_D.fecha, _D.caja, _D.epoca, _D.seq)
)


class CargosRepo:
    """What was charged to cuentas, and what was forgiven them."""

    def __init__(self, conexion: Connection, caja: Caja) -> None:
        self._conexion = conexion
        self._organismo = caja.organismo

    def de_cuentas(self, cuentas: Sequence[str]) -> Mapping[str, tuple[Cargado, ...]]:
        """What was charged to each of those cuentas, in order; those without anything are left out."""
        hechos: dict[str, list[Cargado]] = {}
        numeros = en_lista(cuentas)
        for fila in _CARGADOS.rows(self._conexion, organismo=self._organismo, cuentas=numeros):
            cuenta, caja, epoca, seq, periodo, vence, clave, importe, *textos = fila
            ref, mes, dia = f"{caja}/{epoca}/{seq}", Periodo.from_texto(periodo), date.fromisoformat(vence)
            hechos.setdefault(cuenta, []).append(Cargado(ref, mes, dia, clave, Dinero(importe), *textos))
        return {cuenta: tuple(lista) for cuenta, lista in hechos.items()}

    def condonaciones(self, cuenta: str) -> tuple[Condonacion, ...]:
        """What was forgiven a cuenta, oldest first."""
        filas = _CONDONADO.rows(self._conexion, organismo=self._organismo, cuenta=cuenta)
        return tuple(Condonacion(date.fromisoformat(f), Dinero(i), *textos) for f, i, *textos in filas)
