"""A centre with one caja enrolled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.armado_sede import SedeDeMaquina
from tests import postgres
from tests.copias import Copia, pagar
from tests.factories import CajaDePrueba, importar, un_recibo, una_caja, una_cuenta
from tests.sede import PuestoDePrueba, copia_de, enlazada, una_sede


@pytest.fixture(scope="session")
def plantilla(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SedeDeMaquina]:
    """A centre of Cajeme that nobody is enrolled at, made once and copied by each test."""
    with postgres.database(postgres_url) as url:
        yield una_sede(url, tmp_path_factory.mktemp("plantilla") / "centro")


@pytest.fixture
def sede(plantilla: SedeDeMaquina, postgres_url: str, tmp_path: Path) -> Iterator[SedeDeMaquina]:
    """A centre of Cajeme that nobody is enrolled at."""
    with postgres.database(postgres_url, plantilla.url.rpartition("/")[2].partition("?")[0]) as url:
        yield copia_de(plantilla, url, tmp_path / "centro")


@pytest.fixture
def caja(tmp_path: Path) -> Iterator[CajaDePrueba]:
    """Caja 2, with three cuentas that owe a lot."""
    with una_caja(tmp_path / "caja") as nueva:
        cuentas = ("100", "101", "102")
        importar(nueva, [una_cuenta(c) for c in cuentas], [un_recibo(c, agua="900.00") for c in cuentas])
        yield nueva


@pytest.fixture
def puesto(sede: SedeDeMaquina, caja: CajaDePrueba) -> PuestoDePrueba:
    """Caja 2, enrolled; nothing of its diario is at the centre yet."""
    return enlazada(sede, caja)


@pytest.fixture
def copia(puesto: PuestoDePrueba, tmp_path: Path) -> Copia:
    """Of a caja with one payment, which the centre has."""
    pagar(puesto)
    puesto.sincronizar()
    return Copia(puesto, tmp_path)
