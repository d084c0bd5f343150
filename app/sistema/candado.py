"""One process per caja: an operating-system lock that vanishes with the process that held it."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from app.errors import EquipoError, NegocioError

_ESPERA_S = 2.0


class Candado:
    """Holds the folder's lock until `soltar` or the end of the process.

    Raises:
        NegocioError: `caja_en_uso`, another process holds it and did not let go within two seconds.
        EquipoError: the lock file cannot be made.
    """

    def __init__(self, carpeta: Path, espera_s: float = _ESPERA_S) -> None:
        try:
            self._descriptor = os.open(carpeta / ".candado", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise EquipoError(
                "disco_solo_lectura", f"No se puede escribir en {carpeta}. Revise la carpeta y sus permisos."
            ) from error
        limite = time.monotonic() + espera_s
        while not _tomar(self._descriptor):
            if time.monotonic() >= limite:
                os.close(self._descriptor)
                raise NegocioError("caja_en_uso", "Esta caja está abierta en otra ventana o programa.")
            time.sleep(0.02)

    def soltar(self) -> None:
        """Let another process in."""
        os.close(self._descriptor)


if sys.platform == "win32":
    import msvcrt

    def _tomar(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _tomar(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
