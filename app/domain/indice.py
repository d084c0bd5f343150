"""Published figures that prices follow: the consumer price index (INPC) and the daily reference unit (UMA), by INEGI.

A figure that has not been loaded is never guessed: the month or day is refused by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.domain.dinero import redondear
from app.domain.errores import NegocioError
from app.domain.periodo import Periodo

#: What the next month's price starts from: this month's as it was charged, or as it was before rounding.
CADENAS = ("redondeada", "sin_redondeo")


@dataclass(frozen=True, slots=True)
class Inpc:
    """Índice Nacional de Precios al Consumidor, one value a month, in month order."""

    valores: tuple[tuple[Periodo, Decimal], ...]

    def de(self, periodo: Periodo) -> Decimal:
        """The index of a month.

        Raises:
            NegocioError: `inpc_faltante`, naming the month.
        """
        for mes, valor in self.valores:
            if mes == periodo:
                return valor
        raise NegocioError(
            "inpc_faltante",
            f"Falta el INPC de {periodo}, que publica el INEGI. Cárguelo para tener los precios que dependen de él.",
        )


@dataclass(frozen=True, slots=True)
class Uma:
    """Unidad de Medida y Actualización, pesos a day, each from a date on; in date order."""

    valores: tuple[tuple[date, Decimal], ...]

    def del_dia(self, fecha: date) -> Decimal:
        """The value in force on a day.

        Raises:
            NegocioError: `uma_faltante`, when the day is before the first value loaded.
        """
        vigentes = [valor for desde, valor in self.valores if desde <= fecha]
        if not vigentes:
            raise NegocioError("uma_faltante", f"Falta el valor de la UMA del {fecha:%d/%m/%Y}. Cárguelo para cobrar.")
        return vigentes[-1]


def indexar(precio: Decimal, base: Periodo, periodo: Periodo, inpc: Inpc, cadena: str) -> Decimal:
    """A price of `base` in pesos, brought to a later month.

    «El índice publicado para el mes anterior al vigente se dividirá entre el índice correspondiente al penúltimo mes
    anterior y el factor obtenido, se multiplicará por la tarifa vigente al mes anterior» (Ley de Ingresos de Cajeme
    2023, Art. 37). With `cadena` `redondeada` the price of each month is rounded to the centavo and is what the next
    one multiplies; with `sin_redondeo` the factors multiply the first price, and nothing is rounded.

    Raises:
        NegocioError: `inpc_faltante`.
    """
    if cadena == "sin_redondeo":
        # The factors of consecutive months cancel out: only the ends of the chain are left.
        return precio if periodo == base else precio * inpc.de(periodo.mas(-1)) / inpc.de(base.mas(-1))
    for n in range(1, periodo.desde(base) + 1):
        mes = base.mas(n)
        precio = Decimal(redondear(precio * inpc.de(mes.mas(-1)) / inpc.de(mes.mas(-2))).centavos) / 100
    return precio
