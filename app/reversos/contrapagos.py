"""What a cancelación, a devolución and a returned cheque have in common: from a payment to the asiento's content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.centro.acreditaciones import retirar_acreditado
from app.cobro.consulta import leer_estado
from app.context import Contexto
from app.domain.autorizacion import Autorizacion
from app.domain.corte.corte import Turno
from app.domain.deuda.adeudo import Adeudo
from app.domain.deuda.aplicado import Aplicado
from app.domain.deuda.cargo import vivos
from app.domain.dinero import CERO, Dinero
from app.domain.pago.contrapago import Contrapago, Partes, datos_de_contrapago, dia_en_que_cuenta, is_rota, vigentes
from app.domain.pago.pago import Folio, Pago
from app.domain.subsidio.subsidiado import en_pie
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.ports import UnitOfWork
from app.turno.autorizaciones import asentar_permiso
from app.turno.caja import efectivo_en_cajon

#: After every asiento of this caja: no import includes what is about to be appended.
_DESPUES = 2**62


@dataclass(frozen=True, slots=True)
class Orden:
    """An order to turn a payment round.

    Attributes:
        id: UUID; a retry with the same one returns what it did.
    """

    id: str
    folio: Folio
    motivo: str


@dataclass(frozen=True, slots=True)
class Hecho:
    """What an order did; `repetido` when it had done it before."""

    contrapago: Contrapago
    repetido: bool = False


@dataclass(frozen=True, slots=True)
class Sesion:
    """Who does it, allowed by whom (clave, and ref of their word), in which turno, now."""

    cajero: Usuario
    autorizo: str
    permiso: str
    turno: Turno
    ahora: datetime


def buscar_pago(ctx: Contexto, folio: Folio) -> tuple[Pago, Partes]:
    """A payment and what of it still stands: what a supervisor looks at before allowing anything.

    Raises:
        NegocioError: `folio_desconocido`.
    """
    with ctx.uow() as uow:
        return leer_pago(uow, folio)


def leer_pago(uow: UnitOfWork, folio: Folio) -> tuple[Pago, Partes]:
    """The same, in the caller's unit of work."""
    pago = uow.pagos.por_folio(folio)
    if pago is None:
        raise NegocioError("folio_desconocido", f"No hay ningún pago con el folio {folio}.")
    return pago, vigentes(pago, uow.contrapagos.de_pago(folio))


def ya_hecho(uow: UnitOfWork, orden: Orden, clase: str, importe: Dinero | None = None) -> Hecho | None:
    """What the same order did before, or None.

    Args:
        importe: how much it asks for, where it says so.

    Raises:
        NegocioError: `id_repetido`, when it did something else.
    """
    antes = uow.contrapagos.del_cobro(orden.id)
    if antes is None:
        return None
    if (antes.clase, antes.cancela) != (clase, orden.folio) or importe not in (None, antes.importe):
        raise NegocioError("id_repetido", f"Ese identificador ya es de {antes.folio}, que hizo otra cosa.")
    return Hecho(antes, repetido=True)


def exigir_que_quede(folio: Folio, partes: Partes) -> None:
    """Refuse what was turned round already.

    Raises:
        NegocioError: `ya_cancelado`.
    """
    if not partes.aplicado:
        raise NegocioError("ya_cancelado", f"El pago {folio} ya se canceló o se devolvió completo. No se hizo nada.")


def exigir_sin_dependientes(uow: UnitOfWork, pago: Pago, partes: Partes) -> None:
    """Refuse to take away what a withdrawal, a later payment's benefit or a month of a year paid ahead rests on.

    Raises:
        NegocioError: `descuento_cobrado` or `pago_posterior`.
    """
    exigir_sin_descuento_cobrado(uow, pago, partes)
    anual = any(a.folio == str(pago.folio) for a in uow.beneficios.adelantados(pago.cuenta))
    for posterior in uow.contrapagos.posteriores(pago):
        vueltas = uow.contrapagos.de_pago(posterior.folio)
        suyas = vigentes(posterior, vueltas)
        if anual and suyas.con("saldo_a_favor"):
            raise NegocioError(
                "pago_posterior",
                f"El pago {posterior.folio} se cubrió con el pago anual {pago.folio}: devuelva primero el "
                f"{posterior.folio}.",
            )
        if is_rota(partes, suyas, en_pie(posterior.subsidiado, vueltas)):
            raise NegocioError(
                "pago_posterior",
                f"El pago {posterior.folio} liquidó con beneficio un recibo que este había abonado: "
                f"devuelva primero el {posterior.folio} y cóbrelo otra vez después.",
            )


