"""A caja of Loreto, whose payments with a benefit have their recibo de subsidio."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.subsidio.subsidio import Subsidio
from tests.factories import CajaDePrueba
from tests.subsidios import un_subsidio, una_caja_de_loreto


@pytest.fixture
def loreto(tmp_path: Path) -> Iterator[CajaDePrueba]:
    """With a turno and prices of its own."""
    with una_caja_de_loreto(tmp_path / "loreto") as caja:
        yield caja


@pytest.fixture
def emitido(loreto: CajaDePrueba) -> Subsidio:
    """A recibo of it that nobody has signed."""
    return un_subsidio(loreto)[1]
