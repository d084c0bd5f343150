"""Facts of the diario and what turns them round: what was undone counts as if it had not been."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.cuenta import Marca
from app.domain.deuda.aplicado import Aplicado, primer_dia, sumar
from app.domain.deuda.saldo import saldo_de
from app.domain.dinero import CERO, Dinero
from tests.factories import un_recibo

HOY = date(2023, 10, 2)


def hecho(clave: str, centavos: int, seq: int = 1, dia: int = 5, *, causado: bool = False) -> Aplicado:
    return Aplicado("2", "e", seq, date(2023, 9, dia), "2023-08", clave, Dinero(centavos), causado)


def test_sums_by_kind_in_the_order_in_which_they_came() -> None:
    hechos = [hecho("mora", 5), hecho("agua", 7), hecho("mora", -2)]
    assert list(sumar(hechos, lambda h: h.clave).items()) == [("mora", Dinero(3)), ("agua", Dinero(7))]


def test_the_first_day_is_of_what_was_not_undone() -> None:
    assert primer_dia([], HOY) == HOY
    assert primer_dia([hecho("mora", 5), hecho("mora", -5, 2)], HOY) == HOY
    assert primer_dia([hecho("mora", 5), hecho("mora", -5, 2), hecho("mora", 5, 3, dia=9)], HOY) == date(2023, 9, 9)


def test_a_recargo_that_was_undone_is_charged_to_no_recibo() -> None:
    recibo = un_recibo(agua="100.00", recargos="10.00")
    cobrado = [hecho("recargos", 1000, causado=True), hecho("agua", 5000)]
    assert saldo_de(recibo, cobrado).total == Dinero(5000)
    contrarios = [replace(h, importe=-h.importe, seq=2) for h in cobrado]
    saldo = saldo_de(recibo, [*cobrado, *contrarios])
    assert (saldo.total, saldo.recargos_cobrados) == (Dinero(11000), CERO)


def test_only_the_payment_is_in_the_file() -> None:
    recibo = replace(un_recibo(agua="100.00", pagado="100.00"), hasta=(Marca("2", "e", 1),))
    cobrado = [hecho("agua", 10000), hecho("recargos", 300, causado=True)]
    assert saldo_de(recibo, cobrado).total == CERO
    saldo = saldo_de(recibo, [*cobrado, *(replace(h, importe=-h.importe, seq=2) for h in cobrado)])
    assert (saldo.total, saldo.recargos_cobrados) == (Dinero(10000), CERO)


def test_a_file_that_already_took_it_back_is_not_owed_twice() -> None:
    recibo = replace(un_recibo(agua="100.00"), hasta=(Marca("2", "e", 1),))
    saldo = saldo_de(recibo, [hecho("agua", 10000), hecho("agua", -10000, 2)])
    assert saldo.total == Dinero(10000)
