"""Every paper of a caja as a value, laid out for N columns, so that screen, ticket, PDF and picture show the same."""

from __future__ import annotations

from app.documentos.composicion import COLUMNAS_MINIMAS, Fila, Renglon, componer, disponer, disponer_con_graficas
from app.documentos.concentrado import papel_de_concentrado
from app.documentos.constancia import papel_de_constancia
from app.documentos.contrapago import comprobante_contrapago
from app.documentos.convenio import papel_de_convenio
from app.documentos.corte import corte_x
from app.documentos.deposito import ficha_de_deposito
from app.documentos.documento import (
    Codigo,
    Cuadro,
    Dato,
    Documento,
    Encabezado,
    Importe,
    Linea,
    Logo,
    Nota,
    Rubrica,
    Separador,
    Texto,
)
from app.documentos.estado import papel_estado
from app.documentos.grafica import BarraDeImporte, Grafica
from app.documentos.histograma import Barra, Histograma
from app.documentos.marco import para_la_caja
from app.documentos.prueba import papel_de_prueba
from app.documentos.recuperado import papel_de_recuperado
from app.documentos.reporte import papel_de_beneficios, papel_de_diferencias, papel_de_reporte
from app.documentos.rubrica import Rasgos, Tramo, suavizar
from app.documentos.solicitud import papel_de_solicitud
from app.documentos.subsidio import papel_subsidio
from app.documentos.ticket import ticket_pago
from app.documentos.vale import vale_movimiento

__all__ = [
    "COLUMNAS_MINIMAS",
    "Barra",
    "BarraDeImporte",
    "Codigo",
    "Cuadro",
    "Dato",
    "Documento",
    "Encabezado",
    "Fila",
    "Grafica",
    "Histograma",
    "Importe",
    "Linea",
    "Logo",
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
    "disponer_con_graficas",
    "ficha_de_deposito",
    "papel_de_beneficios",
    "papel_de_concentrado",
    "papel_de_constancia",
    "papel_de_convenio",
    "papel_de_diferencias",
    "papel_de_prueba",
    "papel_de_recuperado",
    "papel_de_reporte",
    "papel_de_solicitud",
    "papel_estado",
    "papel_subsidio",
    "para_la_caja",
    "suavizar",
    "ticket_pago",
    "vale_movimiento",
]
