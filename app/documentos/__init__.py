"""Every paper of a caja as a value, laid out for N columns, so that screen, ticket, PDF and picture show the same."""

from __future__ import annotations

from app.documentos.composicion import COLUMNAS_MINIMAS, Fila, Renglon, componer, disponer
from app.documentos.concentrado import papel_de_concentrado
from app.documentos.constancia import papel_de_constancia
from app.documentos.contrapago import comprobante_contrapago
from app.documentos.convenio import papel_de_convenio
from app.documentos.corte import corte_x
from app.documentos.deposito import ficha_de_deposito
from app.documentos.documento import Codigo, Dato, Documento, Encabezado, Importe, Linea, Nota, Separador, Texto
from app.documentos.estado import papel_estado
from app.documentos.histograma import Barra, Histograma
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
    "Renglon",
    "Separador",
    "Texto",
    "componer",
    "comprobante_contrapago",
    "corte_x",
    "disponer",
    "ficha_de_deposito",
    "papel_de_concentrado",
    "papel_de_constancia",
    "papel_de_convenio",
    "papel_estado",
    "ticket_pago",
    "vale_movimiento",
]
