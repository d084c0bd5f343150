"""`importar`: the billing system's files into the padrón."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from app.cli import quien
from app.cli.salida import Salida
from app.errors import UsoError
from app.importacion import Archivos, Importacion
from app.taller import Taller

CLASES = ("cuentas", "recibos", "lecturas", "beneficios")


def agregar(ordenes: Any) -> None:
    """Add the order."""
    orden = ordenes.add_parser("importar", help="padrón, recibos, lecturas y beneficios desde CSV o XLSX")
    agregar_archivos(orden)
    orden.add_argument("--pagos-hasta", metavar="FOLIO|ninguno", help="qué pagos de esta caja ya incluyen los importes")
    quien.agregar_supervisor(orden)
    orden.set_defaults(correr=_importar)


def agregar_archivos(orden: ArgumentParser) -> None:
    """Add the files of an import, and whether it only looks at them."""
    for clase in CLASES:
        orden.add_argument(f"--{clase}", type=Path, metavar="ARCHIVO")
    orden.add_argument("--simular", action="store_true", help="revisar sin escribir nada")


def archivos_de(args: Namespace) -> Archivos:
    """The files that were named.

    Raises:
        UsoError: `falta_archivo`.
    """
    archivos = Archivos(*(getattr(args, clase) for clase in CLASES))
    if archivos == Archivos():
        raise UsoError("falta_archivo", "Diga qué archivo se importa: --cuentas, --recibos, --lecturas o --beneficios.")
    return archivos


def _importar(taller: Taller, args: Namespace) -> Salida:
    archivos = archivos_de(args)
    with taller.contexto(escribir=not args.simular) as ctx:
        administra = "" if args.simular else quien.autoriza(ctx, args, "importar").clave
        hecha = taller.importar(ctx, archivos, args.pagos_hasta or "", administra)
    return salida_de(hecha, simulada=args.simular)


def salida_de(hecha: Importacion, *, simulada: bool) -> Salida:
    """What became of an import."""
    rechazadas = [
        {"archivo": r.archivo, "renglon": r.renglon, "columna": r.columna, "mensaje": r.mensaje}
        for r in hecha.rechazadas
    ]
    datos = {
        "leidas": hecha.leidas,
        "altas": hecha.altas,
        "cambios": hecha.cambios,
        "bajas": hecha.bajas,
        "rechazadas": rechazadas,
        "sin_detalle": hecha.sin_detalle,
        "avisos": list(hecha.avisos),
        "lote": hecha.lote,
        "simulada": simulada,
    }
    negadas = len(rechazadas) + hecha.sin_detalle
    bajas = f", bajas {hecha.bajas}" if hecha.bajas else ""
    lineas = [f"Leídas {hecha.leidas}, altas {hecha.altas}, cambios {hecha.cambios}, rechazadas {negadas}{bajas}"]
    lineas += [f"{r['archivo']}, renglón {r['renglon']}, {r['columna']}: {r['mensaje']}" for r in rechazadas]
    return Salida(datos, "\n".join((*lineas, *hecha.avisos)))
