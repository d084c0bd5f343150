"""A month of service, as bills name it: `2023-08`, «agosto 2023»."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from app.domain.errores import NegocioError

MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip

_TEXTO = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


@dataclass(frozen=True, order=True, slots=True)
class Periodo:
    """A calendar month; ordered, and able to count months forward and back."""

    ejercicio: int
    mes: int

    @classmethod
    def from_texto(cls, texto: str) -> Periodo:
        """Read `AAAA-MM`.

        Raises:
            NegocioError: `periodo_invalido`.
        """
        partes = _TEXTO.fullmatch(texto.strip())
        if not partes or not 1 <= int(partes[2]) <= 12 or not 1900 <= int(partes[1]) <= 2999:
            raise NegocioError(
                "periodo_invalido", f"«{texto[:20]}» no es un mes. Escríbalo AAAA-MM, por ejemplo 2023-08"
            )
        return cls(int(partes[1]), int(partes[2]))

    @classmethod
    def from_fecha(cls, fecha: date) -> Periodo:
        """The month a date falls in."""
        return cls(fecha.year, fecha.month)

    def mas(self, meses: int) -> Periodo:
        """The month `meses` later (earlier if negative)."""
        total = self.ejercicio * 12 + self.mes - 1 + meses
        return Periodo(total // 12, total % 12 + 1)

    def desde(self, otro: Periodo) -> int:
        """How many months this one is after `otro`."""
        return (self.ejercicio - otro.ejercicio) * 12 + self.mes - otro.mes

    def texto(self) -> str:
        """`2023-08`: form of files, JSON and keys; sorts as text."""
        return f"{self.ejercicio:04d}-{self.mes:02d}"

    def __str__(self) -> str:
        """`agosto 2023`: form of screens and paper."""
        return f"{MESES[self.mes - 1]} {self.ejercicio}"


def sumar_meses(fecha: date, meses: int) -> date:
    """The same day `meses` later; the month's last one where that day does not exist."""
    ejercicio, mes = divmod(fecha.year * 12 + fecha.month - 1 + meses, 12)
    ultimo = calendar.monthrange(ejercicio, mes + 1)[1]
    return date(ejercicio, mes + 1, min(fecha.day, ultimo))
