"""What must hold of the convenios, constancias and requests of a diario, from its asientos alone.

An auditor knows what was paid at this caja and when, not what the padrón says: a convenio that these payments alone
keep was in force, whatever is said of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain.diario.asiento import Asiento
from app.domain.diario.auditoria_solicitudes import TIPOS as DE_SOLICITUDES
from app.domain.diario.auditoria_solicitudes import AuditoriaDeSolicitudes
from app.domain.pago.contrapago import CLASES

Datos = Mapping[str, Any]
#: Kinds that are looked at here: those about trámites, and those that extinguish debt or bring it back.
TIPOS = ("convenio_hecho", "convenio_terminado", "constancia", "pago", "condonacion", *DE_SOLICITUDES, *CLASES)
#: Those that take a folio of class T.
_CON_FOLIO = ("convenio_hecho", "constancia", "solicitud")
_MOTIVOS = ("renuncia", "error", "cambio_de_titular")


@dataclass(slots=True)
class _Pactado:
    """A convenio as it is remembered: what it says, what was paid of its months since, whether somebody ended it."""

    folio: str
    d: Datos
    pagos: list[tuple[str, int]] = field(default_factory=list)
    terminado: bool = False

    @property
    def plazos(self) -> list[tuple[str, int]]:
        """Each due date with what should be covered by then."""
        total = self.d["enganche"]
        plazos = [(self.d["fecha"], total)] if total else []
        for p in self.d["parcialidades"]:
            total += p["importe"]
            plazos.append((p["vence"], total))
        return plazos

    def is_en_pie(self, fecha: str) -> bool:
        """Whether what was paid here, alone, keeps it in force and unfinished on that day."""
        if self.terminado or sum(importe for _, importe in self.pagos) >= self.d["deuda"]:
            return False
        vencidos = [(vence, total) for vence, total in self.plazos if vence < fecha]
        for n, (vence, _) in enumerate(vencidos, 1):
            pagado = sum(importe for dia, importe in self.pagos if dia <= vence)
            faltan = sum(pagado < total for _, total in vencidos[:n])
            if faltan >= self.d["incumplidas"] or (faltan and vence == self.d["fecha"]):
                return False
        return len(vencidos) < len(self.plazos)


@dataclass(slots=True)
class AuditoriaDeTramites:
    """Runs along a diario with `Auditoria`, which tells it of whatever extinguishes debt or brings it back."""

    _convenios: dict[str, _Pactado] = field(default_factory=dict)
    _de_cuenta: dict[str, str] = field(default_factory=dict)
    _folios: dict[str, int] = field(default_factory=dict)
    _servicios: dict[str, tuple[str, int]] = field(default_factory=dict)
    _solicitudes: AuditoriaDeSolicitudes = field(default_factory=AuditoriaDeSolicitudes)

    def _aplicar(self, tipo: str, caja: str, d: Datos) -> None:
        """A payment, a condonación, or (below zero) what turns a payment round."""
        cuenta = d["cuenta"] if tipo == "condonacion" else d["cuenta"]["numero"]
        if tipo == "pago":
            folio = f"{caja}{d['folio']['serie']}-{d['folio']['numero']:06d}"
            lineas = sum(a["clave"].startswith("servicio:") for a in d["aplicado"])
            self._servicios.update({folio: (cuenta, lineas)} if lineas else {})
        convenio = self._convenios.get(self._de_cuenta.get(cuenta, ""))
        if convenio is None:
            return
        dia = d["pagado"] if tipo in ("pago_cancelado", "cheque_devuelto") else d["fecha"]
        meses = {r["periodo"] for r in convenio.d["recibos"]}
        convenio.pagos += [(dia, a["importe"]) for a in d["aplicado"] if a.get("periodo") in meses]

    def revisar(self, asiento: Asiento, d: Datos) -> Iterator[tuple[str, str]]:
        """(tipo, mensaje) of each thing that does not follow in an asiento of any of `TIPOS`."""
        tipo, folio = asiento.tipo, ""
        if tipo in _CON_FOLIO:
            serie, numero = f"T{asiento.caja}{d['folio']['serie']}", d["folio"]["numero"]
            esperado, folio = self._folios.get(serie, 0) + 1, f"{serie}-{numero:06d}"
            if numero != esperado:
                yield "folio", f"se esperaba el folio {serie}-{esperado:06d} y está el {folio}"
            self._folios[serie] = numero
        yield from (("total", mensaje) for mensaje in self._de_que(asiento, folio, d))

    def _de_que(self, asiento: Asiento, folio: str, d: Datos) -> Iterator[str]:
        if asiento.tipo in ("pago", "condonacion", *CLASES):
            self._aplicar(asiento.tipo, asiento.caja, d)
        elif asiento.tipo == "convenio_terminado":
            yield from self._terminado(d)
        elif asiento.tipo == "convenio_hecho":
            yield from self._hecho(folio, d)
        elif asiento.tipo == "constancia":
            yield from self._constancia(d)
        else:
            yield from self._solicitudes.revisar(asiento.tipo, asiento.ref, folio, d)

    def _hecho(self, folio: str, d: Datos) -> Iterator[str]:
        cuenta, partes = d["cuenta"]["numero"], d["parcialidades"]
        if d["enganche"] + sum(p["importe"] for p in partes) != d["deuda"]:
            yield "el enganche y las parcialidades no suman lo convenido"
        if sum(r["saldo"] + r.get("accesorios", 0) for r in d["recibos"]) != d["deuda"]:
            yield "los recibos del convenio no suman lo convenido"
        if not partes or d["enganche"] < 0 or any(p["importe"] <= 0 for p in partes):
            yield "hay una parcialidad que no es mayor que cero"
        dias = [d["fecha"], *(p["vence"] for p in partes)]
        if [p["n"] for p in partes] != [*range(1, len(partes) + 1)] or sorted(set(dias)) != dias:
            yield "las parcialidades no van una después de otra"
        if not (d["firmante"] and d.get("permiso")) or (d["calidad"] == "tercero" and not d.get("documento")):
            yield "hay un convenio sin firma, sin facultad de quien firma o sin autorización"
        yield from self._anterior(cuenta, d)
        self._convenios[folio] = _Pactado(folio, d)
        self._de_cuenta[cuenta] = folio

    def _anterior(self, cuenta: str, d: Datos) -> Iterator[str]:
        """Two convenios of a cuenta never stand at once."""
        antes = self._convenios.get(self._de_cuenta.get(cuenta, ""))
        dice = d.get("anterior", {"folio": "", "estado": ""})
        if dice["folio"] != ("" if antes is None else antes.folio):
            yield "el convenio no dice cuál fue el anterior de su cuenta"
        elif antes is not None and (dice["estado"] == "terminado") != antes.terminado:
            yield "el convenio dice que el anterior acabó de otro modo"
        if antes is not None and dice["estado"] != "cumplido" and antes.is_en_pie(d["fecha"]):
            yield "se hizo un convenio cuando otro de la cuenta seguía en pie"

    def _terminado(self, d: Datos) -> Iterator[str]:
        convenio = self._convenios.get(d["convenio"])
        if convenio is None or convenio.terminado or self._de_cuenta.get(d["cuenta"]) != d["convenio"]:
            yield "termina un convenio que no está en pie, o es de otra cuenta"
            return
        convenio.terminado = True
        if d["motivo"] not in _MOTIVOS or not (d["nota"] and d.get("permiso")):
            yield "se terminó un convenio sin motivo o sin autorización"
        if not 0 < d["faltaba"] <= convenio.d["deuda"]:
            yield "lo que faltaba de un convenio terminado es imposible"

    def _constancia(self, d: Datos) -> Iterator[str]:
        cuenta, servicios = self._servicios.get(d["pago"], ("", 0))
        if not servicios or cuenta != d.get("cuenta", ""):
            yield "la constancia no está pagada, o con un pago de otra cuenta"
        if d["adeudo"]:
            yield "se dio una constancia a quien debía"
        if d["clase"] == "sin_contrato" and not (d["leyendas"] and d.get("revision")):
            yield "hay una constancia sin contrato, sin revisión o sin su leyenda"
        if date.fromisoformat(d["datos_al"][:10]) > date.fromisoformat(d["momento"][:10]):
            yield "la constancia se apoya en datos posteriores a ella"
