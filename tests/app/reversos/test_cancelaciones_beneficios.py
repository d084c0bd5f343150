"""What is turned round beside benefits: a discount is to be given again, and what rests on a payment keeps it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.beneficiarios.retiros import SolicitudRetiro, retirar, ver_retiro
from app.cobro.cargos import anular_cargo
from app.cobro.consulta import estado_de_cuenta
from app.errors import NegocioError
from app.turno.caja import abrir_turno
from tests.factories import (
    DEMO,
    SUPER,
    CajaDePrueba,
    importar,
    un_beneficio,
    un_medio,
    un_pago,
    un_recibo,
    una_cuenta,
)
from tests.reversos import cancelado, cerrado, devuelto, sin_fondos

FALSOS = SolicitudRetiro("100", "insen", "datos_falsos")


@pytest.fixture
def pagada(caja: CajaDePrueba) -> CajaDePrueba:
    """A cuenta with insen that has August to pay: 395.16 with 197.59 off."""
    agosto = un_recibo("100", "2023-08", agua="206.89", alcantarillado="107.58", saneamiento="80.69")
    importar(caja, [una_cuenta("100")], [agosto], [un_beneficio()])
    return caja


def test_a_discount_that_went_back_is_given_again(pagada: CajaDePrueba) -> None:
    pago = un_pago(pagada)
    cancelado(pagada, pago)
    assert ver_retiro(pagada.ctx, FALSOS).diferencia == ()
    assert estado_de_cuenta(pagada.ctx, "100").adeudo.saldos[0].descontado == ()
    assert un_pago(pagada).total == pago.total
    assert ver_retiro(pagada.ctx, FALSOS).importe.texto() == "197.59"
    assert pagada.verificar().errores == ()


def test_a_part_given_back_takes_the_whole_discount_with_it(pagada: CajaDePrueba) -> None:
    pago = un_pago(pagada)
    cerrado(pagada)
    abrir_turno(pagada.ctx, DEMO, pago.total)
    devuelto(pagada, pago, "20.00")
    (saldo,) = estado_de_cuenta(pagada.ctx, "100").adeudo.saldos
    assert (saldo.total.texto(), saldo.descontado) == ("217.59", ())
    assert pagada.verificar().errores == ()


@pytest.mark.parametrize("como", [cancelado, devuelto, sin_fondos])
def test_a_discount_charged_for_false_data_does_not_go_back(pagada: CajaDePrueba, como: object) -> None:
    pago = un_pago(pagada, medios=(un_medio("197.57", "cheque" if como is sin_fondos else "efectivo"),))
    if como is not cancelado:
        cerrado(pagada)
        abrir_turno(pagada.ctx, DEMO, pago.total)
    cargo = retirar(pagada.ctx, FALSOS, SUPER).cargo
    with pytest.raises(NegocioError) as negado:
        como(pagada, pago)  # type: ignore[operator]
    assert negado.value.clave == "descuento_cobrado" and "insen" in negado.value.mensaje
    assert cargo is not None
    anular_cargo(pagada.ctx, "100", cargo.ref, "el pago se va a devolver", SUPER)
    como(pagada, pago)  # type: ignore[operator]
    assert pagada.verificar().errores == ()


def test_a_discount_goes_back_although_the_line_of_its_concepto_stays(caja: CajaDePrueba) -> None:
    """Ten per cent off the water alone; what is given back had paid the saneamiento."""
    programas = (replace(p, conceptos=("agua",)) if p.clave == "pronto_pago" else p for p in caja.perfil.programas)
    caja.ctx = replace(caja.ctx, perfil=replace(caja.perfil, programas=tuple(programas)))
    importar(caja, [una_cuenta()], [un_recibo(agua="100.00", saneamiento="80.00")])
    pago = un_pago(caja)
    (descuento,) = pago.descuentos
    assert descuento.clave == "agua"
    cerrado(caja)
    abrir_turno(caja.ctx, DEMO, pago.total)
    hecho = devuelto(caja, pago, "20.00").contrapago
    assert {a.clave for a in hecho.partes.aplicado} == {"saneamiento"}
    (saldo,) = estado_de_cuenta(caja.ctx, "100").adeudo.saldos
    assert saldo.descontado == () and hecho.saldo_restante == saldo.total
    assert caja.verificar().errores == ()
