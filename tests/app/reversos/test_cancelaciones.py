"""A payment cancelled: everything returns to what it was, the money by the way it came, and never twice."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.cobro.consulta import buscar, estado_de_cuenta
from app.domain.autorizacion import Pedida
from app.domain.dinero import CERO, Dinero, suma
from app.domain.pago.pago import Pago, ServicioPedido
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.gente.usuarios import dar_de_baja, registrar_usuario
from app.reversos.cancelaciones import cancelar
from app.turno.autorizaciones import conceder
from app.turno.caja import corte_x
from tests.cobros import una_caja_que_redondea
from tests.db.escena import hechos_de
from tests.factories import (
    DEMO,
    PINES,
    CajaDePrueba,
    importar,
    un_beneficio,
    un_cobro,
    un_medio,
    un_pago,
    un_recibo,
    un_turno,
    una_cuenta,
)
from tests.reversos import cancelado, cerrado, movido, un_permiso, una_orden

AGOSTO = {"agua": "206.89", "alcantarillado": "107.58", "saneamiento": "80.69"}


def negado(clave: str) -> pytest.RaisesExc[NegocioError]:
    return pytest.RaisesExc(NegocioError, check=lambda error: error.clave == clave)


def como_esta(caja: CajaDePrueba, *cuentas: str) -> list[Any]:
    """What every screen says of these cuentas and of the drawer."""
    estados = [estado_de_cuenta(caja.ctx, n) for n in cuentas]
    corte = corte_x(caja.ctx)
    return [*estados, buscar(caja.ctx, "Titular"), corte.medios, corte.conceptos, corte.programas, corte.esperado]


def una_oficina(caja: CajaDePrueba) -> None:
    """100 holds INSEN and is up to date; 200 owes since June (mora); 300 has two recibos; 400 none."""
    cuentas = [una_cuenta("100"), *(una_cuenta(n, uso="comercial") for n in ("200", "300", "400"))]
    recibos = [un_recibo("100", **AGOSTO), un_recibo("200", "2023-06", agua="300.00", recargos="17.35")]
    recibos += [un_recibo("300", mes, agua="150.30") for mes in ("2023-07", "2023-08")]
    importar(caja, cuentas, recibos, [un_beneficio("100")])
    un_turno(caja)


#: Every kind of payment: what a person would call it, and how it is taken.
COBROS: dict[str, Callable[[CajaDePrueba], Pago]] = {
    "con beneficio": lambda c: un_pago(c, "100"),
    "con tarjeta": lambda c: un_pago(c, "100", medios=(un_medio("197.57", "tarjeta"),)),
    "mixto con cambio": lambda c: un_pago(c, "100", medios=(un_medio("50.00", "tarjeta"), un_medio("500.00"))),
    "con cheque": lambda c: un_pago(c, "300", medios=(un_medio("300.60", "cheque"),)),
    "por transferencia": lambda c: un_pago(c, "300", medios=(un_medio("300.60", "transferencia"),)),
    "con mora y recargos": lambda c: un_pago(c, "200"),
    "abono": lambda c: un_pago(c, "300", monto="100.00"),
    "abono a la mora": lambda c: un_pago(c, "200", monto="100.00"),
    "adelantado": lambda c: un_pago(c, "400", monto="80.00"),
    "con excedente": lambda c: un_pago(c, "300", monto="350.00"),
    "servicio": lambda c: un_pago(c, "400", servicios=(ServicioPedido("TAMBO", Decimal(2)),)),
    "sin cuenta": lambda c: un_cobro(c, servicios=(ServicioPedido("TAMBO"),), nombre="Ana").pagos[0],
}


@pytest.mark.parametrize("cobro", COBROS)
def test_everything_returns_to_what_it_was(caja: CajaDePrueba, cobro: str) -> None:
    una_oficina(caja)
    antes = como_esta(caja, "100", "200", "300", "400")
    pago = COBROS[cobro](caja)
    hecho = cancelado(caja, pago).contrapago
    assert como_esta(caja, "100", "200", "300", "400") == antes
    assert (str(hecho.folio), hecho.cancela, hecho.importe) == ("C2A-000001", pago.folio, pago.total)
    assert [(m.medio, -m.importe) for m in hecho.partes.medios] == [(m.medio, m.importe) for m in pago.medios]
    assert (hecho.saldo_anterior, hecho.saldo_restante) == (pago.saldo_restante, pago.saldo_anterior)
    assert corte_x(caja.ctx).cancelados == (str(pago.folio),)
    assert caja.reabrir().verificar().errores == ()
    # And charged again it is the same payment, under the next folio.
    otra_vez = COBROS[cobro](caja)
    assert (otra_vez.aplicado, otra_vez.descuentos) == (pago.aplicado, pago.descuentos)
    assert otra_vez.folio.numero == 2 and caja.verificar().errores == ()


def test_credit_that_was_used_returns_to_the_cuenta(caja: CajaDePrueba) -> None:
    una_oficina(caja)
    un_pago(caja, "400", monto="80.00")
    importar(caja, recibos=[un_recibo("400", agua="50.00")])
    pago = un_pago(caja, "400")
    assert pago.saldo_a_favor.texto() == "30.00" and [m.medio for m in pago.medios] == ["saldo_a_favor"]
    hecho = cancelado(caja, pago).contrapago
    assert (hecho.saldo_a_favor.texto(), hecho.partes.con("efectivo")) == ("80.00", CERO)
    assert caja.verificar().errores == ()


def test_cash_rounding_goes_back_with_its_payment(tmp_path: Path) -> None:
    with una_caja_que_redondea(tmp_path, "0.50") as caja:
        importar(caja, [una_cuenta(uso="comercial")], [un_recibo(agua="100.37")])
        pago = un_pago(caja)
        assert cancelado(caja, pago).contrapago.importe.texto() == "100.00"
        corte = corte_x(caja.ctx)
        assert (corte.conceptos, corte.medios, corte.esperado) == ((), (), Dinero(50000))
        assert caja.verificar().errores == ()


def test_one_of_several_cuentas_with_one_tender(caja: CajaDePrueba) -> None:
    una_oficina(caja)
    primero, segundo = un_cobro(caja, "100", "300", medios=(un_medio("200.00", "tarjeta"), un_medio("500"))).pagos
    hecho = cancelado(caja, segundo).contrapago
    assert hecho.importe == segundo.total
    corte = corte_x(caja.ctx)
    assert suma(i for _, i in corte.medios) == primero.total and corte.pagos == 2
    assert caja.verificar().errores == ()


# --- what is refused, with nothing written ---


def exigir_negado(caja: CajaDePrueba, clave: str, pago: Pago, cajero: Usuario = DEMO) -> None:
    antes = hechos_de(caja)
    with negado(clave):
        cancelado(caja, pago, cajero=cajero)
    assert hechos_de(caja) == antes and caja.verificar().ok


def test_twice(caja: CajaDePrueba) -> None:
    una_oficina(caja)
    pago = un_pago(caja, "100")
    cancelado(caja, pago)
    exigir_negado(caja, "ya_cancelado", pago)


def test_the_same_order_again_is_the_same_cancelacion(caja: CajaDePrueba) -> None:
    una_oficina(caja)
    pago, otro = un_pago(caja, "100"), un_pago(caja, "300")
    orden = str(uuid.uuid4())
    hecho = cancelado(caja, pago, orden)
    antes = hechos_de(caja)
    otra_vez = cancelado(caja.reabrir(), pago, orden)
    assert otra_vez.repetido and otra_vez.contrapago == hecho.contrapago and hechos_de(caja) == antes
    with negado("id_repetido"):
        cancelado(caja, otro, orden)


def test_a_credit_already_spent_says_what_to_undo_first(caja: CajaDePrueba) -> None:
    una_oficina(caja)
    adelanto = un_pago(caja, "400", monto="80.00")
    importar(caja, recibos=[un_recibo("400", agua="50.00")])
    uso = un_pago(caja, "400")
    exigir_negado(caja, "pago_posterior", adelanto)
    cancelado(caja, uso)
    assert cancelado(caja, adelanto).contrapago.saldo_a_favor == CERO
    assert caja.verificar().errores == ()


def test_a_later_payment_of_the_cuenta_is_undone_first(caja: CajaDePrueba) -> None:
    una_oficina(caja)
    abono, resto = un_pago(caja, "100", monto="100.00"), un_pago(caja, "100")
    assert resto.descuentos, "it settled the recibo with its benefit"
    exigir_negado(caja, "pago_posterior", abono)
    un_pago(caja, "300")
    cancelado(caja, resto)
    cancelado(caja, abono)
    assert estado_de_cuenta(caja.ctx, "100").adeudo.total.texto() == "395.16"


def test_of_another_turno_it_is_a_devolucion(caja: CajaDePrueba) -> None:
    una_oficina(caja)
    pago = un_pago(caja, "100")
    cerrado(caja)
    with negado("sin_turno"):
        cancelado(caja, pago)
    un_turno(caja)
    exigir_negado(caja, "pago_de_otro_turno", pago)


def test_cash_that_is_no_longer_in_the_drawer(caja: CajaDePrueba) -> None:
    una_oficina(caja)
    pago = un_pago(caja, "300")
    movido(caja, "entrega", "600.00")
    exigir_negado(caja, "efectivo_insuficiente", pago)
    movido(caja, "entrada", "100.00")
    cancelado(caja, pago)
    assert corte_x(caja.ctx).esperado == CERO


def test_by_a_card_nothing_leaves_the_drawer(caja: CajaDePrueba) -> None:
    una_oficina(caja)
    pago = un_pago(caja, "300", medios=(un_medio("300.60", "tarjeta"),))
    movido(caja, "entrega", "500.00")
    cancelado(caja, pago)
    assert corte_x(caja.ctx).esperado == CERO and caja.verificar().ok


def test_an_unknown_folio_and_no_reason(caja: CajaDePrueba) -> None:
    una_oficina(caja)
    pago = un_pago(caja, "100")
    exigir_negado(caja, "folio_desconocido", replace(pago, folio=replace(pago.folio, numero=99)))
    permiso = un_permiso(caja, "cancelar", str(pago.folio), pago.total)
    with negado("falta_motivo"):
        cancelar(caja.ctx, replace(una_orden(pago), motivo="  "), DEMO, permiso)


def test_the_word_of_a_supervisor_is_for_one_thing_once(caja: CajaDePrueba) -> None:
    una_oficina(caja)
    pago, otro = un_pago(caja, "100"), un_pago(caja, "300")
    permiso = un_permiso(caja, "cancelar", str(pago.folio), pago.total)
    antes = hechos_de(caja)
    with negado("permiso_de_otra_cosa"):
        cancelar(caja.ctx, una_orden(otro), DEMO, permiso)
    with negado("permiso_corto"):
        cancelar(caja.ctx, una_orden(pago), DEMO, un_permiso(caja, "cancelar", str(pago.folio), Dinero(1)))
    caja.reloj.avanzar(seconds=61)
    with negado("permiso_vencido"):
        cancelar(caja.ctx, una_orden(pago), DEMO, permiso)
    assert hechos_de(caja) == antes
    permiso = un_permiso(caja, "cancelar", str(pago.folio), pago.total)
    cancelar(caja.ctx, una_orden(pago), DEMO, permiso)
    otra_vez = un_pago(caja, "100")
    with negado("permiso_usado"):
        cancelar(
            caja.ctx, una_orden(otra_vez), DEMO,
            replace(permiso, pedida=replace(permiso.pedida, objeto=str(otra_vez.folio))),
        )  # fmt: skip
    (dada,) = [d for tipo, d in hechos_de(caja) if tipo == "autorizacion"]
    (usada,) = [d for tipo, d in hechos_de(caja) if tipo == "pago_cancelado"]
    assert dada["id"] == permiso.id and usada["permiso"].startswith(f"2/{caja.ctx.caja.epoca}/")
    assert (dada["quien"], dada["cajero"], usada["autorizo"]) == ("super", "demo", "super")


def test_the_cashier_cannot_be_the_supervisor(caja: CajaDePrueba) -> None:
    doble = registrar_usuario(caja.ctx, "doble", "Doble", ("cajero", "supervisor"), "482913", ("super", PINES["super"]))
    importar(caja, [una_cuenta()], [un_recibo()])
    un_turno(caja, cajero=doble)
    pago = un_pago(caja, cajero=doble)
    with negado("autoriza_otro"):
        conceder(caja.ctx, "doble", "482913", Pedida("cancelar", str(pago.folio), "doble", "x", pago.total))
    cancelado(caja, pago, cajero=doble)


def test_a_supervisor_disabled_after_giving_their_word(caja: CajaDePrueba) -> None:
    una_oficina(caja)
    registrar_usuario(caja.ctx, "jefe", "Jefe", ("administrador",), "482913", ("super", PINES["super"]))
    pago = un_pago(caja, "100")
    permiso = un_permiso(caja, "cancelar", str(pago.folio), pago.total)
    dar_de_baja(caja.ctx, "super", Usuario("jefe", "Jefe", ("administrador",)))
    with negado("usuario_desactivado"):
        cancelar(caja.ctx, una_orden(pago), DEMO, permiso)
