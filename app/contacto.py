"""How this caja stands with its centre, as its own file remembers it: asked without any network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.alto import SIN_ALTO, Alto, leer_alto
from app.context import Contexto


@dataclass(frozen=True, slots=True)
class Contacto:
    """How a caja stands with its centre.

    Attributes:
        is_enlazada: it has a centre.
        pendientes: asientos that the centre has not acknowledged.
        ultimo: end of the last whole round, by the machine's clock; None before the first.
        incidencias: open ones that concern this caja, as of then.
        alto: why it appends nothing; empty when it does.
        aviso: what somebody must look at, of the last round; empty when all was well.
    """

    is_enlazada: bool
    pendientes: int = 0
    ultimo: datetime | None = None
    incidencias: int = 0
    alto: Alto = SIN_ALTO
    aviso: str = ""


def ver_contacto(ctx: Contexto) -> Contacto:
    """How this caja stands with its centre."""
    with ctx.uow() as uow:
        notas = uow.sincronia
        if not notas.nota("registro"):
            return Contacto(is_enlazada=False, alto=leer_alto(notas))
        ultimo = notas.nota("contacto")
        return Contacto(
            is_enlazada=True,
            pendientes=notas.pendientes(),
            ultimo=datetime.fromisoformat(ultimo) if ultimo else None,
            incidencias=int(notas.nota("incidencias") or 0),
            alto=leer_alto(notas),
            aviso=notas.nota("aviso"),
        )
