"""The same recibo paid at several cajas: all stand, and what does not fit is the cuenta's."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.conciliacion import Cobrado, conciliar
from app.domain.dinero import CERO, Dinero, suma


def cobrado(n: int, importe: str, dinero: str = "") -> Cobrado:
    return Cobrado(f"{n}/e/1", f"{n}A-000001", Dinero.from_texto(importe), Dinero.from_texto(dinero or importe))


def test_two_that_fit_are_no_matter() -> None:
    assert conciliar(Dinero.from_texto("100.00"), [cobrado(1, "60.00"), cobrado(2, "40.00")]) == ()


def test_the_second_whole_payment_is_in_favour_less_its_discount() -> None:
    primero, segundo = cobrado(1, "100.00", "90.00"), cobrado(2, "100.00", "90.00")
    (exceso,) = conciliar(Dinero.from_texto("100.00"), [primero, segundo])
    assert (exceso.antes, exceso.despues, exceso.importe) == (primero, segundo, Dinero.from_texto("90.00"))


def test_only_the_part_that_does_not_fit() -> None:
    (exceso,) = conciliar(Dinero.from_texto("100.00"), [cobrado(1, "70.00"), cobrado(2, "50.00")])
    assert exceso.importe == Dinero.from_texto("20.00")


def test_a_third_is_told_beside_the_second() -> None:
    tres = [cobrado(n, "100.00") for n in (1, 2, 3)]
    excesos = conciliar(Dinero.from_texto("100.00"), tres)
    assert [(e.antes, e.despues) for e in excesos] == [(tres[0], tres[1]), (tres[1], tres[2])]


def test_what_was_turned_round_counts_no_more() -> None:
    assert conciliar(Dinero.from_texto("100.00"), [cobrado(1, "0.00"), cobrado(2, "100.00")]) == ()


def test_a_recibo_that_became_less_has_no_payment_before() -> None:
    (exceso,) = conciliar(Dinero.from_texto("80.00"), [cobrado(1, "100.00")])
    assert exceso.antes is None and exceso.importe == Dinero.from_texto("20.00")


@given(st.integers(-500, 5_000), st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 100)), max_size=6))
def test_money_is_applied_or_in_favour_and_nothing_vanishes(debido: int, pagos: list[tuple[int, int]]) -> None:
    cobrados = [Cobrado(str(n), str(n), Dinero(i), Dinero(i * p // 100)) for n, (i, p) in enumerate(pagos)]
    excesos = conciliar(Dinero(debido), cobrados)
    de_mas = max(sum(i for i, _ in pagos) - max(debido, 0), 0)
    assert bool(excesos) == bool(de_mas)
    assert CERO <= suma(e.importe for e in excesos) <= Dinero(de_mas)
    sin_descuento = [Cobrado(c.ref, c.folio, c.importe, c.importe) for c in cobrados]
    assert suma(e.importe for e in conciliar(Dinero(debido), sin_descuento)) == Dinero(de_mas)
