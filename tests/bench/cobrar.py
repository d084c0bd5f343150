"""Taking a payment beside `sqlite3` writing the very same rows: the ratio counts, not the seconds.

Each function makes its own data in a temporary folder and returns (nombre, mediana_s, base_s, n).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from app.beneficiarios.beneficios import Pedido, beneficiar
from app.cobro.cobranza import cobrar
from app.cobro.consulta import estado_de_cuenta
from app.domain.pago.liquidacion import liquidar
from app.domain.pago.pago import Pago
from db.engine import PRAGMAS
from db.proyeccion import rows
from tests.factories import (
    DEMO,
    CajaDePrueba,
    importar,
    un_beneficio,
    un_recibo,
    un_turno,
    una_caja,
    una_cuenta,
    una_solicitud,
)

Resultado = tuple[str, float, float, int]

_TABLAS = ("diario", *(t.name for t in rows.proyeccion.sorted_tables if "seq" in t.c))
_CALENTAR = 20


def bench_cobrar(n: int) -> Resultado:
    """n payments of two recibos in cash, from the order to the disk, and their rows in a bare transaction each."""
    with TemporaryDirectory() as carpeta, _una_caja_con(n + _CALENTAR, Path(carpeta)) as caja:
        un_turno(caja)
        nuestros, bases = [], []
        with closing(_copia(caja)) as base, closing(_conectar(caja.carpeta / "caja.db")) as lectura:
            for numero in _numeros(n + _CALENTAR):
                solicitud = una_solicitud(numero)
                comienzo = perf_counter()
                cobro = cobrar(caja.ctx, solicitud, DEMO)
                nuestros.append(perf_counter() - comienzo)
                bases.append(_repetir(base, _escrito(lectura, cobro.pagos[0])))
        return f"cobrar en {n} cuentas", median(nuestros[_CALENTAR:]), median(bases[_CALENTAR:]), n


def bench_cotizar(n: int) -> Resultado:
    """Working out what n cuentas owe and what would be paid, and bare queries for the same rows."""
    with TemporaryDirectory() as carpeta, _una_caja_con(n, Path(carpeta)) as caja:
        nuestros, bases = [], []
        with (
            closing(_conectar(caja.carpeta / "padron.db")) as padron,
            closing(_conectar(caja.carpeta / "caja.db")) as base,
        ):
            for numero in _numeros(n):
                comienzo = perf_counter()
                estado = estado_de_cuenta(caja.ctx, numero)
                liquidar(estado.adeudo, beneficiar(caja.perfil, estado.adeudo, estado.beneficios, Pedido()))
                medio = perf_counter()
                for tabla in ("cuenta WHERE numero", "recibo WHERE cuenta", "beneficio WHERE cuenta"):
                    padron.execute(f"SELECT * FROM {tabla} = ?", (numero,)).fetchall()
                for tabla in ("aplicacion", "favor"):
                    base.execute(
                        f"SELECT * FROM {tabla} WHERE organismo = 'cajeme' AND cuenta = ?", (numero,)
                    ).fetchall()
                bases.append(perf_counter() - medio)
                nuestros.append(medio - comienzo)
        return f"cotizar {n} cuentas", median(nuestros), median(bases), n


@contextmanager
def _una_caja_con(n: int, carpeta: Path) -> Iterator[CajaDePrueba]:
    """A caja with n cuentas that owe two recibos each; a tenth of them with a benefit."""
    numeros = _numeros(n)
    meses = ("2023-07", "2023-08")
    # 20 m³ at the tariff of each month do not matter here: what was billed is what is charged.
    recibos = [
        un_recibo(x, mes, agua="231.45", alcantarillado="120.35", saneamiento="90.27") for x in numeros for mes in meses
    ]
    with una_caja(carpeta / "caja") as caja:
        importar(caja, [una_cuenta(x) for x in numeros], recibos, [un_beneficio(x) for x in numeros[::10]])
        yield caja


def _numeros(n: int) -> list[str]:
    return [f"{i:06d}" for i in range(n)]


def _conectar(ruta: Path) -> sqlite3.Connection:
    conexion = sqlite3.connect(ruta, isolation_level=None)
    for nombre, valor in PRAGMAS.items():
        conexion.execute(f"PRAGMA {nombre} = {valor}")
    return conexion


def _copia(caja: CajaDePrueba) -> sqlite3.Connection:
    """Another file with the same tables, indices and triggers, in the same folder, and the same settings."""
    ruta = caja.carpeta / "base.db"
    with closing(_conectar(caja.carpeta / "caja.db")) as origen:
        origen.execute("VACUUM INTO ?", (str(ruta),))
    return _conectar(ruta)


def _escrito(lectura: sqlite3.Connection, pago: Pago) -> list[tuple[str, list[tuple[Any, ...]]]]:
    """Every row that the payment left, by table, with the statement that writes it."""
    filas = [(t, lectura.execute(f"SELECT * FROM {t} WHERE seq = ?", (pago.seq,)).fetchall()) for t in _TABLAS]
    cola = lectura.execute("SELECT * FROM cola_impresion WHERE folio = ?", (str(pago.folio),)).fetchall()
    todas = [*filas, ("cola_impresion", cola)]
    return [(f"INSERT INTO {t} VALUES ({','.join('?' * len(f[0]))})", f) for t, f in todas if f]


def _repetir(base: sqlite3.Connection, escrito: list[tuple[str, list[tuple[Any, ...]]]]) -> float:
    comienzo = perf_counter()
    base.execute("BEGIN IMMEDIATE")
    for orden, filas in escrito:
        base.executemany(orden, filas)
    base.execute("COMMIT")
    return perf_counter() - comienzo
