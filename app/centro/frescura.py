"""How old what this caja got from its centre is; a caja that has none answers for itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.context import Contexto
from app.domain.centro.frescura import Frescura, exigir_datos_frescos, exigir_vigente, frescura_de
from app.domain.pago.pago import ServicioPedido
from app.domain.usuario import Usuario
from app.ports import UnitOfWork

#: Notes of when a round last brought all that the centre had: its people, its padrón.
GENTE, PADRON = "al.gente", "al.padron"
_PERSONA = "persona."


def anotar_frescura(uow: UnitOfWork, *cuales: str) -> None:
    """Note that these came whole just now, in the caller's unit of work."""
    for cual in cuales:
        uow.sincronia.anotar(cual, f"{uow.reloj.ahora().isoformat()} {uow.sincronia.ultimo()}")


def ver_frescura(uow: UnitOfWork, cual: str) -> Frescura | None:
    """How old it is; None at a caja that has no centre."""
    if not uow.sincronia.nota("registro"):
        return None
    dicho, _, n = uow.sincronia.nota(cual).partition(" ")
    if not dicho:
        return Frescura(None)
    return frescura_de(datetime.fromisoformat(dicho), uow.reloj.ahora(), uow.sincronia.saltos(int(n)))


def exigir_reconexion_fresca(ctx: Contexto, uow: UnitOfWork, pedidos: Sequence[ServicioPedido]) -> None:
    """Give the water back to nobody of whose debt the centre has not been heard for long.

    Raises:
        NegocioError: `datos_viejos`.
    """
    if not any(p.clave in ctx.perfil.reconexiones for p in pedidos):
        return
    if (frescura := ver_frescura(uow, PADRON)) is not None:
        exigir_datos_frescos(frescura, ctx.perfil.horas_de_datos, "La reconexión")


def anotar_persona(uow: UnitOfWork, clave: str) -> None:
    """Note that the centre answers for that person, in the caller's unit of work."""
    uow.sincronia.anotar(_PERSONA + clave, "1")


def exigir_persona_vigente(uow: UnitOfWork, usuario: Usuario, operacion: str) -> None:
    """Go on only with somebody of whom the centre was heard not long ago; people of the caja itself always.

    Raises:
        NegocioError: `usuario_vencido`.
    """
    if not uow.sincronia.nota(_PERSONA + usuario.clave):
        return
    if (frescura := ver_frescura(uow, GENTE)) is not None:
        exigir_vigente(usuario, operacion, frescura)
