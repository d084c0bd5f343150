"""State = fold(diario): the same rows live, folded again, and folded by PostgreSQL."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import IntegrityError

from db.diario import leer
from db.proyeccion import proyeccion, proyeccion_centro, rows
from tests.db.escena import DEL_CENTRO, filas_de, leer_filas, sin_disparadores, un_dia
from tests.factories import CajaDePrueba, un_pago


def test_the_day_files_every_kind_that_is_projected(caja: CajaDePrueba) -> None:
    """So that the folds below are not of a diario that lacks the hard part."""
    un_dia(caja)
    with caja.almacen.engine.begin() as conexion:
        tipos = {(a.tipo, a.v) for a in leer(conexion)}
    # No program writes the first version of a corte any more; tests/app/turno/test_cortes.py has one.
    # What goes between a caja and its centre is in tests/centro.
    de_centro = {(tipo, 1) for tipo in (*proyeccion_centro.PROYECTORES, "recuperado_anulado")}
    assert tipos >= set(proyeccion._PROYECTORES) - {("turno_cerrado", 1), ("epoca_abierta", 2)} - de_centro
    assert all(filas for tabla, filas in leer_filas(caja).items() if tabla not in DEL_CENTRO)
    assert caja.verificar().errores == ()


def test_fold_gives_the_rows_that_were_there(caja: CajaDePrueba) -> None:
    vivas = leer_filas(un_dia(caja))
    with caja.almacen.engine.begin() as conexion:
        proyeccion.plegar(conexion, list(leer(conexion)))
    assert leer_filas(caja) == vivas


def test_fold_on_postgresql_gives_the_same_rows(caja: CajaDePrueba, pg_database: str) -> None:
    un_dia(caja)
    with caja.almacen.engine.begin() as conexion:
        asientos, vivas = list(leer(conexion)), filas_de(conexion)
    centro = create_engine(pg_database.replace("postgresql://", "postgresql+psycopg://"))
    try:
        with centro.begin() as conexion:
            proyeccion.plegar(conexion, asientos)
            assert filas_de(conexion) == vivas
        with centro.begin() as conexion:
            proyeccion.plegar(conexion, asientos)
            assert filas_de(conexion) == vivas
    finally:
        centro.dispose()


def test_folding_again_repairs_what_was_edited(caja: CajaDePrueba) -> None:
    vivas = leer_filas(un_dia(caja))
    sin_disparadores(caja, "UPDATE pago SET total = 1", "DELETE FROM medio", "DROP TABLE favor")
    with caja.almacen.engine.begin() as conexion:
        proyeccion.plegar(conexion, list(leer(conexion)))
    assert leer_filas(caja) == vivas
    # The triggers are back with the table.
    with pytest.raises(IntegrityError, match="solo agregar"), caja.almacen.engine.begin() as conexion:
        conexion.execute(text("UPDATE pago SET total = 1"))


def test_last_word_about_a_user_is_the_one_that_stands(caja: CajaDePrueba) -> None:
    un_dia(caja)
    (demo,) = [f for f in leer_filas(caja)["usuario"] if f[2] == "demo"]
    assert demo[3:] == ("Cajera de noche", "cajero,auditor", 1)


def test_every_key_begins_with_the_organismo() -> None:
    for tabla in (*rows.proyeccion.sorted_tables, rows.diario):
        assert next(iter(tabla.primary_key)).name == "organismo", tabla.name
        for indice in tabla.indexes:
            assert next(iter(indice.columns)).name == "organismo", indice.name


def test_migrated_diario_is_the_one_that_the_centre_will_have(caja: CajaDePrueba) -> None:
    with caja.almacen.engine.begin() as conexion:
        columnas = {c["name"]: c["nullable"] for c in inspect(conexion).get_columns("diario")}
    assert columnas == {c.name: c.nullable for c in rows.diario.columns}


def test_payment_after_a_fold_goes_on_where_it_was(caja: CajaDePrueba) -> None:
    un_dia(caja)
    with caja.almacen.engine.begin() as conexion:
        proyeccion.plegar(conexion, list(leer(conexion)))
        anterior = conexion.execute(text("SELECT max(numero) FROM pago")).scalar_one()
    pago = un_pago(caja, "400", monto="10.00")
    assert pago.folio.numero == anterior + 1
    assert caja.verificar().ok
