"""The type that files are drawn with: Noto Sans Mono, bundled, so that they look the same on every machine."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFont

CARPETA = Path(__file__).resolve().parent.parent / "resources" / "fonts"
NORMAL = CARPETA / "NotoSansMono-Regular.ttf"
NEGRITA = CARPETA / "NotoSansMono-Bold.ttf"
#: Width of every sign, in parts of the type's size.
AVANCE = 0.6
#: Height of the capitals over the baseline, in parts of the type's size.
MAYUSCULA = 0.714


def dibujable(texto: str) -> str:
    """The text with `?` for every sign that the type cannot draw, as a printer does with what its page lacks."""
    conocidos = _signos()
    return "".join(signo if ord(signo) in conocidos else "?" for signo in texto)


@cache
def fuente_pdf(ruta: Path) -> TTFont:
    """The type for a PDF, embedded by its used signs: of each document it remembers what it drew."""
    return TTFont(ruta.stem, str(ruta))


@cache
def _signos() -> frozenset[int]:
    """Code points that both weights can draw."""
    normal, negrita = (fuente_pdf(ruta).face.charToGlyph for ruta in (NORMAL, NEGRITA))
    return frozenset(normal) & frozenset(negrita)
