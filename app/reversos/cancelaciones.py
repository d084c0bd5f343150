"""Cancel a payment of the open turno: everything returns to what it was, and the money goes back the way it came.

Cancelled whole, in the order opposite to that of the payments of its cuenta: a later one was judged with this one made
(being al corriente, a recibo settled, a certificate of no debt).
"""

from __future__ import annotations

from datetime import datetime

from app.context import Contexto
from app.domain.autorizacion import Autorizacion
from app.domain.corte.corte import Turno
from app.domain.pago.contrapago import Partes, contrapago_de, vigentes
from app.domain.pago.pago import Folio, Pago
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.ports import UnitOfWork
from app.reversos.contrapagos import (
    Hecho,
    Orden,
    autorizar_sesion,
    exigir_efectivo,
    exigir_que_quede,
    exigir_sin_descuento_cobrado,
    leer_pago,
    preparar,
    ya_hecho,
)
from app.reversos.previas import Previa, prever_efectivo, previa_de
from app.subsidio.subsidios import revertir_subsidios
from app.tramites.constancias import exigir_sin_constancia
from app.turno.autorizaciones import exigir_motivo
from app.turno.caja import exigir_turno


def cancelar(ctx: Contexto, orden: Orden, cajero: Usuario, autorizacion: Autorizacion) -> Hecho:
    """Turn a payment of this turno round, whole; a retry with the same id does nothing again.

    Args:
        autorizacion: of the operation `cancelar`, for that folio and at least its amount.

    Raises:
        NegocioError: `folio_desconocido`, `ya_cancelado`, `pago_de_otro_turno`, `pago_posterior`, `descuento_cobrado`,
            `favor_gastado`, `efectivo_insuficiente`, `falta_motivo`, or what is wrong with the
            turno or the authorisation; nothing is written.
    """
    exigir_motivo(orden.motivo)
    with ctx.uow() as uow:
        antes = ya_hecho(uow, orden, "pago_cancelado")
        if antes is not None:
            return antes
        ahora = ctx.reloj.ahora()
        turno, pago, partes = _revisar(uow, orden.folio, cajero, ahora)
        exigir_efectivo(uow, turno, partes.con("efectivo"))
        sesion = autorizar_sesion(uow, autorizacion, "cancelar", pago, cajero, turno, ahora, partes.contrarias())
        datos = preparar(ctx, uow, sesion, orden, pago, "pago_cancelado", partes.contrarias())
        hecho = contrapago_de(uow.diario.asentar("pago_cancelado", datos))
        revertir_subsidios(uow, hecho)
        uow.commit()
    return Hecho(hecho)


def prever_cancelacion(ctx: Contexto, folio: Folio, cajero: Usuario) -> Previa:
    """What cancelling it would do; writes nothing.

    Raises:
        NegocioError: what `cancelar` would refuse, the reason and the authorisation aside.
    """
    with ctx.uow() as uow:
        ahora = ctx.reloj.ahora()
        turno, pago, partes = _revisar(uow, folio, cajero, ahora)
        prever_efectivo(ctx, uow, turno, partes.con("efectivo"))
        return previa_de(ctx, uow, "pago_cancelado", pago, partes.contrarias(), ahora)


def _revisar(uow: UnitOfWork, folio: Folio, cajero: Usuario, ahora: datetime) -> tuple[Turno, Pago, Partes]:
    """The payment and what of it still stands, if it may be cancelled now."""
    turno = exigir_turno(uow, ahora, cajero)
    pago, partes = leer_pago(uow, folio)
    exigir_que_quede(pago.folio, partes)
    _exigir_de_este_turno(pago, turno)
    _exigir_ultimo(uow, pago, partes)
    return turno, pago, partes


def _exigir_de_este_turno(pago: Pago, turno: Turno) -> None:
    if pago.turno != turno.numero:
        raise NegocioError(
            "pago_de_otro_turno",
            f"El pago {pago.folio} es del turno {pago.turno}, que ya se cerró: no se cancela, se devuelve (devolver).",
        )


def _exigir_ultimo(uow: UnitOfWork, pago: Pago, partes: Partes) -> None:
    exigir_sin_descuento_cobrado(uow, pago, partes)
    exigir_sin_constancia(uow, pago, partes)
    for posterior in reversed(uow.contrapagos.posteriores(pago)):
        if vigentes(posterior, uow.contrapagos.de_pago(posterior.folio)).aplicado:
            raise NegocioError(
                "pago_posterior",
                f"Después de este pago la cuenta {pago.cuenta} hizo el {posterior.folio}, que se apoya en él: "
                f"cancele primero el {posterior.folio}.",
            )
