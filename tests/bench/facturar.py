"""Billing a month beside the same rows through the same repositories without quoting: the ratio counts.

`bench_facturar` makes its own data in a temporary folder and returns (nombre, mediana_s, base_s, n).
"""

from __future__ import annotations

import resource
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from app.demostracion.poblacion import poblar
from app.domain.periodo import Periodo
from app.facturacion import MESES_DE_HISTORIA, PedidoFacturacion, facturar
from app.importacion.puertos import Fila
from db.columnas import RECIBO
from tests.factories import INICIO, PERFIL, SUPER, CajaDePrueba, una_caja
from tests.faults.cajero import abrir

Resultado = tuple[str, float, float, int]

_MES = Periodo.from_fecha(INICIO.date())
_FILAS = 1_000


def bench_facturar(n: int, veces: int = 3) -> Resultado:
    """Billing n cuentas of a demonstration with six recibos each: read, measured, quoted, kept as a lote, folded."""
    with TemporaryDirectory() as carpeta:
        raiz = Path(carpeta)
        _demostracion(raiz / "caja", n)
        nuestros, bases = [], []
        for vez in range(veces):
            nuestra, otra = raiz / f"nuestra{vez}", raiz / f"base{vez}"
            for copia in (nuestra, otra):
                shutil.copytree(raiz / "caja", copia)
            with abrir(nuestra) as caja:
                nuestros.append(_facturar(caja))
            with abrir(otra) as caja:
                bases.append(_repetir(caja, _hechas(nuestra / "padron.db")))
            shutil.rmtree(nuestra)
            shutil.rmtree(otra)
        return f"facturar {n} cuentas", median(nuestros), median(bases), veces


def _demostracion(carpeta: Path, n: int) -> None:
    with una_caja(carpeta) as caja:
        sha, filas = poblar(PERFIL, caja.lotes, INICIO.date(), n, 1)
        with caja.uow() as uow:
            uow.diario.asentar("lote_importado", {"sha": sha, "filas": filas, "quien": SUPER.clave})
            uow.commit()
        caja.padron.aplicar(caja.almacen.lotes())


def _facturar(caja: CajaDePrueba) -> float:
    comienzo = perf_counter()
    hecha = facturar(caja.ctx, caja.padron, caja.lotes, PedidoFacturacion(_MES), SUPER.clave)
    caja.padron.aplicar(caja.almacen.lotes())
    assert hecha.facturadas
    return perf_counter() - comienzo


def _hechas(padron: Path) -> list[Fila]:
    """The rows that a run made."""
    with closing(sqlite3.connect(padron)) as base:
        sql = f"SELECT {', '.join(RECIBO)} FROM recibo WHERE periodo = ? ORDER BY cuenta"
        return base.execute(sql, (_MES.texto(),)).fetchall()


def _repetir(caja: CajaDePrueba, filas: list[Fila]) -> float:
    """Every cuenta read and the rows written, with nothing in between."""
    comienzo = perf_counter()
    escritor = caja.lotes.nuevo(caja.ctx.caja.organismo, ())
    with caja.padron.expedientes() as expedientes:
        for _ in expedientes.leer(_MES.mas(-MESES_DE_HISTORIA), _MES):
            pass
    for n in range(0, len(filas), _FILAS):
        escritor.escribir("recibos", filas[n : n + _FILAS])
    sha = escritor.cerrar(0, 0)
    with caja.uow() as uow:
        uow.diario.asentar("lote_importado", {"sha": sha, "filas": len(filas), "quien": SUPER.clave})
        uow.commit()
    caja.padron.aplicar(caja.almacen.lotes())
    return perf_counter() - comienzo


def memoria_de_facturar(carpeta: Path) -> int:
    """Peak memory of this process in MB after billing the caja of a folder; only true of a process of its own."""
    with abrir(carpeta) as caja:
        print(f"facturar: {_facturar(caja):.1f} s")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    if sys.argv[1] == "poblar":
        _demostracion(Path(sys.argv[2]), int(sys.argv[3]))
    elif sys.argv[1] == "memoria":
        print(f"memoria: {memoria_de_facturar(Path(sys.argv[2]))} MB")
    else:
        titulo, nuestra, base, veces = bench_facturar(int(sys.argv[1]))
        print(f"{titulo}: {nuestra:.6f} s, base {base:.6f} s, razón {nuestra / base:.2f}, n {veces}")
