"""The journal: same facts, same bytes; each entry chained to the one before, signed, and never changed."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.diario.asiento import GENESIS, Asiento, canonico
from app.errors import EquipoError
from app.sistema.llaves import is_firma
from db.diario import leer
from tests.factories import CajaDePrueba, importar, un_cobro, un_pago, un_recibo, un_turno, una_cuenta

DATOS = st.recursive(
    st.text() | st.integers(),
    lambda dentro: st.lists(dentro, max_size=4) | st.dictionaries(st.text(), dentro, max_size=4),
    max_leaves=12,
)


def asientos(caja: CajaDePrueba) -> list[Asiento]:
    with caja.almacen.engine.begin() as conexion:
        return list(leer(conexion))


def asentar(caja: CajaDePrueba, tipo: str = "movimiento", v: int = 1, **datos: Any) -> Asiento:
    un_movimiento = {"turno": 1, "cajero": "demo", "clase": "entrada", "importe": 100, "motivo": "cambio"}
    with caja.uow() as uow:
        hecho = uow.diario.asentar(tipo, datos or un_movimiento, v)
        uow.commit()
    return hecho


@given(st.dictionaries(st.text(), DATOS, max_size=5))
def test_canonical_bytes_do_not_depend_on_the_order_of_keys(datos: dict[str, Any]) -> None:
    al_reves = dict(reversed(datos.items()))
    assert canonico(al_reves) == canonico(datos)
    assert json.loads(canonico(datos)) == datos


def test_canonical_bytes_are_plain_utf8_without_spaces() -> None:
    assert canonico({"b": 1, "a": ["ñ", {"z": "", "y": -2}]}) == '{"a":["ñ",{"y":-2,"z":""}],"b":1}'.encode()


@pytest.mark.parametrize("valor", [1.0, True, None, b"x", {1: "a"}, {"a": (1, 2.5)}, {"a": {"b": None}}])
def test_only_text_and_whole_numbers_enter(valor: object) -> None:
    with pytest.raises(TypeError):
        canonico({"dato": valor})


def test_hash_follows_from_every_field(caja: CajaDePrueba) -> None:
    """Worked out here by the words of docs/diario.md, not by the program's own function."""
    hecho = asentar(caja)
    campos = (hecho.organismo, hecho.caja, hecho.epoca, str(hecho.seq), hecho.tipo, str(hecho.v))
    partes = [*(c.encode() for c in campos), hecho.contenido, hecho.prev_hash]
    esperado = hashlib.sha256(b"".join(len(p).to_bytes(8, "big") + p for p in partes)).digest()
    assert hecho.hash == esperado == hecho.calcular_hash()
    assert is_firma(caja.ctx.caja.publica, hecho.hash, hecho.firma)
    assert not is_firma(caja.ctx.caja.publica, hecho.contenido, hecho.firma)


def test_chain_is_dense_and_each_entry_names_the_one_before(caja: CajaDePrueba) -> None:
    for _ in range(5):
        asentar(caja)
    todos = asientos(caja)
    assert [a.seq for a in todos] == list(range(1, len(todos) + 1))
    assert todos[0].prev_hash == GENESIS
    assert all(b.prev_hash == a.hash for a, b in pairwise(todos))
    assert len({a.datos()["id"] for a in todos}) == len(todos)


def test_moment_is_the_clock_of_the_caja_with_its_offset(caja: CajaDePrueba) -> None:
    caja.reloj.avanzar(minutes=7)
    assert asentar(caja).datos()["momento"] == "2023-09-05T10:07:00-07:00"
    assert caja.reloj.ahora().utcoffset() == timedelta(hours=-7)


def test_unknown_type_or_newer_version_is_stored_chained_and_files_nothing(caja: CajaDePrueba) -> None:
    filas = cuantas_filas(caja)
    asentar(caja, "eclipse", visto="sí")
    asentar(caja, "movimiento", 99, turno=1, clase="entrada", importe=1, motivo="de otra versión")
    assert cuantas_filas(caja) == filas
    assert [a.tipo for a in asientos(caja)][-2:] == ["eclipse", "movimiento"]
    assert caja.verificar().ok
    assert caja.reabrir().verificar().ok


