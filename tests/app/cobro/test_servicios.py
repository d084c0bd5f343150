"""Services «con cargo al recibo»: on the next recibo, once, with their IVA, and paid with it."""

from __future__ import annotations

import pytest

from app.cobro.consulta import estado_de_cuenta
from app.cobro.servicios import cargar_servicios
from app.domain.dinero import Dinero
from app.domain.pago.pago import ServicioPedido
from app.errors import NegocioError
from tests.factories import DEMO, CajaDePrueba, importar, un_cobro, un_recibo, un_turno, una_cuenta

D = ServicioPedido("D")


@pytest.fixture
def abierta(caja: CajaDePrueba) -> CajaDePrueba:
    """A cuenta that owes August, another of a comercio, and the turno open."""
    importar(caja, [una_cuenta("100"), una_cuenta("200", uso="comercial")], [un_recibo("100", agua="100.00")])
    un_turno(caja)
    return caja


def test_it_goes_on_the_next_recibo_and_is_paid_with_it(abierta: CajaDePrueba) -> None:
    hecho = cargar_servicios(abierta.ctx, "100", (D,), DEMO)
    assert (str(hecho.periodo), hecho.vence.isoformat(), hecho.importe) == (
        "septiembre 2023",
        "2023-10-20",
        Dinero(20539),
    )
    assert all(
        c.detalle and c.fundamento.startswith("Ley de Ingresos de Cajeme 2023, Art. 33") for c in hecho.conceptos
    )
    assert estado_de_cuenta(abierta.ctx, "100").adeudo.total == Dinero(30539)
    (pago,) = un_cobro(abierta, "100", sin_beneficio=True, efectivo="305.39").pagos
    partes = {(str(a.periodo), a.clave): a.importe for a in pago.aplicado}
    assert partes == {
        ("agosto 2023", "agua"): Dinero(10000),
        ("septiembre 2023", "servicio:D"): Dinero(17706),
        ("septiembre 2023", "iva_servicio:D"): Dinero(2833),
    }
    assert abierta.verificar().ok


def test_given_again_it_is_not_charged_again(abierta: CajaDePrueba) -> None:
    cargar_servicios(abierta.ctx, "100", (D,), DEMO)
    for pedidos in ((D,), (ServicioPedido("H"), D)):
        with pytest.raises(NegocioError, match="septiembre 2023") as e:
            cargar_servicios(abierta.ctx, "100", pedidos, DEMO)
        assert e.value.clave == "cargo_repetido"
    assert estado_de_cuenta(abierta.ctx, "100").adeudo.total == Dinero(30539)


@pytest.mark.parametrize(
    ("cuenta", "clave", "rechazo"),
    [
        ("200", "D", "servicio_de_otro_uso"),
        ("100", "F", "servicio_de_otro_uso"),
        ("100", "B", "servicio_de_contado"),
        ("100", "Z", "servicio_automatico"),
        ("100", "NADA", "servicio_desconocido"),
        ("999", "D", "cuenta_desconocida"),
    ],
)
def test_what_cannot_go_on_a_recibo_is_refused(abierta: CajaDePrueba, cuenta: str, clave: str, rechazo: str) -> None:
    with pytest.raises(NegocioError) as e:
        cargar_servicios(abierta.ctx, cuenta, (ServicioPedido(clave),), DEMO)
    assert e.value.clave == rechazo


def test_without_a_turno_nothing_is_charged(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta("100")])
    with pytest.raises(NegocioError) as e:
        cargar_servicios(caja.ctx, "100", (D,), DEMO)
    assert e.value.clave == "sin_turno"
