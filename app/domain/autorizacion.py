"""A supervisor's word for one operation, one object and one amount, good for a minute and used once.

Given at the cashier's window by somebody else (design of the diario: the operation that uses it names it).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.dinero import Dinero
from app.domain.errores import NegocioError

#: How long it is good for.
VIGENCIA = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Pedida:
    """What a supervisor is asked to allow.

    Attributes:
        operacion: a clave of `app.domain.permisos.OPERACIONES`.
        objeto: a folio, or the number of a turno.
        cajero: clave of who would do it.
        importe: up to how much; None where there is no amount.
    """

    operacion: str
    objeto: str
    cajero: str
    motivo: str
    importe: Dinero | None = None


@dataclass(frozen=True, slots=True)
class Autorizacion:
    """The word given: `id` is a UUID, by which a second use is told."""

    id: str
    quien: str
    pedida: Pedida
    momento: datetime

    @property
    def vence(self) -> datetime:
        """Last moment at which it is good."""
        return self.momento + VIGENCIA

    def exigir(self, operacion: str, objeto: str, cajero: str, ahora: datetime, importe: Dinero | None = None) -> None:
        """Refuse its use for anything else, for more, by somebody else or too late.

        Raises:
            NegocioError: `permiso_de_otra_cosa`, `permiso_corto` or `permiso_vencido`.
        """
        pedida = self.pedida
        if (pedida.operacion, pedida.objeto, pedida.cajero) != (operacion, objeto, cajero):
            raise NegocioError("permiso_de_otra_cosa", "Esa autorización es de otra operación: pida una para esta.")
        if importe is not None and (pedida.importe is None or importe > pedida.importe):
            raise NegocioError("permiso_corto", f"La autorización no alcanza para {importe}: pida otra.")
        if not self.momento <= ahora <= self.vence:
            raise NegocioError("permiso_vencido", "La autorización duró un minuto y ya venció: pídala otra vez.")
