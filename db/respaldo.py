"""Copies of `caja.db` while it is in use: whole, checked, with their SHA-256 beside them."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from app.domain.diario.asiento import GENESIS
from app.domain.respaldo import Respaldo, nombre_de_respaldo, sobrantes
from app.errors import EquipoError
from db.almacen import BASE
from db.anexos import CARPETA as ANEXOS
from db.anexos import Anexos
from db.engine import equipo
from db.lote_archivo import asegurar_carpeta

#: Where copies go when nobody chose: beside the file, on its own disk, which is better than nothing.
CARPETA = "respaldos"
_TROZO = 2**20


class Copias:
    """Copies of the file of one caja's folder."""

    def __init__(self, datos: Path, caja: str) -> None:
        self._datos = datos
        self._caja = caja

    def carpeta(self, elegida: str) -> Path:
        """The folder chosen, or the one beside the file when none was."""
        return Path(elegida) if elegida else self._datos / CARPETA

    def is_mismo_disco(self, carpeta: Path) -> bool:
        """Whether that folder is on the disk of the caja's own; one that cannot be read is not elsewhere."""
        try:
            return carpeta.stat().st_dev == self._datos.stat().st_dev
        except OSError:
            return True

    def copiar(self, carpeta: Path, momento: datetime) -> Respaldo:
        """Bring the log into the file, copy it whole, check the copy, and give it its name.

        Raises:
            EquipoError: `respaldo_fallido`; nothing is left in the folder.
        """
        # Always the same name: what a copy that was cut short leaves is taken away by the next one.
        provisional = carpeta / f".caja-{self._caja}.parcial"
        try:
            if carpeta == self.carpeta(""):
                carpeta.mkdir(exist_ok=True)
            elif not carpeta.is_dir():
                raise _fallido(f"no está la carpeta {carpeta}; conecte el disco o elija otra")
            _quitar(provisional)
            seq, cabeza = self._volcar(provisional)
            ruta = carpeta / nombre_de_respaldo(self._caja, momento, seq)
            sha = _asegurar(provisional)
            provisional.replace(ruta)
            ruta.with_suffix(".sha256").write_text(f"{sha}  {ruta.name}\n", encoding="ascii")
            asegurar_carpeta(carpeta)
            return Respaldo(
                ruta.name, sha, ruta.stat().st_size, seq, cabeza.hex(), self.is_mismo_disco(carpeta), momento
            )
        except OSError as error:
            raise _fallido(error.strerror or type(error).__name__) from error
        except sqlite3.Error as error:
            raise _fallido(_de_sqlite(error)) from error
        finally:
            with suppress(OSError):
                _quitar(provisional)

    def copiar_anexos(self, carpeta: Path) -> int:
        """What lies beside the file by its hash, and that folder lacks; how many there were.

        Raises:
            EquipoError: `anexos_sin_respaldo`, or the disk.
        """
        return Anexos(self._datos / ANEXOS).copiar(carpeta / ANEXOS)

    def _volcar(self, destino: Path) -> tuple[int, bytes]:
        """Write the copy; place and hash of its last asiento, read from the copy itself once it is found sound."""
        with closing(sqlite3.connect(self._datos / BASE)) as origen:
            # Somebody reading keeps part of the log back; the copy holds it anyway.
            origen.execute("PRAGMA wal_checkpoint(PASSIVE)")
            origen.execute("VACUUM INTO ?", (str(destino),))
        with closing(sqlite3.connect(destino)) as copia:
            ((dicho,),) = copia.execute("PRAGMA quick_check(1)").fetchall()
            if dicho != "ok":
                raise sqlite3.DatabaseError("database disk image is malformed")
            fila = copia.execute("SELECT seq, hash FROM diario ORDER BY n DESC LIMIT 1").fetchone()
        return fila or (0, GENESIS)

    def depurar(self, carpeta: Path) -> int:
        """Take away the copies that nobody needs to keep; how many. One that does not let itself be is left."""
        idos = 0
        with suppress(OSError):
            for nombre in sobrantes((ruta.name for ruta in carpeta.iterdir()), self._caja):
                (carpeta / nombre).unlink()
                (carpeta / nombre).with_suffix(".sha256").unlink(missing_ok=True)
                idos += 1
        return idos


def _quitar(provisional: Path) -> None:
    """Take a half copy away, with the journal that SQLite would otherwise roll back into the next one."""
    for sufijo in ("", "-journal"):
        provisional.with_name(provisional.name + sufijo).unlink(missing_ok=True)


def _asegurar(ruta: Path) -> str:
    """Wait until the file is on its disk; its SHA-256."""
    total = hashlib.sha256()
    with ruta.open("r+b") as archivo:
        os.fsync(archivo.fileno())
        while trozo := archivo.read(_TROZO):
            total.update(trozo)
    return total.hexdigest()


def _de_sqlite(error: sqlite3.Error) -> str:
    """What the disk did; whatever it was, the corte stands and somebody has to be told."""
    try:
        return equipo(error).mensaje
    except sqlite3.Error:
        return type(error).__name__


def _fallido(razon: str) -> EquipoError:
    return EquipoError(
        "respaldo_fallido", f"No se pudo hacer el respaldo: {razon.rstrip('.')}. Revise la carpeta y el espacio."
    )
