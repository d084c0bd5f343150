"""Papers of what is already on the disk: the original once, copies after it, each outcome recorded.

Nothing here can undo a payment; nothing is printed that is not committed.
"""

from __future__ import annotations

from collections.abc import Callable

from app.context import Contexto
from app.documentos import Documento, Encabezado, ticket_pago
from app.domain.pago import Pago
from app.domain.papel import PapelEnCola
from app.errors import EquipoError, NegocioError
from app.impresion import documento_de, papel_de_folio

#: Puts a paper where it goes; raises `EquipoError` when it cannot.
Sacar = Callable[[Documento], None]


def sacar_original(ctx: Contexto, pago: Pago, encabezado: Encabezado, sacar: Sacar) -> None:
    """Print the ticket of a payment just confirmed; if it came out before (a repeated charge), another copy.

    Raises:
        EquipoError: the printer; the ticket stays in the queue.
    """
    with ctx.uow() as uow:
        pendiente = str(pago.folio) in uow.cola.pendientes()
        copia = 0 if pendiente else uow.cola.copias(str(pago.folio)) + 1
    papel = PapelEnCola(str(pago.folio), "pago")
    _sacar(ctx, papel, ticket_pago(pago, encabezado, copia), sacar, copia, "")


def reimprimir(ctx: Contexto, folio: str, encabezado: Encabezado, sacar: Sacar, quien: str) -> int:
    """Print any paper again by its folio, rebuilt from its asiento and marked COPIA n; returns n.

    Raises:
        NegocioError: `folio_desconocido`.
        EquipoError: the printer.
    """
    papel = papel_de_folio(folio)
    with ctx.uow() as uow:
        copia = uow.cola.copias(folio) + 1
        documento = documento_de(ctx, uow, papel, copia, encabezado)
    _sacar(ctx, papel, documento, sacar, copia, quien)
    return copia


def _sacar(ctx: Contexto, papel: PapelEnCola, documento: Documento, sacar: Sacar, copia: int, quien: str) -> None:
    try:
        sacar(documento)
    except (EquipoError, NegocioError):
        _anotar(ctx, papel, copia, quien, "fallo")
        raise
    _anotar(ctx, papel, copia, quien, "impreso")


def _anotar(ctx: Contexto, papel: PapelEnCola, copia: int, quien: str, resultado: str) -> None:
    with ctx.uow() as uow:
        datos = {"folio": papel.folio, "clase": papel.clase, "copia": copia, "resultado": resultado, "quien": quien}
        uow.diario.asentar("papel", datos)
        if resultado == "impreso" and copia == 0:
            uow.cola.quitar(papel.folio)
        uow.commit()
