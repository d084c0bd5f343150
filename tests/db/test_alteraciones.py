"""Tampering at random: any byte of any cell, of the file, and of a long chain. The seed is printed when it fails."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.errors import EquipoError, NegocioError
from db.almacen import abrir
from db.proyeccion import rows
from tests.db.escena import hechos_de, primero, sin_disparadores, un_dia, voltear
from tests.factories import CajaDePrueba, una_caja

COLUMNAS = [c.name for c in rows.diario.columns]


@pytest.fixture
def dia(caja: CajaDePrueba) -> CajaDePrueba:
    return un_dia(caja)


def test_any_flipped_byte_of_a_cell_is_found(dia: CajaDePrueba, pytestconfig: pytest.Config) -> None:
    """Any bit of any cell of any asiento."""
    azar = random.Random(semilla := random.randrange(10**9))
    veces = 3_000 if pytestconfig.getoption("--largo") else 100
    sin_disparadores(dia)
    with closing(sqlite3.connect(dia.carpeta / "caja.db", isolation_level=None)) as base:
        filas = base.execute("SELECT * FROM diario ORDER BY n").fetchall()
        for _ in range(veces):
            fila = azar.choice(filas)
            columna, valor = mutar(azar, fila)
            tipo = "BLOB" if isinstance(fila[COLUMNAS.index(columna)], bytes) else "TEXT"
            orden = f"UPDATE diario SET {columna} = CAST(? AS {tipo}) WHERE seq = ? AND epoca = ?"
            base.execute(orden, (valor, fila[3], fila[2]))
            hallazgo = primero(dia)
            # Of another organismo, it stands before or after all the others: what is told is the gap.
            assert hallazgo.seq == fila[3] or columna == "organismo", (semilla, columna, hallazgo)
            base.execute("DELETE FROM diario WHERE n = ?", (fila[4],))
            base.execute(f"INSERT INTO diario VALUES ({','.join('?' * len(fila))})", fila)
    assert dia.verificar().ok


def mutar(azar: random.Random, fila: tuple[Any, ...]) -> tuple[str, bytes]:
    """One bit of one byte, each byte of the row as likely as any other."""
    celdas = [(c, v if isinstance(v, bytes) else v.encode()) for c, v in zip(COLUMNAS, fila, strict=True)
              if not isinstance(v, int)]  # fmt: skip
    columna, crudo = azar.choices(celdas, [len(v) for _, v in celdas])[0]
    lugar = azar.randrange(len(crudo))
    return columna, crudo[:lugar] + bytes([crudo[lugar] ^ (1 << azar.randrange(8))]) + crudo[lugar + 1 :]


def test_any_flipped_byte_of_the_file_is_harmless_or_told(dia: CajaDePrueba, pytestconfig: pytest.Config) -> None:
    """What falls outside every cell may change nothing; it must never pass for sound with another history."""
    azar = random.Random(semilla := random.randrange(10**9))
    antes = hechos_de(dia)
    dia.cerrar()
    ruta = dia.carpeta / "caja.db"
    sano = ruta.read_bytes()
    for _ in range(2_000 if pytestconfig.getoption("--largo") else 60):
        lugar = azar.randrange(len(sano))
        ruta.write_bytes(sano[:lugar] + bytes([sano[lugar] ^ (1 << azar.randrange(8))]) + sano[lugar + 1 :])
        try:
            dia.almacen = abrir(dia.carpeta, escribir=False)
        except (EquipoError, NegocioError):
            continue
        if dia.verificar().ok:
            assert hechos_de(dia) == antes, (semilla, lugar)
        dia.almacen.cerrar()
    ruta.write_bytes(sano)


def test_a_column_that_was_lost_is_a_damaged_file(dia: CajaDePrueba) -> None:
    dia.cerrar()
    with closing(sqlite3.connect(dia.carpeta / "caja.db")) as base:
        base.execute("ALTER TABLE epoca RENAME COLUMN reloj_creada TO reloj_crgada")
    with pytest.raises(EquipoError) as visto:
        abrir(dia.carpeta, escribir=False)
    assert visto.value.clave == "base_danada"


@pytest.mark.largo
def test_tampering_with_a_long_chain_is_found(tmp_path: Path) -> None:
    """1,000 asientos, 1,000 mutations: a byte changed, an entry deleted, the tail cut off."""
    azar = random.Random(semilla := random.randrange(10**9))
    with una_caja(tmp_path / "caja") as caja, closing(sqlite3.connect(":memory:")) as sana:
        with caja.uow() as uow:
            for i in range(1_000):
                uow.diario.asentar(
                    "movimiento", {"turno": 1, "cajero": "demo", "clase": "entrada", "importe": i, "motivo": "x"}
                )
            uow.commit()
        sin_disparadores(caja)
        with closing(sqlite3.connect(caja.carpeta / "caja.db")) as base:
            base.backup(sana)
            for _ in range(1_000):
                seq = azar.randrange(1, 1_004)
                orden = azar.choice(
                    [
                        voltear(azar.choice(["contenido", "prev_hash", "hash", "firma"]), seq),
                        ("DELETE FROM diario WHERE seq = ?", (seq,)),
                        ("DELETE FROM diario WHERE seq >= ?", (seq,)),
                    ]
                )
                sin_disparadores(caja, orden)
                assert primero(caja).seq == seq, (semilla, orden)
                sana.backup(base)
