"""Money of an earlier turno given back, whole or in part, by the way it came; what depends on it comes first."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest

from app.cobro.consulta import estado_de_cuenta
from app.domain.dinero import CERO
from app.domain.pago.pago import Pago, ServicioPedido
from app.reversos.devoluciones import Entrega
from app.turno.caja import corte_x, efectivo_en_cajon
from tests.app.reversos.test_cancelaciones import AGOSTO, negado
from tests.db.escena import hechos_de
from tests.factories import (
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
from tests.reversos import cancelado, cerrado, devuelto, movido


def de_ayer(caja: CajaDePrueba, *cobros: dict[str, object]) -> list[Pago]:
    """Payments of 100 (INSEN, 395.16 less 197.59) and, with words, of others; their turno closed, today's open."""
    importar(
        caja,
        [una_cuenta("100"), una_cuenta("300", uso="comercial"), una_cuenta("400", uso="comercial")],
        [un_recibo("100", **AGOSTO), *(un_recibo("300", mes, agua="150.30") for mes in ("2023-07", "2023-08"))],
        [un_beneficio("100")],
    )
    hechos = [un_pago(caja, **palabras) for palabras in cobros or ({},)]
    cerrado(caja)
    caja.reloj.avanzar(days=1)
    un_turno(caja)
    return hechos


def debe(caja: CajaDePrueba, cuenta: str = "100") -> str:
    return estado_de_cuenta(caja.ctx, cuenta).adeudo.total.texto()


def test_whole_it_leaves_the_drawer_of_today(caja: CajaDePrueba) -> None:
    (pago,) = de_ayer(caja)
    hecho = devuelto(caja, pago).contrapago
    assert hecho.importe == pago.total and debe(caja) == "395.16"
    corte = corte_x(caja.ctx)
    assert corte.esperado is not None and corte.esperado.texto() == "302.43"
    assert (corte.cancelados, corte.pagos) == ((), 0)
    with negado("ya_cancelado"):
        devuelto(caja, pago)
    assert caja.reabrir().verificar().errores == ()
    # Paid again, the benefit is given again.
    assert un_pago(caja).total == pago.total


def test_in_parts_the_discount_goes_back_with_the_first(caja: CajaDePrueba) -> None:
    (pago,) = de_ayer(caja)
    assert pago.total.texto() == "197.57"
    devuelto(caja, pago, "97.57")
    # 100.00 of the recibo stay paid, without a discount: it is not settled any more.
    assert debe(caja) == "295.16"
    with negado("monto_invalido"):
        devuelto(caja, pago, "100.01")
    devuelto(caja, pago, "100.00")
    assert debe(caja) == "395.16"
    assert caja.verificar().errores == ()


def test_paid_again_after_a_part_it_costs_what_it_costs(caja: CajaDePrueba) -> None:
    (pago,) = de_ayer(caja)
    devuelto(caja, pago, "97.57")
    assert un_pago(caja).total.texto() == "97.57"
    assert debe(caja) == "0.00" and caja.verificar().errores == ()


@pytest.mark.parametrize("monto", ["0.00", "-1.00", "197.58"])
def test_an_amount_that_cannot_be(caja: CajaDePrueba, monto: str) -> None:
    (pago,) = de_ayer(caja)
    with negado("monto_invalido"):
        devuelto(caja, pago, monto)


def test_credit_paid_out(caja: CajaDePrueba) -> None:
    (pago,) = de_ayer(caja, {"cuenta": "400", "monto": "80.00"})
    hecho = devuelto(caja, pago, "30.00").contrapago
    assert [(a.clave, a.importe.texto()) for a in hecho.partes.aplicado] == [("anticipo", "-30.00")]
    assert hecho.saldo_a_favor.texto() == "50.00"
    importar(caja, recibos=[un_recibo("400", agua="50.00")])
    uso = un_pago(caja, "400")
    with negado("favor_gastado"):
        devuelto(caja, pago)
    cancelado(caja, uso)
    devuelto(caja, pago)
    assert estado_de_cuenta(caja.ctx, "400").adeudo.favor == CERO and caja.verificar().errores == ()


def test_a_later_payment_that_settled_with_a_benefit_comes_first(caja: CajaDePrueba) -> None:
    abono, resto = de_ayer(caja, {"monto": "100.00"}, {})
    with negado("pago_posterior"):
        devuelto(caja, abono)
    devuelto(caja, resto)
    devuelto(caja, abono)
    assert debe(caja) == "395.16" and caja.verificar().errores == ()


