"""A paper that shows whether a printer is set as it should be: width, accents, bold, large letters, codes, cut."""

from __future__ import annotations

from datetime import datetime

from app.documentos.documento import (
    Codigo,
    Dato,
    Documento,
    Encabezado,
    Importe,
    Linea,
    Logo,
    Nota,
    Separador,
    Texto,
)
from app.domain.dinero import Dinero
from app.papel.impresora import CODIGOS, CORTES, Impresora

#: Every sign of Spanish that a page may lack, and those of the trade.
SIGNOS = "áéíóúüñ ÁÉÍÓÚÜÑ ¿? ¡! «» º ª m³ $ %"


def papel_de_prueba(encabezado: Encabezado, impresora: Impresora, momento: datetime) -> Documento:
    """The test page of those settings."""
    lineas = (
        *(() if encabezado.logo is None else (Logo(encabezado.logo),)),
        Texto("PRUEBA DE IMPRESIÓN", "centro", enfasis=True),
        Texto("GRANDE", "centro", enfasis=True, grande=True),
        Texto(encabezado.nombre, "centro", enfasis=True),
        Separador(),
        Dato("Fecha", f"{momento:%d/%m/%Y %H:%M:%S}"),
        Dato("Papel", f"{impresora.ancho} mm, {impresora.columnas} columnas"),
        *_ancho(impresora),
        Separador(),
        Dato("Página", f"{impresora.pagina}, número {impresora.numero_pagina}"),
        Texto(SIGNOS),
        Nota("Si salen otros signos, cambie la página o su número."),
        Separador(),
        Importe("Importe de prueba", Dinero(123_456), enfasis=True),
        Importe("TOTAL", Dinero(123_456), grande=True),
        Separador(),
        Dato("Dibuja el QR", CODIGOS[impresora.qr]),
        Codigo(f"VENTANILLA|PRUEBA|{momento:%Y-%m-%d}", pie="Léalo con un teléfono"),
        Dato("Dibuja las barras", CODIGOS[impresora.barras]),
        Texto(""),
        Codigo("0000123-4", "code128", "0000123-4"),
        Separador(),
        Dato("Corte", CORTES[impresora.corte]),
        Dato("Cajón", f"punta {impresora.cajon}, {impresora.pulso} ms" if impresora.cajon else "no hay"),
    )
    return Documento("Prueba de impresión", lineas)


def _ancho(impresora: Impresora) -> tuple[Linea, ...]:
    regla = "".join(str(n % 10) for n in range(1, impresora.columnas + 1))
    return (Texto(regla), Nota("La regla cabe en un renglón: si se parte o sobra papel, cambie las columnas."))
