"""What was collected in some days, by one thing at a time: the hour, the caja, the medio, the concepto…

Every figure comes from what payments, and what turned them round, filed; what went back stands beside what came in,
never inside it in silence. A report of exactly one turno says what its corte Z says, to the centavo.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.deuda.antiguedad import ANTIGUEDADES
from app.domain.dinero import CERO, Dinero, suma
from app.domain.errores import NegocioError
from app.domain.pago.servicio import APORTACION

#: By when, by whose payment, and by what each line of a payment is.
DE_TIEMPO = ("hora", "dia", "semana", "mes")
DE_PAGO = ("caja", "cajero", "uso")
DE_RENGLON = ("medio", "concepto", "programa", "antiguedad")
DIMENSIONES = (*DE_TIEMPO, *DE_PAGO, *DE_RENGLON)
#: Ranges of days that have a name.
PERIODOS = ("hoy", "ayer", "semana", "mes", "ejercicio")


@dataclass(frozen=True, slots=True)
class Filtro:
    """Which payments a report is of.

    Attributes:
        desde, hasta: first and last day; of no weight where a turno is named.
        cajero: clave of one cashier; empty for all.
        turno: number of one turno; 0 for all.
        sin_turno: number of a turno that is left out because its reader must not see it; 0 for none.
    """

    desde: date
    hasta: date
    cajero: str = ""
    turno: int = 0
    sin_turno: int = 0


@dataclass(frozen=True, slots=True)
class Partida:
    """A sum that was read: of payments, or (`is_reverso`) of what turned payments round, below zero."""

    clave: str
    veces: int
    importe: Dinero
    is_reverso: bool = False


@dataclass(frozen=True, slots=True)
class RenglonReporte:
    """A row: what came in and what went back of one hour, cashier, concepto…

    Attributes:
        veces: how many payments, or of a `DE_RENGLON` lines of payments.
        cobrado: what they came to, as if none had been turned round.
        reversos, revertido: how many were turned round, and what that came to, below zero.
    """

    clave: str
    veces: int = 0
    cobrado: Dinero = CERO
    reversos: int = 0
    revertido: Dinero = CERO

    @property
    def neto(self) -> Dinero:
        """What is left, as a corte counts it."""
        return self.cobrado + self.revertido

    def con(self, partida: Partida) -> RenglonReporte:
        """The row with one more sum in it."""
        if partida.is_reverso:
            reversos, revertido = self.reversos + partida.veces, self.revertido + partida.importe
            return RenglonReporte(self.clave, self.veces, self.cobrado, reversos, revertido)
        veces, cobrado = self.veces + partida.veces, self.cobrado + partida.importe
        return RenglonReporte(self.clave, veces, cobrado, self.reversos, self.revertido)


@dataclass(frozen=True, slots=True)
class SelloReporte:
    """What a report says of itself: who asked for it, when, and up to where the diario had been written.

    Attributes:
        seq, hash: place and hash of the last asiento that was there.
    """

    quien: str
    momento: datetime
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Reporte:
    """What was collected, by one thing.

    Attributes:
        por: one of `DIMENSIONES`.
        total: all the payments, whatever they are counted by.
        fuera: of a report by concepto, what programs took off it; by antiguedad, that and the cash rounding; else zero.
    """

    por: str
    filtro: Filtro
    renglones: tuple[RenglonReporte, ...]
    total: RenglonReporte
    fuera: Dinero
    sello: SelloReporte

    @property
    def sumado(self) -> Dinero:
        """What its rows come to, net."""
        return suma(r.neto for r in self.renglones)

    @property
    def terceros(self) -> Dinero:
        """Of a report by concepto, what was collected for third parties."""
        return suma(r.neto for r in self.renglones if self.por == "concepto" and r.clave.startswith(APORTACION))

    @property
    def is_cuadrado(self) -> bool:
        """Whether its rows are the money of its payments; discounts by programa are no money."""
        return self.por == "programa" or self.sumado + self.fuera == self.total.neto


def rango(periodo: str, hoy: date) -> tuple[date, date]:
    """First and last day of one of `PERIODOS`; weeks begin on Monday, an ejercicio is a calendar year."""
    if periodo == "ayer":
        return hoy - timedelta(1), hoy - timedelta(1)
    if periodo == "semana":
        lunes = hoy - timedelta(hoy.weekday())
        return lunes, lunes + timedelta(6)
    if periodo == "mes":
        return hoy.replace(day=1), _fin_de_mes(hoy)
    if periodo == "ejercicio":
        return date(hoy.year, 1, 1), date(hoy.year, 12, 31)
    return hoy, hoy


def exigir_rango(desde: date, hasta: date, hoy: date) -> None:
    """Refuse days that are not to be reported.

    Raises:
        NegocioError: `rango_invertido`, or `periodo_futuro`.
    """
    if desde > hasta:
        raise NegocioError(
            "rango_invertido",
            f"El periodo empieza el {desde:%d/%m/%Y} y termina antes, el {hasta:%d/%m/%Y}: inviértalo.",
        )
    if desde > hoy:
        raise NegocioError(
            "periodo_futuro", f"El {desde:%d/%m/%Y} todavía no llega: hoy es {hoy:%d/%m/%Y} y no hay nada que reportar."
        )


def tramos(desde: date, hasta: date) -> Iterator[tuple[date, date]]:
    """The days in pieces of at most a month, so that a long report can say how far it is."""
    while desde <= hasta:
        fin = min(hasta, _fin_de_mes(desde))
        yield desde, fin
        desde = fin + timedelta(1)


def _fin_de_mes(dia: date) -> date:
    return (dia.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)


def renglones_de(por: str, partidas: Iterable[Partida]) -> tuple[RenglonReporte, ...]:
    """The rows of what was read: time in order and without gaps, everything else the largest first.

    Args:
        por: one of `DIMENSIONES`; sums of days are added up to their week or month.
    """
    filas: dict[str, RenglonReporte] = {}
    for partida in partidas:
        clave = _clave(por, partida.clave)
        filas[clave] = filas.get(clave, RenglonReporte(clave)).con(partida)
    if por in DE_TIEMPO:
        return tuple(filas.get(clave, RenglonReporte(clave)) for clave in _seguidas(por, filas))
    if por == "antiguedad":
        return tuple(filas[clave] for clave in ANTIGUEDADES if clave in filas)
    return tuple(sorted(filas.values(), key=lambda r: (-abs(r.cobrado.centavos), r.clave)))


def _clave(por: str, clave: str) -> str:
    if por == "semana":
        dia = date.fromisoformat(clave)
        return (dia - timedelta(dia.weekday())).isoformat()
    return clave[:7] if por == "mes" else clave


def _seguidas(por: str, claves: Iterable[str]) -> Iterator[str]:
    """Every hour, day, week or month from the first to the last: one without payments is there too."""
    ordenadas = sorted(claves)
    if not ordenadas:
        return
    clave, ultima = ordenadas[0], ordenadas[-1]
    while clave <= ultima:
        yield clave
        clave = _siguiente(por, clave)


def _siguiente(por: str, clave: str) -> str:
    if por == "hora":
        return f"{int(clave) + 1:02d}"
    if por == "mes":
        return (_fin_de_mes(date.fromisoformat(f"{clave}-01")) + timedelta(1)).isoformat()[:7]
    return (date.fromisoformat(clave) + timedelta(7 if por == "semana" else 1)).isoformat()
