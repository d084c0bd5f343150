"""A payment found by its folio, from whatever day: whether it is cancelled or given back, and what that would do."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.context import Contexto
from app.domain.dinero import Dinero
from app.domain.pago.pago import Folio, Pago
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.ports import UnitOfWork
from app.reversos.cancelaciones import prever_cancelacion
from app.reversos.cheques import cheques_de, prever_cheque_devuelto
from app.reversos.contrapagos import leer_pago
from app.reversos.devoluciones import Entrega, prever_devolucion
from app.reversos.previas import Previa


@dataclass(frozen=True, slots=True)
class Consulta:
    """What is looked at.

    Attributes:
        clase: one of `app.domain.pago.contrapago.CLASES`; empty for the one that goes with its turno.
        monto, entrega: of a devolución.
        numero: of a cheque, where there are several.
    """

    folio: Folio
    clase: str = ""
    monto: Dinero | None = None
    entrega: Entrega | None = None
    numero: str = ""


def prever(ctx: Contexto, consulta: Consulta, cajero: Usuario) -> Previa:
    """What turning a payment round would do; writes nothing.

    Raises:
        NegocioError: whatever would be refused, with what to do instead.
    """
    if consulta.clase == "pago_cancelado":
        return prever_cancelacion(ctx, consulta.folio, cajero)
    if consulta.clase == "devolucion":
        return prever_devolucion(ctx, consulta.folio, cajero, consulta.monto, consulta.entrega)
    return prever_cheque_devuelto(ctx, consulta.folio, cajero, consulta.numero)


def _clase_natural(uow: UnitOfWork, pago: Pago) -> str:
    """`pago_cancelado` for a payment of the open turno, `devolucion` for one of another."""
    turno = uow.turnos.abierto()
    return "pago_cancelado" if turno is not None and pago.turno == turno.numero else "devolucion"


@dataclass(frozen=True, slots=True)
class Hallado:
    """A payment found, and what would become of it.

    Attributes:
        natural: `pago_cancelado` or `devolucion`: what goes with its turno.
        previa: None when that cannot be; `negado` says why then.
    """

    pago: Pago
    natural: str
    cheques: tuple[str, ...]
    previa: Previa | None
    negado: NegocioError | None = None


def consultar(ctx: Contexto, consulta: Consulta, cajero: Usuario) -> Hallado:
    """Find a payment and foresee what was asked of it; writes nothing.

    Raises:
        NegocioError: `folio_desconocido`.
    """
    with ctx.uow() as uow:
        pago, _ = leer_pago(uow, consulta.folio)
        natural = _clase_natural(uow, pago)
        cheques = tuple(m.referencia for m in cheques_de(uow, pago))
    try:
        previa = prever(ctx, replace(consulta, clase=consulta.clase or natural), cajero)
    except NegocioError as error:
        return Hallado(pago, natural, cheques, None, error)
    return Hallado(pago, natural, cheques, previa)
