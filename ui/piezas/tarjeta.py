"""Cards: white sheets of radius 10 on the soft background, each with one matter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui import tema

MARGEN = 16
HUECO = 12


class Card(QFrame):
    """A card; things are added to `cuerpo`.

    Attributes:
        cuerpo: its vertical layout.
        rotulo: the label of its title; hidden where there is none.
    """

    def __init__(self, titulo: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("clase", "tarjeta")
        self.cuerpo = QVBoxLayout(self)
        self.cuerpo.setContentsMargins(MARGEN, MARGEN, MARGEN, MARGEN)
        self.cuerpo.setSpacing(HUECO)
        self.rotulo = etiqueta(titulo, "titulo")
        self.cuerpo.addWidget(self.rotulo)
        # Only now: a label shown before it is inside something is a window of its own, for an instant.
        self.rotulo.setVisible(bool(titulo))
        if titulo:
            self.setAccessibleName(titulo)

    def titular(self, titulo: str) -> None:
        """Change its title."""
        self.rotulo.setText(titulo)
        self.rotulo.setVisible(bool(titulo))
        self.setAccessibleName(titulo)


class Raya(QFrame):
    """A hairline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("clase", "raya")
        self.setFixedHeight(1)


class Renglon(QLabel):
    """A label that asks for one line and takes more only where it does not fit."""

    def __init__(self, texto: str = "", rol: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(texto)
        self.setWordWrap(True)
        self.setProperty("rol", rol)

    def sizeHint(self) -> QSize:
        """The whole text in a line."""
        margenes = self.contentsMargins()
        ancho = self.fontMetrics().horizontalAdvance(self.text()) + margenes.left() + margenes.right() + 2
        return QSize(ancho, super().heightForWidth(ancho) if self.text() else super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Narrow."""
        return QSize(0, self.fontMetrics().height())


class Centro(QWidget):
    """A page with a card in its middle, `ancho` pixels wide at 100 %; where it does not fit, it scrolls."""

    def __init__(self, card: QWidget, ancho: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = card
        self._ancho = ancho
        dentro = QWidget()
        renglon = QHBoxLayout()
        renglon.addStretch(1)
        renglon.addWidget(card)
        renglon.addStretch(1)
        filas = QVBoxLayout(dentro)
        filas.setContentsMargins(12, 12, 12, 12)
        filas.addStretch(2)
        filas.addLayout(renglon)
        filas.addStretch(3)
        fuera = QVBoxLayout(self)
        fuera.setContentsMargins(0, 0, 0, 0)
        fuera.addWidget(Rollo(dentro))
        self._medir()

    def _medir(self) -> None:
        ancho = min(tema.px(self._ancho), 900)
        if self._card.minimumWidth() != ancho:
            self._card.setFixedWidth(ancho)

    def changeEvent(self, event: QEvent) -> None:
        """Another font scale."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._medir()


class Logo(QLabel):
    """The drops of Ventanilla, in the accent of the theme."""

    def __init__(self, lado: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lado = lado
        self._pintado = (0, "")
        self._pintar()

    def _pintar(self) -> None:
        como = (tema.px(self._lado), tema.vigente().acento)
        if como == self._pintado:
            return
        self._pintado = como
        lado, _ = como
        dibujo = QIcon(str(tema.RECURSOS / "iconos" / "ventanilla.svg")).pixmap(QSize(lado, lado))
        pintor = QPainter(dibujo)
        pintor.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        pintor.fillRect(dibujo.rect(), tema.color("acento"))
        pintor.end()
        self.setPixmap(dibujo)
        self.setFixedSize(lado, lado)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme or font scale."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._pintar()


class Rollo(QScrollArea):
    """Holds what may need more room than there is; it scrolls then, and the window never outgrows the screen."""

    def __init__(self, contenido: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(contenido)


class RolloDeLineas(Rollo):
    """Scrolls only up and down, and knows how high lines are that go on in the next one at the width there is."""

    def __init__(self, contenido: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(contenido, parent)
        self._contenido = contenido
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        contenido.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def minimumSizeHint(self) -> QSize:
        """As wide as what it holds; of its height, little will do."""
        barra = self.verticalScrollBar().sizeHint().width()
        return QSize(self._contenido.minimumSizeHint().width() + barra, tema.px(96))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width folds lines elsewhere."""
        super().resizeEvent(event)
        self._medir()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What it holds changed: it may be higher now."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self._medir()
        return super().eventFilter(watched, event)

    def _medir(self) -> None:
        columna = self._contenido.layout()
        if columna is not None:
            # As if its bar were there: with and without it in turns, no height would be the last.
            ancho = self.width() - self.verticalScrollBar().sizeHint().width()
            # Without a line that folds, a layout has no height for a width.
            dobla = columna.hasHeightForWidth()
            alto = columna.totalMinimumHeightForWidth(max(1, ancho)) if dobla else columna.totalMinimumSize().height()
            if alto != self._contenido.minimumHeight():
                self._contenido.setMinimumHeight(alto)

    def _on_focus_changed(self, _antes: QWidget | None, ahora: QWidget | None) -> None:
        if ahora is not None and self._contenido.isAncestorOf(ahora):
            self.ensureWidgetVisible(ahora)


def etiqueta(texto: str = "", rol: str = "", estado: str = "", *, dobla: bool = False) -> QLabel:
    """A label of plain text in one of the roles of `ui.hoja`; `dobla` lets it go on in the next line."""
    label = QLabel()
    # What is written may come from an import; it is never read as markup.
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(texto)
    label.setWordWrap(dobla)
    if rol:
        label.setProperty("rol", rol)
    if estado:
        tema.poner(label, estado=estado)
    return label
