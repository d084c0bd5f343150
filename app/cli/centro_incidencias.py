"""`centro incidencias` and `centro resolver`: what somebody must look at."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from app.cli.incidencia import en_datos, lista_de
from app.cli.parser import fecha, renglon
from app.cli.salida import OrdenDelCentro, Salida
from app.documentos.reporte_incidencias import listado_de_incidencias
from app.domain.centro.incidencia import RESOLUCIONES
from app.domain.reporte.reporte_incidencias import de_esos_dias
from app.papel.exportacion import escribir_listado, exigir_extension
from app.taller import Taller


def agregar(centro: Any, orden: OrdenDelCentro) -> None:
    """Add the orders."""
    vistas = orden(centro, "incidencias", "lo que hay que ver y lo que se resolvió en unos días", _incidencias)
    vistas.add_argument("--desde", type=fecha, metavar="AAAA-MM-DD", help="primer día (por omisión, hoy)")
    vistas.add_argument("--hasta", type=fecha, metavar="AAAA-MM-DD", help="último día (por omisión, hoy)")
    vistas.add_argument("--a", type=Path, metavar="F", help="escribirlas: .csv o .xlsx")
    resolver = orden(centro, "resolver", "cerrar una incidencia diciendo qué se hizo", _resolver)
    resolver.add_argument("incidencia", metavar="ID")
    resolver.add_argument("resolucion", choices=tuple(RESOLUCIONES))
    resolver.add_argument("--motivo", required=True, metavar="T", type=renglon)
    resolver.add_argument("--quien", required=True, metavar="CLAVE")


def _incidencias(taller: Taller, args: Namespace) -> Salida:
    if args.a is not None:
        exigir_extension(args.a)
    centro = taller.sede(args.url).centro()
    hoy = centro.ahora().date()
    suyas = de_esos_dias(centro.incidencias(), args.desde or args.hasta or hoy, args.hasta or hoy)
    abiertas = sum(1 for i in suyas if not i.resolucion)
    if args.a is not None:
        escribir_listado(listado_de_incidencias(suyas), args.a)
    datos = {"incidencias": [en_datos(i) for i in suyas], "abiertas": abiertas}
    return Salida(datos, "\n".join((lista_de(suyas), f"Abiertas: {abiertas:,}")).strip())


def _resolver(taller: Taller, args: Namespace) -> Salida:
    centro = taller.sede(args.url).centro()
    vista = centro.resolver(args.incidencia, args.resolucion, args.motivo, args.quien)
    return Salida({"incidencia": vista.id, "resolucion": args.resolucion}, f"Resuelta: {vista.resumen}")
