"""The kinds of price table by a tiny one of each, at every edge."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.domain.tarifa.escala import METODOS, Escala, Parte, Rango, partes, precio_del_siguiente, suma_de

#: 2.00 a month; to 3 m³ at 5.00 each, to 6 at 7.00, and beyond at 11.00.
POR_RANGOS = Escala(Decimal(2), (Rango(0, 3, Decimal(5)), Rango(4, 6, Decimal(7)), Rango(7, None, Decimal(11))))
#: 20.00 a month with 3 m³ included; to 6 at 7.00, and beyond at 11.00.
MINIMO = Escala(Decimal(20), (Rango(4, 6, Decimal(7)), Rango(7, None, Decimal(11))), incluidos=3)
#: 1.00 a month and what the table says of 0 to 3 m³; past its end all of them at 8.00.
TABLA = Escala(Decimal(1), tabla=(Decimal(0), Decimal(5), Decimal(12), Decimal(18)), excedente=Decimal(8))
ESCALAS = dict(zip(METODOS, (POR_RANGOS, POR_RANGOS, MINIMO, TABLA), strict=True))


@pytest.mark.parametrize(
    ("metodo", "importes"),
    [
        # m³: 0, 1, 3, 4, 6, 7, 8
        ("rango_alcanzado", "2 7 17 30 44 79 90"),
        ("escalonado", "2 7 17 24 38 49 60"),
        ("minimo", "20 20 20 27 41 52 63"),
        ("tabla", "1 6 19 33 49 57 65"),
    ],
)
def test_what_each_kind_makes_of_the_same_m3(metodo: str, importes: str) -> None:
    hechos = [suma_de(partes(ESCALAS[metodo], metodo, Decimal(m3))) for m3 in (0, 1, 3, 4, 6, 7, 8)]
    assert hechos == [Decimal(i) for i in importes.split()]


@pytest.mark.parametrize(
    ("metodo", "importes"),
    # The first 0, 3, 4 and 9 m³ of 7.
    [
        ("rango_alcanzado", "2 35 46 79"),
        ("escalonado", "2 17 24 49"),
        ("minimo", "20 20 27 52"),
        ("tabla", "1 19 33 57"),
    ],
)
def test_the_first_m3_of_a_consumption(metodo: str, importes: str) -> None:
    hechos = [suma_de(partes(ESCALAS[metodo], metodo, Decimal(7), limite)) for limite in (0, 3, 4, 9)]
    assert hechos == [Decimal(i) for i in importes.split()]


def test_parts_say_which_m3_they_are() -> None:
    base, primero, segundo = partes(POR_RANGOS, "escalonado", Decimal(4))
    assert base == Parte("base", Decimal(2), Decimal(0), Decimal(0), 0, None)
    assert primero == Parte("rango", Decimal(15), Decimal(3), Decimal(5), 0, 3)
    assert segundo == Parte("rango", Decimal(7), Decimal(1), Decimal(7), 4, 6)
    assert partes(MINIMO, "minimo", Decimal(2)) == (Parte("base", Decimal(20), Decimal(2)),)
    basica, de_mas = partes(MINIMO, "minimo", Decimal(8), 7)[::2]
    assert (basica.m3, de_mas) == (3, Parte("rango", Decimal(11), Decimal(1), Decimal(11), 7, None))
    assert partes(TABLA, "tabla", Decimal("2.9"))[1] == Parte("tabla", Decimal(12), Decimal(2))
    assert partes(TABLA, "tabla", Decimal(4))[1] == Parte("excedente", Decimal(32), Decimal(4), Decimal(8))


def test_a_price_by_volume_has_no_base_and_one_range() -> None:
    escala = Escala(Decimal(0), (Rango(0, None, Decimal(3)),))
    assert [suma_de(partes(escala, "escalonado", Decimal(m3))) for m3 in (0, 1, 2)] == [0, 3, 6]


def test_between_two_ranges_the_upper_one_is_reached() -> None:
    assert [POR_RANGOS.alcanzado(Decimal(m3)).precio for m3 in ("3", "3.1", "6", "6.001")] == [5, 7, 7, 11]


@pytest.mark.parametrize(
    ("metodo", "precios"),
    [("rango_alcanzado", "5 5 5 7 11"), ("escalonado", "5 5 5 7 11"), ("tabla", "0 5 6 8 8")],
)
def test_the_price_of_the_last_m3(metodo: str, precios: str) -> None:
    hechos = [precio_del_siguiente(ESCALAS[metodo], metodo, Decimal(m3)) for m3 in (0, 1, 3, 4, 7)]
    assert hechos == [Decimal(p) for p in precios.split()]
