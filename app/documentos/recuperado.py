"""The paper of a payment taken up again from its ticket: what the cuenta was credited, by whose word and why."""

from __future__ import annotations

from app.documentos.documento import Dato, Documento, Encabezado, Importe, Linea, Separador, Texto
from app.documentos.marco import firma, hora, marcas, membrete
from app.domain.dinero import CERO, Dinero
from app.domain.letra import importe_en_letra
from app.domain.pago.recuperado import PagoRecuperado

_PRUEBAS = {"qr": "código del ticket", "tecleada": "ticket, a mano", "archivo": "disco de la PC anterior"}


def papel_de_recuperado(hecho: PagoRecuperado, encabezado: Encabezado, copia: int = 0) -> Documento:
    """The paper that is handed over, to be kept with the customer's ticket."""
    borde = marcas(encabezado, copia)
    lineas = (
        *borde,
        *membrete(encabezado),
        Texto("PAGO REPUESTO", "centro", enfasis=True),
        Texto(str(hecho.folio), "centro", enfasis=True, grande=True),
        Texto(
            "Se perdió con su computadora y se repone con el ticket. Es el mismo pago: no se cobró otra vez.", "centro"
        ),
        Separador(),
        Dato("Fecha del pago", f"{hecho.fecha:%d/%m/%Y}"),
        Dato("Verificación", hecho.verificacion),
        Dato("Se leyó de", _PRUEBAS[hecho.prueba]),
        Dato("Repuesto", hora(hecho.momento)),
        Dato("Vio el ticket", hecho.cajero_nombre),
        Dato("Autorizó", hecho.autorizo),
        Texto(f"Motivo: {hecho.motivo}"),
        Separador(),
        Dato("Cuenta", hecho.cuenta, enfasis=True),
        *((Texto(hecho.titular),) if hecho.titular else ()),
        *_conceptos(hecho),
        Importe("PAGADO", hecho.total, enfasis=True, grande=True),
        Texto(f"(SON: {importe_en_letra(hecho.total)})"),
        Separador(),
        Importe("Adeudo que queda de entonces", hecho.saldo_restante),
        *((Importe("Saldo a favor", hecho.saldo_a_favor),) if hecho.saldo_a_favor else ()),
        *firma("Autorizó"),
        *borde,
    )
    return Documento(f"Pago repuesto {hecho.folio}", lineas)


def _conceptos(hecho: PagoRecuperado) -> tuple[Linea, ...]:
    """By month, discounts taken off; what was paid ahead as such."""
    meses: dict[str, Dinero] = {}
    lineas = [(a.periodo, a.importe) for a in hecho.aplicado] + [(d.periodo, d.importe) for d in hecho.descuentos]
    for periodo, importe in lineas:
        nombre = str(periodo) if periodo else "Pago anticipado"
        meses[nombre] = meses.get(nombre, CERO) + importe
    return tuple(Importe(nombre, importe) for nombre, importe in meses.items())
