"""Lists of prices, INPC and UMA of an organismo at the centre, as they go to its cajas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, text

from db.centro.diario import DiarioPropio, subir_flujo

_TARIFAS = text("SELECT sha, contenido FROM tarifa_archivo WHERE organismo = :organismo ORDER BY ver")
_TARIFA = text(
    "INSERT INTO tarifa_archivo (organismo, sha, contenido, ver) VALUES (:organismo, :sha, :contenido, :ver)"
    " ON CONFLICT (organismo, sha) DO UPDATE SET ver = EXCLUDED.ver"
)


def leer_tarifas(conexion: Connection, organismo: str) -> tuple[tuple[str, bytes], ...]:
    """The lists, in the order in which they count: name and content."""
    return tuple((f.sha, bytes(f.contenido)) for f in conexion.execute(_TARIFAS, {"organismo": organismo}))


def publicar_tarifa(
    conexion: Connection, propio: DiarioPropio, organismo: str, contenido: bytes, datos: Mapping[str, Any]
) -> None:
    """Send a list to every caja, in the caller's transaction; one that was sent before counts anew, over what followed.

    Args:
        datos: the fields of its `tarifa_importada`.
    """
    propio.asentar("tarifa_importada", datos)
    fila = {"organismo": organismo, "sha": datos["archivo"], "contenido": contenido}
    conexion.execute(_TARIFA, fila | {"ver": subir_flujo(conexion, organismo, "tarifa")})
