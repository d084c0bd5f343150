"""Where papers come out, all behind the port `Dispositivo`: wires to a printer, the system's queues, files, folders.

Every call ends in a few seconds, whatever the device does, and says whether something may have come out.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from app.documentos import Codigo, Documento, Texto
from app.domain.papel import ENVIADO, IMPRESO, Respuesta
from app.papel.impresion import Dispositivo, PapelDudoso
from app.papel.impresora import Impresora, direccion
from app.sistema.impresoras import enviar_a_cola, revisar_cola
from printing.archivos import Carpeta, EnArchivo, mirar
from printing.conversacion import ESPERA, ESPERA_ESTADO, Canal, Conversacion
from printing.logo import con_reparos
from printing.puerto import abrir_puerto, abrir_serie, inaccesible
from printing.red import conectar

#: Endings of a file that holds the last paper as people look at it, not bytes of a printer.
_LEGIBLES = (".txt", ".pdf", ".png")


def abrir(impresora: Impresora) -> Dispositivo | None:
    """The device of those settings, not touched yet; None where there is no printer."""
    ruta = _ruta(impresora)
    if impresora.tipo in ("red", "serie"):
        return PorCable(impresora, contestan=_CONTESTAN)
    if impresora.tipo == "carpeta":
        return Carpeta(ruta, impresora.columnas)
    if impresora.tipo in ("cola", "hojas"):
        return Cola(impresora)
    if impresora.tipo == "archivo":
        return _abrir_archivo(ruta, impresora)
    return None


def _abrir_archivo(ruta: Path, impresora: Impresora) -> Dispositivo:
    if _is_puerto(ruta):
        return PorCable(impresora, contestan=_CONTESTAN)
    if ruta.suffix.lower() in _LEGIBLES:
        return EnArchivo(ruta, impresora.columnas)
    return Archivo(ruta, impresora)


def _ruta(impresora: Impresora) -> Path:
    """Where a port, file or folder is; the home of somebody whom nobody knows stays as it was written."""
    ruta = Path(impresora.destino)
    with suppress(RuntimeError):
        return ruta.expanduser()
    return ruta


def _is_puerto(ruta: Path) -> bool:
    # A port that is unplugged is not there: no file is made in its place.
    return ruta.is_relative_to("/dev") or (mirar(ruta.exists) and not mirar(ruta.is_file))


def calentar() -> None:
    """Load what a ticket needs, so that the first one is as quick as the others; of no printer anything is known yet.

    Another one may stand where one answered, and say nothing.
    """
    _CONTESTAN.clear()
    _bytes(Documento("", (Codigo("0"), Texto("0"))), Impresora(), abre_cajon=False)


def _bytes(documento: Documento, impresora: Impresora, *, abre_cajon: bool) -> bytes:
    # Its library takes a third of a second to load, on the thread that prints and not before.
    from printing.escpos import to_escpos

    return to_escpos(documento, impresora, abre_cajon=abre_cajon)


def _pulso(impresora: Impresora) -> bytes:
    from printing.escpos import pulso_del_cajon

    return pulso_del_cajon(impresora)


#: Printers that have answered a question since the program began, as (type, destination).
_CONTESTAN: set[tuple[str, str]] = set()


@dataclass(frozen=True, slots=True)
class PorCable:
    """A printer at the other end of a wire: network, port or serial.

    Attributes:
        espera, espera_estado: seconds.
        contestan: those that are known to answer; it is added to.
    """

    impresora: Impresora
    espera: float = ESPERA
    espera_estado: float = ESPERA_ESTADO
    contestan: set[tuple[str, str]] = field(default_factory=set, compare=False)

    def sacar(self, documento: Documento, nombre: str, *, abre_cajon: bool = False) -> Respuesta:
        """Print one paper; see `Dispositivo`."""
        hacer = partial(_bytes, documento, self.impresora, abre_cajon=abre_cajon)
        with self._conversar() as conversacion:
            return con_reparos(conversacion.imprimir(hacer), documento, self.impresora.columnas)

    def preguntar(self) -> Respuesta:
        """How it is; see `Dispositivo`."""
        with self._conversar() as conversacion:
            return conversacion.preguntar()

    @property
    def tiene_cajon(self) -> bool:
        """See `Dispositivo`."""
        return bool(self.impresora.cajon)

    def abrir_cajon(self) -> None:
        """Send the pulse; see `Dispositivo`."""
        with self._conversar() as conversacion:
            conversacion.imprimir(partial(_pulso, self.impresora))

    @contextmanager
    def _conversar(self) -> Iterator[Conversacion]:
        yo = (self.impresora.tipo, self.impresora.destino)
        with self._conectar() as canal:
            conversacion = Conversacion(canal, self.espera, self.espera_estado, contesta=yo in self.contestan)
            try:
                yield conversacion
            finally:
                if conversacion.contesta:
                    self.contestan.add(yo)

    def _conectar(self) -> AbstractContextManager[Canal]:
        if self.impresora.tipo == "red":
            return conectar(*direccion(self.impresora.destino), self.espera)
        if self.impresora.tipo == "serie":
            return abrir_serie(self.impresora)
        return abrir_puerto(_ruta(self.impresora))


@dataclass(frozen=True, slots=True)
class Cola:
    """A queue of the system: raw tickets, or PDF sheets that the system's driver prints."""

    impresora: Impresora

    @property
    def _is_de_hojas(self) -> bool:
        return self.impresora.tipo == "hojas"

    def sacar(self, documento: Documento, nombre: str, *, abre_cajon: bool = False) -> Respuesta:
        """Hand one paper over; see `Dispositivo`."""
        revisar_cola(self.impresora.destino)
        if self._is_de_hojas:
            from printing.pdf import to_pdf

            datos = to_pdf(documento, self.impresora.columnas)
        else:
            datos = _bytes(documento, self.impresora, abre_cajon=abre_cajon)
        self._mandar(datos, nombre)
        return con_reparos(Respuesta(ENVIADO), documento, self.impresora.columnas)

    def preguntar(self) -> Respuesta:
        """How it is; see `Dispositivo`."""
        revisar_cola(self.impresora.destino)
        return Respuesta(ENVIADO)

    @property
    def tiene_cajon(self) -> bool:
        """See `Dispositivo`."""
        return not self._is_de_hojas and bool(self.impresora.cajon)

    def abrir_cajon(self) -> None:
        """Send the pulse; see `Dispositivo`."""
        if self.tiene_cajon:
            self._mandar(_pulso(self.impresora), "cajon")

    def _mandar(self, datos: bytes, nombre: str) -> None:
        try:
            enviar_a_cola(self.impresora.destino, datos, nombre, crudo=not self._is_de_hojas)
        except TimeoutError as error:
            raise PapelDudoso(
                "papel_en_duda", "El sistema no dijo si tomó el papel. Vea si salió; si no, imprímalo otra vez."
            ) from error


