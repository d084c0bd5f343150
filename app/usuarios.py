"""People of a caja, registered by who administers it."""

from __future__ import annotations

from app.acceso import autorizar, dar_de_alta
from app.context import Contexto
from app.domain.usuario import Usuario


def registrar_usuario(
    ctx: Contexto, clave: str, nombre: str, roles: tuple[str, ...], pin: str, quien: tuple[str, str]
) -> Usuario:
    """Register a user with a PIN of their own.

    Args:
        quien: clave and PIN of the administrador who does it.

    Raises:
        NegocioError: nobody who may, or a clave, name, role or PIN that cannot be.
    """
    administra = autorizar(ctx, quien[0], quien[1], "administrador")
    with ctx.uow() as uow:
        nuevo = dar_de_alta(ctx, uow, clave.strip(), nombre, roles, pin, administra.clave)
        uow.commit()
    return nuevo
