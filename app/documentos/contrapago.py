"""The voucher of a payment turned round: what it was, how much goes back and by which way, who allowed it and why."""

from __future__ import annotations

from app.documentos.documento import Dato, Documento, Encabezado, Importe, Linea, Nota, Separador, Texto
from app.documentos.marco import firma, hora, marcas, membrete
from app.documentos.nombres import nombre_medio
from app.domain.letra import importe_en_letra
from app.domain.pago.contrapago import Contrapago

_TITULOS = {
    "pago_cancelado": "COMPROBANTE DE CANCELACIÓN",
    "devolucion": "COMPROBANTE DE DEVOLUCIÓN",
    "cheque_devuelto": "CHEQUE DEVUELTO POR EL BANCO",
}


def comprobante_contrapago(hecho: Contrapago, encabezado: Encabezado, copia: int = 0) -> Documento:
    """The paper of a cancelación, a devolución or a cheque returned."""
    borde = marcas(encabezado, copia)
    titulo = _TITULOS[hecho.clase]
    lineas = (
        *borde,
        *membrete(encabezado),
        Texto(titulo, "centro", enfasis=True),
        Texto(str(hecho.folio), "centro", enfasis=True, grande=True),
        Dato("Del pago", str(hecho.cancela), enfasis=True),
        Dato("Fecha", hora(hecho.momento)),
        Dato("Caja y turno", f"{hecho.folio.caja} · turno {hecho.turno}"),
        Dato("Cajero", hecho.cajero_nombre),
        Dato("Autorizó", hecho.autorizo),
        Separador(),
        *((Dato("Cuenta", hecho.cuenta, enfasis=True),) if hecho.cuenta else ()),
        *((Texto(hecho.titular),) if hecho.titular else ()),
        Texto(f"Motivo: {hecho.motivo}"),
        *((Texto(f"El banco dice: {hecho.datos['causa']}"),) if "causa" in hecho.datos else ()),
        Separador(),
        Importe("IMPORTE", hecho.importe, enfasis=True, grande=True),
        Texto(f"(SON: {importe_en_letra(hecho.importe)})"),
        *_medios(hecho),
        Separador(),
        *_saldos(hecho),
        *firma("Recibí conforme"),
        *firma("Autorizó"),
        *borde,
    )
    return Documento(f"{titulo.capitalize()} {hecho.folio}", lineas)


def _medios(hecho: Contrapago) -> tuple[Linea, ...]:
    lineas: list[Linea] = []
    for medio in hecho.partes.medios:
        lineas.append(Importe(nombre_medio(medio.medio, medio.tipo), -medio.importe))
        if medio.referencia:
            lineas.append(Nota(" · ".join(t for t in (medio.banco, medio.referencia) if t)))
    return tuple(lineas)


def _saldos(hecho: Contrapago) -> tuple[Linea, ...]:
    if not hecho.cuenta:
        return ()
    favor = (Importe("Saldo a favor", hecho.saldo_a_favor),) if hecho.saldo_a_favor else ()
    return (Importe("Adeudo que queda", hecho.saldo_restante, enfasis=True), *favor, Separador())
