"""Import and search beside the bare SQL that does the least of the same: the ratio counts, not the seconds.

Each function makes its own data in a temporary folder and returns (nombre, mediana_s, base_s, n).
"""

from __future__ import annotations

import csv
import resource
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from app.demostracion.nombres import domicilio, medidor, persona
from app.importacion import Archivos, Reglas, preparar
from db.lotes import Lotes
from db.padron import Padron
from db.padron.esquema import BUSQUEDA_SQL, INDICES_SQL, TABLAS_SQL

Resultado = tuple[str, float, float, int]

REGLAS = Reglas(
    usos=("domestico", "comercial"),
    areas=("urbana", "suburbana"),
    servicios=("agua", "alcantarillado", "saneamiento"),
    programas=("insen", "pensionado"),
)
_CUENTAS = ("cuenta", "titular", "domicilio", "colonia", "uso", "area", "medidor", "ruta", "servicios")
_RECIBOS = ("cuenta", "periodo", "emitido", "vence", "m3", "agua", "alcantarillado", "saneamiento", "total", "pagado")
_LIMITE = 50


def bench_importar(n: int, veces: int = 3) -> Resultado:
    """Importing n cuentas with 1 to 3 recibos each, from CSV to searchable, and bare inserts of the same rows."""
    with TemporaryDirectory() as carpeta:
        raiz = Path(carpeta)
        archivos = escribir_archivos(raiz, n)
        nuestros, bases = [], []
        for vez in range(veces):
            nuestros.append(_importar(raiz / f"caja{vez}", archivos))
            bases.append(_insertar(raiz / f"caja{vez}", raiz / f"base{vez}.db"))
        return f"importar {n} cuentas", median(nuestros), median(bases), veces


def bench_buscar(n: int, veces: int = 200) -> Resultado:
    """Searching among n cuentas as people type, with the debt of what is found, and one bare query for the same."""
    with TemporaryDirectory() as carpeta:
        raiz = Path(carpeta)
        _importar(raiz / "caja", escribir_archivos(raiz, n))
        textos = list(_tecleos(raiz / "caja" / "padron.db", veces))
        return _medir(raiz / "caja" / "padron.db", f"buscar entre {n} cuentas", textos)


def bench_numero(n: int, veces: int = 200) -> Resultado:
    """Opening one of n cuentas by its number as printed, with its debt, and the bare look-up of the same row."""
    with TemporaryDirectory() as carpeta:
        raiz = Path(carpeta)
        _importar(raiz / "caja", escribir_archivos(raiz, n))
        numeros = [_numero(Random(i).randrange(n)) for i in range(veces)]
        return _medir(raiz / "caja" / "padron.db", f"número exacto entre {n} cuentas", numeros)


def escribir_archivos(carpeta: Path, n: int) -> Archivos:
    """The two CSV files of a billing system with n cuentas."""
    rng = Random(n)
    archivos = Archivos(cuentas=carpeta / "cuentas.csv", recibos=carpeta / "recibos.csv")
    assert archivos.cuentas and archivos.recibos
    with archivos.cuentas.open("w", newline="", encoding="utf-8") as archivo:
        salida = csv.writer(archivo)
        salida.writerow(_CUENTAS)
        for i in range(n):
            calle, colonia = domicilio(rng)
            uso = "comercial" if rng.random() < 0.1 else "domestico"
            servicios = "agua|alcantarillado|saneamiento"
            fila = (_numero(i), persona(rng), calle, colonia, uso, "urbana", medidor(rng), f"R{i % 90}", servicios)
            salida.writerow(fila)
    with archivos.recibos.open("w", newline="", encoding="utf-8") as archivo:
        salida = csv.writer(archivo)
        salida.writerow(_RECIBOS)
        for i in range(n):
            for mes in range(1, rng.randrange(2, 5)):
                salida.writerow(_recibo(rng, i, mes))
    return archivos


def _numero(i: int) -> str:
    return f"{i // 1000 + 1:04d}-{i % 1000:03d}"


