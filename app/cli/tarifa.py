"""`tarifa`: load prices, INPC and UMA, look the tariff over, compare two versions over the padrón."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from app.cli import comparar, quien
from app.cli.salida import Salida
from app.perfiles.cargada import DATOS, Datos
from app.taller import Taller
from app.tarifa.revision import revisar_tarifa
from app.tarifa.tarifas import TarifaCargada

_AYUDAS = {
    "organismo": "de quién son los precios (por omisión, el de la caja)",
    "version": "cómo se llama esta versión: 2024 …",
    "desde": "AAAA-MM, primer mes en que rigen",
    "hasta": "AAAA-MM, último mes; hasta que otra empiece si no se dice",
    "fuente": "publicación oficial y fecha",
}


def agregar(ordenes: Any) -> None:
    """Add the orders."""
    tarifa = ordenes.add_parser("tarifa", help="precios, INPC y UMA; revisar y comparar tarifas").add_subparsers(
        required=True, metavar="QUE"
    )
    importar = tarifa.add_parser("importar", help="cargar una lista de precios, INPC o UMA, fechada y con su fuente")
    agregar_lista(importar)
    quien.agregar_supervisor(importar)
    importar.set_defaults(correr=_importar)
    revisar = tarifa.add_parser("revisar", help="buscar lo que no puede estar bien o falta en una tarifa")
    revisar.add_argument("organismo", metavar="O", help="cajeme, cajeme/2023 …")
    revisar.set_defaults(correr=_revisar)
    comparar.agregar(tarifa)


def agregar_lista(orden: ArgumentParser) -> None:
    """Add the file of a list, what it may not say of itself, and whether it is only looked at."""
    orden.add_argument("archivo", type=Path, metavar="F.csv")
    for clave in DATOS:
        orden.add_argument(f"--{clave}", default="", help=_AYUDAS[clave])
    orden.add_argument("--simular", action="store_true", help="revisar sin guardar nada")


def datos_de(args: Namespace) -> Datos:
    """What was said of the list."""
    return Datos(*(getattr(args, clave).strip() for clave in DATOS))


def _importar(taller: Taller, args: Namespace) -> Salida:
    datos = datos_de(args)
    if not taller.hay_caja():
        # Before there is a caja there is nobody to answer for it: whoever makes the caja will.
        administra = "" if args.simular else "nadie"
        return salida_de_lista(taller.tarifario.importar(args.archivo, datos, None, administra), args.simular)
    with taller.contexto(escribir=not args.simular) as ctx:
        administra = "" if args.simular else quien.autoriza(ctx, args, "importar_tarifa").clave
        return salida_de_lista(taller.tarifario.importar(args.archivo, datos, ctx, administra), args.simular)


def salida_de_lista(cargada: TarifaCargada, simulada: bool) -> Salida:
    """What became of a list."""
    datos = {
        "clase": cargada.clase,
        "version": cargada.version,
        "desde": cargada.desde,
        "fuente": cargada.fuente,
        "filas": cargada.filas,
        "archivo": cargada.sha,
        "avisos": list(cargada.avisos),
        "simulada": simulada,
    }
    que = {"tarifas": f"Tarifa {cargada.version} desde {cargada.desde}", "inpc": "INPC", "uma": "UMA"}[cargada.clase]
    hecho = "revisada: nada se guardó" if simulada else "cargada"
    return Salida(
        datos, "\n".join([f"{que}, {cargada.filas} renglones, {hecho}. Fuente: {cargada.fuente}.", *cargada.avisos])
    )


def _revisar(taller: Taller, args: Namespace) -> Salida:
    hallazgos = revisar_tarifa(args.organismo, taller.tarifario.perfil)
    datos = [
        {"version": h.version, "uso": h.uso, "area": h.area, "renglon": h.renglon, "mensaje": h.mensaje}
        for h in hallazgos
    ]
    lineas = [f"{' '.join(filter(None, (h.version, h.uso, h.area, h.renglon)))}: {h.mensaje}" for h in hallazgos]
    cuantos = f"Hallazgos: {len(hallazgos)}." if hallazgos else "Nada que señalar."
    return Salida({"hallazgos": datos}, "\n".join([*lineas, cuantos]))
