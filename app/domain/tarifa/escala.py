"""How m³ become an amount of agua: the kinds of price table that the laws use, each from data alone.

`rango_alcanzado`: base + all m³ at the price of the range that the whole consumption reaches (Ley de Ingresos de Cajeme
2023, Art. 33: «sumando la cuota mínima, la cantidad de metros cúbicos consumidos al costo que resulte, dependiendo del
rango establecido»). `escalonado`: base + each m³ at its own range's price (Reglamento de Ocampo, Art. 69). `minimo`: a
basic amount up to N m³ and each one beyond at its own range's price (Reglamento de Loreto, Art. 123: «Cuando el consumo
mensual no rebase los 12 m³, se aplicará la tarifa básica … y por cada metro cúbico adicional, un precio diferente»).
`tabla`: base + the printed amount of a whole number of m³, and past the end of the table all m³ at one price (Ley de
Ingresos de Romita 2020, Art. 14 fr. I). A price by volume is a table without base and with one range.

A volume that falls between two ranges, which only a derived one can, belongs to the upper one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

METODOS = ("rango_alcanzado", "escalonado", "minimo", "tabla")
#: Those that go by ranges, and so can be read one way or the other by changing the word.
METODOS_POR_RANGOS = ("rango_alcanzado", "escalonado", "minimo")

_CERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Rango:
    """Whole m³ from `desde` to `hasta` (None: without end) at `precio` pesos each."""

    desde: int
    hasta: int | None
    precio: Decimal

    def alcanza(self, m3: Decimal) -> bool:
        """Whether a consumption ends in this range or before it."""
        return self.hasta is None or m3 <= self.hasta


@dataclass(frozen=True, slots=True)
class Escala:
    """The price table of one month.

    Attributes:
        base: pesos a month, whatever the consumption.
        incluidos: m³ that the base already pays (`minimo`); zero for none.
        rangos: contiguous, from the first m³ not included to one without end; empty for `tabla`.
        tabla: pesos for 0, 1, 2 … m³; empty for what goes by ranges.
        excedente: pesos for each of all the m³, past the end of `tabla`.
    """

    base: Decimal
    rangos: tuple[Rango, ...] = ()
    incluidos: int = 0
    tabla: tuple[Decimal, ...] = ()
    excedente: Decimal = _CERO

    def alcanzado(self, m3: Decimal) -> Rango:
        """The range that a whole consumption falls in."""
        return next(r for r in self.rangos if r.alcanza(m3))


@dataclass(frozen=True, slots=True)
class Parte:
    """A part of an amount of agua, in pesos before rounding.

    Attributes:
        clase: `base`, `rango` (m³ × precio), `tabla` (what the table gives for `m3`) or `excedente` (all m³ × precio).
        desde, hasta: of the range.
    """

    clase: str
    importe: Decimal
    m3: Decimal = _CERO
    precio: Decimal = _CERO
    desde: int = 0
    hasta: int | None = None


def partes(escala: Escala, metodo: str, m3: Decimal, limite: int | None = None) -> tuple[Parte, ...]:
    """What an amount of agua is made of: its base first.

    Args:
        m3: the whole consumption, which decides the range under `rango_alcanzado`.
        limite: count only the first so many m³ (a benefit reaches no further).
    """
    contados = m3 if limite is None else min(m3, Decimal(limite))
    base = Parte("base", escala.base, min(contados, Decimal(escala.incluidos)))
    if metodo == "tabla":
        return (base, _de_tabla(escala, contados))
    if metodo == "rango_alcanzado":
        return (base, _de_rango(escala.alcanzado(m3), contados))
    return (base, *_por_rangos(escala, contados))


def _de_tabla(escala: Escala, m3: Decimal) -> Parte:
    enteros = int(m3)
    if enteros < len(escala.tabla):
        return Parte("tabla", escala.tabla[enteros], Decimal(enteros))
    return Parte("excedente", enteros * escala.excedente, Decimal(enteros), escala.excedente)


def _de_rango(rango: Rango, m3: Decimal) -> Parte:
    return Parte("rango", m3 * rango.precio, m3, rango.precio, rango.desde, rango.hasta)


def _por_rangos(escala: Escala, m3: Decimal) -> list[Parte]:
    """Each m³ at the price of its own range; the first range also when nothing falls in it and nothing is included."""
    hechas: list[Parte] = []
    antes = Decimal(escala.incluidos)
    for rango in escala.rangos:
        hasta = m3 if rango.hasta is None else min(m3, Decimal(rango.hasta))
        if hasta > antes or not (hechas or escala.incluidos):
            hechas.append(_de_rango(rango, hasta - antes))
            antes = hasta
    return hechas


def suma_de(hechas: Sequence[Parte]) -> Decimal:
    """The whole amount in pesos, before rounding."""
    return sum((p.importe for p in hechas), _CERO)


def precio_del_siguiente(escala: Escala, metodo: str, m3: Decimal) -> Decimal:
    """The price of one m³ of those that a whole consumption ends with, in pesos.

    By ranges, that of the range reached. A table has no price of one m³: it is what its last m³ added.
    """
    if metodo != "tabla":
        return escala.alcanzado(m3).precio
    enteros = int(m3)
    if enteros >= len(escala.tabla):
        return escala.excedente
    return escala.tabla[enteros] - escala.tabla[max(0, enteros - 1)]
