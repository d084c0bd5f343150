"""Papers of what is already on the disk: the original once, copies after it, each outcome recorded.

Nothing here can undo a payment; nothing is printed that is not committed.
"""

from __future__ import annotations

from collections.abc import Callable

from app.context import Contexto
from app.documentos import Documento, Encabezado, ticket_pago
from app.domain.pago import Folio, Pago
from app.errors import EquipoError, NegocioError

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
    _sacar(ctx, pago, encabezado, sacar, copia, "")


def reimprimir(ctx: Contexto, folio: Folio, encabezado: Encabezado, sacar: Sacar, quien: str) -> int:
    """Print a payment's ticket again, rebuilt from its asiento and marked COPIA n; returns n.

    Raises:
        NegocioError: `folio_desconocido`.
        EquipoError: the printer.
    """
    with ctx.uow() as uow:
        pago = uow.pagos.por_folio(folio)
        copia = uow.cola.copias(str(folio)) + 1
    if pago is None:
        raise NegocioError("folio_desconocido", f"No hay ningún papel con el folio {folio}.")
    _sacar(ctx, pago, encabezado, sacar, copia, quien)
    return copia


def _sacar(ctx: Contexto, pago: Pago, encabezado: Encabezado, sacar: Sacar, copia: int, quien: str) -> None:
    try:
        sacar(ticket_pago(pago, encabezado, copia))
    except (EquipoError, NegocioError):
        _anotar(ctx, pago, copia, quien, "fallo")
        raise
    _anotar(ctx, pago, copia, quien, "impreso")


def _anotar(ctx: Contexto, pago: Pago, copia: int, quien: str, resultado: str) -> None:
    folio = str(pago.folio)
    with ctx.uow() as uow:
        uow.diario.asentar(
            "papel", {"folio": folio, "clase": "pago", "copia": copia, "resultado": resultado, "quien": quien}
        )
        if resultado == "impreso" and copia == 0:
            uow.cola.quitar(folio)
        uow.commit()
