"""Where loaded figures are kept: `tarifas/<sha256>.csv` in the data folder, written once and never again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from app.errors import EquipoError, IntegridadError
from app.perfiles.cargada import Cargada, leer_cargada

CARPETA = "tarifas"


def guardar(datos: Path, cargada: Cargada) -> str:
    """Keep a list of figures; its SHA-256. File and folder are on the disk when this returns.

    Raises:
        EquipoError: `carpeta_no_escribible`.
    """
    return guardar_contenido(datos, cargada.texto().encode())


def guardar_contenido(datos: Path, contenido: bytes) -> str:
    """The same of a list as it was kept elsewhere."""
    sha = hashlib.sha256(contenido).hexdigest()
    carpeta = datos / CARPETA
    try:
        carpeta.mkdir(parents=True, exist_ok=True)
        provisional = carpeta / f"{sha}.nuevo"
        with provisional.open("wb") as archivo:
            archivo.write(contenido)
            archivo.flush()
            os.fsync(archivo.fileno())
        provisional.replace(_ruta(datos, sha))
        descriptor = os.open(carpeta, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise EquipoError("carpeta_no_escribible", f"No se pudo guardar la tarifa en {carpeta}.") from error
    return sha


def leer(datos: Path, shas: Sequence[str]) -> tuple[Cargada, ...]:
    """The lists of figures of those names, in that order.

    Raises:
        IntegridadError: `tarifa_danada`, one is missing or is not the one that was loaded.
    """
    for sha in shas:
        if not is_integra(datos, sha):
            raise IntegridadError(
                "tarifa_danada",
                f"La tarifa {sha[:12]} que se importó a esta caja falta o fue cambiada. No se cobra con ella: recupere "
                f"la carpeta {CARPETA} de un respaldo, o avise a sistemas.",
            )
    return tuple(leer_cargada(_ruta(datos, sha)) for sha in shas)


def contenido_de(datos: Path, sha: str) -> bytes:
    """A list as it is kept.

    Raises:
        IntegridadError: `tarifa_danada`.
    """
    leer(datos, [sha])
    return _ruta(datos, sha).read_bytes()


def is_integra(datos: Path, sha: str) -> bool:
    """Whether the file of that name is there and is what its name says."""
    try:
        return hashlib.sha256(_ruta(datos, sha).read_bytes()).hexdigest() == sha
    except OSError:
        return False


def sueltas(datos: Path) -> tuple[str, ...]:
    """Names of the lists in a folder that has no caja yet, in the order in which they were loaded."""
    rutas = sorted((datos / CARPETA).glob("*.csv"), key=lambda ruta: (ruta.stat().st_mtime_ns, ruta.name))
    return tuple(ruta.stem for ruta in rutas if is_integra(datos, ruta.stem))


def _ruta(datos: Path, sha: str) -> Path:
    return datos / CARPETA / f"{sha}.csv"
