"""Loads python-escpos without what it does to a process at import.

Version 3.1 makes a temporary folder that nobody removes (even when told which one to use), reads a database of every
printer ever sold, gives the root logger a handler, and afterwards hops between code pages. Here it gets a folder that
is removed, a database with the one profile that we print with, and a logger that already has a handler.
"""

from __future__ import annotations

import importlib
import json
import logging
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_CERROJO = threading.Lock()

_CAPACIDADES = {
    "profiles": {
        "default": {
            "name": "Ventanilla",
            "vendor": "",
            "notes": "",
            "codePages": {"19": "CP858"},
            "colors": {"0": "black"},
            "features": {"bitImageRaster": True, "paperFullCut": True, "paperPartCut": True},
            "fonts": {"0": {"name": "Font A", "columns": 48}},
            "media": {"width": {"mm": 80, "pixels": 576}},
        }
    },
    "encodings": {"CP858": {"name": "CP858", "python_encode": "cp858"}},
}


def cargar(modulo: str) -> Any:
    """A module of python-escpos, such as `escpos.printer`; the first call imports the library."""
    with _CERROJO:
        if modulo in sys.modules:
            return sys.modules[modulo]
        with tempfile.TemporaryDirectory() as carpeta, _entorno(Path(carpeta)), _mkdtemp_en(carpeta), _bitacora():
            return importlib.import_module(modulo)


@contextmanager
def _entorno(carpeta: Path) -> Iterator[None]:
    archivo = carpeta / "capacidades.json"
    archivo.write_text(json.dumps(_CAPACIDADES), encoding="utf-8")
    nuestras = {"ESCPOS_CAPABILITIES_PICKLE_DIR": str(carpeta), "ESCPOS_CAPABILITIES_FILE": str(archivo)}
    antes = {clave: os.environ.get(clave) for clave in nuestras}
    os.environ.update(nuestras)
    try:
        yield
    finally:
        for clave, valor in antes.items():
            if valor is None:
                del os.environ[clave]
            else:
                os.environ[clave] = valor


@contextmanager
def _mkdtemp_en(carpeta: str) -> Iterator[None]:
    """Gives `carpeta` to whoever asks for a temporary folder on this thread; other threads are not touched."""
    original = tempfile.mkdtemp
    hilo = threading.get_ident()

    def prestada(*args: Any, **opciones: Any) -> str:
        return carpeta if threading.get_ident() == hilo else original(*args, **opciones)

    tempfile.mkdtemp = prestada  # type: ignore[assignment]
    try:
        yield
    finally:
        tempfile.mkdtemp = original


@contextmanager
def _bitacora() -> Iterator[None]:
    """`logging.basicConfig()` does nothing where the root logger has a handler already."""
    raiz = logging.getLogger()
    nulo = logging.NullHandler()
    raiz.addHandler(nulo)
    try:
        yield
    finally:
        raiz.removeHandler(nulo)
