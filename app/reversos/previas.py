"""What a payment turned round would do, shown before anybody allows it; writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.centro.acreditaciones import por_retirar
from app.context import Contexto
from app.domain.corte.corte import Turno
from app.domain.dinero import CERO, Dinero
from app.domain.pago.contrapago import Partes
from app.domain.pago.pago import Pago
from app.domain.periodo import Periodo
from app.ports import UnitOfWork
from app.reversos.contrapagos import consecuencias, exigir_efectivo
from app.turno.caja import is_ciego


@dataclass(frozen=True, slots=True)
class ReciboTocado:
    """A recibo whose balance would be another."""

    periodo: Periodo
    antes: Dinero
    despues: Dinero


@dataclass(frozen=True, slots=True)
class Previa:
    """What would happen.

    Attributes:
        clase: one of `app.domain.pago.contrapago.CLASES`.
        partes: what would turn it round, with opposite signs.
        saldo_restante, saldo_a_favor: what the cuenta would owe, and its credit.
    """

    clase: str
    pago: Pago
    partes: Partes
    recibos: tuple[ReciboTocado, ...]
    saldo_anterior: Dinero
    saldo_restante: Dinero
    saldo_a_favor: Dinero

    @property
    def importe(self) -> Dinero:
        """What would go back, above zero."""
        return -self.partes.total

    @property
    def efectivo(self) -> Dinero:
        """Cash that would leave the drawer."""
        return -self.partes.con("efectivo")


def prever_efectivo(ctx: Contexto, uow: UnitOfWork, turno: Turno, sale: Dinero) -> None:
    """Refuse what there is no cash for, where the cashier may know what there is.

    Where the count is blind it is only said when a supervisor stands there: whoever looked at one amount after the
    other would find out what is expected.

    Raises:
        NegocioError: `efectivo_insuficiente`.
    """
    if not is_ciego(ctx):
        exigir_efectivo(uow, turno, sale)


def previa_de(ctx: Contexto, uow: UnitOfWork, clase: str, pago: Pago, partes: Partes, ahora: datetime) -> Previa:
    """What `partes` (below zero) would do to the cuenta, in the caller's unit of work.

    Raises:
        NegocioError: `favor_gastado`, or `cuenta_desconocida`.
    """
    acreditado = por_retirar(uow, pago, partes)
    favor, antes, despues = consecuencias(ctx, uow, pago, partes, clase, ahora, acreditado)
    pares = () if antes is None or despues is None else zip(antes.saldos, despues.saldos, strict=True)
    recibos = tuple(
        ReciboTocado(viejo.recibo.periodo, viejo.total, nuevo.total)
        for viejo, nuevo in pares
        if viejo.total != nuevo.total
    )
    return Previa(
        clase=clase,
        pago=pago,
        partes=partes,
        recibos=recibos,
        saldo_anterior=CERO if antes is None else antes.total,
        saldo_restante=CERO if despues is None else despues.total,
        saldo_a_favor=favor,
    )
