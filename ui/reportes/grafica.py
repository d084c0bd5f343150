"""The picture of a report: bars that stand where they follow each other in time, and lie beside their words elsewhere.

The same value that the PDF draws.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.documentos import BarraDeImporte, Grafica
from app.domain.dinero import Dinero
from app.domain.escalon import marcas
from ui import tema

_VACIA = Grafica((), de_tiempo=False)
_MARCAS = 4
_PIE, _CABEZA, _HUECO = 22, 10, 8
#: Of a lying bar: least and most height, and the part of the width that its words may take.
_BAJA, _ALTA, _PARTE = 14, 34, 0.4
#: Bars said one by one to a screen reader.
_DICHAS = 40


class GraficaView(QWidget):
    """Bars of amounts."""

    def __init__(self, nombre: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grafica = _VACIA
        self.setAccessibleName(nombre)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def grafica(self) -> Grafica:
        """What is shown."""
        return self._grafica

    def poner(self, grafica: Grafica) -> None:
        """Show another."""
        self._grafica = grafica
        dichas = [f"{b.rotulo}: {b.importe}" for b in grafica.barras[:_DICHAS]]
        self.setAccessibleDescription("; ".join(dichas) or "Nada que dibujar.")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(tema.px(420), tema.px(260))

    def minimumSizeHint(self) -> QSize:
        return QSize(tema.px(220), tema.px(120))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.dicho_en(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def dicho_en(self, punto: QPointF) -> str:
        """What a pointer there reads; nothing beside the bars."""
        for barra, _, alcance in self._lugares():
            if alcance.contains(punto):
                return f"{barra.rotulo}: {barra.importe.pesos()}"
        return ""

    # --- where things go ---

    def _valores(self) -> list[int]:
        """Centavos; of discounts alone, how much they take off: they grow like any other."""
        valores = [b.importe.centavos for b in self._grafica.barras]
        if not self._grafica.de_tiempo and valores and max(valores) <= 0:
            return [-v for v in valores]
        return valores

    def _extremos(self) -> tuple[int, int]:
        valores = self._valores()
        menor = min(0, *valores) if valores else 0
        return menor, max([0, *valores]) or (0 if menor < 0 else 100)

    def _rayas(self) -> list[int]:
        menor, mayor = self._extremos()
        return [*(-m for m in marcas(-menor, _MARCAS) if m), *marcas(mayor, _MARCAS)]

    def _marco(self) -> QRectF:
        """The room of the bars themselves."""
        medidas = QFontMetrics(tema.letra(12))
        if self._grafica.de_tiempo:
            eje = max(medidas.horizontalAdvance(_pesos(m)) for m in self._rayas()) + tema.px(_HUECO)
            alto = self.height() - tema.px(_PIE) - tema.px(_CABEZA)
            return QRectF(eje, tema.px(_CABEZA), max(1, self.width() - eje), max(1, alto))
        barras = self._grafica.barras
        palabras = max(medidas.horizontalAdvance(b.rotulo) for b in barras) + 2 * tema.px(_HUECO)
        rotulos = min(palabras, round(self.width() * _PARTE))
        importes = max(medidas.horizontalAdvance(str(b.importe)) for b in barras) + tema.px(_HUECO)
        return QRectF(rotulos, 0, max(1, self.width() - rotulos - importes), self.height())

    def _lugares(self) -> Iterator[tuple[BarraDeImporte, QRectF, QRectF]]:
        """Each bar, where it is, and where a pointer means it."""
        if not self._grafica.barras:
            return
        marco, (menor, mayor), valores = self._marco(), self._extremos(), self._valores()
        paso = (marco.width() if self._grafica.de_tiempo else self._alto_acostada()) / len(valores)
        for n, (barra, valor) in enumerate(zip(self._grafica.barras, valores, strict=True)):
            lejos = [(v - menor) / (mayor - menor) for v in sorted((0, valor))]
            if self._grafica.de_tiempo:
                x, grueso = marco.left() + n * paso, max(1.0, paso * 0.72)
                arriba, abajo = (marco.bottom() - marco.height() * lejos[i] for i in (1, 0))
                alcance = QRectF(x, marco.top(), paso, marco.height())
                yield barra, QRectF(x + (paso - grueso) / 2, arriba, grueso, abajo - arriba), alcance
            else:
                y, grueso = n * paso, paso * 0.62
                izquierda, derecha = (marco.left() + marco.width() * p for p in lejos)
                alcance = QRectF(0, y, self.width(), paso)
                yield barra, QRectF(izquierda, y + (paso - grueso) / 2, derecha - izquierda, grueso), alcance

    def _alto_acostada(self) -> float:
        cuantas = len(self._grafica.barras)
        return max(float(tema.px(_BAJA)), min(float(tema.px(_ALTA)), self.height() / cuantas)) * cuantas

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        pintor.setFont(tema.letra(12))
        if not self._grafica.barras:
            pintor.setPen(tema.color("tenue"))
            pintor.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "Nada que dibujar.")
        elif self._grafica.de_tiempo:
            self._pintar_eje(pintor)
            self._pintar_barras(pintor)
            self._pintar_pies(pintor)
        else:
            self._pintar_barras(pintor)
            self._pintar_renglones(pintor)
        pintor.end()

    def _pintar_barras(self, pintor: QPainter) -> None:
        pintor.setPen(Qt.PenStyle.NoPen)
        for barra, lugar, _ in self._lugares():
            # Below zero it hangs from the line, in another colour too.
            falta = self._grafica.de_tiempo and barra.importe.centavos < 0
            relleno = QColor(tema.color("mal" if falta else "acento"))
            relleno.setAlphaF(0.86)
            pintor.setBrush(relleno)
            redondo = min(3.0, lugar.width() / 3)
            pintor.drawRoundedRect(lugar, redondo, redondo)

    def _pintar_eje(self, pintor: QPainter) -> None:
        marco, (menor, mayor) = self._marco(), self._extremos()
        alto = QFontMetrics(pintor.font()).height()
        for marca in self._rayas():
            y = marco.bottom() - marco.height() * (marca - menor) / (mayor - menor)
            pintor.setPen(QPen(tema.color("tenue" if marca == 0 else "linea"), 1))
            pintor.drawLine(QLineF(marco.left(), y, marco.right(), y))
            pintor.setPen(tema.color("tenue"))
            rotulo = QRectF(0, y - alto / 2, marco.left() - tema.px(_HUECO), alto)
            pintor.drawText(rotulo, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _pesos(marca))

    def _pintar_pies(self, pintor: QPainter) -> None:
        """As many words as fit without touching, evenly spaced from the first."""
        marco, medidas = self._marco(), QFontMetrics(pintor.font())
        barras = self._grafica.barras
        paso = marco.width() / len(barras)
        largo = max(medidas.horizontalAdvance(b.rotulo) for b in barras) + tema.px(_HUECO)
        cada = max(1, -int(-largo // paso))
        pintor.setPen(tema.color("tenue"))
        hasta = 0.0
        for n in range(0, len(barras), cada):
            centro = marco.left() + (n + 0.5) * paso
            izquierda = max(0.0, min(self.width() - largo, centro - largo / 2))
            if izquierda < hasta:
                continue
            hasta = izquierda + largo - 1
            pie = QRectF(izquierda, marco.bottom() + 2, largo, tema.px(_PIE) - 2)
            pintor.drawText(pie, Qt.AlignmentFlag.AlignCenter, barras[n].rotulo)

    def _pintar_renglones(self, pintor: QPainter) -> None:
        marco, medidas = self._marco(), QFontMetrics(pintor.font())
        ancho = round(marco.left()) - tema.px(_HUECO)
        for barra, _, alcance in self._lugares():
            texto = medidas.elidedText(barra.rotulo, Qt.TextElideMode.ElideRight, ancho)
            palabras = QRectF(0, alcance.top(), ancho, alcance.height())
            pintor.setPen(tema.color("tinta"))
            pintor.drawText(palabras, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, texto)
            pintor.setPen(tema.color("tenue"))
            pintor.drawText(alcance, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(barra.importe))


def _pesos(centavos: int) -> str:
    return str(Dinero(centavos)).removesuffix(".00")
