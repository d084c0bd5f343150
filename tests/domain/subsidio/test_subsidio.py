"""What a program took off is told month by month, and nothing of another program or of no month is."""

from __future__ import annotations

from app.domain.beneficio.programa import Descuento
from app.domain.dinero import Dinero
from app.domain.periodo import Periodo
from app.domain.subsidio.subsidio import por_periodo

FEBRERO, MARZO = Periodo(2025, 2), Periodo(2025, 3)


def test_months_are_added_up_and_the_rest_is_left_out() -> None:
    descuentos = [
        Descuento(MARZO, "pensionado", "agua", Dinero(-30)),
        Descuento(FEBRERO, "pensionado", "agua", Dinero(-10)),
        Descuento(FEBRERO, "pensionado", "drenaje", Dinero(-5)),
        Descuento(FEBRERO, "jubilado", "agua", Dinero(-99)),
        Descuento(None, "pensionado", "anticipo", Dinero(-77)),
    ]
    assert por_periodo(descuentos, "pensionado") == ((FEBRERO, Dinero(15)), (MARZO, Dinero(30)))


def test_what_goes_back_is_above_zero_too() -> None:
    assert por_periodo([Descuento(MARZO, "p", "agua", Dinero(30))], "p") == ((MARZO, Dinero(30)),)
