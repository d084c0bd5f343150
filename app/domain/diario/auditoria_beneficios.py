"""What must hold of the benefits of a diario: who granted them, that each is withdrawn once, what was recovered.

As the rest of the audit it works from the asientos alone. Of a benefit that was imported, or granted at another caja,
it knows only what was done here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Datos = Mapping[str, Any]
#: A grant as later asientos name it: beneficio, cuenta, programa, first day.
_Llave = tuple[str, str, str, str]


@dataclass(slots=True)
class AuditoriaDeBeneficios:
    """Runs along a diario with `Auditoria`, which tells it of every payment and charge."""

    _cajero: str = ""
    _en_pie: dict[_Llave, bool] = field(default_factory=dict)
    _descuentos: dict[tuple[str, str], list[tuple[str, int]]] = field(default_factory=dict)
    _diferencias: dict[str, tuple[str, int]] = field(default_factory=dict)
    _ultimo_pago: tuple[str, str, int, int] = ("", "", 0, 0)
    _pagados: set[tuple[str, str]] = field(default_factory=set)
    _anuales: dict[str, frozenset[tuple[str, str]]] = field(default_factory=dict)

    def abrir(self, cajero: str) -> None:
        """A turno begins, of that cashier; or ends, with nobody's."""
        self._cajero = cajero

    def pagar(self, caja: str, d: Datos) -> None:
        """Remember what a payment took off, and what it left as payment ahead."""
        cuenta = d["cuenta"]["numero"]
        for x in d["descuentos"]:
            self._descuentos.setdefault((cuenta, x["programa"]), []).append((d["fecha"], -x["importe"]))
        anticipo = sum(a["importe"] for a in d["aplicado"] if a["clave"] == "anticipo")
        menos = sum(x["importe"] for x in d["descuentos"] if x["clave"] == "anticipo")
        folio = f"{caja}{d['folio']['serie']}-{d['folio']['numero']:06d}"
        self._ultimo_pago = (folio, cuenta, anticipo, menos)

    def revertir(self, d: Datos) -> None:
        """What went back of a payment's discounts was taken off no more, of the day of that payment; a year paid ahead
        that goes back, even in part, is not paid ahead any more.
        """
        for x in d["descuentos"]:
            llave = (d["cuenta"]["numero"], x["programa"])
            self._descuentos.setdefault(llave, []).append((d["pagado"], -x["importe"]))
        if any(a["clave"] == "anticipo" for a in d["aplicado"]):
            self._pagados -= self._anuales.pop(d["cancela"], frozenset())

    def cargar(self, ref: str, d: Datos) -> None:
        """Remember how much of a charge recovers what benefits took off."""
        diferencia = sum(c["importe"] for c in d["conceptos"] if c["clave"] == "diferencia")
        if diferencia:
            self._diferencias[ref] = (d["cuenta"], diferencia)

    def revisar(self, tipo: str, ref: str, d: Datos) -> Iterator[str]:
        """What does not follow in an asiento about a benefit, or of a year paid ahead."""
        if tipo == "anualidad":
            yield from self._anualidad(d)
            return
        if not d["quien"] or d["quien"] == self._cajero:
            yield "decidió sobre un beneficio quien estaba cobrando, o nadie"
        if tipo == "beneficio_otorgado":
            yield from self._otorgado(ref, d)
        else:
            yield from self._cambiado(tipo, ref, d)

    def _otorgado(self, ref: str, d: Datos) -> Iterator[str]:
        if not (d["beneficiario"] and d["documento"]):
            yield "se otorgó un beneficio sin beneficiario o sin documento"
        if d.get("hasta", d["desde"]) < d["desde"]:
            yield "el beneficio termina antes de empezar"
        self._en_pie[ref, d["cuenta"], d["programa"], d["desde"]] = True

    def _cambiado(self, tipo: str, ref: str, d: Datos) -> Iterator[str]:
        llave = (d["beneficio"], d["cuenta"], d["programa"], d["desde"])
        if d["beneficio"].startswith("lote:"):
            # Another import of the same grant is another lote, and the same grant.
            llave = ("lote", *llave[1:])
        is_de_fuera = llave[0] == "lote" or llave[0].partition("/")[0] != ref.partition("/")[0]
        if not self._en_pie.get(llave, is_de_fuera):
            yield "cambia un beneficio que no está en pie, o no es de esa cuenta y programa"
        self._en_pie[llave] = tipo != "beneficio_retirado"
        if tipo == "beneficio_retirado":
            yield from self._recuperado(d)
        elif d["hasta"] < d["fecha"] or not d["documento"]:
            yield "se renovó sin documento, o hasta antes de empezar"

    def _recuperado(self, d: Datos) -> Iterator[str]:
        """What was recovered is what that program took off, in those days, and is recovered once."""
        if d["motivo"] != "datos_falsos":
            if "cargo" in d:
                yield "se cobró una diferencia sin que los datos fueran falsos"
            return
        suyos = self._descuentos.get((d["cuenta"], d["programa"]), [])
        hasta = d["hasta"]
        debido = sum(importe for fecha, importe in suyos if d["desde"] <= fecha <= hasta)
        cargado = self._diferencias.pop(d["cargo"], None) if "cargo" in d else (d["cuenta"], 0)
        if cargado != (d["cuenta"], debido):
            yield "lo que se cobra por datos falsos no es lo que el programa descontó"
        self._descuentos[d["cuenta"], d["programa"]] = [x for x in suyos if not d["desde"] <= x[0] <= hasta]

    def _anualidad(self, d: Datos) -> Iterator[str]:
        meses = [m["periodo"] for m in d["meses"]]
        if (d["folio"], d["cuenta"], d["importe"], d["descuento"]) != self._ultimo_pago:
            yield "el año pagado no es el del pago que lo precede"
        if sum(m["importe"] for m in d["meses"]) != d["importe"] or any(m["importe"] <= 0 for m in d["meses"]):
            yield "los meses del año pagado no suman lo que queda a favor"
        if any((d["cuenta"], mes) in self._pagados for mes in meses) or len(set(meses)) != len(meses):
            yield "hay un mes que se pagó por adelantado dos veces"
        if not all(mes.startswith(f"{d['ejercicio']}-") for mes in meses):
            yield "hay un mes que no es de ese año"
        self._anuales[d["folio"]] = frozenset((d["cuenta"], mes) for mes in meses)
        self._pagados |= self._anuales[d["folio"]]
