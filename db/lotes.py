"""Lotes: what was imported, kept for ever as `lotes/<sha256>.gz` and never written again.

The name is the SHA-256 of the uncompressed content: a header (one JSON object) and then one JSON list a line, cuentas
first, then the other kinds of `CLASES`, as many of each as the header says.
"""

from __future__ import annotations

import hashlib
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

import msgspec

from app.domain.cuenta import Marca
from app.errors import EquipoError, IntegridadError
from db.columnas import CLASES
from db.lote_archivo import BLOQUE, GZIP, descomprimir, disco, pedazos, publicar

#: Version of the format that is written; all versions are read for ever.
VERSION = 2

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

    def abrir(self, sha: str) -> LectorLote:
        """Begin reading a lote.

        Raises:
            IntegridadError: `lote_faltante`, `lote_danado`; or `lote_mas_nuevo`, of a version not known here.
        """
        return LectorLote(self._ruta(sha), sha)

    def recibir(self, sha: str, contenido: bytes) -> None:
        """Keep a lote that was written elsewhere, as the bytes of its file; durable when this returns.

        Raises:
            IntegridadError: `lote_danado`, the bytes are not what the name stands for.
            EquipoError: the disk did not take it.
        """
        suma = hashlib.sha256()
        try:
            for bloque in descomprimir(pedazos(contenido)):
                suma.update(bloque)
        except zlib.error as error:
            raise _danado(sha) from error
        if suma.hexdigest() != sha:
            raise _danado(sha)
        with disco():
            self.carpeta.mkdir(parents=True, exist_ok=True)
            publicar(self._ruta(sha), [contenido])

    def sacar(self, sha: str) -> bytes:
        """The bytes of a lote's file, which is taken away."""
        ruta = self._ruta(sha)
        contenido = ruta.read_bytes()
        ruta.unlink()
        return contenido

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
        self._compresor = zlib.compressobj(1, zlib.DEFLATED, GZIP)
        with disco():
            carpeta.mkdir(parents=True, exist_ok=True)
            # Nameless, and closed by `cerrar` or `descartar`: a crash leaves nothing of it.
            self._archivo: IO[bytes] = tempfile.TemporaryFile(dir=carpeta)  # noqa: SIM115

    def escribir(self, clase: str, filas: Sequence[Fila]) -> None:
        """Append rows of one kind; kinds come in the order of `CLASES`."""
        self.filas[clase] += len(filas)
        with disco():
            self._archivo.write(self._compresor.compress(self._encoder.encode_lines(filas)))

    def cerrar(self, total: int, pagado: int) -> str:
        """Make the lote durable under its hash: file and folder are on the disk when this returns.

        Raises:
            EquipoError: the disk did not take it; nothing is left behind.
        """
        linea = self._encoder.encode(self._cabecera(total, pagado)) + b"\n"
        try:
            with disco():
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
        for bloque in descomprimir(self._comprimido()):
            suma.update(bloque)
        return suma.hexdigest()

    def _comprimido(self) -> Iterator[bytes]:
        self._archivo.seek(0)
        while bloque := self._archivo.read(BLOQUE):
            yield bloque

    def _publicar(self, sha: str, linea: bytes) -> None:
        """The header stands first though its counts are known last: it is a gzip member of its own before the rows."""
        compresor = zlib.compressobj(1, zlib.DEFLATED, GZIP)
        encabezado = compresor.compress(linea) + compresor.flush()
        publicar(self._carpeta / f"{sha}.gz", chain([encabezado], self._comprimido()))


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
                yield from descomprimir(iter(lambda: archivo.read(BLOQUE), b""))
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
        return _danado(self.sha)


def _danado(sha: str) -> IntegridadError:
    return IntegridadError(
        "lote_danado", f"El lote {sha} no es el que se importó: está dañado. Recupérelo de un respaldo."
    )
