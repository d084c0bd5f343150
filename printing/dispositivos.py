"""Where papers come out: a file or port, a folder, a network printer, all behind the port `Dispositivo`.

Every call ends in a few seconds, whatever the device does, and says whether something may have come out.
"""

from __future__ import annotations

import os
import stat
import time
from dataclasses import dataclass
from pathlib import Path

from app.ajustes import Impresora, direccion
from app.documentos import Documento
from app.domain.papel import ENVIADO, IMPRESO
from app.errors import EquipoError
from app.impresion import Dispositivo, PapelDudoso
from printing.formato import to_archivo
from printing.papel import papel_de
from printing.red import ESPERA, ESPERA_ESTADO, Conversacion, conectar

#: ESC p: fifty milliseconds on the pin that every drawer hangs from.
PULSO = b"\x1bp\x00\x19\xfa"
#: How often a port that is not ready is tried again; seconds.
_PAUSA = 0.02
#: Endings of a file that holds the last paper as people look at it, not bytes of a printer.
_LEGIBLES = (".txt", ".pdf", ".png")


def abrir(impresora: Impresora) -> Dispositivo | None:
    """The device of those settings, not touched yet; None where there is no printer."""
    if impresora.tipo == "red":
        host, puerto = direccion(impresora.destino)
        return Red(host, puerto, impresora.columnas)
    if impresora.tipo == "carpeta":
        return Carpeta(Path(impresora.destino).expanduser(), impresora.columnas)
    if impresora.tipo == "archivo":
        return Archivo(Path(impresora.destino).expanduser(), impresora.columnas)
    return None


def _bytes(documento: Documento, columnas: int) -> bytes:
    # Its library takes a third of a second to load, on the thread that prints and not before.
    from printing.escpos import to_escpos

    return to_escpos(documento, papel_de(columnas))


@dataclass(frozen=True, slots=True)
class Red:
    """A printer that takes raw bytes on a TCP port; `espera` and `espera_estado` in seconds."""

    host: str
    puerto: int
    columnas: int
    espera: float = ESPERA
    espera_estado: float = ESPERA_ESTADO

    def sacar(self, documento: Documento, nombre: str) -> str:
        """Print one paper; see `Dispositivo`."""
        datos = _bytes(documento, self.columnas)
        with conectar(self.host, self.puerto, self.espera) as enchufe:
            return Conversacion(enchufe, self.espera, self.espera_estado).imprimir(datos)

    @property
    def tiene_cajon(self) -> bool:
        """See `Dispositivo`."""
        return True

    def abrir_cajon(self) -> None:
        """Send the pulse; see `Dispositivo`."""
        with conectar(self.host, self.puerto, self.espera) as enchufe:
            Conversacion(enchufe, self.espera, self.espera_estado).imprimir(PULSO)


@dataclass(frozen=True, slots=True)
class Carpeta:
    """A folder that gets one PDF for each paper, by its name."""

    ruta: Path
    columnas: int

    def sacar(self, documento: Documento, nombre: str) -> str:
        """Write one paper; see `Dispositivo`."""
        to_archivo(documento, self.ruta / f"{nombre}.pdf", self.columnas)
        return IMPRESO

    @property
    def tiene_cajon(self) -> bool:
        """See `Dispositivo`."""
        return False

    def abrir_cajon(self) -> None:
        """No drawer hangs from a folder."""


@dataclass(frozen=True, slots=True)
class Archivo:
    """A port (`/dev/usb/lp0`) or a file that grows with the bytes of each paper.

    A file that ends in .txt, .pdf or .png holds the last paper instead, to be looked at.
    """

    ruta: Path
    columnas: int
    espera: float = ESPERA

    def sacar(self, documento: Documento, nombre: str) -> str:
        """Write one paper; see `Dispositivo`."""
        if self.ruta.suffix.lower() in _LEGIBLES:
            to_archivo(documento, self.ruta, self.columnas)
            return IMPRESO
        return self._enviar(_bytes(documento, self.columnas))

    @property
    def tiene_cajon(self) -> bool:
        """See `Dispositivo`: what is a paper to be looked at opens nothing."""
        return self.ruta.suffix.lower() not in _LEGIBLES

    def abrir_cajon(self) -> None:
        """Send the pulse; see `Dispositivo`."""
        self._enviar(PULSO)

    def _enviar(self, datos: bytes) -> str:
        try:
            return self._escribir(datos)
        except (OSError, ValueError) as error:
            raise EquipoError(
                "impresora_inaccesible",
                f"No se pudo escribir en «{self.ruta}». Revise que la impresora esté encendida y el nombre sea ese.",
            ) from error

    def _escribir(self, datos: bytes) -> str:
        # Not to wait for whoever is at the other end of a port: a printer without paper takes nothing.
        modo = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        crear = 0 if self.ruta.exists() else os.O_CREAT
        descriptor = os.open(self.ruta, modo | crear, 0o600)
        try:
            return self._verter(descriptor, datos)
        finally:
            os.close(descriptor)

    def _verter(self, descriptor: int, datos: bytes) -> str:
        propio = os.fstat(descriptor)
        is_archivo = stat.S_ISREG(propio.st_mode)
        limite = time.monotonic() + self.espera
        faltan = memoryview(datos)
        while faltan:
            try:
                faltan = faltan[os.write(descriptor, faltan) :]
                continue
            except BlockingIOError:
                if time.monotonic() < limite:
                    time.sleep(_PAUSA)
                    continue
                self._rendirse(len(faltan) < len(datos), None)
            except OSError as error:
                if is_archivo:
                    # Half a paper is none: the file goes back to what it was.
                    os.ftruncate(descriptor, propio.st_size)
                    raise
                self._rendirse(len(faltan) < len(datos), error)
        if is_archivo:
            os.fsync(descriptor)
            return IMPRESO
        return ENVIADO

    def _rendirse(self, empezado: bool, error: OSError | None) -> None:
        if empezado:
            raise PapelDudoso(
                "papel_en_duda",
                "La impresora dejó de recibir a la mitad del papel. Vea si salió; si no, imprímalo otra vez.",
            ) from error
        raise EquipoError(
            "impresora_detenida", "La impresora no recibe. Revise que tenga papel y esté encendida."
        ) from error
