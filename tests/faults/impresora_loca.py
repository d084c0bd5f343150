"""A network printer that behaves differently at each connection, and knows what really came out of it."""

from __future__ import annotations

import random
import socket
from collections import Counter

from tests.printing.impresora_falsa import (
    CONFIRMA,
    LISTA,
    PREGUNTA,
    SIN_PAPEL,
    TAPA_ABIERTA,
    ImpresoraDeRed,
    reiniciar,
)

#: What it may do, and how often in a hundred.
MANERAS = {
    "imprime": 48, "sin papel": 6, "tapa": 6, "cuelga": 6, "muda": 4, "corta": 8, "imprime y muere": 6,
    "se acaba el papel": 6, "imprime y calla": 3, "pierde y calla": 3, "imprime y enmudece": 2, "pierde y enmudece": 2,
}  # fmt: skip


class ImpresoraLoca(ImpresoraDeRed):
    """Chance says how.

    Attributes:
        salidos: every paper that came out whole, as its bytes.
        hechas: how often it behaved in each way.
        sana: from now on it only prints.
    """

    def __init__(self, azar: random.Random) -> None:
        super().__init__()
        self._azar = azar
        self.salidos: list[bytes] = []
        self.hechas: Counter[str] = Counter()
        self.sana = False

    def _atender(self, enchufe: socket.socket) -> None:
        manera = "imprime" if self.sana else self._azar.choices(list(MANERAS), list(MANERAS.values()))[0]
        self.hechas[manera] += 1
        enchufe.settimeout(2)
        self._portarse(enchufe, manera)

    def _portarse(self, enchufe: socket.socket, manera: str) -> None:
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
            reiniciar(enchufe)
            return
        papel = _hasta(enchufe, b"", CONFIRMA).removesuffix(CONFIRMA)
        if manera.startswith("imprime"):
            self.salidos.append(papel)
        if manera == "imprime y muere":
            reiniciar(enchufe)
        elif manera == "imprime":
            enchufe.sendall(b"\x00")
        elif manera == "se acaba el papel":
            enchufe.sendall(b"\x0c")
        elif manera.endswith("enmudece"):
            _todo(enchufe, b"")
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
