"""Prices loaded at the centre count at every caja, dated and with their source; who has none waits without error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app import perfiles
from app.armado_sede import SedeDeMaquina
from app.errors import NegocioError
from app.perfiles.cargada import Datos
from app.tarifa.tarifario import Tarifario
from tests.factories import CajaDePrueba, una_caja
from tests.organismos import CASOS
from tests.sede import PuestoDePrueba, consultar, enlazada, una_sede

PRECIOS = Datos(version="2025", desde="2025-01", hasta="2025-12", fuente="Boletín de prueba")
INPC = Datos(fuente="INEGI, de prueba")


@pytest.fixture
def loreto(pg_database: str, tmp_path: Path) -> SedeDeMaquina:
    """A centre of an organismo whose prices the program does not bring."""
    return una_sede(pg_database, tmp_path / "centro", ("loreto",))


@pytest.fixture
def puesto(loreto: SedeDeMaquina, tmp_path: Path) -> Iterator[PuestoDePrueba]:
    with una_caja(tmp_path / "caja", perfil=perfiles.cargar("loreto")) as caja:
        yield enlazada(loreto, caja)


def importar(sede: SedeDeMaquina, simular: bool = False) -> str:
    return sede.importar_tarifa("loreto", CASOS / "loreto-precios-de-prueba.csv", PRECIOS, simular=simular).sha


def tarifario(caja: CajaDePrueba) -> Tarifario:
    return Tarifario(caja.carpeta, caja.almacen.tarifas)


def test_they_go_to_every_caja_with_their_source(loreto: SedeDeMaquina, puesto: PuestoDePrueba, tmp_path: Path) -> None:
    assert puesto.sincronizar().tarifas == 0
    assert importar(loreto, simular=True) == "" and puesto.sincronizar().tarifas == 0
    sha = importar(loreto)
    ronda = puesto.sincronizar()
    assert (ronda.tarifas, ronda.recibidos, ronda.aviso, ronda.pendientes) == (1, 1, "", 0)
    caja = puesto.caja
    assert caja.almacen.tarifas() == [sha]
    hecha = tarifario(caja).perfil("loreto").tarifas[-1]
    assert hecha.clave == "loreto/2025" and PRECIOS.fuente in str(hecha)
    assert puesto.sincronizar().tarifas == 0
    assert caja.verificar().errores == ()
    with una_caja(tmp_path / "otra", numero="3", perfil=perfiles.cargar("loreto")) as otra:
        enlazada(loreto, otra).sincronizar()
        assert otra.almacen.tarifas() == [sha]
    assert loreto.centro().verificar() == ()


def test_the_last_that_was_loaded_counts(loreto: SedeDeMaquina, puesto: PuestoDePrueba, tmp_path: Path) -> None:
    original = (CASOS / "loreto-precios-de-prueba.csv").read_text(encoding="utf-8")
    otra = tmp_path / "otra.csv"
    otra.write_text(original.replace("Boletín de prueba", "Fe de erratas"), encoding="utf-8")
    primera = importar(loreto)
    with pytest.raises(NegocioError) as error:
        importar(loreto)
    assert error.value.clave == "tarifa_repetida"
    inpc = loreto.importar_tarifa("loreto", CASOS / "loreto-inpc-de-prueba.csv", INPC, simular=False).sha
    puesto.sincronizar()
    assert puesto.caja.almacen.tarifas() == [primera, inpc]
    loreto.centro().restaurar()
    puesto.sincronizar()
    assert puesto.caja.almacen.tarifas()[-2:] == [primera, inpc]
    assert tarifario(puesto.caja).perfil("loreto").tarifas[-1].clave == "loreto/2025"


def test_prices_of_another_organismo_are_refused(loreto: SedeDeMaquina) -> None:
    with pytest.raises(NegocioError) as error:
        loreto.importar_tarifa(
            "loreto", CASOS / "ocampo-precios-de-prueba.csv", Datos(organismo="ocampo", desde="2025-01"), simular=True
        )
    assert error.value.clave in ("organismo_ajeno", "perfil_invalido")
    assert consultar(loreto, "SELECT count(*) FROM tarifa_archivo") == [(0,)]


def test_a_list_that_this_program_does_not_understand_stops_nothing(
    loreto: SedeDeMaquina, puesto: PuestoDePrueba
) -> None:
    datos = {"clase": "tarifas", "version": "loreto/2031", "archivo": "f" * 64, "filas": 1, "fuente": "x", "quien": "c"}
    loreto.centro().publicar_tarifa("loreto", b"uso,renglon,moneda\nde,otro,siglo\n", datos)
    for _ in range(2):
        ronda = puesto.sincronizar()
        assert "no pudo cargar" in ronda.aviso and ronda.pendientes == 0
    assert puesto.caja.almacen.tarifas() == []
