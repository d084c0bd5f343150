"""The day's collection drawn as it comes in: what each one has so far, one over the other, up to this moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.centro.panorama import HORAS, Serie
from app.domain.dinero import Dinero, suma
from app.domain.escalon import marcas
from ui import tema

_PIE, _TECHO, _HUECO = 24, 12, 8
_MARCAS = 4
#: How strong the colour of each band is, from below; the lines between them and their names tell them apart too.
_FUERZAS = (0.85, 0.35, 0.65, 0.2, 0.5, 0.12)


class RecaudacionView(QWidget):
    """Bands of amounts by the hour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series: tuple[Serie, ...] = ()
        self._hasta = 0.0
        self.setAccessibleName("Recaudación del día, acumulada por hora")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def series(self) -> tuple[Serie, ...]:
        """What is drawn, from below."""
        return self._series

    def poner(self, series: Sequence[Serie], ahora: datetime) -> None:
        """Draw others, up to that moment."""
        self._series = tuple(series)
        self._hasta = ahora.hour + ahora.minute / 60
        dichas = [f"{s.nombre}: {s.total}" for s in self._series]
        self.setAccessibleDescription("; ".join(dichas) or "Todavía no hay cobros.")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(tema.px(480), tema.px(200))

    def minimumSizeHint(self) -> QSize:
        return QSize(tema.px(240), tema.px(120))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.dicho_en(event.pos().x()), self)
            return True
        return super().event(event)

    def dicho_en(self, x: float) -> str:
        """What a pointer at that pixel reads: the hour, and what each had at its end."""
        if not self._series:
            return ""
        marco = self._marco()
        lejos = (x - marco.left()) / max(1.0, marco.width())
        hora = min(int(self._desde() + max(0.0, lejos) * self._ancho()), int(self._fin()))
        partes = [f"{s.nombre}: $ {s.acumulado[hora]}" for s in self._series]
        return "\n".join([f"Hasta las {hora}:59 · $ {suma(s.acumulado[hora] for s in self._series)}", *partes])

    # --- where things go ---

    def _desde(self) -> int:
        primeras = [h for s in self._series for h in range(HORAS) if s.acumulado[h].centavos]
        return min(primeras, default=int(self._hasta))

    def _fin(self) -> float:
        """The moment, or the end of the last hour that anybody charged in, if a clock is ahead."""
        horas = range(int(self._hasta) + 1, HORAS)
        tardes = [h for s in self._series for h in horas if s.acumulado[h] != s.acumulado[h - 1]]
        return min(HORAS - 0.01, max([self._hasta, self._desde() + 1, *(h + 1 for h in tardes)]))

    def _ancho(self) -> float:
        return max(self._fin() - self._desde(), 1.0)

    def _tope(self) -> int:
        return max(1, *(sum(s.acumulado[h].centavos for s in self._series) for h in range(HORAS)))

    def _marco(self) -> QRectF:
        medidas = QFontMetrics(tema.letra(12))
        eje = max(medidas.horizontalAdvance(_pesos(m)) for m in marcas(self._tope(), _MARCAS)) + tema.px(_HUECO)
        nombres = max((medidas.horizontalAdvance(s.nombre) for s in self._series), default=0) + 2 * tema.px(_HUECO)
        alto = self.height() - tema.px(_PIE) - tema.px(_TECHO)
        ancho = self.width() - eje - min(nombres, self.width() // 3)
        return QRectF(eje, tema.px(_TECHO), max(1, ancho), max(1, alto))

    def _puntos(self, marco: QRectF, hasta_cual: int) -> list[QPointF]:
        """The upper edge of a band: at each full hour and at this moment."""
        desde, fin, tope = self._desde(), self._fin(), self._tope()
        horas = [(float(desde), 0)]
        for h in range(desde, HORAS):
            centavos = sum(s.acumulado[h].centavos for s in self._series[: hasta_cual + 1])
            horas.append((min(h + 1.0, fin), centavos))
            if h + 1 >= fin:
                break
        return [
            QPointF(
                marco.left() + marco.width() * (hora - desde) / self._ancho(),
                marco.bottom() - marco.height() * centavos / tope,
            )
            for hora, centavos in horas
        ]

    # --- the picture ---

    def paintEvent(self, event: QPaintEvent) -> None:
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        pintor.setFont(tema.letra(12))
        if self._series:
            marco = self._marco()
            self._pintar_ejes(pintor, marco)
            self._pintar_bandas(pintor, marco)
        else:
            pintor.setPen(tema.color("tenue"))
            pintor.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "Todavía no hay cobros hoy.")
        pintor.end()

    def _pintar_ejes(self, pintor: QPainter, marco: QRectF) -> None:
        tope = self._tope()
        for marca in marcas(tope, _MARCAS):
            y = marco.bottom() - marco.height() * marca / tope
            pintor.setPen(QPen(tema.color("linea"), 1))
            pintor.drawLine(QLineF(marco.left(), y, marco.right(), y))
            pintor.setPen(tema.color("tenue"))
            caja = QRectF(0, y - tema.px(10), marco.left() - tema.px(_HUECO), tema.px(20))
            pintor.drawText(caja, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _pesos(marca))
        paso = marco.width() / self._ancho()
        cada = max(1, -int(-tema.px(48) // paso))
        for hora in range(self._desde(), int(self._fin()) + 1, cada):
            x = marco.left() + (hora - self._desde()) * paso
            caja = QRectF(x - tema.px(24), marco.bottom() + 4, tema.px(48), tema.px(_PIE) - 4)
            pintor.drawText(caja, Qt.AlignmentFlag.AlignCenter, f"{hora}:00")

    def _pintar_bandas(self, pintor: QPainter, marco: QRectF) -> None:
        abajo = [QPointF(marco.left(), marco.bottom()), QPointF(marco.right(), marco.bottom())]
        libre = float(self.height())
        for n, serie in enumerate(self._series):
            arriba = self._puntos(marco, n)
            relleno = QColor(tema.color("acento"))
            relleno.setAlphaF(_FUERZAS[n % len(_FUERZAS)])
            pintor.setPen(Qt.PenStyle.NoPen)
            pintor.setBrush(relleno)
            pintor.drawPolygon(QPolygonF([*arriba, *reversed(abajo)]))
            pintor.setPen(QPen(tema.color("acento"), tema.px(2) if n == len(self._series) - 1 else 1))
            pintor.drawPolyline(QPolygonF(arriba))
            libre = self._nombrar(pintor, serie, (arriba[-1].y() + abajo[-1].y()) / 2, marco.right(), libre)
            abajo = arriba

    def _nombrar(self, pintor: QPainter, serie: Serie, y: float, x: float, libre: float) -> float:
        """Its name beside the end of its band, where there is room above the one before; where the next may be."""
        alto = tema.px(18)
        arriba = min(y - alto / 2, libre - alto)
        if arriba < 0:
            return libre
        pintor.setPen(tema.color("tinta"))
        caja = QRectF(x + tema.px(_HUECO), arriba, self.width() - x - tema.px(_HUECO), alto)
        texto = QFontMetrics(pintor.font()).elidedText(serie.nombre, Qt.TextElideMode.ElideRight, int(caja.width()))
        pintor.drawText(caja, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, texto)
        return arriba


def _pesos(centavos: int) -> str:
    return str(Dinero(centavos)).removesuffix(".00")
