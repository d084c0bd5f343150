"""The real program in a real window under a virtual screen, with real keys: payments of every kind, then the books."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.sistema.postgres import hay_postgres
from tests.ui import dos_cajas, firma
from tests.ui.dia import jugar
from tests.ui.escritorio import falta_algo
from tests.ui.manejo import CASOS, manejar


@pytest.mark.largo
@pytest.mark.skipif(bool(falta_algo()), reason=f"not on this machine: {falta_algo()}")
def test_thirty_payments_of_every_kind_by_keyboard(tmp_path: Path) -> None:
    informe = manejar(tmp_path)
    assert not informe.fallas, "\n".join(informe.fallas)
    assert informe.pagos >= len(CASOS) >= 30


@pytest.mark.largo
@pytest.mark.skipif(bool(falta_algo()), reason=f"not on this machine: {falta_algo()}")
def test_a_whole_day_with_two_cashiers_by_keyboard(tmp_path: Path) -> None:
    informe = jugar(tmp_path)
    assert not informe.fallas, "\n".join(informe.fallas)
    assert informe.pagos >= 40


@pytest.mark.largo
@pytest.mark.skipif(bool(falta_algo()), reason=f"not on this machine: {falta_algo()}")
def test_a_pensioner_and_the_cashier_sign_with_the_pointer(tmp_path: Path) -> None:
    escena = firma.jugar(tmp_path)
    assert not escena.fallas, "\n".join(escena.fallas)


@pytest.mark.largo
@pytest.mark.skipif(bool(falta_algo()), reason=f"not on this machine: {falta_algo()}")
@pytest.mark.skipif(not hay_postgres(), reason="the centre's server is not installed")
def test_two_cajas_and_their_centre_apart_and_together_again(tmp_path: Path) -> None:
    assert dos_cajas.jugar(tmp_path / "juego") == []
