"""What the simulator works out is what `cotizar` gives: a side, a curve, and other readings of the same law."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import perfiles
from app.domain.dinero import Dinero
from app.domain.periodo import Periodo
from app.tarifa.cotizacion import cotizar
from app.tarifa.pedido_cotizacion import SolicitudCotizacion
from app.tarifa.simulacion import Lado, Lectura, lecturas_de, medidas_de, meses_de, simular, trazar
from tests.organismos import perfil_de_prueba

CAJEME = perfiles.cargar("cajeme")
ROMITA = perfiles.cargar("romita")
LORETO = perfiles.cargar("loreto")
HOY = date(2023, 9, 5)
ENERO = Periodo(2023, 1)
DOMESTICO = SolicitudCotizacion("cajeme", "domestico", m3=Decimal(30))


def lectura(*otra: str) -> Lectura:
    return next(x for x in lecturas_de(CAJEME) if x.otra == otra)


def test_each_version_can_be_read_in_the_ways_that_its_table_allows() -> None:
    assert [x.otra for x in lecturas_de(CAJEME)] == [
        (), ("sin_redondeo",), ("escalonado",), ("escalonado", "sin_redondeo")
    ]  # fmt: skip
    assert [x.otra for x in lecturas_de(ROMITA)] == [()], "a table of whole m³ has no other reading"
    assert [x.otra for x in lecturas_de(LORETO)] == [()], "without prices there is nothing to read"
    assert [x.otra for x in lecturas_de(perfil_de_prueba("loreto"))] == [(), ("sin_redondeo",)]
    assert [x.otra for x in lecturas_de(perfil_de_prueba("ocampo"))] == [(), ("rango_alcanzado",)]
    assert lectura().tarifa is CAJEME.tarifas[0]


def test_the_newest_version_comes_first_and_readings_are_made_once() -> None:
    vieja = CAJEME.tarifas[0]
    nueva = replace(vieja, version="2024", desde=Periodo(2024, 1), hasta=Periodo(2024, 12))
    leidas = lecturas_de(replace(CAJEME, tarifas=(vieja, nueva)))
    assert [x.tarifa.version for x in leidas] == ["2024"] * 4 + ["2023"] * 4
    assert lecturas_de(CAJEME)[2].tarifa is lecturas_de(CAJEME)[2].tarifa


def test_a_version_without_end_is_seen_up_to_this_month() -> None:
    assert meses_de(CAJEME.tarifas[0], HOY) == tuple(Periodo(2023, n) for n in range(1, 13))
    abierta = perfil_de_prueba("loreto").tarifas[0]
    assert meses_de(abierta, date(2025, 3, 9)) == (Periodo(2025, 1), Periodo(2025, 2), Periodo(2025, 3))
    assert meses_de(abierta, date(2024, 3, 9)) == (Periodo(2025, 1),), "before it begins, its first month"


@pytest.mark.parametrize(
    ("otra", "metodo", "cadena"),
    [((), "", ""), (("escalonado",), "escalonado", ""), (("sin_redondeo",), "", "sin_redondeo")],
)
def test_a_side_is_the_bill_of_the_profile_with_that_word(otra: tuple[str, ...], metodo: str, cadena: str) -> None:
    mes = Periodo(2023, 9)
    hecha = simular(CAJEME, DOMESTICO, Lado(lectura(*otra), mes), HOY)
    debida = cotizar(perfil_de_prueba("cajeme", metodo, cadena), replace(DOMESTICO, mes=mes), HOY)
    assert hecha.cotizacion is not None and hecha.falta == ""
    assert (hecha.cotizacion.conceptos, hecha.pasos) == (debida.conceptos, debida.pasos)


@pytest.mark.parametrize(
    ("solicitud", "lado", "dicho"),
    [
        (replace(DOMESTICO, m3=None), Lado(lectura(), ENERO), "cuántos m³"),
        (replace(DOMESTICO, m3=Decimal(-1)), Lado(lectura(), ENERO), "m³"),
        (replace(DOMESTICO, programa="social"), Lado(lectura(), ENERO), "los fija el estudio"),
        (replace(DOMESTICO, uso="naviero"), Lado(lectura(), ENERO), "naviero"),
        (DOMESTICO, Lado(lectura(), Periodo(2024, 1)), "enero 2024"),
    ],
)
def test_a_bill_that_cannot_be_says_why(solicitud: SolicitudCotizacion, lado: Lado, dicho: str) -> None:
    hecha = simular(CAJEME, solicitud, lado, HOY)
    assert hecha.cotizacion is None and dicho in hecha.falta and hecha.pasos == ()


def test_without_prices_it_says_what_to_load() -> None:
    lado = Lado(lecturas_de(LORETO)[0], Periodo(2025, 3))
    hecha = simular(LORETO, SolicitudCotizacion("loreto", "domestico", m3=Decimal(5)), lado, HOY)
    assert "Falta la tarifa vigente de loreto" in hecha.falta
    assert trazar(LORETO, SolicitudCotizacion("loreto", "domestico"), lado, HOY, range(3)) == (None, None, None)


@given(m3=st.integers(0, 150), n=st.integers(0, 3))
def test_every_point_of_a_curve_is_the_total_of_its_bill(m3: int, n: int) -> None:
    lado = Lado(lecturas_de(CAJEME)[n], ENERO)
    hecha = simular(CAJEME, replace(DOMESTICO, m3=Decimal(m3)), lado, HOY)
    assert hecha.cotizacion is not None
    assert trazar(CAJEME, DOMESTICO, lado, HOY, (m3,)) == (hecha.cotizacion.total,)


def test_a_curve_ends_when_nobody_waits_for_it() -> None:
    quedan = iter((True, True, False))
    assert trazar(CAJEME, DOMESTICO, Lado(lectura(), ENERO), HOY, range(100), lambda: next(quedan)) == ()


def test_the_example_of_the_law() -> None:
    """Cajeme 2023, Art. 33: doméstico urbano, 32 m³ in January."""
    assert trazar(CAJEME, DOMESTICO, Lado(lectura(), ENERO), HOY, (32,)) == (Dinero.from_texto("929.99"),)


@pytest.mark.parametrize(
    ("organismo", "programa", "medidas"),
    [
        ("cajeme", "insen", ()),
        ("cajeme", "desempleo", ()),
        ("cajeme", "social", ("m3",)),
        ("cajeme", "guarderia", ("m3",)),
        ("cajeme", "subsidio_especial", ("m3", "porcentaje", "importe")),
        ("cajeme", "direccion", ("porcentaje", "importe")),
        ("loreto", "pensionado", ("porcentaje",)),
        ("romita", "pensionado", ()),
    ],
)
def test_what_must_be_said_of_a_program(organismo: str, programa: str, medidas: tuple[str, ...]) -> None:
    assert medidas_de(perfiles.cargar(organismo).programa(programa)) == medidas


def test_a_fixed_amount_must_be_said() -> None:
    assert medidas_de(replace(CAJEME.programa("direccion"), forma="monto")) == ("importe",)
