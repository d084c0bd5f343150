"""`respaldo`: a copy of the caja's file now, and where copies go."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.cli import quien
from app.cli.salida import Salida
from app.taller import Taller
from app.turno.respaldos import MISMO_DISCO, cambiar_carpeta, respaldar, respaldar_anexos

_OTRA_CARPETA = "Elija otra carpeta con «respaldo carpeta DIR»."


def agregar(ordenes: Any) -> None:
    """Add the orders."""
    respaldo = ordenes.add_parser("respaldo", help="copias del archivo de la caja").add_subparsers(
        required=True, metavar="QUE"
    )
    hacer = respaldo.add_parser("hacer", help="una copia ahora; cada corte Z hace la suya")
    hacer.set_defaults(correr=_hacer)
    carpeta = respaldo.add_parser("carpeta", help="elegir dónde quedan las copias: mejor en otro disco")
    carpeta.add_argument("carpeta", type=Path, metavar="DIR")
    quien.agregar_supervisor(carpeta)
    carpeta.set_defaults(correr=_carpeta)


def con_remedio(avisos: Sequence[str]) -> list[str]:
    """The same warnings, each with the order that mends it."""
    return [f"{a} {_OTRA_CARPETA}" if a == MISMO_DISCO else a for a in avisos]


def _hacer(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=True) as ctx:
        copiador = taller.copiador(ctx)
        hecho, anexos = respaldar(ctx, copiador), respaldar_anexos(ctx, copiador)
    avisos = con_remedio([MISMO_DISCO] if hecho.mismo_disco else [])
    datos = {
        "archivo": hecho.archivo,
        "sha": hecho.sha,
        "bytes": hecho.bytes,
        "seq": hecho.seq,
        "anexos": anexos,
        "mismo_disco": hecho.mismo_disco,
        "avisos": avisos,
    }
    return Salida(
        datos, "\n".join((f"Respaldo {hecho.archivo}, {hecho.bytes:,} bytes; {anexos:,} anexos nuevos.", *avisos))
    )


def _carpeta(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=True) as ctx:
        administra = quien.autoriza(ctx, args, "carpeta_respaldos")
        mismo = cambiar_carpeta(ctx, taller.copiador(ctx), args.carpeta, administra)
    avisos = con_remedio([MISMO_DISCO] if mismo else [])
    datos = {"carpeta": str(args.carpeta), "mismo_disco": mismo, "avisos": avisos}
    return Salida(datos, "\n".join((f"Los respaldos quedan en {args.carpeta}.", *avisos)))
