"""The wire to a network printer: raw bytes to port 9100."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from threading import Thread

from app.errors import EquipoError
from printing.conversacion import ESPERA, verter


class CanalDeRed:
    """A TCP connection to a printer."""

    is_ida = False

    def __init__(self, enchufe: socket.socket) -> None:
        self._enchufe = enchufe

    def enviar(self, datos: bytes, espera: float) -> None:
        """See `Canal`."""
        self._enchufe.settimeout(espera)
        verter(self._enchufe.send, datos, 0)

    def leer(self, cuantos: int, espera: float) -> bytes | None:
        """See `Canal`."""
        self._enchufe.settimeout(espera)
        leido = b""
        while len(leido) < cuantos:
            try:
                parte = self._enchufe.recv(cuantos - len(leido))
            except TimeoutError:
                return leido
            if not parte:
                return leido or None
            leido += parte
        return leido

    def demora(self, bytes_: int) -> float:
        """See `Canal`: a network is faster than any printer."""
        return 0

    def despedir(self) -> None:
        """See `Canal`."""
        self._enchufe.shutdown(socket.SHUT_WR)


def _numero_de(host: str, espera: float) -> str:
    """The address of a name, within that time: a name server that is gone would keep us for half a minute.

    Raises:
        OSError: nobody knows that name, or nobody said in time.
    """
    with suppress(ValueError):
        return str(ip_address(host))
    hallados: list[str] = []

    def preguntar() -> None:
        # A name with an empty part, or a part too long, is refused before anybody is asked.
        with suppress(OSError, UnicodeError):
            hallados.extend(str(d[4][0]) for d in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM))

    hilo = Thread(target=preguntar, daemon=True)
    hilo.start()
    hilo.join(espera)
    if not hallados:
        raise OSError(f"no address for {host}")
    return hallados[0]


@contextmanager
def conectar(host: str, puerto: int, espera: float = ESPERA) -> Iterator[CanalDeRed]:
    """A connection to a printer.

    Raises:
        EquipoError: `impresora_inaccesible`.
    """
    try:
        enchufe = socket.create_connection((_numero_de(host, espera), puerto), timeout=espera)
    except OSError as error:
        raise EquipoError(
            "impresora_inaccesible",
            f"No hay respuesta de la impresora en {host}:{puerto}: revise el cable y que esté encendida.",
        ) from error
    # A question is a few bytes: they must not wait for the printer to acknowledge the ones before.
    enchufe.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        yield CanalDeRed(enchufe)
    finally:
        enchufe.close()
