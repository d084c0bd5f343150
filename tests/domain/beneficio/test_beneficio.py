"""What a program takes off a bill by the tariff: cases worked without the program, and what may never happen."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.beneficio.descuento import descontar
from app.domain.beneficio.programa import DERIVADOS, SIN_MEDIDA, Medida, Programa
from app.domain.dinero import suma
from app.domain.periodo import Periodo
from app.domain.tarifa.escala import METODOS_POR_RANGOS
from app.domain.tarifa.tarificacion import tarifar
from tests.cajeme import ENERO, PERFIL, casos, columnas, con, importes, un_suministro

INSEN = PERFIL.programa("insen")
TARIFAS = {metodo: con(metodo=metodo) for metodo in METODOS_POR_RANGOS}
#: A program for commerce: there IVA is worked out on what is left.
COMERCIAL = replace(INSEN, clave="de_prueba", usos=("comercial",), primeros_m3=48)

#: Those that say by themselves how much they take off.
programas = st.sampled_from([*(p for p in PERFIL.programas if p.porcentajes), COMERCIAL])
areas = st.sampled_from(["urbana", "suburbana"])
metodos = st.sampled_from(METODOS_POR_RANGOS)
meses = st.integers(1, 12).map(lambda mes: Periodo(2023, mes))


def _descontar(programa: Programa, m3: object, metodo: str = "rango_alcanzado", **otros: object) -> dict[str, str]:
    suministro = un_suministro(m3, **otros)
    tarifa = TARIFAS[metodo]
    return importes(descontar(programa, tarifa, suministro, tarifar(tarifa, suministro), suministro.periodo))


@pytest.mark.parametrize("caso", casos("cajeme-beneficios"), ids=lambda c: "-".join(list(c.values())[1:6]))
def test_every_case_of_a_program(caso: dict[str, str]) -> None:
    programa, tarifa = PERFIL.programa(caso["programa"]), TARIFAS[caso["metodo"]]
    suministro = un_suministro(caso["m3"], caso["uso"], caso["area"])
    conceptos = tarifar(tarifa, suministro)
    descuentos = descontar(programa, tarifa, suministro, conceptos, ENERO)
    assert importes(descuentos) == columnas(caso, "descuento_")
    bruto = suma(c.importe for c in conceptos)
    assert bruto.texto() == caso["importe"]
    assert (bruto + suma(d.importe for d in descuentos)).texto() == caso["total"]


def test_the_example_of_the_rules() -> None:
    assert _descontar(INSEN, 30) == {"agua": "-153.45", "alcantarillado": "-79.80", "saneamiento": "-59.85"}


def test_a_discount_names_program_month_detail_and_article() -> None:
    suministro = un_suministro(30)
    tarifa = TARIFAS["rango_alcanzado"]
    agua, alcantarillado, _ = descontar(INSEN, tarifa, suministro, tarifar(tarifa, suministro), ENERO)
    assert (agua.programa, agua.periodo) == ("insen", ENERO)
    assert agua.detalle == "50 % de 48.19 + 26 m³ × 9.95"
    assert alcantarillado.detalle == "sobre el agua con beneficio: 100.48 en vez de 180.28"
    assert agua.fundamento == "Ley de Ingresos de Cajeme 2023, Art. 33, Tarifa INSEN"
    pronto = descontar(PERFIL.programa("pronto_pago"), tarifa, suministro, tarifar(tarifa, suministro), ENERO)
    assert pronto[0].detalle == "parte del 10 % de 662.18"


def test_without_limit_every_m3_has_the_benefit() -> None:
    assert _descontar(replace(INSEN, primeros_m3=None), 30)["agua"] == "-173.35"


def test_derivados_sobre_bruto_leaves_what_follows_from_the_agua() -> None:
    assert _descontar(replace(INSEN, derivados_sobre="bruto"), 30) == {"agua": "-153.45"}


def test_iva_is_worked_out_on_what_is_left() -> None:
    # 10 m³: agua 315.80 → half 157.90; 52 % 164.22 → 82.11; 39 % 123.16 → 61.58; IVA 96.51 → 16 % of 301.59 = 48.25.
    esperado = {"agua": "-157.90", "alcantarillado": "-82.11", "saneamiento": "-61.58", "iva": "-48.26"}
    assert _descontar(COMERCIAL, 10, uso="comercial") == esperado
    # With "bruto" only the agua falls, and IVA with it: 16 % of 445.28 = 71.24 (71.2448), 25.27 less.
    solo_agua = {"agua": "-157.90", "iva": "-25.27"}
    assert _descontar(replace(COMERCIAL, derivados_sobre="bruto"), 10, uso="comercial") == solo_agua


def test_services_not_contracted_have_no_discount() -> None:
    assert _descontar(INSEN, 30, servicios=("agua",)) == {"agua": "-153.45"}


def test_who_has_no_agua_of_the_organismo_gets_nothing_off_it() -> None:
    suministro, tarifa = un_suministro(30), TARIFAS["rango_alcanzado"]
    solo_drenaje = tarifar(tarifa, suministro)[1:]
    for programa, medida in ((INSEN, SIN_MEDIDA), (PERFIL.programa("social"), Medida(m3=10))):
        assert descontar(programa, tarifa, suministro, solo_drenaje, ENERO, medida) == ()


@pytest.mark.parametrize(
    ("conceptos", "descuentos"),
    [
        # 75 % of each service, rounded; IVA, 16 % of what is left: 1,756.82 − 1,317.62 = 439.20, 70.27 of 281.09.
        ((), {"agua": "-689.85", "alcantarillado": "-358.73", "saneamiento": "-269.04", "iva": "-210.82"}),
        # Of the agua alone: 16 % of 1,066.97 = 170.72 (170.7152).
        (("agua",), {"agua": "-689.85", "iva": "-110.37"}),
    ],
)
def test_a_percentage_of_each_concepto_may_be_of_some(conceptos: tuple[str, ...], descuentos: dict[str, str]) -> None:
    programa = replace(PERFIL.programa("asociacion"), conceptos=conceptos)
    assert _descontar(programa, 40, uso="comercial") == descuentos


def test_a_percentage_of_the_whole_may_be_of_some_conceptos() -> None:
    # 10 % of 346.69 + 180.28 = 52.697 → 52.70: 34.67 and 18.03.
    programa = replace(PERFIL.programa("pronto_pago"), conceptos=("agua", "alcantarillado"))
    assert _descontar(programa, 30) == {"agua": "-34.67", "alcantarillado": "-18.03"}


def test_an_area_without_percentage_gives_nothing() -> None:
    urbano = replace(INSEN, porcentajes=(("urbana", Decimal(50)),))
    assert _descontar(urbano, 30, area="suburbana") == {}
    total = replace(PERFIL.programa("pronto_pago"), porcentajes=(("suburbana", Decimal(12)),))
    assert _descontar(total, 30) == {}


def test_the_whole_percentage_leaves_nothing_to_pay() -> None:
    todo = replace(INSEN, porcentajes=(("urbana", Decimal(100)),))
    assert _descontar(todo, 5) == {"agua": "-77.44", "alcantarillado": "-40.27", "saneamiento": "-30.20"}


@given(programas, st.integers(0, 999_999), areas, metodos, meses, st.sampled_from(DERIVADOS), st.integers(0, 100))
def test_a_discount_never_exceeds_its_concepto_nor_raises_a_bill(
    programa: Programa, m3: int, area: str, metodo: str, periodo: Periodo, derivados: str, tasa: int
) -> None:
    programa = replace(programa, derivados_sobre=derivados, porcentajes=((area, Decimal(tasa)),))
    suministro = un_suministro(m3, programa.usos[0], area, periodo=periodo)
    tarifa = TARIFAS[metodo]
    conceptos = tarifar(tarifa, suministro)
    brutos = {c.clave: c.importe for c in conceptos}
    descuentos = descontar(programa, tarifa, suministro, conceptos, periodo)
    assert len({d.clave for d in descuentos}) == len(descuentos)
    for d in descuentos:
        assert -brutos[d.clave].centavos <= d.importe.centavos < 0


@given(st.integers(26, 5_000), areas, metodos)
def test_inside_a_range_more_m3_than_the_limit_give_no_larger_discount(m3: int, area: str, metodo: str) -> None:
    tarifa = TARIFAS[metodo]
    escala = tarifa.cuadro("domestico", area).escalas[0]
    ahora, mas = _descontar(INSEN, m3, metodo, area=area), _descontar(INSEN, m3 + 1, metodo, area=area)
    if metodo != "rango_alcanzado" or escala.alcanzado(Decimal(m3)) == escala.alcanzado(Decimal(m3 + 1)):
        assert ahora["agua"] == mas["agua"]
        # Gross and net are rounded apart, so what follows from the agua may differ by a centavo.
        for clave in ("alcantarillado", "saneamiento"):
            assert abs(Decimal(ahora[clave]) - Decimal(mas[clave])) <= Decimal("0.01")


@given(st.integers(0, 5_000), areas, metodos)
def test_a_half_price_program_never_takes_off_more_than_half(m3: int, area: str, metodo: str) -> None:
    suministro = un_suministro(m3, area=area)
    conceptos = tarifar(TARIFAS[metodo], suministro)
    descuentos = descontar(INSEN, TARIFAS[metodo], suministro, conceptos, ENERO)
    # A centavo for each of the three roundings.
    assert -2 * suma(d.importe for d in descuentos).centavos <= suma(c.importe for c in conceptos).centavos + 3


@given(st.integers(0, 999_999), areas, metodos, meses)
def test_pronto_pago_is_its_percentage_of_the_month_spread_without_loss(
    m3: int, area: str, metodo: str, periodo: Periodo
) -> None:
    suministro = un_suministro(m3, area=area, periodo=periodo)
    conceptos = tarifar(TARIFAS[metodo], suministro)
    descuentos = descontar(PERFIL.programa("pronto_pago"), TARIFAS[metodo], suministro, conceptos, periodo)
    bruto = suma(c.importe for c in conceptos).centavos
    tasa = {"urbana": 10, "suburbana": 12}[area]
    assert -suma(d.importe for d in descuentos).centavos == (bruto * tasa + 50) // 100
