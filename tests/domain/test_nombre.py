"""One person's name as two people spell it: the clerk's table, and what holds for any two names."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.nombre import claves_de, is_misma_persona, palabras_de
from tests.cajeme import casos

CASOS = casos("nombres")
PALABRAS = st.sampled_from(
    (
        "María",
        "Mario",
        "González",
        "Gonzales",
        "Hernández",
        "Hernandes",
        "Peña",
        "de",
        "10001",
        ".",
        "Gil",
        "Pérez",
        "Prez",
    )
)
NOMBRES = st.one_of(st.text(max_size=30), st.lists(PALABRAS, max_size=7).map(" ".join))


@pytest.mark.parametrize("caso", CASOS, ids=[c["caso"] for c in CASOS])
def test_who_may_be_the_same(caso: dict[str, str]) -> None:
    assert is_misma_persona(caso["uno"], caso["otro"]) is (caso["misma"] == "si")


@given(NOMBRES)
def test_everybody_is_the_same_as_themselves(nombre: str) -> None:
    assert is_misma_persona(nombre, nombre) is bool(palabras_de(nombre))


@given(NOMBRES, NOMBRES)
def test_whoever_is_named_first(uno: str, otro: str) -> None:
    assert is_misma_persona(uno, otro) is is_misma_persona(otro, uno)


@given(st.lists(PALABRAS, min_size=1, max_size=7), st.randoms(use_true_random=False))
def test_the_order_capitals_and_joining_words_say_nothing(palabras: list[str], azar: Random) -> None:
    otras = list(palabras)
    azar.shuffle(otras)
    uno, otro = " ".join(palabras), " DE LA ".join(otras).upper()
    assert palabras_de(uno) == palabras_de(otro)
    assert is_misma_persona(uno, otro) is bool(palabras_de(uno))


@given(st.lists(PALABRAS, min_size=1, max_size=6), st.integers(0, 5))
def test_names_with_one_word_apart_meet(palabras: list[str], cual: int) -> None:
    otras = list(palabras)
    otras[cual % len(otras)] = "Otra"
    uno, otro = " ".join(palabras), " ".join(otras)
    if len(palabras_de(uno)) == len(palabras_de(otro)):
        assert claves_de(uno) & claves_de(otro)
