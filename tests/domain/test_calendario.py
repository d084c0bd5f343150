"""Working days and the dates of a recibo, by a table that was worked on a wall calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendario import DIAS, Calendario, feriados
from app.domain.periodo import Periodo
from tests.cajeme import PERFIL, casos

CALENDARIO = PERFIL.facturacion.calendario


@pytest.mark.parametrize(
    ("ejercicio", "dias"),
    [
        (2023, "01-01 02-06 03-20 05-01 09-16 11-20 12-25"),
        (2024, "01-01 02-05 03-18 05-01 09-16 10-01 11-18 12-25"),
        (2025, "01-01 02-03 03-17 05-01 09-16 11-17 12-25"),
        (2030, "01-01 02-04 03-18 05-01 09-16 10-01 11-18 12-25"),
    ],
)
def test_days_of_rest_of_the_federal_law(ejercicio: int, dias: str) -> None:
    assert sorted(feriados(ejercicio)) == [date.fromisoformat(f"{ejercicio}-{dia}") for dia in dias.split()]


@pytest.mark.parametrize("caso", casos("calendario"), ids=lambda c: c["caso"])
def test_dates_of_a_recibo(caso: dict[str, str]) -> None:
    inhabiles = (date.fromisoformat(caso["inhabiles"]),) if caso["inhabiles"] else ()
    plazos = [int(caso[c]) for c in ("emitir", "repartir", "vencer")]
    calendario = Calendario(int(caso["dia_de_lectura"]), (), caso["dias"], *plazos, inhabiles)
    leida, emision = (date.fromisoformat(caso[c]) if caso[c] else None for c in ("leida", "emitir_desde"))
    ciclo = calendario.ciclo("R01", Periodo.from_texto(caso["mes"]), leida, emision)
    assert [d.isoformat() for d in (ciclo.lectura, ciclo.emision, ciclo.entrega, ciclo.vence)] == [
        caso[c] for c in ("lectura", "emision", "entrega", "vence")
    ]


def test_a_ruta_has_its_own_day_or_that_of_all() -> None:
    calendario = replace(CALENDARIO, rutas=(("R01", 5),), dia_de_lectura=28)
    julio = Periodo(2023, 7)
    assert calendario.ciclo("R01", julio).lectura == date(2023, 7, 5)
    assert calendario.ciclo("Centro", julio).lectura == date(2023, 7, 28)


@given(
    st.builds(
        Calendario,
        st.integers(1, 31),
        st.just(()),
        st.sampled_from(DIAS),
        st.integers(0, 30),
        st.integers(0, 30),
        st.integers(0, 60),
        st.just(()),
    ),
    st.builds(Periodo, st.integers(2007, 2100), st.integers(1, 12)),
    st.integers(-40, 60),
)
def test_dates_follow_one_another_on_working_days(calendario: Calendario, periodo: Periodo, dias: int) -> None:
    leida = date(periodo.ejercicio, periodo.mes, 1) + timedelta(days=dias)
    for ciclo in (calendario.ciclo("", periodo), calendario.ciclo("", periodo, leida)):
        assert ciclo.lectura <= ciclo.emision <= ciclo.entrega <= ciclo.vence
        assert all(map(calendario.is_habil, (ciclo.emision, ciclo.entrega, ciclo.vence)))
    assert calendario.ciclo("", periodo, leida).vence >= calendario.ciclo("", periodo).vence
