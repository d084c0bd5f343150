"""The state of this machine and caja in figures; no name, no account, no amount."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, text

from db.almacen import REVISIONES, Almacen
from db.engine import errores_de_disco, leer_pragmas
from db.proyeccion import rows

_PAQUETES = ("SQLAlchemy", "cryptography", "PySide6-Essentials", "reportlab", "python-escpos")


def diagnosticar(almacen: Almacen, ahora: datetime, impresora: str, llave_presente: bool) -> dict[str, Any]:
    """Versions, SQLite's settings as read back, the disk, and what waits.

    Args:
        ahora: what the caja's clock says.
        impresora: kind of printer, not its address.
        llave_presente: whether the private key is where it should be.
    """
    with closing(almacen.engine.raw_connection()) as conexion:
        driver = conexion.driver_connection
        if driver is None:
            raise RuntimeError("no connection")
        pragmas = leer_pragmas(driver)
    with errores_de_disco(), almacen.engine.begin() as conexion_sql:
        asientos = conexion_sql.scalar(select(func.count()).select_from(rows.diario))
        por_imprimir = conexion_sql.scalar(text("SELECT count(*) FROM cola_impresion"))
    uso = shutil.disk_usage(almacen.carpeta)
    return {
        "versiones": {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
        | {paquete: _version(paquete) for paquete in _PAQUETES},
        "sistema": platform.system(),
        "base": {"revision": REVISIONES[-1], "proyeccion": rows.PROYECCION_VERSION},
        "pragmas": pragmas,
        "fsync_ms": _fsync_ms(almacen.carpeta),
        "disco": {"libre_mb": uso.free // 2**20, "total_mb": uso.total // 2**20},
        "caja": {"organismo": almacen.caja.organismo, "demo": almacen.caja.demo, "serie": almacen.caja.serie},
        "llave": {"publica": almacen.caja.publica[:16], "presente": llave_presente},
        "reloj": {"ahora": ahora.isoformat(timespec="seconds"), "demo": almacen.caja.demo},
        "impresora": impresora,
        "asientos": asientos,
        "por_imprimir": por_imprimir,
        "pendientes": 0,
    }


def _version(paquete: str) -> str:
    try:
        return version(paquete)
    except PackageNotFoundError:
        return ""


def _fsync_ms(carpeta: Path) -> str:
    """Median time of a small write that reaches the disk, in milliseconds; empty where the folder takes none."""
    tiempos = []
    try:
        with tempfile.TemporaryFile(dir=carpeta) as archivo:
            for _ in range(7):
                antes = time.perf_counter()
                archivo.write(b"x" * 4096)
                archivo.flush()
                os.fsync(archivo.fileno())
                tiempos.append((time.perf_counter() - antes) * 1000)
    except OSError:
        return ""
    return f"{statistics.median(tiempos):.2f}"
