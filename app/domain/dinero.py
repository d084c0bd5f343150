"""Money: whole centavos, one rounding, no floats.

Every concepto is rounded once, half up, to the centavo, and a total is the sum of rounded conceptos, so that a
ticket adds up to what it shows. This is the only module where a `Decimal` becomes an amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.domain.errores import NegocioError

#: Ten thousand million pesos: above any bill of an organismo, below what 64-bit sums could overflow.
LIMITE_CENTAVOS = 10**12

_TEXTO = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?", re.ASCII)


@dataclass(frozen=True, order=True, slots=True)
class Dinero:
    """An amount of Mexican pesos in whole centavos; negative for what is taken off."""

    centavos: int

    def __post_init__(self) -> None:
        if type(self.centavos) is not int:
            raise TypeError(f"centavos are whole numbers, not {type(self.centavos).__name__}")

    @classmethod
    def from_texto(cls, texto: str) -> Dinero:
        """Read what a person typed: `1234.5`, `1,234.50` and `1234.50` alike, at most two decimals.

        Raises:
            NegocioError: `importe_invalido`, for anything else, blank included; nothing is guessed or clamped.
        """
        limpio = texto.strip()
        if len(limpio) > 20 or not _TEXTO.fullmatch(limpio):
            raise NegocioError(
                "importe_invalido",
                f"«{limpio[:20]}» no es un importe. Escriba pesos con dos decimales a lo más, por ejemplo 1234.50",
            )
        pesos, _, decimales = limpio.replace(",", "").removeprefix("-").partition(".")
        centavos = int(pesos) * 100 + int(decimales.ljust(2, "0"))
        if centavos > LIMITE_CENTAVOS:
            raise NegocioError("importe_invalido", f"«{limpio}» es demasiado dinero para un solo importe.")
        return cls(-centavos if limpio.startswith("-") else centavos)

    def texto(self) -> str:
        """Plain form of files and JSON: `-1234.50`."""
        signo = "-" if self.centavos < 0 else ""
        return f"{signo}{abs(self.centavos) // 100}.{abs(self.centavos) % 100:02d}"

    def __str__(self) -> str:
        """Form of screens and paper: `1,234.50`, `-5.00`."""
        signo = "-" if self.centavos < 0 else ""
        return f"{signo}{abs(self.centavos) // 100:,}.{abs(self.centavos) % 100:02d}"

    def pesos(self) -> str:
        """Form of sentences and of figures that stand alone: `$ 1,234.50`, `-$ 5.00`."""
        return f"{'-' if self.centavos < 0 else ''}$ {Dinero(abs(self.centavos))}"

    def __add__(self, otro: Dinero) -> Dinero:
        return Dinero(self.centavos + otro.centavos)

    def __sub__(self, otro: Dinero) -> Dinero:
        return Dinero(self.centavos - otro.centavos)

    def __neg__(self) -> Dinero:
        return Dinero(-self.centavos)

    def __mul__(self, veces: int) -> Dinero:
        return Dinero(self.centavos * veces)

    def __bool__(self) -> bool:
        return self.centavos != 0

    def por(self, tasa: Decimal) -> Dinero:
        """This amount times a rate (0.52 for 52 %), rounded once, half up."""
        return redondear(Decimal(self.centavos) * tasa / 100)

    def repartir(self, pesos: Sequence[int]) -> tuple[Dinero, ...]:
        """Split into parts proportional to `pesos` (weights ≥ 0), which sum exactly to this amount.

        Largest remainder; ties go to the earlier part. No part exceeds its weight when this amount does not exceed
        their sum, so that no concepto is overpaid.

        Raises:
            ValueError: this amount or a weight is negative, or all weights are zero and this amount is not.
        """
        total = sum(pesos)
        if self.centavos < 0 or any(p < 0 for p in pesos) or (total == 0 and self.centavos):
            raise ValueError("only a positive amount can be split, over weights that are not all zero")
        if total == 0:
            return tuple(CERO for _ in pesos)
        partes = [self.centavos * p // total for p in pesos]
        faltan = self.centavos - sum(partes)
        por_residuo = sorted(range(len(pesos)), key=lambda i: (-(self.centavos * pesos[i] % total), i))
        for i in por_residuo[:faltan]:
            partes[i] += 1
        return tuple(Dinero(p) for p in partes)


CERO = Dinero(0)


def redondear(pesos: Decimal) -> Dinero:
    """An exact amount in pesos, rounded half up to the centavo: the one rounding of the product."""
    return Dinero(int((pesos * 100).to_integral_value(ROUND_HALF_UP)))


def suma(importes: Iterable[Dinero]) -> Dinero:
    """Sum of amounts; zero for none."""
    centavos = 0
    for importe in importes:
        centavos += importe.centavos
    return Dinero(centavos)
