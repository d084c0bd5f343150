"""People of a caja: registered and disabled by who administers it, PINs changed and recovered."""

from __future__ import annotations

from dataclasses import dataclass

from app.context import Contexto
from app.domain.usuario import Intentos, Usuario
from app.errors import NegocioError
from app.gente.acceso import autorizar, dar_de_alta, exigir, exigir_pin, identificar
from app.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Integrante:
    """Somebody who works at this caja, and how their PIN stands."""

    usuario: Usuario
    intentos: Intentos


def ver_gente(ctx: Contexto) -> tuple[Integrante, ...]:
    """The people who work at this caja, by clave."""
    with ctx.uow() as uow:
        return tuple(Integrante(u, uow.usuarios.intentos(u.clave)) for u in uow.usuarios.todos())


def registrar_usuario(
    ctx: Contexto, clave: str, nombre: str, roles: tuple[str, ...], pin: str, quien: tuple[str, str]
) -> Usuario:
    """Register a user with a PIN of their own; whoever was disabled may come back this way.

    Args:
        quien: clave and PIN of the administrador who does it.

    Raises:
        NegocioError: nobody who may, or a clave, name, role or PIN that cannot be.
    """
    administra = autorizar(ctx, quien[0], quien[1], "alta_usuario")
    with ctx.uow() as uow:
        nuevo = dar_de_alta(ctx, uow, clave.strip(), nombre, roles, pin, administra.clave)
        uow.commit()
    return nuevo


def dar_de_baja(ctx: Contexto, clave: str, quien: Usuario) -> Usuario:
    """Disable a user: from here on they cannot identify themselves, and what they had open obeys them no more.

    A turno of theirs stays open, for a supervisor to count and close.

    Raises:
        NegocioError: `usuario_desconocido`, `autoriza_otro` for oneself, or what `app.gente.acceso.exigir` raises.
    """
    with ctx.uow() as uow:
        exigir(uow, quien, "baja_usuario", clave)
        usuario = _conocido(uow, clave)
        uow.diario.asentar(
            "usuario",
            {
                "clave": clave,
                "nombre": usuario.nombre,
                "roles": list(usuario.roles),
                "activo": 0,
                "quien": quien.clave,
            },
        )
        uow.commit()
    return usuario


def cambiar_pin(ctx: Contexto, clave: str, pin: str, nuevo: str) -> None:
    """Change one's own PIN, knowing the one of before.

    Raises:
        NegocioError: `pin_debil`, `pin_repetido`, or what `app.gente.acceso.identificar` raises.
    """
    exigir_pin(nuevo)
    usuario = identificar(ctx, clave, pin)
    if nuevo == pin:
        raise NegocioError("pin_repetido", "El PIN nuevo es el mismo de antes: elija otro.")
    with ctx.uow() as uow:
        _poner_pin(ctx, uow, usuario, nuevo, usuario.clave, "propio")
        uow.commit()


def recuperar_pin(ctx: Contexto, clave: str, nuevo: str, quien: Usuario) -> None:
    """Give another PIN to somebody who forgot theirs; their failures are forgotten too.

    A supervisor recovers those who have no more power than charging; the rest, an administrador: otherwise whoever
    may unlock a PIN could become anybody.

    Raises:
        NegocioError: `usuario_desconocido`, `requiere_administrador`, `pin_debil`, or what
            `app.gente.acceso.exigir` raises.
    """
    exigir_pin(nuevo)
    with ctx.uow() as uow:
        hoy = exigir(uow, quien, "recuperar_pin", clave)
        usuario = _conocido(uow, clave)
        if set(usuario.roles) - {"cajero"} and not hoy.is_rol("administrador"):
            raise NegocioError("requiere_administrador", f"El PIN de {usuario.nombre} lo recupera un administrador.")
        _poner_pin(ctx, uow, usuario, nuevo, quien.clave, "olvido")
        uow.commit()


def desbloquear(ctx: Contexto, clave: str, quien: Usuario) -> None:
    """Forget the failed attempts of a user, by a supervisor.

    Raises:
        NegocioError: `usuario_desconocido`, or what `app.gente.acceso.exigir` raises.
    """
    with ctx.uow() as uow:
        exigir(uow, quien, "desbloquear_pin", clave)
        _conocido(uow, clave)
        uow.usuarios.guardar_intentos(clave, Intentos())
        uow.diario.asentar("pin_desbloqueado", {"clave": clave, "quien": quien.clave})
        uow.commit()


def _conocido(uow: UnitOfWork, clave: str) -> Usuario:
    usuario = uow.usuarios.usuario(clave)
    if usuario is None:
        raise NegocioError("usuario_desconocido", f"No hay ningún usuario {clave[:30]}.")
    return usuario


def _poner_pin(ctx: Contexto, uow: UnitOfWork, usuario: Usuario, nuevo: str, quien: str, motivo: str) -> None:
    uow.usuarios.guardar_verificador(usuario.clave, ctx.credenciales.sellar(nuevo))
    uow.usuarios.guardar_intentos(usuario.clave, Intentos())
    uow.diario.asentar("pin_cambiado", {"clave": usuario.clave, "quien": quien, "motivo": motivo})
