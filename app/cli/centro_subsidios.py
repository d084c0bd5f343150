"""`centro subsidios`: what the Ayuntamiento must cover, by centro de cobranza (Loreto, Reglamento 2025, Art. 159)."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from app.centro.centro import elegir_organismo
from app.cli.parser import fecha
from app.cli.reporte import subsidios_en_texto, suma_en_datos
from app.cli.salida import OrdenDelCentro, Salida
from app.domain.dinero import suma
from app.taller import Taller


def agregar(centro: Any, orden: OrdenDelCentro) -> None:
    """Add the order."""
    subsidios = orden(centro, "subsidios", "lo que debe cubrir el Ayuntamiento, por centro de cobranza", _subsidios)
    for opcion, cual in (("--desde", "primer"), ("--hasta", "último")):
        subsidios.add_argument(opcion, type=fecha, required=True, metavar="AAAA-MM-DD", help=f"{cual} día de los pagos")
    subsidios.add_argument("--organismo", default="", metavar="O")


def _subsidios(taller: Taller, args: Namespace) -> Salida:
    centro = taller.sede(args.url).centro()
    organismo = elegir_organismo(centro, args.organismo)
    centros = centro.subsidios(organismo, args.desde, args.hasta)
    lista = [
        {
            "centro": c.centro, "cajas": list(c.cajas), "sumas": [suma_en_datos(s) for s in c.sumas],
            "estados": dict(c.estados), "sin_importe": c.sin_importe, "neto": c.neto,
        }
        for c in centros
    ]  # fmt: skip
    datos = {"organismo": organismo, "desde": args.desde.isoformat(), "hasta": args.hasta.isoformat()}
    neto = suma(c.neto for c in centros)
    partes = [f"{subsidios_en_texto(c)}\nCajas: {', '.join(c.cajas)}" for c in centros]
    texto = "\n\n".join([*partes, f"Por cubrir en todos: {neto}"])
    return Salida(datos | {"centros": lista, "neto": neto}, texto)
