"""What a charge would be, before anybody confirms it: the same liquidation that `cobrar` will do, only shown."""

from __future__ import annotations

from dataclasses import dataclass

from app.cobro.cobranza import favor_usado, liquidar_solicitud, multiplo_de_efectivo
from app.context import Contexto
from app.domain.dinero import Dinero, suma
from app.domain.pago.liquidacion import Liquidacion
from app.domain.pago.pago import SolicitudCobro


@dataclass(frozen=True, slots=True)
class Propuesta:
    """A charge as it stands now.

    Attributes:
        total: what the order's `total_visto` must say; before cash rounding and before credit is used.
        favor: credit of the cuentas that pays part of it.
        multiplo: cash is rounded down to a multiple of this; zero for none.
    """

    liquidaciones: tuple[Liquidacion, ...]
    favor: Dinero
    multiplo: Dinero

    @property
    def total(self) -> Dinero:
        """Sum of the liquidations."""
        return suma(li.total for li in self.liquidaciones)

    @property
    def a_pagar(self) -> Dinero:
        """What is left for the customer to pay, before cash rounding."""
        return self.total - self.favor

    @property
    def ahorro(self) -> Dinero:
        """What the discounts take off, as a positive amount."""
        return -suma(d.importe for li in self.liquidaciones for d in li.descuentos)


def proponer(ctx: Contexto, solicitud: SolicitudCobro) -> Propuesta:
    """Work out a charge without its tender; writes nothing.

    Raises:
        NegocioError: what `cobrar` would refuse before looking at the tender.
    """
    with ctx.uow() as uow:
        liquidaciones = liquidar_solicitud(ctx, uow, solicitud)
    favor = suma(favor_usado(li, solicitud) for li in liquidaciones)
    return Propuesta(liquidaciones, favor, multiplo_de_efectivo(ctx))
