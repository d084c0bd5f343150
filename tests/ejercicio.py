"""A year of payments, filed straight into the projection: as many as one likes, in seconds, with what they add up to.

Only the projection is filled, which is all that reports read; the asientos are not chained.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert

from app.domain.diario.asiento import Asiento, canonico
from app.domain.reporte.reporte import DIMENSIONES
from db.proyeccion.proyeccion import filas_de
from tests.factories import CajaDePrueba

CAJEROS = ("ana", "beto", "carla")
USOS = ("domestico", "comercial", "industrial")
MEDIOS = (("efectivo", "01"), ("tarjeta", "28"), ("cheque", "02"), ("transferencia", "03"))
_INICIO = datetime.fromisoformat("2023-01-02T08:00:00-07:00")
_TANDA = 2_000
#: One payment in so many is cancelled, and one in so many has a benefit.
_CANCELADO, _CON_BENEFICIO = 97, 10


@dataclass(slots=True)
class Ejercicio:
    """What was filed, added up by hand: dimension -> clave -> centavos net, and how many of each."""

    pagos: int = 0
    reversos: int = 0
    total: int = 0
    netos: dict[str, Counter[str]] = field(default_factory=lambda: {por: Counter() for por in DIMENSIONES})

    def sumar(self, d: dict[str, Any], caja: str) -> None:
        """Count one asiento in."""
        momento = datetime.fromisoformat(d["momento"])
        lunes = momento.date() - timedelta(momento.weekday())
        pago = {
            "hora": f"{momento.hour:02d}", "dia": d["fecha"], "semana": lunes.isoformat(), "mes": d["fecha"][:7],
            "caja": caja, "cajero": d["cajero"], "uso": d["cuenta"]["uso"],
        }  # fmt: skip
        self.total += d["total"]
        for por, clave in pago.items():
            self.netos[por][clave] += d["total"]
        for m in d["medios"]:
            self.netos["medio"][m["medio"]] += m["importe"]
        for x in d["descuentos"]:
            self.netos["programa"][x["programa"]] += x["importe"]
        for x in d["aplicado"]:
            self.netos["concepto"][x["clave"]] += x["importe"]
            self.netos["antiguedad"]["rezago" if x["periodo"] == "2022-11" else "corriente"] += x["importe"]


def llenar(caja: CajaDePrueba, n: int) -> Ejercicio:
    """File n payments of the year 2023, ten hours a day, with their cancelaciones and a corte a day and cashier."""
    hecho, filas = Ejercicio(), dict[Any, list[dict[str, Any]]]()
    for seq, (tipo, d) in enumerate(_hechos(Random(n), n), 1_000):
        identidad = (caja.ctx.caja.organismo, caja.ctx.caja.numero, caja.ctx.caja.epoca)
        asiento = Asiento(*identidad, seq, tipo, 1, canonico(d), b"", seq.to_bytes(32), b"")
        if tipo in ("pago", "pago_cancelado"):
            hecho.sumar(d, caja.ctx.caja.numero)
            hecho.pagos += tipo == "pago"
            hecho.reversos += tipo != "pago"
        for tabla, nuevas in filas_de(asiento):
            filas.setdefault(tabla, []).extend(nuevas)
        if seq % _TANDA == 0:
            _guardar(caja, filas)
    _guardar(caja, filas)
    return hecho


def _guardar(caja: CajaDePrueba, filas: dict[Any, list[dict[str, Any]]]) -> None:
    with caja.almacen.engine.begin() as conexion:
        for tabla, nuevas in filas.items():
            conexion.execute(insert(tabla), nuevas)
    filas.clear()


def _hechos(azar: Random, n: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """In the order of the clock; each day of each cashier is a turno with its corte."""
    por_dia = max(1, -(-n // 300))
    numero = cancelados = 0
    for dia in range(300):
        abre, turno = _INICIO + timedelta(dia), dia + 1
        cajero = CAJEROS[dia % len(CAJEROS)]
        yield "turno_abierto", {"turno": turno, "cajero": cajero, "fondo": 50000, "momento": abre.isoformat()}
        for i in range(por_dia):
            if numero == n:
                break
            numero += 1
            momento = abre + timedelta(minutes=600 * i // por_dia)
            pago = _un_pago(azar, numero, momento, cajero, turno)
            yield "pago", pago
            if numero % _CANCELADO == 0:
                cancelados += 1
                yield "pago_cancelado", _cancelado(pago, cancelados)
        diferencia = azar.choice((0, 0, 0, -50, 100))
        yield (
            "turno_cerrado",
            {
                "corte": turno, "turno": turno, "cajero": cajero, "momento": (abre + timedelta(hours=10)).isoformat(),
                "esperado": 100000, "contado": 100000 + diferencia, "diferencia": diferencia,
            },
        )  # fmt: skip


def _un_pago(azar: Random, numero: int, momento: datetime, cajero: str, turno: int) -> dict[str, Any]:
    agua = azar.randrange(80_00, 400_00)
    importes = {"agua": agua, "alcantarillado": agua * 52 // 100, "saneamiento": agua * 39 // 100}
    periodo = "2022-11" if azar.random() < 0.2 else "2022-12"
    vence = {"2022-11": "2022-12-20", "2022-12": "2029-01-20"}[periodo]
    descuentos = []
    if numero % _CON_BENEFICIO == 0:
        rebaja = {"programa": azar.choice(("insen", "pensionado", "pronto_pago")), "fundamento": "LI 2023, Art. 33"}
        descuentos = [rebaja | {"clave": c, "importe": -i // 2, "periodo": periodo} for c, i in importes.items()]
    total = sum(importes.values()) + sum(d["importe"] for d in descuentos)
    medio, forma = azar.choice(MEDIOS)
    return {
        "cobro": f"c{numero}", "orden": 1, "huella": "h", "folio": {"serie": "A", "numero": numero},
        "cuenta": {"numero": f"{numero % 25_000:06d}", "uso": azar.choice(USOS)},
        "fecha": momento.date().isoformat(), "momento": momento.isoformat(), "cajero": cajero, "turno": turno,
        "aplicado": [{"clave": c, "importe": i, "periodo": periodo} for c, i in importes.items()],
        "descuentos": descuentos, "redondeo": 0, "total": total,
        "medios": [{"medio": medio, "forma": forma, "importe": total}],
        "saldo_anterior": total, "saldo_restante": 0, "favor_antes": 0, "favor_despues": 0,
        "recibos": [{"periodo": periodo, "vence": vence}],
    }  # fmt: skip


def _cancelado(pago: dict[str, Any], numero: int) -> dict[str, Any]:
    contrarias = {
        lista: [x | {"importe": -x["importe"]} for x in pago[lista]] for lista in ("aplicado", "descuentos", "medios")
    }
    return pago | contrarias | {
        "cobro": f"x{numero}", "folio": {"serie": "A", "numero": numero}, "pagado": pago["fecha"],
        "cancela": f"2A-{pago['folio']['numero']:06d}", "total": -pago["total"],
        "motivo": "se equivocó", "autorizo": "super", "permiso": "p",
    }  # fmt: skip
