"""How it looks: colours, sizes and the one stylesheet that is made of them.

A widget says what it is by a dynamic property and the stylesheet does the rest:

    poner(etiqueta, rol="total")                     # sizes of text: see ROLES
    poner(etiqueta, rol="insignia", estado="aviso")  # bien, aviso, mal: words carry it, colour repeats it
    poner(marco, clase="tarjeta")

Sizes are pixels at 100 %; `px` scales them. Whoever paints by hand asks `vigente()` at each paint.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.hoja import hoja_de_estilo

RECURSOS = Path(__file__).parents[1] / "resources"
LETRA = "Noto Sans"
LETRA_FIJA = "Noto Sans Mono"
#: Font scales that can be chosen, in percent.
ESCALAS = (100, 115, 130, 150, 175, 200)


@dataclass(frozen=True, slots=True)
class Tema:
    """The tokens of a look; every colour on the screen is one of these."""

    nombre: str
    fondo: str
    tarjeta: str
    linea: str
    tinta: str
    tenue: str
    acento: str
    sobre_acento: str
    acento_vivo: str
    seleccion: str
    suave: str
    bien: str
    bien_suave: str
    aviso: str
    aviso_suave: str
    mal: str
    mal_suave: str
    is_oscuro: bool = False


CLARO = Tema(
    nombre="Claro",
    fondo="#F3F6F8", tarjeta="#FFFFFF", linea="#DCE3E8", tinta="#14212B", tenue="#5A6B78",
    acento="#0A5F7F", sobre_acento="#FFFFFF", acento_vivo="#084D67", seleccion="#D6EBF3", suave="#E6F1F5",
    bien="#1B7A4B", bien_suave="#DFF3E8", aviso="#8A5A00", aviso_suave="#FCEFCB", mal="#B3261E", mal_suave="#FBE5E3",
)  # fmt: skip
OSCURO = Tema(
    nombre="Oscuro",
    fondo="#10181D", tarjeta="#18232A", linea="#2A3942", tinta="#E8EFF3", tenue="#9DB0BC",
    acento="#4FB3D4", sobre_acento="#07222D", acento_vivo="#74C6E1", seleccion="#1F3C48", suave="#1B2C35",
    bien="#6FD39B", bien_suave="#17352A", aviso="#F2C265", aviso_suave="#3A2D12", mal="#FF9C93", mal_suave="#402322",
    is_oscuro=True,
)  # fmt: skip
ALTO_CONTRASTE = Tema(
    nombre="Alto contraste",
    fondo="#000000", tarjeta="#000000", linea="#FFFFFF", tinta="#FFFFFF", tenue="#E4E4E4",
    acento="#FFE14D", sobre_acento="#000000", acento_vivo="#FFF0A0", seleccion="#12408C", suave="#161616",
    bien="#7CFF9E", bien_suave="#000000", aviso="#FFD24A", aviso_suave="#000000", mal="#FF9E94", mal_suave="#000000",
    is_oscuro=True,
)  # fmt: skip

TEMAS = {"claro": CLARO, "oscuro": OSCURO, "alto_contraste": ALTO_CONTRASTE}


@dataclass(frozen=True, slots=True)
class Apariencia:
    """What a person chose: one of `TEMAS`, and a font scale in percent."""

    tema: str = "claro"
    escala: int = 100

    def __post_init__(self) -> None:
        if self.tema not in TEMAS or not 100 <= self.escala <= 200:
            raise ValueError(f"no such look: {self.tema} {self.escala}")


_PROPIEDAD = "apariencia"


def cargar_letras() -> None:
    """Make the bundled fonts known to Qt; once, before the first window."""
    for nombre in ("NotoSans-Regular", "NotoSans-Bold", "NotoSansMono-Regular", "NotoSansMono-Bold"):
        QFontDatabase.addApplicationFont(str(RECURSOS / "fonts" / f"{nombre}.ttf"))


def aplicar(apariencia: Apariencia) -> None:
    """Dress the whole program; windows that are open change at once."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setProperty(_PROPIEDAD, apariencia)
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    app.setFont(letra(14))
    app.setPalette(_paleta(vigente()))
    app.setStyleSheet(hoja_de_estilo(vigente(), apariencia.escala, str(RECURSOS / "iconos")))


@contextmanager
def sin_vestir() -> Iterator[None]:
    """Where many widgets are made: they are dressed once, at its end.

    With a stylesheet on, Qt goes through all that is inside a widget each time that the widget gets a parent.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    hoja = app.styleSheet()
    app.setStyleSheet("")
    try:
        yield
    finally:
        app.setStyleSheet(hoja)


def elegida() -> Apariencia:
    """The look in use."""
    app = QApplication.instance()
    guardada = app.property(_PROPIEDAD) if app is not None else None
    return guardada if isinstance(guardada, Apariencia) else Apariencia()


def vigente() -> Tema:
    """The tokens in use."""
    return TEMAS[elegida().tema]


def px(medida: int) -> int:
    """Pixels of a size given at 100 %, at the font scale in use."""
    return round(medida * elegida().escala / 100)


def color(nombre: str) -> QColor:
    """A token of the look in use as a colour: `color("acento")`."""
    return QColor(getattr(vigente(), nombre))


def letra(medida: int, *, fuerte: bool = False, fija: bool = False) -> QFont:
    """The font of a size given at 100 %; figures are as wide as each other in both families."""
    fuente = QFont(LETRA_FIJA if fija else LETRA)
    fuente.setPixelSize(px(medida))
    fuente.setBold(fuerte)
    return fuente


def poner(widget: QWidget, **propiedades: str | bool) -> None:
    """Set what the stylesheet looks at (`rol`, `clase`, `estado`) and dress the widget again."""
    for nombre, valor in propiedades.items():
        widget.setProperty(nombre, valor)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.updateGeometry()


def _paleta(tema: Tema) -> QPalette:
    paleta = QPalette()
    rol = QPalette.ColorRole
    colores = {
        rol.Window: tema.fondo, rol.WindowText: tema.tinta, rol.Base: tema.tarjeta, rol.AlternateBase: tema.suave,
        rol.Text: tema.tinta, rol.Button: tema.tarjeta, rol.ButtonText: tema.tinta, rol.BrightText: tema.mal,
        rol.Highlight: tema.acento, rol.HighlightedText: tema.sobre_acento, rol.ToolTipBase: tema.tarjeta,
        rol.ToolTipText: tema.tinta, rol.PlaceholderText: tema.tenue, rol.Link: tema.acento,
        rol.LinkVisited: tema.acento, rol.Light: tema.tarjeta, rol.Midlight: tema.suave, rol.Mid: tema.linea,
        rol.Dark: tema.tenue, rol.Shadow: tema.linea, rol.Accent: tema.acento,
    }  # fmt: skip
    for cual, valor in colores.items():
        paleta.setColor(cual, QColor(valor))
    for cual in (rol.WindowText, rol.Text, rol.ButtonText):
        paleta.setColor(QPalette.ColorGroup.Disabled, cual, QColor(tema.tenue))
    return paleta
