"""The year paid ahead (Romita 2020, Art. 45): a table of whole years, when it is refused, and what must always hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cobro.consulta import estado_de_cuenta
from app.cobro.propuesta import proponer
from app.documentos import Encabezado, ticket_pago
from app.domain.corte.corte import Arqueo
from app.domain.cuenta import Cuenta, Recibo
from app.domain.dinero import CERO, Dinero, suma
from app.domain.pago.pago import Pago, ServicioPedido
from app.domain.periodo import Periodo
from app.domain.tarifa.suministro import Suministro
from app.domain.tarifa.tarificacion import tarifar
from app.errors import NegocioError
from app.turno.caja import cerrar_turno, ver_turno
from tests.cajeme import casos
from tests.factories import (
    DEMO,
    CajaDePrueba,
    importar,
    un_beneficio,
    un_pago,
    un_recibo,
    una_caja,
    una_cuenta,
    una_solicitud,
)
from tests.organismos import perfil_de_prueba

ROMITA = perfil_de_prueba("romita")
CASOS = casos("romita-pago-anual")
CLAVES = ("agua", "drenaje", "tratamiento")


def _una_caja(carpeta: Path) -> CajaDePrueba:
    return una_caja(carpeta, perfil=ROMITA, momento=_dia("2020-01-10"))


@pytest.fixture
def caja(tmp_path: Path) -> Iterator[CajaDePrueba]:
    """A caja of Romita on 10 January 2020."""
    with _una_caja(tmp_path / "caja") as nueva:
        yield nueva


@pytest.fixture(scope="module")
def comun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CajaDePrueba]:
    """One for the years that hypothesis invents: a cuenta each."""
    with _una_caja(tmp_path_factory.mktemp("anual") / "caja") as nueva:
        yield nueva


def _dia(texto: str) -> datetime:
    return datetime.fromisoformat(f"{texto}T10:00:00").replace(tzinfo=ZoneInfo(ROMITA.zona))


def _ir_a(caja: CajaDePrueba, dia: str) -> None:
    """Another day at the till: the turno of the one before is closed."""
    if ver_turno(caja.ctx) is not None:
        cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto("0"), "")
    caja.reloj.momento = _dia(dia)


def una_toma(numero: str = "100", sin: str = "", **otros: Any) -> Cuenta:
    servicios = tuple(c for c in CLAVES if c not in sin.split("|"))
    return una_cuenta(numero, **({"uso": "domestica", "area": "general", "servicios": servicios} | otros))


def _facturado(toma: Cuenta, periodo: Periodo, m3: int) -> Recibo:
    """The recibo that the billing system makes of a month, due on the 20th of the next one."""
    conceptos = tarifar(ROMITA.tarifa_de(periodo), Suministro.from_cuenta(toma, Decimal(m3), periodo))
    return un_recibo(toma.numero, periodo.texto(), m3=m3, **{c.clave: c.importe.texto() for c in conceptos})


def _pagar_el_ano(caja: CajaDePrueba, numero: str = "100", **otros: Any) -> Pago:
    return un_pago(caja, numero, programa="anual", efectivo="5000.00", **otros)


def _con_programa(caja: CajaDePrueba, clave: str, **cambios: Any) -> None:
    """Another word in the profile."""
    programas = (replace(p, **cambios) if p.clave == clave else p for p in caja.perfil.programas)
    caja.ctx = replace(caja.ctx, perfil=replace(caja.perfil, programas=tuple(programas)))


def _en_caja(pago: Pago) -> Dinero:
    return suma(m.importe for m in pago.medios if m.medio != "saldo_a_favor")


def _vivir(caja: CajaDePrueba, toma: Cuenta, m3: Sequence[int], desde: int) -> list[Pago]:
    """Bill and pay the months of the year from `desde` on, each on the 28th of its own month."""
    pagos = []
    for mes, cuantos in enumerate(m3[desde - 1 :], desde):
        _ir_a(caja, f"2020-{mes:02d}-28" if mes > 2 else f"2020-03-0{mes}")
        importar(caja, recibos=[_facturado(toma, Periodo(2020, mes), cuantos)])
        pagos.append(un_pago(caja, toma.numero, efectivo="9000.00"))
    return pagos


@pytest.mark.parametrize("caso", CASOS, ids=[c["caso"] for c in CASOS])
def test_a_whole_year(caja: CajaDePrueba, caso: dict[str, str]) -> None:
    m3 = [int(x) for x in caso["m3"].split("|")]
    toma = una_toma(sin=caso["sin_servicio"])
    hasta = date.fromisoformat(caso["hasta"]) if caso["hasta"] else None
    dado = [un_beneficio(programa=caso["programa"], desde=date(2019, 6, 1), hasta=hasta)] if caso["programa"] else []
    importar(caja, [toma], beneficios=dado)
    if caso["enero"]:
        _ir_a(caja, "2020-02-03")
        importar(caja, recibos=[_facturado(toma, Periodo(2020, 1), m3[0])])
        if caso["enero"] == "pagado":
            un_pago(caja)
    _ir_a(caja, caso["dia"])
    pago = _pagar_el_ano(caja)
    assert [(a.periodo, a.clave, a.importe.texto()) for a in pago.aplicado] == [(None, "anticipo", caso["a_favor"])]
    assert [(d.periodo, d.clave, d.importe.texto()) for d in pago.descuentos] == [(None, "anticipo", caso["descuento"])]
    assert pago.descuentos[0].programa == (caso["programa"] or "anual")
    assert (pago.total.texto(), pago.saldo_a_favor.texto()) == (caso["pago"], caso["a_favor"])
    if caso["otorgado_despues"]:
        importar(caja, beneficios=[un_beneficio(programa=caso["otorgado_despues"], desde=date(2020, 3, 1))])
    pagos = _vivir(caja, toma, m3, 2 if caso["enero"] == "pagado" else 1)
    assert [_en_caja(p).texto() for p in pagos] == caso["en_caja"].split("|")
    assert pagos[-1].saldo_a_favor.texto() == caso["queda"]
    assert all(p.descuentos == () for p in pagos), "its discount was given when the year was paid"
    assert caja.verificar().errores == ()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(m3=st.lists(st.integers(0, 40), min_size=12, max_size=12))
def test_whatever_is_consumed_the_money_is_the_same(comun: CajaDePrueba, m3: list[int]) -> None:
    """What was paid, discount aside, is what was billed and what is left; no month takes another's share."""
    _ir_a(comun, "2020-01-10")
    numero = f"C-{len(comun.padron.conteos())}-{comun.padron.conteos()['cuentas']}"
    toma = una_toma(numero)
    importar(comun, [toma])
    pago = _pagar_el_ano(comun, numero)
    facturado = suma(_facturado(toma, Periodo(2020, i), x).total for i, x in enumerate(m3, 1))
    pagos = _vivir(comun, toma, m3, 1)
    queda = estado_de_cuenta(comun.ctx, numero).adeudo.favor
    assert pago.total - suma(d.importe for d in pago.descuentos) + suma(map(_en_caja, pagos)) == facturado + queda
    for mes, (cuantos, hecho) in enumerate(zip(m3, pagos, strict=True), 1):
        assert cuantos > 10 or not _en_caja(hecho), mes
        assert hecho.saldo_a_favor >= CERO


