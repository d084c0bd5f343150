"""Rounds with the centre while the window is open, on a thread of their own: a charge never waits for one.

The first begins a moment after the window; then one every few seconds. What goes wrong is told in the status bar and
tried again; nothing here opens a dialog.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.contacto import Contacto, ver_contacto
from app.context import Contexto
from app.errors import EquipoError, NegocioError
from app.puesto import Puesto
from app.sincronizacion import sincronizar
from ui.op import Op

if TYPE_CHECKING:
    from ui.sesion import Sesion

#: Milliseconds before the first round, and between one and the next.
_PRIMERA_MS, _ENTRE_MS = 1_500, 15_000
#: Seconds that a round waits for the acknowledgement; what does not come is in the next one.
_ESPERA_S = 3


@dataclass(frozen=True, slots=True)
class Vuelta:
    """What a round left.

    Attributes:
        falla: why it could not be finished, in words; empty when it was.
        is_grave: that is no matter of the network: somebody must look at it.
        llegaron: rows that came down.
    """

    contacto: Contacto
    falla: str = ""
    is_grave: bool = False
    llegaron: int = 0


class Rondas(QObject):
    """The rounds of an open window.

    Signals:
        hecha: a `Vuelta`.
        avance: rows of the padrón that came down, and of how many; after each page of a load, before `hecha`.
    """

    hecha = Signal(object)
    avance = Signal(int, int)

    def __init__(self, sesion: Sesion) -> None:
        super().__init__(sesion)
        self._sesion = sesion
        self._reloj = QTimer(self)
        self._reloj.setSingleShot(True)
        self._reloj.timeout.connect(self.dar)

    def empezar(self) -> None:
        """See whether there is a centre, and begin if there is."""
        Op(self, self._sesion.motor.lectura, ver_contacto).success(self._on_visto).failure(lambda error: None).run()

    def _on_visto(self, contacto: Contacto) -> None:
        self.hecha.emit(Vuelta(contacto))
        if contacto.is_enlazada:
            self._reloj.start(_PRIMERA_MS)

    def dar(self) -> None:
        """A round now, unless there is one under way."""
        self._reloj.stop()
        motor = self._sesion.motor
        Op(self, motor.red, self._dar).success(self.hecha.emit).failure(lambda error: None).always(self._otra).run()

    def _otra(self) -> None:
        self._reloj.start(_ENTRE_MS)

    def _dar(self, ctx: Contexto) -> Vuelta:
        motor = self._sesion.motor
        lectura = motor.lectura.ctx
        try:
            ronda = sincronizar(self._sesion.taller.medios_de(Puesto(ctx, lectura), self.avance.emit), _ESPERA_S)
        except EquipoError as error:
            return Vuelta(ver_contacto(lectura), error.mensaje, is_grave=error.clave == "centro_rechaza")
        except NegocioError as error:
            return Vuelta(ver_contacto(lectura), error.mensaje, is_grave=True)
        return Vuelta(ver_contacto(lectura), llegaron=ronda.recibidos)


def en_palabras(vuelta: Vuelta) -> tuple[str, str, str]:
    """What the status bar says of it: text, state of its dot, and the long form."""
    contacto = vuelta.contacto
    if not contacto.is_enlazada and not contacto.alto:
        return "Sin centro", "tenue", ""
    hora = f" · {contacto.ultimo:%H:%M}" if contacto.ultimo else ""
    faltan = "" if not contacto.pendientes else f" · {contacto.pendientes} por enviar"
    if contacto.alto:
        return f"Caja detenida{faltan}", "mal", contacto.alto.mensaje
    if vuelta.is_grave:
        return "Centro: avise a sistemas", "mal", vuelta.falla
    if contacto.aviso:
        return f"Centro: revise{faltan}", "mal", contacto.aviso
    if vuelta.falla:
        return f"Sin contacto con el centro{hora}{faltan}", "aviso", vuelta.falla
    if contacto.incidencias:
        cuantas = "1 incidencia" if contacto.incidencias == 1 else f"{contacto.incidencias} incidencias"
        return f"Centro: {cuantas}{faltan}", "aviso", "El centro tiene algo por resolver de esta caja."
    if contacto.ultimo is None or contacto.pendientes:
        return f"Centro{hora}{faltan}", "aviso", "Lo que falta se envía en la ronda siguiente."
    return f"Centro al día{hora}", "bien", "Todo lo de esta caja está confirmado por el centro."
