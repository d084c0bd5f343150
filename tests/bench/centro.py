"""The centre: applying payments beside verifying and inserting them barely; and a charge while rounds are under way.

Each function returns (nombre, mediana_s, base_s, n).
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, text

from app.armado_sede import SedeDeMaquina
from app.centro.sincronizacion import sincronizar
from app.cobro.cobranza import cobrar
from app.errors import EquipoError
from app.sistema.llaves import is_firma
from db.centro.conexion import abrir
from db.centro.permisos import Roles
from db.proyeccion import rows
from tests import postgres
from tests.factories import DEMO, CajaDePrueba, importar, un_recibo, un_turno, una_caja, una_cuenta, una_solicitud
from tests.sede import PuestoDePrueba, consultar, enlazada, servir, una_sede

Resultado = tuple[str, float, float, int]

#: A server that really waits for the disk, as a centre's does.
_DE_VERAS = ("fsync=on", "synchronous_commit=on")
_LOTE = 500
_CALENTAR = 10
#: Seconds between rounds, in which a window would give one: as busy as a centre can keep a caja.
_ENTRE_S = 0.5


def bench_aplicar(n: int) -> Resultado:
    """`servir` over n payments that wait; the base verifies the same signatures and inserts the same rows."""
    with _centro_con(n) as (sede, puesto):
        for numero in _numeros(n):
            cobrar(puesto.caja.ctx, una_solicitud(numero), DEMO)
        puesto.trabajar = lambda: None
        sincronizar(puesto.medios())
        comienzo = perf_counter()
        movidos = servir(sede)
        nuestro = perf_counter() - comienzo
        if movidos < n or consultar(sede, "SELECT count(*) FROM pago") != [(n,)]:
            raise AssertionError(f"{movidos} asientos were moved")
        return f"aplicar {n} pagos en el centro", nuestro, _verificar(sede) + _insertar(sede), n


def bench_cobrar_en_linea(n: int) -> Resultado:
    """A charge while the centre answers, is not there, or accepts and never answers; the base is a caja alone."""
    with _centro_con(4 * (n + _CALENTAR)) as (_, puesto), _sordo() as puerto:
        numeros = iter(_numeros(4 * (n + _CALENTAR)))
        base = median(_cobrar(puesto.caja, numeros, n))
        medianas = {}
        for como, url in (
            ("con centro", ""),
            ("sin centro", "postgresql://127.0.0.1:1/x"),
            ("sin respuesta", f"postgresql://127.0.0.1:{puerto}/x"),
        ):
            if url:
                puesto.cambiar(url=url)
            with _rondas(puesto):
                medianas[como] = median(_cobrar(puesto.caja, numeros, n))
        dichas = ", ".join(f"{como} {m * 1000:.1f} ms" for como, m in medianas.items())
        return f"cobrar con rondas de fondo ({dichas})", max(medianas.values()), base, n


@contextmanager
def _centro_con(n: int) -> Iterator[tuple[SedeDeMaquina, PuestoDePrueba]]:
    """A centre whose padrón has n cuentas with a recibo each, and a caja that has it all and an open turno."""
    with ExitStack() as pila:
        carpeta = Path(pila.enter_context(TemporaryDirectory()))
        servidor = pila.enter_context(postgres.server(*_DE_VERAS))
        sede = una_sede(pila.enter_context(postgres.database(servidor.url)), carpeta / "centro")
        caja = pila.enter_context(una_caja(carpeta / "caja"))
        numeros = _numeros(n)
        recibos = [un_recibo(x, agua="231.45", alcantarillado="120.35", saneamiento="90.27") for x in numeros]
        sha = importar(caja, [una_cuenta(x) for x in numeros], recibos)
        sede.centro().fundir("cajeme", caja.lotes, sha, {"sha": sha, "filas": 2 * n, "quien": "centro"})
        puesto = enlazada(sede, caja)
        puesto.sincronizar()
        un_turno(caja)
        yield sede, puesto


def _numeros(n: int) -> list[str]:
    return [f"{i:06d}" for i in range(n)]


# --- the least that applying them could cost ---


def _verificar(sede: SedeDeMaquina) -> float:
    """Seconds of checking the signature of every asiento, and nothing else."""
    filas = consultar(
        sede,
        "SELECT c.publica, d.hash, d.firma FROM diario d JOIN caja_cursor c USING (organismo, caja, epoca)"
        " WHERE d.caja <> '0'",
    )
    firmas = [(publica, bytes(resumen), bytes(firma)) for publica, resumen, firma in filas]
    comienzo = perf_counter()
    if not all(is_firma(*firma) for firma in firmas):
        raise AssertionError("a signature is not good")
    return perf_counter() - comienzo


def _insertar(sede: SedeDeMaquina) -> float:
    """Seconds of inserting the same rows into tables alike, with their indices, a batch in a transaction."""
    engine = abrir(sede.url, asumir=Roles(sede.casa.centro_id).dueno, quedarse=True)
    with engine.begin() as conexion:
        tablas = [(nombre, _copiar(conexion, nombre)) for nombre in ("diario", *_proyectadas())]
    lotes = max(1, -(-len(tablas[0][1]) // _LOTE))
    comienzo = perf_counter()
    for lote in range(lotes):
        with engine.begin() as conexion:
            cursor = conexion.connection.cursor()
            for nombre, filas in tablas:
                parte = filas[len(filas) * lote // lotes : len(filas) * (lote + 1) // lotes]
                if parte:
                    lugares = ", ".join(["%s"] * len(parte[0]))
                    cursor.executemany(f"INSERT INTO base_{nombre} VALUES ({lugares})", parte)
    segundos = perf_counter() - comienzo
    engine.dispose()
    return segundos


def _proyectadas() -> Sequence[str]:
    return [t.name for t in rows.proyeccion.sorted_tables if "seq" in t.c]


def _copiar(conexion: Connection, nombre: str) -> list[tuple[Any, ...]]:
    """An empty table like that one, and the rows of cajas that are to go into it."""
    conexion.execute(text(f"CREATE TABLE base_{nombre} (LIKE {nombre} INCLUDING ALL)"))
    return [tuple(fila) for fila in conexion.execute(text(f"SELECT * FROM {nombre} WHERE caja <> '0'"))]


# --- a charge beside the rounds ---


def _cobrar(caja: CajaDePrueba, numeros: Iterator[str], n: int) -> list[float]:
    tiempos = []
    for _ in range(n + _CALENTAR):
        solicitud = una_solicitud(next(numeros))
        comienzo = perf_counter()
        cobrar(caja.ctx, solicitud, DEMO)
        tiempos.append(perf_counter() - comienzo)
        # A person and the next one: what a round needs of the file, it has between two charges.
        threading.Event().wait(0.02)
    return tiempos[_CALENTAR:]


@contextmanager
def _rondas(puesto: PuestoDePrueba) -> Iterator[None]:
    """Rounds on a thread of their own for as long as the block lasts."""
    fin = threading.Event()
    hilo = threading.Thread(target=_dar, args=(puesto, fin.is_set, fin.wait))
    hilo.start()
    try:
        yield
    finally:
        fin.set()
        hilo.join()


def _dar(puesto: PuestoDePrueba, is_fin: Callable[[], bool], esperar: Callable[[float], bool]) -> None:
    while not is_fin():
        with suppress(EquipoError):
            sincronizar(puesto.medios())
        esperar(_ENTRE_S)


@contextmanager
def _sordo() -> Iterator[int]:
    """A server that accepts and never answers; its port."""
    with socket.create_server(("127.0.0.1", 0)) as servidor:
        oidos: list[socket.socket] = []

        def aceptar() -> None:
            with suppress(OSError):
                while True:
                    oidos.append(servidor.accept()[0])

        hilo = threading.Thread(target=aceptar, daemon=True)
        hilo.start()
        yield servidor.getsockname()[1]
        with suppress(OSError):
            servidor.shutdown(socket.SHUT_RDWR)
        hilo.join(5)
        for oido in oidos:
            oido.close()
