"""Shorthand for payments taken up again from their tickets, by the word of `SUPER`."""

from __future__ import annotations

from datetime import date

from app.cobro.recuperados import recuperar_pago
from app.domain.dinero import Dinero
from app.domain.pago.pago import Folio
from app.domain.pago.recuperado import PagoRecuperado, TicketPerdido
from tests.factories import DEMO, CajaDePrueba
from tests.reversos import un_permiso


def repuesto(
    caja: CajaDePrueba,
    cuenta: str = "100",
    importe: str = "10.00",
    folio: str = "2A-000777",
    verificacion: str = "0123456789",
    fecha: date = date(2023, 9, 1),
) -> PagoRecuperado:
    """A payment of another life of this caja, taken up again."""
    ticket = TicketPerdido(Folio.from_texto(folio), verificacion, cuenta, fecha, Dinero.from_texto(importe))
    permiso = un_permiso(caja, "recuperar_pago", folio, ticket.importe)
    return recuperar_pago(caja.ctx, ticket, "Se quemó la PC", DEMO, permiso)
