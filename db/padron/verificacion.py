"""Proof that `padron.db` is the fold of its lotes: fold again beside it and compare row by row."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Engine
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.pool import PoolProxiedConnection

from app.domain.cuenta import CONCEPTOS
from app.domain.dinero import Dinero
from app.errors import IntegridadError
from db.engine import abrir_escritor
from db.lotes import Lotes
from db.padron.esquema import LLAVES, crear
from db.padron.plegado import Plegador

_IMPORTES = {*CONCEPTOS, "total", "pagado", "saldo", "importe"}


class Diferencia(NamedTuple):
    """One row that is not what its lote says; `lote` is the one it should come from, or empty when none has it."""

    lote: str
    tabla: str
    llave: str
    mensaje: str


def diferencias(ruta: Path, lotes: Lotes, shas: Sequence[str]) -> Iterator[Diferencia]:
    """Fold the lotes in a file of its own and tell every row of `ruta` that differs, table by table in key order."""
    with tempfile.TemporaryDirectory(prefix=".verificar-", dir=ruta.parent) as carpeta:
        engine = abrir_escritor(Path(carpeta) / "padron.db")
        try:
            danado = _plegar(engine, lotes, shas)
            if danado is not None:
                yield danado
                return
            prestada = engine.raw_connection()
            try:
                yield from _comparar(prestada, ruta)
            finally:
                prestada.close()
        finally:
            engine.dispose()


def _plegar(engine: Engine, lotes: Lotes, shas: Sequence[str]) -> Diferencia | None:
    with engine.begin() as conexion:
        crear(conexion, con_busqueda=False)
    for sha in shas:
        try:
            with engine.begin() as conexion:
                Plegador(conexion, con_busqueda=False).plegar(lotes.abrir(sha))
        except IntegridadError as error:
            return Diferencia(sha, "lote", sha, error.mensaje)
    return None


def _comparar(prestada: PoolProxiedConnection, ruta: Path) -> Iterator[Diferencia]:
    conexion = prestada.cursor()
    try:
        conexion.execute("ATTACH ? AS guardado", (f"{ruta.resolve().as_uri()}?mode=ro",))
        for (mensaje,) in conexion.execute("PRAGMA guardado.integrity_check(5)").fetchall():
            if mensaje != "ok":
                yield Diferencia("", "archivo", "padron.db", f"El archivo está dañado: {mensaje}")
        nombres = dict(conexion.execute("SELECT n, sha FROM lote_aplicado").fetchall())
        for tabla, llave in LLAVES.items():
            yield from _cambiadas(conexion, tabla, llave, nombres)
            yield from _sobrantes(conexion, tabla, llave)
    except sqlite3.DatabaseError as error:
        yield Diferencia("", "archivo", "padron.db", f"El archivo está dañado: {error}")


def _cambiadas(
    conexion: DBAPICursor, tabla: str, llave: tuple[str, ...], lotes: dict[int, str]
) -> Iterator[Diferencia]:
    """Rows that the lotes give and the file has otherwise, or not at all."""
    columnas = [fila[1] for fila in conexion.execute(f"PRAGMA main.table_info({tabla})").fetchall()]
    esperado = ", ".join(f"e.{c}" for c in columnas)
    guardado = ", ".join(f"g.{c}" for c in columnas)
    union = " AND ".join(f"g.{c} = e.{c}" for c in llave)
    lote = "e.n" if tabla == "lote_aplicado" else "e.lote"
    conexion.execute(
        f"""SELECT {lote}, g.{llave[0]} IS NULL, {esperado}, {guardado} FROM main.{tabla} e
 LEFT JOIN guardado.{tabla} g ON {union} WHERE ({esperado}) IS NOT ({guardado})
 ORDER BY {", ".join(f"e.{c}" for c in llave)}"""
    )
    while fila := conexion.fetchone():
        debe = dict(zip(columnas, fila[2 : 2 + len(columnas)], strict=True))
        dice = dict(zip(columnas, fila[2 + len(columnas) :], strict=True))
        mensaje = "Falta en el padrón" if fila[1] else _explicar(debe, dice)
        yield Diferencia(lotes.get(fila[0], ""), tabla, " ".join(str(debe[c]) for c in llave), mensaje)


def _sobrantes(conexion: DBAPICursor, tabla: str, llave: tuple[str, ...]) -> Iterator[Diferencia]:
    """Rows of the file that no lote gives."""
    union = " AND ".join(f"g.{c} = e.{c}" for c in llave)
    columnas = ", ".join(f"g.{c}" for c in llave)
    conexion.execute(
        f"""SELECT {columnas} FROM guardado.{tabla} g
 WHERE NOT EXISTS (SELECT 1 FROM main.{tabla} e WHERE {union}) ORDER BY {columnas}"""
    )
    while fila := conexion.fetchone():
        yield Diferencia("", tabla, " ".join(map(str, fila)), "Está en el padrón y ningún lote lo trae")


def _explicar(debe: dict[str, Any], dice: dict[str, Any]) -> str:
    partes = [
        f"«{columna}» dice {_texto(columna, dice[columna])} y debe decir {_texto(columna, valor)}"
        for columna, valor in debe.items()
        if dice[columna] != valor
    ]
    return "; ".join(partes)


def _texto(columna: str, valor: Any) -> str:
    return str(Dinero(valor)) if columna in _IMPORTES and valor is not None else f"«{valor}»"
