"""Months of service: read, ordered and counted."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errores import NegocioError
from app.domain.periodo import Periodo

periodos = st.builds(Periodo, st.integers(1900, 2999), st.integers(1, 12))


@given(periodos)
def test_what_is_written_reads_back(periodo: Periodo) -> None:
    assert Periodo.from_texto(periodo.texto()) == periodo


@pytest.mark.parametrize(
    "texto",
    ["", "2023", "2023-13", "2023-00", "2023-8", "23-08", "2023/08", "1899-12", "3000-01", "2023-08-01", "agosto"],
)
def test_what_is_not_a_month_is_refused(texto: str) -> None:
    with pytest.raises(NegocioError) as error:
        Periodo.from_texto(texto)
    assert error.value.clave == "periodo_invalido"


@given(st.builds(Periodo, st.integers(1950, 2900), st.integers(1, 12)), st.integers(-500, 500))
def test_counting_months_forward_and_back(periodo: Periodo, meses: int) -> None:
    otro = periodo.mas(meses)
    assert otro.desde(periodo) == meses and otro.mas(-meses) == periodo
    assert (otro > periodo) == (meses > 0) == (otro.texto() > periodo.texto())


def test_forms() -> None:
    assert str(Periodo.from_fecha(date(2023, 8, 31))) == "agosto 2023"
    assert Periodo(2023, 12).mas(1) == Periodo(2024, 1) and Periodo(2023, 1).mas(-1) == Periodo(2022, 12)
