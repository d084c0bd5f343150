"""Take up again, from the customer's ticket, a payment that died with its PC before it was sent.

It credits the cuenta as it stood on the day of the ticket, and is in no corte: nobody has its money now, and the corte
that had it died with it. If the payment itself turns up, the centre takes this one back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import partial
from typing import Any

from app.beneficiarios.beneficios import Pedido, beneficiar
from app.centro.enlace import contacto
from app.centro.ronda import Medios
from app.cobro.cobranza import multiplo_de_efectivo
from app.cobro.consulta import leer_estado
from app.cobro.registro import recibos_tocados
from app.context import Contexto
from app.domain.autorizacion import Autorizacion
from app.domain.diario.contenido import datos_de_aplicacion, datos_de_descuento, datos_de_medio
from app.domain.dinero import CERO, Dinero
from app.domain.pago.liquidacion import Liquidacion, liquidar
from app.domain.pago.pago import FORMAS_SAT, Folio, Medio
from app.domain.pago.recuperado import (
    CLASE_DE_RECUPERADO,
    PagoRecuperado,
    TicketPerdido,
    de_otro_pago,
    recuperado_de,
)
from app.domain.usuario import Usuario
from app.errors import EquipoError, NegocioError
from app.gente.acceso import exigir
from app.papel.papeles import clase_de_papel
from app.ports import UnitOfWork
from app.turno.autorizaciones import asentar_permiso, exigir_motivo

#: Form of payment of a card whose kind nobody knows (c_FormaPago: «Por definir»).
_POR_DEFINIR = "99"


@dataclass(frozen=True, slots=True)
class _RelojDelTicket:
    """What a cuenta owed depends on the day: the ticket's."""

    momento: datetime

    def ahora(self) -> datetime:
        return self.momento


def prever_recuperado(ctx: Contexto, ticket: TicketPerdido) -> Liquidacion:
    """What taking up that ticket would do to its cuenta; writes nothing.

    Raises:
        NegocioError: what `TicketPerdido.exigir` and `TicketPerdido.exigir_dado` raise; `pago_ya_esta`,
            `ya_recuperado`, `cuenta_desconocida`, or what `app.domain.pago.liquidacion.liquidar` raises.
    """
    ticket.exigir(ctx.caja.numero, ctx.reloj.ahora().date())
    with ctx.uow() as uow:
        _exigir_perdido(uow, ticket)
        return _liquidar(ctx, uow, ticket)


def posible(ctx: Contexto, ticket: TicketPerdido) -> TicketPerdido:
    """The same ticket, by the oldest months where those that it names are owed no longer.

    Raises:
        NegocioError: what `prever_recuperado` raises of either.
    """
    try:
        prever_recuperado(ctx, ticket)
    except NegocioError as error:
        if error.clave not in ("recibo_sin_adeudo", "monto_excede_recibos"):
            raise
        ticket = replace(ticket, recibos=())
        prever_recuperado(ctx, ticket)
    return ticket


def recuperar_pago(
    ctx: Contexto, ticket: TicketPerdido, motivo: str, cajero: Usuario, autorizacion: Autorizacion
) -> PagoRecuperado:
    """Credit the cuenta as the ticket says, by the word of a supervisor.

    Args:
        cajero: who saw the ticket.
        autorizacion: of the operation `recuperar_pago`, for that folio and up to its amount.

    Raises:
        NegocioError: what `prever_recuperado` raises, `falta_motivo`, or what is wrong with the authorisation.
    """
    ahora = ctx.reloj.ahora()
    ticket.exigir(ctx.caja.numero, ahora.date())
    exigir_motivo(motivo)
    with ctx.uow() as uow:
        exigir(uow, cajero, "cobrar")
        _exigir_perdido(uow, ticket)
        hecha = _liquidar(ctx, uow, ticket)
        operacion, folio = "recuperar_pago", str(ticket.folio)
        permiso = asentar_permiso(uow, autorizacion, operacion, folio, cajero.clave, ahora, ticket.importe)
        datos = _datos(ticket, hecha) | {
            "motivo": motivo.strip(),
            "momento": ahora.isoformat(),
            "cajero": cajero.clave,
            "cajero_nombre": cajero.nombre,
            "autorizo": autorizacion.quien,
            "permiso": permiso,
        }
        asiento = uow.diario.asentar("pago_recuperado", datos)
        papel = nombre_de_papel(ticket.folio)
        uow.cola.encolar(papel, clase_de_papel(papel))
        uow.commit()
    return recuperado_de(asiento)