def cuantas_filas(caja: CajaDePrueba) -> dict[str, int]:
    with closing(sqlite3.connect(caja.carpeta / "caja.db")) as base:
        tablas = [t for (t,) in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {t: base.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tablas if t != "diario"}


@pytest.mark.parametrize("tabla", ["diario", "pago"])
@pytest.mark.parametrize("orden", ["UPDATE {} SET seq = seq", "DELETE FROM {}"])
def test_database_itself_refuses_to_change_or_delete(caja: CajaDePrueba, tabla: str, orden: str) -> None:
    importar(caja, [una_cuenta()], [un_recibo()])
    un_pago(caja)
    with (
        closing(sqlite3.connect(caja.carpeta / "caja.db")) as base,
        pytest.raises(sqlite3.IntegrityError, match=f"{tabla} es de solo agregar"),
    ):
        base.execute(orden.format(tabla))
    assert caja.verificar().ok


def test_leaving_without_commit_writes_nothing(caja: CajaDePrueba) -> None:
    un_turno(caja)
    antes = asientos(caja)
    with caja.uow() as uow:
        uow.diario.asentar("movimiento", {"turno": 1, "clase": "entrada", "importe": 1, "motivo": ""})
    with pytest.raises(ZeroDivisionError), caja.uow() as uow:
        uow.diario.asentar("eclipse", {})
        raise ZeroDivisionError
    assert asientos(caja) == antes
    asentar(caja)
    assert caja.verificar().ok


def test_failed_entry_leaves_nothing_of_the_action(caja: CajaDePrueba) -> None:
    antes = asientos(caja)
    with pytest.raises(KeyError), caja.uow() as uow:
        uow.diario.asentar("eclipse", {})
        uow.diario.asentar("movimiento", {"turno": 1})
    assert asientos(caja) == antes


def test_one_action_is_one_commit(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta("100"), una_cuenta("200")], [un_recibo("100"), un_recibo("200")])
    un_turno(caja)
    with closing(sqlite3.connect(caja.carpeta / "caja.db", isolation_level=None)) as base:
        antes = base.execute("PRAGMA data_version").fetchone()
        un_cobro(caja, "100", "200")
        assert base.execute("PRAGMA data_version").fetchone() != antes
        cambios = base.execute("PRAGMA data_version").fetchone()[0] - antes[0]
    # Another connection sees one change of the file for two payments.
    assert cambios == 1


def test_readers_see_the_payment_only_once_it_is_committed(caja: CajaDePrueba) -> None:
    with closing(sqlite3.connect(caja.carpeta / "caja.db")) as base, caja.uow() as uow:
        antes = base.execute("SELECT count(*) FROM diario").fetchone()
        uow.diario.asentar("eclipse", {})
        assert base.execute("SELECT count(*) FROM diario").fetchone() == antes
        uow.commit()
        assert base.execute("SELECT count(*) FROM diario").fetchone() == (antes[0] + 1,)


def test_unit_of_work_is_only_usable_inside_its_block(caja: CajaDePrueba) -> None:
    uow = caja.uow()
    with pytest.raises(RuntimeError, match="not open"):
        _ = uow.diario
    with uow:
        assert uow.turnos.abierto() is None
    with pytest.raises(RuntimeError, match="not open"):
        _ = uow.turnos


def test_entries_are_read_from_any_place(caja: CajaDePrueba) -> None:
    with caja.uow() as uow:
        todos = list(uow.diario.asientos())
        assert [a.seq for a in uow.diario.asientos(desde=3)] == [a.seq for a in todos[2:]]


def test_second_writer_of_the_file_is_told_that_it_is_taken(caja: CajaDePrueba) -> None:
    """The lock of the folder comes before; this is what is left when somebody opens the file with another tool."""
    with closing(caja.almacen.engine.raw_connection()) as prestada:
        prestada.cursor().execute("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(caja.carpeta / "caja.db", isolation_level=None)) as intruso:
        intruso.execute("BEGIN IMMEDIATE")
        with pytest.raises(EquipoError) as negado, caja.uow():
            raise AssertionError("not reached")
    assert negado.value.clave == "caja_en_uso"
    assert asentar(caja).tipo == "movimiento"