@pytest.mark.parametrize(
    ("dia", "toma", "orden", "clave"),
    [
        ("2020-03-01", {}, {}, "anual_fuera_de_plazo"),
        ("2020-01-10", {"uso": "comercial"}, {}, "beneficio_negado"),
        ("2020-01-10", {"medidor_estado": "no_funciona"}, {}, "beneficio_negado"),
        ("2020-01-10", {"regimen": "fijo"}, {}, "beneficio_negado"),
        ("2020-01-10", {"estado": "toma_muerta"}, {}, "anual_sin_importe"),
        ("2020-01-10", {}, {"monto": "100.00"}, "anual_aparte"),
        ("2020-01-10", {}, {"recibos": (Periodo(2020, 1),)}, "anual_aparte"),
        ("2020-01-10", {}, {"servicios": (ServicioPedido("V-a", Decimal(1)),)}, "programa_no_aplica"),
        ("2020-01-10", {}, {"total_visto": Dinero(1)}, "total_cambio"),
        ("2021-01-10", {}, {}, "tarifa_no_vigente"),
    ],
)
def test_when_it_is_refused(
    caja: CajaDePrueba, dia: str, toma: dict[str, Any], orden: dict[str, Any], clave: str
) -> None:
    importar(caja, [una_toma(**toma)])
    _ir_a(caja, dia)
    with pytest.raises(NegocioError) as error:
        _pagar_el_ano(caja, **orden)
    assert error.value.clave == clave


