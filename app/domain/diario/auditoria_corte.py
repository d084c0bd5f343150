"""What must hold of cortes Z and of what became of their money, worked out again from the asientos alone.

Version 1 of a corte repeats only the sums that `app.domain.diario.auditoria` checks; version 2 all of these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.diario.asiento import Asiento

Datos = Mapping[str, Any]
_VUELTAS = ("pago_cancelado", "devolucion", "cheque_devuelto")
_PASOS = ("corte_recontado", "corte_entregado", "corte_aceptado", "corte_rechazado")
#: Kinds that are looked at here.
TIPOS = ("turno_abierto", "pago", *_VUELTAS, "beneficio_otorgado", "turno_cerrado", "arqueo", *_PASOS)
_DE_OTORGADO = ("cuenta", "programa", "beneficiario", "quien")
_ACCESORIOS = ("recargos", "mora", "iva_mora")


@dataclass(slots=True)
class _Turno:
    """What only a version 2 repeats of the turno that is open."""

    usos: Counter[str] = field(default_factory=Counter)
    antiguedad: Counter[str] = field(default_factory=Counter)
    cancelados: list[str] = field(default_factory=list)
    devueltos: list[str] = field(default_factory=list)
    otorgados: list[dict[str, str]] = field(default_factory=list)
    series: dict[str, list[int]] = field(default_factory=dict)

    def sumar(self, tipo: str, d: Datos) -> None:
        if tipo == "beneficio_otorgado":
            self.otorgados.append({campo: d.get(campo, "") for campo in _DE_OTORGADO})
            return
        self.usos[d["cuenta"].get("uso") or "sin_cuenta"] += d["total"]
        vence = {recibo["periodo"]: recibo.get("vence") for recibo in d.get("recibos", ())}
        for linea in d["aplicado"]:
            self.antiguedad[_edad(linea, vence, d.get("pagado", d["fecha"]))] += linea["importe"]
        if tipo == "pago":
            numero = d["folio"]["numero"]
            self.series.setdefault(d["folio"]["serie"], [numero, numero])[1] = numero
        else:
            (self.cancelados if tipo == "pago_cancelado" else self.devueltos).append(d.get("cancela", ""))

    def diferencias(self, d: Datos) -> Iterator[str]:
        series = [{"clase": "", "serie": s, "desde": a, "hasta": b} for s, (a, b) in self.series.items()]
        for campo, propio, dicho in (
            ("los cobros por uso", self.usos, Counter(d["usos"])),
            ("el rezago y lo corriente", self.antiguedad, Counter(d["antiguedad"])),
            ("los folios cancelados", self.cancelados, d["cancelados"]),
            ("los folios devueltos", self.devueltos, d["devueltos"]),
            ("los beneficios otorgados", self.otorgados, d["otorgados"]),
            ("las series de folios", series, d["series"]),
        ):
            if propio != dicho:
                yield f"{campo} del corte no son los de su turno"


def _edad(linea: Datos, vence: Mapping[str, str | None], fecha: str) -> str:
    periodo = linea.get("periodo")
    if not periodo:
        return "sin_recibo"
    if linea["clave"] in _ACCESORIOS and linea.get("fundamento"):
        return "rezago"
    dia = vence.get(periodo)
    if not dia:
        return "sin_fecha"
    return "rezago" if dia < fecha else "corriente"


@dataclass(slots=True)
class _Cerrado:
    """What the steps after a corte are compared with."""

    cajero: str
    esperado: int
    contado: int
    estado: str = "cerrado"
    entrego: str = ""


@dataclass(slots=True)
class AuditoriaDeCortes:
    """Runs along a diario, keeping the open turno and what the steps after each corte rest on."""

    _turno: _Turno = field(default_factory=_Turno)
    _perpetuo: int = 0
    _cortes: dict[int, _Cerrado] = field(default_factory=dict)

    def revisar(self, asiento: Asiento, d: Datos) -> Iterator[str]:
        """What does not follow in this asiento, of any of `TIPOS`."""
        if asiento.tipo == "turno_abierto":
            self._turno = _Turno()
        elif asiento.tipo == "turno_cerrado":
            yield from self._cierre(asiento.v, d)
        elif asiento.tipo == "arqueo":
            yield from _conteo(d, d["contado"], d["esperado"])
        elif asiento.tipo in _PASOS:
            yield from self._paso(asiento.tipo.removeprefix("corte_"), d)
        else:
            self._turno.sumar(asiento.tipo, d)
            if asiento.tipo == "pago":
                self._perpetuo += d["total"]

    def _cierre(self, v: int, d: Datos) -> Iterator[str]:
        if d["corte"] != len(self._cortes) + 1:
            yield f"se esperaba el corte Z {len(self._cortes) + 1} y está el {d['corte']}"
        if v > 1:
            yield from self._turno.diferencias(d)
            if d["perpetuo"] != self._perpetuo:
                yield "el total perpetuo no es la suma de todos los pagos de la caja"
            yield from _subsidios(d)
        self._turno = _Turno()
        self._cortes[d["corte"]] = _Cerrado(d["cajero"], d["esperado"], d["contado"])

    def _paso(self, paso: str, d: Datos) -> Iterator[str]:
        corte = self._cortes.get(d["corte"])
        if corte is None:
            yield f"es de un corte Z {d['corte']} que no existe"
            return
        if paso == "recontado":
            yield from self._recuento(corte, d)
        elif paso == "entregado":
            yield from self._entrega(corte, d)
        else:
            if corte.estado != "entregado":
                yield "tesorería responde de un corte que no estaba entregado"
            if d["quien"] in (corte.cajero, corte.entrego):
                yield "recibe el dinero quien lo cobró o lo entregó"
            if paso == "rechazado" and not d["motivo"]:
                yield "se rechazó un corte sin motivo"
            corte.estado = paso

    def _recuento(self, corte: _Cerrado, d: Datos) -> Iterator[str]:
        yield from _conteo(d, d["recontado"], corte.esperado)
        if corte.estado == "aceptado":
            yield "se recontó un corte ya aceptado"
        if d["quien"] == corte.cajero:
            yield "recontó la caja quien la había contado"
        corte.contado = d["recontado"]

    def _entrega(self, corte: _Cerrado, d: Datos) -> Iterator[str]:
        if corte.estado not in ("cerrado", "rechazado"):
            yield "se entregó un corte que ya estaba entregado"
        if _suma(d["piezas"]) != d["importe"]:
            yield "las piezas entregadas no suman el importe"
        if d["importe"] > corte.contado:
            yield "se entregó más de lo que se contó"
        corte.estado, corte.entrego = "entregado", d["quien"]


def _conteo(d: Datos, contado: int, esperado: int) -> Iterator[str]:
    if _suma(d["piezas"]) != contado:
        yield "las piezas no suman lo contado"
    if contado - esperado != d["diferencia"]:
        yield "la diferencia no es lo contado menos lo esperado"


def _suma(piezas: Mapping[str, int]) -> int:
    return sum(int(valor) * n for valor, n in piezas.items())


def _subsidios(d: Datos) -> Iterator[str]:
    cubiertos = {clave: -importe for clave, importe in d["programas"].items()}
    cubiertos["subsidio"] = d["medios"].get("subsidio", 0)
    if any(cubiertos.get(clave) != importe for clave, importe in d["subsidios"].items()):
        yield "hay un subsidio que no es lo que se descontó por él"
