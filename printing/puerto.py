"""Wires to a printer on this machine: its USB or parallel port as a file, and serial ports."""

from __future__ import annotations

import errno
import os
import select
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from app.errors import EquipoError
from app.papel.impresora import Impresora
from printing.conversacion import PAUSA, verter

#: Bytes that a serial port is given at once: at 9600 bits a second they are gone in a quarter of a second.
_TROZO = 256
#: More than a printer answers in a day.
_OLVIDO = 4096
#: Bits of a byte on a serial line, with its start and stop.
_BITS = 10


class CanalDePuerto:
    """A port that the system shows as a file, such as `/dev/usb/lp0`."""

    def __init__(self, descriptor: int, *, is_ida: bool) -> None:
        self._descriptor = descriptor
        self.is_ida = is_ida

    def enviar(self, datos: bytes, espera: float) -> None:
        """See `Canal`."""
        verter(lambda faltan: os.write(self._descriptor, faltan), datos, espera)

    def leer(self, cuantos: int, espera: float) -> bytes | None:
        """See `Canal`."""
        limite = time.monotonic() + espera
        leido = b""
        while len(leido) < cuantos and (queda := limite - time.monotonic()) > 0:
            if not select.select([self._descriptor], [], [], queda)[0]:
                break
            try:
                parte = os.read(self._descriptor, cuantos - len(leido))
            except BlockingIOError:
                parte = b""
            if not parte:
                # A port that has nothing to say ends its file at once, and goes on.
                time.sleep(PAUSA)
            leido += parte
        return leido

    def olvidar(self) -> None:
        """Leave behind what it answered when nobody listened any more: it would be taken for another answer."""
        with suppress(OSError):
            if not self.is_ida and select.select([self._descriptor], [], [], 0)[0]:
                os.read(self._descriptor, _OLVIDO)

    def demora(self, bytes_: int) -> float:
        """See `Canal`."""
        return 0

    def despedir(self) -> None:
        """See `Canal`: closing is enough."""


@contextmanager
def abrir_puerto(ruta: Path) -> Iterator[CanalDePuerto]:
    """A port opened so that nobody waits for whoever is at its other end.

    Raises:
        EquipoError: `impresora_inaccesible`.
    """
    modo = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
    try:
        is_ida = not stat.S_ISCHR(ruta.stat().st_mode)
        try:
            descriptor = os.open(ruta, modo | (os.O_WRONLY if is_ida else os.O_RDWR))
        except PermissionError:
            descriptor, is_ida = os.open(ruta, modo | os.O_WRONLY), True
    except (OSError, ValueError) as error:
        raise inaccesible(str(ruta), error) from error
    canal = CanalDePuerto(descriptor, is_ida=is_ida)
    try:
        canal.olvidar()
        yield canal
    finally:
        os.close(descriptor)


class CanalSerie:
    """A serial port, open."""

    is_ida = False

    def __init__(self, serie: Any, velocidad: int) -> None:
        self._serie = serie
        self._velocidad = velocidad

    def enviar(self, datos: bytes, espera: float) -> None:
        """See `Canal`."""
        self._serie.write_timeout = espera
        verter(self._escribir, datos, espera)

    def _escribir(self, faltan: memoryview) -> int:
        # The library tells nothing of what it wrote before it gave up: a piece is all or none.
        try:
            return int(self._serie.write(bytes(faltan[:_TROZO])))
        except OSError as error:
            if type(error).__name__ == "SerialTimeoutException":
                raise TimeoutError from error
            raise

    def leer(self, cuantos: int, espera: float) -> bytes | None:
        """See `Canal`."""
        self._serie.timeout = espera
        return bytes(self._serie.read(cuantos))

    def demora(self, bytes_: int) -> float:
        """See `Canal`: the system takes the bytes at once and sends them as the line allows."""
        return bytes_ * _BITS / self._velocidad

    def despedir(self) -> None:
        """See `Canal`: closing is enough."""


@contextmanager
def abrir_serie(impresora: Impresora) -> Iterator[CanalSerie]:
    """A serial port at the printer's speed, 8 bits, no parity, one stop bit.

    Raises:
        EquipoError: `impresora_inaccesible`.
    """
    serial = import_module("serial")
    flujo = {"rtscts": impresora.flujo == "rts_cts", "xonxoff": impresora.flujo == "xon_xoff"}
    try:
        serie = serial.Serial(impresora.destino, impresora.velocidad, **flujo)
    except (OSError, ValueError) as error:
        raise inaccesible(impresora.destino, error) from error
    try:
        yield CanalSerie(serie, impresora.velocidad)
    finally:
        serie.close()


def inaccesible(destino: str, error: OSError | ValueError) -> EquipoError:
    """What is said of a port or file that cannot be opened or written."""
    if getattr(error, "errno", None) in (errno.EACCES, errno.EPERM):
        return EquipoError(
            "impresora_inaccesible",
            f"Este usuario no puede escribir en «{destino}». Pida a sistemas ese permiso.",
        )
    return EquipoError(
        "impresora_inaccesible",
        f"No se pudo escribir en «{destino}»: revise el cable, que la impresora esté encendida y el nombre sea ese.",
    )
