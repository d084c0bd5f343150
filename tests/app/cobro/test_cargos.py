"""What a caja charges to a recibo: where it goes, how it is paid, when it may be taken back, and collection costs."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.cobro.cargos import CargoHecho, anular_cargo, cargar
from app.cobro.consulta import buscar, estado_de_cuenta
from app.cobro.gastos import cargar_gastos
from app.documentos import Encabezado, ticket_pago
from app.domain.cuenta import Cargo, Marca
from app.domain.deuda.cargo import con_cargos, siguiente_recibo, vivos
from app.domain.deuda.gastos import ReglaGastos, cotizar_gastos, regla_de_gastos
from app.domain.dinero import CERO, Dinero
from app.domain.periodo import Periodo
from app.errors import NegocioError
from tests.cobros import aplicado_de
from tests.db.escena import hechos_de
from tests.factories import (
    DEMO,
    PERFIL,
    SUPER,
    CajaDePrueba,
    gente,
    importar,
    un_beneficio,
    un_pago,
    un_recibo,
    un_turno,
    una_caja,
    una_cuenta,
)

HOY = date(2023, 9, 5)
ENERO = Periodo(2023, 1)
RECONEXION = Cargo("servicio:D", Dinero(300_00), "Reconexión de toma", "Art. 33 D")
IVA = Cargo("iva_servicio:D", Dinero(48_00), "IVA 16 %", "Art. 33 D")


def _adeudo(caja: CajaDePrueba, numero: str = "100") -> str:
    return estado_de_cuenta(caja.ctx, numero).adeudo.total.texto()


def _clave(hacer: object, *palabras: object, **otras: object) -> str:
    with pytest.raises(NegocioError) as error:
        hacer(*palabras, **otras)  # type: ignore[operator]
    return error.value.clave


def _multa(caja: CajaDePrueba, importe: str = "80.00", periodo: Periodo | None = None) -> CargoHecho:
    multa = Cargo("multa", Dinero.from_texto(importe), "toma directa", "Art. 9")
    return cargar(caja.ctx, "100", [multa], "acta 12", SUPER, periodo=periodo)


def test_a_service_goes_on_the_next_recibo_and_is_paid_with_it(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo(agua="100.00")])
    hecho = cargar(caja.ctx, "100", [RECONEXION, IVA], "orden 7", SUPER)
    assert (hecho.periodo, hecho.vence, hecho.importe) == (Periodo(2023, 9), date(2023, 10, 20), Dinero(348_00))
    assert _adeudo(caja) == "448.00" and estado_de_cuenta(caja.ctx, "100").adeudo.al_corriente
    importar(caja, recibos=[un_recibo(periodo="2023-09", agua="120.00")])
    assert _adeudo(caja) == "568.00"
    pago = un_pago(caja, sin_beneficio=True)
    assert aplicado_de(pago) == "2023-08 agua 100.00|2023-09 agua 120.00|2023-09 servicio:D 300.00|" \
        "2023-09 iva_servicio:D 48.00"  # fmt: skip
    assert _adeudo(caja) == "0.00" and caja.verificar().errores == ()


def test_no_import_says_anything_about_what_the_caja_charged(caja: CajaDePrueba) -> None:
    """Neither `pagado` nor `hasta`: a charge paid here stays paid, and one that is not stays owed."""
    importar(caja, [una_cuenta()], [un_recibo(agua="100.00")])
    _multa(caja, periodo=Periodo(2023, 8))
    pago = un_pago(caja, monto="130.00", sin_beneficio=True)
    assert aplicado_de(pago) == "2023-08 multa 80.00|2023-08 agua 50.00"
    marca = Marca("2", caja.ctx.caja.epoca, pago.seq)
    importar(caja, recibos=[un_recibo(agua="100.00", pagado="50.00")], hasta=[marca])
    assert _adeudo(caja) == "50.00"
    _multa(caja, "20.00", Periodo(2023, 8))
    importar(caja, recibos=[un_recibo(agua="100.00", pagado="100.00")], hasta=[marca])
    assert _adeudo(caja) == "20.00"


def test_a_charge_with_nothing_else_on_its_recibo_gets_no_benefit(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], beneficios=[un_beneficio()])
    cargar(caja.ctx, "100", [RECONEXION], "orden 7", SUPER)
    pago = un_pago(caja, programa="insen")
    assert pago.descuentos == () and pago.total == Dinero(300_00)
    assert aplicado_de(pago) == "2023-09 servicio:D 300.00"


def test_the_list_and_the_ticket_show_it(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta(), una_cuenta("200")], [un_recibo(agua="100.00")])
    _multa(caja)
    assert {e.cuenta: e.adeudo.texto() for e in buscar(caja.ctx, "titular")} == {"100": "180.00", "200": "0.00"}
    ticket = ticket_pago(un_pago(caja, sin_beneficio=True), Encabezado("cajeme", "OOMAPAS"))
    textos = [getattr(x, "texto", getattr(x, "rotulo", "")) for x in ticket.lineas]
    assert "Multa" in textos and "toma directa · Art. 9" in textos


def test_taken_back_it_is_owed_no_longer_and_only_once(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo(agua="100.00")])
    hecho = _multa(caja)
    contrario = anular_cargo(caja.ctx, "100", hecho.ref, "acta equivocada", SUPER)
    assert contrario.importe == -hecho.importe and _adeudo(caja) == "100.00"
    assert estado_de_cuenta(caja.ctx, "100").cargos == ()
    assert _clave(anular_cargo, caja.ctx, "100", hecho.ref, "otra vez", SUPER) == "cargo_desconocido"
    assert _clave(anular_cargo, caja.ctx, "100", contrario.ref, "otra vez", SUPER) == "cargo_desconocido"
    assert caja.verificar().errores == ()


def test_what_was_paid_is_not_taken_back(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo(agua="100.00")])
    hecho = _multa(caja)
    un_pago(caja, monto="1.00")
    assert _clave(anular_cargo, caja.ctx, "100", hecho.ref, "tarde", SUPER) == "cargo_pagado"


@pytest.mark.parametrize(
    ("cargo", "motivo", "periodo", "clave"),
    [
        (Cargo("multa", CERO), "acta", None, "cargo_vacio"),
        (Cargo("multa", Dinero(-1)), "acta", None, "cargo_vacio"),
        (Cargo("agua", Dinero(1)), "acta", None, "concepto_no_se_carga"),
        (Cargo("recargos", Dinero(1)), "acta", None, "concepto_no_se_carga"),
        (Cargo("multa", Dinero(1)), "  ", None, "falta_motivo"),
        (Cargo("multa", Dinero(1)), "a\nb", None, "texto_invalido"),
        (RECONEXION, "orden", Periodo(2023, 7), "recibo_vencido"),
    ],
)
def test_what_cannot_be_charged_says_why(
    caja: CajaDePrueba, cargo: Cargo, motivo: str, periodo: Periodo | None, clave: str
) -> None:
    importar(caja, [una_cuenta()], [un_recibo(periodo="2023-07", agua="100.00")])
    assert _clave(cargar, caja.ctx, "100", [cargo], motivo, SUPER, periodo=periodo) == clave
    assert _adeudo(caja) == "100.00"
    assert _clave(cargar, caja.ctx, "nadie", [RECONEXION], "orden", SUPER) == "cuenta_desconocida"
    assert _clave(cargar, caja.ctx, "100", [], "orden", SUPER) == "cargo_vacio"


def test_the_next_recibo_is_never_in_the_past() -> None:
    assert siguiente_recibo([], HOY) == (Periodo(2023, 9), date(2023, 10, 5))
    assert siguiente_recibo([un_recibo(periodo="2023-08")], HOY) == (Periodo(2023, 9), date(2023, 10, 20))
    assert siguiente_recibo([un_recibo(periodo="2023-03")], HOY) == (Periodo(2023, 9), date(2023, 10, 20))
    assert siguiente_recibo([un_recibo(periodo="2023-09")], HOY) == (Periodo(2023, 10), date(2023, 11, 20))


def test_two_charges_of_one_concepto_are_one_line(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()])
    _multa(caja), _multa(caja, "20.00")
    cargar(caja.ctx, "100", [Cargo("multa", Dinero(5_00), "reincidencia")], "acta 14", SUPER)
    with caja.uow() as uow:
        cargados = uow.cargos.de_cuentas(["100"])["100"]
    (recibo,) = con_cargos("100", (), cargados)
    assert recibo.cargos == (Cargo("multa", Dinero(105_00), "toma directa; reincidencia", "Art. 9"),)
    assert len(vivos(cargados)) == 3 and not recibo.is_del_mes
    assert con_cargos("100", (recibo,), ()) == (recibo,)


# --- gastos de cobranza ---


def _regla(forma: str, valor: str, desde: Periodo = ENERO, meses: int = 1) -> ReglaGastos:
    return ReglaGastos(desde, forma, Decimal(valor), meses, "Ley, Art. 12")


@pytest.fixture
def con_regla(tmp_path: Path) -> Iterator[CajaDePrueba]:
    """A caja whose profile charges 10 % of the rezago from the second month past due."""
    perfil = replace(PERFIL, gastos=(_regla("por_ciento", "10", meses=2),))
    with una_caja(tmp_path / "con-regla", perfil=perfil) as caja:
        importar(caja, [una_cuenta()], [un_recibo(periodo="2023-07", agua="100.00")])
        yield caja


@pytest.mark.parametrize(
    ("forma", "valor", "importe", "detalle"),
    [
        ("importe", "150.505", "150.51", ""),
        ("por_ciento", "2.5", "8.33", "2.5 % de 333.33 de rezago"),
        ("uma", "2", "207.48", "2 UMA de 103.74"),
    ],
)
def test_what_they_come_to(forma: str, valor: str, importe: str, detalle: str) -> None:
    hecho = cotizar_gastos(_regla(forma, valor), Dinero(333_33), PERFIL.uma, HOY)
    assert (hecho[0].texto(), hecho[1]) == (importe, detalle)


def test_the_rule_of_a_day_is_the_last_that_has_begun() -> None:
    reglas = (_regla("importe", "1"), _regla("importe", "2", Periodo(2023, 9)))
    assert regla_de_gastos(reglas, date(2022, 12, 31)) is None
    assert [regla_de_gastos(reglas, d) for d in (date(2023, 8, 31), date(2023, 9, 1))] == list(reglas)


def test_by_the_profiles_rule_from_its_month_on(con_regla: CajaDePrueba) -> None:
    ctx = con_regla.ctx
    assert _clave(cargar_gastos, ctx, "100", "requerimiento 3", SUPER) == "gastos_todavia_no"
    con_regla.reloj.avanzar(days=16)
    assert _clave(cargar_gastos, ctx, "100", "req.", SUPER, Dinero(5)) == "gastos_con_regla"
    hecho = cargar_gastos(ctx, "100", "requerimiento 3", SUPER)
    assert (hecho.periodo, hecho.importe) == (Periodo(2023, 7), Dinero(10_00))
    assert hecho.conceptos[0].detalle == "10 % de 100.00 de rezago"
    adeudo = estado_de_cuenta(ctx, "100").adeudo
    assert (adeudo.total_gastos.texto(), adeudo.total.texto()) == ("10.00", "315.39")
    pago = un_pago(con_regla, monto="215.39")
    assert aplicado_de(pago) == "2023-07 mora 177.06|2023-07 iva_mora 28.33|2023-07 gastos 10.00"
    assert con_regla.verificar().errores == ()


def test_without_a_rule_what_orders_them_has_to_be_named(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta(), una_cuenta("200")], [un_recibo(periodo="2023-07", agua="100.00")])
    assert _clave(cargar_gastos, caja.ctx, "100", "req.", SUPER) == "gastos_sin_regla"
    assert _clave(cargar_gastos, caja.ctx, "100", "req.", SUPER, Dinero(50_00)) == "gastos_sin_regla"
    assert _clave(cargar_gastos, caja.ctx, "200", "req.", SUPER, Dinero(50_00), "CFF 150") == "gastos_sin_rezago"
    hecho = cargar_gastos(caja.ctx, "100", "req.", SUPER, Dinero(50_00), "CFF, Art. 150")
    assert hecho.conceptos == (Cargo("gastos", Dinero(50_00), "", "CFF, Art. 150"),)
    assert _adeudo(caja) == "150.00"


def test_whoever_charges_here_neither_adds_gastos_nor_takes_a_charge_back(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo(periodo="2023-06")])
    hecho = _multa(caja)
    doble = replace(DEMO, roles=("cajero", "supervisor"))
    gente(caja, doble)
    un_turno(caja)
    antes = hechos_de(caja)
    assert _clave(cargar_gastos, caja.ctx, "100", "req.", doble, Dinero(5), "Art. 1") == "autoriza_otro"
    assert _clave(anular_cargo, caja.ctx, "100", hecho.ref, "de favor", doble) == "autoriza_otro"
    assert hechos_de(caja) == antes


def test_the_same_order_again_charges_nothing_more(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo(periodo="2023-06")])
    orden = str(uuid.uuid4())
    hecho = cargar_gastos(caja.ctx, "100", "req.", SUPER, Dinero(5), "Art. 1", id=orden)
    otra_vez = cargar_gastos(caja.reabrir().ctx, "100", "req.", SUPER, Dinero(5), "Art. 1", id=orden)
    assert otra_vez == replace(hecho, repetido=True)
    assert _clave(cargar_gastos, caja.ctx, "100", "req.", SUPER, Dinero(6), "Art. 1", id=orden) == "id_repetido"
    # Two orders that say the same are two charges.
    cargar_gastos(caja.ctx, "100", "req.", SUPER, Dinero(5), "Art. 1")
    assert estado_de_cuenta(caja.ctx, "100").adeudo.total_gastos == Dinero(10)
