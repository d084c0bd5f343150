"""Who is at the caja: PINs, their failure limits, and a supervisor's authorisation.

After five failures a PIN waits a minute, doubling; after ten only a supervisor unlocks it. Failures are committed
by themselves, so that killing the program does not forget them.
"""

from __future__ import annotations

import re
from datetime import datetime

from app.context import Contexto
from app.domain.renglon import exigir_renglon
from app.domain.usuario import ROLES, Intentos, Usuario
from app.errors import NegocioError
from app.ports import UnitOfWork

_PIN = re.compile(r"\d{6,12}", re.ASCII)
_CLAVE = re.compile(r"[a-z0-9._-]{2,20}", re.ASCII)


def identificar(ctx: Contexto, clave: str, pin: str) -> Usuario:
    """The user with that clave, if the PIN is theirs.

    Raises:
        NegocioError: `pin_incorrecto`, `pin_en_espera` or `pin_bloqueado`.
    """
    with ctx.uow() as uow:
        usuario = uow.usuarios.usuario(clave)
        verificador = uow.usuarios.verificador(clave)
        if usuario is None or verificador is None:
            raise NegocioError("pin_incorrecto", "El usuario o el PIN no son correctos.")
        intentos = uow.usuarios.intentos(clave)
        ahora = ctx.reloj.ahora()
        _exigir_turno_de_intento(intentos, ahora)
        correcto = ctx.credenciales.is_correcto(verificador, pin)
        if not correcto:
            intentos = intentos.fallar(ahora)
        if not correcto or intentos.fallos:
            uow.usuarios.guardar_intentos(clave, Intentos() if correcto else intentos)
            uow.commit()
    if not correcto:
        raise _de_fallo(intentos)
    return usuario


def _exigir_turno_de_intento(intentos: Intentos, ahora: datetime) -> None:
    if intentos.is_bloqueado:
        raise NegocioError("pin_bloqueado", "PIN bloqueado por diez intentos fallidos. Lo desbloquea un supervisor.")
    if intentos.espera_hasta is not None and ahora < intentos.espera_hasta:
        raise NegocioError(
            "pin_en_espera",
            f"Demasiados intentos. Espere hasta las {intentos.espera_hasta:%H:%M:%S} y pruebe otra vez.",
        )


def _de_fallo(intentos: Intentos) -> NegocioError:
    if intentos.is_bloqueado:
        return NegocioError("pin_bloqueado", "Diez intentos fallidos: PIN bloqueado. Lo desbloquea un supervisor.")
    van = "Va 1 intento." if intentos.fallos == 1 else f"Van {intentos.fallos} intentos."
    return NegocioError("pin_incorrecto", f"El usuario o el PIN no son correctos. {van}")


def ver_usuarios(ctx: Contexto) -> tuple[Usuario, ...]:
    """The people who work at this caja, by clave."""
    with ctx.uow() as uow:
        return uow.usuarios.todos()


def autorizar(ctx: Contexto, clave: str, pin: str, rol: str, ajeno_a: str = "") -> Usuario:
    """A user with `rol` who authorises something; `ajeno_a` is the cashier, who cannot be the same person.

    Raises:
        NegocioError: `requiere_<rol>`, `autoriza_otro`, or what `identificar` raises.
    """
    if not clave:
        raise NegocioError(f"requiere_{rol}", f"Esto necesita un {rol}: indíquelo con --supervisor CLAVE y su PIN.")
    usuario = identificar(ctx, clave, pin)
    if not usuario.is_rol(rol):
        raise NegocioError(f"requiere_{rol}", f"{usuario.nombre} no es {rol}.")
    if usuario.clave == ajeno_a:
        raise NegocioError("autoriza_otro", "Quien cobra no puede autorizarse a sí mismo.")
    return usuario


def exigir_supervisor(uow: UnitOfWork, quien: Usuario) -> None:
    """Refuse whoever is no supervisor, or is charging at this caja.

    Raises:
        NegocioError: `requiere_supervisor`, `autoriza_otro`.
    """
    if not quien.is_rol("supervisor"):
        raise NegocioError("requiere_supervisor", f"{quien.nombre} no es supervisor.")
    turno = uow.turnos.abierto()
    if turno is not None and turno.cajero == quien.clave:
        raise NegocioError("autoriza_otro", "Quien cobra no puede autorizarse a sí mismo: lo hace otro supervisor.")


def dar_de_alta(
    ctx: Contexto, uow: UnitOfWork, clave: str, nombre: str, roles: tuple[str, ...], pin: str, quien: str
) -> Usuario:
    """Register a user with a PIN, in the caller's unit of work.

    Raises:
        NegocioError: a clave, role or PIN that cannot be, or `usuario_existe`.
    """
    if not _CLAVE.fullmatch(clave):
        raise NegocioError("clave_invalida", "La clave lleva de 2 a 20 letras minúsculas, números, punto o guion.")
    if not roles or set(roles) - set(ROLES):
        raise NegocioError("rol_invalido", f"Los roles son: {', '.join(ROLES)}.")
    if not exigir_renglon(nombre).strip():
        raise NegocioError("falta_nombre", "Falta el nombre del usuario.")
    if uow.usuarios.usuario(clave) is not None:
        raise NegocioError("usuario_existe", f"Ya hay un usuario {clave}.")
    uow.usuarios.guardar_verificador(clave, ctx.credenciales.sellar(_exigir_pin(pin)))
    uow.diario.asentar(
        "usuario", {"clave": clave, "nombre": nombre.strip(), "roles": list(roles), "activo": 1, "quien": quien}
    )
    return Usuario(clave, nombre.strip(), roles)


def desbloquear(ctx: Contexto, clave: str, quien: Usuario) -> None:
    """Forget the failed attempts of a user, by a supervisor.

    Raises:
        NegocioError: `usuario_desconocido`.
    """
    with ctx.uow() as uow:
        if uow.usuarios.usuario(clave) is None:
            raise NegocioError("usuario_desconocido", f"No hay ningún usuario {clave}.")
        uow.usuarios.guardar_intentos(clave, Intentos())
        uow.diario.asentar("pin_desbloqueado", {"clave": clave, "quien": quien.clave})
        uow.commit()


def _exigir_pin(pin: str) -> str:
    if not _PIN.fullmatch(pin) or len(set(pin)) == 1:
        raise NegocioError("pin_debil", "El PIN lleva de 6 a 12 dígitos que no sean todos iguales.")
    return pin
