"""The settings that make a commit mean «on the disk», and what the disk's errors are called."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from app.errors import EquipoError
from db.engine import PRAGMAS, abrir_escritor, abrir_lector, equipo, errores_de_disco, leer_pragmas
from tests.factories import CajaDePrueba


def test_every_connection_answers_with_the_settings(caja: CajaDePrueba) -> None:
    with closing(caja.almacen.engine.raw_connection()) as prestada:
        conexion = prestada.driver_connection
        assert conexion is not None
        assert leer_pragmas(conexion) == PRAGMAS
        assert PRAGMAS["synchronous"] == 2 and PRAGMAS["journal_mode"] == "wal"
        assert conexion.execute("PRAGMA busy_timeout").fetchone()[0] > 0


def test_disk_that_refuses_a_setting_is_not_used() -> None:
    # In memory there is no write-ahead log: the journal answers «memory».
    with pytest.raises(EquipoError) as negado, abrir_escritor(Path(":memory:")).connect():
        raise AssertionError("not reached")
    assert negado.value.clave == "ajustes_rechazados"
    assert "journal_mode" in negado.value.mensaje


def test_every_table_is_strict(caja: CajaDePrueba) -> None:
    with closing(sqlite3.connect(caja.carpeta / "caja.db")) as base:
        sueltas = base.execute(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND schema = 'main' "
            "AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
        ).fetchall()
        assert sueltas == []
        with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT"):
            base.execute("INSERT INTO pin_intento VALUES ('demo', 'muchos', '')")


def test_reader_sees_a_snapshot_and_cannot_write(caja: CajaDePrueba) -> None:
    lector = abrir_lector(caja.carpeta / "caja.db")
    with lector.connect() as conexion, conexion.begin():
        antes = conexion.scalar(text("SELECT count(*) FROM diario"))
        with caja.uow() as uow:
            uow.diario.asentar("eclipse", {})
            uow.commit()
        assert conexion.scalar(text("SELECT count(*) FROM diario")) == antes
        with pytest.raises(OperationalError, match="readonly"):
            conexion.execute(text("DELETE FROM ajuste"))
    lector.dispose()


def test_folder_with_signs_of_a_url_is_opened(tmp_path: Path) -> None:
    carpeta = tmp_path / "caja #1 ¿50%? ñ"
    carpeta.mkdir()
    engine = abrir_escritor(carpeta / "a.db")
    with engine.begin() as conexion:
        conexion.exec_driver_sql("CREATE TABLE t (a)")
    engine.dispose()
    assert sorted(p.name for p in carpeta.iterdir()) == ["a.db"]


@pytest.mark.parametrize(
    ("mensaje", "clave"),
    [
        ("database or disk is full", "disco_lleno"),
        ("attempt to write a readonly database", "disco_solo_lectura"),
        ("unable to open database file", "base_inaccesible"),
        ("database is locked", "caja_en_uso"),
        ("disk I/O error", "disco_falla"),
        ("database disk image is malformed", "base_danada"),
        ("file is not a database", "base_danada"),
    ],
)
def test_each_error_of_the_disk_has_its_words(mensaje: str, clave: str) -> None:
    assert equipo(sqlite3.OperationalError(mensaje)).clave == clave
    with pytest.raises(EquipoError) as negado, errores_de_disco():
        raise DBAPIError("INSERT", {}, sqlite3.OperationalError(mensaje))
    assert negado.value.clave == clave


def test_what_a_customer_is_called_is_not_taken_for_the_disk() -> None:
    """SQLAlchemy's message holds the values of the statement, and one of them may say «full» or «locked»."""
    error = OperationalError("INSERT INTO t", {"titular": "Locked Full"}, sqlite3.OperationalError("no such table: t"))
    with pytest.raises(OperationalError, match="no such table"), errores_de_disco():
        raise error


def test_broken_rule_of_ours_is_a_bug_not_the_disk() -> None:
    with pytest.raises(IntegrityError), errores_de_disco():
        raise IntegrityError("INSERT", {}, sqlite3.IntegrityError("UNIQUE constraint failed: full"))
    with pytest.raises(sqlite3.IntegrityError), errores_de_disco():
        raise sqlite3.IntegrityError("readonly")


def test_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"esto no es una base de datos" * 100)
    with pytest.raises(EquipoError) as negado, abrir_escritor(tmp_path / "a.db").connect():
        raise AssertionError("not reached")
    assert negado.value.clave == "base_danada"


def test_damage_that_sqlite_cannot_even_quote_is_told(tmp_path: Path) -> None:
    engine = abrir_escritor(tmp_path / "a.db")
    with engine.begin() as conexion:
        conexion.exec_driver_sql("CREATE TABLE cuenta (numero)")
    engine.dispose()
    crudo = (tmp_path / "a.db").read_bytes()
    (tmp_path / "a.db").write_bytes(crudo.replace(b"CREATE TABLE cuenta", b"CREATE TABLE cuent\xe1"))
    with pytest.raises(EquipoError) as negado, abrir_escritor(tmp_path / "a.db").connect():
        raise AssertionError("not reached")
    assert negado.value.clave == "base_danada"
