"""Paints the curves of a signature, on a paper's preview and on the pad where it is drawn."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.documentos import Rasgos

#: Thickness of the pen when it is not pressed and when it is pressed hard, as a part of the box's height.
FINO, GRUESO = 0.008, 0.026
#: How much of the width a signature may take.
_ANCHO = 0.72


def pluma(grueso: int, alto: float, tinta: QColor) -> QPen:
    """The pen for a pressure of 0 to 255, in a box of that height."""
    ancho = max(1.0, alto * (FINO + (GRUESO - FINO) * grueso / 255))
    return QPen(tinta, ancho, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def pintar_rasgos(pintor: QPainter, rasgos: Rasgos, donde: QRectF, tinta: QColor) -> None:
    """As large as the box lets them be, in its middle."""
    escala = min(donde.width() * _ANCHO / rasgos.ancho, donde.height() / rasgos.alto)
    x = donde.center().x() - rasgos.ancho * escala / 2
    y = donde.center().y() - rasgos.alto * escala / 2
    pintor.save()
    pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
    for tramo in rasgos.tramos:
        desde, control, hasta = (
            QPointF(x + a * escala, y + b * escala) for a, b in (tramo.desde, tramo.control, tramo.hasta)
        )
        camino = QPainterPath(desde)
        camino.quadTo(control, hasta)
        pintor.strokePath(camino, pluma(tramo.grueso, donde.height(), tinta))
    pintor.restore()
