"""What a program takes off a recibo of the padrón, and the reasons why it may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.beneficio import condiciones, descontar_de_recibo, medida_de, ultimo_dia
from app.domain.cuenta import Beneficio, Cargo
from app.domain.descuento import descontar
from app.domain.dinero import Dinero
from app.domain.indice import Inpc
from app.domain.periodo import Periodo
from app.domain.programa import SIN_MEDIDA, Medida, Programa
from app.domain.tarificacion import tarifar
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


def test_a_fixed_amount_is_spread_over_what_was_billed_whatever_the_tariff() -> None:
    recibo = un_recibo(30, ("agua", "100.00"), ("alcantarillado", "100.00"))
    medida = medida_de(_beneficio(importe=Dinero(50_00)))
    hecho = descontar_de_recibo(PERFIL.programa("oficial_caido"), TARIFA, una_cuenta(), recibo, medida)
    assert importes(hecho.descuentos) == {"agua": "-25.00", "alcantarillado": "-25.00"}
    assert {d.detalle for d in hecho.descuentos} == {"parte de 50.00"}


def test_without_a_grant_nothing_was_measured() -> None:
    assert medida_de(None) == SIN_MEDIDA
    grant = _beneficio(m3=10, porcentaje=Decimal(20), importe=Dinero(5))
    assert medida_de(grant) == Medida(10, Decimal(20), Dinero(5))


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


# --- Who may have it ---


def _beneficio(**otros: object) -> Beneficio:
    campos = {"cuenta": "100", "programa": "insen", "desde": date(2023, 1, 1), "hasta": date(2023, 12, 31)} | otros
    return Beneficio(beneficiario="Titular Inventado", documento="INE-1", **campos)


def _razon(programa: Programa, beneficio: Beneficio | None = None, fecha: date = HOY, **otros: object) -> str | None:
    recibo = un_recibo(30, *A_TARIFA, programa=otros.pop("emitido_con", ""))
    al_corriente = bool(otros.pop("al_corriente", True))
    return condiciones(programa, una_cuenta(**otros), beneficio, al_corriente, fecha, recibo)


def test_a_granted_benefit_in_force_is_given() -> None:
    assert _razon(INSEN, _beneficio()) is None
    assert _razon(INSEN, _beneficio(hasta=None)) is None
    for limite in (date(2023, 1, 1), date(2023, 12, 31)):
        assert _razon(INSEN, _beneficio(), limite) is None


SIN_MEDIDOR = "Tarifa INSEN: requiere servicio medido, y la cuenta no tiene un medidor que funcione."


@pytest.mark.parametrize(
    ("beneficio", "otros", "razon"),
    [
        (None, {}, "Tarifa INSEN: no está otorgado a la cuenta 100."),
        (_beneficio(programa="pensionado"), {}, "Tarifa INSEN: no está otorgado a la cuenta 100."),
        (_beneficio(cuenta="101"), {}, "Tarifa INSEN: no está otorgado a la cuenta 100."),
        (_beneficio(), {"fecha": date(2022, 12, 31)}, "Tarifa INSEN: está otorgado a partir del 01/01/2023."),
        (_beneficio(), {"fecha": date(2024, 1, 1)}, "Tarifa INSEN: venció el 31/12/2023. Hay que renovarlo."),
        (_beneficio(), {"uso": "comercial"}, "Tarifa INSEN: no se da a cuentas de uso «comercial»."),
        (_beneficio(), {"area": "rural"}, "Tarifa INSEN: no se da en el área «rural»."),
        (_beneficio(), {"medidor_estado": "no_funciona"}, SIN_MEDIDOR),
        (_beneficio(), {"regimen": "fijo"}, SIN_MEDIDOR),
        (
            _beneficio(), {"al_corriente": False},
            "Tarifa INSEN: la cuenta tiene rezago. Se dará en los recibos que sigan a este pago.",
        ),
        (
            _beneficio(), {"emitido_con": "insen"},
            "El recibo de enero 2023 se emitió con el programa insen ya descontado.",
        ),
    ],
)  # fmt: skip
def test_reasons_against_a_granted_benefit(beneficio: Beneficio | None, otros: dict[str, object], razon: str) -> None:
    assert _razon(INSEN, beneficio, **otros) == razon


def test_a_line_of_business_that_sells_water_has_no_benefit() -> None:
    comercial = replace(INSEN, usos=("comercial",), giros_excluidos=("Lavado de autos",))
    assert _razon(comercial, _beneficio(), uso="comercial", giro="papelería") is None
    assert _razon(comercial, _beneficio(), uso="comercial", giro=" lavado de AUTOS ") == (
        "Tarifa INSEN: no se da al giro « lavado de AUTOS », que lucra con el agua."
    )


def test_a_grant_that_needs_an_authorisation_names_its_number() -> None:
    con_oficio = replace(INSEN, requiere_autorizacion=True)
    assert _razon(con_oficio, _beneficio(autorizacion="OF-12")) is None
    assert _razon(con_oficio, _beneficio(autorizacion=" ")) == (
        "Tarifa INSEN: falta el número del oficio o resolución que lo autoriza."
    )


def test_an_authorisation_is_for_the_debt_of_its_day() -> None:
    autorizado = replace(DIRECCION, requiere_autorizacion=False)
    de_enero = _beneficio(programa="direccion", porcentaje=Decimal(10), desde=date(2023, 1, 31))
    assert _razon(autorizado, de_enero) is None
    de_antes = replace(de_enero, desde=date(2022, 12, 31))
    assert _razon(autorizado, de_antes) == (
        "Autorizado por la dirección: se autorizó el 31/12/2022, antes de este recibo."
    )
    assert "falta el porcentaje o el importe" in str(_razon(autorizado, replace(de_enero, porcentaje=None)))


@pytest.mark.parametrize(
    ("meses", "hasta", "ultimo"),
    [
        (None, None, None),
        (None, date(2023, 6, 30), date(2023, 6, 30)),
        (3, None, date(2023, 3, 31)),
        (3, date(2023, 6, 30), date(2023, 3, 31)),
        (12, date(2023, 6, 30), date(2023, 6, 30)),
    ],
)
def test_a_grant_lasts_no_longer_than_the_law_lets_it(
    meses: int | None, hasta: date | None, ultimo: date | None
) -> None:
    programa, beneficio = replace(INSEN, meses=meses), _beneficio(hasta=hasta)
    assert ultimo_dia(programa, beneficio) == ultimo
    if ultimo is not None:
        assert _razon(programa, beneficio, ultimo) is None
        razon = _razon(programa, beneficio, ultimo + timedelta(days=1))
        assert razon == f"Tarifa INSEN: venció el {ultimo:%d/%m/%Y}. Hay que renovarlo."


def test_a_month_above_the_limit_of_its_program_gets_nothing_and_a_reason() -> None:
    topado = replace(INSEN, tope_consumo=30)
    assert descontar_de_recibo(topado, TARIFA, una_cuenta(), un_recibo(30, *A_TARIFA)).descuentos
    hecho = descontar_de_recibo(topado, TARIFA, una_cuenta(), un_recibo("31.50", *A_TARIFA))
    assert hecho.descuentos == ()
    assert hecho.aviso == "Tarifa INSEN: no se da en un mes de más de 30 m³, y este tiene 31.5."


def test_a_percentage_may_reach_the_largest_of_its_program_and_not_more() -> None:
    hasta_la_mitad = replace(DIRECCION, porcentaje_max=Decimal("50.0"))
    grant = _beneficio(programa="direccion", autorizacion="OF-1", porcentaje=Decimal(50))
    assert _razon(hasta_la_mitad, grant) is None
    assert _razon(hasta_la_mitad, replace(grant, porcentaje=Decimal("50.01"))) == (
        "Autorizado por la dirección: no puede pasar de 50 %."
    )


def test_a_program_may_do_without_meter_or_al_corriente() -> None:
    libre = replace(INSEN, requiere_al_corriente=False, requiere_medidor=False)
    assert _razon(libre, _beneficio(), al_corriente=False, regimen="fijo") is None


def test_pronto_pago_is_earned_until_the_day_before_the_vencimiento() -> None:
    assert _razon(PRONTO_PAGO, fecha=date(2023, 2, 19)) is None
    assert _razon(PRONTO_PAGO, fecha=date(2023, 2, 20)) == (
        "Pronto pago: el recibo de enero 2023 debía pagarse a más tardar el 19/02/2023."
    )
    incluido = replace(PRONTO_PAGO, incluye_vencimiento=True)
    assert _razon(incluido, fecha=date(2023, 2, 20)) is None
    assert "a más tardar el 20/02/2023" in str(_razon(incluido, fecha=date(2023, 2, 21)))


def test_pronto_pago_needs_no_meter_but_a_home_al_corriente_without_benefit() -> None:
    assert _razon(PRONTO_PAGO, regimen="fijo", medidor_estado="sin_medidor") is None
    assert "uso «comercial»" in str(_razon(PRONTO_PAGO, uso="comercial"))
    assert "rezago" in str(_razon(PRONTO_PAGO, al_corriente=False))
    assert _razon(PRONTO_PAGO, _beneficio()) == (
        "Pronto pago: no se da junto con otro beneficio, y la cuenta tiene insen."
    )
    assert _razon(PRONTO_PAGO, _beneficio(hasta=date(2023, 1, 31))) is None
    assert _razon(replace(PRONTO_PAGO, excluyente=False), _beneficio()) is None