def _recibo(rng: Random, i: int, mes: int) -> tuple[Any, ...]:
    m3 = rng.randrange(80)
    agua = 4819 + m3 * 1371
    partes = (agua, agua * 52 // 100, agua * 39 // 100)
    total = sum(partes)
    pagado = 0 if rng.random() < 0.2 else total
    importes = [f"{c // 100}.{c % 100:02d}" for c in (*partes, total, pagado)]
    return (_numero(i), f"2023-{mes:02d}", f"2023-{mes:02d}-05", f"2023-{mes:02d}-25", m3, *importes)


def _importar(carpeta: Path, archivos: Archivos) -> float:
    carpeta.mkdir()
    lotes = Lotes(carpeta / "lotes")
    with Padron(carpeta / "padron.db", lotes) as padron:
        comienzo = perf_counter()
        hecho = preparar(padron, lotes, archivos, organismo="cajeme", reglas=REGLAS)
        assert hecho.lote and not hecho.rechazadas
        padron.aplicar([hecho.lote])
        return perf_counter() - comienzo


def _insertar(carpeta: Path, ruta: Path) -> float:
    """The rows as they ended up, by executemany in one transaction, with the same tables, indices and settings."""
    with closing(sqlite3.connect(carpeta / "padron.db")) as origen:
        filas = {
            tabla: origen.execute(f"SELECT * FROM {tabla}").fetchall()
            for tabla in ("lote_aplicado", "cuenta", "recibo")
        }
        voces = origen.execute("SELECT palabra FROM palabra").fetchall()
    textos = [(fila[0], _documento(fila)) for fila in filas["cuenta"]]
    with closing(sqlite3.connect(ruta, isolation_level=None)) as base:
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = FULL")
        base.execute("PRAGMA cache_size = -65536")
        comienzo = perf_counter()
        base.execute("BEGIN IMMEDIATE")
        for sql in (*TABLAS_SQL, *INDICES_SQL, *BUSQUEDA_SQL):
            base.execute(sql)
        for tabla, contenido in filas.items():
            base.executemany(f"INSERT INTO {tabla} VALUES ({','.join('?' * len(contenido[0]))})", contenido)
        base.executemany("INSERT INTO busqueda (rowid, texto) VALUES (?, ?)", textos)
        base.executemany("INSERT INTO palabra VALUES (?)", voces)
        base.execute("COMMIT")
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return perf_counter() - comienzo


def _documento(fila: tuple[Any, ...]) -> str:
    from db.padron.plegado import documento
    from db.padron.texto import palabras

    return documento(palabras(fila[2]), (fila[3], fila[4], fila[1], fila[9]), (fila[23], fila[24]))


def _tecleos(ruta: Path, veces: int) -> Iterator[str]:
    """What is typed: whole names, two words of one, beginnings, a street with its number."""
    from db.padron.texto import palabras

    rng = Random(veces)
    with closing(sqlite3.connect(ruta)) as base:
        total = base.execute("SELECT max(id) FROM cuenta").fetchone()[0]
        for i in range(veces):
            sql = "SELECT titular, domicilio FROM cuenta WHERE id = ?"
            titular, calle = base.execute(sql, (rng.randrange(total) + 1,)).fetchone()
            nombre = palabras(titular)
            rng.shuffle(nombre)
            yield (
                " ".join(nombre),
                " ".join(nombre[:2]),
                " ".join(voz[:4] for voz in nombre[:2]),
                f"{nombre[0]} {' '.join(palabras(calle)[-2:])}",
                nombre[0][:3],
            )[i % 5]


def _medir(ruta: Path, nombre: str, textos: list[str]) -> Resultado:
    """Ours and the bare query turn about, so that both meet the same cache."""
    sql = """SELECT c.numero, c.titular, c.domicilio, c.colonia, c.medidor,
 (SELECT sum(saldo) FROM recibo r WHERE r.cuenta = c.numero AND r.saldo > 0)
 FROM busqueda b JOIN cuenta c ON c.id = b.rowid WHERE b.busqueda MATCH ? LIMIT ?"""
    por_numero = """SELECT c.numero, c.titular, c.domicilio, c.colonia, c.medidor,
 (SELECT sum(saldo) FROM recibo r WHERE r.cuenta = c.numero AND r.saldo > 0) FROM cuenta c WHERE c.numero = ?"""
    is_numero = textos[0][:1].isdigit()
    nuestros, bases = [], []
    with Padron(ruta, Lotes(ruta.parent / "lotes")) as padron, closing(sqlite3.connect(ruta)) as base:
        for texto in textos * 2:
            comienzo = perf_counter()
            hallados = padron.buscar(texto, _LIMITE)
            padron.pendientes([h.cuenta for h in hallados])
            medio = perf_counter()
            if is_numero:
                base.execute(por_numero, (texto,)).fetchall()
            else:
                base.execute(sql, (" AND ".join(f'"{voz}"*' for voz in texto.split()), _LIMITE)).fetchall()
            bases.append(perf_counter() - medio)
            nuestros.append(medio - comienzo)
    mitad = len(textos)
    return nombre, median(nuestros[mitad:]), median(bases[mitad:]), mitad


def memoria_de_importar(n: int) -> int:
    """Peak memory of this process in MB after importing n cuentas; only true of a process that did nothing before."""
    with TemporaryDirectory() as carpeta:
        _importar(Path(carpeta) / "caja", escribir_archivos(Path(carpeta), n))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    print(f"memoria: {memoria_de_importar(int(sys.argv[1]))} MB")
    for bench in (bench_importar, bench_buscar, bench_numero):
        titulo, nuestra, base, veces = bench(int(sys.argv[1]))
        print(f"{titulo}: {nuestra:.6f} s, base {base:.6f} s, razón {nuestra / base:.2f}, n {veces}")
