"""Network printers that are nowhere: a server on 127.0.0.1, and one that behaves as badly as it is told."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from abc import ABC, abstractmethod
from typing import Self

LISTA = b"\x12\x12"
SIN_PAPEL = b"\x32\x72"
TAPA_ABIERTA = b"\x16\x12"
PREGUNTA, CONFIRMA = b"\x10\x04\x02\x10\x04\x04", b"\x1d\x72\x01"


class ImpresoraDeRed(ABC):
    """Serves one connection at a time, as long as the `with` block lasts."""

    def __init__(self) -> None:
        self._fin = threading.Event()
        self._servidor = socket.create_server(("127.0.0.1", 0))
        self._servidor.settimeout(0.05)
        self.puerto = self._servidor.getsockname()[1]
        self._hilo = threading.Thread(target=self._servir, daemon=True)

    def __enter__(self) -> Self:
        self._hilo.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._fin.set()
        self._hilo.join(5)
        self._servidor.close()

    def _servir(self) -> None:
        while not self._fin.is_set():
            with contextlib.suppress(TimeoutError):
                enchufe, _ = self._servidor.accept()
                with enchufe, contextlib.suppress(OSError):
                    self._atender(enchufe)

    @abstractmethod
    def _atender(self, enchufe: socket.socket) -> None: ...


def reiniciar(enchufe: socket.socket) -> None:
    """Hang up with a reset, not a goodbye."""
    enchufe.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


class ImpresoraFalsa(ImpresoraDeRed):
    """Answers what it was given, and keeps what it was sent, questions apart.

    Attributes:
        estado: its answer to DLE EOT 2 and 4; None does not answer.
        confirma: its answer to GS r 1; None does not answer.
        estado_final: what it answers to DLE EOT once papers have arrived; as `estado` unless given, empty for nothing.
        corta: hangs up, with a reset, after that many bytes of paper.
        sorda: accepts and then reads nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self.estado: bytes | None = LISTA
        self.confirma: bytes | None = b"\x00"
        self.estado_final: bytes | None = None
        self.corta: int | None = None
        self.sorda = False
        self.papeles: list[bytes] = []

    def _atender(self, enchufe: socket.socket) -> None:
        enchufe.settimeout(0.05)
        papel = b""
        self.papeles.append(papel)
        while not self._fin.is_set():
            if self.sorda:
                self._fin.wait(0.05)
                continue
            try:
                leido = enchufe.recv(4096)
            except TimeoutError:
                continue
            if not leido:
                return
            if self.corta is not None and len(papel + leido) - len(PREGUNTA) >= self.corta:
                reiniciar(enchufe)
                return
            papel = self._contestar(enchufe, papel + leido)

    def _contestar(self, enchufe: socket.socket, leido: bytes) -> bytes:
        """What is printed by then; it is kept before it is confirmed, since who asked looks at it at once."""
        while PREGUNTA in leido:
            leido = leido.replace(PREGUNTA, b"", 1)
            is_final = leido.strip(CONFIRMA) and self.estado_final is not None
            estado = self.estado_final if is_final else self.estado
            if estado is not None:
                enchufe.sendall(estado)
        papel = self.papeles[-1] = leido.removesuffix(CONFIRMA)
        if leido.endswith(CONFIRMA) and self.confirma is not None:
            enchufe.sendall(self.confirma)
        return papel