def exigir_sin_descuento_cobrado(uow: UnitOfWork, pago: Pago, partes: Partes) -> None:
    """Refuse to give back a discount that was charged to the cuenta as falsely got.

    Raises:
        NegocioError: `descuento_cobrado`.
    """
    if not pago.cuenta:
        return
    cargados = {c.ref for c in vivos(uow.cargos.de_cuentas((pago.cuenta,)).get(pago.cuenta, ()))}
    for r in uow.beneficios.recuperados(pago.cuenta):
        suyos = any(d.programa == r.programa for d in partes.descuentos)
        if suyos and r.cargo in cargados and r.desde <= pago.fecha <= r.hasta:
            raise NegocioError(
                "descuento_cobrado",
                f"Lo que {r.programa} descontó en el pago {pago.folio} ya se cargó a la cuenta por datos falsos: "
                "anule primero ese cargo.",
            )


def exigir_efectivo(uow: UnitOfWork, turno: Turno, sale: Dinero) -> None:
    """Refuse to take out more cash than there should be; the amount is not told, since the count may be blind.

    Raises:
        NegocioError: `efectivo_insuficiente`.
    """
    if sale > CERO and sale > efectivo_en_cajon(uow, turno):
        raise NegocioError(
            "efectivo_insuficiente", f"En el cajón no hay {sale} en efectivo: meta cambio primero, como entrada."
        )


def autorizar_sesion(
    uow: UnitOfWork,
    autorizacion: Autorizacion,
    operacion: str,
    pago: Pago,
    cajero: Usuario,
    turno: Turno,
    ahora: datetime,
    partes: Partes,
) -> Sesion:
    """Use the supervisor's word up for that payment and what of it is turned round (`partes`, below zero).

    The credit that goes with it goes back before: nothing comes between a supervisor's word and what it allows.

    Raises:
        NegocioError: what `app.turno.autorizaciones.asentar_permiso` raises.
    """
    retirar_acreditado(uow, pago, partes, cajero.clave)
    permiso = asentar_permiso(uow, autorizacion, operacion, str(pago.folio), cajero.clave, ahora, -partes.total)
    return Sesion(cajero, autorizacion.quien, permiso, turno, ahora)


def preparar(
    ctx: Contexto, uow: UnitOfWork, sesion: Sesion, orden: Orden, pago: Pago, clase: str, partes: Partes, **datos: Any
) -> dict[str, Any]:
    """Content of the asiento that turns `partes` (below zero) round; its voucher waits for the printer.

    Args:
        datos: fields that only its kind has.

    Raises:
        NegocioError: `favor_gastado`, or `cuenta_desconocida`.
    """
    favor, antes, despues = consecuencias(ctx, uow, pago, partes, clase, sesion.ahora)
    hecho = Contrapago(
        clase=clase,
        id=orden.id,
        folio=uow.contrapagos.siguiente_folio(),
        cancela=pago.folio,
        cuenta=pago.cuenta,
        titular=pago.titular,
        momento=sesion.ahora,
        turno=sesion.turno.numero,
        cajero=sesion.cajero.clave,
        cajero_nombre=sesion.cajero.nombre,
        partes=partes,
        saldo_anterior=CERO if antes is None else antes.total,
        saldo_restante=CERO if despues is None else despues.total,
        saldo_a_favor=favor,
        motivo=orden.motivo.strip(),
        autorizo=sesion.autorizo,
        datos=datos,
    )
    uow.cola.encolar(str(hecho.folio), "contrapago")
    lugar = uow.contrapagos.ref(pago.folio), sesion.permiso
    vencian = uow.contrapagos.vencimientos(pago.folio)
    return datos_de_contrapago(hecho, pago, *lugar, _recibos_tocados(antes, despues, partes, vencian))


