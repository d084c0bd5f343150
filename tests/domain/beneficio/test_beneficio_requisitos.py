"""Who may have a benefit: what is granted, for how long, and the reasons why it is not given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.domain.beneficio.beneficio import condiciones, descontar_de_recibo, medida_de, ultimo_dia
from app.domain.beneficio.programa import SIN_MEDIDA, Medida, Programa
from app.domain.cuenta import Beneficio
from app.domain.dinero import Dinero
from tests.cajeme import PERFIL, TARIFA, un_recibo, una_cuenta

INSEN = PERFIL.programa("insen")
PRONTO_PAGO = PERFIL.programa("pronto_pago")
DIRECCION = PERFIL.programa("direccion")
A_TARIFA = (("agua", "346.69"), ("alcantarillado", "180.28"), ("saneamiento", "135.21"))
HOY = date(2023, 2, 10)


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
        (
            _beneficio(), {"fecha": date(2024, 1, 1)},
            "Tarifa INSEN: venció el 31/12/2023. Hay que renovarlo con: credencial INSEN o INAPAM, INE vigente o acta "
            "de nacimiento (60 años o más); CURP.",
        ),
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


MARZO, JUNIO = date(2023, 3, 31), date(2023, 6, 30)


@pytest.mark.parametrize(
    ("meses", "hasta", "ultimo"), [(None, JUNIO, JUNIO), (3, None, MARZO), (3, JUNIO, MARZO), (12, JUNIO, JUNIO)]
)
def test_a_grant_lasts_no_longer_than_the_law_lets_it(meses: int | None, hasta: date | None, ultimo: date) -> None:
    programa, beneficio = replace(INSEN, meses=meses), _beneficio(hasta=hasta)
    assert ultimo_dia(programa, beneficio) == ultimo and _razon(programa, beneficio, ultimo) is None
    razon = str(_razon(programa, beneficio, ultimo + timedelta(days=1)))
    assert razon.startswith(f"Tarifa INSEN: venció el {ultimo:%d/%m/%Y}. Hay que renovarlo con: credencial INSEN")
    assert ultimo_dia(replace(INSEN, meses=None), _beneficio(hasta=None)) is None


def test_a_month_above_the_limit_of_its_program_gets_nothing_and_a_reason() -> None:
    topado = replace(INSEN, tope_consumo=30)
    assert descontar_de_recibo(topado, TARIFA, una_cuenta(), un_recibo(30, *A_TARIFA)).descuentos
    hecho = descontar_de_recibo(topado, TARIFA, una_cuenta(), un_recibo("31.50", *A_TARIFA))
    assert not hecho.descuentos and hecho.aviso == "Tarifa INSEN: no se da en un mes de más de 30 m³, y este tiene 31."


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


@pytest.mark.parametrize(
    ("desde", "ultimo"),
    [
        (date(2023, 8, 31), date(2023, 11, 30)),
        (date(2023, 11, 30), date(2024, 2, 29)),
        (date(2023, 12, 1), date(2024, 2, 29)),
        (date(2023, 8, 30), date(2023, 11, 29)),
    ],
)
def test_three_months_are_whole_at_the_edges_of_months(desde: date, ultimo: date) -> None:
    assert ultimo_dia(PERFIL.programa("desempleo"), _beneficio(desde=desde, hasta=None)) == ultimo


def test_without_a_grant_nothing_was_measured() -> None:
    assert medida_de(None) == SIN_MEDIDA
    grant = _beneficio(m3=10, porcentaje=Decimal(20), importe=Dinero(5))
    assert medida_de(grant) == Medida(10, Decimal(20), Dinero(5))
