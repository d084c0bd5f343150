"""The pad where a signature is drawn: pen with its pressure, finger or mouse.

A point costs a number in a list and a line on a picture that is kept; nothing is read, written or worked out while the
hand moves, so that none is lost.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QPointingDevice,
    QResizeEvent,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.subsidio.firma import DURACION_MAXIMA, LADO, PRESION_MAXIMA, PUNTOS_MAXIMOS, Firma, Punto
from ui import tema
from ui.piezas.rasgos import pluma

_PAPEL, _TINTA, _LINEA, _SUAVE = QColor("#FFFFFF"), QColor("#14212B"), QColor("#C3CDD4"), QColor("#5F6B75")
#: Where the line to sign on is, as a part of the height.
_RENGLON = 0.74
#: On a higher pad the pen is no thicker.
_ALTO_DE_PLUMA = 130


class TableroFirma(QWidget):
    """Takes strokes; `firma` gives them.

    Signals:
        cambiada: a stroke was begun, ended, taken back or erased.
    """

    cambiada = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setTabletTracking(False)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Tablero de firma")
        self.setAccessibleDescription("Se firma con pluma, dedo o ratón; sin ellos, en papel.")
        self._trazos: list[list[Punto]] = []
        self._quitados: list[list[Punto]] = []
        self._trazando = False
        self._reloj = QElapsedTimer()
        self._comienzo: int | None = None
        self._dibujo = QPixmap()

    def sizeHint(self) -> QSize:
        """Wide and low, as the line on a paper."""
        return QSize(tema.px(560), tema.px(220))

    def minimumSizeHint(self) -> QSize:
        """Still room for a name."""
        return QSize(tema.px(280), tema.px(120))

    # --- what it holds ---

    def firma(self) -> Firma:
        """The strokes drawn so far."""
        return Firma(tuple(tuple(trazo) for trazo in self._trazos))

    @property
    def is_vacio(self) -> bool:
        """Whether nothing was drawn."""
        return not self._trazos

    @property
    def puede_rehacer(self) -> bool:
        """Whether a stroke was taken back."""
        return bool(self._quitados)

    def borrar(self) -> None:
        """Begin again."""
        self._trazos, self._quitados = [], []
        self._comienzo, self._trazando = None, False
        self._repintar()

    def deshacer(self) -> None:
        """Take the last stroke back."""
        if self._trazos and not self._trazando:
            self._quitados.append(self._trazos.pop())
            self._repintar()

    def rehacer(self) -> None:
        """Put it there again."""
        if self._quitados:
            self._trazos.append(self._quitados.pop())
            self._repintar()

    # --- the hand ---

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen: it says how hard it is pressed."""
        presion = round(event.pressure() * PRESION_MAXIMA)
        tipo = event.type()
        if tipo == QEvent.Type.TabletPress:
            self._empezar(event.position(), event.timestamp(), presion)
        elif tipo == QEvent.Type.TabletMove and self._trazando:
            self._seguir(event.position(), event.timestamp(), presion)
        elif tipo == QEvent.Type.TabletRelease:
            self._terminar()
        # Taken, so that no mouse is made of it.
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A mouse; a touch that Qt makes a mouse of is not taken twice."""
        if event.button() == Qt.MouseButton.LeftButton and self._is_raton(event):
            self._empezar(event.position(), event.timestamp(), PRESION_MAXIMA)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The mouse goes on."""
        if self._trazando and self._is_raton(event):
            self._seguir(event.position(), event.timestamp(), PRESION_MAXIMA)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The mouse is lifted."""
        if event.button() == Qt.MouseButton.LeftButton and self._is_raton(event):
            self._terminar()

    def event(self, event: QEvent) -> bool:
        """A finger: the first one that is down."""
        if isinstance(event, QTouchEvent):
            self._tocar(event)
            return True
        return super().event(event)

    def _tocar(self, event: QTouchEvent) -> None:
        tipo = event.type()
        if tipo in (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel):
            self._terminar()
        elif event.points():
            dedo = event.points()[0]
            presion = round(dedo.pressure() * PRESION_MAXIMA) or PRESION_MAXIMA
            if tipo == QEvent.Type.TouchBegin:
                self._empezar(dedo.position(), event.timestamp(), presion)
            elif self._trazando:
                self._seguir(dedo.position(), event.timestamp(), presion)
        event.accept()

    @staticmethod
    def _is_raton(event: QMouseEvent) -> bool:
        aparato = event.device()
        return aparato is None or aparato.type() != QPointingDevice.DeviceType.TouchScreen

    def _empezar(self, donde: QPointF, momento: int, presion: int) -> None:
        if not self.isEnabled():
            return
        if self._comienzo is None:
            self._comienzo = momento
            self._reloj.start()
        self._quitados = []
        self._trazos.append([])
        self._trazando = True
        self._seguir(donde, momento, presion)
        self.cambiada.emit()

    def _seguir(self, donde: QPointF, momento: int, presion: int) -> None:
        trazo = self._trazos[-1]
        punto = self._punto(donde, momento, presion)
        if punto is None:
            return
        trazo.append(punto)
        self._trazar(trazo[-2:])

    def _terminar(self) -> None:
        if self._trazando:
            self._trazando = False
            self.cambiada.emit()

    def _punto(self, donde: QPointF, momento: int, presion: int) -> Punto | None:
        """In the units of a signature; None past the end of what one holds."""
        comienzo = self._comienzo or 0
        # An event without a time of its own has that of this clock.
        t = momento - comienzo if momento else self._reloj.elapsed()
        antes = self._ultimo()
        t = min(DURACION_MAXIMA, max(t, antes))
        if sum(map(len, self._trazos)) >= PUNTOS_MAXIMOS:
            return None
        escala = LADO / max(self.width(), self.height())
        x, y = round(donde.x() * escala), round(donde.y() * escala)
        return Punto(min(LADO, max(0, x)), min(LADO, max(0, y)), t, min(PRESION_MAXIMA, max(0, presion)))

    def _ultimo(self) -> int:
        return next((trazo[-1].t for trazo in reversed(self._trazos) if trazo), 0)

    # --- paint ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What was drawn is drawn again at the new size."""
        super().resizeEvent(event)
        self._repintar(callado=True)

    def paintEvent(self, event: QPaintEvent) -> None:
        pintor = QPainter(self)
        if self._dibujo.isNull():
            self._preparar()
        razon = self._dibujo.devicePixelRatio()
        donde = QRectF(event.rect())
        pintor.drawPixmap(donde, self._dibujo, QRectF(donde.topLeft() * razon, donde.size() * razon))
        pintor.end()

    def _preparar(self) -> None:
        razon = self.devicePixelRatioF()
        self._dibujo = QPixmap(self.size() * razon)
        self._dibujo.setDevicePixelRatio(razon)
        self._dibujo.fill(_PAPEL)
        pintor = QPainter(self._dibujo)
        alto = self.height() * _RENGLON
        pintor.setPen(_LINEA)
        pintor.drawLine(QPointF(tema.px(24), alto), QPointF(self.width() - tema.px(24), alto))
        pintor.setPen(_SUAVE)
        pintor.drawText(QPointF(tema.px(24), alto - tema.px(6)), "✕")
        pintor.drawRect(QRectF(0, 0, self.width() - 1, self.height() - 1))
        pintor.end()

    def _repintar(self, *, callado: bool = False) -> None:
        self._dibujo = QPixmap()
        if not self.size().isEmpty():
            self._preparar()
            for trazo in self._trazos:
                self._trazar(trazo)
        self.update()
        if not callado:
            self.cambiada.emit()

    def _trazar(self, puntos: list[Punto]) -> None:
        """Draw the lines between those points, on the kept picture and where they are seen."""
        if self._dibujo.isNull():
            self._preparar()
        escala = max(self.width(), self.height()) / LADO
        pintor = QPainter(self._dibujo)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        antes = puntos[0]
        for punto in puntos[1:] or puntos:
            a, b = QPointF(antes.x * escala, antes.y * escala), QPointF(punto.x * escala, punto.y * escala)
            lapiz = pluma(punto.presion, min(self.height(), tema.px(_ALTO_DE_PLUMA)), _TINTA)
            pintor.setPen(lapiz)
            pintor.drawLine(a, b)
            orilla = lapiz.widthF() + 2
            self.update(QRectF(a, b).normalized().adjusted(-orilla, -orilla, orilla, orilla).toAlignedRect())
            antes = punto
        pintor.end()
