"""Working days, and the dates of the recibos of each ruta: read, issued, delivered, due.

Ley Federal del Trabajo, Art. 74: the days of obligatory rest. Código Fiscal de la Federación, Art. 12: a term that ends
on a day that is not worked is extended to the next one that is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from app.domain.periodo import Periodo

#: Which days a term counts: only those that are worked, or all of them.
DIAS = ("habiles", "naturales")

_DIA = timedelta(days=1)
_LUNES, _SABADO = 0, 5
#: Years in which the federal executive changes: every six from here, on 1 October.
_CAMBIO_DE_EJECUTIVO = 2024


@lru_cache(maxsize=256)
def feriados(ejercicio: int) -> frozenset[date]:
    """The days of obligatory rest of a year (LFT Art. 74 I-VIII); election days (IX) are data of the organismo."""
    dias = {
        date(ejercicio, 1, 1),
        _lunes(ejercicio, 2, 1),
        _lunes(ejercicio, 3, 3),
        date(ejercicio, 5, 1),
        date(ejercicio, 9, 16),
        _lunes(ejercicio, 11, 3),
        date(ejercicio, 12, 25),
    }
    if ejercicio >= _CAMBIO_DE_EJECUTIVO and (ejercicio - _CAMBIO_DE_EJECUTIVO) % 6 == 0:
        dias.add(date(ejercicio, 10, 1))
    return frozenset(dias)


def _lunes(ejercicio: int, mes: int, cual: int) -> date:
    """The first, second … Monday of a month."""
    primero = date(ejercicio, mes, 1)
    return primero + _DIA * ((_LUNES - primero.weekday()) % 7 + 7 * (cual - 1))


@dataclass(frozen=True, slots=True)
class Ciclo:
    """The dates of a recibo; `vence` is the last day to pay it on time."""

    lectura: date
    emision: date
    entrega: date
    vence: date


@dataclass(frozen=True, slots=True)
class Calendario:
    """When the rutas are read, and what follows from it.

    Attributes:
        dia_de_lectura: day of the month billed on which a ruta is read (1-31; a short month's last day).
        rutas: (ruta, its own day of reading), for those that have one.
        dias: one of `DIAS`, for the three terms that follow.
        dias_para_emitir: from the reading to the issue.
        dias_para_repartir: from the issue to the delivery at the domicilio.
        dias_para_vencer: from the delivery to the last day of payment.
        inhabiles: days that are not worked, besides Saturdays, Sundays and those of LFT Art. 74.
    """

    dia_de_lectura: int
    rutas: tuple[tuple[str, int], ...]
    dias: str
    dias_para_emitir: int
    dias_para_repartir: int
    dias_para_vencer: int
    inhabiles: tuple[date, ...] = ()

    def is_habil(self, dia: date) -> bool:
        """Whether it is a working day."""
        return dia.weekday() < _SABADO and dia not in feriados(dia.year) and dia not in self.inhabiles

    def habil_desde(self, dia: date) -> date:
        """That day, or else the next working one (CFF Art. 12)."""
        while not self.is_habil(dia):
            dia += _DIA
        return dia

    def ciclo(self, ruta: str, periodo: Periodo, leida: date | None = None, emision: date | None = None) -> Ciclo:
        """The dates of the recibos of a ruta for a month; issue, delivery and end fall on working days.

        Args:
            leida: when this meter was read, if that is known; later than its ruta's day, all that follows is later too.
            emision: issue no earlier than this day.
        """
        nominal = self._dia_de(ruta, periodo)
        lectura = max(self.habil_desde(nominal) if self.dias == "habiles" else nominal, leida or nominal)
        emite = max(self._tras(lectura, self.dias_para_emitir), emision or lectura)
        entrega = self._tras(emite, self.dias_para_repartir)
        vence = self._tras(entrega, self.dias_para_vencer)
        return Ciclo(lectura, self.habil_desde(emite), self.habil_desde(entrega), self.habil_desde(vence))

    def _dia_de(self, ruta: str, periodo: Periodo) -> date:
        dia = dict(self.rutas).get(ruta, self.dia_de_lectura)
        siguiente = periodo.mas(1)
        ultimo = date(siguiente.ejercicio, siguiente.mes, 1) - _DIA
        return ultimo.replace(day=min(dia, ultimo.day))

    def _tras(self, dia: date, cuantos: int) -> date:
        """So many days after; counted in natural days it may fall on one that is not worked."""
        return dia + _DIA * cuantos if self.dias == "naturales" else self.tras_habiles(dia, cuantos)

    def tras_habiles(self, dia: date, cuantos: int) -> date:
        """The working day that is so many after a day, which itself does not count."""
        for _ in range(cuantos):
            dia = self.habil_desde(dia + _DIA)
        return dia
