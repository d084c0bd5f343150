"""An auditor who knows only the asientos finds whatever does not follow in what turns a payment round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from app.domain.corte.corte import Arqueo
from app.domain.diario.asiento import Asiento
from app.domain.dinero import Dinero
from app.turno.caja import cerrar_turno
from tests.domain.diario.test_auditoria import Cambio, _alterado, _hallazgos, _poner
from tests.factories import DEMO, importar, un_beneficio, un_medio, un_pago, un_recibo, un_turno, una_caja, una_cuenta
from tests.reversos import cancelado, cerrado, devuelto, movido, sin_fondos, un_permiso


@pytest.fixture(scope="module")
def diario(tmp_path_factory: pytest.TempPathFactory) -> list[Asiento]:
    """A turno; then a cheque returned, money given back in two parts, a payment cancelled, cash moved with a word."""
    with una_caja(tmp_path_factory.mktemp("reversos")) as caja:
        august = {"agua": "206.89", "alcantarillado": "107.58", "saneamiento": "80.69"}
        cuentas = [una_cuenta("100"), una_cuenta("300", uso="comercial")]
        recibos = [un_recibo("100", **august), *(un_recibo("300", m, agua="150.30") for m in ("2023-07", "2023-08"))]
        importar(caja, cuentas, recibos, [un_beneficio("100")])
        mixto = un_pago(caja, "300", medios=(un_medio("100.60", "cheque"), un_medio("200.00")))
        con_insen = un_pago(caja, "100")
        cerrado(caja)
        un_turno(caja)
        sin_fondos(caja, mixto, cargo="20.00")
        devuelto(caja, con_insen, "97.57")
        devuelto(caja, con_insen)
        cancelado(caja, un_pago(caja, "100", medios=(un_medio("50.00", "tarjeta"), un_medio("200.00"))))
        movido(caja, "retiro", "100.00", un_permiso(caja, "autorizar_movimiento", "retiro", Dinero(10000)))
        movido(caja, "entrada", "5.00")
        cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto("200x1"), "")
        with caja.uow() as uow:
            return list(uow.diario.asientos())


def _de(diario: Sequence[Asiento], tipo: str, cual: int) -> Asiento:
    return [a for a in diario if a.tipo == tipo][cual]


def test_a_true_diario_has_nothing_to_say(diario: list[Asiento]) -> None:
    assert _hallazgos(diario) == []


@pytest.mark.parametrize(
    ("tipo", "cual", "cambio", "dice"),
    [
        ("pago_cancelado", 0, _poner("folio", "numero", mas=1), "se esperaba el folio C2A-000004"),
        ("cheque_devuelto", 0, _poner("folio", "numero", mas=1), "se esperaba el folio C2A-000001"),
        ("movimiento", 1, _poner("folio", "numero", mas=1), "se esperaba el folio M2A-000002"),
        ("pago_cancelado", 0, _poner("total", mas=1), "no suma el total"),
        ("pago_cancelado", 0, _poner("medios", 0, "importe", mas=1), "no suma el total"),
        ("devolucion", 0, _poner("aplicado", 0, "importe", valor=1), "no es menor que cero"),
        ("pago_cancelado", 0, _poner("descuentos", 0, "importe", valor=-1), "no es mayor que cero"),
        ("pago_cancelado", 0, _poner("redondeo", valor=-1), "no es mayor que cero"),
        ("pago_cancelado", 0, _poner("aplicado", 0, "importe", valor=0), "no es menor que cero"),
        ("pago_cancelado", 0, _poner("medios", 0, "importe", valor=0), "no es menor que cero"),
        ("pago_cancelado", 0, _poner("descuentos", 0, "importe", valor=0), "no es mayor que cero"),
        ("pago_cancelado", 0, _poner("aplicado", 0, "clave", valor="otros"), "con los signos contrarios"),
        ("pago_cancelado", 0, _poner("medios", 0, "medio", valor="efectivo"), "con los signos contrarios"),
        ("pago_cancelado", 0, _poner("cancela", valor="2A-000002"), "no está en el diario, o es de otra cuenta"),
        ("pago_cancelado", 0, _poner("pago", valor="2/otra/9"), "no está en el diario, o es de otra cuenta"),
        ("devolucion", 0, _poner("cuenta", "numero", valor="300"), "no está en el diario, o es de otra cuenta"),
        ("devolucion", 1, _poner("motivo", valor=""), "sin autorización o sin motivo"),
        ("devolucion", 1, lambda d: d.pop("permiso"), "sin autorización o sin motivo"),
        ("devolucion", 1, _poner("saldo_restante", valor=0), "dejó un adeudo menor"),
        ("cheque_devuelto", 0, _poner("recibos", 0, "despues", valor=999999), "saldo imposible"),
        ("cheque_devuelto", 0, _poner("favor_despues", mas=-1), "no sale de lo usado"),
        ("devolucion", 0, _poner("permiso", valor="2/otra/9"), "que no existe o ya se usó"),
        ("devolucion", 0, _poner("autorizo", valor="jefa"), "de otra persona"),
        ("devolucion", 0, _poner("cajero", valor="otra"), "de otra persona"),
        ("devolucion", 0, _poner("momento", valor="2023-09-05T12:00:00-07:00"), "ya había vencido"),
        ("autorizacion", 0, _poner("importe", valor=1), "era por menos"),
        ("autorizacion", 0, _poner("operacion", valor="devolver"), "de otra operación o de otro pago"),
        ("autorizacion", 1, _poner("objeto", valor="2A-000001"), "de otra operación o de otro pago"),
        ("autorizacion", 3, _poner("objeto", valor="2A-000001"), "de otra operación o de otro pago"),
        ("autorizacion", 4, _poner("operacion", valor="cancelar"), "de otra operación o de otro pago"),
        ("autorizacion", 0, _poner("quien", valor="demo"), "se autorizó a sí mismo"),
        ("autorizacion", 0, _poner("vence", valor="2023-09-06T10:00:00-07:00"), "más de un minuto"),
        ("autorizacion", 0, _poner("motivo", valor=""), "no tiene motivo"),
        ("movimiento", 1, _poner("importe", valor=0), "sin importe o sin motivo"),
        ("movimiento", 1, _poner("motivo", valor=""), "sin importe o sin motivo"),
        ("movimiento", 0, _poner("importe", valor=900000), "más efectivo del que había"),
        ("turno_abierto", 1, _poner("fondo", valor=0), "más efectivo del que había"),
        ("movimiento", 0, _poner("clase", valor="entrega"), "de otra operación o de otro pago"),
        ("movimiento", 0, lambda d: d.pop("permiso"), "una autorización quedó sin usar"),
        ("movimiento", 1, _poner("turno", valor=1), "de un turno que no está abierto"),
        ("pago", 1, _poner("turno", valor=9), "de un turno que no está abierto"),
        ("turno_abierto", 1, _poner("turno", valor=1), "de un turno que no está abierto"),
    ],
)
def test_a_changed_figure_is_named(diario: list[Asiento], tipo: str, cual: int, cambio: Cambio, dice: str) -> None:
    asiento = _de(diario, tipo, cual)
    hallados = _hallazgos(_alterado(diario, asiento, cambio))
    assert any(dice in mensaje for _, _, mensaje in hallados), hallados
    assert {clase for _, clase, _ in hallados} <= {"folio", "total", "permiso"}


def _repetido(diario: list[Asiento], tipo: str, cual: int) -> list[str]:
    asiento = _de(diario, tipo, cual)
    lugar = diario.index(asiento) + 1
    return [m for _, _, m in _hallazgos([*diario[:lugar], asiento, *diario[lugar:]])]


def test_a_payment_is_turned_round_once(diario: list[Asiento]) -> None:
    dicho = _repetido(diario, "pago_cancelado", 0)
    assert "cancela un pago que ya se había cancelado o devuelto" in dicho
    assert "se apoya en una autorización que no existe o ya se usó" in dicho
    assert "se devolvió más de lo que se pagó" in _repetido(diario, "devolucion", 1)


def test_a_payment_of_its_own_turno_is_cancelled_and_not_given_back(diario: list[Asiento]) -> None:
    """Without the corte between them, what turns it round is in the turno of the payment."""
    primero = next(a for a in diario if a.tipo == "turno_cerrado")
    segundo = [a for a in diario if a.tipo == "turno_abierto"][1]
    juntos = [a for a in diario if a not in (primero, segundo)]
    seq = next(a.seq for a in diario if a.tipo == "devolucion")
    assert (seq, "total", "devuelve un pago de su propio turno") in _hallazgos(juntos)


def test_only_a_payment_of_its_turno_is_cancelled(diario: list[Asiento]) -> None:
    cancela = _de(diario, "pago_cancelado", 0)
    de_otro: dict[str, Any] = {"turno": 9}
    dicho = [m for _, _, m in _hallazgos(_alterado(diario, cancela, lambda d: d.update(de_otro)))]
    assert "cancela un pago de otro turno" in dicho
    assert "cancela un pago de otro turno" in [m for _, _, m in _hallazgos([*diario, cancela])]
