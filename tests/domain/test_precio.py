"""Otros servicios: every price of Cajeme's list, against cases worked without the program."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.domain.dinero import Dinero
from app.domain.errores import NegocioError
from app.domain.precio import precio_servicio
from tests.cajeme import PERFIL, casos, importes

HOY = date(2023, 9, 5)
LIBRE = replace(PERFIL.servicio("GARZA"), clave="LIBRE", concepto="Presupuesto", precio=None)
CON_LIBRE = replace(PERFIL, servicios=(*PERFIL.servicios, LIBRE))


@pytest.mark.parametrize("caso", casos("cajeme-servicios"), ids=lambda c: f"{c['servicio']}-{c['fecha']}")
def test_every_price_of_the_list(caso: dict[str, str]) -> None:
    clave, fecha = caso["servicio"], date.fromisoformat(caso["fecha"])
    conceptos = precio_servicio(PERFIL, clave, Decimal(caso["cantidad"]), None, fecha)
    esperado = {f"servicio:{clave}": caso["importe"], f"iva_servicio:{clave}": caso["iva"]}
    assert importes(conceptos) == {k: v for k, v in esperado.items() if v != "0.00"}


def test_the_cases_cover_the_whole_list() -> None:
    assert {c["servicio"] for c in casos("cajeme-servicios")} == {s.clave for s in PERFIL.servicios}


@pytest.mark.parametrize(
    ("clave", "cantidad", "detalle"),
    [
        ("A", None, "Certificado de no adeudo"),
        ("A", "2", "Certificado de no adeudo, 2 pieza × 177.06"),
        ("FUGA", None, "Inspección para detección de fugas, 2 UMA de 103.74"),
        ("GARZA", "7.50", "Agua en garza, pipa de particular, 7.5 m3 × 54.00"),
    ],
)
def test_detail_says_how_it_came_about(clave: str, cantidad: str | None, detalle: str) -> None:
    linea, iva = precio_servicio(PERFIL, clave, None if cantidad is None else Decimal(cantidad), None, HOY)
    assert linea.detalle == detalle
    assert iva.detalle == f"IVA 16 % de {PERFIL.servicio(clave).concepto}"
    assert linea.fundamento.startswith("Ley de Ingresos de Cajeme 2023, Art.")


@pytest.mark.parametrize("cantidad", ["0", "-1", "1000000", "NaN", "1.5"])
def test_quantities_that_cannot_be_sold_are_refused(cantidad: str) -> None:
    with pytest.raises(NegocioError) as e:
        precio_servicio(PERFIL, "A", Decimal(cantidad), None, HOY)
    assert e.value.clave == "cantidad_invalida"


def test_a_price_of_law_takes_no_other_amount() -> None:
    with pytest.raises(NegocioError) as e:
        precio_servicio(PERFIL, "A", None, Dinero(100), HOY)
    assert e.value.clave == "servicio_con_precio"


def test_a_service_without_price_takes_the_amount_given() -> None:
    conceptos = precio_servicio(CON_LIBRE, "LIBRE", None, Dinero(10_003), HOY)
    assert importes(conceptos) == {"servicio:LIBRE": "100.03", "iva_servicio:LIBRE": "16.00"}
    for cantidad, importe, clave in (
        (None, None, "servicio_sin_precio"),
        (Decimal(1), Dinero(1), "servicio_sin_precio"),
        (None, Dinero(0), "importe_invalido"),
        (None, Dinero(-1), "importe_invalido"),
    ):
        with pytest.raises(NegocioError) as e:
            precio_servicio(CON_LIBRE, "LIBRE", cantidad, importe, HOY)
        assert e.value.clave == clave


def test_unknown_service_lists_the_known_and_a_year_without_law_has_no_prices() -> None:
    with pytest.raises(NegocioError, match="A, B, C") as e:
        precio_servicio(PERFIL, "ZZ", None, None, HOY)
    assert e.value.clave == "servicio_desconocido"
    with pytest.raises(NegocioError) as e:
        precio_servicio(PERFIL, "A", None, None, date(2024, 1, 1))
    assert e.value.clave == "tarifa_no_vigente"
