"""A network printer: raw bytes to port 9100, and what it answers when it is asked.

`DLE EOT n` is answered at once, `GS r 1` in its turn, after everything before it was printed. Many printers behind a
print server answer neither: then all that is known is that every byte was taken.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from app.domain.papel import ENVIADO, IMPRESO
from app.errors import EquipoError
from app.impresion import PapelDudoso

#: The longest that a printer may take to be reached, to take the bytes, or to say that it has printed them; seconds.
ESPERA = 2.0
#: How long it may take to answer a question that is answered at once; seconds.
ESPERA_ESTADO = 0.5

#: DLE EOT 2 (why it is off line) and DLE EOT 4 (paper).
PREGUNTA = b"\x10\x04\x02\x10\x04\x04"
#: GS r 1: the paper, once everything before it has been printed.
CONFIRMA = b"\x1d\x72\x01"

# What every answer to DLE EOT looks like, whatever it says.
_MARCA, _FIJOS = 0x12, 0x93
_TAPA, _FIN_DE_PAPEL, _ERROR = 0x04, 0x20, 0x40
_SIN_PAPEL, _SIN_PAPEL_GS = 0x60, 0x0C


class Conversacion:
    """One paper over one connection."""

    def __init__(self, enchufe: socket.socket, espera: float = ESPERA, espera_estado: float = ESPERA_ESTADO) -> None:
        self._enchufe = enchufe
        self._espera = espera
        self._espera_estado = espera_estado

    def imprimir(self, datos: bytes) -> str:
        """Ask, send, and ask again; `IMPRESO` or `ENVIADO`.

        Raises:
            EquipoError: it cannot print now; nothing was sent.
            PapelDudoso: it stopped when something had been sent.
        """
        contesta = self._preguntar()
        try:
            self._enchufe.settimeout(self._espera)
            self._enchufe.sendall(datos)
            return self._confirmar() if contesta else self._despedir()
        except PapelDudoso:
            raise
        except OSError as error:
            raise _dudoso("La impresora dejó de responder a la mitad del papel.") from error

    def _preguntar(self) -> bool:
        """Whether it answers questions at all.

        Raises:
            EquipoError: it says why it cannot print, or has hung up.
        """
        try:
            self._enchufe.sendall(PREGUNTA)
            respuesta = self._leer(2, self._espera_estado)
        except OSError as error:
            raise _colgo() from error
        if respuesta is None:
            raise _colgo()
        if len(respuesta) < 2 or any(r & _FIJOS != _MARCA for r in respuesta):
            return False
        if motivo := _motivo(*respuesta):
            raise EquipoError("impresora_detenida", motivo)
        return True

    def _confirmar(self) -> str:
        """After the bytes, of a printer that answers."""
        self._enchufe.sendall(CONFIRMA)
        respuesta = self._leer(1, self._espera)
        if respuesta is None:
            raise _dudoso("La impresora cerró la conexión a la mitad del papel.")
        if respuesta:
            if respuesta[0] & _SIN_PAPEL_GS == _SIN_PAPEL_GS:
                raise _dudoso("Se acabó el papel al imprimir.")
            return IMPRESO
        # Still printing, or stopped: the question that is answered at once tells which.
        self._enchufe.sendall(PREGUNTA)
        estado = self._leer(2, self._espera_estado)
        if estado is None or (len(estado) == 2 and _motivo(*estado)):
            raise _dudoso("La impresora se detuvo a la mitad del papel (papel o tapa).")
        return ENVIADO

    def _despedir(self) -> str:
        """After the bytes, of a printer that does not answer: whether it hangs up or lets us go."""
        self._enchufe.shutdown(socket.SHUT_WR)
        self._leer(1, self._espera_estado)
        return ENVIADO

    def _leer(self, cuantos: int, espera: float) -> bytes | None:
        """What it answers within that time, as much of it as came; None when it has hung up without a word."""
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


@contextmanager
def conectar(host: str, puerto: int, espera: float = ESPERA) -> Iterator[socket.socket]:
    """A connection to a printer.

    Raises:
        EquipoError: `impresora_inaccesible`.
    """
    try:
        enchufe = socket.create_connection((host, puerto), timeout=espera)
    except OSError as error:
        raise EquipoError(
            "impresora_inaccesible",
            f"No hay respuesta de la impresora en {host}:{puerto}. Revise que esté encendida y en la red.",
        ) from error
    try:
        yield enchufe
    finally:
        enchufe.close()


def _motivo(estado: int, papel: int) -> str:
    """Why it cannot print, from its two answers; empty when it can."""
    if papel & _SIN_PAPEL or estado & _FIN_DE_PAPEL:
        return "La impresora está sin papel. Póngale un rollo e imprima otra vez."
    if estado & _TAPA:
        return "La impresora tiene la tapa abierta. Ciérrela e imprima otra vez."
    return "La impresora señala una falla. Apáguela, enciéndala e imprima otra vez." if estado & _ERROR else ""


def _colgo() -> EquipoError:
    return EquipoError("impresora_cerro", "La impresora cerró la conexión antes de recibir el papel. Intente otra vez.")


def _dudoso(motivo: str) -> PapelDudoso:
    return PapelDudoso("papel_en_duda", f"{motivo} Vea si salió; si no, imprímalo otra vez.")
