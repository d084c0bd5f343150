"""A cheque that the bank returned: what it had paid is owed again, with its charge."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from app.cobro.cargos import CargoHecho, asentar_cargo
from app.context import Contexto
from app.domain.autorizacion import Autorizacion
from app.domain.corte.corte import Turno
from app.domain.cuenta import Cargo
from app.domain.dinero import Dinero, suma
from app.domain.pago.contrapago import Contrapago, Partes, contrapago_de, revertir
from app.domain.pago.pago import Folio, Medio, Pago
from app.domain.pago.servicio import APORTACION
from app.domain.renglon import exigir_renglon
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.ports import UnitOfWork
from app.reversos.contrapagos import (
    Hecho,
    Orden,
    autorizar_sesion,
    exigir_sin_dependientes,
    leer_pago,
    preparar,
    ya_hecho,
)
from app.reversos.previas import Previa, previa_de
from app.subsidio.subsidios import revertir_subsidios
from app.turno.autorizaciones import exigir_motivo
from app.turno.caja import exigir_turno


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


@dataclass(frozen=True, slots=True)
class AvisoDelBanco:
    """What the bank says of a cheque.

    Attributes:
        causa: as the bank gives it.
        numero: of the cheque, where the payment has several.
        indemnizacion: charged to the recibo that is reopened, in the same transaction.
    """

    causa: str
    numero: str = ""
    indemnizacion: Indemnizacion | None = None


def registrar_cheque_devuelto(
    ctx: Contexto, orden: Orden, aviso: AvisoDelBanco, cajero: Usuario, autorizacion: Autorizacion
) -> ChequeDevuelto:
    """Reopen what a cheque had paid, in the order opposite to that in which it was applied, with its charge.

    What it had bought (a service) becomes a charge on the next recibo, and so does what was given back of it before the
    bank answered; third parties' money was voluntary and does not.

    Raises:
        NegocioError: `folio_desconocido`, `sin_cheque`, `cheque_ambiguo`, `pago_posterior`, `descuento_cobrado`,
            `favor_gastado`, `falta_motivo`, `sin_cuenta`, or what is wrong with the charge, the turno or the
            authorisation.
    """
    exigir_motivo(orden.motivo)
    exigir_motivo(aviso.causa)
    with ctx.uow() as uow:
        antes = ya_hecho(uow, orden, "cheque_devuelto")
        if antes is not None:
            banco, numero = antes.contrapago.datos["banco"], antes.contrapago.datos["numero"]
            return ChequeDevuelto(antes, tambien=_mismo_cheque(uow, leer_pago(uow, orden.folio)[0], banco, numero))
        ahora = ctx.reloj.ahora()
        turno, pago, cheque, contrarias = _revisar(uow, orden.folio, cajero, ahora, aviso.numero)
        sesion = autorizar_sesion(uow, autorizacion, "cheque_devuelto", pago, cajero, turno, ahora, contrarias)
        datos = {"banco": cheque.banco, "numero": cheque.referencia, "causa": aviso.causa.strip()}
        datos = preparar(ctx, uow, sesion, orden, pago, "cheque_devuelto", contrarias, **datos)
        asiento = uow.diario.asentar("cheque_devuelto", datos)
        hecho = contrapago_de(asiento)
        revertir_subsidios(uow, hecho)
        cargos = _cargar(
            ctx, uow, hecho, asiento.ref, cajero, aviso.indemnizacion, cheque.importe + contrarias.con("cheque")
        )
        tambien = _mismo_cheque(uow, pago, cheque.banco, cheque.referencia)
        uow.commit()
    return ChequeDevuelto(Hecho(hecho), cargos, tambien)


def prever_cheque_devuelto(ctx: Contexto, folio: Folio, cajero: Usuario, numero: str = "") -> Previa:
    """What the bank's return of a cheque would do, its charge aside; writes nothing.

    Raises:
        NegocioError: what `registrar_cheque_devuelto` would refuse, the reason and the authorisation aside.
    """
    with ctx.uow() as uow:
        ahora = ctx.reloj.ahora()
        _, pago, _, contrarias = _revisar(uow, folio, cajero, ahora, numero)
        return previa_de(ctx, uow, "cheque_devuelto", pago, contrarias, ahora)


def _revisar(
    uow: UnitOfWork, folio: Folio, cajero: Usuario, ahora: datetime, numero: str
) -> tuple[Turno, Pago, Medio, Partes]:
    """The payment, its cheque, and what would turn it round, if its return may be registered now."""
    turno = exigir_turno(uow, ahora, cajero)
    pago, partes = leer_pago(uow, folio)
    cheque = _cheque(uow, pago, numero)
    queda = _lo_que_queda(partes, cheque)
    contrarias = revertir(partes, tuple(m for m in (queda,) if m.importe))
    exigir_sin_dependientes(uow, pago, contrarias)
    return turno, pago, cheque, contrarias


def cheques_de(uow: UnitOfWork, pago: Pago) -> tuple[Medio, ...]:
    """Those that the payment was made with and the bank may still return; of a cancelled one it was handed back."""
    hechos = uow.contrapagos.de_pago(pago.folio)
    ya = [(h.datos["banco"], h.datos["numero"]) for h in hechos if h.clase == "cheque_devuelto"]
    suyos = () if any(h.clase == "pago_cancelado" for h in hechos) else pago.medios
    return tuple(m for m in suyos if m.medio == "cheque" and (m.banco, m.referencia) not in ya)


def _cheque(uow: UnitOfWork, pago: Pago, numero: str) -> Medio:
    cheques = [m for m in cheques_de(uow, pago) if numero.strip() in ("", m.referencia)]
    if not cheques:
        raise NegocioError("sin_cheque", f"El pago {pago.folio} no tiene ese cheque, o ya se registró su devolución.")
    if len(cheques) > 1:
        numeros = ", ".join(m.referencia for m in cheques)
        raise NegocioError("cheque_ambiguo", f"El pago {pago.folio} tiene varios cheques ({numeros}): diga cuál.")
    return cheques[0]


def _lo_que_queda(partes: Partes, cheque: Medio) -> Medio:
    """That cheque less what was given back of it."""
    iguales = [m for m in partes.medios if replace(m, importe=cheque.importe) == cheque]
    return replace(cheque, importe=suma(m.importe for m in iguales))


def _cargar(
    ctx: Contexto,
    uow: UnitOfWork,
    hecho: Contrapago,
    ref: str,
    cajero: Usuario,
    indemnizacion: Indemnizacion | None,
    dado: Dinero,
) -> tuple[CargoHecho, ...]:
    """Its cost on the oldest recibo that it reopens; what it had bought, or was given back of it, on the next one."""
    if not hecho.cuenta:
        if indemnizacion is not None:
            raise NegocioError("sin_cuenta", "Ese pago fue sin cuenta: no hay recibo al que cargar la indemnización.")
        return ()
    reabierto = min((a.periodo for a in hecho.partes.aplicado if a.periodo is not None), default=None)
    costo = () if indemnizacion is None else (_costo(hecho, indemnizacion),)
    cargar = partial(asentar_cargo, ctx, uow, hecho.cuenta, autorizo=hecho.autorizo, origen=ref)
    return tuple(
        cargar(conceptos, hecho.motivo, cajero, periodo=periodo)
        for conceptos, periodo in ((costo, reabierto), (_comprado(hecho) + _reintegro(hecho, dado), None))
        if conceptos
    )


def _costo(hecho: Contrapago, indemnizacion: Indemnizacion) -> Cargo:
    if not exigir_renglon(indemnizacion.fundamento).strip():
        raise NegocioError("falta_fundamento", "Diga el artículo que ordena el cargo por el cheque devuelto.")
    detalle = f"cheque devuelto {hecho.datos['numero']} de {hecho.datos['banco']}"
    return Cargo("gastos", indemnizacion.importe, detalle, indemnizacion.fundamento.strip())


def _reintegro(hecho: Contrapago, dado: Dinero) -> tuple[Cargo, ...]:
    """What was given back of a cheque that was worth nothing."""
    detalle = f"devuelto de más, cheque {hecho.datos['numero']} de {hecho.datos['banco']}"
    return (Cargo("reintegro", dado, detalle),) if dado else ()


def _comprado(hecho: Contrapago) -> tuple[Cargo, ...]:
    """Services that the cheque paid: what is not debt of a recibo, credit, or voluntary."""
    return tuple(
        Cargo(a.clave, -a.importe, a.detalle, a.fundamento)
        for a in hecho.partes.aplicado
        if a.periodo is None and a.clave != "anticipo" and not a.clave.startswith(APORTACION)
    )


def _mismo_cheque(uow: UnitOfWork, pago: Pago, banco: str, numero: str) -> tuple[Folio, ...]:
    """Other folios of the charge that the same cheque paid, each still to be reversed."""
    prueba = banco, numero
    return tuple(
        p.folio
        for p in uow.pagos.del_cobro(pago.cobro)
        if p.folio != pago.folio and any((m.banco, m.referencia) == prueba for m in cheques_de(uow, p))
    )
