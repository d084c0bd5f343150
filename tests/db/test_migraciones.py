"""Older files are migrated after a copy is kept; newer ones are refused; `diario` is never touched."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from app.errors import NegocioError
from db import almacen as almacenes
from db.almacen import REVISIONES, abrir
from db.diario import leer
from db.engine import abrir_escritor
from db.proyeccion import rows
from tests.db.escena import firmar_de_nuevo, hechos_de, leer_filas, sin_disparadores, un_dia
from tests.factories import CajaDePrueba, importar, un_pago, un_recibo, una_caja, una_cuenta

COPIA = f"caja-antes-de-{REVISIONES[-1]}-{rows.PROYECCION_VERSION}.db"


def esquema(ruta: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(ruta)) as base:
        leido = base.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").fetchall()
    return [(nombre, " ".join(sql.split())) for nombre, sql in leido]


def subir(ruta: Path, revision: str) -> None:
    """A file as the program of that revision made it."""
    engine = abrir_escritor(ruta)
    config = Config()
    config.set_main_option("script_location", str(Path(almacenes.__file__).parent / "migrations"))
    with engine.begin() as conexion:
        config.attributes["connection"] = conexion
        command.upgrade(config, revision)
    engine.dispose()


def envejecer(caja: CajaDePrueba, revision: str) -> None:
    """Turn the file of a closed caja into one of an older revision with the same diario."""
    vieja = caja.carpeta / "vieja.db"
    subir(vieja, revision)
    with closing(sqlite3.connect(vieja)) as base:
        base.execute("ATTACH ? AS nueva", (str(caja.carpeta / "caja.db"),))
        for tabla in ("diario", "usuario_secreto", "ajuste"):
            base.execute(f"INSERT INTO {tabla} SELECT * FROM nueva.{tabla}")
        base.commit()
    for sufijo in ("", "-wal", "-shm"):
        (caja.carpeta / f"caja.db{sufijo}").unlink(missing_ok=True)
    vieja.rename(caja.carpeta / "caja.db")
    with closing(sqlite3.connect(caja.carpeta / "caja.db")) as base:
        base.execute("UPDATE ajuste SET valor = '0' WHERE clave = 'proyeccion'")
        base.commit()


@pytest.mark.parametrize("revision", REVISIONES[:-1])
def test_file_of_each_older_revision_becomes_the_one_of_today(caja: CajaDePrueba, revision: str) -> None:
    un_dia(caja)
    vivas, de_hoy, hechos = leer_filas(caja), esquema(caja.carpeta / "caja.db"), hechos_de(caja)
    caja.cerrar()
    envejecer(caja, revision)
    caja.reabrir()
    assert leer_filas(caja) == vivas
    assert hechos_de(caja) == hechos
    assert esquema(caja.carpeta / "caja.db") == de_hoy
    assert caja.verificar().errores == ()
    # The copy is the old file, whole, and stays.
    with closing(sqlite3.connect(caja.carpeta / COPIA)) as copia:
        assert copia.execute("SELECT version_num FROM alembic_version").fetchall() == [(revision,)]
        assert copia.execute("SELECT count(*) FROM diario").fetchone() == (len(hechos),)
    assert un_pago(caja, "400", monto="1.00").seq == len(hechos) + 2


def test_migrations_arrive_where_the_list_says(tmp_path: Path) -> None:
    for revision in REVISIONES:
        subir(tmp_path / f"{revision}.db", revision)
    subir(tmp_path / "head.db", "head")
    assert esquema(tmp_path / "head.db") == esquema(tmp_path / f"{REVISIONES[-1]}.db")


def test_new_projection_version_folds_again(caja: CajaDePrueba) -> None:
    un_dia(caja)
    vivas = leer_filas(caja)
    sin_disparadores(caja, "DELETE FROM medio", "ALTER TABLE pago DROP COLUMN hash", "UPDATE ajuste SET valor = '0'")
    caja.reabrir()
    assert leer_filas(caja) == vivas
    assert caja.verificar().ok
    assert (caja.carpeta / COPIA).is_file()


def test_opening_twice_keeps_the_first_copy_and_migrates_nothing(caja: CajaDePrueba) -> None:
    caja.cerrar()
    envejecer(caja, "0001")
    caja.reabrir()
    copia = (caja.carpeta / COPIA).read_bytes()
    caja.reabrir()
    assert (caja.carpeta / COPIA).read_bytes() == copia
    assert not list(caja.carpeta.glob("*.nueva"))


def test_copy_cut_short_is_made_again(caja: CajaDePrueba) -> None:
    caja.cerrar()
    envejecer(caja, "0001")
    (caja.carpeta / COPIA).with_suffix(".nueva").write_bytes(b"media copia")
    caja.reabrir()
    with closing(sqlite3.connect(caja.carpeta / COPIA)) as copia:
        assert copia.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_older_file_is_not_migrated_by_looking(caja: CajaDePrueba) -> None:
    caja.cerrar()
    envejecer(caja, "0001")
    with pytest.raises(NegocioError) as negado:
        abrir(caja.carpeta, escribir=False)
    assert negado.value.clave == "base_anterior"
    assert not (caja.carpeta / COPIA).exists()


@pytest.mark.parametrize("orden", ["UPDATE alembic_version SET version_num = '0999'", "UPDATE ajuste SET valor = '99'"])
@pytest.mark.parametrize("escribir", [True, False])
def test_newer_file_is_refused_and_left_as_it_is(caja: CajaDePrueba, orden: str, escribir: bool) -> None:
    sin_disparadores(caja, orden)
    with pytest.raises(NegocioError) as negado:
        abrir(caja.carpeta, escribir=escribir)
    assert negado.value.clave == "base_mas_nueva"
    assert hechos_de(caja)


def test_making_of_a_caja_that_was_cut_short_gives_its_place(tmp_path: Path) -> None:
    """Killed between the empty file and its first asiento: the next try makes it, nobody has to delete anything."""
    almacenes.crear(tmp_path / "caja").dispose()
    with pytest.raises(NegocioError) as negado:
        abrir(tmp_path / "caja", escribir=True)
    assert negado.value.clave == "caja_incompleta"
    with una_caja(tmp_path / "caja") as caja:
        assert caja.verificar().ok


def test_file_without_tables_gives_its_place(tmp_path: Path) -> None:
    (tmp_path / "caja.db").touch()
    almacenes.crear(tmp_path).dispose()


def test_caja_that_holds_something_is_never_made_again(caja: CajaDePrueba) -> None:
    antes = hechos_de(caja)
    with pytest.raises(NegocioError) as negado:
        almacenes.crear(caja.carpeta)
    assert negado.value.clave == "carpeta_ocupada"
    assert hechos_de(caja) == antes


def test_folder_without_a_caja_is_said(tmp_path: Path) -> None:
    with pytest.raises(NegocioError) as negado:
        abrir(tmp_path, escribir=True)
    assert negado.value.clave == "sin_caja"
    assert list(tmp_path.iterdir()) == []


def test_diario_of_a_later_program_is_kept_whole_by_a_refold(caja: CajaDePrueba) -> None:
    """Entries that this version does not know are stored and chained; folding again neither drops nor files them."""
    importar(caja, [una_cuenta()], [un_recibo()])
    firmar_de_nuevo(caja, [*hechos_de(caja), ("eclipse", {"id": "1", "momento": "2030", "folio": "2A-1"})])
    sin_disparadores(caja, "UPDATE ajuste SET valor = '0'")
    caja.reabrir()
    with caja.almacen.engine.begin() as conexion:
        assert [a.tipo for a in leer(conexion)][-1] == "eclipse"
    assert caja.verificar().ok