def nombre_de_papel(folio: Folio) -> str:
    """What its paper is called; it has no folio of its own."""
    return f"{CLASE_DE_RECUPERADO}{folio}"


def exigir_que_no_este(medios: Medios, ticket: TicketPerdido) -> bool:
    """Ask the centre whether it has that payment; whether it could be asked.

    Raises:
        NegocioError: `pago_en_el_centro`, or `folio_de_otro_pago`.
    """
    enlace = medios.enlaces.leer(medios.caja)
    if enlace is None:
        return False
    try:
        with contacto(medios.enlaces, enlace) as centro:
            hallado = centro.hash_de_pago(str(ticket.folio))
    except EquipoError:
        # Without it the payment is taken up all the same: if it is there, the centre takes this one back.
        return False
    if hallado.startswith(ticket.verificacion):
        raise NegocioError(
            "pago_en_el_centro",
            f"El centro tiene el pago {ticket.folio}: ya cuenta en la cuenta y no se perdió. Sincronice la caja.",
        )
    if hallado and ticket.prueba != "archivo":
        raise de_otro_pago(ticket.folio)
    return True


def _exigir_perdido(uow: UnitOfWork, ticket: TicketPerdido) -> None:
    if uow.recuperados.hash_de_pago(ticket.folio).startswith(ticket.verificacion):
        raise NegocioError(
            "pago_ya_esta",
            f"El pago {ticket.folio} está en el diario de esta caja: no hay nada que reponer. Imprima una copia.",
        )
    if any(r.verificacion == ticket.verificacion for r in uow.recuperados.de_folio(ticket.folio)):
        raise NegocioError("ya_recuperado", f"El ticket {ticket.folio} ya se repuso. Imprima su comprobante.")
    ticket.exigir_dado(uow.caja.serie, uow.recuperados.ultimo_de(ticket.folio.serie))


def _liquidar(ctx: Contexto, uow: UnitOfWork, ticket: TicketPerdido) -> Liquidacion:
    """As the cuenta stood on the day of the ticket, so that discounts and recargos are those that it paid."""
    aquel_dia = _RelojDelTicket(datetime.combine(ticket.fecha, time(12), ctx.reloj.ahora().tzinfo))
    estado = leer_estado(replace(ctx, reloj=aquel_dia), uow, ticket.cuenta)
    adeudo = estado.adeudo
    beneficia = beneficiar(ctx.perfil, adeudo, estado.beneficios, Pedido(), estado.adelantados)
    pagar = partial(liquidar, adeudo, beneficia, elegidos=ticket.recibos, salta_rezago=True)
    if adeudo.total:
        entera = pagar()
        # What cash was rounded down by is on no line of it.
        if CERO <= entera.total - ticket.importe < max(multiplo_de_efectivo(ctx), Dinero(1)):
            return entera
    return pagar(monto=ticket.importe)


def _datos(ticket: TicketPerdido, hecha: Liquidacion) -> dict[str, Any]:
    cuenta, favor = hecha.adeudo.cuenta, hecha.adeudo.favor
    medio = Medio(ticket.medio, ticket.importe, FORMAS_SAT.get(ticket.medio, _POR_DEFINIR))
    return {
        "folio": str(ticket.folio),
        "verificacion": ticket.verificacion,
        "prueba": ticket.prueba,
        "cuenta": {
            "numero": cuenta.numero,
            "titular": cuenta.titular,
            "domicilio": ", ".join(t for t in (cuenta.domicilio, cuenta.colonia) if t),
            "uso": cuenta.uso,
            "medidor": cuenta.medidor,
        },
        "fecha": ticket.fecha.isoformat(),
        "aplicado": [datos_de_aplicacion(a) for a in hecha.aplicado],
        "descuentos": [datos_de_descuento(d) for d in hecha.descuentos],
        "redondeo": (ticket.importe - hecha.total).centavos,
        "medios": [datos_de_medio(medio)],
        "total": ticket.importe.centavos,
        "saldo_anterior": hecha.adeudo.total.centavos,
        "saldo_restante": hecha.saldo_restante.centavos,
        "favor_antes": favor.centavos,
        "favor_despues": (favor + hecha.anticipo).centavos,
        "recibos": recibos_tocados(hecha),
    }
