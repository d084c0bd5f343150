"""What trámites need from outside; `db` implements it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from app.domain.beneficio.solicitud import Solicitud
from app.domain.pago.pago import Folio
from app.domain.tramite.constancia import Constancia
from app.domain.tramite.convenio import Convenio


class Tramites(Protocol):
    """Convenios and constancias."""

    def siguiente_folio(self) -> Folio: ...
    def convenios(self, cuentas: Sequence[str]) -> Mapping[str, tuple[Convenio, ...]]: ...
    def convenio(self, folio: Folio) -> Convenio | None: ...
    def constancia(self, folio: Folio) -> Constancia | None: ...
    def constancias_del_pago(self, folio: Folio) -> tuple[Constancia, ...]: ...
    def pagos_con(self, cuenta: str, clave: str) -> tuple[Folio, ...]: ...
    def datos_al(self) -> datetime | None: ...


class Solicitudes(Protocol):
    """Requests of benefits, each with all that happened to it."""

    def por_folio(self, folio: Folio) -> Solicitud | None: ...
    def pendientes(self, cuenta: str = "") -> tuple[Solicitud, ...]:
        """Those without an answer, oldest first; of one cuenta, or of all."""
        ...

    def pendientes_de(self, curp: str) -> tuple[Solicitud, ...]:
        """Those without an answer for who has that CURP."""
        ...

    def de_cuenta(self, cuenta: str) -> tuple[Solicitud, ...]: ...
    def entre(self, desde: str, hasta: str) -> tuple[Solicitud, ...]:
        """Received or answered on those days (`AAAA-MM-DD`, both included), or received before and still open then."""
        ...