def test_what_is_owed_is_paid_first(caja: CajaDePrueba) -> None:
    """Last year's recibo, though not yet past due, and this year's once it is."""
    importar(caja, [una_toma()], [un_recibo("100", "2019-12", agua="89.00")])
    with pytest.raises(NegocioError, match=r"89\.00") as error:
        _pagar_el_ano(caja)
    assert error.value.clave == "anual_con_adeudo"
    un_pago(caja)
    importar(caja, recibos=[un_recibo("100", "2020-01", agua="89.90", vence=date(2020, 2, 1))])
    _ir_a(caja, "2020-02-10")
    with pytest.raises(NegocioError, match=r"89\.90"):
        _pagar_el_ano(caja)
    un_pago(caja, efectivo="100.00")
    assert len(_pagar_el_ano(caja).aplicado) == 1


def test_a_year_is_paid_once_and_the_same_order_twice_is_one_payment(caja: CajaDePrueba) -> None:
    importar(caja, [una_toma()])
    orden = "6f1b2f6e-7f0e-4c6a-9a54-3f0f2f0f2f0f"
    pago = _pagar_el_ano(caja, id=orden)
    assert _pagar_el_ano(caja, id=orden) == pago
    with pytest.raises(NegocioError, match=str(pago.folio)) as error:
        _pagar_el_ano(caja)
    assert error.value.clave == "anual_ya_pagado"
    _ir_a(caja, "2021-01-10")
    with pytest.raises(NegocioError) as error:
        _pagar_el_ano(caja)
    assert error.value.clave == "tarifa_no_vigente", "another year is another matter"


def test_it_is_shown_before_it_is_paid_and_credit_of_before_pays_for_it(caja: CajaDePrueba) -> None:
    importar(caja, [una_toma()])
    un_pago(caja, monto="500.00")
    propuesta = proponer(caja.ctx, una_solicitud("100", programa="anual"))
    assert (propuesta.total.texto(), propuesta.favor.texto()) == ("1542.72", "500.00")
    pago = _pagar_el_ano(caja, total_visto=propuesta.total)
    assert _en_caja(pago).texto() == "1042.72" and pago.saldo_a_favor.texto() == "1814.95"
    assert caja.verificar().errores == ()


def test_the_share_of_a_month_pays_its_service_and_nothing_else(caja: CajaDePrueba) -> None:
    """Not a service bought meanwhile, nor the recargos or the late charge of that month."""
    importar(caja, [una_toma()])
    _pagar_el_ano(caja)
    comprado = un_pago(caja, servicios=(ServicioPedido("V-a", Decimal(1)),))
    assert _en_caja(comprado) == comprado.total > CERO
    _ir_a(caja, "2020-02-10")
    importar(
        caja,
        recibos=[
            un_recibo("100", "2020-01", m3=10, agua="109.80", drenaje="21.96", tratamiento="15.37", recargos="7.00")
        ],
    )
    pago = un_pago(caja)
    assert _en_caja(pago).texto() == "7.00"


