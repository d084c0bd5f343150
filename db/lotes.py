"""Lotes: what was imported, kept for ever as `lotes/<sha256>.gz` and never written again.

The name is the SHA-256 of the uncompressed content: a header (one JSON object) and then one JSON list a line, cuentas
first, then recibos, lecturas and beneficios, as many of each as the header says.
"""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

import msgspec

from app.domain.cuenta import Marca
from app.errors import EquipoError, IntegridadError
from db.columnas import CLASES

#: Version of the format that is written; all versions are read for ever.
VERSION = 1

_GZIP = 31
#: Compressed bytes read at a time; small, since a lote may unpack to many times its size.
_BLOQUE = 1 << 16
_FILAS = 1_000

Fila = Sequence[Any]


class Cabecera(msgspec.Struct, frozen=True):
    """First line of a lote. `columnas` and `filas` are by kind of row; `total` and `pagado` sum the recibos."""

    kind: str
    v: int
    organismo: str
    hasta: list[tuple[str, str, int]]
    columnas: dict[str, list[str]]
    filas: dict[str, int]
    total: int
    pagado: int

    def marcas(self) -> tuple[Marca, ...]:
        """The vector of payments that the recibos include."""
        return tuple(Marca(*m) for m in self.hasta)


@dataclass(frozen=True, slots=True)
class Bloque:
    """Some rows of one kind."""

    clase: str
    filas: list[list[Any]]


class Lotes:
    """The folder of lotes."""

    def __init__(self, carpeta: Path) -> None:
        self.carpeta = carpeta

    def nuevo(self, organismo: str, hasta: Sequence[Marca]) -> EscritorLote:
        """Begin a lote; nothing is seen under its name until `cerrar`.

        Raises:
            EquipoError: the folder cannot be written.
        """
        return EscritorLote(self.carpeta, organismo, hasta)

    def is_presente(self, sha: str) -> bool:
        """Whether the file is there (not whether it is whole)."""
        return self._ruta(sha).is_file()

    def abrir(self, sha: str) -> LectorLote:
        """Begin reading a lote.

        Raises:
            IntegridadError: `lote_faltante`, `lote_danado`; or `lote_mas_nuevo`, of a version not known here.
        """
        return LectorLote(self._ruta(sha), sha)

    def _ruta(self, sha: str) -> Path:
        return self.carpeta / f"{sha}.gz"


class EscritorLote:
    """Writes rows to a temporary file as they come; `cerrar` makes it a lote, `descartar` leaves no trace."""

    def __init__(self, carpeta: Path, organismo: str, hasta: Sequence[Marca]) -> None:
        self._carpeta = carpeta
        self._organismo = organismo
        self._hasta = hasta
        self.filas = dict.fromkeys(CLASES, 0)
        self._encoder = msgspec.json.Encoder()
        self._compresor = zlib.compressobj(1, zlib.DEFLATED, _GZIP)
        with _disco():
            carpeta.mkdir(parents=True, exist_ok=True)
            # Nameless, and closed by `cerrar` or `descartar`: a crash leaves nothing of it.
            self._archivo: IO[bytes] = tempfile.TemporaryFile(dir=carpeta)  # noqa: SIM115

    def escribir(self, clase: str, filas: Sequence[Fila]) -> None:
        """Append rows of one kind; kinds come in the order of `CLASES`."""
        self.filas[clase] += len(filas)
        with _disco():
            self._archivo.write(self._compresor.compress(self._encoder.encode_lines(filas)))

    def cerrar(self, total: int, pagado: int) -> str:
        """Make the lote durable under its hash: file and folder are on the disk when this returns.

        Raises:
            EquipoError: the disk did not take it; nothing is left behind.
        """
        linea = self._encoder.encode(self._cabecera(total, pagado)) + b"\n"
        try:
            with _disco():
                self._archivo.write(self._compresor.flush())
                sha = self._sumar(linea)
                self._publicar(sha, linea)
        finally:
            self.descartar()
        return sha

    def descartar(self) -> None:
        """Forget what was written."""
        self._archivo.close()

    def _cabecera(self, total: int, pagado: int) -> Cabecera:
        return Cabecera(
            kind="lote",
            v=VERSION,
            organismo=self._organismo,
            hasta=[(m.caja, m.epoca, m.seq) for m in self._hasta],
            columnas={clase: list(columnas) for clase, columnas in CLASES.items()},
            filas=self.filas,
            total=total,
            pagado=pagado,
        )

    def _sumar(self, linea: bytes) -> str:
        suma = hashlib.sha256(linea)
        for bloque in _descomprimir(self._comprimido()):
            suma.update(bloque)
        return suma.hexdigest()

    def _comprimido(self) -> Iterator[bytes]:
        self._archivo.seek(0)
        while bloque := self._archivo.read(_BLOQUE):
            yield bloque

    def _publicar(self, sha: str, linea: bytes) -> None:
        """The header stands first though its counts are known last: it is a gzip member of its own before the rows."""
        compresor = zlib.compressobj(1, zlib.DEFLATED, _GZIP)
        descriptor, nombre = tempfile.mkstemp(prefix=".lote-", dir=self._carpeta)
        temporal = Path(nombre)
        try:
            with os.fdopen(descriptor, "wb") as destino:
                destino.write(compresor.compress(linea) + compresor.flush())
                for bloque in self._comprimido():
                    destino.write(bloque)
                destino.flush()
                os.fsync(destino.fileno())
            temporal.replace(self._carpeta / f"{sha}.gz")
        except OSError:
            temporal.unlink(missing_ok=True)
            raise
        asegurar_carpeta(self._carpeta)


