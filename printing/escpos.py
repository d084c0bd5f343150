"""A document as the bytes of a thermal printer (ESC/POS), with one page of signs from beginning to end.

Bytes are made once and whole, by a printer that is nowhere; sending them is another matter. Only CP858 leaves here:
what it lacks is printed as `?`.
"""

from __future__ import annotations

from typing import Any

from PIL import Image

from app.documentos import Documento, Renglon, disponer
from printing.cargador import PAGINA, cargar
from printing.codigos import dibujar
from printing.papel import Papel


def to_escpos(documento: Documento, papel: Papel) -> bytes:
    """The whole ticket: reset, page of signs, rows, feed and cut.

    Raises:
        ValueError: fewer columns than a document can be laid out for.
    """
    impresora = _impresora(papel)
    # The reset forgets the page of signs, so it goes first; and the library would not send the page twice.
    impresora.hw("INIT")
    impresora.charcode(PAGINA)
    estilo = (False, False)
    for fila in disponer(documento, papel.columnas):
        if not isinstance(fila, Renglon):
            impresora.image(_centrado(dibujar(fila, papel.puntos), papel.puntos), impl="bitImageRaster")
            continue
        estilo = _cambiar_estilo(impresora, estilo, (fila.enfasis, fila.grande))
        impresora.text(f"{_texto(fila, papel.columnas)}\n")
    _cambiar_estilo(impresora, estilo, (False, False))
    impresora.cut(mode="PART")
    return bytes(impresora.output)


def _impresora(papel: Papel) -> Any:
    """A fresh one for each ticket: it remembers the page of signs and would not send it again."""
    perfil = cargar("escpos.capabilities").Profile(papel.columnas, {"paperPartCut": True})
    perfil.profile_data = {
        **perfil.profile_data,
        "codePages": {str(papel.pagina_codigo): PAGINA},
        "media": {"width": {"pixels": papel.puntos}},
    }
    return cargar("escpos.printer").Dummy(profile=perfil)


def _cambiar_estilo(impresora: Any, antes: tuple[bool, bool], ahora: tuple[bool, bool]) -> tuple[bool, bool]:
    if antes[1] != ahora[1]:
        # GS ! only: ESC ! would take the bold off with the size.
        lado = 2 if ahora[1] else 1
        impresora.set(custom_size=True, width=lado, height=lado)
    if antes[0] != ahora[0]:
        impresora.set(bold=ahora[0])
    return ahora


def _texto(fila: Renglon, columnas: int) -> str:
    return fila.texto(columnas // 2 if fila.grande else columnas)


def _centrado(dibujo: Image.Image, puntos: int) -> Image.Image:
    """Blank dots before the code: the printer's own alignment does not move pictures on every model."""
    izquierda = (puntos - dibujo.width) // 2
    lienzo = Image.new("1", (izquierda + dibujo.width, dibujo.height), 1)
    lienzo.paste(dibujo, (izquierda, 0))
    return lienzo
