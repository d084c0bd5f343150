"""What a payment turned round would do, foreseen: the same that then happens, and nothing written meanwhile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.cobro.codigo import leer_folio
from app.cobro.consulta import estado_de_cuenta
from app.domain.dinero import CERO, Dinero
from app.domain.pago.contrapago import Contrapago
from app.domain.pago.pago import Folio, Pago
from app.errors import NegocioError
from app.gente.usuarios import desbloquear, ver_gente
from app.reversos.contrapagos import Orden
from app.reversos.devoluciones import Entrega
from app.reversos.previas import Previa
from app.reversos.reversion import Consulta, Hallado, consultar
from app.turno.movimientos import movimientos_del_dia
from tests.factories import (
    DEMO,
    PERFIL,
    SUPER,
    CajaDePrueba,
    importar,
    un_beneficio,
    un_medio,
    un_pago,
    un_recibo,
    un_turno,
    una_caja,
    una_cuenta,
)
from tests.reversos import cancelado, cerrado, devuelto, movido, sin_fondos


@pytest.fixture
def oficina(caja: CajaDePrueba) -> CajaDePrueba:
    """100 holds INSEN; 200 and 300 owe a month."""
    cuentas = [una_cuenta("100"), una_cuenta("200", uso="comercial"), una_cuenta("300", uso="comercial")]
    importar(caja, cuentas, [un_recibo(c.numero, agua="200.00") for c in cuentas], [un_beneficio("100")])
    return caja


def ver(caja: CajaDePrueba, pago: Pago, clase: str = "", **otros: object) -> Hallado:
    return consultar(caja.ctx, Consulta(pago.folio, clase, **otros), DEMO)  # type: ignore[arg-type]


def prevista(hallado: Hallado) -> Previa:
    assert hallado.previa is not None, hallado.negado
    return hallado.previa


def exigir_igual(caja: CajaDePrueba, previa: Previa, hecho: Contrapago) -> None:
    """What was foreseen is what happened."""
    assert (previa.clase, previa.pago.folio, previa.partes) == (hecho.clase, hecho.cancela, hecho.partes)
    assert previa.importe == hecho.importe and previa.saldo_anterior == hecho.saldo_anterior
    assert (previa.saldo_restante, previa.saldo_a_favor) == (hecho.saldo_restante, hecho.saldo_a_favor)
    if hecho.cuenta:
        debe = {s.recibo.periodo: s.total for s in estado_de_cuenta(caja.ctx, hecho.cuenta).adeudo.saldos}
        assert all(debe[r.periodo] == r.despues != r.antes for r in previa.recibos)


def test_a_cancelacion_is_foreseen_as_it_happens(oficina: CajaDePrueba) -> None:
    pago = un_pago(oficina, "100", efectivo="500.00")
    with oficina.uow() as uow:
        antes = len(list(uow.diario.asientos()))
    hallado = ver(oficina, pago)
    previa = prevista(hallado)
    assert hallado.natural == "pago_cancelado" and hallado.cheques == ()
    assert previa.efectivo == pago.total and previa.partes.descuentos
    with oficina.uow() as uow:
        assert len(list(uow.diario.asientos())) == antes
    exigir_igual(oficina, previa, cancelado(oficina, pago).contrapago)


def test_a_devolucion_whole_and_in_part(oficina: CajaDePrueba) -> None:
    pago = un_pago(oficina, "200")
    cerrado(oficina)
    un_turno(oficina, "1000")
    assert prevista(ver(oficina, pago)).importe == pago.total
    previa = prevista(ver(oficina, pago, "devolucion", monto=Dinero(5_000)))
    assert previa.efectivo == Dinero(5_000)
    exigir_igual(oficina, previa, devuelto(oficina, pago, "50").contrapago)


def test_a_cheque_of_another_turno_goes_back_by_transfer_and_its_return_is_another_thing(oficina: CajaDePrueba) -> None:
    pago = un_pago(oficina, "300", medios=(un_medio("200.00", "cheque"),))
    cerrado(oficina)
    un_turno(oficina, "1000")
    hallado = ver(oficina, pago)
    assert hallado.natural == "devolucion" and hallado.cheques == ("77",)
    assert prevista(hallado).efectivo == CERO
    con = prevista(ver(oficina, pago, "devolucion", entrega=Entrega("BANCO", "99")))
    assert [(m.medio, m.referencia) for m in con.partes.medios] == [("transferencia", "99")]
    previa = prevista(ver(oficina, pago, "cheque_devuelto"))
    exigir_igual(oficina, previa, sin_fondos(oficina, pago).hecho.contrapago)


@pytest.mark.parametrize(
    ("clase", "clave"),
    [
        ("pago_cancelado", "pago_de_otro_turno"),
        ("devolucion", "efectivo_insuficiente"),
        ("cheque_devuelto", "sin_cheque"),
    ],
)
def test_what_would_be_refused_is_refused_before_anybody_is_asked(
    oficina: CajaDePrueba, clase: str, clave: str
) -> None:
    pago = un_pago(oficina, "200")
    cerrado(oficina)
    un_turno(oficina, "0")
    hallado = ver(oficina, pago, clase)
    assert hallado.previa is None and hallado.negado is not None and hallado.negado.clave == clave


def test_what_is_of_this_turno_is_no_devolucion_and_what_is_gone_is_gone(oficina: CajaDePrueba) -> None:
    pago = un_pago(oficina, "200")
    hallado = ver(oficina, pago, "devolucion")
    assert hallado.negado is not None and hallado.negado.clave == "pago_de_este_turno"
    cancelado(oficina, pago)
    hallado = ver(oficina, pago)
    assert hallado.negado is not None and hallado.negado.clave == "ya_cancelado"
    with pytest.raises(NegocioError) as error:
        consultar(oficina.ctx, Consulta(Folio.from_texto("9Z-000001")), DEMO)
    assert error.value.clave == "folio_desconocido"


def test_without_a_turno_it_is_said(oficina: CajaDePrueba) -> None:
    pago = un_pago(oficina, "200")
    cerrado(oficina)
    hallado = ver(oficina, pago)
    assert hallado.negado is not None and hallado.negado.clave == "sin_turno"
    assert Orden("x", pago.folio, "y").folio == hallado.pago.folio


def test_the_days_movements_are_those_of_every_turno_of_today(caja: CajaDePrueba) -> None:
    un_turno(caja)
    movido(caja, "entrada", "100")
    movido(caja, "entrega", "50")
    cerrado(caja)
    assert [m.clase for m in movimientos_del_dia(caja.ctx)] == ["entrega", "entrada"]
    un_turno(caja)
    movido(caja, "retiro", "20")
    (ultimo, *otros) = movimientos_del_dia(caja.ctx)
    assert (ultimo.clase, ultimo.importe, ultimo.turno, len(otros)) == ("retiro", Dinero(2_000), 2, 2)
    assert ultimo.folio.startswith("M2A-") and (ultimo.recibe, ultimo.motivo) == ("Luis Vega", "cambio")
    cerrado(caja)
    caja.reloj.avanzar(days=1)
    assert movimientos_del_dia(caja.ctx) == ()


def test_people_with_the_state_of_their_pins(caja: CajaDePrueba) -> None:
    with caja.uow() as uow:
        intentos = uow.usuarios.intentos("demo")
        for _ in range(10):
            intentos = intentos.fallar(caja.reloj.ahora())
        uow.usuarios.guardar_intentos("demo", intentos)
        uow.commit()
    assert [(g.usuario.clave, g.intentos.is_bloqueado) for g in ver_gente(caja.ctx)] == [
        ("demo", True),
        ("super", False),
    ]
    desbloquear(caja.ctx, "demo", SUPER)
    assert not any(g.intentos.fallos for g in ver_gente(caja.ctx))


@pytest.mark.parametrize(
    ("leido", "folio"),
    [
        ("2A-000001", "2A-000001"),
        (" 2a-000001 ", "2A-000001"),
        ("VTN1|cajeme|2A-000123|135.00|2023-09-05|ABCDEF", "2A-000123"),
        ("VTN1|cajeme", None),
        ("VTN2|cajeme|2A-000123", None),
        ("C2A-000001", None),
        ("0000100-1", None),
        ("", None),
    ],
)
def test_a_folio_is_read_from_its_ticket(leido: str, folio: str | None) -> None:
    hallado = leer_folio(leido)
    assert (None if hallado is None else str(hallado)) == folio


def test_where_the_count_is_blind_looking_tells_nothing_of_the_cash(tmp_path: Path) -> None:
    ciega = replace(PERFIL, demostracion=replace(PERFIL.demostracion, arqueo_ciego=True))
    with una_caja(tmp_path / "ciega", perfil=ciega) as caja:
        importar(caja, [una_cuenta("100")], [un_recibo("100", agua="200.00")])
        pago = un_pago(caja, "100")
        cerrado(caja)
        un_turno(caja, "0")
        assert prevista(ver(caja, pago)).efectivo == pago.total
        with pytest.raises(NegocioError) as error:
            devuelto(caja, pago)
        assert error.value.clave == "efectivo_insuficiente"


def test_a_drawer_that_did_not_open_is_told_from_one_that_did(caja: CajaDePrueba) -> None:
    un_turno(caja)
    with caja.uow() as uow:
        for resultado in ("ordenado", "fallo"):
            uow.diario.asentar(
                "cajon_abierto", {"turno": 1, "cajero": "demo", "motivo": "cambio", "resultado": resultado}
            )
        uow.commit()
    assert [(m.clase, m.importe, m.folio) for m in movimientos_del_dia(caja.ctx)] == [
        ("cajon_fallo", None, ""),
        ("cajon", None, ""),
    ]
