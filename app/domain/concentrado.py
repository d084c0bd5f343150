"""Several cortes Z of a centro, summed: what treasury compares with the bank and with its own books."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.corte import Corte, Totales
from app.domain.dinero import CERO, Dinero, suma
from app.domain.entrega import estado_de


@dataclass(frozen=True, slots=True)
class Concentrado:
    """The cortes of a centro and their sums.

    Attributes:
        contado, diferencia: cash counted at the cortes, and what was left over or missing in all of them.
        por_estado: how many cortes stand where (cerrado, entregado, aceptado, rechazado).
    """

    centro: str
    cortes: tuple[Corte, ...]
    medios: Totales
    conceptos: Totales
    programas: Totales
    subsidios: Totales
    pagos: int
    contado: Dinero
    diferencia: Dinero
    por_estado: tuple[tuple[str, int], ...]


def concentrar(centro: str, cortes: tuple[Corte, ...]) -> Concentrado:
    """Add up cortes, in the order they come."""
    estados = [estado_de(corte.pasos) for corte in cortes]
    return Concentrado(
        centro=centro,
        cortes=cortes,
        medios=_juntar(c.medios for c in cortes),
        conceptos=_juntar(c.conceptos for c in cortes),
        programas=_juntar(c.programas for c in cortes),
        subsidios=_juntar(c.subsidios for c in cortes),
        pagos=sum(c.pagos for c in cortes),
        contado=suma(c.contado or CERO for c in cortes),
        diferencia=suma(c.diferencia or CERO for c in cortes),
        por_estado=tuple((estado, estados.count(estado)) for estado in dict.fromkeys(estados)),
    )


def _juntar(varios: Iterable[Totales]) -> Totales:
    sumas: dict[str, Dinero] = {}
    for totales in varios:
        for clave, importe in totales:
            sumas[clave] = sumas.get(clave, CERO) + importe
    return tuple(sorted(sumas.items()))
