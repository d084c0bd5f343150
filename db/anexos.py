"""Files beside the diario, `anexos/<sha256>`: written once, and the only thing of a caja that may be erased."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, select

from app.errors import EquipoError, IntegridadError
from db.proyeccion import rows_subsidio, rows_tramite

#: Where they are in the folder of a caja, and in that of its copies.
CARPETA = "anexos"
_SHA = re.compile(r"[0-9a-f]{64}", re.ASCII)


class Anexos:
    """The folder of anexos; each is named by the SHA-256 of what it holds."""

    def __init__(self, carpeta: Path) -> None:
        self._carpeta = carpeta

    def guardar(self, contenido: bytes) -> str:
        """Keep it, whole or not at all; the file and its name are on the disk when this returns."""
        sha = hashlib.sha256(contenido).hexdigest()
        ruta = self._ruta(sha)
        try:
            if self.leer(sha) is not None:
                return sha
        except IntegridadError:
            # What is under that name is worth nothing: this is what belongs there.
            pass
        provisional = self._carpeta / f".{uuid4().hex}.tmp"
        try:
            self._carpeta.mkdir(parents=True, exist_ok=True)
            with provisional.open("xb") as archivo:
                archivo.write(contenido)
                archivo.flush()
                os.fsync(archivo.fileno())
            provisional.replace(ruta)
            _asegurar(self._carpeta)
        except OSError as error:
            provisional.unlink(missing_ok=True)
            raise EquipoError(
                "anexo_no_escrito", f"No se pudo guardar en {self._carpeta}: revise que haya espacio en el disco."
            ) from error
        return sha

    def leer(self, sha: str) -> bytes | None:
        """What has that hash, or None when it was erased."""
        try:
            contenido = self._ruta(sha).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise EquipoError("anexo_ilegible", f"No se puede leer el anexo {sha[:12]}.") from error
        if hashlib.sha256(contenido).hexdigest() != sha:
            raise _cambiado(sha)
        return contenido

    def copiar(self, otra: Path) -> int:
        """Keep in another folder what that one lacks, each read again once written; how many there were.

        Raises:
            EquipoError: `anexos_sin_respaldo`, some are not what was kept and were left out, the others are there; or
                the disk.
        """
        copia, hechos, malos = Anexos(otra), 0, []
        for sha in sorted(self._faltan_en(otra)):
            try:
                contenido = self.leer(sha)
                if contenido is not None:
                    copia.guardar(contenido)
                    copia.leer(sha)
                    hechos += 1
            except IntegridadError:
                # Whatever is there under that name would be taken for good by the next one.
                (otra / sha).unlink(missing_ok=True)
                malos.append(sha[:12])
        if malos:
            raise EquipoError(
                "anexos_sin_respaldo",
                f"No se copiaron {len(malos)} anexos que no son los que se guardaron ({', '.join(malos[:3])}): "
                "llame a quien da soporte.",
            )
        return hechos

    def _faltan_en(self, otra: Path) -> set[str]:
        try:
            propios, suyos = (
                {ruta.name for ruta in carpeta.iterdir()} if carpeta.exists() else set()
                for carpeta in (self._carpeta, otra)
            )
            return {nombre for nombre in propios - suyos if _SHA.fullmatch(nombre)}
        except OSError as error:
            raise EquipoError(
                "anexos_sin_respaldo", "No se pudo leer la carpeta de los anexos, o la de sus copias: revise el disco."
            ) from error

    def _ruta(self, sha: str) -> Path:
        if not _SHA.fullmatch(sha):
            raise _cambiado(sha)
        return self._carpeta / sha


def cambiados(conexion: Connection, anexos: Anexos) -> Iterator[tuple[int, str]]:
    """(seq, sha) of what the diario names and is not what it was; what was erased is not told."""
    firma, archivo = rows_subsidio.subsidio_firma.c, rows_subsidio.subsidio_archivo.c
    de_solicitud = rows_tramite.solicitud_archivo.c
    consultas = (
        select(firma.seq, firma.trazo, firma.trazo_cajero, firma.pdf).order_by(firma.seq),
        select(archivo.seq, archivo.archivo).order_by(archivo.seq),
        select(de_solicitud.seq, de_solicitud.archivo).order_by(de_solicitud.seq, de_solicitud.n),
    )
    for seq, *hashes in (fila for consulta in consultas for fila in conexion.execute(consulta)):
        for sha in filter(None, hashes):
            try:
                anexos.leer(sha)
            except IntegridadError:
                yield seq, sha


def _cambiado(sha: str) -> IntegridadError:
    return IntegridadError("anexo_cambiado", f"El archivo {sha[:12]} de los anexos no es el que se guardó.")


def _asegurar(carpeta: Path) -> None:
    """Make a name in a folder durable; Windows does so by itself and opens no folders."""
    if os.name == "posix":
        descriptor = os.open(carpeta, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
