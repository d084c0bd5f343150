"""What a program takes off a recibo of the padrón."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.beneficio.beneficio import descontar_de_recibo
from app.domain.beneficio.descuento import descontar
from app.domain.beneficio.programa import Medida, Programa
from app.domain.cuenta import Cargo
from app.domain.dinero import Dinero
from app.domain.periodo import Periodo
from app.domain.tarifa.indice import Inpc
from app.domain.tarifa.tarificacion import tarifar
from tests.cajeme import ENERO, PERFIL, TARIFA, con, importes, un_recibo, un_suministro, una_cuenta

INSEN = PERFIL.programa("insen")
PRONTO_PAGO = PERFIL.programa("pronto_pago")
DIRECCION = PERFIL.programa("direccion")
A_TARIFA = (("agua", "346.69"), ("alcantarillado", "180.28"), ("saneamiento", "135.21"))
HOY = date(2023, 2, 10)


def _descontar(programa: Programa, *cargos: tuple[str, str], m3: object = 30) -> dict[str, str]:
    return importes(descontar_de_recibo(programa, TARIFA, una_cuenta(), un_recibo(m3, *cargos)).descuentos)


def test_a_recibo_billed_by_the_tariff_gets_what_the_tariff_says() -> None:
    hecho = descontar_de_recibo(INSEN, TARIFA, una_cuenta(), un_recibo(30, *A_TARIFA))
    assert importes(hecho.descuentos) == {"agua": "-153.45", "alcantarillado": "-79.80", "saneamiento": "-59.85"}
    assert hecho.total.texto() == "-293.10" and hecho.aviso == ""
    assert {d.periodo for d in hecho.descuentos} == {ENERO}


def test_a_fraction_of_m3_is_not_billed() -> None:
    assert _descontar(INSEN, *A_TARIFA, m3="30.999")["agua"] == "-153.45"


@pytest.mark.parametrize("agua", ["346.67", "346.71"])
def test_two_centavos_of_difference_are_the_tariff_itself(agua: str) -> None:
    hecho = descontar_de_recibo(INSEN, TARIFA, una_cuenta(), un_recibo(30, ("agua", agua), *A_TARIFA[1:]))
    assert importes(hecho.descuentos)["agua"] == "-153.45"
    assert not any("ajustado" in d.detalle for d in hecho.descuentos)


@pytest.mark.parametrize(
    ("agua", "descuento"),
    # 153.45 × 346.66 ÷ 346.69 = 153.4367; × 346.72 ÷ 346.69 = 153.4632; × 100 ÷ 346.69 = 44.2614; double: 306.90.
    [("346.66", "-153.44"), ("346.72", "-153.46"), ("100.00", "-44.26"), ("693.38", "-306.90")],
)
def test_beyond_two_centavos_the_benefit_is_scaled_and_the_line_says_so(agua: str, descuento: str) -> None:
    hecho = descontar_de_recibo(INSEN, TARIFA, una_cuenta(), un_recibo(30, ("agua", agua), *A_TARIFA[1:]))
    assert importes(hecho.descuentos) == {"agua": descuento, "alcantarillado": "-79.80", "saneamiento": "-59.85"}
    en_agua, en_alcantarillado, _ = hecho.descuentos
    assert en_agua.detalle == f"50 % de 48.19 + 26 m³ × 9.95; ajustado a lo facturado, {agua} en vez de 346.69"
    assert "ajustado" not in en_alcantarillado.detalle


def test_half_a_centavo_of_a_scaled_benefit_goes_to_the_customer() -> None:
    # By the tariff 0.5 % of 10.00 is 0.05; half of the 10.00 was billed: 0.025.
    escala = replace(TARIFA.cuadros[0].escalas[0], base=Decimal(10))
    cuadro = replace(TARIFA.cuadros[0], escalas=(escala,))
    tarifa = con(cuadros=(cuadro, *TARIFA.cuadros[1:]))
    programa = replace(INSEN, porcentajes=(("urbana", Decimal("0.5")),))
    hecho = descontar_de_recibo(programa, tarifa, una_cuenta(), un_recibo(0, ("agua", "5.00")))
    assert importes(hecho.descuentos) == {"agua": "-0.03"}


def test_only_what_was_billed_is_discounted() -> None:
    assert _descontar(INSEN, ("agua", "346.69")) == {"agua": "-153.45"}
    assert _descontar(INSEN, *A_TARIFA, ("recargos", "50.00"), ("mora", "177.06")) == _descontar(INSEN, *A_TARIFA)
    assert _descontar(INSEN, ("agua", "0.00"), ("alcantarillado", "0.00")) == {}
    assert _descontar(INSEN) == {}


def test_a_concepto_billed_in_two_lines_counts_whole() -> None:
    assert _descontar(INSEN, ("agua", "300.00"), ("agua", "46.69"), *A_TARIFA[1:])["agua"] == "-153.45"


def test_within_the_tolerance_a_discount_stops_at_what_was_billed() -> None:
    todo = replace(INSEN, porcentajes=(("urbana", Decimal(100)),))
    assert _descontar(todo, ("agua", "48.17"), m3=0) == {"agua": "-48.17"}


def test_an_uninhabited_home_is_compared_with_its_own_bill() -> None:
    recibo = un_recibo(0, ("agua", "54.04"))
    hecho = descontar_de_recibo(INSEN, TARIFA, una_cuenta(estado="deshabitada"), recibo)
    assert [(d.importe.texto(), d.detalle) for d in hecho.descuentos] == [("-27.02", "50 % de 48.19 + 1 m³ × 5.85")]


@pytest.mark.parametrize("estado", ["deshabitada", "toma_muerta"])
def test_what_the_cuenta_became_later_changes_nothing_of_a_recibo_with_its_m3(estado: str) -> None:
    hecho = descontar_de_recibo(INSEN, TARIFA, una_cuenta(estado=estado), un_recibo(30, *A_TARIFA))
    assert importes(hecho.descuentos) == {"agua": "-153.45", "alcantarillado": "-79.80", "saneamiento": "-59.85"}


@pytest.mark.parametrize("presuntivo", [15, None])
def test_without_a_meter_the_benefit_is_of_the_m3_that_were_billed(presuntivo: int | None) -> None:
    # 15 m³: 48.19 + 15 × 7.75 = 164.44; as 1 m³: 54.04. Nothing is scaled: it is the tariff's own bill.
    cuenta = una_cuenta(regimen="fijo", medidor_estado="sin_medidor", volumen_presuntivo=presuntivo)
    hecho = descontar_de_recibo(PERFIL.programa("desempleo"), TARIFA, cuenta, un_recibo(15, ("agua", "164.44")))
    assert [(d.importe.texto(), d.detalle) for d in hecho.descuentos] == [
        ("-110.40", "paga como 1 m³: 48.19 + 1 m³ × 5.85")
    ]


def test_a_recibo_that_says_no_m3_is_of_what_the_cuenta_is_billed_without_a_reading() -> None:
    cuenta = una_cuenta(regimen="fijo", medidor_estado="sin_medidor")
    hecho = descontar_de_recibo(PERFIL.programa("desempleo"), TARIFA, cuenta, un_recibo(0, ("agua", "306.89")))
    assert importes(hecho.descuentos) == {"agua": "-252.85"}


def test_a_fraction_of_m3_is_not_above_the_limit() -> None:
    con_tope = replace(INSEN, tope_consumo=30)
    assert _descontar(con_tope, *A_TARIFA, m3="30.999")["agua"] == "-153.45"
    assert _descontar(con_tope, *A_TARIFA, m3="31") == {}


def test_a_fixed_amount_is_spread_over_what_was_billed_whatever_the_tariff() -> None:
    recibo = un_recibo(30, ("agua", "100.00"), ("alcantarillado", "100.00"))
    medida = Medida(importe=Dinero(50_00))
    hecho = descontar_de_recibo(PERFIL.programa("oficial_caido"), TARIFA, una_cuenta(), recibo, medida)
    assert importes(hecho.descuentos) == {"agua": "-25.00", "alcantarillado": "-25.00"}
    assert {d.detalle for d in hecho.descuentos} == {"parte de 50.00"}


def test_a_recibo_without_its_agua_is_compared_by_its_drainage() -> None:
    # By the tariff 662.18; billed 180.28 of alcantarillado alone, which is what the tariff says of it.
    assert _descontar(INSEN, ("alcantarillado", "180.28")) == {"alcantarillado": "-79.80"}


def test_pronto_pago_is_of_what_was_billed_whatever_the_tariff() -> None:
    assert _descontar(PRONTO_PAGO, ("agua", "100.00"), ("alcantarillado", "0.05"), ("recargos", "9.00")) == {
        "agua": "-10.00",
        "alcantarillado": "-0.01",
    }


def test_a_recibo_issued_with_its_program_gets_nothing_again() -> None:
    for programa in (INSEN, PRONTO_PAGO):
        hecho = descontar_de_recibo(programa, TARIFA, una_cuenta(), un_recibo(30, *A_TARIFA, programa="insen"))
        assert hecho.descuentos == ()
        assert hecho.aviso == "El recibo de enero 2023 se emitió con el programa insen ya descontado."


def test_without_a_tariff_of_its_month_there_is_no_discount_and_a_reason() -> None:
    viejo = un_recibo(30, *A_TARIFA, periodo=Periodo(2022, 12))
    for tarifa in (None, TARIFA):
        hecho = descontar_de_recibo(INSEN, tarifa, una_cuenta(), viejo)
        assert hecho.descuentos == ()
        assert hecho.aviso == (
            "Tarifa INSEN: no hay tarifa de diciembre 2022 con qué calcular el descuento de ese recibo."
        )


def test_a_reason_is_given_where_the_tariff_cannot_be_worked_out() -> None:
    sin_inpc = con(indexacion=replace(TARIFA.indexacion, inpc=Inpc(())))
    hecho = descontar_de_recibo(INSEN, sin_inpc, una_cuenta(), un_recibo(30, *A_TARIFA, periodo=Periodo(2023, 2)))
    assert hecho.descuentos == ()
    assert hecho.aviso.startswith("Tarifa INSEN, recibo de febrero 2023: Falta el INPC de enero 2023")


@given(
    st.sampled_from([INSEN, PRONTO_PAGO]),
    st.integers(0, 2_000),
    st.lists(st.tuples(st.sampled_from(["agua", "alcantarillado", "saneamiento", "recargos"]), st.integers(0, 10**7))),
)
def test_a_recibo_is_never_discounted_more_than_was_billed(
    programa: Programa, m3: int, lineas: list[tuple[str, int]]
) -> None:
    recibo = replace(un_recibo(m3), cargos=tuple(Cargo(clave, Dinero(c)) for clave, c in lineas))
    hecho = descontar_de_recibo(programa, TARIFA, una_cuenta(), recibo)
    for d in hecho.descuentos:
        assert d.clave != "recargos"
        assert 0 < -d.importe.centavos <= sum(c for clave, c in lineas if clave == d.clave)


@given(st.integers(0, 2_000), st.sampled_from(["urbana", "suburbana"]), st.integers(1, 12))
def test_billed_by_the_tariff_the_recibo_and_the_quote_agree(m3: int, area: str, mes: int) -> None:
    periodo = Periodo(2023, mes)
    suministro = un_suministro(m3, area=area, periodo=periodo)
    conceptos = tarifar(TARIFA, suministro)
    recibo = un_recibo(m3, *((c.clave, c.importe.texto()) for c in conceptos), periodo=periodo)
    for programa in (INSEN, PRONTO_PAGO):
        hecho = descontar_de_recibo(programa, TARIFA, una_cuenta(area=area), recibo)
        assert hecho.descuentos == descontar(programa, TARIFA, suministro, conceptos, periodo)
