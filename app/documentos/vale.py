"""The voucher of cash that entered or left the drawer, with its signature lines."""

from __future__ import annotations

from app.documentos.documento import Dato, Documento, Encabezado, Importe, Separador, Texto
from app.documentos.marco import firma, hora, marcas, membrete
from app.domain.corte.vale import Vale
from app.domain.letra import importe_en_letra

_TITULOS = {
    "entrada": "VALE DE ENTRADA DE EFECTIVO",
    "retiro": "VALE DE RETIRO DE EFECTIVO",
    "entrega": "VALE DE ENTREGA A BÓVEDA",
}


def vale_movimiento(vale: Vale, encabezado: Encabezado, copia: int = 0) -> Documento:
    """The paper of a movimiento."""
    borde = marcas(encabezado, copia)
    titulo = _TITULOS[vale.clase]
    opcionales = (("Recibe o trae", vale.recibe), ("Bolsa o ficha", vale.referencia), ("Autorizó", vale.autorizo))
    lineas = (
        *borde,
        *membrete(encabezado),
        Texto(titulo, "centro", enfasis=True),
        Texto(str(vale.folio), "centro", enfasis=True, grande=True),
        Dato("Fecha", hora(vale.momento)),
        Dato("Caja y turno", f"{vale.caja} · turno {vale.turno}"),
        Dato("Cajero", vale.cajero),
        *(Dato(rotulo, valor) for rotulo, valor in opcionales if valor),
        Texto(f"Motivo: {vale.motivo}"),
        Separador(),
        Importe("IMPORTE", vale.importe, enfasis=True, grande=True),
        Texto(f"(SON: {importe_en_letra(vale.importe)})"),
        *firma("Entrega"),
        *firma("Recibe"),
        *borde,
    )
    return Documento(f"{titulo.capitalize()} {vale.folio}", lineas)
