"""INPC and UMA: a figure not loaded is refused by name, and both ways of chaining prices."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.domain.errores import NegocioError
from app.domain.periodo import Periodo
from app.domain.tarifa.indice import Indexacion, Inpc, Uma

MESES = [Periodo(2022, 12).mas(n) for n in range(4)]
INPC = Inpc(tuple(zip(MESES, map(Decimal, ("100", "103", "101", "104.5")), strict=True)))
ENERO = Periodo(2023, 1)


def test_inpc_of_a_month_not_loaded_names_it() -> None:
    with pytest.raises(NegocioError) as e:
        INPC.de(Periodo(2023, 4))
    assert (e.value.clave, e.value.mensaje) == (
        "inpc_faltante",
        "Falta el INPC de abril 2023, que publica el INEGI. Cárguelo para tener los precios que dependen de él.",
    )


def test_uma_is_the_one_of_the_day() -> None:
    uma = Uma(((date(2022, 2, 1), Decimal("96.22")), (date(2023, 2, 1), Decimal("103.74"))))
    dias = (date(2022, 2, 1), date(2023, 1, 31), date(2023, 2, 1), date(2030, 1, 1))
    assert [str(uma.del_dia(d)) for d in dias] == ["96.22", "96.22", "103.74", "103.74"]
    with pytest.raises(NegocioError) as e:
        uma.del_dia(date(2022, 1, 31))
    assert (e.value.clave, e.value.mensaje) == (
        "uma_faltante",
        "Falta el valor de la UMA del 31/01/2022. Cárguelo para cobrar.",
    )


def test_first_month_needs_no_inpc() -> None:
    for cadena in ("redondeada", "sin_redondeo"):
        assert Indexacion("mensual", cadena, Inpc(())).al_mes(Decimal("5.85"), ENERO, ENERO) == Decimal("5.85")


@pytest.mark.parametrize(
    ("mes", "redondeada", "sin_redondeo"),
    # 0.14 × 1.03 = 0.1442 → 0.14; 0.14 × 101/103 = 0.1373 → 0.14; × 104.5/101 = 0.1449 → 0.14. And 0.14 × 1.045 whole.
    [(2, "0.14", "0.1442"), (3, "0.14", "0.1414"), (4, "0.14", "0.1463")],
)
def test_cadena_says_what_the_next_month_multiplies(mes: int, redondeada: str, sin_redondeo: str) -> None:
    precio = Decimal("0.14")
    for cadena, esperado in (("redondeada", redondeada), ("sin_redondeo", sin_redondeo)):
        assert Indexacion("mensual", cadena, INPC).al_mes(precio, ENERO, Periodo(2023, mes)) == Decimal(esperado)


def test_half_a_centavo_goes_up_in_the_chain() -> None:
    inpc = Inpc(((Periodo(2022, 12), Decimal(100)), (ENERO, Decimal(101))))
    assert Indexacion("mensual", "redondeada", inpc).al_mes(Decimal("1.50"), ENERO, Periodo(2023, 2)) == Decimal("1.52")


def test_without_indexation_a_price_stays() -> None:
    assert Indexacion("ninguna", "redondeada", Inpc(())).al_mes(Decimal(7), ENERO, Periodo(2023, 9)) == 7


@pytest.mark.parametrize(
    ("umbral", "indices", "redondeada", "sin_redondeo"),
    [
        # Below the threshold nothing moves; at it, the price does; and the next rise is counted from there.
        ("5", "100 104.99 104.99", "10.01 10.01 10.01", "10.01 10.01 10.01"),
        ("5", "100 105 109", "10.01 10.51 10.51", "10.01 10.5105 10.5105"),
        # 10.51 × 110.25 ÷ 105 = 11.0355; 10.5105 × 110.25 ÷ 105 = 11.036025.
        ("5", "100 105 110.25", "10.01 10.51 11.04", "10.01 10.5105 11.036025"),
        # Without a threshold any rise does, and no fall.
        ("", "100 99.5 100.5", "10.01 10.01 10.06", "10.01 10.01 10.06005"),
    ],
)
def test_prices_move_when_the_index_has_risen_enough(
    umbral: str, indices: str, redondeada: str, sin_redondeo: str
) -> None:
    meses = [Periodo(2022, 12).mas(n) for n in range(3)]
    inpc = Inpc(tuple(zip(meses, map(Decimal, indices.split()), strict=True)))
    for cadena, esperado in (("redondeada", redondeada), ("sin_redondeo", sin_redondeo)):
        indexacion = Indexacion("al_subir", cadena, inpc, **({"umbral": Decimal(umbral)} if umbral else {}))
        precios = [indexacion.al_mes(Decimal("10.01"), ENERO, ENERO.mas(n)) for n in range(3)]
        assert precios == [Decimal(p) for p in esperado.split()]


@pytest.mark.parametrize("cadena", ["redondeada", "sin_redondeo"])
def test_a_chain_with_a_month_missing_is_refused(cadena: str) -> None:
    with pytest.raises(NegocioError, match="abril 2023"):
        Indexacion("mensual", cadena, INPC).al_mes(Decimal(1), ENERO, Periodo(2023, 5))