def test_a_later_payment_without_a_benefit_does_not_matter(caja: CajaDePrueba) -> None:
    abono, _ = de_ayer(caja, {"cuenta": "300", "monto": "100.00"}, {"cuenta": "300"})
    devuelto(caja, abono)
    assert debe(caja, "300") == "100.00"


def test_a_card_goes_back_by_the_terminal(caja: CajaDePrueba) -> None:
    (pago,) = de_ayer(caja, {"cuenta": "300", "medios": (un_medio("300.60", "tarjeta"),)})
    movido(caja, "retiro", "500.00")
    hecho = devuelto(caja, pago, entrega=Entrega("BANCO", "T-9")).contrapago
    assert [m.medio for m in hecho.partes.medios] == ["tarjeta"]
    assert corte_x(caja.ctx).esperado == CERO


@pytest.mark.parametrize("medio", ["cheque", "transferencia"])
def test_a_cheque_or_transfer_goes_back_by_transfer(caja: CajaDePrueba, medio: str) -> None:
    (pago,) = de_ayer(caja, {"cuenta": "300", "medios": (un_medio("300.60", medio),)})
    with negado("falta_entrega"):
        devuelto(caja, pago)
    with negado("falta_entrega"):
        devuelto(caja, pago, entrega=Entrega("BANCO", " "))
    hecho = devuelto(caja, pago, entrega=Entrega("BANCO", "T-9")).contrapago
    assert [(m.medio, m.forma, m.referencia) for m in hecho.partes.medios] == [("transferencia", "03", "T-9")]
    assert hecho.datos["entrega"] == {"banco": "BANCO", "referencia": "T-9"}
    with negado("ya_cancelado"):
        devuelto(caja, pago, entrega=Entrega("BANCO", "T-9"))
    assert caja.verificar().errores == ()


def test_of_a_mixed_payment_the_cash_goes_first(caja: CajaDePrueba) -> None:
    mixto = (un_medio("200.00", "tarjeta"), un_medio("200.00"))
    (pago,) = de_ayer(caja, {"cuenta": "300", "medios": mixto})
    for monto, medios in (("100.60", ["efectivo"]), ("150.00", ["tarjeta"])):
        assert [m.medio for m in devuelto(caja, pago, monto).contrapago.partes.medios] == medios
    assert devuelto(caja, pago).contrapago.importe.texto() == "50.00"
    assert debe(caja, "300") == "300.60" and caja.verificar().errores == ()


def test_cash_that_is_not_there(caja: CajaDePrueba) -> None:
    (pago,) = de_ayer(caja)
    movido(caja, "retiro", "400.00")
    antes = hechos_de(caja)
    with negado("efectivo_insuficiente"):
        devuelto(caja, pago)
    assert hechos_de(caja) == antes
    devuelto(caja, pago, entrega=Entrega("BANCO", "T-9"))
    with caja.uow() as uow:
        turno = uow.turnos.abierto()
        assert turno is not None and efectivo_en_cajon(uow, turno).texto() == "100.00"


def test_of_this_turno_it_is_a_cancelacion(caja: CajaDePrueba) -> None:
    de_ayer(caja)
    pago = un_pago(caja, "300")
    with negado("pago_de_este_turno"):
        devuelto(caja, pago)


def test_the_same_order_again_gives_back_once(caja: CajaDePrueba) -> None:
    (pago,) = de_ayer(caja)
    orden = str(uuid.uuid4())
    hecho = devuelto(caja, pago, "50.00", id=orden)
    otra_vez = devuelto(caja.reabrir(), pago, "50.00", id=orden)
    assert otra_vez.repetido and otra_vez.contrapago == hecho.contrapago
    with negado("id_repetido"):
        devuelto(caja, pago, "50.01", id=orden)


def test_a_sale_to_nobody(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()])
    pedido = (ServicioPedido("TAMBO", Decimal(2)),)
    (pago,) = un_cobro(caja, servicios=pedido, nombre="Ana").pagos
    cerrado(caja)
    un_turno(caja)
    hecho = devuelto(caja, pago).contrapago
    assert (hecho.cuenta, hecho.titular, hecho.saldo_restante) == ("", "Ana", CERO)
    assert caja.verificar().errores == ()