def consecuencias(
    ctx: Contexto, uow: UnitOfWork, pago: Pago, partes: Partes, clase: str, ahora: datetime, acreditado: Dinero = CERO
) -> tuple[Dinero, Adeudo | None, Adeudo | None]:
    """Credit of the cuenta after `partes` (below zero), and what it owes before and after; None where it owes nothing:
    a sale to nobody, or to a cuenta that is no more.

    Args:
        acreditado: credit that is still to go back with it.

    Raises:
        NegocioError: `favor_gastado`.
    """
    return _exigir_favor(uow, pago, partes.favor - acreditado), *_adeudos(ctx, uow, pago, partes, clase, ahora)


def _exigir_favor(uow: UnitOfWork, pago: Pago, cambio: Dinero) -> Dinero:
    """Credit of the cuenta afterwards."""
    hay = uow.pagos.favores((pago.cuenta,)).get(pago.cuenta, CERO) if pago.cuenta else CERO
    favor = hay + cambio
    if favor < CERO:
        raise NegocioError(
            "favor_gastado",
            f"El saldo a favor que dejó el pago {pago.folio} ya se usó: faltan {-favor}. "
            "Cancele o devuelva primero el pago que lo usó.",
        )
    return favor


def _adeudos(
    ctx: Contexto, uow: UnitOfWork, pago: Pago, partes: Partes, clase: str, ahora: datetime
) -> tuple[Adeudo | None, Adeudo | None]:
    """What the cuenta owes before and after; None for a sale to nobody, or to a cuenta that is no more."""
    if not pago.cuenta or ctx.padron.cuenta(pago.cuenta) is None:
        return None, None
    dia = dia_en_que_cuenta(clase, ahora.date(), pago.fecha)
    aqui = ctx.caja.numero, ctx.caja.epoca, _DESPUES, dia
    hechos = tuple(_hechos(partes, *aqui))
    return leer_estado(ctx, uow, pago.cuenta).adeudo, leer_estado(ctx, uow, pago.cuenta, hechos).adeudo


def _hechos(partes: Partes, caja: str, epoca: str, seq: int, dia: date) -> Iterator[Aplicado]:
    """The facts that `partes` is about to be; a discount may go back although the line of its concepto stays."""
    quitado: dict[tuple[str, str], Dinero] = {}
    for d in partes.descuentos:
        llave = (d.periodo.texto() if d.periodo else "", d.clave)
        quitado[llave] = quitado.get(llave, CERO) - d.importe
    for a in partes.aplicado:
        llave = (a.periodo.texto() if a.periodo else "", a.clave)
        yield Aplicado(caja, epoca, seq, dia, *llave, a.importe, a.causado, quitado.pop(llave, CERO))
    for llave, descontado in quitado.items():
        yield Aplicado(caja, epoca, seq, dia, *llave, CERO, descontado=descontado)


def _recibos_tocados(
    antes: Adeudo | None, despues: Adeudo | None, partes: Partes, vencian: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The recibos that owe more, and those whose lines go back although they do not: an import had settled them.

    Each with the last day that the payment found, so that what goes back is of the same age as what came in.
    """
    if antes is None or despues is None:
        return []
    suyos = {a.periodo for a in partes.aplicado if not a.causado}
    return [
        {
            "periodo": (periodo := viejo.recibo.periodo.texto()),
            "lote": viejo.recibo.lote,
            "vence": vencian.get(periodo) or viejo.recibo.vence.isoformat(),
            "total": viejo.recibo.total.centavos,
            "antes": viejo.total.centavos,
            "despues": nuevo.total.centavos,
        }
        for viejo, nuevo in zip(antes.saldos, despues.saldos, strict=True)
        if viejo.total != nuevo.total or viejo.recibo.periodo in suyos
    ]
