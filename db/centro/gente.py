"""People of an organismo at the centre; whoever is disabled stays as a row that says so, and goes down as one."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, text

from db.centro.diario import DiarioPropio, subir_flujo

_USUARIO = text(
    "INSERT INTO usuario_secreto (organismo, clave, nombre, roles, activo, verificador, ver)"
    " VALUES (:organismo, :clave, :nombre, :roles, :activo, :verificador, :ver) ON CONFLICT (organismo, clave)"
    " DO UPDATE SET nombre = EXCLUDED.nombre, roles = EXCLUDED.roles, activo = EXCLUDED.activo,"
    " verificador = EXCLUDED.verificador, ver = EXCLUDED.ver"
)


def guardar_usuario(
    conexion: Connection,
    propio: DiarioPropio,
    organismo: str,
    persona: tuple[str, str, Sequence[str]],
    verificador: str,
    *,
    activo: bool,
) -> None:
    """Somebody who works, or no longer works, at every caja, in the caller's transaction.

    Args:
        persona: clave, name and roles.
        verificador: of the PIN; empty for who no longer works.
    """
    clave, nombre, roles = persona
    datos = {"clave": clave, "nombre": nombre, "roles": list(roles), "activo": int(activo), "quien": "centro"}
    propio.asentar("usuario", datos)
    fila = {"organismo": organismo, "clave": clave, "nombre": nombre, "roles": ",".join(roles), "activo": int(activo)}
    ver = subir_flujo(conexion, organismo, "usuario")
    conexion.execute(_USUARIO, fila | {"verificador": verificador, "ver": ver})