@dataclass(frozen=True, slots=True)
class Archivo:
    """A file that grows with the bytes of each paper."""

    ruta: Path
    impresora: Impresora

    def sacar(self, documento: Documento, nombre: str, *, abre_cajon: bool = False) -> Respuesta:
        """Write one paper; see `Dispositivo`."""
        datos = _bytes(documento, self.impresora, abre_cajon=abre_cajon)
        self._agregar(datos)
        return con_reparos(Respuesta(IMPRESO), documento, self.impresora.columnas)

    def preguntar(self) -> Respuesta:
        """How it is; see `Dispositivo`."""
        if not mirar(self.ruta.parent.is_dir):
            raise inaccesible(str(self.ruta), ValueError())
        return Respuesta(IMPRESO)

    @property
    def tiene_cajon(self) -> bool:
        """See `Dispositivo`."""
        return bool(self.impresora.cajon)

    def abrir_cajon(self) -> None:
        """Send the pulse; see `Dispositivo`."""
        self._agregar(_pulso(self.impresora))

    def _agregar(self, datos: bytes) -> None:
        try:
            with self.ruta.open("ab", buffering=0) as archivo:
                antes = archivo.tell()
                try:
                    escritos = archivo.write(datos)
                    if escritos != len(datos):
                        raise OSError("the disk is full")
                    os.fsync(archivo.fileno())
                except OSError:
                    # Half a paper is none: the file goes back to what it was.
                    archivo.truncate(antes)
                    raise
        except (OSError, ValueError) as error:
            raise inaccesible(str(self.ruta), error) from error
