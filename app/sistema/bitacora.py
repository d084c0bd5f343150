"""The log of what nobody foresaw: where it happened, never whose account it was."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime
from pathlib import Path

_MAXIMO = 2**20


def anotar(carpeta: Path, error: BaseException) -> None:
    """Append where an error came from to `bitacora.log`; the values in its message are left out.

    A folder that cannot be written is passed over: the error has been told already.
    """
    marco = "".join(traceback.format_tb(error.__traceback__))
    texto = f"{datetime.now(UTC).isoformat(timespec='seconds')} {type(error).__name__}\n{marco}\n"
    ruta = carpeta / "bitacora.log"
    try:
        if ruta.exists() and ruta.stat().st_size > _MAXIMO:
            ruta.replace(ruta.with_suffix(".log.1"))
        with ruta.open("a", encoding="utf-8") as archivo:
            archivo.write(texto)
    except OSError:
        return
