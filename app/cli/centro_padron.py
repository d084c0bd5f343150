"""`centro importar` and `centro facturar`: the padrón of all cajas."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from app.centro import elegir_organismo, exigir_marcas
from app.cli.facturar import Avance, agregar_pedido, pedido_de
from app.cli.facturar import salida_de as salida_de_facturacion
from app.cli.importar import agregar_archivos, archivos_de, salida_de
from app.cli.salida import OrdenDelCentro, Salida
from app.taller import Taller


def agregar(centro: Any, orden: OrdenDelCentro) -> None:
    """Add the orders."""
    importa = orden(centro, "importar", "padrón, recibos y beneficios para todas las cajas", _importar)
    agregar_archivos(importa)
    importa.add_argument("--pagos", default="", metavar="F|ninguno", help="último folio de cada caja que ya incluyen")
    importa.add_argument("--organismo", default="", metavar="O")
    factura = orden(centro, "facturar", "recibos de un mes, a partir de sus lecturas, para todas las cajas", _facturar)
    agregar_pedido(factura)
    factura.add_argument("--organismo", default="", metavar="O")


def _importar(taller: Taller, args: Namespace) -> Salida:
    sede, archivos = taller.sede(args.url), archivos_de(args)
    centro = sede.centro()
    organismo = elegir_organismo(centro, args.organismo)
    marcas = exigir_marcas(centro, organismo, args.pagos, con_recibos=archivos.recibos is not None)
    return salida_de(sede.importar(organismo, archivos, marcas, simular=args.simular), simulada=args.simular)


def _facturar(taller: Taller, args: Namespace) -> Salida:
    sede, pedido = taller.sede(args.url), pedido_de(args)
    organismo = elegir_organismo(sede.centro(), args.organismo)
    return salida_de_facturacion(sede.facturar(organismo, pedido, simular=args.simular, avance=Avance()), args)
