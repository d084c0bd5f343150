"""A cancelación and what the billing system's files know of it: owed again, and never twice."""

from __future__ import annotations

import pytest

from app.cobro.consulta import estado_de_cuenta
from app.cobro.propuesta import proponer
from app.domain.cuenta import Marca
from app.domain.pago.contrapago import Contrapago
from tests.app.reversos.test_cancelaciones import una_oficina
from tests.factories import CajaDePrueba, importar, un_pago, un_recibo, una_cuenta, una_solicitud
from tests.reversos import cancelado


@pytest.mark.parametrize(
    ("pagado", "que"),
    [("100.00", "the file counts the payment and not its cancelación"), ("0.00", "the file knows of neither")],
)
def test_an_import_between_payment_and_cancelacion_charges_once(caja: CajaDePrueba, pagado: str, que: str) -> None:
    importar(caja, [una_cuenta(uso="comercial")], [un_recibo()])
    pago = un_pago(caja)
    hasta = (Marca("2", caja.ctx.caja.epoca, pago.seq),) if pagado != "0.00" else ()
    importar(caja, recibos=[un_recibo(pagado=pagado)], hasta=hasta)
    assert cancelado(caja, pago).contrapago.saldo_restante.texto() == "100.00", que
    assert estado_de_cuenta(caja.ctx, "100").adeudo.total.texto() == "100.00"
    assert caja.verificar().errores == ()


def test_a_file_that_knows_of_the_cancelacion_names_its_folio(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta(uso="comercial")], [un_recibo()])
    hecho: Contrapago = cancelado(caja, un_pago(caja)).contrapago
    with caja.uow() as uow:
        assert uow.pagos.marcas_hasta(hecho.folio) == (Marca("2", caja.ctx.caja.epoca, hecho.seq),)
        hasta_el_pago = uow.pagos.marcas_hasta(hecho.cancela)
    # Even where only the payment is named, what the file says is owed is not owed twice.
    importar(caja, recibos=[un_recibo()], hasta=hasta_el_pago)
    assert estado_de_cuenta(caja.ctx, "100").adeudo.total.texto() == "100.00"


def test_what_a_cashier_sees_before_charging_again_is_the_same(caja: CajaDePrueba) -> None:
    una_oficina(caja)
    visto = proponer(caja.ctx, una_solicitud("100"))
    cancelado(caja, un_pago(caja, "100"))
    assert proponer(caja.ctx, una_solicitud("100")) == visto
