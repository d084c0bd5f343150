"""The count of a drawer and what it should hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.corte import DENOMINACIONES, Arqueo, efectivo_esperado
from app.domain.dinero import CERO, Dinero
from app.domain.errores import NegocioError
from tests.printing.muestras import un_corte


@pytest.mark.parametrize(
    ("texto", "piezas", "total"),
    [
        ("500x2,100x3,0.50x4", ((50000, 2), (10000, 3), (50, 4)), "1302.00"),
        ("0.5x1", ((50, 1),), "0.50"),
        (" 20x1 , 1000x2 ", ((100000, 2), (2000, 1)), "2020.00"),
        ("200x0", ((20000, 0),), "0.00"),
        ("", (), "0.00"),
        ("0", (), "0.00"),
    ],
)
def test_a_count_is_read(texto: str, piezas: tuple[tuple[int, int], ...], total: str) -> None:
    arqueo = Arqueo.from_texto(texto)
    assert arqueo.piezas == piezas and arqueo.total.texto() == total


@pytest.mark.parametrize(
    "texto",
    [
        "500", "500x", "x2", "500x-2", "500x2;100x3", "3x5", "0.05x10", "500x2,500x1", "0.5x1,0.50x1", "0,50x4",
        "500x2,", "100x1 0,50x2", "5 00x2", "500x1.5", "1e2x1", "500x2,0", "quinientos",
    ],
)  # fmt: skip
def test_what_is_not_a_count_is_refused_whole(texto: str) -> None:
    with pytest.raises(NegocioError) as error:
        Arqueo.from_texto(texto)
    assert error.value.clave == "arqueo_invalido"


@given(st.dictionaries(st.sampled_from(DENOMINACIONES), st.integers(0, 9999)))
def test_a_count_adds_up_in_any_order(piezas: dict[int, int]) -> None:
    texto = ",".join(f"{Dinero(valor).texto()}x{n}" for valor, n in piezas.items())
    assert Arqueo.from_texto(texto).total == Dinero(sum(valor * n for valor, n in piezas.items()))


def test_only_cash_is_expected_in_the_drawer() -> None:
    medios = (("cheque", Dinero(700)), ("efectivo", Dinero(300)), ("saldo_a_favor", Dinero(50)))
    assert efectivo_esperado(Dinero(1000), medios, Dinero(20), Dinero(500)) == Dinero(820)
    assert efectivo_esperado(CERO, (), CERO, CERO) == CERO


def test_third_parties_money_is_told_from_income() -> None:
    conceptos = (("agua", Dinero(100)), ("aportacion:U1", Dinero(324)), ("redondeo", Dinero(-50)))
    corte = un_corte(conceptos=conceptos)
    assert corte.aportaciones == (("U1", Dinero(324)),)
    assert corte.propios == (("agua", Dinero(100)), ("redondeo", Dinero(-50)))
