"""What the asientos of a turno other than its payments add to its figures: they are few, and are read one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from app.domain.corte.corte import CONTRAPAGOS, Cifras, Otorgado, Totales
from app.domain.corte.novedades import Novedades, Repuesto, Vuelta
from app.domain.diario.asiento import Asiento
from app.domain.dinero import Dinero
from app.domain.salto import Salto

#: Kinds that are read.
TIPOS = (*CONTRAPAGOS, "beneficio_otorgado", "recibo_subsidio", "subsidio_firmado", "reloj_saltado", "pago_recuperado")


def con_sueltos(cifras: Cifras, sueltos: Iterable[Asiento]) -> Cifras:
    """The sums of a turno with what its asientos of `TIPOS` add to them, in order."""
    leidos = _Leidos(dict(cifras.usos), dict(cifras.conceptos))
    for asiento in sueltos:
        leidos.leer(asiento, asiento.datos())
    novedades = Novedades(tuple(leidos.vueltas), tuple(leidos.sin_firma), tuple(leidos.saltos), tuple(leidos.repuestos))
    return replace(
        cifras,
        usos=_sin_ceros(leidos.usos),
        conceptos=_sin_ceros(leidos.conceptos),
        cancelados=tuple(v.pago for v in novedades.cancelados),
        devueltos=tuple(v.pago for v in novedades.vueltas if v not in novedades.cancelados),
        otorgados=tuple(leidos.otorgados),
        novedades=novedades,
    )


@dataclass(slots=True)
class _Leidos:
    """What was read so far; `sin_firma` keeps the payment of each recibo de subsidio."""

    usos: dict[str, Dinero]
    conceptos: dict[str, Dinero]
    vueltas: list[Vuelta] = field(default_factory=list)
    otorgados: list[Otorgado] = field(default_factory=list)
    sin_firma: dict[str, str] = field(default_factory=dict)
    saltos: list[Salto] = field(default_factory=list)
    repuestos: list[Repuesto] = field(default_factory=list)

    def leer(self, asiento: Asiento, d: Mapping[str, Any]) -> None:
        if asiento.tipo in CONTRAPAGOS:
            self._contrapago(asiento.tipo, d)
        elif asiento.tipo == "beneficio_otorgado":
            self.otorgados.append(Otorgado(d["cuenta"], d["programa"], d.get("beneficiario", ""), d["quien"]))
        elif asiento.tipo == "recibo_subsidio":
            folio = f"S{asiento.caja}{d['folio']['serie']}-{d['folio']['numero']:06d}"
            self.sin_firma[folio] = d["pago"]
        elif asiento.tipo == "subsidio_firmado":
            # Of an earlier turno: it was unsigned in that one.
            self.sin_firma.pop(d["folio"], None)
        elif asiento.tipo == "pago_recuperado":
            quien = d["cuenta"]["numero"], Dinero(d["total"]), d["autorizo"]
            self.repuestos.append(Repuesto(d["folio"], *quien))
        else:
            self.saltos.append(_salto_de(d))

    def _contrapago(self, tipo: str, d: Mapping[str, Any]) -> None:
        uso, pago = uso_de(d), d.get("cancela", "")
        self.usos[uso] = self.usos.get(uso, Dinero(0)) + Dinero(d["total"])
        if vuelto := d.get("redondeo", 0):
            self.conceptos["redondeo"] = self.conceptos.get("redondeo", Dinero(0)) + Dinero(vuelto)
        self.vueltas.append(Vuelta(tipo, pago, Dinero(-d["total"]), d.get("numero", "")))
        # What was not paid was not subsidised either: nobody has to sign for it.
        self.sin_firma = {folio: de for folio, de in self.sin_firma.items() if de != pago}


def _sin_ceros(totales: Mapping[str, Dinero]) -> Totales:
    return tuple((clave, importe) for clave, importe in sorted(totales.items()) if importe)


def uso_de(d: Mapping[str, Any]) -> str:
    """The uso of the cuenta of a payment; `sin_cuenta` for a sale to somebody without one."""
    cuenta: Mapping[str, Any] = d.get("cuenta", {})
    return str(cuenta.get("uso", "")) or "sin_cuenta"


def datos_de_salto(salto: Salto) -> dict[str, Any]:
    """Content of a `reloj_saltado`."""
    return {
        "antes": salto.antes.isoformat(),
        "despues": salto.despues.isoformat(),
        "segundos": salto.segundos,
        "fuente": salto.fuente,
    }


def _salto_de(d: Mapping[str, Any]) -> Salto:
    return Salto(datetime.fromisoformat(d["antes"]), datetime.fromisoformat(d["despues"]), d["fuente"])
