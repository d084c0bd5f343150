"""Works out what is asked, off the GUI thread; what a newer request has overtaken is given up and never shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from app.context import Contexto
from app.tarifa.pedido_cotizacion import SolicitudCotizacion
from app.tarifa.simulacion import Lado, Simulacion, simular, trazar
from ui.op import Op
from ui.sesion import Sesion

#: Milliseconds without a newer request before one is worked out: a slider gives many.
_ESPERA = 40
#: A curve has at most so many steps.
_PASOS = 200


@dataclass(frozen=True, slots=True)
class Pedido:
    """What is to be seen: a bill, one side or two (None for no second one), and up to how many m³ the curve goes."""

    solicitud: SolicitudCotizacion
    lados: tuple[Lado, Lado | None]
    hasta: int

    @property
    def volumenes(self) -> range:
        """The m³ of the curve: every one, or as many as there is room for."""
        return range(0, self.hasta + 1, max(1, self.hasta // _PASOS))

    def is_misma_curva(self, otro: Pedido, lado: int) -> bool:
        """Whether nothing but the m³ chosen has changed for a side."""
        return (
            self.lados[lado] == otro.lados[lado]
            and self.hasta == otro.hasta
            and replace(self.solicitud, m3=None) == replace(otro.solicitud, m3=None)
        )


@dataclass(frozen=True, slots=True)
class Respuesta:
    """What each side gives; None for no second side."""

    pedido: Pedido
    lados: tuple[Simulacion | None, ...]


class Mando(QObject):
    """One request at a time; of those that come meanwhile only the last one counts.

    Signals:
        respondido: Respuesta to the last request.
    """

    respondido = Signal(object)

    def __init__(self, sesion: Sesion, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self._pedido: Pedido | None = None
        self._respuesta: Respuesta | None = None
        self._trabajando = False
        self._espera = QTimer(self, interval=_ESPERA, singleShot=True)
        self._espera.timeout.connect(self._empezar)

    @property
    def is_al_dia(self) -> bool:
        """Whether what was asked last is answered."""
        return self._respuesta is not None and self._respuesta.pedido is self._pedido

    def pedir(self, pedido: Pedido) -> None:
        """Ask; whatever was asked before no longer matters."""
        self._pedido = pedido
        self._espera.start()

    def olvidar(self) -> None:
        """Prices changed: nothing that was worked out before counts."""
        self._respuesta = None

    def _empezar(self) -> None:
        pedido, antes = self._pedido, self._respuesta
        if pedido is None or self._trabajando:
            return
        self._trabajando = True

        def hacer(ctx: Contexto) -> Respuesta:
            return _responder(ctx, pedido, antes, lambda: self._pedido is pedido)

        op = Op(self, self._sesion.motor.lectura, hacer).always(self._on_terminado)
        op.success(self._on_respuesta).run()

    def _on_terminado(self) -> None:
        self._trabajando = False

    def _on_respuesta(self, respuesta: Respuesta) -> None:
        if respuesta.pedido is not self._pedido:
            self._empezar()
            return
        self._respuesta = respuesta
        self.respondido.emit(respuesta)


def _responder(ctx: Contexto, pedido: Pedido, antes: Respuesta | None, sigue: Callable[[], bool]) -> Respuesta:
    hoy = ctx.reloj.ahora().date()
    hechas: list[Simulacion | None] = []
    for n, lado in enumerate(pedido.lados):
        if lado is None:
            hechas.append(None)
            continue
        anterior = None if antes is None or not pedido.is_misma_curva(antes.pedido, n) else antes.lados[n]
        curva = (
            trazar(ctx.perfil, pedido.solicitud, lado, hoy, pedido.volumenes, sigue)
            if anterior is None
            else anterior.curva
        )
        hechas.append(replace(simular(ctx.perfil, pedido.solicitud, lado, hoy), curva=curva))
    return Respuesta(pedido, tuple(hechas))
