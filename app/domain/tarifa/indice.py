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

#: How prices follow the index: every month by the month's factor; only when it has risen by so much since they were
#: set; or not at all (the law publishes each month's, or none).
INDEXACIONES = ("mensual", "al_subir", "ninguna")
#: What the next price starts from: the last one as it was charged, or as it was before rounding.
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


@dataclass(frozen=True, slots=True)
class Indexacion:
    """How the prices of a tariff follow the INPC.

    Attributes:
        clase: one of `INDEXACIONES`.
        cadena: one of `CADENAS`.
        umbral: with `al_subir`, the rise in percent that moves the prices.
    """

    clase: str
    cadena: str
    inpc: Inpc
    umbral: Decimal = Decimal(0)

    def faltantes(self, base: Periodo, periodo: Periodo) -> tuple[Periodo, ...]:
        """Months whose INPC is not loaded and is needed to bring prices of `base` to every month up to `periodo`."""
        if self.clase == "ninguna" or periodo <= base:
            return ()
        cargados = {mes for mes, _ in self.inpc.valores}
        pedidos = (base.mas(n - 1) for n in range(periodo.desde(base) + 1))
        return tuple(mes for mes in pedidos if mes not in cargados)

    def al_mes(self, precio: Decimal, base: Periodo, periodo: Periodo) -> Decimal:
        """A price of the month `base`, in pesos, brought to `periodo`, which is not before it.

        Raises:
            NegocioError: `inpc_faltante`.
        """
        if self.clase == "ninguna" or periodo == base:
            return precio
        if self.clase == "mensual":
            return _mes_a_mes(self, precio, base, periodo)
        return _al_subir(self, precio, base, periodo)


def _mes_a_mes(indexacion: Indexacion, precio: Decimal, base: Periodo, periodo: Periodo) -> Decimal:
    """«El índice publicado para el mes anterior al vigente se dividirá entre el índice correspondiente al penúltimo mes
    anterior y el factor obtenido, se multiplicará por la tarifa vigente al mes anterior» (Ley de Ingresos de Cajeme
    2023, Art. 37).
    """
    inpc = indexacion.inpc
    if indexacion.cadena == "sin_redondeo":
        # The factors of consecutive months cancel out: only the ends of the chain are left.
        return precio * inpc.de(periodo.mas(-1)) / inpc.de(base.mas(-1))
    for n in range(1, periodo.desde(base) + 1):
        mes = base.mas(n)
        precio = al_centavo(precio * inpc.de(mes.mas(-1)) / inpc.de(mes.mas(-2)))
    return precio


def _al_subir(indexacion: Indexacion, precio: Decimal, base: Periodo, periodo: Periodo) -> Decimal:
    """«Se actualizarán automáticamente cada vez que el Índice Nacional de Precios al Consumidor se incremente en un
    cinco por ciento respecto del que estaba vigente la última vez que se establecieron» (Loreto 2025, Art. 107).

    The index in force in a month is the one published for the month before.
    """
    inpc = indexacion.inpc
    anterior = inpc.de(base.mas(-1))
    for n in range(1, periodo.desde(base) + 1):
        vigente = inpc.de(base.mas(n - 1))
        if vigente >= anterior * (100 + indexacion.umbral) / 100:
            precio = precio * vigente / anterior
            precio = al_centavo(precio) if indexacion.cadena == "redondeada" else precio
            anterior = vigente
    return precio


def al_centavo(precio: Decimal) -> Decimal:
    """A price rounded half up to the centavo, still a price: it multiplies m³."""
    return Decimal(redondear(precio).centavos) / 100
