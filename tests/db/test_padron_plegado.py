"""Folding lotes: once each, in order, whole or not at all, whatever was unplugged before."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import IntegridadError
from db.lotes import Lotes
from db.padron import Padron, plegado
from tests.padron_de_prueba import CUENTAS, UNA_CUENTA, PadronDePrueba, contado, todo


@pytest.fixture
def prueba(tmp_path: Path) -> Iterator[PadronDePrueba]:
    with PadronDePrueba(tmp_path) as nueva:
        yield nueva


def test_lote_without_asiento_is_an_orphan_that_nobody_reads(prueba: PadronDePrueba) -> None:
    hecha = prueba.preparar(**todo())
    prueba.reabrir()
    assert prueba.padron.conteos()["cuentas"] == 0
    assert prueba.preparar(**todo()).lote == hecha.lote


def test_asiento_whose_lote_is_not_folded_is_folded_at_the_next_start(prueba: PadronDePrueba) -> None:
    hecha = prueba.preparar(**todo())
    assert hecha.lote is not None
    prueba.asentados.append(hecha.lote)
    prueba.reabrir()
    assert prueba.padron.aplicados() == [hecha.lote]
    assert prueba.padron.cuenta("100") is not None
    assert prueba.padron.aplicar(prueba.asentados) == 0


def test_padron_that_was_deleted_is_made_again_from_its_lotes(prueba: PadronDePrueba, tmp_path: Path) -> None:
    prueba.importar(**todo())
    prueba.importar(cuentas=[CUENTAS, "200,Luis Ibáñez,Calle Tres 3,comercial"])
    antes = prueba.padron.cuenta("200")
    prueba.padron.cerrar()
    for archivo in tmp_path.glob("padron.db*"):
        archivo.unlink()
    prueba.reabrir()
    assert prueba.padron.cuenta("200") == antes
    assert prueba.padron.recibos("100")
    assert [h.cuenta for h in prueba.padron.buscar("tres ibanez")] == ["200"]


def test_padron_with_lotes_that_the_diario_does_not_have_is_folded_again(prueba: PadronDePrueba) -> None:
    primera = prueba.importar(**todo())
    prueba.importar(cuentas=[CUENTAS, "300,Eva Ruiz,Calle Dos 2,domestico"])
    assert primera.lote is not None
    assert prueba.padron.aplicar([primera.lote]) == 1
    assert prueba.padron.cuenta("300") is None
    assert prueba.padron.buscar("eva") == ()
    assert list(prueba.padron.diferencias([primera.lote])) == []


def test_same_lote_may_be_applied_twice_in_a_history(prueba: PadronDePrueba) -> None:
    prueba.importar(cuentas=[CUENTAS, UNA_CUENTA])
    cambiada = prueba.importar(cuentas=[CUENTAS, "100,Ana Muñoz,Calle Nueva 9,domestico"])
    de_vuelta = prueba.importar(cuentas=[CUENTAS, UNA_CUENTA])
    otra_vez = prueba.importar(cuentas=[CUENTAS, "100,Ana Muñoz,Calle Nueva 9,domestico"])
    assert otra_vez.lote == cambiada.lote
    assert de_vuelta.lote == prueba.asentados[0]
    assert prueba.padron.cuenta("100").domicilio == "Calle Nueva 9"  # type: ignore[union-attr]
    assert len(prueba.padron.aplicados()) == 4


def test_damaged_lote_folds_nothing_of_itself(prueba: PadronDePrueba, tmp_path: Path) -> None:
    hecha = prueba.preparar(**todo())
    assert hecha.lote is not None
    ruta = tmp_path / "lotes" / f"{hecha.lote}.gz"
    entero = ruta.read_bytes()
    ruta.write_bytes(entero[:-12])
    with pytest.raises(IntegridadError, match=hecha.lote):
        prueba.padron.aplicar([hecha.lote])
    assert prueba.padron.conteos()["cuentas"] == 0
    ruta.write_bytes(entero)
    assert prueba.padron.aplicar([hecha.lote]) == 1


def test_change_that_is_not_searched_for_leaves_the_index_alone(prueba: PadronDePrueba) -> None:
    prueba.importar(**todo())
    assert contado(prueba.importar(cuentas=[CUENTAS, "100,Ana Muñoz,Calle Uno 1,comercial"])) == (1, 0, 1, 0)
    assert [h.cuenta for h in prueba.padron.buscar("ana munoz")] == ["100"]


def test_words_forgotten_for_the_sake_of_memory_are_still_found(
    prueba: PadronDePrueba, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plegado, "_LIMITE_PALABRAS", 1)
    prueba.importar(**todo())
    prueba.importar(cuentas=[CUENTAS, "300,Ana Muñoz,Calle Dos 2,domestico"])
    assert [h.cuenta for h in prueba.padron.buscar("uñoz")] == ["100", "300"]


def test_lote_of_other_columns_is_refused(prueba: PadronDePrueba, tmp_path: Path) -> None:
    hecha = prueba.preparar(**todo())
    texto = gzip.decompress((tmp_path / "lotes" / f"{hecha.lote}.gz").read_bytes()).replace(b'"titular"', b'"nombre"')
    sha = hashlib.sha256(texto).hexdigest()
    (tmp_path / "lotes" / f"{sha}.gz").write_bytes(gzip.compress(texto))
    with pytest.raises(IntegridadError, match=sha):
        prueba.padron.aplicar([sha])


def test_lote_that_no_import_would_write_is_refused_by_name(tmp_path: Path) -> None:
    lotes = Lotes(tmp_path / "lotes")
    malos = []
    for filas in ([["1"] * 22, ["1"] * 22], [[None] * 22], [[1] * 22]):
        escritor = lotes.nuevo("cajeme", ())
        escritor.escribir("cuentas", filas)
        malos.append(escritor.cerrar(0, 0))
    with Padron(tmp_path / "padron.db", lotes) as padron:
        for malo in malos:
            with pytest.raises(IntegridadError, match=malo):
                padron.aplicar([malo])
