"""Otros servicios: every price of Cajeme's and Romita's lists, against cases worked without the program."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app import perfiles
from app.domain.dinero import Dinero, suma
from app.domain.errores import NegocioError
from app.domain.pago.precio import precio_servicio
from app.domain.perfil import Perfil
from tests.cajeme import PERFIL, casos, importes

HOY = date(2023, 9, 5)
#: Third parties' money, by Art. 33.
APORTACIONES = ("U1", "U2", "V1", "V2")
CASOS_DE_CAJEME = [*casos("cajeme-servicios"), *casos("servicios-cajeme-cantidades")]
CASOS_DE_ROMITA = casos("servicios-romita")


@pytest.fixture(scope="module")
def romita() -> Perfil:
    return perfiles.cargar("romita")


def _nombre(caso: dict[str, str]) -> str:
    return f"{caso['servicio']}-{caso['fecha']}-{caso['cantidad']}"


def _revisar(perfil: Perfil, caso: dict[str, str]) -> None:
    clave, fecha = caso["servicio"], date.fromisoformat(caso["fecha"])
    conceptos = precio_servicio(perfil, clave, Decimal(caso["cantidad"]), None, fecha)
    propia = f"aportacion:{clave}" if clave in APORTACIONES else f"servicio:{clave}"
    esperado = {propia: caso["importe"], f"iva_servicio:{clave}": caso["iva"]}
    assert importes(conceptos) == {k: v for k, v in esperado.items() if v != "0.00"}
    assert suma(c.importe for c in conceptos).texto() == caso["total"]
    assert all(c.detalle and c.fundamento.startswith("Ley de Ingresos de ") for c in conceptos)


@pytest.mark.parametrize("caso", CASOS_DE_CAJEME, ids=_nombre)
def test_every_price_of_cajeme(caso: dict[str, str]) -> None:
    _revisar(PERFIL, caso)


@pytest.mark.parametrize("caso", CASOS_DE_ROMITA, ids=_nombre)
def test_every_price_of_romita(romita: Perfil, caso: dict[str, str]) -> None:
    _revisar(romita, caso)


def test_the_cases_cover_both_lists_with_one_and_with_several(romita: Perfil) -> None:
    for perfil, tabla in ((PERFIL, CASOS_DE_CAJEME), (romita, CASOS_DE_ROMITA)):
        con_precio = {s.clave for s in perfil.servicios if s.precio is not None}
        assert {c["servicio"] for c in tabla if c["cantidad"] != "1"} == con_precio
        assert {c["servicio"] for c in tabla} == con_precio


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


def test_uma_of_a_price_are_said_without_idle_zeros() -> None:
    servicios = tuple(replace(s, precio=Decimal("2.50")) if s.clave == "FUGA" else s for s in PERFIL.servicios)
    linea, _ = precio_servicio(replace(PERFIL, servicios=servicios), "FUGA", None, None, HOY)
    # 2.5 × 103.74 = 259.35.
    assert (linea.importe.texto(), linea.detalle) == (
        "259.35",
        "Inspección para detección de fugas, 2.5 UMA de 103.74",
    )


@pytest.mark.parametrize(
    ("cantidad", "mensaje"),
    [
        ("0", "La cantidad va de más de 0 a 999,999; se leyó 0."),
        ("-1", "La cantidad va de más de 0 a 999,999; se leyó -1."),
        ("1000000", "La cantidad va de más de 0 a 999,999; se leyó 1000000."),
        ("NaN", "La cantidad va de más de 0 a 999,999; se leyó NaN."),
        ("1.5", "«Certificado de no adeudo» se cobra por pieza, en números enteros."),
    ],
)
def test_quantities_that_cannot_be_sold_are_refused(cantidad: str, mensaje: str) -> None:
    with pytest.raises(NegocioError) as e:
        precio_servicio(PERFIL, "A", Decimal(cantidad), None, HOY)
    assert (e.value.clave, e.value.mensaje) == ("cantidad_invalida", mensaje)


def test_the_most_that_can_be_sold() -> None:
    (linea, _) = precio_servicio(PERFIL, "A", Decimal(999_999), None, HOY)
    assert linea.importe == Dinero(177_06 * 999_999)


def test_a_price_of_law_takes_no_other_amount() -> None:
    with pytest.raises(NegocioError) as e:
        precio_servicio(PERFIL, "A", None, Dinero(100), HOY)
    assert (e.value.clave, e.value.mensaje) == (
        "servicio_con_precio",
        "«Certificado de no adeudo» tiene precio de ley: diga cuántos, no el importe.",
    )
    with pytest.raises(NegocioError) as e:
        precio_servicio(PERFIL, "A", None, None, HOY, "P-1")
    assert e.value.clave == "servicio_con_precio"


def test_less_than_a_centavo_is_not_sold() -> None:
    with pytest.raises(NegocioError) as e:
        precio_servicio(PERFIL, "CRUDA", Decimal("0.0001"), None, HOY)
    concepto = PERFIL.servicio("CRUDA").concepto
    assert (e.value.clave, e.value.mensaje) == (
        "cantidad_invalida",
        f"0.0001 de «{concepto}» no llega ni a un centavo.",
    )


@pytest.mark.parametrize("clave", ["A", "V-a", "X-a", "X-b", "X-c", "X-d", "XI-f", "VI-BT-12", "IX-6-PAV", "PERMDES"])
def test_what_is_counted_is_not_sold_in_part(romita: Perfil, clave: str) -> None:
    perfil, fecha = (PERFIL, HOY) if clave in ("A", "PERMDES") else (romita, date(2020, 3, 5))
    with pytest.raises(NegocioError, match="en números enteros") as e:
        precio_servicio(perfil, clave, Decimal("1.5"), None, fecha)
    assert e.value.clave == "cantidad_invalida"


def test_a_free_amount_takes_what_is_given_and_says_where_it_comes_from() -> None:
    conceptos = precio_servicio(PERFIL, "PRESUP", None, Dinero(10_003), HOY, " PRE-7 ")
    assert importes(conceptos) == {"servicio:PRESUP": "100.03", "iva_servicio:PRESUP": "16.00"}
    assert conceptos[0].detalle == f"{PERFIL.servicio('PRESUP').concepto}, referencia PRE-7"


@pytest.mark.parametrize(
    ("cantidad", "importe", "referencia", "clave", "mensaje"),
    [
        (None, None, "P-1", "servicio_sin_precio", "{} no tiene precio en la lista: diga el importe antes de IVA."),
        (Decimal(1), Dinero(1), "P-1", "servicio_sin_precio", "{} no tiene precio en la lista: diga"),
        (None, Dinero(0), "P-1", "importe_invalido", "El importe de {} debe ser mayor que cero."),
        (None, Dinero(-1), "P-1", "importe_invalido", "El importe de {} debe ser mayor que cero."),
        (
            None, Dinero(1), "", "falta_referencia",
            "{} se calcula aparte: diga la referencia del documento de donde sale el importe.",
        ),
        (None, Dinero(1), "  ", "falta_referencia", "{} se calcula aparte"),
        (None, Dinero(1), "P\n1", "texto_invalido", ""),
        (None, Dinero(1), "9" * 201, "texto_invalido", ""),
    ],
)  # fmt: skip
def test_a_free_amount_that_says_too_little_is_refused(
    cantidad: Decimal | None, importe: Dinero | None, referencia: str, clave: str, mensaje: str
) -> None:
    with pytest.raises(NegocioError) as e:
        precio_servicio(PERFIL, "PRESUP", cantidad, importe, HOY, referencia)
    dicho = mensaje.format(f"«{PERFIL.servicio('PRESUP').concepto}»")
    assert e.value.clave == clave
    assert e.value.mensaje == dicho if dicho.endswith(".") else e.value.mensaje.startswith(dicho)


def test_unknown_service_lists_the_known_and_a_year_without_law_has_no_prices() -> None:
    with pytest.raises(NegocioError, match="A, B, C") as e:
        precio_servicio(PERFIL, "ZZ", None, None, HOY)
    assert e.value.clave == "servicio_desconocido"
    with pytest.raises(NegocioError) as e:
        precio_servicio(PERFIL, "A", None, None, date(2024, 1, 1))
    assert e.value.clave == "tarifa_no_vigente"
