"""The way in: an order or the window, and how each ends."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app import config
from app.cli.parser import Parser, construir
from app.cli.salida import EQUIPO, HECHO, INTEGRIDAD, MAL_USO, NEGADO, Salida, en_json
from app.errors import EquipoError, IntegridadError, NegocioError, UsoError
from app.sistema import bitacora

if TYPE_CHECKING:
    from app.taller import Taller

#: An error that nobody foresaw; the contract's codes end at 4.
_ERROR_NUESTRO = 70


def _armar(datos: Path) -> Taller:
    # Half a second of imports, which the window spends after its first frame and on another thread.
    taller: Taller = importlib.import_module("app.armado").Taller(datos)
    return taller


def _abrir_ventana(datos: Path) -> int:
    codigo: int = importlib.import_module("ui.aplicacion").abrir(datos, partial(_armar, datos))
    return codigo


def main(argv: Sequence[str] | None = None) -> int:
    """Run one order, or the window when there is none; returns the exit code."""
    palabras = list(sys.argv[1:] if argv is None else argv)
    datos = config.carpeta_de_datos()
    try:
        _exigir_texto(palabras)
        generales, orden = Parser(prog="ventanilla", add_help=False).parse_known_args(palabras)
        datos = getattr(generales, "datos", datos)
        if not orden:
            return _abrir_ventana(datos)
        args = construir().parse_args(palabras)
        salida: Salida = args.correr(_armar(datos), args)
        print(en_json(salida.datos) if getattr(args, "json", False) else salida.texto, flush=True)
    except (NegocioError, EquipoError) as error:
        return _negar(error, "--json" in palabras)
    except BrokenPipeError:
        # Whoever was reading has left; the interpreter must not try to write again when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return HECHO
    except Exception as error:
        bitacora.anotar(datos, error)
        return _negar(
            EquipoError("error_interno", f"Error del programa ({type(error).__name__}). Quedó anotado en la bitácora."),
            "--json" in palabras,
            _ERROR_NUESTRO,
        )
    return salida.codigo


def _exigir_texto(palabras: Sequence[str]) -> None:
    """Bytes that are not UTF-8 arrive as half characters that no file or diario can hold."""
    if any("\ud800" <= signo <= "\udfff" for palabra in palabras for signo in palabra):
        raise UsoError("texto_invalido", "La orden trae signos que no son UTF-8. Revise el teclado o la terminal.")


def _negar(error: NegocioError | EquipoError, en_datos: bool, codigo: int | None = None) -> int:
    if en_datos:
        print(en_json({"error": {"clave": error.clave, "mensaje": error.mensaje}}))
    print(error.mensaje, file=sys.stderr)
    if codigo is not None:
        return codigo
    familias = ((UsoError, MAL_USO), (IntegridadError, INTEGRIDAD), (EquipoError, EQUIPO))
    return next((c for familia, c in familias if isinstance(error, familia)), NEGADO)


if __name__ == "__main__":
    sys.exit(main())
