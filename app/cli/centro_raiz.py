"""`centro raiz` and `centro verificar`: for who believes nobody."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.centro.centro import elegir_organismo, raices_rotas
from app.centro.raices_centro import guardar_raiz_del_centro, leer_raiz_del_centro
from app.cli.parser import fecha
from app.cli.salida import HECHO, INTEGRIDAD, OrdenDelCentro, Salida
from app.errors import NegocioError
from app.taller import Taller


def agregar(centro: Any, orden: OrdenDelCentro) -> None:
    """Add the orders."""
    raiz = orden(centro, "raiz", "la última cabeza de cada caja, firmada, para guardarla en otra parte", _raiz)
    raiz.add_argument("--fecha", type=fecha, metavar="AAAA-MM-DD", help="la de un día que ya terminó")
    raiz.add_argument("--comprobar", type=Path, metavar="F", help="buscar en el centro una raíz guardada")
    raiz.add_argument("--a", type=Path, metavar="F", help="escribirla en un archivo")
    raiz.add_argument("--organismo", default="", metavar="O")
    orden(centro, "verificar", "comprobar cadenas, firmas, sumas y padrón", _verificar)


def _raiz(taller: Taller, args: Namespace) -> Salida:
    sede = taller.sede(args.url)
    centro, comprobar = sede.centro(), taller.enlaces.comprobar
    if args.comprobar is not None:
        distintas = centro.distintas(leer_raiz_del_centro(args.comprobar, comprobar))
        lineas = [f"caja {c.caja}: el asiento {c.seq} no es el que se firmó, o no está" for c in distintas]
        dicho = "\n".join(("ALTERADO", *lineas)) if lineas else "El centro tiene todo lo que firmó, como estaba."
        return Salida({"ok": not lineas, "errores": lineas}, dicho, INTEGRIDAD if lineas else HECHO)
    organismo = elegir_organismo(centro, args.organismo)
    if args.fecha is None:
        raiz = centro.raiz(organismo, centro.ahora().date())
    else:
        ruta = sede.raices.ruta(organismo, args.fecha)
        if not ruta.exists():
            raise NegocioError("raiz_sin_guardar", f"De {organismo} no se firmó ninguna raíz el {args.fecha:%d/%m/%Y}.")
        raiz = leer_raiz_del_centro(ruta, comprobar)
    if args.a is not None:
        guardar_raiz_del_centro(raiz, args.a)
    datos = asdict(raiz) | ({"archivo": str(args.a)} if args.a else {})
    donde = f" en {args.a}" if args.a else ""
    return Salida(datos, f"Raíz de {raiz.organismo} del {raiz.fecha}: {len(raiz.cabezas)} cabezas{donde}")


def _verificar(taller: Taller, args: Namespace) -> Salida:
    sede = taller.sede(args.url)
    errores = [*sede.centro().verificar(), *raices_rotas(sede, taller.enlaces.comprobar)]
    datos = {"ok": not errores, "errores": [asdict(e) for e in errores]}
    lineas = [f"{e.organismo} caja {e.caja} asiento {e.seq}: {e.mensaje}" for e in errores]
    return Salida(datos, "\n".join(lineas) or "Todo está como se recibió.", INTEGRIDAD if errores else HECHO)
