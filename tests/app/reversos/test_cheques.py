"""A cheque that the bank returned: the debt is owed again as if it had never been paid, with its charge."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from app.cobro.consulta import estado_de_cuenta
from app.domain.deuda.recargo import TasaRecargo
from app.domain.dinero import CERO
from app.domain.pago.pago import ServicioPedido
from app.domain.periodo import Periodo
from app.reversos.devoluciones import Entrega
from app.turno.caja import corte_x
from tests.app.reversos.test_cancelaciones import negado
from tests.app.reversos.test_devoluciones import de_ayer, debe
from tests.db.escena import hechos_de
from tests.factories import (
    INICIO,
    PERFIL,
    CajaDePrueba,
    importar,
    un_cobro,
    un_medio,
    un_pago,
    un_recibo,
    un_turno,
    una_caja,
    una_cuenta,
)
from tests.reversos import cancelado, cerrado, devuelto, sin_fondos

CHEQUE = (un_medio("300.60", "cheque"),)


def test_the_debt_is_owed_again_with_its_charge(caja: CajaDePrueba) -> None:
    (pago,) = de_ayer(caja, {"cuenta": "300", "medios": CHEQUE})
    hecho = sin_fondos(caja, pago, cargo="60.12")
    assert hecho.hecho.contrapago.importe.texto() == "300.60" and debe(caja, "300") == "360.72"
    (cargo,) = hecho.cargos
    assert (cargo.periodo.texto(), cargo.importe.texto()) == ("2023-07", "60.12")
    tipo, datos = hechos_de(caja)[-1]
    assert (tipo, datos["origen"], datos["autorizo"]) == (
        "cargo", f"2/{caja.ctx.caja.epoca}/{hecho.hecho.contrapago.seq}", "super",
    )  # fmt: skip
    linea = datos["conceptos"][0]
    assert (linea["clave"], linea["fundamento"]) == ("gastos", "LGTOC, Art. 193")
    corte = corte_x(caja.ctx)
    assert dict(corte.medios)["cheque"].texto() == "-300.60" and corte.esperado is not None
    assert corte.esperado.texto() == "500.00"
    with negado("sin_cheque"):
        sin_fondos(caja, pago)
    assert caja.reabrir().verificar().errores == ()


def test_only_the_part_of_the_cheque_newest_debt_first(caja: CajaDePrueba) -> None:
    medios = (un_medio("200.00", "cheque"), un_medio("200.00"))
    (pago,) = de_ayer(caja, {"cuenta": "300", "medios": medios})
    hecho = sin_fondos(caja, pago).hecho.contrapago
    assert [(str(a.periodo), a.importe.texto()) for a in hecho.partes.aplicado] == [
        ("julio 2023", "-49.70"), ("agosto 2023", "-150.30"),
    ]  # fmt: skip
    assert debe(caja, "300") == "200.00" and caja.verificar().errores == ()


def test_a_discount_is_lost_with_the_recibo_that_is_not_settled(caja: CajaDePrueba) -> None:
    medios = (un_medio("100.00", "cheque"), un_medio("97.57"))
    (pago,) = de_ayer(caja, {"medios": medios})
    sin_fondos(caja, pago)
    assert debe(caja) == "297.59"
    assert un_pago(caja).total.texto() == "100.00"
    assert caja.verificar().errores == ()


def test_what_it_bought_goes_on_the_next_recibo(caja: CajaDePrueba) -> None:
    servicio = (ServicioPedido("TAMBO", Decimal(2)),)
    (pago,) = de_ayer(caja, {"cuenta": "400", "servicios": servicio, "medios": (un_medio("17.96", "cheque"),)})
    hecho = sin_fondos(caja, pago, cargo="3.59")
    assert [c.importe.texto() for c in hecho.cargos] == ["3.59", "17.96"]
    assert debe(caja, "400") == "21.55" and caja.verificar().errores == ()


def test_to_nobody_there_is_nothing_to_charge(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()])
    pedido = (ServicioPedido("TAMBO"),)
    (pago,) = un_cobro(caja, servicios=pedido, nombre="Ana", medios=(un_medio("8.98", "cheque"),)).pagos
    with negado("sin_cuenta"):
        sin_fondos(caja, pago, cargo="1.00")
    assert sin_fondos(caja, pago).cargos == () and caja.verificar().errores == ()


def test_credit_left_by_it_that_was_spent(caja: CajaDePrueba) -> None:
    (pago,) = de_ayer(caja, {"cuenta": "400", "monto": "80.00", "medios": (un_medio("80.00", "cheque"),)})
    importar(caja, recibos=[un_recibo("400", agua="50.00")])
    uso = un_pago(caja, "400")
    with negado("favor_gastado"):
        sin_fondos(caja, pago)
    cancelado(caja, uso)
    sin_fondos(caja, pago)
    assert estado_de_cuenta(caja.ctx, "400").adeudo.favor == CERO and debe(caja, "400") == "50.00"


def test_one_of_this_turno_and_then_the_rest_of_its_payment_is_cancelled(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta(uso="comercial")], [un_recibo()])
    pago = un_pago(caja, medios=(un_medio("40.00", "cheque"), un_medio("60.00")))
    sin_fondos(caja, pago)
    assert cancelado(caja, pago).contrapago.importe.texto() == "60.00" and debe(caja) == "100.00"
    with negado("ya_cancelado"):
        cancelado(caja, pago)
    assert caja.verificar().errores == ()


def test_one_that_was_handed_back_was_never_returned_by_the_bank(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta(uso="comercial")], [un_recibo()])
    pago = un_pago(caja, medios=(un_medio("100.00", "cheque"),))
    cancelado(caja, pago)
    with negado("sin_cheque"):
        sin_fondos(caja, pago)


@pytest.mark.parametrize(("devuelta", "otra_vez"), [("30.00", "130.00"), ("", "200.00")])
def test_what_was_given_back_of_it_before_the_bank_answered(caja: CajaDePrueba, devuelta: str, otra_vez: str) -> None:
    importar(caja, [una_cuenta(uso="comercial")], [un_recibo()])
    pago = un_pago(caja, medios=(un_medio("100.00", "cheque"),))
    cerrado(caja)
    un_turno(caja)
    dado = -devuelto(caja, pago, devuelta, Entrega("BANCO", "T-9")).contrapago.partes.total
    hecho = sin_fondos(caja, pago)
    assert hecho.hecho.contrapago.importe == pago.total - dado
    assert [(c.clave, c.importe) for c in hecho.cargos[0].conceptos] == [("reintegro", dado)]
    assert debe(caja) == otra_vez
    with negado("sin_cheque"):
        sin_fondos(caja, pago)
    assert un_pago(caja).total.texto() == otra_vez and caja.reabrir().verificar().errores == ()


def test_several_cheques_are_told_by_their_number(caja: CajaDePrueba) -> None:
    dos = (un_medio("200.00", "cheque"), un_medio("100.60", "cheque", referencia="78"))
    (pago,) = de_ayer(caja, {"cuenta": "300", "medios": dos})
    with negado("cheque_ambiguo"):
        sin_fondos(caja, pago)
    assert sin_fondos(caja, pago, "78").hecho.contrapago.importe.texto() == "100.60"
    assert sin_fondos(caja, pago).hecho.contrapago.datos["numero"] == "77"
    assert debe(caja, "300") == "300.60" and caja.verificar().errores == ()


def test_one_cheque_for_several_cuentas_names_the_others(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta(n, uso="comercial") for n in "123"], [un_recibo(n) for n in "123"])
    uno, otro, _ = un_cobro(caja, "1", "2", "3", medios=(un_medio("150.00", "cheque"), un_medio("150"))).pagos
    orden = str(uuid.uuid4())
    hecho = sin_fondos(caja, uno, id=orden)
    assert hecho.tambien == (otro.folio,) == sin_fondos(caja, uno, id=orden).tambien
    assert sin_fondos(caja, otro).hecho.contrapago.importe.texto() == "50.00"
    assert caja.verificar().errores == ()


def test_without_an_article_there_is_no_charge_and_nothing_is_written(caja: CajaDePrueba) -> None:
    (pago,) = de_ayer(caja, {"cuenta": "300", "medios": CHEQUE})
    antes = hechos_de(caja)
    with negado("falta_fundamento"):
        sin_fondos(caja, pago, cargo="10.00", fundamento=" ")
    with negado("cargo_vacio"):
        sin_fondos(caja, pago, cargo="-10.00")
    assert hechos_de(caja) == antes


def test_the_same_order_again_is_registered_once(caja: CajaDePrueba) -> None:
    (pago,) = de_ayer(caja, {"cuenta": "300", "medios": CHEQUE})
    orden = str(uuid.uuid4())
    hecho = sin_fondos(caja, pago, cargo="60.12", id=orden)
    otra_vez = sin_fondos(caja.reabrir(), pago, cargo="60.12", id=orden)
    assert otra_vez.hecho.repetido and otra_vez.hecho.contrapago == hecho.hecho.contrapago
    assert debe(caja, "300") == "360.72"


def test_recargos_run_as_if_it_had_never_been_paid(tmp_path: Path) -> None:
    perfil = replace(PERFIL, recargos=(TasaRecargo(Periodo(2023, 1), Decimal("0.02"), "Ley, Art. 9"),))
    with una_caja(tmp_path / "a", perfil=perfil) as con, una_caja(tmp_path / "b", perfil=perfil) as sin:
        for caja in (con, sin):
            importar(caja, [una_cuenta(uso="comercial")], [un_recibo(agua="500.00")])
        pago = un_pago(con, medios=(un_medio("500.00", "cheque"),))
        cerrado(con)
        for caja in (con, sin):
            caja.reloj.momento = INICIO + timedelta(days=100)
            un_turno(caja)
        sin_fondos(con, pago)
        assert estado_de_cuenta(con.ctx, "100").adeudo.total_recargos > CERO
        assert estado_de_cuenta(con.ctx, "100").adeudo == estado_de_cuenta(sin.ctx, "100").adeudo
        assert con.verificar().errores == ()
