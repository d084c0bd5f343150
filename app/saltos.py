"""A clock that jumps is noticed and written down: at the start, and while the window is open."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from app.context import Contexto
from app.domain.corte.sueltos import datos_de_salto
from app.domain.salto import Salto, salto_desde, salto_en_marcha
from app.errors import EquipoError, NegocioError


def revisar_al_inicio(ctx: Contexto) -> Salto | None:
    """Write down that the clock is earlier than what this caja already wrote; None when it is not."""
    with ctx.uow() as uow:
        ultimo = uow.diario.ultimo_momento()
        salto = None if ultimo is None else salto_desde(ultimo, ctx.reloj.ahora())
    if salto is not None:
        # A full disk, or a stopped file, does not keep the caja from opening: the next start notices it again.
        with suppress(EquipoError, NegocioError):
            asentar_salto(ctx, salto)
    return salto


def asentar_salto(ctx: Contexto, salto: Salto) -> None:
    """Append it to the diario, in the turno that was open, if any."""
    with ctx.uow() as uow:
        turno = uow.turnos.abierto()
        suyo = {} if turno is None else {"turno": turno.numero}
        uow.diario.asentar("reloj_saltado", datos_de_salto(salto) | suyo)
        uow.commit()


class Vigia:
    """Compares the clock with the seconds that really went by, each time that it is asked."""

    def __init__(self, ctx: Contexto, marcha: Callable[[], timedelta]) -> None:
        """`marcha` is a clock that nobody can set, and which also goes on while the machine sleeps."""
        self._reloj = ctx.reloj
        self._marcha = marcha
        self._antes = ctx.reloj.ahora(), marcha()

    def mirar(self) -> Salto | None:
        """The jump since the last time, if there was one."""
        dicho, comienzo = self._antes
        ahora = self._antes = self._reloj.ahora(), self._marcha()
        if ahora[0] == dicho:
            # Told what time it is, as demonstrations may be: it never moves.
            return None
        return salto_en_marcha(dicho, ahora[1] - comienzo, ahora[0])
