"""`centro importar`, `centro tarifa` and `centro facturar`: the padrón of all cajas."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from app.centro.centro import elegir_organismo, exigir_marcas
from app.cli.facturar import Avance, agregar_pedido, pedido_de
from app.cli.facturar import salida_de as salida_de_facturacion
from app.cli.importar import agregar_archivos, archivos_de, salida_de
from app.cli.salida import OrdenDelCentro, Salida
from app.cli.tarifa import agregar_lista, datos_de, salida_de_lista
from app.errors import UsoError
from app.importacion.ausentes import CLASES
from app.taller import Taller


def agregar(centro: Any, orden: OrdenDelCentro) -> None:
    """Add the orders."""
    importa = orden(centro, "importar", "padrón, recibos y beneficios para todas las cajas", _importar)
    agregar_archivos(importa)
    importa.add_argument("--pagos", default="", metavar="F|ninguno", help="último folio de cada caja que ya incluyen")
    importa.add_argument(
        "--completo", action="append", default=[], choices=CLASES, help="ese archivo trae todo: lo demás ya no está"
    )
    importa.add_argument("--organismo", default="", metavar="O")
    precios = orden(centro, "tarifa", "precios, INPC o UMA para todas las cajas", _tarifa)
    agregar_lista(precios)
    factura = orden(centro, "facturar", "recibos de un mes, a partir de sus lecturas, para todas las cajas", _facturar)
    agregar_pedido(factura)
    factura.add_argument("--organismo", default="", metavar="O")


def _importar(taller: Taller, args: Namespace) -> Salida:
    sede, archivos = taller.sede(args.url), archivos_de(args)
    centro = sede.centro()
    organismo = elegir_organismo(centro, args.organismo)
    marcas = exigir_marcas(centro, organismo, args.pagos, con_recibos=archivos.recibos is not None)
    if falta := [c for c in args.completo if getattr(archivos, c) is None]:
        raise UsoError("falta_archivo", f"--completo {falta[0]} va con --{falta[0]} ARCHIVO.")
    hecha = sede.importar(organismo, archivos, marcas, completas=args.completo, simular=args.simular)
    return salida_de(hecha, simulada=args.simular)


def _tarifa(taller: Taller, args: Namespace) -> Salida:
    sede, datos = taller.sede(args.url), datos_de(args)
    organismo = elegir_organismo(sede.centro(), datos.organismo)
    return salida_de_lista(sede.importar_tarifa(organismo, args.archivo, datos, simular=args.simular), args.simular)


def _facturar(taller: Taller, args: Namespace) -> Salida:
    sede, pedido = taller.sede(args.url), pedido_de(args)
    organismo = elegir_organismo(sede.centro(), args.organismo)
    return salida_de_facturacion(sede.facturar(organismo, pedido, simular=args.simular, avance=Avance()), args)
