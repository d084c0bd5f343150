"""What became of the money of each corte Z."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from app.domain.corte.entrega import CorteEnLista, estado_tras
from app.domain.diario.asiento import Asiento
from app.domain.dinero import Dinero
from db.lecturas.asientos import ORGANISMO, asientos_de, leer_asientos, mismo
from db.proyeccion import rows
from db.statements import Statement

_CORTE, _TURNO, _PASO = rows.corte.c, rows.turno.c, rows.corte_paso.c
_PASOS = Statement(asientos_de(rows.corte_paso).where(_PASO.corte == bindparam("numero")))
_CLASES = Statement(
    select(_PASO.corte, _PASO.clase, _PASO.importe)
    .join(rows.diario, mismo(rows.corte_paso, rows.diario))
    .where(_PASO.organismo == ORGANISMO)
    .order_by(rows.EN_ORDEN)
)
_ACEPTADOS = select(_PASO.corte).where(_PASO.organismo == ORGANISMO, _PASO.clase == "aceptado")
_LISTA = Statement(
    select(_CORTE.numero, _CORTE.turno, _CORTE.cajero, _TURNO.abierto, _CORTE.esperado, _CORTE.contado)
    .join(
        rows.turno,
        (_TURNO.organismo == _CORTE.organismo) & (_TURNO.caja == _CORTE.caja) & (_TURNO.numero == _CORTE.turno),
    )
    .where(
        _CORTE.organismo == ORGANISMO,
        func.substr(_TURNO.abierto, 1, 10).between(bindparam("desde"), bindparam("hasta"))
        | _CORTE.numero.not_in(_ACEPTADOS),
    )
    .order_by(_CORTE.numero.desc())
)


def pasos(conexion: Connection, organismo: str, numero: int) -> tuple[Asiento, ...]:
    """What became of the money of a corte, in order."""
    return leer_asientos(conexion, _PASOS, organismo=organismo, numero=numero)


def lista(conexion: Connection, organismo: str, desde: date, hasta: date) -> tuple[CorteEnLista, ...]:
    """Cortes of the turnos opened on those days, and those that treasury has not accepted; newest first."""
    dados: dict[int, list[tuple[str, int]]] = {}
    for numero, clase, importe in _CLASES.rows(conexion, organismo=organismo):
        dados.setdefault(numero, []).append((clase, importe))
    filas = _LISTA.rows(conexion, organismo=organismo, desde=desde.isoformat(), hasta=hasta.isoformat())
    return tuple(_en_lista(fila, dados.get(fila[0], [])) for fila in filas)


def _en_lista(fila: tuple[Any, ...], dados: Sequence[tuple[str, int]]) -> CorteEnLista:
    numero, turno, cajero, abierto, esperado, contado = fila
    recuentos = [importe for clase, importe in dados if clase == "recontado"]
    return CorteEnLista(
        numero,
        turno,
        cajero,
        datetime.fromisoformat(abierto),
        Dinero(esperado),
        Dinero(contado),
        Dinero(recuentos[-1]) if recuentos else None,
        estado_tras(clase for clase, _ in dados),
    )
