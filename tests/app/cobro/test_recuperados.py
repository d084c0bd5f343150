"""A payment that died with its PC, taken up again from the customer's ticket."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.cobro.consulta import estado_de_cuenta
from app.cobro.recuperados import nombre_de_papel, prever_recuperado, recuperar_pago
from app.documentos import Encabezado, componer, corte_x
from app.domain.autorizacion import Autorizacion, Pedida
from app.domain.corte.corte import Arqueo
from app.domain.corte.novedades import Repuesto
from app.domain.dinero import Dinero
from app.domain.pago.pago import Folio, Pago
from app.domain.pago.recuperado import PagoRecuperado, TicketPerdido
from app.domain.periodo import Periodo
from app.errors import NegocioError
from app.papel.encabezado import encabezado_de
from app.papel.papeles import documento_de
from app.turno.autorizaciones import conceder
from app.turno.caja import cerrar_turno
from tests.factories import (
    DEMO,
    PINES,
    CajaDePrueba,
    importar,
    un_beneficio,
    un_pago,
    un_recibo,
    un_turno,
    una_caja,
    una_cuenta,
)

D = Dinero.from_texto
RECIBOS = [un_recibo("100", "2023-07", agua="100.00"), un_recibo("100", "2023-08", agua="150.00")]


def llenar(caja: CajaDePrueba) -> CajaDePrueba:
    importar(caja, [una_cuenta("100"), una_cuenta("200")], [*RECIBOS, un_recibo("200", agua="80.00")],
             [un_beneficio("200", "insen")])  # fmt: skip
    return caja


@pytest.fixture
def perdida(tmp_path: Path) -> Pago:
    """A payment of caja 2 on a disk that is gone."""
    with llenar(una_caja(tmp_path / "perdida")) as caja:
        return un_pago(caja, "100", monto="120.00")


def ticket_de(pago: Pago, **otros: object) -> TicketPerdido:
    ticket = TicketPerdido(pago.folio, pago.hash[:10], pago.cuenta, pago.fecha, pago.total)
    return replace(ticket, **otros)  # type: ignore[arg-type]


def palabra(caja: CajaDePrueba, ticket: TicketPerdido, **otros: object) -> Autorizacion:
    pedida = Pedida("recuperar_pago", str(ticket.folio), DEMO.clave, "Se quemó la PC", ticket.importe)
    return conceder(caja.ctx, "super", PINES["super"], replace(pedida, **otros))  # type: ignore[arg-type]


def reponer(caja: CajaDePrueba, ticket: TicketPerdido) -> PagoRecuperado:
    return recuperar_pago(caja.ctx, ticket, "Se quemó la PC", DEMO, palabra(caja, ticket))


@pytest.fixture
def caja(caja: CajaDePrueba) -> CajaDePrueba:
    return llenar(caja)


def clave(error: pytest.ExceptionInfo[NegocioError]) -> str:
    return error.value.clave


def test_it_credits_the_cuenta_as_the_payment_did(caja: CajaDePrueba, perdida: Pago) -> None:
    ticket = ticket_de(perdida)
    prevista = prever_recuperado(caja.ctx, ticket)
    hecho = reponer(caja, ticket)
    assert hecho.aplicado == prevista.aplicado == perdida.aplicado
    assert hecho.total == D("120.00") and hecho.saldo_restante == perdida.saldo_restante
    assert estado_de_cuenta(caja.ctx, "100").adeudo.total == D("130.00")
    assert caja.verificar().errores == ()


def test_it_takes_no_folio_and_is_in_no_corte(caja: CajaDePrueba, perdida: Pago) -> None:
    un_turno(caja)
    reponer(caja, ticket_de(perdida, folio=Folio("2", "A", 7)))
    pago = un_pago(caja, "200", efectivo="80.00")
    assert str(pago.folio) == "2A-000001"
    corte = cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto("500x1"), "x")
    # Nor is it hidden there.
    assert corte.novedades.repuestos == (Repuesto("2A-000007", "100", perdida.total, "super"),)
    texto = " ".join("\n".join(componer(corte_x(corte, encabezado_de(caja.ctx)), 48)).split())
    assert "Pagos repuestos con su ticket 1" in texto and "2A-000007" in texto and "autorizó super" in texto
    assert corte.pagos == 1 and corte.esperado == D("500.00") + pago.total
    assert caja.verificar().errores == ()


def test_discounts_are_those_of_the_day_of_the_ticket(caja: CajaDePrueba, tmp_path: Path) -> None:
    with llenar(una_caja(tmp_path / "perdida")) as otra:
        pago = un_pago(otra, "200")
    assert pago.descuentos
    caja.reloj.momento += timedelta(days=40)
    hecho = reponer(caja, ticket_de(pago))
    assert hecho.descuentos == pago.descuentos and hecho.saldo_restante == D("0.00")
    assert caja.verificar().errores == ()


def test_more_than_what_is_owed_stays_in_favour(caja: CajaDePrueba, perdida: Pago) -> None:
    hecho = reponer(caja, ticket_de(perdida, importe=D("300.00")))
    assert hecho.saldo_a_favor == D("50.00") == estado_de_cuenta(caja.ctx, "100").adeudo.favor
    assert caja.verificar().errores == ()


def test_the_months_that_the_ticket_names_are_those_that_are_paid(caja: CajaDePrueba, perdida: Pago) -> None:
    hecho = reponer(caja, ticket_de(perdida, recibos=(Periodo(2023, 8),), importe=D("150.00")))
    assert {a.periodo for a in hecho.aplicado} == {Periodo(2023, 8)}


def test_cash_that_was_rounded_down_settles_what_it_settled(caja: CajaDePrueba, tmp_path: Path) -> None:
    importar(caja, [una_cuenta("300")], [un_recibo("300", agua="99.73")])
    with una_caja(tmp_path / "perdida") as otra:
        importar(otra, [una_cuenta("300")], [un_recibo("300", agua="99.73")])
        pago = un_pago(otra, "300")
    hecho = reponer(caja, ticket_de(pago))
    assert hecho.saldo_restante == pago.saldo_restante == D("0.00")
    assert caja.verificar().errores == ()


def test_a_payment_that_is_here_is_not_taken_up(caja: CajaDePrueba) -> None:
    pago = un_pago(caja, "100", monto="10.00")
    with pytest.raises(NegocioError) as negado:
        prever_recuperado(caja.ctx, ticket_de(pago))
    assert clave(negado) == "pago_ya_esta"
    # Another hash is another payment, if a disk proves it: two PCs went on as one caja.
    with pytest.raises(NegocioError) as negado:
        prever_recuperado(caja.ctx, ticket_de(pago, verificacion="0123456789"))
    assert clave(negado) == "folio_de_otro_pago"
    assert reponer(caja, ticket_de(pago, verificacion="0123456789", prueba="archivo")).folio == pago.folio


@pytest.mark.parametrize("folio", [Folio("2", "A", 5_002), Folio("2", "B", 1), Folio("2", "AA", 1)])
def test_a_folio_that_the_caja_cannot_have_given_is_refused(caja: CajaDePrueba, folio: Folio) -> None:
    pago = un_pago(caja, "100", monto="10.00")
    inventado = ticket_de(pago, folio=folio, verificacion="0123456789")
    with pytest.raises(NegocioError) as negado:
        reponer(caja, inventado)
    assert clave(negado) == "folio_no_dado"
    assert reponer(caja, replace(inventado, folio=Folio("2", "A", 5_001))).total == pago.total


def test_a_ticket_is_taken_up_once(caja: CajaDePrueba, perdida: Pago) -> None:
    reponer(caja, ticket_de(perdida))
    with pytest.raises(NegocioError) as negado:
        reponer(caja, ticket_de(perdida))
    assert clave(negado) == "ya_recuperado"
    assert estado_de_cuenta(caja.ctx, "100").adeudo.total == D("130.00")


@pytest.mark.parametrize(
    ("cambio", "esperada"),
    [
        ({"folio": Folio("3", "A", 1)}, "folio_de_otra_caja"),
        ({"folio": Folio("2", "A", 1, "C")}, "folio_de_otra_caja"),
        ({"verificacion": "123"}, "verificacion_invalida"),
        ({"verificacion": "012345678g"}, "verificacion_invalida"),
        ({"fecha": date(2030, 1, 1)}, "fecha_futura"),
        ({"importe": D("0.00")}, "importe_no_positivo"),
        ({"medio": "trueque"}, "medio_desconocido"),
        ({"cuenta": "999"}, "cuenta_desconocida"),
        ({"recibos": (Periodo(2020, 1),)}, "recibo_sin_adeudo"),
    ],
)
def test_what_cannot_be_a_ticket_is_refused(
    caja: CajaDePrueba, perdida: Pago, cambio: dict[str, object], esperada: str
) -> None:
    with pytest.raises(NegocioError) as negado:
        reponer(caja, ticket_de(perdida, **cambio))
    assert clave(negado) == esperada
    assert estado_de_cuenta(caja.ctx, "100").adeudo.total == D("250.00")


def test_nobody_takes_one_up_alone(caja: CajaDePrueba, perdida: Pago) -> None:
    ticket = ticket_de(perdida)
    for otra in ({"objeto": "2A-000009"}, {"importe": D("1.00")}, {"operacion": "cancelar"}):
        with pytest.raises(NegocioError):
            recuperar_pago(caja.ctx, ticket, "x", DEMO, palabra(caja, ticket, **otra))
    with pytest.raises(NegocioError) as negado:
        recuperar_pago(caja.ctx, ticket, " ", DEMO, palabra(caja, ticket))
    assert clave(negado) == "falta_motivo"


def test_its_paper_says_that_nothing_was_charged_again(caja: CajaDePrueba, perdida: Pago) -> None:
    hecho = reponer(caja, ticket_de(perdida, prueba="qr"))
    encabezado: Encabezado = encabezado_de(caja.ctx)
    with caja.ctx.uow() as uow:
        assert nombre_de_papel(hecho.folio) in uow.cola.pendientes()
        texto = "\n".join(componer(documento_de(caja.ctx, uow, "R2A-000001", encabezado), 48))
        with pytest.raises(NegocioError):
            documento_de(caja.ctx, uow, "R2A-000077", encabezado)
    assert "PAGO REPUESTO" in texto and "no se cobró otra vez" in " ".join(texto.split())
    assert perdida.hash[:10] in texto and "120.00" in texto and "COPIA" not in texto
