"""What must hold of payments taken up again from a ticket: none that is there already, none twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.diario.auditoria_sumas import sumas_de_pago

Datos = Mapping[str, Any]
_VERIFICACION = set("0123456789abcdef")


@dataclass(slots=True)
class AuditoriaDeRecuperados:
    """Runs along a diario, keeping the beginning of the hash of each payment, and the tickets taken up again."""

    _pagos: dict[str, str] = field(default_factory=dict)
    _tickets: set[tuple[str, str]] = field(default_factory=set)

    def pagar(self, folio: str, hash: str) -> None:
        """Remember a payment."""
        self._pagos[folio] = hash[:10]

    def revisar(self, caja: str, d: Datos) -> Iterator[str]:
        """What is wrong with a `pago_recuperado`, besides who allowed it."""
        ticket = d["folio"], d["verificacion"]
        yield from sumas_de_pago(d)
        if len(ticket[1]) != 10 or set(ticket[1]) - _VERIFICACION or not ticket[0].startswith(caja):
            yield f"se repuso un ticket {ticket[0]} que no puede ser de esta caja"
        if self._pagos.get(ticket[0]) == ticket[1]:
            yield f"se repuso el pago {ticket[0]}, que está en el diario"
        if ticket in self._tickets:
            yield f"el ticket {ticket[0]} se repuso dos veces"
        if not (d.get("permiso") and d["motivo"]):
            yield "se repuso un pago sin autorización o sin motivo"
        self._tickets.add(ticket)
