"""Rounds with the centre while the window is open, on a thread of their own: a charge never waits for one.

The first begins a moment after the window; then one every few seconds. What goes wrong is told in the status bar and
tried again; nothing here opens a dialog.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.centro.contacto import Contacto, ver_contacto
from app.centro.sincronizacion import sincronizar
from app.context import Contexto
from app.domain.perfil import Perfil
from app.errors import EquipoError, NegocioError
from app.puesto import Puesto
from ui.op import Op

if TYPE_CHECKING:
    from ui.sesion import Sesion

#: Milliseconds before the first round, and between one and the next.
_PRIMERA_MS, _ENTRE_MS = 1_500, 15_000
#: Seconds that a round waits for the acknowledgement; what does not come is in the next one.
_ESPERA_S = 3
#: What the network being back does not mend.
_GRAVES = ("centro_rechaza", "centro_sin_permiso", "centro_otra_version")


#: Rows of the list of rounds; those in which nothing happened share one.
_RENGLONES = 200


@dataclass(frozen=True, slots=True)
class Hecha:
    """One round, or several in a row in which nothing else happened.

    Attributes:
        momento: when it began, by the machine's clock; of several, the last one.
        tardo: seconds.
        falla: why it could not be finished, in words; empty when it was.
        veces: how many rounds it stands for.
    """

    momento: datetime
    tardo: float
    enviados: int = 0
    confirmados: int = 0
    recibidos: int = 0
    falla: str = ""
    veces: int = 1

    def is_igual(self, otra: Hecha) -> bool:
        """Whether there is nothing new to say of the other one."""
        quieta = not (self.enviados or self.confirmados or self.recibidos)
        return quieta and replace(self, momento=otra.momento, tardo=otra.tardo, veces=otra.veces) == otra


@dataclass(frozen=True, slots=True)
class Vuelta:
    """What a round left.

    Attributes:
        falla: why it could not be finished, in words; empty when it was.
        is_grave: that is no matter of the network: somebody must look at it.
        perfil: by which everything is worked out from here on, where prices came down; None where none did.
        hecha: the round itself; None before the first.
    """

    contacto: Contacto
    falla: str = ""
    is_grave: bool = False
    perfil: Perfil | None = None
    hecha: Hecha | None = None


class Rondas(QObject):
    """The rounds of an open window.

    Attributes:
        historia: those since it was opened, newest first.
        is_en_curso: one is under way.

    Signals:
        empezada: a round begins.
        hecha: a `Vuelta`.
        avance: rows of the padrón that came down, and of how many; after each page of a load, before `hecha`.
    """

    empezada = Signal()
    hecha = Signal(object)
    avance = Signal(int, int)

    def __init__(self, sesion: Sesion) -> None:
        super().__init__(sesion)
        self._sesion = sesion
        self.historia: deque[Hecha] = deque(maxlen=_RENGLONES)
        self.is_en_curso = False
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

    def pedir(self) -> None:
        """A round without waiting for the next one, of a caja that has a centre and is not in the middle of one."""
        if self._reloj.isActive():
            self.dar()

    def dar(self) -> None:
        """A round now, unless there is one under way."""
        self._reloj.stop()
        if self.is_en_curso:
            return
        self.is_en_curso = True
        self.empezada.emit()
        op = Op(self, self._sesion.motor.red, self._dar).always(self._otra)
        op.success(self._on_hecha).failure(lambda error: None).run()

    def _otra(self) -> None:
        self.is_en_curso = False
        self._reloj.start(_ENTRE_MS)

    def _on_hecha(self, vuelta: Vuelta) -> None:
        hecha = vuelta.hecha
        if hecha is not None:
            if self.historia and self.historia[0].is_igual(hecha):
                hecha = replace(hecha, veces=self.historia.popleft().veces + 1)
            self.historia.appendleft(hecha)
        if vuelta.perfil is not None:
            self._sesion.poner_perfil(vuelta.perfil)
        self.hecha.emit(vuelta)

    def _dar(self, ctx: Contexto) -> Vuelta:
        lectura = self._sesion.motor.lectura.ctx
        medios = self._sesion.taller.medios_de(Puesto(ctx, lectura), self.avance.emit)
        momento, comienzo = medios.ahora(), monotonic()
        try:
            ronda = sincronizar(medios, _ESPERA_S)
        except (EquipoError, NegocioError) as error:
            grave = isinstance(error, NegocioError) or error.clave in _GRAVES
            hecha = Hecha(momento, monotonic() - comienzo, falla=error.mensaje)
            return Vuelta(ver_contacto(lectura), error.mensaje, is_grave=grave, hecha=hecha)
        perfil = None
        if ronda.tarifas:
            perfil = self._sesion.taller.tarifario.perfil(f"{ctx.caja.organismo}/{ctx.caja.version}")
        tardo = monotonic() - comienzo
        hecha = Hecha(momento, tardo, ronda.enviados, ronda.confirmados, ronda.recibidos)
        return Vuelta(ver_contacto(lectura), perfil=perfil, hecha=hecha)


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
    if contacto.reloj:
        return f"{contacto.reloj}{faltan}", "aviso", "No es la hora del centro: ponga en hora este equipo."
    if contacto.incidencias:
        cuantas = "1 incidencia" if contacto.incidencias == 1 else f"{contacto.incidencias} incidencias"
        return f"Centro: {cuantas}{faltan}", "aviso", "Vea qué pasó y qué hacer en F6, Centro."
    if contacto.ultimo is None or contacto.pendientes:
        return f"Centro{hora}{faltan}", "aviso", "Lo que falta se envía en la ronda siguiente."
    return f"Centro al día{hora}", "bien", "Todo lo de esta caja está confirmado por el centro."


def avance_en_palabras(hecho: int, total: int) -> str:
    """How much of the padrón is down, of a load of several pages."""
    return f"Bajando el padrón: {100 * hecho // max(1, total)} % de {total:,} renglones"
