"""The line of epocas that a diario is made of."""

from __future__ import annotations

import pytest

from app.domain.centro.linaje import Avance, Tramo, is_prefijo, linaje
from app.domain.diario.asiento import GENESIS, Asiento, canonico


def primero(epoca: str, anterior: tuple[str, int] | None = None) -> Asiento:
    datos: dict[str, object] = {"publica": f"llave {epoca}"}
    if anterior is not None:
        datos["anterior"] = {"epoca": anterior[0], "seq": anterior[1], "hash": "00"}
    return Asiento("o", "2", epoca, 1, "epoca_abierta", 2, canonico(datos), GENESIS, b"", b"")


def tramo(epoca: str, hasta: int) -> Tramo:
    return Tramo(epoca, hasta, f"llave {epoca}")


def test_nothing_of_no_epoca() -> None:
    assert linaje([], {}) == ()


def test_one_epoca_is_all_of_it() -> None:
    assert linaje([primero("a")], {"a": 7}) == (tramo("a", 7),)


def test_each_goes_on_after_the_asiento_that_it_names() -> None:
    """What the old epoca has after it, on a disk that was not read then, is no part of the line."""
    primeros = [primero("a"), primero("b", ("a", 40)), primero("c", ("b", 3))]
    assert linaje(primeros, {"a": 55, "b": 9, "c": 2}) == (tramo("a", 40), tramo("b", 3), tramo("c", 2))


def test_a_branch_that_nobody_went_on_with_is_left_out() -> None:
    primeros = [primero("a"), primero("b", ("a", 50)), primero("c", ("a", 40))]
    assert linaje(primeros, {"a": 55, "b": 9, "c": 2}) == (tramo("a", 40), tramo("c", 2))


def test_a_diario_of_its_own_is_no_continuation() -> None:
    assert linaje([primero("a"), primero("b")], {"a": 5, "b": 6}) == (tramo("b", 6),)


def test_a_circle_ends() -> None:
    assert linaje([primero("b", ("a", 1)), primero("a", ("b", 2))], {"a": 5, "b": 6}) == (tramo("b", 2), tramo("a", 5))


@pytest.mark.parametrize(
    ("hay", "si"),
    [
        ([], True),
        ([("a", 40)], True),
        ([("a", 3)], True),
        ([("a", 41)], False),
        ([("a", 40), ("b", 1)], True),
        ([("a", 39), ("b", 1)], False),
        ([("b", 1)], False),
        ([("a", 40), ("x", 1)], False),
        ([("a", 40), ("b", 9), ("c", 1)], False),
    ],
)
def test_a_file_is_the_beginning_of_a_line_or_it_is_not(hay: list[tuple[str, int]], si: bool) -> None:
    assert is_prefijo([Avance(*h) for h in hay], [tramo("a", 40), tramo("b", 9)]) is si
