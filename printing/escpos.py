"""A document as the bytes of a thermal printer (ESC/POS), with one page of signs from beginning to end.

Bytes are made once and whole, by a printer that is nowhere; sending them is another matter. Only the printer's page of
signs leaves here: what it lacks is printed as `?`.
"""

from __future__ import annotations

from typing import Any

from PIL import Image

from app.documentos import Codigo, Documento, Logo, Renglon, Rubrica
from app.papel.impresora import Impresora
from printing.cargador import cargar
from printing.codigos import ALTO_BARRAS, MODULO_BARRAS, dibujar, modulo_qr, tramar
from printing.logo import filas_de
from printing.papel import papel_de

#: `ESC @`: as it is when it is switched on.
INICIO = b"\x1b@"
#: Rest of the drawer's coil after its pulse, by twos of a millisecond.
_DESCANSO = 250
#: Level M of error correction.
_NIVEL_QR = 1


def to_escpos(documento: Documento, impresora: Impresora, *, abre_cajon: bool = False) -> bytes:
    """The whole ticket: reset, the drawer's pulse if asked for, page of signs, rows, feed and cut.

    Raises:
        ValueError: fewer columns than a document can be laid out for.
    """
    papel = papel_de(impresora.columnas)
    salida = _impresora(impresora)
    # The reset forgets the page of signs, so it goes first.
    salida.hw("INIT")
    if abre_cajon and impresora.cajon:
        # Before the paper: the change is given while it prints.
        salida._raw(_pulso(impresora))
    if impresora.densidad:
        salida._raw(b"\x1d(K\x02\x001" + bytes([impresora.densidad & 0xFF]))
    salida._raw(b"\x1bt%c" % impresora.numero_pagina)
    regla = "─" if _cabe("─", impresora.pagina) else "-"
    estilo = (False, False)
    for fila in filas_de(documento, papel):
        if not isinstance(fila, Renglon):
            _figura(salida, fila, impresora, papel.puntos)
            continue
        estilo = _cambiar_estilo(salida, estilo, (fila.enfasis, fila.grande))
        texto = regla * papel.columnas if fila.regla else _texto(fila, papel.columnas)
        # The library would look every sign up in its tables, and hop between pages.
        salida._raw(f"{texto}\n".encode(impresora.pagina, "replace"))
    _cambiar_estilo(salida, estilo, (False, False))
    if impresora.corte == "ninguno":
        salida.print_and_feed(4)
    else:
        salida.cut(mode="PART" if impresora.corte == "parcial" else "FULL")
    return bytes(salida.output)


def pulso_del_cajon(impresora: Impresora) -> bytes:
    """What opens the drawer and prints nothing; empty where no drawer hangs from it."""
    return INICIO + _pulso(impresora) if impresora.cajon else b""


def _pulso(impresora: Impresora) -> bytes:
    return b"\x1bp" + bytes([impresora.cajon == 5, impresora.pulso // 2, _DESCANSO])


def _impresora(impresora: Impresora) -> Any:
    """A fresh one for each ticket: it keeps every byte that it was given."""
    papel = papel_de(impresora.columnas)
    perfil = cargar("escpos.capabilities").Profile(papel.columnas, {"paperFullCut": True, "paperPartCut": True})
    perfil.profile_data = {**perfil.profile_data, "media": {"width": {"pixels": papel.puntos}}}
    return cargar("escpos.printer").Dummy(profile=perfil)


def _figura(salida: Any, figura: Codigo | Logo | Rubrica, impresora: Impresora, puntos: int) -> None:
    quien = impresora.qr if isinstance(figura, Codigo) and figura.tipo == "qr" else impresora.barras
    if not isinstance(figura, Codigo) or quien == "dibujado":
        salida._raw(_puntos(figura, puntos))
        return
    salida.set(align="center")
    if figura.tipo == "qr":
        salida.qr(figura.datos, ec=_NIVEL_QR, size=modulo_qr(figura.datos), native=True)
    else:
        salida._raw(_barras(figura.datos))
    salida.set(align="left")


def _puntos(figura: Codigo | Logo | Rubrica, puntos: int) -> bytes:
    """`GS v 0`: the dots of a picture, row by row. The library would go over the picture five times before."""
    if isinstance(figura, Codigo):
        trama = tramar(figura, puntos, centrada=True)
        ancho, alto, octetos = trama.ancho, trama.alto, trama.octetos
    else:
        dibujo = _centrado(dibujar(figura, puntos), puntos)
        ancho, alto, octetos = dibujo.width, dibujo.height, dibujo.tobytes("raw", "1;I")
    return b"\x1dv0\x00" + (-(-ancho // 8)).to_bytes(2, "little") + alto.to_bytes(2, "little") + octetos


def _barras(datos: str) -> bytes:
    """Code 128, set B, without its text. Not the library's own, which tells the terminal about it."""
    contenido = b"{B" + datos.encode("ascii").replace(b"{", b"{{")
    return b"\x1dh%c\x1dw%c\x1dH\x00\x1dkI%c%b" % (ALTO_BARRAS, MODULO_BARRAS, len(contenido), contenido)


def _cambiar_estilo(salida: Any, antes: tuple[bool, bool], ahora: tuple[bool, bool]) -> tuple[bool, bool]:
    if antes[1] != ahora[1]:
        # GS ! only: ESC ! would take the bold off with the size.
        lado = 2 if ahora[1] else 1
        salida.set(custom_size=True, width=lado, height=lado)
    if antes[0] != ahora[0]:
        salida.set(bold=ahora[0])
    return ahora


def _cabe(texto: str, pagina: str) -> bool:
    try:
        texto.encode(pagina)
    except UnicodeEncodeError:
        return False
    return True


def _texto(fila: Renglon, columnas: int) -> str:
    return fila.texto(columnas // 2 if fila.grande else columnas)


def _centrado(dibujo: Image.Image, puntos: int) -> Image.Image:
    """Blank dots before the code: the printer's own alignment does not move pictures on every model."""
    izquierda = (puntos - dibujo.width) // 2
    lienzo = Image.new("1", (izquierda + dibujo.width, dibujo.height), 1)
    lienzo.paste(dibujo, (izquierda, 0))
    return lienzo
