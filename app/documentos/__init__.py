"""Every paper of a caja as a value, laid out for N columns, so that screen, ticket, PDF and picture show the same."""

from __future__ import annotations

from app.documentos.composicion import COLUMNAS_MINIMAS, Fila, Renglon, componer, disponer
from app.documentos.concentrado import papel_de_concentrado
from app.documentos.contrapago import comprobante_contrapago
from app.documentos.corte import corte_x
from app.documentos.deposito import ficha_de_deposito
from app.documentos.documento import Codigo, Dato, Documento, Encabezado, Importe, Linea, Nota, Rubrica, Separador, Texto
from app.documentos.histograma import Barra, Histograma
from app.documentos.rubrica import Rasgos, Tramo, suavizar
from app.documentos.subsidio import papel_subsidio
from app.documentos.ticket import ticket_pago
from app.documentos.vale import vale_movimiento

__all__ = [
    "COLUMNAS_MINIMAS",
    "Barra",
    "Codigo",
    "Dato",
    "Documento",
    "Encabezado",
    "Fila",
    "Histograma",
    "Importe",
    "Linea",
    "Nota",
    "Rasgos",
    "Renglon",
    "Rubrica",
    "Separador",
    "Texto",
    "Tramo",
    "componer",
    "comprobante_contrapago",
    "corte_x",
    "disponer",
    "ficha_de_deposito",
    "papel_de_concentrado",
    "papel_subsidio",
    "suavizar",
    "ticket_pago",
    "vale_movimiento",
]
