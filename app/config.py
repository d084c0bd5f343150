"""Where the caja's files are and what the environment says."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from platformdirs import user_config_path, user_data_path

from app.domain.caja import Caja
from app.errors import UsoError

AHORA = "VENTANILLA_AHORA"


def carpeta_de_datos() -> Path:
    """The caja's folder: `VENTANILLA_DATOS`, or the platform's own."""
    return Path(os.environ.get("VENTANILLA_DATOS") or user_data_path("ventanilla", appauthor=False))


def ruta_de_llave(datos: Path, caja: Caja) -> Path:
    """Where the private key of a caja is kept.

    A demonstration's stays in its folder, which may be copied whole; a real one's is outside it, so that whoever
    copies the data cannot sign. `VENTANILLA_CLAVES` names another folder for the real ones.
    """
    if caja.demo:
        return datos / "clave.pem"
    return carpeta_de_claves() / f"{caja.publica}.pem"


def ruta_de_enlace(datos: Path, caja: Caja) -> Path:
    """Where the way into the centre is kept: beside the caja's key."""
    return ruta_de_llave(datos, caja).with_suffix(".enlace.json")


def carpeta_de_claves() -> Path:
    """Where keys of what is no demonstration are kept."""
    return Path(os.environ.get("VENTANILLA_CLAVES") or user_config_path("ventanilla", appauthor=False) / "claves")


def ruta_de_centros() -> Path:
    """Which centres were made or used from here, and where their folders are."""
    return Path(user_config_path("ventanilla", appauthor=False)) / "centros.json"


def momento_ordenado(zona: str) -> datetime | None:
    """The moment that `VENTANILLA_AHORA` orders a demonstration to believe it is.

    Raises:
        UsoError: `ahora_invalido`.
    """
    texto = os.environ.get(AHORA, "")
    if not texto:
        return None
    try:
        momento = datetime.fromisoformat(texto)
    except ValueError as error:
        raise UsoError(
            "ahora_invalido", f"{AHORA}={texto[:40]} no es un momento; por ejemplo 2023-09-05T10:00:00"
        ) from error
    return momento if momento.tzinfo else momento.replace(tzinfo=ZoneInfo(zona))
