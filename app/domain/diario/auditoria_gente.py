"""Who did what in a diario: that they were here that day, had the role, and were not the one it was about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.permisos import OPERACIONES

Datos = Mapping[str, Any]
_ROLES = {operacion.clave: set(operacion.roles) for operacion in OPERACIONES}
#: Kinds that only the cashier of the open turno does.
_DEL_CAJERO = ("pago", "pago_cancelado", "devolucion", "cheque_devuelto", "movimiento", "cajon_abierto")
#: The operation of each kind that its `quien` decides.
_OPERACION = {
    "condonacion": "condonar",
    "beneficio_otorgado": "otorgar_beneficio",
    "beneficio_renovado": "renovar_beneficio",
    "beneficio_retirado": "retirar_beneficio",
    "constancia": "emitir_constancia",
    "solicitud": "recibir_solicitud",
    "solicitud_completada": "recibir_solicitud",
    "solicitud_estudio": "anotar_estudio",
    "solicitud_resuelta": "resolver_solicitud",
    "corte_recontado": "recontar",
    "corte_aceptado": "recibir_corte",
    "corte_rechazado": "recibir_corte",
}
#: What whoever charges never decides; of benefits `AuditoriaDeBeneficios` says so.
_QUE_HIZO = {"condonacion": "condonó", "solicitud_resuelta": "resolvió una solicitud"}
#: Kinds that are looked at here.
TIPOS = ("usuario", "turno_abierto", "turno_cerrado", "autorizacion", *_DEL_CAJERO, *_OPERACION)


@dataclass(slots=True)
class AuditoriaDeGente:
    """Runs along a diario, keeping the roles of whoever is active and the cashier of the open turno."""

    _roles: dict[str, set[str]] = field(default_factory=dict)
    _cajero: str = ""

    def revisar(self, tipo: str, d: Datos) -> Iterator[str]:
        """What does not follow in an asiento of any of `TIPOS`."""
        if tipo == "usuario":
            self._roles[d["clave"]] = set(d["roles"]) if d["activo"] else set()
        elif tipo == "turno_abierto":
            self._cajero = d["cajero"]
            if not self._puede(d["cajero"], "abrir_turno"):
                yield "abrió el turno quien no es cajero o está de baja"
        elif tipo == "turno_cerrado":
            self._cajero = ""
        elif tipo == "autorizacion":
            if not self._puede(d["quien"], d["operacion"]):
                yield "autorizó quien no puede o está de baja"
        elif tipo in _DEL_CAJERO:
            if d["cajero"] != self._cajero:
                yield "no lo hizo el cajero del turno abierto"
            if tipo == "pago" and "autorizo" in d and not self._deja(d["autorizo"]):
                yield "dejó pagar antes un recibo más nuevo quien no puede"
        elif not self._puede(d["quien"], _OPERACION[tipo]):
            yield "lo decidió quien no puede o está de baja"
        elif tipo in _QUE_HIZO and d["quien"] == self._cajero:
            yield f"{_QUE_HIZO[tipo]} quien estaba cobrando"

    def _deja(self, quien: str) -> bool:
        return quien != self._cajero and self._puede(quien, "saltar_rezago")

    def _puede(self, clave: str, operacion: str) -> bool:
        return bool(self._roles.get(clave, set()) & _ROLES.get(operacion, set()))
