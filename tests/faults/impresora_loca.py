"""A network printer that behaves differently at each connection, and knows what really came out of it."""

from __future__ import annotations

import contextlib
import random
import socket
import struct
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from tests.printing.impresora_falsa import CONFIRMA, LISTA, PREGUNTA, SIN_PAPEL, TAPA_ABIERTA

#: What it may do, and how often in a hundred.
MANERAS = {
    "imprime": 52, "sin papel": 6, "tapa": 6, "cuelga": 6, "muda": 4, "corta": 8, "imprime y muere": 6,
    "se acaba el papel": 6, "imprime y calla": 3, "pierde y calla": 3,
}  # fmt: skip


class ImpresoraLoca:
    """Serves one connection at a time.

    Attributes:
        salidos: every paper that came out whole, as its bytes.
        hechas: how often it behaved in each way.
        sana: from now on it only prints.
    """

    def __init__(self, azar: random.Random) -> None:
        self._azar = azar
        self.salidos: list[bytes] = []
        self.hechas: Counter[str] = Counter()
        self.sana = False
        self._fin = threading.Event()
        self._servidor = socket.create_server(("127.0.0.1", 0))
        self._servidor.settimeout(0.05)
        self.puerto = self._servidor.getsockname()[1]
        self._hilo = threading.Thread(target=self._servir, daemon=True)
        self._hilo.start()

    def cerrar(self) -> None:
        """Stop serving."""
        self._fin.set()
        self._hilo.join(5)
        self._servidor.close()

    def _servir(self) -> None:
        while not self._fin.is_set():
            with contextlib.suppress(TimeoutError):
                enchufe, _ = self._servidor.accept()
                manera = "imprime" if self.sana else self._azar.choices(list(MANERAS), list(MANERAS.values()))[0]
                self.hechas[manera] += 1
                with enchufe, contextlib.suppress(OSError):
                    enchufe.settimeout(2)
                    self._atender(enchufe, manera)

    def _atender(self, enchufe: socket.socket, manera: str) -> None:
        if manera == "cuelga":
            return
        _hasta(enchufe, b"", PREGUNTA)
        if manera == "muda":
            # It reads whatever comes, prints it, and says nothing.
            resto = _todo(enchufe, b"")
            if resto:
                self.salidos.append(resto)
            return
        enchufe.sendall({"sin papel": SIN_PAPEL, "tapa": TAPA_ABIERTA}.get(manera, LISTA))
        if manera in ("sin papel", "tapa"):
            return
        if manera == "corta":
            enchufe.recv(1 + self._azar.randrange(200))
            _reiniciar(enchufe)
            return
        papel = _hasta(enchufe, b"", CONFIRMA).removesuffix(CONFIRMA)
        if manera in ("imprime", "imprime y muere", "imprime y calla"):
            self.salidos.append(papel)
        if manera == "imprime y muere":
            _reiniciar(enchufe)
        elif manera == "imprime":
            enchufe.sendall(b"\x00")
        elif manera == "se acaba el papel":
            enchufe.sendall(b"\x0c")
        else:
            _hasta(enchufe, b"", PREGUNTA)
            enchufe.sendall(LISTA)


def _hasta(enchufe: socket.socket, leido: bytes, fin: bytes) -> bytes:
    while not leido.endswith(fin):
        parte = enchufe.recv(65_536)
        if not parte:
            raise ConnectionError
        leido += parte
    return leido


def _todo(enchufe: socket.socket, leido: bytes) -> bytes:
    while parte := enchufe.recv(65_536):
        leido += parte
    return leido


def _reiniciar(enchufe: socket.socket) -> None:
    """A reset, not a goodbye."""
    enchufe.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@contextmanager
def una_loca(azar: random.Random) -> Iterator[ImpresoraLoca]:
    """One, serving."""
    loca = ImpresoraLoca(azar)
    try:
        yield loca
    finally:
        loca.cerrar()
