"""What was last charged at this caja: for a doubt at the counter, and to print a paper again."""

from __future__ import annotations

from dataclasses import dataclass

from app.context import Contexto
from app.domain.pago.pago import Pago

CUANTOS = 20


@dataclass(frozen=True, slots=True)
class Ultimo:
    """A payment and what became of its paper.

    Attributes:
        en_cola: its original has not come out yet.
        copias: how many copies came out after the original.
    """

    pago: Pago
    en_cola: bool
    copias: int


def ultimos_pagos(ctx: Contexto, cuantos: int = CUANTOS) -> tuple[Ultimo, ...]:
    """The last payments of this caja, newest first."""
    with ctx.uow() as uow:
        en_cola = set(uow.cola.pendientes())
        return tuple(
            Ultimo(pago, str(pago.folio) in en_cola, uow.cola.copias(str(pago.folio)))
            for pago in uow.pagos.ultimos(cuantos)
        )
