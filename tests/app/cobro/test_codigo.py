"""What a scanner reads names one cuenta, or nothing."""

from __future__ import annotations

import pytest

from app.cobro.codigo import Codigo, leer_codigo
from app.domain.periodo import Periodo
from tests.factories import CajaDePrueba, importar, un_recibo, una_cuenta

AGOSTO = Periodo(2023, 8)


@pytest.fixture(autouse=True)
def _padron(caja: CajaDePrueba) -> None:
    cuentas = [una_cuenta("0012345-6"), una_cuenta("0012345-62", medidor="98765"), una_cuenta("7", titular="Siete")]
    importar(caja, cuentas, [un_recibo("0012345-6", "2023-08")])


@pytest.mark.parametrize(
    ("leido", "dice"),
    [
        ("0012345-6", Codigo("0012345-6")),
        ("00123456", Codigo("0012345-6")),
        ("  123456 ", Codigo("0012345-6")),
        ("00123456202308", Codigo("0012345-6", AGOSTO)),
        ("0012345-6 202308", Codigo("0012345-6", AGOSTO)),
        ("123456202308", Codigo("0012345-6", AGOSTO)),
        ("7", Codigo("7")),
        ("00123456202307", None),
        ("00123456202313", None),
        ("99999999202308", None),
        ("202308", None),
        ("A0123456202308", None),
        ("98765", None),
        ("siete", None),
        ("", None),
        ("-", None),
        ("1" * 100_000, None),
    ],
)
def test_code_names_its_cuenta(caja: CajaDePrueba, leido: str, dice: Codigo | None) -> None:
    assert leer_codigo(caja.ctx, leido) == dice


def test_interrupting_when_nothing_is_searched_harms_no_later_search(caja: CajaDePrueba) -> None:
    caja.ctx.padron.interrumpir()
    assert leer_codigo(caja.ctx, "0012345-6") == Codigo("0012345-6")
    assert caja.ctx.padron.recibos("0012345-6")
