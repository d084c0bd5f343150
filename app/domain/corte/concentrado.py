"""Several cortes Z of a centro, summed: what treasury compares with the bank and with its own books."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.corte.corte import Corte, Totales
from app.domain.corte.entrega import estado_de
from app.domain.dinero import CERO, Dinero, suma


@dataclass(frozen=True, slots=True)
class Concentrado:
    """The cortes of a centro and their sums.

    Attributes:
        hallado, diferencia: cash by the last count of each corte (the supervisor's where there was a recount), and what
            was missing (below zero) or left over in all of them.
        contado, diferencia_cajero: the same by the cashiers' counts alone.
        entregado, aceptado: cash handed over and not sent back, and what treasury found of it.
        por_estado: how many cortes stand where (cerrado, entregado, aceptado, rechazado).
    """

    centro: str
    cortes: tuple[Corte, ...]
    medios: Totales
    conceptos: Totales
    programas: Totales
    subsidios: Totales
    pagos: int
    hallado: Dinero
    diferencia: Dinero
    contado: Dinero
    diferencia_cajero: Dinero
    entregado: Dinero
    aceptado: Dinero
    por_estado: tuple[tuple[str, int], ...]

    @property
    def cobrado(self) -> Dinero:
        """All that was collected, by whatever medio."""
        return suma(importe for _, importe in self.medios)

    @property
    def por_caja_y_dia(self) -> tuple[tuple[str, date, Concentrado], ...]:
        """The same of each caja on each day, in order."""
        grupos: dict[tuple[str, date], list[Corte]] = {}
        for corte in self.cortes:
            grupos.setdefault((corte.caja.zfill(6), corte.abierto.date()), []).append(corte)
        return tuple(
            (suyos[0].caja, dia, concentrar(self.centro, tuple(suyos))) for (_, dia), suyos in sorted(grupos.items())
        )


def concentrar(centro: str, cortes: tuple[Corte, ...]) -> Concentrado:
    """Add up cortes, of one caja or several, in the order they come."""
    estados = [estado_de(corte.pasos) for corte in cortes]
    return Concentrado(
        centro=centro,
        cortes=cortes,
        medios=_juntar(c.medios for c in cortes),
        conceptos=_juntar(c.conceptos for c in cortes),
        programas=_juntar(c.programas for c in cortes),
        subsidios=_juntar(c.subsidios for c in cortes),
        pagos=sum(c.pagos for c in cortes),
        hallado=suma(c.hallado or CERO for c in cortes),
        diferencia=suma(c.diferencia_final or CERO for c in cortes),
        contado=suma(c.contado or CERO for c in cortes),
        diferencia_cajero=suma(c.diferencia or CERO for c in cortes),
        entregado=suma(_en_paso(c, "entregado", estado) for c, estado in zip(cortes, estados, strict=True)),
        aceptado=suma(_en_paso(c, "aceptado", estado) for c, estado in zip(cortes, estados, strict=True)),
        por_estado=tuple((estado, estados.count(estado)) for estado in dict.fromkeys(estados)),
    )


def _en_paso(corte: Corte, clase: str, estado: str) -> Dinero:
    """Cash of the last step of a kind; what was sent back is in nobody's hands but the cashier's."""
    if estado not in ("entregado", "aceptado"):
        return CERO
    return next((paso.importe for paso in reversed(corte.pasos) if paso.clase == clase), CERO)


def _juntar(varios: Iterable[Totales]) -> Totales:
    sumas: dict[str, Dinero] = {}
    for totales in varios:
        for clave, importe in totales:
            sumas[clave] = sumas.get(clave, CERO) + importe
    return tuple(sorted(sumas.items()))
