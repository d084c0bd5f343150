"""People of this caja: who they are comes from the diario, their PIN verifiers and failures live beside it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, RowMapping, bindparam, select, text

from app.domain.caja import Caja
from app.domain.usuario import Intentos, Usuario
from db.proyeccion.rows import autorizacion, usuario
from db.statements import Statement

#: Asked again by whatever somebody does who signed in a while ago.
_ACTIVO = Statement(
    select(usuario.c.nombre, usuario.c.roles).where(usuario.c.clave == bindparam("clave"), usuario.c.activo == 1)
)


class UsuariosRepo:
    """Users, verifiers and failed attempts."""

    def __init__(self, conexion: Connection, caja: Caja) -> None:
        self._conexion = conexion
        self._organismo = caja.organismo

    def usuario(self, clave: str) -> Usuario | None:
        """The active user with that clave."""
        for nombre, roles in _ACTIVO.rows(self._conexion, clave=clave):
            return Usuario(clave, nombre, tuple(roles.split(",")))
        return None

    def todos(self) -> tuple[Usuario, ...]:
        """Every active user, by clave."""
        consulta = select(usuario).where(usuario.c.activo == 1).order_by(usuario.c.clave)
        return tuple(_usuario_de(fila) for fila in self._conexion.execute(consulta).mappings())

    def verificador(self, clave: str) -> str | None:
        """The PIN verifier of a user."""
        leido: str | None = self._conexion.scalar(
            text("SELECT verificador FROM usuario_secreto WHERE clave = :clave"), {"clave": clave}
        )
        return leido

    def guardar_verificador(self, clave: str, verificador: str) -> None:
        """Set the PIN verifier of a user."""
        self._conexion.execute(
            text("INSERT OR REPLACE INTO usuario_secreto (clave, verificador) VALUES (:clave, :verificador)"),
            {"clave": clave, "verificador": verificador},
        )

    def intentos(self, clave: str) -> Intentos:
        """Failures in a row of a user's PIN."""
        fila = self._conexion.execute(
            text("SELECT fallos, espera_hasta FROM pin_intento WHERE clave = :clave"), {"clave": clave}
        ).one_or_none()
        if fila is None:
            return Intentos()
        return Intentos(fila.fallos, datetime.fromisoformat(fila.espera_hasta) if fila.espera_hasta else None)

    def guardar_intentos(self, clave: str, intentos: Intentos) -> None:
        """Set the failures in a row of a user's PIN."""
        espera = intentos.espera_hasta.isoformat() if intentos.espera_hasta else ""
        self._conexion.execute(
            text("INSERT OR REPLACE INTO pin_intento (clave, fallos, espera_hasta) VALUES (:clave, :fallos, :espera)"),
            {"clave": clave, "fallos": intentos.fallos, "espera": espera},
        )

    def is_permiso_usado(self, id: str) -> bool:
        """Whether an autorizacion with that UUID is in the diario already."""
        suyo = (autorizacion.c.organismo == self._organismo, autorizacion.c.id == id)
        return self._conexion.scalar(select(autorizacion.c.seq).where(*suyo)) is not None


def _usuario_de(fila: RowMapping) -> Usuario:
    return Usuario(fila["clave"], fila["nombre"], tuple(fila["roles"].split(",")))
