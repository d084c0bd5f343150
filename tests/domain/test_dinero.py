"""Money: what is read, what is written, one rounding, and parts that always sum to the whole."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dinero import CERO, LIMITE_CENTAVOS, Dinero, redondear, suma
from app.domain.errores import NegocioError

importes = st.integers(-LIMITE_CENTAVOS, LIMITE_CENTAVOS).map(Dinero)
pesas = st.lists(st.integers(0, 10**9), min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("texto", "centavos"),
    [
        ("0", 0), ("-0", 0), ("0.5", 50), ("0.05", 5), ("1234.5", 123450), ("1,234.50", 123450), (" 7 ", 700),
        ("12,345,678.90", 1234567890), ("-1.01", -101), ("10000000000", LIMITE_CENTAVOS), ("007.10", 710),
    ],
)  # fmt: skip
def test_an_amount_is_read(texto: str, centavos: int) -> None:
    assert Dinero.from_texto(texto) == Dinero(centavos)


@pytest.mark.parametrize(
    "texto",
    [
        "", " ", ".", "-", ".5", "5.", "1e5", "10.001", "1,23", "1,2345", "12,34.00", "1 234", "$5", "5 pesos", "+5",
        "--5", "nan", "inf", "1_000", "\u0661\u0662", "\uff15", "5\n6", "10000000000.01", "9" * 21, "9" * 10_000,
    ],
)  # fmt: skip
def test_what_is_not_an_amount_is_refused_and_never_guessed(texto: str) -> None:
    with pytest.raises(NegocioError) as error:
        Dinero.from_texto(texto)
    assert error.value.clave == "importe_invalido"
    assert len(error.value.mensaje) < 200


def test_how_long_a_text_may_be() -> None:
    assert Dinero.from_texto("0" * 16 + "1.50") == Dinero(150)
    with pytest.raises(NegocioError):
        Dinero.from_texto("0" * 17 + "1.50")


@pytest.mark.parametrize(
    ("texto", "mensaje"),
    [
        (
            " 1.2.3 ",
            "«1.2.3» no es un importe. Escriba pesos con dos decimales a lo más, por ejemplo 1234.50",
        ),
        (
            "abcdefghijklmnopqrstuvwxyz",
            "«abcdefghijklmnopqrst» no es un importe. Escriba pesos con dos decimales a lo más, por ejemplo 1234.50",
        ),
        ("10,000,000,000.01", "«10,000,000,000.01» es demasiado dinero para un solo importe."),
    ],
)
def test_a_refusal_quotes_what_was_typed_and_says_how_it_is_written(texto: str, mensaje: str) -> None:
    with pytest.raises(NegocioError) as error:
        Dinero.from_texto(texto)
    assert error.value.mensaje == mensaje


@given(importes)
def test_what_is_written_reads_back(importe: Dinero) -> None:
    assert Dinero.from_texto(importe.texto()) == importe
    assert Dinero.from_texto(str(importe)) == importe


def test_forms_of_files_and_of_paper() -> None:
    assert [Dinero(-123456).texto(), str(Dinero(-123456)), Dinero(5).texto()] == ["-1234.56", "-1,234.56", "0.05"]
    assert [Dinero(-1).texto(), str(Dinero(-1)), Dinero(1).texto()] == ["-0.01", "-0.01", "0.01"]
    assert [CERO.texto(), str(CERO), Dinero(-100).texto(), str(Dinero(99))] == ["0.00", "0.00", "-1.00", "0.99"]


@pytest.mark.parametrize("valor", [1.0, "1", True, Decimal(1), None])
def test_only_whole_centavos_make_money(valor: object) -> None:
    with pytest.raises(TypeError, match=f"^centavos are whole numbers, not {type(valor).__name__}$"):
        Dinero(valor)  # type: ignore[arg-type]


def test_it_never_changes() -> None:
    with pytest.raises(FrozenInstanceError):
        CERO.centavos = 1  # type: ignore[misc]


def test_sums_and_signs() -> None:
    assert Dinero(3) + Dinero(4) == Dinero(7) and Dinero(3) - Dinero(4) == Dinero(-1) == -Dinero(1)
    assert Dinero(3) * 4 == Dinero(12) == suma([Dinero(5), Dinero(7)]) and suma([]) == CERO
    assert not CERO and Dinero(-1) and Dinero(-1) < CERO < Dinero(1)


@pytest.mark.parametrize(
    ("pesos", "centavos"),
    [("0.005", 1), ("0.0049", 0), ("153.445", 15345), ("189.8949", 18989), ("-0.005", -1), ("2.5", 250)],
)
def test_half_a_centavo_goes_up(pesos: str, centavos: int) -> None:
    assert redondear(Decimal(pesos)) == Dinero(centavos)


def test_a_rate_is_applied_and_rounded_once() -> None:
    assert Dinero(48691).por(Decimal("0.52")) == Dinero(25319)
    assert Dinero(147842).por(Decimal("0.16")) == Dinero(23655)


@given(pesas, st.data())
def test_parts_sum_to_the_whole_and_none_exceeds_its_weight(pesos: list[int], data: st.DataObject) -> None:
    importe = Dinero(data.draw(st.integers(0, sum(pesos))))
    partes = importe.repartir(pesos)
    assert suma(partes) == importe
    assert all(CERO <= parte <= Dinero(peso) for parte, peso in zip(partes, pesos, strict=True))


@given(st.integers(0, 10**9), pesas.filter(any))
def test_a_part_is_within_a_centavo_of_its_share(importe: int, pesos: list[int]) -> None:
    for parte, peso in zip(Dinero(importe).repartir(pesos), pesos, strict=True):
        assert abs(Decimal(parte.centavos) - Decimal(importe) * peso / sum(pesos)) < 1


def test_ties_go_to_the_earlier_part() -> None:
    assert Dinero(100).repartir([1, 1, 1]) == (Dinero(34), Dinero(33), Dinero(33))
    assert CERO.repartir([0, 0]) == (CERO, CERO) and CERO.repartir([]) == ()


@pytest.mark.parametrize(("importe", "pesos"), [(-1, [1]), (1, [2, -1]), (1, [0, 0]), (1, [])])
def test_what_cannot_be_split_is_a_bug(importe: int, pesos: list[int]) -> None:
    with pytest.raises(ValueError) as error:
        Dinero(importe).repartir(pesos)
    assert str(error.value) == "only a positive amount can be split, over weights that are not all zero"


@pytest.mark.parametrize(
    ("centavos", "pesos"), [(0, "$ 0.00"), (5, "$ 0.05"), (-29889, "-$ 298.89"), (123456789, "$ 1,234,567.89")]
)
def test_the_sign_goes_before_the_pesos(centavos: int, pesos: str) -> None:
    assert Dinero(centavos).pesos() == pesos
