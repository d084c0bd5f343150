"""Round figures for scales."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.escalon import marcas


@given(tope=st.integers(1, 10**9), cuantas=st.integers(2, 10))
def test_marks_are_round_and_few(tope: int, cuantas: int) -> None:
    hechas = marcas(tope, cuantas)
    assert hechas[0] == 0 and hechas[-1] <= tope and 1 <= len(hechas) <= cuantas + 1
    if len(hechas) > 1:
        assert str(hechas[1]).rstrip("0") in ("1", "2", "5")


def test_a_scale_of_nothing_has_its_zero() -> None:
    assert marcas(0, 4) == [0]
