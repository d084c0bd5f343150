"""People whom the centre sends: who they are goes into the diario, their verifiers stay beside it."""

from __future__ import annotations

from collections.abc import Sequence

from app.centro.frescura import anotar_persona
from app.domain.usuario import Intentos
from app.ports import UnitOfWork
from app.ports.centro import UsuarioDelCentro

#: Begins a verifier that was made at the centre, with the organismo's pepper and not with this caja's key.
DEL_CENTRO = "centro:"


def asentar_usuarios(uow: UnitOfWork, gente: Sequence[UsuarioDelCentro]) -> int:
    """Take over people as the centre has them, in the caller's unit of work; how many changed."""
    cambios = 0
    for persona in gente:
        anotar_persona(uow, persona.clave)
        uow.usuarios.guardar_verificador(persona.clave, DEL_CENTRO + persona.verificador)
        antes = uow.usuarios.usuario(persona.clave)
        is_igual = antes is not None and (antes.nombre, antes.roles) == (persona.nombre, persona.roles)
        if is_igual == persona.activo and (persona.activo or antes is None):
            continue
        uow.usuarios.guardar_intentos(persona.clave, Intentos())
        uow.diario.asentar(
            "usuario",
            {
                "clave": persona.clave,
                "nombre": persona.nombre,
                "roles": list(persona.roles),
                "activo": int(persona.activo),
                "quien": "centro",
            },
        )
        cambios += 1
    return cambios
