"""Settings of this PC: names and texts, beside the diario."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, text

#: Written by the file itself, not by people.
_PROPIO = "proyeccion"


class AjustesRepo:
    """The settings of this PC."""

    def __init__(self, conexion: Connection) -> None:
        self._conexion = conexion

    def todos(self) -> Mapping[str, str]:
        """Every setting that was ever set."""
        filas = self._conexion.execute(text("SELECT clave, valor FROM ajuste WHERE clave <> :p"), {"p": _PROPIO})
        return {fila.clave: fila.valor for fila in filas}

    def guardar(self, clave: str, valor: str) -> None:
        """Set one."""
        if clave == _PROPIO:
            raise ValueError(f"{clave} is not a setting")
        self._conexion.execute(
            text("INSERT OR REPLACE INTO ajuste (clave, valor) VALUES (:clave, :valor)"),
            {"clave": clave, "valor": valor},
        )
