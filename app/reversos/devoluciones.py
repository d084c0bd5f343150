"""Money of an earlier turno given back: a supervisor's matter.

Money goes back by the medio it came by. Cash leaves the drawer of the open turno, never more than there is; a card's
goes back by the terminal; a cheque that is in the bank already, and a transfer, by transfer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from app.context import Contexto
from app.domain.autorizacion import Autorizacion
from app.domain.corte.corte import Turno
from app.domain.dinero import CERO, Dinero
from app.domain.pago.contrapago import Partes, contrapago_de, revertir, tomar_medios
from app.domain.pago.pago import FORMAS_SAT, Folio, Medio, Pago
from app.domain.renglon import exigir_renglon
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.ports import UnitOfWork
from app.reversos.contrapagos import (
    Hecho,
    Orden,
    autorizar_sesion,
    exigir_efectivo,
    exigir_que_quede,
    exigir_sin_dependientes,
    leer_pago,
    preparar,
    ya_hecho,
)
from app.reversos.previas import Previa, prever_efectivo, previa_de
from app.subsidio.subsidios import revertir_subsidios
from app.tramites.constancias import exigir_sin_constancia
from app.turno.autorizaciones import exigir_motivo
from app.turno.caja import exigir_turno


@dataclass(frozen=True, slots=True)
class Entrega:
    """How money goes back by transfer; empty for the way it came."""

    banco: str = ""
    referencia: str = ""


def devolver(
    ctx: Contexto,
    orden: Orden,
    cajero: Usuario,
    autorizacion: Autorizacion,
    monto: Dinero | None = None,
    entrega: Entrega | None = None,
) -> Hecho:
    """Give back a payment of an earlier turno, whole or (`monto`) in part; a retry with the same id does nothing.

    Raises:
        NegocioError: `folio_desconocido`, `ya_cancelado`, `pago_de_este_turno`, `monto_invalido`, `pago_posterior`,
            `favor_gastado`, `falta_entrega`, `id_repetido`, `efectivo_insuficiente`, `falta_motivo`, or what is wrong
            with the turno or the authorisation; nothing is written.
    """
    exigir_motivo(orden.motivo)
    with ctx.uow() as uow:
        antes = ya_hecho(uow, orden, "devolucion", monto)
        if antes is not None:
            return antes
        ahora = ctx.reloj.ahora()
        turno, pago, contrarias = _revisar(uow, orden.folio, cajero, ahora, monto)
        contrarias = replace(contrarias, medios=_por_donde(contrarias.medios, entrega))
        exigir_efectivo(uow, turno, -contrarias.con("efectivo"))
        sesion = autorizar_sesion(uow, autorizacion, "devolver", pago, cajero, turno, ahora, contrarias)
        como = {} if entrega is None else {"entrega": {"banco": entrega.banco, "referencia": entrega.referencia}}
        datos = preparar(ctx, uow, sesion, orden, pago, "devolucion", contrarias, **como)
        hecho = contrapago_de(uow.diario.asentar("devolucion", datos))
        revertir_subsidios(uow, hecho)
        uow.commit()
    return Hecho(hecho)


def prever_devolucion(
    ctx: Contexto, folio: Folio, cajero: Usuario, monto: Dinero | None = None, entrega: Entrega | None = None
) -> Previa:
    """What giving it back would do; without `entrega`, each part by the way it came. Writes nothing.

    Raises:
        NegocioError: what `devolver` would refuse, the reason, the authorisation and a missing `entrega` aside.
    """
    with ctx.uow() as uow:
        ahora = ctx.reloj.ahora()
        turno, pago, contrarias = _revisar(uow, folio, cajero, ahora, monto)
        if entrega is not None:
            contrarias = replace(contrarias, medios=_por_donde(contrarias.medios, entrega))
        prever_efectivo(ctx, uow, turno, -contrarias.con("efectivo"))
        return previa_de(ctx, uow, "devolucion", pago, contrarias, ahora)


def _revisar(
    uow: UnitOfWork, folio: Folio, cajero: Usuario, ahora: datetime, monto: Dinero | None
) -> tuple[Turno, Pago, Partes]:
    """The payment and what would turn it round, if it may be given back now."""
    turno = exigir_turno(uow, ahora, cajero)
    pago, partes = leer_pago(uow, folio)
    exigir_que_quede(pago.folio, partes)
    if pago.turno == turno.numero:
        raise NegocioError("pago_de_este_turno", f"El pago {pago.folio} es de este turno: se cancela (cancelar).")
    _, tomados = tomar_medios(partes.medios, _importe(partes, monto))
    contrarias = revertir(partes, tomados)
    exigir_sin_dependientes(uow, pago, contrarias)
    exigir_sin_constancia(uow, pago, contrarias)
    return turno, pago, contrarias


def _importe(partes: Partes, monto: Dinero | None) -> Dinero:
    if monto is None:
        return partes.total
    if not CERO < monto <= partes.total:
        raise NegocioError("monto_invalido", f"De ese pago se pueden devolver de 0.01 a {partes.total}.")
    return monto


def _por_donde(medios: tuple[Medio, ...], entrega: Entrega | None) -> tuple[Medio, ...]:
    """Each part by the way it came or, with `entrega`, by transfer; a card's and a credit's only as they came."""
    if entrega is None:
        if any(m.medio in ("cheque", "transferencia") for m in medios):
            raise NegocioError(
                "falta_entrega",
                "Un cheque o una transferencia de otro turno se devuelve por transferencia: diga banco y referencia.",
            )
        return medios
    if not (exigir_renglon(entrega.banco).strip() and exigir_renglon(entrega.referencia).strip()):
        raise NegocioError("falta_entrega", "Diga el banco y la referencia de la transferencia con que se devuelve.")
    por = {"forma": FORMAS_SAT["transferencia"], "referencia": entrega.referencia, "banco": entrega.banco}
    return tuple(
        m if m.medio in ("tarjeta", "saldo_a_favor") else Medio("transferencia", m.importe, **por) for m in medios
    )