def test_with_an_amount_of_their_own_the_share_waits(caja: CajaDePrueba) -> None:
    importar(caja, [una_toma()])
    _pagar_el_ano(caja)
    _ir_a(caja, "2020-02-10")
    importar(caja, recibos=[_facturado(una_toma(), Periodo(2020, 1), 10)])
    assert _en_caja(un_pago(caja, monto="47.13")).texto() == "47.13"
    assert _en_caja(un_pago(caja)) == CERO
    assert estado_de_cuenta(caja.ctx, "100").adeudo.favor.texto() == "1714.95"


def test_a_share_without_recibo_is_free_three_months_after_the_year(caja: CajaDePrueba) -> None:
    importar(caja, [una_toma()])
    _pagar_el_ano(caja)
    for dia, usado in (("2021-03-31", "0.00"), ("2021-04-01", "89.90")):
        _ir_a(caja, dia)
        importar(caja, recibos=[un_recibo("100", "2021-02", agua="89.90", vence=date(2021, 5, 1))])
        assert proponer(caja.ctx, una_solicitud("100")).favor.texto() == usado


def test_its_discount_is_not_given_again_even_when_asked_for(caja: CajaDePrueba) -> None:
    importar(caja, [una_toma()], beneficios=[un_beneficio(programa="pensionado", desde=date(2019, 1, 1))])
    folio = _pagar_el_ano(caja).folio
    _ir_a(caja, "2020-02-10")
    importar(caja, recibos=[_facturado(una_toma(), Periodo(2020, 1), 17)])
    with pytest.raises(NegocioError, match=str(folio)) as error:
        un_pago(caja, programa="pensionado")
    assert error.value.clave == "beneficio_negado"
    assert un_pago(caja).avisos == (f"Enero 2020 se pagó por adelantado con el folio {folio}, ya con su descuento.",)


def test_a_benefit_that_such_a_toma_may_not_have_leaves_the_15(caja: CajaDePrueba) -> None:
    """Granted for another uso, before the toma changed: it would give nothing."""
    _con_programa(caja, "pensionado", usos=("mixta",))
    importar(caja, [una_toma()], beneficios=[un_beneficio(programa="pensionado", desde=date(2019, 1, 1))])
    assert _pagar_el_ano(caja).descuentos[0].programa == "anual"


def test_a_program_that_takes_off_nothing_leaves_no_line(caja: CajaDePrueba) -> None:
    _con_programa(caja, "anual", tope_consumo=5)
    importar(caja, [una_toma()])
    pago = _pagar_el_ano(caja)
    assert pago.descuentos == () and pago.total.texto() == "1814.95"
    assert caja.verificar().errores == ()


def test_in_the_last_month_it_is_of_one_month(caja: CajaDePrueba) -> None:
    """Where a law lets it be paid in December, what is left of the year is December."""
    _con_programa(caja, "anual", meses_de_pago=(12,))
    importar(caja, [una_toma()], [_facturado(una_toma(), Periodo(2020, mes), 10) for mes in range(1, 12)])
    _ir_a(caja, "2020-12-01")
    un_pago(caja, efectivo="2000.00")
    pago = _pagar_el_ano(caja)
    assert pago.total.texto() == "132.12" and pago.aplicado[0].detalle.endswith("10 m³ al mes, diciembre")


def test_the_ticket_says_what_was_paid_and_how_it_will_be_spent(caja: CajaDePrueba) -> None:
    importar(caja, [una_toma()])
    ticket = ticket_pago(_pagar_el_ano(caja), Encabezado("romita", "SAPAR", nombres=ROMITA.conceptos))
    textos = [getattr(x, "texto", getattr(x, "rotulo", "")) for x in ticket.lineas]
    assert "Pago anticipado" in textos and "Descuento Anual" in textos
    assert any(t.startswith("Pago anual 2020: 10 m³ al mes, de enero a diciembre.") for t in textos)
