"""What happened in a turno besides its payments, and its corte has to name one by one."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.dinero import Dinero
from app.domain.salto import Salto


@dataclass(frozen=True, slots=True)
class Vuelta:
    """What turned a payment round: a cancelación of this turno, or a devolución or returned cheque of an earlier one.

    Attributes:
        clase: `pago_cancelado`, `devolucion` or `cheque_devuelto`.
        pago: folio of the payment.
        importe: what went back, above zero.
        referencia: number of the cheque; empty for the others.
    """

    clase: str
    pago: str
    importe: Dinero
    referencia: str = ""


@dataclass(frozen=True, slots=True)
class Repuesto:
    """A lost payment taken up again from its ticket during a turno: of money that is in no drawer.

    Attributes:
        pago: folio of the lost payment.
        autorizo: the supervisor.
    """

    pago: str
    cuenta: str
    importe: Dinero
    autorizo: str


@dataclass(frozen=True, slots=True)
class IncidenciaDeCorte:
    """Something open at the centre about a payment of the turno: what, with which papers, and how much is in doubt."""

    titulo: str
    folios: tuple[str, ...]
    importe: Dinero


@dataclass(frozen=True, slots=True)
class Novedades:
    """What a turno had of these, each in the order of the diario.

    Attributes:
        vueltas: payments turned round.
        sin_firma: folios of the recibos de subsidio issued and not signed when it was cut.
        saltos: jumps of the clock.
        repuestos: lost payments taken up again.
    """

    vueltas: tuple[Vuelta, ...] = ()
    sin_firma: tuple[str, ...] = ()
    saltos: tuple[Salto, ...] = ()
    repuestos: tuple[Repuesto, ...] = ()

    @property
    def cancelados(self) -> tuple[Vuelta, ...]:
        """Payments of this same turno."""
        return self._de("pago_cancelado")

    @property
    def devoluciones(self) -> tuple[Vuelta, ...]:
        """Money of earlier turnos given back."""
        return self._de("devolucion")

    @property
    def cheques_del_banco(self) -> tuple[Vuelta, ...]:
        """Cheques of earlier cortes that the bank returned: less money of this one, and no paper of its drawer."""
        return self._de("cheque_devuelto")

    def _de(self, clase: str) -> tuple[Vuelta, ...]:
        return tuple(vuelta for vuelta in self.vueltas if vuelta.clase == clase)


SIN_NOVEDADES = Novedades()
