"""`verificar`, `diario exportar`, `claves exportar`, `diagnostico` and `bench`: for who believes nobody."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.cli.parser import fecha
from app.cli.respaldo import con_remedio
from app.cli.salida import HECHO, INTEGRIDAD, Salida, tabla
from app.errors import EquipoError, UsoError
from app.taller import Taller
from app.turno.raices import guardar_raiz, is_raiz_de_este_diario, raiz_del_dia


def agregar(ordenes: Any) -> None:
    """Add the orders."""
    orden = ordenes.add_parser("verificar", help="probar que nada fue alterado")
    orden.add_argument(
        "--publicas", type=Path, metavar="DIR|RAIZ", help="claves públicas de otra fuente, o una raíz del centro"
    )
    orden.set_defaults(correr=_verificar)
    diario = ordenes.add_parser("diario", help="el diario").add_subparsers(required=True, metavar="QUE")
    exportar = diario.add_parser("exportar", help="escribir todos los asientos en un archivo")
    exportar.add_argument("archivo", type=Path, metavar="ARCHIVO")
    exportar.set_defaults(correr=_exportar_diario)
    raiz = diario.add_parser("raiz", help="el último asiento de un día, firmado, para guardarlo en otra parte")
    cual = raiz.add_mutually_exclusive_group(required=True)
    cual.add_argument("--fecha", type=fecha, metavar="AAAA-MM-DD")
    cual.add_argument("--comprobar", type=Path, metavar="ARCHIVO", help="buscar en el diario una raíz guardada")
    raiz.add_argument("--a", type=Path, metavar="ARCHIVO", help="escribirla en un archivo")
    raiz.set_defaults(correr=_raiz)
    claves = ordenes.add_parser("claves", help="las claves públicas").add_subparsers(required=True, metavar="QUE")
    publicas = claves.add_parser("exportar", help="escribir las claves públicas en una carpeta")
    publicas.add_argument("carpeta", type=Path, metavar="DIR")
    publicas.set_defaults(correr=_exportar_claves)
    diagnostico = ordenes.add_parser("diagnostico", help="estado de esta máquina y esta caja, sin datos personales")
    diagnostico.set_defaults(correr=_diagnostico)
    bench = ordenes.add_parser("bench", help="mediciones, cada una junto a su base desnuda")
    bench.add_argument("nombres", nargs="*", metavar="NOMBRE")
    bench.set_defaults(correr=_bench)


def _verificar(taller: Taller, args: Namespace) -> Salida:
    informe = taller.verificar(args.publicas)
    errores = [{"seq": e.seq, "tipo": e.tipo, "mensaje": e.mensaje} for e in informe.errores]
    datos = {
        "asientos": informe.asientos,
        "epocas": informe.epocas,
        "confianza": informe.confianza,
        "ok": informe.ok,
        "errores": errores,
    }
    if informe.ok:
        return Salida(datos, f"Todo coincide: {informe.asientos} asientos, confianza {informe.confianza}.")
    lineas = [f"asiento {e.seq}, {e.tipo}: {e.mensaje}" for e in informe.errores]
    return Salida(datos, "\n".join(("ALTERADO", *lineas)), INTEGRIDAD)


def _exportar_diario(taller: Taller, args: Namespace) -> Salida:
    cuantos = taller.exportar_diario(args.archivo)
    return Salida({"asientos": cuantos, "archivo": str(args.archivo)}, f"{cuantos} asientos en {args.archivo}")


def _raiz(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=False) as ctx:
        if args.comprobar is not None:
            ok = is_raiz_de_este_diario(ctx, _leer_raiz(args.comprobar))
            dicho = "El diario tiene ese asiento, como estaba." if ok else "ALTERADO: el diario no tiene ese asiento."
            return Salida({"ok": ok}, dicho, HECHO if ok else INTEGRIDAD)
        raiz = raiz_del_dia(ctx, args.fecha)
    if args.a is None:
        return Salida(asdict(raiz), json.dumps(asdict(raiz), indent=2))
    guardar_raiz(raiz, args.a)
    return Salida(asdict(raiz) | {"archivo": str(args.a)}, f"Raíz del {args.fecha:%d/%m/%Y} en {args.a}")


def _leer_raiz(ruta: Path) -> dict[str, object]:
    try:
        leida = json.loads(ruta.read_text(encoding="utf-8"))
    except OSError as error:
        raise EquipoError("archivo_ilegible", f"No se pudo leer {ruta}: {error.strerror}.") from error
    except ValueError as error:
        raise UsoError("raiz_invalida", f"{ruta.name} no es una raíz de «diario raiz».") from error
    if not isinstance(leida, dict):
        raise UsoError("raiz_invalida", f"{ruta.name} no es una raíz de «diario raiz».")
    return leida


def _exportar_claves(taller: Taller, args: Namespace) -> Salida:
    archivos = [str(r) for r in taller.exportar_claves(args.carpeta)]
    return Salida({"archivos": archivos}, "\n".join(archivos))


def _diagnostico(taller: Taller, args: Namespace) -> Salida:
    datos = dict(taller.diagnosticar())
    datos["avisos"] = con_remedio(datos["avisos"])
    return Salida(datos, json.dumps(datos, ensure_ascii=False, indent=2))


def _bench(taller: Taller, args: Namespace) -> Salida:
    datos = taller.medir(args.nombres)
    filas = [(r["nombre"], r["mediana"], r["base"], r["razon"], r["n"], r["detalle"]) for r in datos["resultados"]]
    return Salida(datos, tabla(("Medición", "Mediana s", "Base s", "Razón", "n", "Detalle"), filas))
