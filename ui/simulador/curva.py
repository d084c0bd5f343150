"""The total by m³ drawn: a line for each side, the m³ that was chosen marked on both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.domain.dinero import CERO, Dinero
from app.domain.escalon import marcas
from ui import tema

_PIE, _TECHO, _ORILLA = 24, 26, 14
_MARCAS = 5
#: Of each side: its colour, and how its line is drawn, so that colour is not the only sign.
_PLUMAS = (("acento", Qt.PenStyle.SolidLine), ("tinta", Qt.PenStyle.DashLine))


@dataclass(frozen=True, slots=True)
class Trazo:
    """A line: the total of each volume (None breaks it), and that of the m³ chosen."""

    nombre: str
    totales: tuple[Dinero | None, ...]
    elegido: Dinero | None = None


def pluma(lado: int) -> QPen:
    """How the line of a side is drawn, in the look in use."""
    tono, estilo = _PLUMAS[lado]
    return QPen(tema.color(tono), tema.px(2), estilo, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)


class Muestra(QWidget):
    """A piece of the line of a side, beside its name."""

    def __init__(self, lado: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lado = lado
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(tema.px(28), tema.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        pintor = QPainter(self)
        pintor.setPen(pluma(self._lado))
        pintor.drawLine(QLineF(0, self.height() / 2, self.width(), self.height() / 2))
        pintor.end()


class Curva(QWidget):
    """The picture.

    Signals:
        elegido: m³ pointed at.
    """

    elegido = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._volumenes: tuple[int, ...] = (0,)
        self._trazos: tuple[Trazo | None, ...] = ()
        self._m3: int | None = None
        self.setAccessibleName("Total por m³")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)

    @property
    def trazos(self) -> tuple[Trazo | None, ...]:
        """The lines that are drawn, one for each side."""
        return self._trazos

    def poner(self, volumenes: Sequence[int], trazos: Sequence[Trazo | None], m3: int | None) -> None:
        """Draw others; `m3` is marked when it is in sight."""
        self._volumenes, self._trazos, self._m3 = tuple(volumenes), tuple(trazos), m3
        hasta = self._volumenes[-1]
        dichos = [f"{t.nombre}: {_en_palabras(t, hasta)}" for t in self._trazos if t is not None]
        elegidos = [f"{t.nombre} {t.elegido}" for t in self._trazos if t is not None and t.elegido is not None]
        if m3 is not None and elegidos:
            dichos.insert(0, f"{m3} m³: {', '.join(elegidos)}")
        self.setAccessibleDescription("; ".join(dichos))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(tema.px(520), tema.px(220))

    def minimumSizeHint(self) -> QSize:
        return QSize(tema.px(220), tema.px(170))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.dicho_en(event.pos().x()), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._elegir(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._elegir(event)

    def _elegir(self, event: QMouseEvent) -> None:
        self.elegido.emit(self._m3_en(event.position().x()))

    def _m3_en(self, x: float) -> int:
        marco, hasta = self._marco(), self._volumenes[-1]
        lejos = (x - marco.left()) / max(1.0, marco.width())
        return max(0, min(hasta, round(lejos * hasta)))

    def dicho_en(self, x: float) -> str:
        """What a pointer at that pixel reads."""
        m3 = self._m3_en(x)
        n = min(range(len(self._volumenes)), key=lambda n: abs(self._volumenes[n] - m3))
        totales = [(t.nombre, t.totales[n]) for t in self._trazos if t is not None and n < len(t.totales)]
        return " · ".join([f"{self._volumenes[n]} m³", *(f"{quien} {total}" for quien, total in totales if total)])

    # --- where things go ---

    def _tope(self) -> int:
        """Centavos of the highest line, marked or not; at least a peso, so that there is something to divide by."""
        vistos = [x for t in self._trazos if t is not None for x in t.totales if x is not None]
        return max(100, *(x.centavos for x in vistos)) if vistos else 100

    def _marco(self) -> QRectF:
        medidas = QFontMetrics(tema.letra(12))
        ancho = max(medidas.horizontalAdvance(_pesos(y)) for y in marcas(self._tope(), _MARCAS)) + tema.px(_ORILLA)
        return QRectF(
            ancho, tema.px(_TECHO), max(1, self.width() - ancho - tema.px(_ORILLA)),
            max(1, self.height() - tema.px(_TECHO) - tema.px(_PIE)),
        )  # fmt: skip

    def _punto(self, marco: QRectF, m3: int, total: Dinero) -> QPointF:
        hasta, tope = max(1, self._volumenes[-1]), self._tope()
        return QPointF(
            marco.left() + marco.width() * m3 / hasta, marco.bottom() - marco.height() * total.centavos / tope
        )

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        pintor.setFont(tema.letra(12))
        if not any(total is not None for t in self._trazos if t is not None for total in t.totales):
            pintor.setPen(tema.color("tenue"))
            pintor.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "Nada que dibujar.")
            pintor.end()
            return
        marco = self._marco()
        self._pintar_ejes(pintor, marco)
        for lado, trazo in enumerate(self._trazos):
            if trazo is not None:
                pintor.setPen(pluma(lado))
                pintor.setBrush(Qt.BrushStyle.NoBrush)
                pintor.drawPath(self._camino(marco, trazo))
        self._pintar_marca(pintor, marco)
        pintor.end()

    def _pintar_ejes(self, pintor: QPainter, marco: QRectF) -> None:
        raya, letra = QPen(tema.color("linea"), 1), tema.color("tenue")
        alto = QFontMetrics(pintor.font()).height()
        for centavos in marcas(self._tope(), _MARCAS):
            y = self._punto(marco, 0, Dinero(centavos)).y()
            pintor.setPen(raya)
            pintor.drawLine(QLineF(marco.left(), y, marco.right(), y))
            pintor.setPen(letra)
            rotulo = QRectF(0, y - alto / 2, marco.left() - tema.px(6), alto)
            pintor.drawText(rotulo, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _pesos(centavos))
        for m3 in marcas(self._volumenes[-1], _MARCAS):
            x = self._punto(marco, m3, CERO).x()
            rotulo = QRectF(x - tema.px(40), marco.bottom() + 3, tema.px(80), tema.px(_PIE) - 3)
            lugar = Qt.AlignmentFlag.AlignHCenter
            pintor.drawText(rotulo.intersected(QRectF(self.rect())), lugar, f"{m3:,} m³" if m3 else "0")

    def _camino(self, marco: QRectF, trazo: Trazo) -> QPainterPath:
        camino, suelto = QPainterPath(), True
        for m3, total in zip(self._volumenes, trazo.totales, strict=False):
            if total is None:
                suelto = True
                continue
            punto = self._punto(marco, m3, total)
            if suelto:
                camino.moveTo(punto)
            else:
                camino.lineTo(punto)
            suelto = False
        return camino

    def _pintar_marca(self, pintor: QPainter, marco: QRectF) -> None:
        if self._m3 is None or self._m3 > self._volumenes[-1]:
            return
        x = self._punto(marco, self._m3, CERO).x()
        pintor.setPen(QPen(tema.color("tenue"), 1))
        pintor.drawLine(QLineF(x, marco.top(), x, marco.bottom()))
        texto = f"{self._m3:,} m³"
        ancho = QFontMetrics(tema.letra(12, fuerte=True)).horizontalAdvance(texto) + 4
        izquierda = max(0.0, min(self.width() - ancho, x - ancho / 2))
        pintor.setFont(tema.letra(12, fuerte=True))
        pintor.drawText(QRectF(izquierda, 0, ancho, tema.px(_TECHO) - 4), Qt.AlignmentFlag.AlignCenter, texto)
        for lado, trazo in enumerate(self._trazos):
            if trazo is not None and trazo.elegido is not None:
                pintor.setPen(QPen(tema.color("tarjeta"), 2))
                pintor.setBrush(pluma(lado).color())
                pintor.drawEllipse(self._punto(marco, self._m3, trazo.elegido), tema.px(5), tema.px(5))


def _pesos(centavos: int) -> str:
    return f"{centavos // 100:,}" if centavos % 100 == 0 else str(Dinero(centavos))


def _en_palabras(trazo: Trazo, hasta: int) -> str:
    vistos = [t for t in trazo.totales if t is not None]
    return f"de {vistos[0]} con 0 m³ a {vistos[-1]} con {hasta} m³" if vistos else "no se puede cobrar"
