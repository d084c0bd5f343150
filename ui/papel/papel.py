"""The preview of a paper, painted from the very rows that the printer gets: black on white in every theme.

`preparar` does what takes time, on any thread; `VistaPapel` only paints.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.documentos import Codigo, Documento, Fila, Logo, Rasgos, Renglon, Rubrica, componer, disponer, suavizar
from app.documentos.documento import LOGO_ALTO, LOGO_OCTETOS
from app.documentos.modulos import modulos_de_barras, modulos_qr
from ui import tema
from ui.piezas.rasgos import pintar_rasgos

COLUMNAS = 48
_MARGEN = 16
#: Height of its letters in pixels at 100 %, and the least at which they are read.
_LETRA, _LETRA_MINIMA = 13, 7
_TINTA, _SUAVE, _PAPEL = QColor("#111111"), QColor("#5F5F5F"), QColor("#FFFFFF")
#: Side of a QR's module, as a part of a row's height.
_MODULO = 0.24
_ORILLA = 4
_RENGLONES_DE_FIRMA = 6
#: How a PNG begins: Qt would take other pictures too.
_PNG = b"\x89PNG"
#: Dots of the printer's head under one sign.
_PUNTOS_POR_COLUMNA = 12
#: Height of a bar code, in modules of a QR.
_ALTO_BARRAS = 12

Modulos = tuple[bytes, ...]
Tinta = Renglon | Modulos | Rasgos | QImage


@dataclass(frozen=True, slots=True)
class Hoja:
    """A paper laid out, ready to paint: rows of ink, modules of a code (1 is ink), curves of a signature, a logo."""

    titulo: str
    columnas: int
    filas: tuple[Tinta, ...]
    texto: str


def preparar(documento: Documento, columnas: int = COLUMNAS) -> Hoja:
    """Lay a paper out for its preview."""
    filas = tuple(tinta for f in disponer(documento, columnas) if (tinta := _tinta(f, columnas)) is not None)
    return Hoja(documento.titulo, columnas, filas, "\n".join(componer(documento, columnas)))


def juntar(hojas: Sequence[Hoja]) -> Hoja:
    """Several papers, one under the other, with a cut between."""
    corte = (Renglon(""), Renglon("", regla=True), Renglon(""))
    filas: tuple[Tinta, ...] = hojas[0].filas
    for hoja in hojas[1:]:
        filas = (*filas, *corte, *hoja.filas)
    texto = "\n\n".join(hoja.texto for hoja in hojas)
    return Hoja(", ".join(h.titulo for h in hojas), hojas[0].columnas, filas, texto)


def _tinta(fila: Fila, columnas: int) -> Tinta | None:
    if isinstance(fila, Logo):
        return _dibujo(fila, columnas)
    if isinstance(fila, Rubrica):
        return suavizar(fila.firma)
    return _modulos(fila) if isinstance(fila, Codigo) else fila


def _dibujo(logo: Logo, columnas: int) -> QImage | None:
    """The logo in black dots on white, as it is printed; None where it is left out of the paper too."""
    if not logo.png.startswith(_PNG) or len(logo.png) > LOGO_OCTETOS:
        return None
    imagen = QImage.fromData(logo.png)
    cabe = imagen.width() <= columnas * _PUNTOS_POR_COLUMNA and imagen.height() <= LOGO_ALTO
    if imagen.isNull() or not cabe:
        return None
    lienzo = QImage(imagen.size(), QImage.Format.Format_RGB32)
    lienzo.fill(_PAPEL)
    pintor = QPainter(lienzo)
    pintor.drawImage(0, 0, imagen)
    pintor.end()
    return lienzo.convertToFormat(QImage.Format.Format_Mono)


def _modulos(codigo: Codigo) -> Modulos:
    if codigo.tipo != "qr":
        return (modulos_de_barras(codigo.datos),) * _ALTO_BARRAS
    return modulos_qr(codigo.datos)


class VistaPapel(QScrollArea):
    """Shows one paper at a time; scrolls when it is longer than the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._papel = _Papel()
        self.setWidget(self._papel)
        self.setWidgetResizable(False)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Vista previa del papel")

    def mostrar(self, hoja: Hoja | None) -> None:
        """Paint that paper from its top; None for none."""
        self._papel.poner(hoja)
        self.setAccessibleDescription("" if hoja is None else hoja.texto)
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The letters grow and shrink with the room there is, within what can be read."""
        super().resizeEvent(event)
        self._papel.ajustar(self.viewport().width())

    def sizeHint(self) -> QSize:
        """As wide as the paper at its own size."""
        barra = self.verticalScrollBar().sizeHint().width()
        return QSize(self._papel.sizeHint().width() + barra + 4, 320)


class _Papel(QWidget):
    """The paper itself, as long as its rows."""

    def __init__(self) -> None:
        super().__init__()
        self._hoja: Hoja | None = None
        self._ancho = 0

    def poner(self, hoja: Hoja | None) -> None:
        self._hoja = hoja
        self.setVisible(hoja is not None)
        self.resize(self.sizeHint())
        self.update()

    def ajustar(self, ancho: int) -> None:
        self._ancho = ancho
        self.resize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        letra = self._letra()
        medidas = QFontMetricsF(letra)
        columnas = COLUMNAS if self._hoja is None else self._hoja.columnas
        ancho = columnas * medidas.horizontalAdvance("0") + 2 * _MARGEN
        alto = 2 * _MARGEN + sum(self._alto(f, medidas) for f in (() if self._hoja is None else self._hoja.filas))
        return QSize(round(ancho), round(alto))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._hoja is None:
            return
        pintor = QPainter(self)
        pintor.fillRect(self.rect(), _PAPEL)
        pintor.setPen(tema.color("linea"))
        pintor.drawRect(self.rect().adjusted(0, 0, -1, -1))
        medidas = QFontMetricsF(self._letra())
        y = float(_MARGEN)
        for fila in self._hoja.filas:
            alto = self._alto(fila, medidas)
            renglon = QRectF(_MARGEN, y, self.width() - 2 * _MARGEN, alto)
            if event.rect().intersects(renglon.toAlignedRect()):
                self._pintar(pintor, fila, renglon, medidas)
            y += alto
        pintor.end()

    def _pintar(self, pintor: QPainter, fila: Tinta, donde: QRectF, medidas: QFontMetricsF) -> None:
        if isinstance(fila, Rasgos):
            pintar_rasgos(pintor, fila, donde, _TINTA)
        elif isinstance(fila, QImage):
            ancho = fila.width() * self._punto(medidas)
            pintor.drawImage(QRectF(donde.center().x() - ancho / 2, donde.top(), ancho, donde.height()), fila)
        elif not isinstance(fila, Renglon):
            self._pintar_codigo(pintor, fila, donde, medidas)
        elif fila.regla:
            pintor.setPen(_SUAVE)
            pintor.drawLine(QPointF(donde.left(), donde.center().y()), QPointF(donde.right(), donde.center().y()))
        else:
            self._pintar_texto(pintor, fila, donde)

    def _pintar_texto(self, pintor: QPainter, fila: Renglon, donde: QRectF) -> None:
        escala = 2.0 if fila.grande else 1.0
        pintor.save()
        pintor.translate(donde.topLeft())
        pintor.scale(escala, escala)
        pintor.setFont(self._letra(fila.enfasis))
        pintor.setPen(_SUAVE if fila.suave else _TINTA)
        caja = QRectF(0, 0, donde.width() / escala, donde.height() / escala)
        medio = Qt.AlignmentFlag.AlignVCenter
        lados = {"izq": Qt.AlignmentFlag.AlignLeft, "centro": Qt.AlignmentFlag.AlignHCenter}
        lado = lados.get(fila.alineacion, Qt.AlignmentFlag.AlignRight)
        if fila.derecha:
            pintor.drawText(caja, Qt.AlignmentFlag.AlignRight | medio, fila.derecha)
            lado = Qt.AlignmentFlag.AlignLeft
        pintor.drawText(caja, lado | medio, fila.izquierda)
        pintor.restore()

    def _pintar_codigo(self, pintor: QPainter, modulos: Modulos, donde: QRectF, medidas: QFontMetricsF) -> None:
        lado = self._modulo(medidas)
        # Bars are finer than the modules of a QR: they must fit the paper.
        ancho = max(1.0, min(lado, float(donde.width() // len(modulos[0]))))
        izquierda = donde.center().x() - len(modulos[0]) * ancho / 2
        for y, fila in enumerate(modulos):
            for x, tinta in enumerate(fila):
                if tinta:
                    arriba = donde.top() + (y + _ORILLA) * lado
                    pintor.fillRect(QRectF(izquierda + x * ancho, arriba, ancho, lado), _TINTA)

    def _alto(self, fila: Tinta, medidas: QFontMetricsF) -> float:
        if isinstance(fila, Rasgos):
            return medidas.height() * _RENGLONES_DE_FIRMA
        if isinstance(fila, QImage):
            return fila.height() * self._punto(medidas)
        if not isinstance(fila, Renglon):
            return (len(fila) + 2 * _ORILLA) * self._modulo(medidas)
        return medidas.height() * (2.0 if fila.grande else 1.0)

    @staticmethod
    def _punto(medidas: QFontMetricsF) -> float:
        """Pixels of a dot of the printer's head."""
        return medidas.horizontalAdvance("0") / _PUNTOS_POR_COLUMNA

    @staticmethod
    def _modulo(medidas: QFontMetricsF) -> float:
        return max(2.0, round(medidas.height() * _MODULO))

    def _letra(self, enfasis: bool = False) -> QFont:
        letra = tema.letra(_LETRA, fija=True, fuerte=enfasis)
        columnas = COLUMNAS if self._hoja is None else self._hoja.columnas
        # A figure of this font is three fifths as wide as it is high.
        cabe = int((self._ancho - 2 * _MARGEN) / columnas / 0.6) if self._ancho else letra.pixelSize()
        letra.setPixelSize(max(_LETRA_MINIMA, min(letra.pixelSize(), cabe)))
        return letra
