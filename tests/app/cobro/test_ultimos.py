"""What was last charged, and what became of its paper."""

from __future__ import annotations

from app.cobro.ultimos import ultimos_pagos
from app.documentos import Encabezado
from app.papel.impresion import sacar_original
from tests.factories import CajaDePrueba, importar, un_pago, un_recibo, una_cuenta
from tests.fakes import FakeDispositivo

ENCABEZADO = Encabezado("Organismo de prueba")


def test_newest_payment_comes_first_and_only_so_many(caja: CajaDePrueba) -> None:
    numeros = ["100", "101", "102"]
    importar(caja, [una_cuenta(n) for n in numeros], [un_recibo(n) for n in numeros])
    pagos = [un_pago(caja, n) for n in numeros]
    assert [u.pago for u in ultimos_pagos(caja.ctx)] == pagos[::-1]
    assert [u.pago.cuenta for u in ultimos_pagos(caja.ctx, 2)] == ["102", "101"]


def test_caja_without_payments_has_none(caja: CajaDePrueba) -> None:
    assert ultimos_pagos(caja.ctx) == ()


def test_paper_is_in_the_queue_until_it_comes_out_and_copies_are_counted(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo()])
    pago = un_pago(caja)
    assert [(u.en_cola, u.copias) for u in ultimos_pagos(caja.ctx)] == [(True, 0)]
    for _ in range(2):
        sacar_original(caja.ctx, FakeDispositivo(), ENCABEZADO, str(pago.folio))
    assert [(u.en_cola, u.copias) for u in ultimos_pagos(caja.ctx)] == [(False, 1)]
