"""A year paid ahead that is turned round: cancelled, given back, or by a cheque that the bank returned."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cobro.consulta import estado_de_cuenta
from app.domain.dinero import CERO, suma
from app.domain.pago.pago import Pago
from app.domain.periodo import Periodo
from app.reversos.contrapagos import Hecho
from app.reversos.devoluciones import Entrega
from tests.app.reversos.test_cancelaciones import negado
from tests.app.test_anualidad import _facturado, _una_caja, una_toma
from tests.factories import CajaDePrueba, importar, un_medio, un_pago, un_turno
from tests.reversos import cancelado, cerrado, devuelto, sin_fondos

PRECIO = suma(_facturado(una_toma(), Periodo(2020, mes), 10).total for mes in range(1, 13))


@pytest.fixture
def caja(tmp_path: Path) -> Iterator[CajaDePrueba]:
    """A caja of Romita on 10 January 2020, with a cuenta and enough float for what goes back."""
    with _una_caja(tmp_path / "caja") as nueva:
        importar(nueva, [una_toma()])
        un_turno(nueva, "5000.00")
        yield nueva


def pagar_con_cheque(caja: CajaDePrueba, cheque: str = "") -> Pago:
    """The year, by a cheque of all or of so much and the rest in cash."""
    total = un_pago(caja, programa="anual", efectivo="5000.00")
    cancelado(caja, total)
    medios = (un_medio(cheque or total.total.texto(), "cheque"), *((un_medio("5000.00"),) if cheque else ()))
    return un_pago(caja, programa="anual", medios=medios)


def otro_turno(caja: CajaDePrueba) -> None:
    cerrado(caja)
    un_turno(caja, "5000.00")


def deshacer(caja: CajaDePrueba, pago: Pago, como: str) -> Hecho:
    if como == "cancelado":
        return cancelado(caja, pago)
    otro_turno(caja)
    return devuelto(caja, pago, "", Entrega("BANCO", "T-1")) if como == "devuelto" else sin_fondos(caja, pago).hecho


@pytest.mark.parametrize("como", ["cancelado", "devuelto", "sin_fondos"])
def test_nothing_is_left_of_it_and_it_can_be_paid_again(caja: CajaDePrueba, como: str) -> None:
    pago = pagar_con_cheque(caja)
    assert pago.saldo_a_favor == PRECIO and len(estado_de_cuenta(caja.ctx, "100").adelantados) == 12
    hecho = deshacer(caja, pago, como).contrapago
    assert (hecho.importe, hecho.saldo_a_favor) == (pago.total, CERO)
    assert estado_de_cuenta(caja.reabrir().ctx, "100").adelantados == ()
    otra_vez = un_pago(caja, programa="anual", efectivo="5000.00")
    assert (otra_vez.total, otra_vez.descuentos) == (pago.total, pago.descuentos)
    otro_turno(caja)
    assert caja.reabrir().verificar().errores == ()


@pytest.mark.parametrize("como", ["devuelto", "sin_fondos"])
def test_in_part_what_is_left_is_credit_without_the_discount(caja: CajaDePrueba, como: str) -> None:
    pago = pagar_con_cheque(caja, "200.00")
    otro_turno(caja)
    hecho = (devuelto(caja, pago, "200.00") if como == "devuelto" else sin_fondos(caja, pago).hecho).contrapago
    estado = estado_de_cuenta(caja.ctx, "100")
    assert estado.adelantados == () == estado.apartados
    assert estado.adeudo.favor == hecho.saldo_a_favor == pago.total - hecho.importe
    importar(caja, recibos=[_facturado(una_toma(), Periodo(2020, 1), 10)])
    enero = un_pago(caja)
    assert enero.saldo_a_favor == estado.adeudo.favor - enero.total
    assert caja.verificar().errores == ()


@pytest.mark.parametrize("como", ["devuelto", "sin_fondos"])
def test_a_month_that_was_paid_with_it_goes_back_first(caja: CajaDePrueba, como: str) -> None:
    pago = pagar_con_cheque(caja)
    importar(caja, recibos=[_facturado(una_toma(), Periodo(2020, 1), 10)])
    enero = un_pago(caja)
    assert [m.medio for m in enero.medios] == ["saldo_a_favor"]
    with negado("pago_posterior"):
        deshacer(caja, pago, como)
    devuelto(caja, enero)
    deshacer(caja, pago, como)
    adeudo = estado_de_cuenta(caja.ctx, "100").adeudo
    assert (adeudo.favor, adeudo.total) == (CERO, enero.total)
    assert caja.verificar().errores == ()
