"""The caja that most tests here work on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories import CajaDePrueba, una_caja


@pytest.fixture
def caja(tmp_path: Path) -> Iterator[CajaDePrueba]:
    """A new demonstration caja of Cajeme, open, without turno or cuentas."""
    with una_caja(tmp_path / "caja") as nueva:
        yield nueva
