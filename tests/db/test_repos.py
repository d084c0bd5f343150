"""What screens and use cases read back: the same values that were asentados."""

from __future__ import annotations

import pytest

from app.domain.dinero import Dinero
from app.domain.pago.contrapago import CLASES
from app.domain.pago.pago import Folio
from db.diario import leer
from tests.db.escena import un_dia
from tests.factories import (
    DEMO,
    CajaDePrueba,
    importar,
    un_cobro,
    un_medio,
    un_pago,
    un_recibo,
    un_turno,
    una_cuenta,
    una_solicitud,
)


@pytest.fixture
def llena(caja: CajaDePrueba) -> CajaDePrueba:
    cuentas = [una_cuenta(n) for n in ("100", "200", "300")]
    importar(caja, cuentas, [un_recibo(c.numero, mes) for c in cuentas for mes in ("2023-07", "2023-08")])
    return caja


def test_payment_is_read_back_as_it_was_given(llena: CajaDePrueba) -> None:
    cobro = un_cobro(llena, "100", "200", medios=(un_medio("150.00", "tarjeta"), un_medio("300.00")))
    with llena.uow() as uow:
        assert uow.pagos.del_cobro(cobro.pagos[0].cobro) == cobro.pagos
        for pago in cobro.pagos:
            assert uow.pagos.por_folio(pago.folio) == pago
        assert uow.pagos.por_folio(Folio("2", "A", 99)) is None
        assert uow.pagos.del_cobro("nadie") == () and uow.pagos.huella_del_cobro("nadie") == ""
        assert len(uow.pagos.huella_del_cobro(cobro.pagos[0].cobro)) == 64


def test_applied_amounts_and_credit_are_of_the_cuentas_asked_for(llena: CajaDePrueba) -> None:
    un_pago(llena, "100", monto="250.00")
    un_pago(llena, "200", monto="50.00")
    with llena.uow() as uow:
        aplicados = uow.pagos.aplicados(["100", "200", "300", "no hay", "'; DROP TABLE pago"])
        assert {c: [a.importe for a in partes] for c, partes in aplicados.items()} == {
            "100": [Dinero(10000), Dinero(10000), Dinero(5000)],
            "200": [Dinero(5000)],
        }
        assert uow.pagos.favores(("100", "200")) == {"100": Dinero(5000)}
        assert uow.pagos.aplicados(()) == {} and uow.pagos.favores(()) == {}


def test_folios_are_dense_and_credit_is_spent_once(llena: CajaDePrueba) -> None:
    with llena.uow() as uow:
        assert uow.pagos.is_vacio() and str(uow.pagos.siguiente_folio()) == "2A-000001"
    for n in range(1, 4):
        assert un_pago(llena, "100", monto="1.00").folio.numero == n
    with llena.uow() as uow:
        assert not uow.pagos.is_vacio()
        assert uow.pagos.siguiente_folio().numero == 4


def test_only_the_turno_that_no_corte_closed_is_open(caja: CajaDePrueba) -> None:
    with caja.uow() as uow:
        assert uow.turnos.abierto() is None
        assert (uow.turnos.siguiente(), uow.cortes.siguiente()) == (1, 1)
    un_dia(caja)
    with caja.uow() as uow:
        assert uow.turnos.abierto() is None
        assert (uow.turnos.siguiente(), uow.cortes.siguiente()) == (3, 3)
        cerrado = uow.cortes.corte(1)
        assert cerrado is not None and cerrado[0].tipo == "turno_cerrado" and cerrado[1].numero == 1
        assert uow.cortes.corte(3) is None
    otro = un_turno(caja, "300.00")
    with caja.uow() as uow:
        assert uow.turnos.abierto() == otro and otro.numero == 3 and otro.cajero == DEMO.clave


def test_sums_of_a_turno_are_those_of_its_payments(caja: CajaDePrueba) -> None:
    un_dia(caja)
    with caja.uow() as uow:
        asientos = [a for a in leer(uow.conexion) if a.tipo in ("pago", *CLASES)]
        pagos, despues = ([a.datos() for a in asientos if a.datos()["turno"] == turno] for turno in (1, 2))
        cifras, vueltas = uow.cortes.cifras(1), uow.cortes.cifras(2)
        (movimiento,) = uow.turnos.movimientos(1)
        assert len(uow.turnos.pagos(1)) == cifras.pagos == len(pagos) == 9
        # What turns a payment round is taken from the turno in which it goes back.
        vueltos = sum(importe.centavos for _, importe in vueltas.medios)
        assert vueltos == sum(d["total"] for d in despues) < 0
        assert uow.cortes.medios(2) == vueltas.medios
    cobrado = sum(p["total"] for p in pagos)
    assert cifras.cobrado.centavos == cobrado
    for sumas in (cifras.medios, cifras.usos):
        assert sum(importe.centavos for _, importe in sumas) == cobrado
    aplicado = sum(a["importe"] for p in pagos for a in p["aplicado"])
    for sumas in (cifras.conceptos, cifras.antiguedad):
        assert sum(importe.centavos for _, importe in sumas) == aplicado
    assert {clave for clave, _ in cifras.programas} == {"insen", "pronto_pago"}
    assert (movimiento.clase, movimiento.importe) == ("retiro", Dinero(10000))
    assert (cifras.folio_inicial, cifras.folio_final) == ("2A-000001", "2A-000009")
    assert [(s.serie, s.desde, s.hasta) for s in cifras.series] == [("A", 1, 9)]


def test_repeated_order_is_one_payment(llena: CajaDePrueba) -> None:
    solicitud = una_solicitud("100")
    primero = un_cobro(llena, "100", id=solicitud.id)
    otra_vez = un_cobro(llena.reabrir(), "100", id=solicitud.id)
    assert otra_vez.repetido and not primero.repetido
    assert otra_vez.pagos == primero.pagos


def test_paper_waits_until_it_came_out(llena: CajaDePrueba) -> None:
    pago = un_pago(llena)
    folio = str(pago.folio)
    with llena.uow() as uow:
        assert uow.cola.pendientes() == (folio,) and uow.cola.copias(folio) == 0
        papel = {"folio": folio, "clase": "pago", "resultado": "impreso", "quien": "demo"}
        for copia in (0, 1, 2):
            uow.diario.asentar("papel", papel | {"copia": copia})
        uow.cola.tomar(folio)
        uow.cola.quitar(folio)
        uow.commit()
    with llena.uow() as uow:
        assert uow.cola.pendientes() == () and uow.cola.copias(folio) == 2
        assert uow.cola.copias("2A-000099") == 0


def test_queue_goes_with_the_payment_or_not_at_all(llena: CajaDePrueba) -> None:
    with llena.uow() as uow:
        uow.cola.encolar("2A-000001", "pago")
    with llena.uow() as uow:
        assert uow.cola.pendientes() == ()
