"""People of this caja: who they are comes from the diario, their PIN verifiers and failures live beside it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, RowMapping, select, text

from app.domain.usuario import Intentos, Usuario
from db.rows import usuario


class UsuariosRepo:
    """Users, verifiers and failed attempts."""

    def __init__(self, conexion: Connection) -> None:
        self._conexion = conexion

    def usuario(self, clave: str) -> Usuario | None:
        """The active user with that clave."""
        consulta = select(usuario).where(usuario.c.clave == clave, usuario.c.activo == 1)
        fila = self._conexion.execute(consulta).mappings().one_or_none()
        return None if fila is None else _usuario_de(fila)

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


def _usuario_de(fila: RowMapping) -> Usuario:
    return Usuario(fila["clave"], fila["nombre"], tuple(fila["roles"].split(",")))
