"""Small files that only their owner may read: how a caja, or `servir`, enters the centre."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.errors import EquipoError


def guardar_secreto(ruta: Path, datos: Mapping[str, Any]) -> None:
    """Write it durably with mode 0600, in the place of what was there.

    Raises:
        EquipoError: `secreto_no_guardado`.
    """
    nueva = ruta.with_name(f".{ruta.name}.nueva")
    try:
        ruta.parent.mkdir(parents=True, exist_ok=True)
        nueva.unlink(missing_ok=True)
        descriptor = os.open(nueva, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as archivo:
            json.dump(datos, archivo, ensure_ascii=False, indent=1)
            archivo.flush()
            os.fsync(archivo.fileno())
        nueva.replace(ruta)
    except OSError as error:
        raise EquipoError(
            "secreto_no_guardado", f"No se puede guardar {ruta}. Revise la carpeta y sus permisos."
        ) from error


def leer_secreto(ruta: Path) -> dict[str, Any] | None:
    """What was kept; None where nothing was.

    Raises:
        EquipoError: `secreto_ilegible`.
    """
    try:
        datos = json.loads(ruta.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise EquipoError("secreto_ilegible", f"No se puede leer {ruta}. Revise sus permisos o recupérelo.") from error
    if not isinstance(datos, dict):
        raise EquipoError("secreto_ilegible", f"{ruta} no es lo que se guardó.")
    return datos
