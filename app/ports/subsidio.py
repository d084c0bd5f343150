"""What the use cases of recibos de subsidio need of the projection; `db/lecturas/subsidios.py` implements it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.domain.diario.asiento import Asiento
from app.domain.pago.pago import Folio
from app.domain.subsidio.subsidio import Subsidio


class Subsidios(Protocol):
    """Recibos de subsidio, each with all that happened to it."""

    def siguiente_folio(self) -> Folio: ...
    def por_folio(self, folio: Folio) -> Subsidio | None: ...
    def de_pago(self, pago: Folio) -> tuple[Subsidio, ...]: ...
    def pendientes(self, turno: int | None = None) -> tuple[Subsidio, ...]: ...
    def entre(self, desde: str, hasta: str) -> tuple[Subsidio, ...]: ...
    def asientos(self, folio: Folio) -> Sequence[Asiento]: ...
