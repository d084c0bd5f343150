"""Who is at the caja and may do what: PINs, their failure limits, people as they are now.

After five failures a PIN waits a minute, doubling; after ten only a supervisor unlocks it. Failures are committed
by themselves, so that killing the program does not forget them.
"""

from __future__ import annotations

import re
from datetime import datetime

from app.centro.frescura import exigir_persona_vigente
from app.context import Contexto
from app.domain.permisos import exigir_permiso, quien_puede, requisito
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


def autorizar(ctx: Contexto, clave: str, pin: str, operacion: str, ajeno_a: str = "") -> Usuario:
    """Somebody who may do that operation of `app.domain.permisos`, identified by their PIN.

    Args:
        ajeno_a: clave of the person it is about, who cannot allow it to themselves.

    Raises:
        NegocioError: what `identificar` or `exigir` raises.
    """
    if not clave:
        falta = quien_puede(operacion)
        raise NegocioError(requisito(operacion), f"Esto necesita {falta}: diga quién es y su PIN.")
    usuario = identificar(ctx, clave, pin)
    with ctx.uow() as uow:
        return exigir(uow, usuario, operacion, ajeno_a)


def exigir(uow: UnitOfWork, usuario: Usuario, operacion: str, de: str = "") -> Usuario:
    """Who signed in some time ago, if they may do that operation now.

    Raises:
        NegocioError: `usuario_desactivado`, `requiere_<rol>`, `autoriza_otro`, or `usuario_vencido`: the centre, which
            answers for them, was not heard for too long.
    """
    hoy = exigir_alta(uow, usuario)
    exigir_permiso(hoy, operacion, de)
    exigir_persona_vigente(uow, hoy, operacion)
    return hoy


def exigir_alta(uow: UnitOfWork, usuario: Usuario) -> Usuario:
    """Who signed in some time ago, as they are now: whoever was disabled meanwhile can do nothing more.

    Raises:
        NegocioError: `usuario_desactivado`.
    """
    hoy = uow.usuarios.usuario(usuario.clave)
    if hoy is None:
        raise NegocioError(
            "usuario_desactivado", f"{usuario.nombre} está dado de baja en esta caja: que entre otra persona."
        )
    return hoy


def exigir_ajeno(uow: UnitOfWork, usuario: Usuario, operacion: str) -> Usuario:
    """The same, of what is never done by whoever is charging at this caja.

    Raises:
        NegocioError: what `exigir` raises.
    """
    turno = uow.turnos.abierto()
    return exigir(uow, usuario, operacion, "" if turno is None else turno.cajero)


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
    uow.usuarios.guardar_intentos(clave, Intentos())
    uow.usuarios.guardar_verificador(clave, ctx.credenciales.sellar(exigir_pin(pin)))
    uow.diario.asentar(
        "usuario", {"clave": clave, "nombre": nombre.strip(), "roles": list(roles), "activo": 1, "quien": quien}
    )
    return Usuario(clave, nombre.strip(), roles)


def exigir_pin(pin: str) -> str:
    """A PIN that may be somebody's.

    Raises:
        NegocioError: `pin_debil`.
    """
    if not _PIN.fullmatch(pin) or len(set(pin)) == 1:
        raise NegocioError("pin_debil", "El PIN lleva de 6 a 12 dígitos que no sean todos iguales.")
    return pin
