"""What was left over or missing at the cortes, by cashier and over time: one count says little, thirty say a habit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.dinero import CERO, Dinero, suma
from app.domain.reporte.reporte import Filtro, SelloReporte


@dataclass(frozen=True, slots=True)
class DiferenciaDeCorte:
    """A corte Z: what should have been in the drawer, what its cashier counted, and what a supervisor did.

    Attributes:
        dia: on which the turno was opened.
        diferencia: contado less esperado: below zero it was missing.
        recontado: cash of the last recount; None where nobody counted again.
    """

    corte: int
    turno: int
    caja: str
    cajero: str
    dia: date
    esperado: Dinero
    contado: Dinero
    diferencia: Dinero
    recontado: Dinero | None = None


@dataclass(frozen=True, slots=True)
class DiferenciasDeCajero:
    """The cortes of one cashier.

    Attributes:
        exactos: cortes without a difference.
        faltante, sobrante: sums of what was missing (below zero) and left over, by their own counts.
    """

    cajero: str
    cortes: int
    exactos: int
    faltante: Dinero
    sobrante: Dinero

    @property
    def neto(self) -> Dinero:
        """Both together."""
        return self.faltante + self.sobrante


@dataclass(frozen=True, slots=True)
class ReporteDiferencias:
    """The cortes of some days in order, and their cashiers."""

    filtro: Filtro
    cortes: tuple[DiferenciaDeCorte, ...]
    sello: SelloReporte

    @property
    def cajeros(self) -> tuple[DiferenciasDeCajero, ...]:
        """By clave."""
        return por_cajero(self.cortes)


def por_cajero(cortes: Iterable[DiferenciaDeCorte]) -> tuple[DiferenciasDeCajero, ...]:
    """The cortes of each cashier, added up."""
    suyas: dict[str, list[Dinero]] = {}
    for corte in cortes:
        suyas.setdefault(corte.cajero, []).append(corte.diferencia)
    return tuple(
        DiferenciasDeCajero(
            cajero,
            len(todas),
            todas.count(CERO),
            suma(d for d in todas if d < CERO),
            suma(d for d in todas if d > CERO),
        )
        for cajero, todas in sorted(suyas.items())
    )
