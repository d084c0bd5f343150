"""Money of an earlier turno given back, and cheques that the bank returned: a supervisor's matter.

Money goes back by the medio it came by. Cash leaves the drawer of the open turno, never more than there is; a card's
goes back by the terminal; a cheque that is in the bank already, and a transfer, by transfer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.autorizaciones import asentar_permiso, exigir_motivo
from app.caja import exigir_turno
from app.cargos import CargoHecho, asentar_cargo
from app.context import Contexto
from app.contrapagos import (
    Hecho,
    Orden,
    Sesion,
    contenido,
    encolar,
    exigir_efectivo,
    exigir_que_quede,
    exigir_sin_dependientes,
    leer_pago,
    preparar,
    ya_hecho,
)
from app.domain.autorizacion import Autorizacion
from app.domain.contrapago import Contrapago, Partes, revertir, tomar_medios
from app.domain.cuenta import Cargo
from app.domain.dinero import CERO, Dinero
from app.domain.pago import FORMAS_SAT, Folio, Medio, Pago
from app.domain.renglon import exigir_renglon
from app.domain.servicio import APORTACION
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Entrega:
    """How money goes back by transfer; empty for the way it came."""

    banco: str = ""
    referencia: str = ""


@dataclass(frozen=True, slots=True)
class Indemnizacion:
    """What a cheque without funds costs its drawer, and the article that orders it."""

    importe: Dinero
    fundamento: str


@dataclass(frozen=True, slots=True)
class ChequeDevuelto:
    """A cheque reversed, with what was charged for it and what it had bought.

    Attributes:
        tambien: folios of the same charge that the cheque paid too, each still to be reversed.
    """

    hecho: Hecho
    cargos: tuple[CargoHecho, ...] = ()
    tambien: tuple[Folio, ...] = ()


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
            `favor_gastado`, `falta_entrega`, `efectivo_insuficiente`, `falta_motivo`, or what is wrong with the turno
            or the authorisation; nothing is written.
    """
    exigir_motivo(orden.motivo)
    with ctx.uow() as uow:
        antes = ya_hecho(uow, orden, "devolucion")
        if antes is not None:
            return antes
        ahora = ctx.reloj.ahora()
        turno = exigir_turno(uow, ahora, cajero)
        pago, partes = leer_pago(uow, orden.folio)
        exigir_que_quede(pago.folio, partes)
        if pago.turno == turno.numero:
            raise NegocioError("pago_de_este_turno", f"El pago {pago.folio} es de este turno: se cancela (cancelar).")
        importe = _importe(partes, monto)
        _, tomados = tomar_medios(partes.medios, importe)
        contrarias = revertir(partes, tomados)
        exigir_sin_dependientes(uow, pago, contrarias)
        contrarias = replace(contrarias, medios=_por_donde(contrarias.medios, entrega))
        exigir_efectivo(uow, turno, -contrarias.con("efectivo"))
        permiso = asentar_permiso(uow, autorizacion, "devolver", str(pago.folio), cajero.clave, ahora, importe=importe)
        sesion = Sesion(cajero, autorizacion.quien, turno, ahora)
        datos = {} if entrega is None else {"entrega": {"banco": entrega.banco, "referencia": entrega.referencia}}
        hecho, recibos = preparar(ctx, uow, sesion, orden, pago, "devolucion", contrarias, datos)
        uow.diario.asentar("devolucion", contenido(uow, hecho, recibos, pago, permiso))
        encolar(uow, hecho)
        uow.commit()
    return Hecho(hecho)


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


