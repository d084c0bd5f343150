"""A document as a PDF with the same lines as the ticket: on half a Letter sheet, or on a whole one if it is long.

The same document gives the same bytes: no clock, no random identifiers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from app.documentos import Codigo, Documento, Fila, Grafica, Logo, Renglon, Rubrica, disponer_con_graficas
from printing.codigos import dibujar
from printing.fuentes import AVANCE, MAYUSCULA, NEGRITA, NORMAL, dibujable, fuente_pdf
from printing.grafica import Marco, alto_de, dibujar_grafica
from printing.logo import cabe
from printing.papel import papel_de
from printing.trazos import RENGLONES_DE_FIRMA, trazar_firma

#: Types are read by all who write a PDF, each from where the other was: one at a time.
_CERROJO = Lock()
#: Half a Letter sheet and a whole one, in points.
_HOJAS = ((396.0, 612.0), (612.0, 792.0))
_MARGEN = 30.0
_INTERLINEA = 1.3
_CUERPO_MAYOR, _CUERPO_MENOR = 9.5, 6.75
#: Type of a document that needs more than one sheet anyway.
_CUERPO_VARIAS = 8.5
_PASO = 0.25
_GRIS = 0.38
_GROSOR_REGLA = 0.5


@dataclass(frozen=True, slots=True)
class _Caja:
    """The block of text on a sheet of that width and height."""

    columnas: int
    hoja: tuple[float, float]
    cuerpo: float

    @property
    def ancho(self) -> float:
        return self.columnas * self.cuerpo * AVANCE

    @property
    def izquierda(self) -> float:
        return (self.hoja[0] - self.ancho) / 2

    @property
    def util(self) -> float:
        """Height that rows may take."""
        return self.hoja[1] - 2 * _MARGEN

    def alto(self, fila: Fila | Grafica) -> float:
        if isinstance(fila, Grafica):
            return alto_de(fila)
        if isinstance(fila, Rubrica):
            return self.cuerpo * _INTERLINEA * RENGLONES_DE_FIRMA
        if not isinstance(fila, Renglon):
            return self.lados(fila)[1]
        return self.cuerpo * _INTERLINEA * (2 if fila.grande else 1)

    def lados(self, figura: Codigo | Logo) -> tuple[float, float]:
        """Width and height of a picture, as large beside the text as on the ticket."""
        puntos = papel_de(self.columnas).puntos
        dibujo = dibujar(figura, puntos)
        return dibujo.width * self.ancho / puntos, dibujo.height * self.ancho / puntos


def to_pdf(documento: Documento, columnas: int) -> bytes:
    """One sheet when the lines fit it at a size that reads well; else as many as they need, numbered.

    Raises:
        ValueError: fewer columns than a document can be laid out for.
    """
    papel = papel_de(columnas)
    filas = tuple(f for f in disponer_con_graficas(documento, columnas) if isinstance(f, Grafica) or cabe(f, papel))
    caja = _caja(filas, columnas)
    hojas = list(_hojas(filas, caja))
    with _CERROJO:
        return _escribir(documento.titulo, hojas, caja)


def _escribir(titulo: str, hojas: list[list[Fila | Grafica]], caja: _Caja) -> bytes:
    salida = BytesIO()
    for ruta in (NORMAL, NEGRITA):
        pdfmetrics.registerFont(fuente_pdf(ruta))
    lienzo = Canvas(
        salida,
        pagesize=caja.hoja,
        invariant=1,
        pageCompression=1,
        lang="es-MX",
        # Its own first type is one that it does not embed.
        initialFontName=NORMAL.stem,
    )
    lienzo.setTitle(dibujable(titulo))
    lienzo.setCreator("Ventanilla")
    # Otherwise it says that somebody anonymous wrote it.
    lienzo.setAuthor("")
    lienzo.setSubject("")
    for numero, hoja in enumerate(hojas, 1):
        _dibujar_hoja(lienzo, hoja, caja)
        if len(hojas) > 1:
            _numerar(lienzo, caja, f"{titulo} · hoja {numero} de {len(hojas)}")
        lienzo.showPage()
    lienzo.save()
    return salida.getvalue()


def _caja(filas: tuple[Fila | Grafica, ...], columnas: int) -> _Caja:
    """The smallest sheet, and on it the largest type, that hold the document whole; or the type of several sheets."""
    for hoja in _HOJAS:
        cuerpo = min(_CUERPO_MAYOR, _a_lo_ancho(hoja, columnas))
        while cuerpo >= _CUERPO_MENOR:
            caja = _Caja(columnas, hoja, cuerpo)
            if sum(caja.alto(f) for f in filas) <= caja.util:
                return caja
            cuerpo -= _PASO
    return _Caja(columnas, _HOJAS[-1], min(_CUERPO_VARIAS, _a_lo_ancho(_HOJAS[-1], columnas)))


def _a_lo_ancho(hoja: tuple[float, float], columnas: int) -> float:
    """The type with which the columns take the sheet from margin to margin."""
    return (hoja[0] - 2 * _MARGEN) / (columnas * AVANCE)


def _hojas(filas: tuple[Fila | Grafica, ...], caja: _Caja) -> Iterator[list[Fila | Grafica]]:
    hoja: list[Fila | Grafica] = []
    queda = caja.util
    for fila in filas:
        alto = caja.alto(fila)
        if hoja and alto > queda:
            yield hoja
            hoja, queda = [], caja.util
        hoja.append(fila)
        queda -= alto
    yield hoja


def _dibujar_hoja(lienzo: Any, filas: list[Fila | Grafica], caja: _Caja) -> None:
    y = caja.hoja[1] - _MARGEN
    for fila in filas:
        alto = caja.alto(fila)
        if isinstance(fila, Grafica):
            dibujar_grafica(lienzo, fila, Marco(caja.izquierda, y - alto, caja.ancho, alto))
        elif isinstance(fila, Rubrica):
            trazar_firma(lienzo, fila.firma, (caja.izquierda, y - alto, caja.ancho, alto))
        elif not isinstance(fila, Renglon):
            _dibujar_figura(lienzo, fila, caja, y - alto)
        elif fila.regla:
            lienzo.setLineWidth(_GROSOR_REGLA)
            lienzo.line(caja.izquierda, y - alto / 2, caja.izquierda + caja.ancho, y - alto / 2)
        else:
            _dibujar_renglon(lienzo, fila, caja, y - alto / 2)
        y -= alto


def _dibujar_renglon(lienzo: Any, fila: Renglon, caja: _Caja, medio: float) -> None:
    veces = 2 if fila.grande else 1
    cuerpo = caja.cuerpo * veces
    lienzo.setFillGray(_GRIS if fila.suave else 0)
    lienzo.setFont((NEGRITA if fila.enfasis else NORMAL).stem, cuerpo)
    texto = dibujable(fila.texto(caja.columnas // veces))
    lienzo.drawString(caja.izquierda, medio - cuerpo * MAYUSCULA / 2, texto)


def _dibujar_figura(lienzo: Any, figura: Codigo | Logo, caja: _Caja, abajo: float) -> None:
    ancho, alto = caja.lados(figura)
    dibujo = dibujar(figura, papel_de(caja.columnas).puntos)
    lienzo.drawImage(ImageReader(dibujo.convert("L")), (caja.hoja[0] - ancho) / 2, abajo, ancho, alto)


def _numerar(lienzo: Any, caja: _Caja, texto: str) -> None:
    lienzo.setFillGray(_GRIS)
    lienzo.setFont(NORMAL.stem, _CUERPO_MENOR)
    lienzo.drawCentredString(caja.hoja[0] / 2, _MARGEN / 2, dibujable(texto))