class LectorLote:
    """Reads a lote once, a thousand rows at a time; `bloques` proves the hash when it comes to the end."""

    def __init__(self, ruta: Path, sha: str) -> None:
        self.sha = sha
        self._ruta = ruta
        self._suma = hashlib.sha256()
        self._lineas = self._leer_lineas()
        self.cabecera = self._leer_cabecera()

    def bloques(self) -> Iterator[Bloque]:
        """Every row, in order; what was read is only good once this ends without an error.

        Raises:
            IntegridadError: `lote_danado`: not the bytes that the name stands for.
        """
        decoder = msgspec.json.Decoder(list[list[Any]])
        for clase in CLASES:
            faltan = self.cabecera.filas.get(clase, 0)
            ancho = len(self.cabecera.columnas.get(clase, ()))
            while faltan:
                lineas = self._tomar(min(faltan, _FILAS))
                faltan -= len(lineas)
                try:
                    filas = decoder.decode(b"[" + b",".join(lineas) + b"]")
                except msgspec.DecodeError as error:
                    raise self._danado() from error
                if len(filas) != len(lineas) or any(len(f) != ancho for f in filas):
                    raise self._danado()
                yield Bloque(clase, filas)
        if next(self._lineas, None) is not None or self._suma.hexdigest() != self.sha:
            raise self._danado()

    def _tomar(self, cuantas: int) -> list[bytes]:
        lineas = list(islice(self._lineas, cuantas))
        if len(lineas) < cuantas:
            raise self._danado()
        return lineas

    def _leer_cabecera(self) -> Cabecera:
        linea = next(self._lineas, b"")
        try:
            cabecera = msgspec.json.decode(linea, type=Cabecera)
        except msgspec.DecodeError as error:
            raise self._danado() from error
        if cabecera.v > VERSION:
            raise IntegridadError(
                "lote_mas_nuevo", f"El lote {self.sha[:10]} lo escribió una versión más nueva. Actualice el programa."
            )
        return cabecera

    def _leer_lineas(self) -> Iterator[bytes]:
        resto = b""
        for bloque in self._contenido():
            self._suma.update(bloque)
            *lineas, resto = (resto + bloque).split(b"\n")
            yield from lineas
        if resto:
            raise self._danado()

    def _contenido(self) -> Iterator[bytes]:
        try:
            with self._ruta.open("rb") as archivo:
                yield from _descomprimir(iter(lambda: archivo.read(_BLOQUE), b""))
        except FileNotFoundError as error:
            raise IntegridadError(
                "lote_faltante", f"Falta el lote {self.sha[:10]} en la carpeta «lotes». Recupérelo de un respaldo."
            ) from error
        except zlib.error as error:
            raise self._danado() from error
        except OSError as error:
            raise EquipoError(
                "lote_ilegible", f"No se puede leer el lote {self.sha[:10]}: {error.strerror}."
            ) from error

    def _danado(self) -> IntegridadError:
        return IntegridadError(
            "lote_danado", f"El lote {self.sha} no es el que se importó: está dañado. Recupérelo de un respaldo."
        )


def _descomprimir(comprimido: Iterable[bytes]) -> Iterator[bytes]:
    """Contents of one gzip member after another.

    Raises:
        zlib.error: it is not gzip, or it ends too soon.
    """
    miembro = zlib.decompressobj(_GZIP)
    is_empezado = False
    for bloque in comprimido:
        resto = bloque
        while resto:
            yield miembro.decompress(resto)
            is_empezado, resto = not miembro.eof, miembro.unused_data
            if miembro.eof:
                miembro = zlib.decompressobj(_GZIP)
    if is_empezado:
        raise zlib.error("ends too soon")


def asegurar_carpeta(carpeta: Path) -> None:
    """A renamed file is only sure to be found after a power cut once its folder is on the disk too."""
    if os.name == "nt":
        return
    descriptor = os.open(carpeta, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _disco() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise EquipoError(
                "disco_lleno", "El disco está lleno: la importación no se guardó. Libere espacio."
            ) from error
        raise EquipoError(
            "disco_solo_lectura",
            f"No se puede escribir en la carpeta de lotes ({error.strerror}). Revise sus permisos.",
        ) from error
