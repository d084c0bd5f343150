"""What is shown before charging is what will be charged."""

from __future__ import annotations

import pytest

from app.cobro.cobranza import cobrar
from app.cobro.propuesta import proponer
from app.domain.dinero import CERO, Dinero, suma
from app.errors import NegocioError
from tests.factories import (
    DEMO,
    CajaDePrueba,
    importar,
    un_beneficio,
    un_cobro,
    un_recibo,
    un_turno,
    una_caja,
    una_cuenta,
    una_solicitud,
)


def d(texto: str) -> Dinero:
    return Dinero.from_texto(texto)


@pytest.fixture(autouse=True)
def _padron(caja: CajaDePrueba) -> None:
    recibos = [un_recibo("100", "2023-08", m3=0, agua="200.00"), un_recibo("200", "2023-07", agua="80.00")]
    importar(caja, [una_cuenta("100"), una_cuenta("200"), una_cuenta("300")], recibos, [un_beneficio("100")])


def test_total_shown_is_the_total_charged(caja: CajaDePrueba) -> None:
    un_turno(caja)
    solicitud = una_solicitud("100", "200")
    propuesta = proponer(caja.ctx, solicitud)
    cobro = cobrar(caja.ctx, solicitud, DEMO)
    assert propuesta.total == suma(p.total for p in cobro.pagos)
    assert propuesta.a_pagar == propuesta.total
    assert propuesta.ahorro == -suma(x.importe for p in cobro.pagos for x in p.descuentos)


def test_nothing_is_written(caja: CajaDePrueba) -> None:
    proponer(caja.ctx, una_solicitud("100"))
    with caja.uow() as uow:
        assert uow.pagos.is_vacio()


def test_credit_pays_its_part(caja: CajaDePrueba) -> None:
    un_cobro(caja, "300", monto="30.00")
    importar(caja, recibos=[un_recibo("300", agua="100.00")])
    propuesta = proponer(caja.ctx, una_solicitud("300", sin_beneficio=True))
    assert (propuesta.total, propuesta.favor, propuesta.a_pagar) == (d("100.00"), d("30.00"), d("70.00"))


def test_abono_uses_no_credit(caja: CajaDePrueba) -> None:
    un_cobro(caja, "300", monto="30.00")
    importar(caja, recibos=[un_recibo("300", agua="100.00")])
    propuesta = proponer(caja.ctx, una_solicitud("300", monto="40.00"))
    assert (propuesta.a_pagar, propuesta.favor) == (d("40.00"), CERO)


def test_cash_multiple_is_that_of_the_caja(caja: CajaDePrueba, tmp_path_factory: pytest.TempPathFactory) -> None:
    solicitud = una_solicitud("200")
    assert proponer(caja.ctx, solicitud).multiplo == caja.perfil.demostracion.redondeo_efectivo
    with una_caja(tmp_path_factory.mktemp("real") / "caja", demo=False) as real:
        importar(real, [una_cuenta("200")], [un_recibo("200")])
        assert proponer(real.ctx, solicitud).multiplo == real.perfil.redondeo_efectivo


def test_refusal_is_that_of_the_charge(caja: CajaDePrueba) -> None:
    with pytest.raises(NegocioError) as negado:
        proponer(caja.ctx, una_solicitud("300"))
    assert negado.value.clave == "sin_adeudo"
