"""Papers of the drawer: vouchers of what was turned round and of cash moved, and a ticket that says CANCELADO."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.documentos import Documento, Encabezado, componer
from app.domain.pago.pago import ServicioPedido
from app.domain.papel import Respuesta
from app.papel.impresion import imprimir_pendientes, reimprimir_papel
from app.papel.papeles import clase_de_papel, documento_de
from tests.app.reversos.test_devoluciones import de_ayer
from tests.factories import CajaDePrueba, importar, un_cobro, un_medio, un_pago, un_recibo, un_turno, una_cuenta
from tests.reversos import cancelado, devuelto, movido, sin_fondos, un_permiso

CABEZA = Encabezado("OOMAPAS de Cajeme")


def papel(caja: CajaDePrueba, folio: object, copia: int = 0, columnas: int = 48) -> str:
    with caja.uow() as uow:
        return "\n".join(componer(documento_de(caja.ctx, uow, str(folio), CABEZA, copia), columnas))


def test_a_cancelled_payment_says_so_on_every_copy(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo()])
    pago = un_pago(caja, sin_beneficio=True)
    assert "CANCELADO" not in papel(caja, pago.folio)
    hecho = cancelado(caja, pago).contrapago
    # Also on the original, where it had not come out yet.
    for copia in (0, 2):
        dicho = papel(caja, pago.folio, copia)
        assert dicho.count("CANCELADO") == 2 and f"con {hecho.folio}" in dicho
    assert "COPIA 2" in papel(caja, pago.folio, 2)


@pytest.mark.parametrize("columnas", [32, 48])
def test_the_voucher_of_a_cancelacion(caja: CajaDePrueba, columnas: int) -> None:
    importar(caja, [una_cuenta()], [un_recibo()])
    pago = un_pago(caja, medios=(un_medio("60.00", "tarjeta"), un_medio("100.00")), sin_beneficio=True)
    dicho = papel(caja, cancelado(caja, pago).contrapago.folio, columnas=columnas)
    for texto in (
        "COMPROBANTE DE CANCELACIÓN", "C2A-000001", "2A-000001", "Tarjeta de débito", "60.00", "40.00", "CIEN PESOS",
        "Motivo: se equivocó de", "Adeudo que queda", "Recibí conforme",
    ):  # fmt: skip
        assert texto in dicho
    assert all(len(linea) <= columnas for linea in dicho.splitlines())


def test_a_part_given_back_and_then_all(caja: CajaDePrueba) -> None:
    (pago,) = de_ayer(caja)
    primero = devuelto(caja, pago, "10.00").contrapago
    assert "DEVUELTO EN PARTE" in papel(caja, pago.folio)
    assert "DEVOLUCIÓN" in papel(caja, primero.folio)
    devuelto(caja, pago)
    dicho = papel(caja, pago.folio)
    assert "DEVUELTO" in dicho and "EN PARTE" not in dicho and "C2A-000001, C2A-000002" in dicho


def test_the_voucher_of_a_cheque_says_what_the_bank_said(caja: CajaDePrueba) -> None:
    (pago,) = de_ayer(caja, {"cuenta": "300", "medios": (un_medio("300.60", "cheque"),)})
    dicho = papel(caja, sin_fondos(caja, pago).hecho.contrapago.folio)
    assert "CHEQUE DEVUELTO" in dicho and "El banco dice: fondos insuficientes" in dicho and "BANCO · 77" in dicho


def test_credit_that_stays_and_a_sale_to_nobody(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta("100", uso="comercial")])
    un_pago(caja, monto="80.00")
    importar(caja, recibos=[un_recibo(agua="50.00")])
    assert "Saldo a favor" in papel(caja, cancelado(caja, un_pago(caja)).contrapago.folio)
    (venta,) = un_cobro(caja, servicios=(ServicioPedido("TAMBO", Decimal(1)),), nombre="Ana").pagos
    dicho = papel(caja, cancelado(caja, venta).contrapago.folio)
    assert "Ana" in dicho and "Adeudo" not in dicho and "Cuenta " not in dicho


def test_the_voucher_of_cash_moved(caja: CajaDePrueba) -> None:
    un_turno(caja)
    permiso = un_permiso(caja, "autorizar_movimiento", "entrega", un_medio("300.00").importe)
    dicho = papel(caja, movido(caja, "entrega", "300.00", permiso).folio)
    for texto in ("VALE DE ENTREGA A BÓVEDA", "M2A-000001", "Luis Vega", "B-12", "super", "TRESCIENTOS PESOS"):
        assert texto in dicho
    assert "Autorizó" not in papel(caja, movido(caja, "entrada", "1.00").folio)


class FakeImpresora:
    """Keeps the names of the papers it was given."""

    tiene_cajon = False

    def __init__(self) -> None:
        self.papeles: list[str] = []

    def sacar(self, documento: Documento, nombre: str, *, abre_cajon: bool = False) -> Respuesta:
        """It came out."""
        self.papeles.append(nombre)
        return Respuesta("impreso")

    def preguntar(self) -> Respuesta:
        return Respuesta("impreso")

    def abrir_cajon(self) -> None:
        """There is none."""


def test_vouchers_wait_in_the_queue_like_any_paper(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo()])
    cancelado(caja, un_pago(caja))
    movido(caja, "entrada", "1.00")
    impresora = FakeImpresora()
    salidas = imprimir_pendientes(caja.ctx, lambda clase: impresora, CABEZA)
    assert [s.clase for s in salidas] == ["pago", "contrapago", "movimiento"]
    reimprimir_papel(caja.ctx, lambda clase: impresora, CABEZA, "M2A-000001", "demo")
    assert impresora.papeles == ["2A-000001", "C2A-000001", "M2A-000001", "M2A-000001-copia-1"]
    assert [clase_de_papel(f) for f in ("Z-1", "C2A-000001", "M2A-000001", "2A-000001")] == [
        "corte", "contrapago", "movimiento", "pago",
    ]  # fmt: skip
    assert caja.verificar().errores == ()
