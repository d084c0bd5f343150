"""Taking a payment on a real caja: several cuentas, what is refused with nothing written, and repeated orders."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.cobro.cobranza import Cobro, cobrar, huella_de
from app.cobro.propuesta import proponer
from app.domain.corte.corte import Arqueo
from app.domain.cuenta import Marca
from app.domain.dinero import CERO, Dinero, suma
from app.domain.pago.pago import Pago, ServicioPedido, SolicitudCobro
from app.domain.periodo import Periodo
from app.domain.usuario import Usuario
from app.errors import EquipoError, NegocioError
from app.turno.caja import abrir_turno, cerrar_turno
from tests.cobros import aplicado_de, exigir_cuadre, una_caja_que_redondea
from tests.factories import (
    DEMO,
    CajaDePrueba,
    de_alta,
    importar,
    un_beneficio,
    un_cobro,
    un_medio,
    un_pago,
    un_recibo,
    un_turno,
    una_cuenta,
    una_solicitud,
)

# --- several cuentas with one tender ---


def test_several_cuentas_with_one_tender_and_one_change(caja: CajaDePrueba) -> None:
    recibos = [un_recibo(n, agua=a) for n, a in (("100", "100.10"), ("200", "50.20"), ("300", "25.00"))]
    importar(caja, [una_cuenta(n, uso="comercial") for n in ("100", "200", "300")], recibos)
    cobro = un_cobro(caja, "200", "100", "300", medios=(un_medio("60.00", "tarjeta"), un_medio("200.00")))
    exigir_cuadre(cobro)
    assert [str(p.folio) for p in cobro.pagos] == ["2A-000001", "2A-000002", "2A-000003"]
    assert [(p.cuenta, p.orden) for p in cobro.pagos] == [("200", 1), ("100", 2), ("300", 3)]
    assert [p.cambio.texto() for p in cobro.pagos] == ["0.00", "0.00", "84.70"]
    assert cobro.cambio.texto() == "84.70" and {p.cobro for p in cobro.pagos} == {cobro.pagos[0].cobro}
    assert [[(m.medio, m.importe.texto()) for m in p.medios] for p in cobro.pagos] == [
        [("tarjeta", "50.20")], [("tarjeta", "9.80"), ("efectivo", "90.30")], [("efectivo", "25.00")],
    ]  # fmt: skip


def test_each_cuenta_uses_its_own_credit(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta(n, uso="comercial") for n in ("100", "200")])
    un_pago(caja, "100", monto="130.00")
    importar(caja, recibos=[un_recibo(n, agua="100.00") for n in ("100", "200")])
    cobro = un_cobro(caja, "100", "200", efectivo="100.00")
    exigir_cuadre(cobro)
    assert [p.saldo_a_favor.texto() for p in cobro.pagos] == ["30.00", "0.00"]
    assert cobro.cambio == CERO


def test_rounding_larger_than_the_cash_of_one_cuenta(tmp_path: Path) -> None:
    with una_caja_que_redondea(tmp_path, "0.50") as caja:
        importar(caja, [una_cuenta(n, uso="comercial") for n in ("100", "200", "300")])
        importar(caja, recibos=[un_recibo(n, agua="0.15") for n in ("100", "200", "300")])
        cobro = un_cobro(caja, "100", "200", "300", efectivo="1.00")
        exigir_cuadre(cobro)
        assert [p.redondeo.texto() for p in cobro.pagos] == ["-0.15"] * 3 and cobro.cambio.texto() == "1.00"
        assert caja.verificar().ok


def test_one_of_several_cuentas_without_debt_stops_them_all(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta("100"), una_cuenta("200")], [un_recibo("100")])
    with pytest.raises(NegocioError) as error:
        un_cobro(caja, "100", "200")
    assert error.value.clave == "sin_adeudo" and "200" in error.value.mensaje
    assert un_pago(caja, "100").folio.numero == 1


# --- the order itself ---


@pytest.mark.parametrize(
    ("cuentas", "palabras", "clave"),
    [
        (("100", "100"), {}, "cuenta_repetida"),
        (("100", "200"), {"monto": "50.00"}, "varias_cuentas"),
        (("100", "200"), {"recibos": (Periodo(2023, 8),)}, "varias_cuentas"),
        (("100", "200"), {"servicios": (ServicioPedido("A"),)}, "varias_cuentas"),
        (("999",), {}, "cuenta_desconocida"),
        ((), {}, "cobro_vacio"),
        ((), {"servicios": (ServicioPedido("A"),)}, "falta_nombre"),
        ((), {"servicios": (ServicioPedido("A"),), "nombre": "  "}, "falta_nombre"),
        ((), {"servicios": (ServicioPedido("A"),), "nombre": "Ana", "monto": "5.00"}, "sin_cuenta"),
        ((), {"servicios": (ServicioPedido("A"),), "nombre": "Ana", "recibos": (Periodo(2023, 8),)}, "sin_cuenta"),
        (("100",), {"medios": (un_medio("500.00", "saldo_a_favor"),)}, "medio_desconocido"),
    ],
)
def test_an_order_that_makes_no_sense_is_refused(
    caja: CajaDePrueba, cuentas: tuple[str, ...], palabras: dict[str, Any], clave: str
) -> None:
    importar(caja, [una_cuenta("100"), una_cuenta("200")], [un_recibo("100"), un_recibo("200")])
    with pytest.raises(NegocioError) as error:
        un_cobro(caja, *cuentas, **palabras)
    assert error.value.clave == clave


def test_a_sale_to_somebody_without_a_cuenta(caja: CajaDePrueba) -> None:
    (pago,) = un_cobro(caja, servicios=(ServicioPedido("TAMBO", Decimal(3)),), nombre=" Ana ", efectivo="50").pagos
    assert (pago.cuenta, pago.titular, pago.total.texto(), pago.cambio.texto()) == ("", "Ana", "26.94", "23.06")
    assert pago.saldo_anterior == CERO == pago.saldo_restante


def test_the_total_that_was_shown_is_the_one_charged(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo(agua="206.89")], [un_beneficio()])
    visto = proponer(caja.ctx, una_solicitud("100"))
    pago = un_pago(caja, total_visto=visto.total)
    assert pago.total == visto.total == visto.a_pagar and visto.ahorro == -suma(d.importe for d in pago.descuentos)


# --- the same order again ---


def test_the_same_id_again_gives_the_same_payment(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta("100"), una_cuenta("200")], [un_recibo("100"), un_recibo("200")])
    solicitud = una_solicitud("100", "200", efectivo="500.00")
    un_turno(caja)
    primero = cobrar(caja.ctx, solicitud, DEMO)
    otra_vez = cobrar(caja.ctx, solicitud, DEMO)
    assert otra_vez.pagos == primero.pagos and otra_vez.repetido and not primero.repetido
    assert otra_vez.cambio == primero.cambio


def test_a_retry_after_the_turno_was_closed_still_tells_the_payment(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo()])
    solicitud = una_solicitud("100")
    un_turno(caja)
    primero = cobrar(caja.ctx, solicitud, DEMO)
    cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto("500x1,50x1,20x2"), "")
    caja.disco.libre = 0
    assert cobrar(caja.ctx, solicitud, DEMO).pagos == primero.pagos


@pytest.mark.parametrize(
    "otra",
    [
        {"cuentas": ("200",)}, {"cuentas": ("100", "200")}, {"medios": (un_medio("999.00"),)}, {"monto": Dinero(5)},
        {"recibos": (Periodo(2023, 8),)}, {"programa": "insen"}, {"sin_beneficio": True}, {"nombre": "Otro"},
        {"servicios": (ServicioPedido("A"),)}, {"servicios": (ServicioPedido("A", Decimal(2)),)},
        {"medios": (un_medio("1000.00", "tarjeta"),)}, {"medios": (un_medio("1000.00", "cheque", referencia="8"),)},
    ],
)  # fmt: skip
def test_the_same_id_with_other_contents_charges_nothing(caja: CajaDePrueba, otra: dict[str, Any]) -> None:
    importar(caja, [una_cuenta("100"), una_cuenta("200")], [un_recibo("100"), un_recibo("200")])
    solicitud = una_solicitud("100")
    un_turno(caja)
    cobrar(caja.ctx, solicitud, DEMO)
    assert huella_de(replace(solicitud, **otra)) != huella_de(solicitud)
    with pytest.raises(NegocioError) as error:
        cobrar(caja.ctx, replace(solicitud, **otra), DEMO)
    assert error.value.clave == "id_repetido" and "2A-000001" in error.value.mensaje
    with caja.uow() as uow:
        assert uow.pagos.siguiente_folio().numero == 2


def test_what_only_compares_or_authorises_is_not_part_of_the_order() -> None:
    solicitud = una_solicitud("100")
    assert huella_de(replace(solicitud, total_visto=Dinero(1), autorizado="super")) == huella_de(solicitud)


# --- turno and disk ---


def _cobrar(caja: CajaDePrueba, cajero: Usuario = DEMO) -> Cobro:
    return cobrar(caja.ctx, una_solicitud("100"), cajero)


def test_without_a_turno_of_today_and_of_this_cashier_nothing_is_charged(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo()])
    with pytest.raises(NegocioError) as error:
        _cobrar(caja)
    assert error.value.clave == "sin_turno"
    abrir_turno(caja.ctx, DEMO, CERO)
    with pytest.raises(NegocioError) as error:
        _cobrar(caja, de_alta(caja, Usuario("otra", "Otra", ("cajero",))))
    assert error.value.clave == "turno_de_otro"
    caja.reloj.avanzar(days=1)
    with pytest.raises(NegocioError) as error:
        _cobrar(caja)
    assert error.value.clave == "turno_de_otro_dia"


def test_with_the_disk_almost_full_nothing_is_charged(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo()])
    un_turno(caja)
    caja.disco.libre = 50 * 2**20 - 1
    with pytest.raises(EquipoError) as error:
        _cobrar(caja)
    assert error.value.clave == "disco_casi_lleno"
    caja.disco.libre += 1
    assert _cobrar(caja).pagos[0].folio.numero == 1


# --- the billing system's next file ---


def _marca(caja: CajaDePrueba, pago: Pago) -> Marca:
    return Marca(pago.caja, caja.ctx.caja.epoca, pago.seq)


def test_the_next_file_neither_charges_twice_nor_frees_twice(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta(uso="comercial")], [un_recibo(agua="100.00")])
    abono = un_pago(caja, monto="40.00")
    importar(caja, recibos=[un_recibo(agua="100.00")])
    assert un_pago(caja, monto="10.00").saldo_restante.texto() == "50.00", "the file does not know the abono"
    importar(caja, recibos=[un_recibo(agua="100.00", pagado="40.00")], hasta=(_marca(caja, abono),))
    assert proponer(caja.ctx, una_solicitud("100")).total.texto() == "50.00", "it includes the first abono only"
    final = un_pago(caja)
    importar(caja, recibos=[un_recibo(agua="100.00", pagado="100.00")], hasta=(_marca(caja, final),))
    with pytest.raises(NegocioError, match="no debe nada"):
        un_pago(caja)
    assert caja.verificar().ok


def test_a_file_that_goes_back_to_what_it_said_before(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta(uso="comercial")])
    for agua in ("100.00", "80.00", "100.00"):
        importar(caja, recibos=[un_recibo(agua=agua)])
    assert un_pago(caja).total.texto() == "100.00"
    assert caja.verificar().errores == ()


def test_a_discounted_payment_extinguishes_the_whole_recibo_in_the_next_file_too(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo(agua="206.89")], [un_beneficio()])
    assert un_pago(caja).total.texto() == "103.44"
    importar(caja, recibos=[un_recibo(agua="206.89")])
    with pytest.raises(NegocioError, match="no debe nada"):
        un_pago(caja)


def test_a_recibo_billed_again_for_less_is_not_charged_and_is_told(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta(uso="comercial")], [un_recibo("100", "2023-07", agua="100.00")])
    un_pago(caja)
    importar(caja, recibos=[un_recibo("100", "2023-07", agua="80.00"), un_recibo("100", "2023-08", agua="50.00")])
    pago = un_pago(caja)
    assert pago.total.texto() == "50.00" and pago.saldo_a_favor == CERO
    assert pago.avisos[0].startswith("El recibo de julio 2023 se facturó de nuevo por 20.00 menos")


def test_part_of_the_mora_is_not_forgiven_nor_charged_again(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta(uso="comercial")], [un_recibo("100", "2023-06", agua="100.00")])
    assert un_pago(caja, monto="100.00").saldo_restante.texto() == "205.39"
    pago = un_pago(caja)
    assert (pago.saldo_anterior.texto(), pago.total.texto()) == ("205.39", "205.39")
    assert aplicado_de(pago) == "2023-06 mora 77.06|2023-06 iva_mora 28.33|2023-06 agua 100.00"


def test_every_order_is_told_apart_from_an_empty_one() -> None:
    assert huella_de(SolicitudCobro("x", ("100",), ())) != huella_de(una_solicitud("100"))


def test_a_benefit_is_not_given_again_on_a_recibo_billed_again(caja: CajaDePrueba) -> None:
    """20 m³: 50 % of 206.89 is 103.45; of the same agua billed as 306.89 it is 153.45: 50.00 more, and not 100.00."""
    importar(caja, [una_cuenta()], [un_recibo(agua="206.89")], [un_beneficio()])
    primero = un_pago(caja)
    assert suma(d.importe for d in primero.descuentos).texto() == "-103.45"
    importar(caja, recibos=[un_recibo(agua="306.89")])
    segundo = un_pago(caja)
    assert suma(d.importe for d in segundo.descuentos).texto() == "-50.00"
    assert segundo.total.texto() == "50.00"


@pytest.mark.parametrize(("pagado", "descuento"), [("206.89", "-50.00"), ("103.44", "-153.45")])
def test_an_import_that_counts_only_the_money_leaves_the_discount_to_be_given(
    caja: CajaDePrueba, pagado: str, descuento: str
) -> None:
    importar(caja, [una_cuenta()], [un_recibo(agua="206.89")], [un_beneficio()])
    marca = _marca(caja, un_pago(caja))
    importar(caja, recibos=[un_recibo(agua="306.89", pagado=pagado)], hasta=(marca,))
    assert suma(d.importe for d in un_pago(caja).descuentos).texto() == descuento


def test_who_let_a_newer_recibo_be_paid_first_is_asked_again_as_they_are_now(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta(uso="comercial")], [un_recibo(periodo=mes) for mes in ("2023-07", "2023-08")])
    un_turno(caja)
    for quien, clave in (("nadie", "usuario_desactivado"), ("demo", "requiere_supervisor")):
        with pytest.raises(NegocioError) as error:
            un_pago(caja, recibos=(Periodo(2023, 8),), autorizado=quien)
        assert error.value.clave == clave
    assert un_pago(caja, recibos=(Periodo(2023, 8),), autorizado="super").autorizo == "super"
