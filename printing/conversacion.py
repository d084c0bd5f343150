"""One paper over a wire, whatever the wire: ask, send, ask again.

`DLE EOT n` is answered at once, `GS r 1` in its turn, after everything before it was printed. Many printers, and all
behind a print server, answer neither: then all that is known is that every byte was taken.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from app.domain.papel import ENVIADO, IMPRESO, Respuesta
from app.errors import EquipoError
from app.papel.impresion import PapelDudoso

#: The longest that a printer may take to be reached, to take more bytes, or to say that it has printed them; seconds.
ESPERA = 2.0
#: How long it may take to answer a question that is answered at once; seconds.
ESPERA_ESTADO = 0.5
#: How often a wire that takes nothing now is tried again; seconds.
PAUSA = 0.02

#: DLE EOT 2 (why it is off line) and DLE EOT 4 (paper).
PREGUNTA = b"\x10\x04\x02\x10\x04\x04"
#: GS r 1: the paper, once everything before it has been printed.
CONFIRMA = b"\x1d\x72\x01"

# What every answer to DLE EOT looks like, whatever it says.
_MARCA, _FIJOS = 0x12, 0x93
_TAPA, _FIN_DE_PAPEL, _ERROR = 0x04, 0x20, 0x40
_POCO_PAPEL, _SIN_PAPEL, _SIN_PAPEL_GS = 0x0C, 0x60, 0x0C

_A_MEDIAS = "La impresora dejó de responder a la mitad del papel."
POCO_PAPEL = "Queda poco papel: tenga un rollo a la mano."


class Canal(Protocol):
    """A wire to a printer, open.

    Attributes:
        is_ida: nothing ever comes back on it.
    """

    is_ida: bool

    def enviar(self, datos: bytes, espera: float) -> None:
        """Send all of it, giving up when nothing more is taken for that long.

        Raises:
            Atorado: some of it, or none, was taken.
        """
        ...

    def leer(self, cuantos: int, espera: float) -> bytes | None:
        """What it answers within that time, as much of it as came; None when it has hung up without a word."""
        ...

    def demora(self, bytes_: int) -> float:
        """Seconds that so many bytes may be still under way once they were taken."""
        ...

    def despedir(self) -> None:
        """Say that nothing more comes, where that can be said."""
        ...


class Atorado(OSError):
    """A wire that took no more; `enviados` is how many bytes it took before."""

    def __init__(self, enviados: int) -> None:
        super().__init__("the printer takes no more bytes")
        self.enviados = enviados


def verter(escribir: Callable[[memoryview], int], datos: bytes, espera: float) -> None:
    """Write all of it with something that may take a part, or nothing yet (`BlockingIOError`).

    Raises:
        Atorado: nothing was taken for that long, or the wire broke.
    """
    faltan = memoryview(datos)
    limite = time.monotonic() + espera
    while faltan:
        try:
            tomados = escribir(faltan)
        except (BlockingIOError, TimeoutError):
            tomados = 0
        except OSError as error:
            raise Atorado(len(datos) - len(faltan)) from error
        if tomados:
            faltan = faltan[tomados:]
            limite = time.monotonic() + espera
        elif time.monotonic() >= limite:
            raise Atorado(len(datos) - len(faltan))
        else:
            time.sleep(PAUSA)


class Conversacion:
    """One paper over one open wire.

    Attributes:
        contesta: whether this printer answers questions; once it did, its silence is a failure and not a habit.
    """

    def __init__(
        self, canal: Canal, espera: float = ESPERA, espera_estado: float = ESPERA_ESTADO, *, contesta: bool = False
    ) -> None:
        self._canal = canal
        self._espera = espera
        self._espera_estado = espera_estado
        self.contesta = contesta

    def preguntar(self) -> Respuesta:
        """How it is: `IMPRESO` when it answers and can print, `ENVIADO` when it never answers.

        Raises:
            EquipoError: it says why it cannot print, or has hung up.
        """
        self._decir_pregunta()
        return self._oir_respuesta()

    def _decir_pregunta(self) -> None:
        if self._canal.is_ida:
            return
        try:
            self._canal.enviar(PREGUNTA, self._espera)
        except Atorado as error:
            raise _no_recibe() if not error.__cause__ else _colgo() from error

    def _oir_respuesta(self) -> Respuesta:
        if self._canal.is_ida:
            return Respuesta(ENVIADO)
        try:
            respuesta = self._canal.leer(2, self._espera if self.contesta else self._espera_estado)
        except OSError as error:
            raise _colgo() from error
        if respuesta is None:
            raise _colgo()
        if len(respuesta) < 2 or any(r & _FIJOS != _MARCA for r in respuesta):
            if self.contesta:
                raise EquipoError(
                    "impresora_callada",
                    "La impresora dejó de contestar: apáguela, enciéndala e imprima otra vez. "
                    "Si es otra, guárdela en F6.",
                )
            return Respuesta(ENVIADO)
        self.contesta = True
        if motivo := _motivo(*respuesta):
            raise EquipoError("impresora_detenida", motivo)
        return Respuesta(IMPRESO, POCO_PAPEL if respuesta[1] & _POCO_PAPEL else "")

    def imprimir(self, hacer: Callable[[], bytes]) -> Respuesta:
        """Ask, send, and ask again; `IMPRESO` or `ENVIADO`.

        Args:
            hacer: makes the bytes, while the printer thinks of its answer.

        Raises:
            EquipoError: it cannot print now; nothing was sent.
            PapelDudoso: it stopped when something had been sent.
        """
        self._decir_pregunta()
        datos = hacer()
        antes = self._oir_respuesta()
        try:
            self._canal.enviar(datos, self._espera)
        except Atorado as error:
            raise _no_recibe() if not error.enviados else _dudoso(_A_MEDIAS) from error
        try:
            estado = self._confirmar(len(datos)) if antes.estado == IMPRESO else self._despedir()
        except PapelDudoso:
            raise
        except OSError as error:
            raise _dudoso(_A_MEDIAS) from error
        return Respuesta(estado, antes.aviso)

    def _confirmar(self, enviados: int) -> str:
        """After the bytes, of a printer that answers."""
        self._canal.enviar(CONFIRMA, self._espera)
        respuesta = self._canal.leer(1, self._espera + self._canal.demora(enviados))
        if respuesta is None:
            raise _dudoso("La impresora cerró la conexión a la mitad del papel.")
        if respuesta:
            if respuesta[0] & _SIN_PAPEL_GS == _SIN_PAPEL_GS:
                raise _dudoso("Se acabó el papel al imprimir.")
            return IMPRESO
        # Still printing, or stopped: the question that is answered at once tells which.
        self._canal.enviar(PREGUNTA, self._espera)
        # It answered before: silence now is a cable that was pulled, with the bytes still on this side of it.
        estado = self._canal.leer(2, self._espera)
        if not estado:
            raise _dudoso(_A_MEDIAS)
        if len(estado) == 2 and _motivo(*estado):
            raise _dudoso("La impresora se detuvo a la mitad del papel (papel o tapa).")
        return ENVIADO

    def _despedir(self) -> str:
        """After the bytes, of a printer that does not answer: whether it hangs up or lets us go."""
        if not self._canal.is_ida:
            self._canal.despedir()
            self._canal.leer(1, self._espera_estado)
        return ENVIADO


def _motivo(estado: int, papel: int) -> str:
    """Why it cannot print, from its two answers; empty when it can."""
    if papel & _SIN_PAPEL or estado & _FIN_DE_PAPEL:
        return "Impresora sin papel: ponga un rollo e imprima otra vez."
    if estado & _TAPA:
        return "Impresora con la tapa abierta: ciérrela e imprima otra vez."
    return "Impresora con falla: apáguela, enciéndala e imprima otra vez." if estado & _ERROR else ""


def _no_recibe() -> EquipoError:
    return EquipoError("impresora_detenida", "La impresora no recibe: revise el papel, el cable y que esté encendida.")


def _colgo() -> EquipoError:
    return EquipoError("impresora_cerro", "La impresora cerró la conexión antes de recibir el papel. Intente otra vez.")


def _dudoso(motivo: str) -> PapelDudoso:
    return PapelDudoso("papel_en_duda", f"{motivo} Vea si salió; si no, imprímalo otra vez.")
