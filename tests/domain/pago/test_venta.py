"""Who may have each service, and what a sale puts in a payment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.domain.cuenta import Cuenta
from app.domain.deuda.adeudo import Adeudo
from app.domain.dinero import CERO, Dinero
from app.domain.errores import NegocioError
from app.domain.pago.pago import ServicioPedido
from app.domain.pago.servicio import exigir_vendible, leer_cantidad
from app.domain.pago.venta import is_al_recibo, vender
from tests.cajeme import PERFIL, casos, una_cuenta

HOY = date(2023, 9, 5)
NADIE = Adeudo(Cuenta("", ""), HOY, (), (), CERO)


@pytest.mark.parametrize("caso", casos("servicios-a-quien"), ids=lambda c: c["caso"])
def test_who_may_have_it(caso: dict[str, str]) -> None:
    servicio = PERFIL.servicio(caso["servicio"])
    cuenta = una_cuenta(uso=caso["uso"]) if caso["uso"] else None
    debe = Dinero.from_texto(caso["debe"])
    if not caso["resultado"]:
        exigir_vendible(servicio, cuenta, debe)
        assert servicio.is_ofrecible(cuenta)
        return
    with pytest.raises(NegocioError, match=f"«{servicio.concepto[:20]}") as e:
        exigir_vendible(servicio, cuenta, debe)
    assert e.value.clave == caso["resultado"]
    assert servicio.is_ofrecible(cuenta) == (caso["resultado"] == "servicio_con_adeudo")


def test_third_parties_money_is_told_by_its_clave_and_bears_no_iva() -> None:
    pedidos = (ServicioPedido("B"), ServicioPedido("U1", Decimal(2)))
    lineas = vender(PERFIL, pedidos, NADIE, CERO).aplicado
    assert [(a.clave, a.importe.texto()) for a in lineas] == [
        ("servicio:B", "177.06"), ("iva_servicio:B", "28.33"), ("aportacion:U1", "6.48"),
    ]  # fmt: skip
    assert all(a.periodo is None and a.fundamento and a.detalle for a in lineas)


def test_what_the_law_wants_said_is_said_once() -> None:
    pedidos = (ServicioPedido("NOCONTR"), ServicioPedido("NOCONTR"))
    (aviso,) = vender(PERFIL, pedidos, NADIE, CERO).avisos
    assert aviso.startswith("No existe un contrato")


def test_with_the_recibo_nothing_is_paid_now() -> None:
    with pytest.raises(NegocioError, match="siguiente recibo") as e:
        vender(PERFIL, (ServicioPedido("D"),), replace(NADIE, cuenta=una_cuenta()), CERO)
    assert e.value.clave == "servicio_con_cargo_al_recibo"


def test_all_or_nothing_goes_on_the_next_recibo() -> None:
    assert not is_al_recibo(PERFIL, ())
    assert is_al_recibo(PERFIL, (ServicioPedido("D"),))
    assert not is_al_recibo(PERFIL, (ServicioPedido("D"), ServicioPedido("A")))


def test_everything_offered_to_somebody_can_be_sold_to_them() -> None:
    for cuenta in (None, *(una_cuenta(uso=uso) for uso, _ in PERFIL.usos)):
        for servicio in PERFIL.servicios:
            if servicio.is_ofrecible(cuenta):
                exigir_vendible(servicio, cuenta, CERO)


@pytest.mark.parametrize("texto", ["", "1,5", "1e1", "-1", "1.2345", "1234567", "dos", " 1"])
def test_a_quantity_is_read_as_it_is_typed_or_not_at_all(texto: str) -> None:
    assert leer_cantidad("2.5") == Decimal("2.5") and leer_cantidad("12") == 12
    with pytest.raises(NegocioError) as e:
        leer_cantidad(texto)
    assert e.value.clave == "cantidad_invalida"
