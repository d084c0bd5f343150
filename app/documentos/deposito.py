"""What goes with the money of a corte to treasury and the bank: each denomination, each medio, and who signs."""

from __future__ import annotations

from app.documentos.corte import cheques_del_banco
from app.documentos.documento import Dato, Documento, Encabezado, Importe, Linea, Separador, Texto
from app.documentos.marco import firma, hora, marcas, membrete
from app.documentos.nombres import nombre_medio
from app.domain.corte.corte import DE_PAPEL, Corte
from app.domain.corte.entrega import Paso
from app.domain.dinero import CERO, Dinero, suma


def ficha_de_deposito(corte: Corte, encabezado: Encabezado) -> Documento:
    """The slip of the last hand-over of a corte.

    Raises:
        ValueError: nothing of it was handed over.
    """
    entrega = next((paso for paso in reversed(corte.pasos) if paso.clase == "entregado"), None)
    if entrega is None:
        raise ValueError("a corte that was not handed over has no slip")
    borde = marcas(encabezado, 0)
    lineas = (
        *borde,
        *membrete(encabezado),
        Texto("FICHA DE DEPÓSITO", "centro", enfasis=True),
        Dato("Corte", f"Z {corte.numero} · caja {corte.caja} · turno {corte.turno}"),
        Dato("Cajero", corte.cajero),
        Dato("Entrega", entrega.quien),
        *((Dato("Recibe", entrega.recibe),) if entrega.recibe else ()),
        *((Dato("Referencia", entrega.referencia),) if entrega.referencia else ()),
        Dato("Entregado", hora(entrega.momento)),
        Separador(),
        *_efectivo(entrega, corte.hallado or CERO),
        *_papeles(entrega),
        *cheques_del_banco(corte),
        *_sin_papel(corte),
        Importe("ENTREGADO", entrega.importe + suma(i for _, _, i in entrega.documentos), enfasis=True, grande=True),
        *firma("Entrega"),
        *firma("Recibe"),
        *borde,
    )
    return Documento(f"Ficha de depósito · corte Z {corte.numero} · caja {corte.caja}", lineas)


def _efectivo(entrega: Paso, hallado: Dinero) -> tuple[Linea, ...]:
    """Piece by piece; and what stays in the drawer of all that was counted."""
    queda = hallado - entrega.importe
    return (
        Texto("Efectivo", enfasis=True),
        *(Importe(f"{Dinero(valor)} × {n}", Dinero(valor * n)) for valor, n in entrega.piezas if n),
        Importe("Total en efectivo", entrega.importe, enfasis=True),
        *((Importe("Se queda en el cajón", queda),) if queda else ()),
        Separador(),
    )


def _sin_papel(corte: Corte) -> tuple[Linea, ...]:
    """What was collected and does not travel: it is in the bank already, or was a credit."""
    otros = tuple((m, i) for m, i in corte.medios if m != "efectivo" and m not in DE_PAPEL)
    if not otros:
        return ()
    return (
        Texto("Cobrado sin papel que entregar", enfasis=True),
        *(Importe(nombre_medio(medio), importe) for medio, importe in otros),
        Separador(),
    )


def _papeles(entrega: Paso) -> tuple[Linea, ...]:
    if not entrega.documentos:
        return ()
    return (
        Texto("Cheques y comprobantes", enfasis=True),
        *(Importe(f"{nombre_medio(medio)} × {n}", importe) for medio, n, importe in entrega.documentos),
        Separador(),
    )
