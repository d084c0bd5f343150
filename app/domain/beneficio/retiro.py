"""Withdrawal for false data: what was not charged becomes due, with the recargos that it would have caused.

Loreto, Reglamento 2025, Art. 155: «cuando el usuario otorgue datos falsos … el OOMSAPAL lo incluirá dentro de la tarifa
que le corresponda, cobrando las cantidades que se hayan dejado de pagar, con los recargos respectivos».
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from app.domain.cuenta import Cargo
from app.domain.deuda.recargo import TasaRecargo, causar
from app.domain.dinero import Dinero
from app.domain.periodo import Periodo


@dataclass(frozen=True, slots=True)
class Descontado:
    """What a program took off a month in the payments of a caja, as a positive amount.

    `periodo` is None for what was taken off no recibo, a year paid ahead; `fecha` is the day of its first payment.
    """

    periodo: Periodo | None
    fecha: date
    importe: Dinero


@dataclass(frozen=True, slots=True)
class Recuperado:
    """A withdrawal that charged what a program had taken off in the payments of those days, both included.

    `cargo` is the ref of its charge.
    """

    programa: str
    desde: date
    hasta: date
    cargo: str


def cobrar_lo_descontado(
    descontado: Sequence[Descontado],
    nombre: str,
    fundamento: str,
    vencimientos: Mapping[Periodo, date],
    tasas: Sequence[TasaRecargo],
    hoy: date,
) -> tuple[Cargo, ...]:
    """The charge that recovers it: a `diferencia` for each month, and the recargos on it since it was due.

    Args:
        nombre, fundamento: of the program; the article that orders the recovery.
        vencimientos: of the recibos known; what was taken off another was due on the day of its payment.
    """
    return tuple(_lineas(descontado, nombre, fundamento, vencimientos, tasas, hoy))


def _lineas(
    descontado: Sequence[Descontado],
    nombre: str,
    fundamento: str,
    vencimientos: Mapping[Periodo, date],
    tasas: Sequence[TasaRecargo],
    hoy: date,
) -> Iterator[Cargo]:
    for d in descontado:
        mes = "pago anual" if d.periodo is None else str(d.periodo)
        yield Cargo("diferencia", d.importe, f"{nombre}, {mes}: {d.importe}", fundamento)
        vence = d.fecha if d.periodo is None else vencimientos.get(d.periodo, d.fecha)
        recargo = causar(tasas, vence, hoy, partial(_lo_descontado, d))
        if recargo.importe:
            detalle = f"{mes}: {recargo.detalle}"
            yield Cargo("recargos_diferencia", recargo.importe, detalle, recargo.fundamento)


def _lo_descontado(descontado: Descontado, dia: date) -> Dinero:
    """What was left of it at the end of any day: all, since nobody paid it."""
    return descontado.importe
