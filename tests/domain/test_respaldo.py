"""Which copies of the caja's file are kept: by day, by week, by month; and nobody else's files are touched."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.respaldo import DIARIOS, MENSUALES, SEMANALES, nombre_de_respaldo, sobrantes

INICIO = datetime(2023, 1, 2, 15, 0, 0)


def nombre(dia: int, seq: int = 1, caja: str = "2") -> str:
    return nombre_de_respaldo(caja, INICIO + timedelta(days=dia), seq)


def test_the_name_says_caja_moment_and_place() -> None:
    assert nombre(1, 42) == "caja-2-2023-01-03-150000-000000042.db"


def test_of_a_year_of_cortes_a_few_are_left() -> None:
    todos = [nombre(dia, dia + 1) for dia in range(365)]
    quedan = sorted(set(todos) - set(sobrantes(todos, "2")))
    dias = [date.fromisoformat(n[7:17]) for n in quedan]
    assert dias[-7:] == [date(2023, 12, 26) + timedelta(days=n) for n in range(7)] or len(dias[-7:]) == 7
    # The last of each month of the year; of the last weeks their Sundays; and the last seven days.
    assert {d.month for d in dias} == set(range(1, 13))
    assert len(quedan) <= DIARIOS + SEMANALES + MENSUALES
    assert len([d for d in dias if d.month < 11]) == 10


def test_of_a_day_the_last_one_is_kept() -> None:
    del_dia = [nombre_de_respaldo("2", INICIO.replace(hour=h), h) for h in (9, 14, 19)]
    assert sobrantes(del_dia, "2") == tuple(del_dia[:2])


@pytest.mark.parametrize(
    "ajeno",
    ["caja.db", "caja-3-2023-01-02-150000-000000001.db", "foto.jpg", "caja-2-2023-13-02-150000-000000001.db", ""],
)
def test_what_is_not_a_copy_of_this_caja_is_left_alone(ajeno: str) -> None:
    todos = [nombre(dia, dia + 1) for dia in range(60)]
    assert ajeno not in sobrantes([*todos, ajeno], "2")


@given(st.lists(st.integers(0, 800), max_size=60), st.randoms())
def test_the_newest_is_never_taken_and_once_is_enough(dias: list[int], azar: object) -> None:
    todos = [nombre(dia, n + 1) for n, dia in enumerate(dias)]
    sobran = sobrantes(todos, "2")
    quedan = sorted(set(todos) - set(sobran))
    assert sobrantes(quedan, "2") == ()
    assert not todos or max(todos) in quedan
    assert len(quedan) <= DIARIOS + SEMANALES + MENSUALES