def registrar_cheque_devuelto(
    ctx: Contexto,
    orden: Orden,
    causa: str,
    cajero: Usuario,
    autorizacion: Autorizacion,
    *,
    numero: str = "",
    indemnizacion: Indemnizacion | None = None,
) -> ChequeDevuelto:
    """Reopen what a cheque had paid, in the order opposite to that in which it was applied, with its charge.

    What it had bought (a service) becomes a charge on the next recibo; third parties' money was voluntary and does not.

    Args:
        causa: as the bank gives it.
        numero: of the cheque, where the payment has several.
        indemnizacion: charged to the recibo that is reopened, in the same transaction.

    Raises:
        NegocioError: `folio_desconocido`, `sin_cheque`, `cheque_ambiguo`, `pago_posterior`, `favor_gastado`,
            `falta_motivo`, `sin_cuenta`, or what is wrong with the charge, the turno or the authorisation.
    """
    exigir_motivo(orden.motivo)
    exigir_motivo(causa)
    with ctx.uow() as uow:
        antes = ya_hecho(uow, orden, "cheque_devuelto")
        if antes is not None:
            return ChequeDevuelto(antes)
        ahora = ctx.reloj.ahora()
        turno = exigir_turno(uow, ahora, cajero)
        pago, partes = leer_pago(uow, orden.folio)
        cheque = _cheque(pago, partes, numero)
        contrarias = revertir(partes, (cheque,))
        exigir_sin_dependientes(uow, pago, contrarias)
        permiso = asentar_permiso(
            uow, autorizacion, "cheque_devuelto", str(pago.folio), cajero.clave, ahora, importe=cheque.importe
        )
        sesion = Sesion(cajero, autorizacion.quien, turno, ahora)
        datos = {"banco": cheque.banco, "numero": cheque.referencia, "causa": causa.strip()}
        hecho, recibos = preparar(ctx, uow, sesion, orden, pago, "cheque_devuelto", contrarias, datos)
        asiento = uow.diario.asentar("cheque_devuelto", contenido(uow, hecho, recibos, pago, permiso))
        ref = f"{asiento.caja}/{asiento.epoca}/{asiento.seq}"
        cargos = _cargar(ctx, uow, hecho, ref, cajero, indemnizacion)
        encolar(uow, hecho)
        tambien = _mismo_cheque(uow, pago, cheque)
        uow.commit()
    return ChequeDevuelto(Hecho(hecho), cargos, tambien)


def _cheque(pago: Pago, partes: Partes, numero: str) -> Medio:
    cheques = [m for m in partes.medios if m.medio == "cheque" and numero.strip() in ("", m.referencia)]
    if not cheques:
        raise NegocioError("sin_cheque", f"El pago {pago.folio} no tiene ese cheque, o ya se registró su devolución.")
    if len(cheques) > 1:
        numeros = ", ".join(m.referencia for m in cheques)
        raise NegocioError("cheque_ambiguo", f"El pago {pago.folio} tiene varios cheques ({numeros}): diga cuál.")
    return cheques[0]


def _cargar(
    ctx: Contexto,
    uow: UnitOfWork,
    hecho: Contrapago,
    ref: str,
    cajero: Usuario,
    indemnizacion: Indemnizacion | None,
) -> tuple[CargoHecho, ...]:
    """The charge of the cheque on the oldest recibo that it reopens, and what it had bought on the next one."""
    if not hecho.cuenta:
        if indemnizacion is not None:
            raise NegocioError("sin_cuenta", "Ese pago fue sin cuenta: no hay recibo al que cargar la indemnización.")
        return ()
    reabierto = min((a.periodo for a in hecho.partes.aplicado if a.periodo is not None), default=None)
    costo = () if indemnizacion is None else (_costo(hecho, indemnizacion),)
    de_quien = {"autorizo": hecho.autorizo, "origen": ref}
    return tuple(
        asentar_cargo(ctx, uow, hecho.cuenta, conceptos, hecho.motivo, cajero, periodo=periodo, **de_quien)
        for conceptos, periodo in ((costo, reabierto), (_comprado(hecho), None))
        if conceptos
    )


def _costo(hecho: Contrapago, indemnizacion: Indemnizacion) -> Cargo:
    if not exigir_renglon(indemnizacion.fundamento).strip():
        raise NegocioError("falta_fundamento", "Diga el artículo que ordena el cargo por el cheque devuelto.")
    detalle = f"cheque devuelto {hecho.datos['numero']} de {hecho.datos['banco']}"
    return Cargo("gastos", indemnizacion.importe, detalle, indemnizacion.fundamento.strip())


def _comprado(hecho: Contrapago) -> tuple[Cargo, ...]:
    """Services that the cheque paid: what is not debt of a recibo, credit, or voluntary."""
    return tuple(
        Cargo(a.clave, -a.importe, a.detalle, a.fundamento)
        for a in hecho.partes.aplicado
        if a.periodo is None and a.clave != "anticipo" and not a.clave.startswith(APORTACION)
    )


def _mismo_cheque(uow: UnitOfWork, pago: Pago, cheque: Medio) -> tuple[Folio, ...]:
    """Other folios of the charge that the same cheque paid."""
    prueba = cheque.banco, cheque.referencia
    return tuple(
        p.folio
        for p in uow.pagos.del_cobro(pago.cobro)
        if p.folio != pago.folio and any((m.banco, m.referencia) == prueba for m in leer_pago(uow, p.folio)[1].medios)
    )
