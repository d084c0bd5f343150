"""A report of a year beside the bare sums of the same rows: the ratio counts."""

from __future__ import annotations

import atexit
import resource
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from app.domain.reporte.reporte import Filtro
from app.reportes.beneficios import ver_beneficios_aplicados
from app.reportes.cobranza import ver_reporte
from app.reportes.diferencias import ver_diferencias
from tests.ejercicio import llenar
from tests.factories import INICIO, SUPER, CajaDePrueba, importar, un_beneficio, una_caja, una_cuenta

Resultado = tuple[str, float, float, int]

EJERCICIO = Filtro(date(2023, 1, 1), date(2023, 12, 31))
_VECES = 5
_DIAS = "fecha BETWEEN '2023-01-01' AND '2023-12-31'"
_TOTALES = tuple(f"SELECT count(*), sum(total) FROM {t} WHERE {_DIAS}" for t in ("pago", "contrapago"))


def _lineas(tabla: str, columna: str) -> tuple[str, ...]:
    return tuple(
        f"SELECT {columna}, count(*), sum(importe) FROM {t} JOIN {tabla} USING (organismo, caja, epoca, seq) "
        f"WHERE {t}.{_DIAS} GROUP BY {columna}"
        for t in ("pago", "contrapago")
    )


def _pagos(columna: str) -> tuple[str, ...]:
    return tuple(
        f"SELECT {columna}, count(*), sum(total) FROM {t} WHERE {_DIAS} GROUP BY {columna}"
        for t in ("pago", "contrapago")
    )


#: The least that SQL has to do for each report.
_BASES: dict[str, tuple[str, ...]] = {
    "hora": (*_pagos("hora"), *_TOTALES),
    "dia": (*_pagos("fecha"), *_TOTALES),
    "cajero": (*_pagos("cajero"), *_TOTALES),
    "medio": (*_lineas("medio", "medio"), *_TOTALES),
    "programa": (*_lineas("descuento", "programa"), *_TOTALES),
    "concepto": (*_lineas("aplicacion", "clave"), *_lineas("descuento", "programa"), *_TOTALES),
    "antiguedad": (*_lineas("aplicacion", "antiguedad"), *_lineas("descuento", "programa"), *_TOTALES),
    "beneficios": (
        *(
            "SELECT d.programa, d.cuenta, sum(d.importe), max(d.fundamento) "
            f"FROM {t} JOIN descuento d USING (organismo, caja, epoca, seq) WHERE {t}.{_DIAS} GROUP BY 1, 2"
            for t in ("pago", "contrapago")
        ),
        "SELECT * FROM beneficio ORDER BY cuenta",
        "SELECT * FROM padron.beneficio ORDER BY cuenta",
    ),
    "diferencias": (
        "SELECT * FROM corte JOIN turno ON (turno.organismo, turno.caja, turno.numero)"
        " = (corte.organismo, corte.caja, corte.turno)",
    ),
}

#: What is measured: one of each way of reading.
REPORTES = tuple(_BASES)


def bench_reporte(cual: str, n: int) -> Resultado:
    """A report of a year of n payments, from its order to its rows."""
    caja = _un_ejercicio_de(n)
    nuestros, bases = [], []
    for _ in range(_VECES):
        bases.append(_base(caja, _BASES[cual]))
        comienzo = perf_counter()
        _nuestro(caja, cual)
        nuestros.append(perf_counter() - comienzo)
    return f"reporte por {cual} de {n} pagos", median(nuestros), median(bases), n


def _nuestro(caja: CajaDePrueba, cual: str) -> None:
    otros: dict[str, Callable[..., object]] = {"beneficios": ver_beneficios_aplicados, "diferencias": ver_diferencias}
    if cual in otros:
        otros[cual](caja.ctx, EJERCICIO, SUPER)
    else:
        ver_reporte(caja.ctx, cual, EJERCICIO, SUPER)


def _base(caja: CajaDePrueba, ordenes: tuple[str, ...]) -> float:
    with closing(sqlite3.connect(caja.carpeta / "caja.db")) as base:
        base.execute("ATTACH DATABASE ? AS padron", (str(caja.carpeta / "padron.db"),))
        comienzo = perf_counter()
        for orden in ordenes:
            base.execute(orden).fetchall()
        return perf_counter() - comienzo


@cache
def _un_ejercicio_de(n: int) -> CajaDePrueba:
    """A year of n payments, made once for all its reports; a tenth of its 25,000 cuentas holds a benefit."""
    carpeta = TemporaryDirectory()
    caja = una_caja(Path(carpeta.name) / "caja", momento=INICIO.replace(month=12, day=31))
    numeros = [f"{i:06d}" for i in range(0, 25_000, 10)]
    importar(caja, [una_cuenta(x) for x in numeros], [], [un_beneficio(x) for x in numeros])
    llenar(caja, n)
    atexit.register(carpeta.cleanup)
    atexit.register(caja.cerrar)
    return caja


def memoria(n: int) -> None:
    """Print how much the peak memory of this process grows with the reports of n payments."""
    caja = _un_ejercicio_de(n)
    antes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for cual in _BASES:
        _nuestro(caja, cual)
        ahora = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"{cual}: {(ahora - antes) // 1024} MB más que antes de los reportes ({ahora // 1024} MB)")


if __name__ == "__main__":
    if sys.argv[1] == "memoria":
        memoria(int(sys.argv[2]))
    else:
        for nombre in _BASES:
            titulo, nuestra, suya, _ = bench_reporte(nombre, int(sys.argv[1]))
            print(f"{titulo}: {nuestra:.4f} s, base {suya:.4f} s, razón {nuestra / suya:.2f}")
