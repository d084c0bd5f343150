"""`padron.db` is the fold of its lotes, or what differs is named with the lote it came from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import IntegridadError
from db.lotes import Lotes
from db.padron import Padron
from tests.padron_de_prueba import (
    BENEFICIOS,
    CUENTAS,
    LECTURAS,
    OTRA_CUENTA,
    RECIBOS,
    UN_RECIBO,
    UNA_CUENTA,
    PadronDePrueba,
)


@pytest.fixture
def prueba(tmp_path: Path) -> Iterator[PadronDePrueba]:
    with PadronDePrueba(tmp_path) as nueva:
        nueva.importar(cuentas=[CUENTAS, UNA_CUENTA, OTRA_CUENTA], recibos=[RECIBOS, UN_RECIBO])
        nueva.importar(
            recibos=[RECIBOS, "200,2023-08,2023-08-25,1,50,50,20"],
            lecturas=[LECTURAS, "200,2023-08,7"],
            beneficios=[BENEFICIOS, "100,insen,Ana,D1,2023-01-01"],
        )
        yield nueva


def alterar(prueba: PadronDePrueba, *sentencias: str) -> None:
    with closing(sqlite3.connect(prueba.padron.ruta)) as base, base:
        for sentencia in sentencias:
            base.execute(sentencia)


def diferencias(prueba: PadronDePrueba) -> list[tuple[str, str, str, str]]:
    return [tuple(d) for d in prueba.padron.diferencias(prueba.asentados)]  # type: ignore[misc]


def test_sound_file_has_nothing_to_tell_and_leaves_nothing_behind(prueba: PadronDePrueba, tmp_path: Path) -> None:
    antes = sorted(ruta.name for ruta in tmp_path.iterdir())
    assert diferencias(prueba) == []
    assert sorted(ruta.name for ruta in tmp_path.iterdir()) == antes


@pytest.mark.parametrize(
    ("sentencia", "lote", "tabla", "llave", "dice"),
    [
        ("UPDATE recibo SET pagado = 2001 WHERE cuenta = '200'", 1, "recibo", "200 2023-08", "y debe decir 20.00"),
        ("UPDATE recibo SET saldo = 0 WHERE cuenta = '100'", 0, "recibo", "100 2023-08", "«saldo» dice 0.00"),
        ("UPDATE recibo SET lote = 2 WHERE cuenta = '100'", 0, "recibo", "100 2023-08", "«lote»"),
        ("DELETE FROM recibo WHERE cuenta = '200'", 1, "recibo", "200 2023-08", "Falta"),
        ("UPDATE cuenta SET uso = 'domestico' WHERE numero = '200'", 0, "cuenta", "200", "«uso» dice «domestico»"),
        ("UPDATE beneficio SET hasta = '2030-01-01'", 1, "beneficio", "100 insen 2023-01-01", "«hasta»"),
        ("DELETE FROM lectura", 1, "lectura", "200 2023-08", "Falta"),
        ("UPDATE lote_aplicado SET hasta = '[[\"2A\",\"e\",9]]' WHERE n = 1", 0, "lote_aplicado", "1", "«hasta»"),
    ],
)  # fmt: skip
def test_edited_row_is_named_with_its_lote(
    prueba: PadronDePrueba, sentencia: str, lote: int, tabla: str, llave: str, dice: str
) -> None:
    alterar(prueba, sentencia)
    ((sha, en, cual, mensaje),) = diferencias(prueba)
    assert (sha, en, cual) == (prueba.asentados[lote], tabla, llave)
    assert dice in mensaje


def test_row_that_no_lote_gives(prueba: PadronDePrueba) -> None:
    alterar(
        prueba,
        "CREATE TABLE copia AS SELECT * FROM beneficio",
        "UPDATE copia SET cuenta = '200'",
        "INSERT INTO beneficio SELECT * FROM copia",
        "DROP TABLE copia",
    )
    ((sha, tabla, llave, mensaje),) = diferencias(prueba)
    assert (sha, tabla, llave) == ("", "beneficio", "200 insen 2023-01-01")
    assert "ningún lote" in mensaje


def test_dropped_table_and_damaged_pages_are_told(prueba: PadronDePrueba, tmp_path: Path) -> None:
    alterar(prueba, "DROP TABLE beneficio")
    assert diferencias(prueba)[-1][1] == "archivo"
    prueba.padron.cerrar()
    ruta = tmp_path / "padron.db"
    contenido = bytearray(ruta.read_bytes())
    contenido[8192 + 100 : 8192 + 400] = b"\xff" * 300
    ruta.write_bytes(contenido)
    prueba.padron = Padron(ruta, prueba.lotes)
    assert diferencias(prueba)[0][1] == "archivo"


def test_index_that_does_not_follow_its_table_is_told(prueba: PadronDePrueba) -> None:
    alterar(
        prueba,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = replace(sql, 'saldo > 0', 'saldo > 100') WHERE name = 'recibo_pendiente'",
        "UPDATE sqlite_schema SET sql = replace(sql, 'numero_compacto', 'titular') WHERE name = 'cuenta_compacto'",
    )
    assert {tabla for _, tabla, _, _ in diferencias(prueba)} == {"archivo"}


def test_missing_lote_is_named(prueba: PadronDePrueba, tmp_path: Path) -> None:
    (tmp_path / "lotes" / f"{prueba.asentados[1]}.gz").unlink()
    ((sha, tabla, _, mensaje),) = diferencias(prueba)
    assert (sha, tabla) == (prueba.asentados[1], "lote")
    assert "Falta" in mensaje


def test_file_of_an_older_shape_is_made_again_and_of_a_newer_one_refused(tmp_path: Path) -> None:
    with PadronDePrueba(tmp_path) as prueba:
        prueba.importar(cuentas=[CUENTAS, UNA_CUENTA])
        alterar(prueba, "PRAGMA user_version = 0", "CREATE TABLE otra (x)")
        prueba.reabrir()
        assert prueba.padron.cuenta("100") is not None
        assert diferencias(prueba) == []
        alterar(prueba, "PRAGMA user_version = 99")
    with pytest.raises(IntegridadError) as error:
        Padron(tmp_path / "padron.db", Lotes(tmp_path / "lotes"))
    assert error.value.clave == "padron_mas_nuevo"
