"""What must hold of whatever turns a payment round, and of who allowed it, from the asientos alone.

An auditor remembers of each payment only what it came to and what has gone back of it; of those of the open turno, what
is left of each line too, since a cancelación repeats it with opposite signs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.domain.autorizacion import VIGENCIA

Datos = Mapping[str, Any]
#: Which operation allows each kind, and the field that says of what; of the drawer itself none does.
_PERMITE = {
    "pago_cancelado": ("cancelar", "cancela"),
    "devolucion": ("devolver", "cancela"),
    "cheque_devuelto": ("cheque_devuelto", "cancela"),
    "movimiento": ("autorizar_movimiento", "clase"),
    "convenio_hecho": ("hacer_convenio", "cuenta"),
    "convenio_terminado": ("terminar_convenio", "cuenta"),
    "cajon_abierto": ("autorizar_movimiento", ""),
    "pago_recuperado": ("recuperar_pago", "folio"),
}
#: What something that was allowed comes to, by whatever name.
_IMPORTES = ("total", "importe", "deuda", "faltaba")


@dataclass(slots=True)
class _Pagado:
    """A payment as it is remembered: what it came to, what went back, and where its asiento is."""

    ref: str
    cuenta: str
    total: int
    devuelto: int = 0


@dataclass(slots=True)
class Reversos:
    """Runs along a diario beside `Auditoria`."""

    _pagos: dict[str, _Pagado] = field(default_factory=dict)
    _del_turno: dict[str, tuple[int, Counter[str]]] = field(default_factory=dict)
    _permiso: tuple[str, Datos] | None = None

    def pagar(self, d: Datos, ref: str, caja: str) -> None:
        """Remember a payment."""
        folio = f"{caja}{d['folio']['serie']}-{d['folio']['numero']:06d}"
        self._pagos[folio] = _Pagado(ref, d["cuenta"]["numero"], d["total"])
        self._del_turno[folio] = d["turno"], _lineas(d)

    def cerrar(self) -> None:
        """The turno is closed: none of its payments can be cancelled any more."""
        self._del_turno.clear()

    def autorizar(self, ref: str, d: Datos) -> Iterator[str]:
        """What is wrong with a supervisor's word; the asiento after it names it."""
        if d["quien"] == d["cajero"]:
            yield "alguien se autorizó a sí mismo"
        if datetime.fromisoformat(d["vence"]) - datetime.fromisoformat(d["momento"]) > VIGENCIA:
            yield "una autorización dura más de un minuto"
        if not d["motivo"]:
            yield "una autorización no tiene motivo"
        self._permiso = ref, d

    def permitir(self, tipo: str, d: Datos) -> Iterator[str]:
        """What is wrong with the permission that an asiento names: once, in time, by another, for that."""
        (ref, dado), self._permiso = self._permiso or ("", {}), None
        nombrado = d.get("permiso", "")
        if ref and ref != nombrado:
            yield "una autorización quedó sin usar"
        if nombrado and ref != nombrado:
            yield "se apoya en una autorización que no existe o ya se usó"
        elif nombrado and tipo in _PERMITE:
            yield from _permitido(tipo, d, dado)

    def revertir(self, tipo: str, d: Datos) -> Iterator[str]:
        """What is wrong with an asiento that turns a payment round."""
        if not (d.get("permiso") and d["motivo"]):
            yield "se devolvió dinero sin autorización o sin motivo"
        yield from _sumas(d)
        pago = self._pagos.get(d["cancela"])
        if pago is None or (pago.ref, pago.cuenta) != (d["pago"], d["cuenta"]["numero"]):
            yield "devuelve un pago que no está en el diario, o es de otra cuenta"
            return
        turno, quedan = self._del_turno.get(d["cancela"], (0, Counter[str]()))
        ya = not any(quedan.values())
        quedan.update(_lineas(d))
        if tipo == "pago_cancelado":
            yield from _cancelado(turno == d["turno"], ya, quedan)
        elif tipo == "devolucion" and turno:
            yield "devuelve un pago de su propio turno"
        pago.devuelto -= d["total"]
        if pago.devuelto > pago.total:
            yield "se devolvió más de lo que se pagó"


def _cancelado(is_suyo: bool, ya: bool, quedan: Counter[str]) -> Iterator[str]:
    """What is wrong with a cancelación, of which `quedan` is what it leaves of each line."""
    if not is_suyo:
        yield "cancela un pago de otro turno"
    elif ya:
        yield "cancela un pago que ya se había cancelado o devuelto"
    elif any(quedan.values()):
        yield "la cancelación no es el pago con los signos contrarios"


def _permitido(tipo: str, d: Datos, dado: Datos) -> Iterator[str]:
    if dado["quien"] != d["autorizo"] or dado["cajero"] != d["cajero"]:
        yield "la autorización es de otra persona o para otro cajero"
    if datetime.fromisoformat(d["momento"]) > datetime.fromisoformat(dado["vence"]):
        yield "la autorización ya había vencido"
    if max(abs(d.get(importe, 0)) for importe in _IMPORTES) > dado.get("importe", 0):
        yield "la autorización era por menos"
    operacion, campo = _PERMITE[tipo]
    objeto = d.get(campo, "cajon")
    if (dado["operacion"], dado["objeto"]) != (operacion, objeto["numero"] if isinstance(objeto, dict) else objeto):
        yield "la autorización era de otra operación o de otro pago"


def _lineas(d: Datos) -> Counter[str]:
    """What each line comes to, whatever their order: the same of a payment and, below zero, of what turns it round."""
    lineas = Counter({"redondeo": d["redondeo"]})
    for campo in ("aplicado", "descuentos", "medios"):
        for linea in d[campo]:
            cual = sorted((clave, valor) for clave, valor in linea.items() if clave != "importe")
            lineas[f"{campo} {cual}"] += linea["importe"]
    return lineas


def _sumas(d: Datos) -> Iterator[str]:
    lineas = sum(a["importe"] for a in d["aplicado"]) + sum(x["importe"] for x in d["descuentos"]) + d["redondeo"]
    if lineas != d["total"] or sum(m["importe"] for m in d["medios"]) != d["total"]:
        yield "lo devuelto por concepto o por medio no suma el total"
    if any(x["importe"] >= 0 for x in (*d["aplicado"], *d["medios"])) or d["total"] > 0:
        yield "hay un importe devuelto que no es menor que cero"
    if any(x["importe"] <= 0 for x in d["descuentos"]) or d["redondeo"] < 0:
        yield "hay un descuento devuelto que no es mayor que cero"
    if d["saldo_restante"] < d["saldo_anterior"] or d["saldo_anterior"] < 0:
        yield "devolver un pago dejó un adeudo menor"
    if any(not 0 <= r["antes"] <= r["despues"] <= r["total"] for r in d["recibos"]):
        yield "un recibo quedó con un saldo imposible"
