"""A TCP proxy that fails on order: it cuts after so many bytes, or goes silent, once; then it lets everything pass."""

from __future__ import annotations

import selectors
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Proxy:
    """Between a caja and its centre.

    Attributes:
        puerto: where to connect to.
        pasados: bytes that went by, both ways, since it was last armed.
    """

    def __init__(self, destino: int) -> None:
        self._destino = destino
        self._servidor = socket.create_server(("127.0.0.1", 0))
        self.puerto: int = self._servidor.getsockname()[1]
        self._hilo = threading.Thread(target=self._aceptar, daemon=True)
        self._conexiones: list[threading.Thread] = []
        self._limite: int | None = None
        self._callar = False
        self._is_cortada = False
        self.pasados = 0
        self._hilo.start()

    def cortar(self, si: bool) -> None:
        """The network is gone: whoever is connected is cut at the next byte, and nobody else gets in; or it is back."""
        self._is_cortada = si

    def armar(self, limite: int | None, *, callar: bool = False) -> None:
        """Fail after so many bytes: cut, or with `callar` keep the connection and pass nothing more."""
        self.pasados, self._limite, self._callar = 0, limite, callar

    def cerrar(self) -> None:
        """Stop accepting."""
        with suppress(OSError):
            self._servidor.shutdown(socket.SHUT_RDWR)
        self._servidor.close()
        self._hilo.join()
        for hilo in self._conexiones:
            hilo.join(5)

    def _aceptar(self) -> None:
        while True:
            try:
                cliente = self._servidor.accept()[0]
                if self._is_cortada:
                    cliente.close()
                    continue
                centro = socket.create_connection(("127.0.0.1", self._destino))
            except ConnectionError:
                # Nobody is behind it now; whoever asked finds out, and may ask again.
                cliente.close()
                continue
            except OSError:
                return
            hilo = threading.Thread(target=self._pasar, args=(cliente, centro), daemon=True)
            self._conexiones.append(hilo)
            hilo.start()

    def _pasar(self, cliente: socket.socket, centro: socket.socket) -> None:
        otro = {cliente: centro, centro: cliente}
        with cliente, centro, selectors.DefaultSelector() as selector, suppress(OSError):
            for lado in otro:
                selector.register(lado, selectors.EVENT_READ)
            while True:
                for listo, _ in selector.select():
                    lado = listo.fileobj
                    assert isinstance(lado, socket.socket)
                    datos = lado.recv(65_536)
                    if not datos or not self._entregar(otro[lado], datos):
                        return

    def _entregar(self, lado: socket.socket, datos: bytes) -> bool:
        """Pass bytes on, up to the limit; whether the connection goes on."""
        if self._is_cortada:
            return False
        if self._limite is None:
            lado.sendall(datos)
            self.pasados += len(datos)
            return True
        caben = max(self._limite - self.pasados, 0)
        if caben:
            lado.sendall(datos[:caben])
        self.pasados += min(len(datos), caben)
        if len(datos) <= caben:
            return True
        if self._callar:
            return True
        self._limite = None
        return False


@contextmanager
def delante(puerto: int) -> Iterator[Proxy]:
    """A proxy in front of that port of this machine."""
    proxy = Proxy(puerto)
    try:
        yield proxy
    finally:
        proxy.cerrar()
