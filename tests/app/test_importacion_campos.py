"""Cells to values: what is taken, what is refused, and with which words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dinero import Dinero
from app.domain.periodo import Periodo
from app.errors import NegocioError
from app.importacion import campos
from app.importacion.beneficios import beneficios
from app.importacion.cuentas import cuentas
from app.importacion.especie import Especie
from app.importacion.lecturas import lecturas
from app.importacion.rechazo import Invalido
from app.importacion.recibos import recibos
from tests.padron_de_prueba import REGLAS

IMPORTES = st.one_of(
    st.text(max_size=25),
    st.from_regex(r"[-+]?[0-9]{0,14}([.,][0-9]{0,3})?", fullmatch=True),
    st.from_regex(r"[0-9]{1,3}(,[0-9]{3}){0,4}(\.[0-9]{1,3})?", fullmatch=True),
    st.integers(-(10**13), 10**13).map(lambda n: Dinero(n).texto()),
)


@given(IMPORTES)
def test_amounts_are_read_as_the_domain_reads_them(texto: str) -> None:
    try:
        esperado = Dinero.from_texto(texto).centavos
    except NegocioError:
        esperado = -1
    if esperado < 0:
        with pytest.raises(Invalido):
            campos.importe(texto)
    else:
        assert campos.importe(texto) == esperado


@given(st.text(max_size=10) | st.from_regex(r"[0-9]{4}-[0-9]{2}", fullmatch=True))
def test_months_are_read_as_the_domain_reads_them(texto: str) -> None:
    try:
        esperado = Periodo.from_texto(texto).texto()
    except NegocioError:
        with pytest.raises(Invalido):
            campos.periodo(texto)
    else:
        assert campos.periodo(texto.strip()) == esperado


@pytest.mark.parametrize("texto", ["1e5", "10.001", "-5", "$5", "", "1,23", "١٢", "nan"])
def test_amount_refused(texto: str) -> None:
    with pytest.raises(Invalido):
        campos.importe(texto)


@pytest.mark.parametrize(
    ("texto", "litros"),
    [("0", 0), ("32", 32_000), ("0.5", 500), ("1.234", 1_234), ("2.5000", 2_500), ("999999", 999_999_000)],
)
def test_cubic_metres_are_whole_litres(texto: str, litros: int) -> None:
    assert campos.litros(texto) == litros


@pytest.mark.parametrize("texto", ["-1", "1000000", "1.2345", "1,5", "1e3", "x"])
def test_cubic_metres_refused(texto: str) -> None:
    with pytest.raises(Invalido):
        campos.litros(texto)


@pytest.mark.parametrize(
    ("texto", "iso"), [("2023-08-05", "2023-08-05"), ("05/08/2023", "2023-08-05"), ("5/8/2023", "2023-08-05")]
)
def test_dates(texto: str, iso: str) -> None:
    assert campos.fecha(texto) == iso


@pytest.mark.parametrize(
    "texto", ["2023-02-30", "31/02/2023", "2023/08/05", "5-8-2023", "1/2/23", "20230805", "1023-01-01"]
)
def test_dates_refused(texto: str) -> None:
    with pytest.raises(Invalido):
        campos.fecha(texto)


def test_month_that_a_spreadsheet_turned_into_a_date() -> None:
    assert campos.periodo("2023-08-01") == "2023-08"
    with pytest.raises(Invalido):
        campos.periodo("2023-08-02")


@pytest.mark.parametrize(
    ("texto", "guardado"), [("50", "50"), ("12.50", "12.5"), ("100", "100"), ("50 %", "50"), ("0.25", "0.25")]
)
def test_percentages(texto: str, guardado: str) -> None:
    assert campos.porcentaje(texto) == guardado


@pytest.mark.parametrize("texto", ["0", "101", "-5", "x", "12.34567"])
def test_percentages_refused(texto: str) -> None:
    with pytest.raises(Invalido):
        campos.porcentaje(texto)


@pytest.mark.parametrize("texto", ["100", "0012-345", "A.1/2", "z" * 20])
def test_account_numbers(texto: str) -> None:
    assert campos.numero_de_cuenta(texto) == texto


@pytest.mark.parametrize("texto", ["z" * 21, "12 34", "ñ1", "=1", "1\n", "١"])
def test_account_numbers_refused(texto: str) -> None:
    with pytest.raises(Invalido):
        campos.numero_de_cuenta(texto)


def renglon(especie: Especie, **celdas: str) -> tuple[Any, ...]:
    return especie.lector()(tuple(celdas.get(columna, "") for columna in especie.columnas))


def una_cuenta(**celdas: str) -> dict[str, Any]:
    base = {"cuenta": "100", "titular": "Ana", "domicilio": "Uno 1", "uso": "domestico"}
    especie = cuentas(REGLAS)
    return dict(zip(especie.columnas, renglon(especie, **(base | celdas)), strict=True))


def un_recibo(**celdas: str) -> tuple[Any, ...]:
    base = {"cuenta": "100", "periodo": "2023-08", "vence": "2023-08-25", "m3": "32", "agua": "10", "total": "10"}
    return renglon(recibos(REGLAS), **(base | celdas))


def un_beneficio(**celdas: str) -> tuple[Any, ...]:
    base = {"cuenta": "100", "programa": "insen", "beneficiario": "Ana", "documento": "D1", "desde": "2023-01-01"}
    return renglon(beneficios(REGLAS), **(base | celdas))


def test_what_an_empty_cell_of_a_cuenta_stands_for() -> None:
    cuenta = una_cuenta()
    assert cuenta["servicios"] == "agua|alcantarillado|saneamiento"
    assert (cuenta["area"], cuenta["regimen"], cuenta["estado"]) == ("urbana", "medido", "activa")
    assert cuenta["medidor_estado"] == "sin_medidor"
    assert cuenta["volumen_presuntivo"] is None
    assert una_cuenta(medidor="M1")["medidor_estado"] == "funciona"
    assert una_cuenta(medidor="M1", medidor_estado="no_funciona")["medidor_estado"] == "no_funciona"


def test_words_of_a_list_may_be_capitalised_and_accented() -> None:
    cuenta = una_cuenta(uso="Doméstico", estado="Toma muerta", servicios="Saneamiento | agua", telefono="+52 644 1")
    assert (cuenta["uso"], cuenta["estado"]) == ("domestico", "toma_muerta")
    assert cuenta["servicios"] == "agua|saneamiento"
    assert cuenta["telefono"] == "+52 644 1"


@pytest.mark.parametrize(
    ("celdas", "columna", "dice"),
    [
        ({"titular": ""}, "titular", "obligatoria"),
        ({"titular": "   "}, "titular", "obligatoria"),
        ({"titular": "=HYPERLINK(1)"}, "titular", "fórmula"),
        ({"titular": "@SUM(1)"}, "titular", "fórmula"),
        ({"domicilio": "-1+2"}, "domicilio", "fórmula"),
        ({"medidor": "+5"}, "medidor", "fórmula"),
        ({"telefono": "=5"}, "telefono", "fórmula"),
        ({"titular": "\t=1"}, "titular", "control"),
        ({"titular": "Ana\x00"}, "titular", "control"),
        ({"titular": "Ana\x1b[2J"}, "titular", "control"),
        ({"titular": "A" * 201}, "titular", "201 caracteres"),
        ({"uso": "riego"}, "uso", "domestico, comercial"),
        ({"area": "rural"}, "area", "urbana, suburbana"),
        ({"servicios": "agua|gas"}, "servicios", "gas"),
        ({"servicios": "|"}, "servicios", "no se conoce"),
        ({"estado": "muerta"}, "estado", "no se conoce"),
        ({"unidades": "0"}, "unidades", "de 1 a"),
        ({"volumen_presuntivo": "2.5"}, "volumen_presuntivo", "entero"),
        ({"cuenta": "1 2"}, "cuenta", "número de cuenta"),
    ],
)
def test_bad_cell_of_a_cuenta_is_named(celdas: dict[str, str], columna: str, dice: str) -> None:
    with pytest.raises(Invalido, match=dice) as error:
        una_cuenta(**celdas)
    assert error.value.columna == columna


def test_invisible_signs_and_odd_spaces_are_tidied() -> None:
    assert una_cuenta(titular="\ufeffAna\u00a0Mu\u00adñoz\u200b ")["titular"] == "Ana Muñoz"


@pytest.mark.parametrize(
    ("celdas", "columna", "dice"),
    [
        ({"total": "10.01"}, "total", r"10\.01 .* 10\.00"),
        ({"pagado": "10.01"}, "pagado", "más que el total"),
        ({"agua": ""}, "agua", "obligatoria"),
        ({"agua": "-10"}, "agua", "negativo"),
        ({"iva": "x"}, "iva", "no es un importe"),
        ({"m3": "-1"}, "m3", "negativo"),
        ({"periodo": "08/2023"}, "periodo", "AAAA-MM"),
        ({"vence": "25 de agosto"}, "vence", "AAAA-MM-DD"),
        ({"programa": "otro"}, "programa", "insen, pensionado"),
    ],
)
def test_bad_cell_of_a_recibo_is_named(celdas: dict[str, str], columna: str, dice: str) -> None:
    with pytest.raises(Invalido, match=dice) as error:
        un_recibo(**celdas)
    assert error.value.columna == columna


def test_total_is_the_sum_of_every_concepto() -> None:
    fila = un_recibo(alcantarillado="1", saneamiento="2", iva="0.50", recargos="3", mora="4", otros="5", total="25.50")
    assert fila[17] == 2550


def test_beneficio_and_lectura() -> None:
    assert un_beneficio(porcentaje="50", m3="30", importe="10", hasta="2023-12-31")[3:] == (
        "2023-12-31", "Ana", "", "D1", 30, "50", 1000, "",
    )  # fmt: skip
    with pytest.raises(Invalido, match="antes de empezar") as error:
        un_beneficio(hasta="2022-12-31")
    assert error.value.columna == "hasta"
    assert renglon(lecturas(), cuenta="1", periodo="2023-08", lectura="120.5") == ("1", "2023-08", 120_500, "", "")
