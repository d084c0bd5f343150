"""`imprimir`: any paper again, by its folio."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from typing import Any

from app.cli import quien
from app.cli.salida import Salida
from app.cli.taller import Taller
from app.domain.pago import Folio
from app.errors import EquipoError, NegocioError, UsoError
from app.papeles import reimprimir

#: Columns of each paper width, in millimetres.
COLUMNAS = {"58": 32, "80": 48}


def agregar(ordenes: Any) -> None:
    """Add the order."""
    orden = ordenes.add_parser("imprimir", help="un papel otra vez, marcado COPIA n")
    quien.agregar_cajero(orden)
    orden.add_argument("folio", metavar="FOLIO")
    orden.add_argument("--a", type=Path, metavar="ARCHIVO", help="a un archivo: .bin, .pdf, .png o .txt")
    orden.add_argument("--ancho", choices=tuple(COLUMNAS), default="80", help="papel, en milímetros")
    orden.set_defaults(correr=_imprimir)


def _imprimir(taller: Taller, args: Namespace) -> Salida:
    try:
        folio = Folio.from_texto(args.folio)
    except NegocioError as error:
        raise UsoError(error.clave, error.mensaje) from error
    if args.a is None:
        raise EquipoError(
            "sin_impresora", "No hay impresora configurada. Use --a ARCHIVO para escribirlo en un archivo."
        )
    columnas = COLUMNAS[args.ancho]
    with taller.contexto(escribir=True) as ctx:
        # A copy does no harm, so nobody is asked who they are; but who says it, proves it.
        persona = quien.cajero(ctx, args).clave if args.cajero or os.environ.get(quien.PIN) else ""
        copia = reimprimir(
            ctx, folio, taller.encabezado(ctx), lambda papel: taller.guardar_papel(papel, args.a, columnas), persona
        )
    datos = {"folio": str(folio), "copia": copia, "archivo": str(args.a)}
    return Salida(datos, f"COPIA {copia} de {folio} en {args.a}")
