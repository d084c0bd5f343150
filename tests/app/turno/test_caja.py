"""The session at the till: opened once, cut without changing anything, closed with three figures that never adjust."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.corte.corte import Arqueo, Corte
from app.domain.dinero import CERO, Dinero
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.turno.caja import abrir_turno, cerrar_turno, corte_x, exigir_turno, is_ciego, ver_turno
from tests.db.escena import hechos_de
from tests.factories import (
    DEMO,
    INICIO,
    PERFIL,
    SUPER,
    CajaDePrueba,
    de_alta,
    importar,
    un_beneficio,
    un_medio,
    un_pago,
    un_recibo,
    un_turno,
    una_caja,
    una_cuenta,
)
from tests.reversos import movido

OTRA = Usuario("otra", "Otra cajera", ("cajero",))


def cerrar(caja: CajaDePrueba, arqueo: str = "500x1", cajero: Usuario = DEMO, motivo: str = "") -> Corte:
    return cerrar_turno(caja.ctx, cajero, Arqueo.from_texto(arqueo), motivo)


def negado(clave: str) -> pytest.RaisesExc[NegocioError]:
    return pytest.RaisesExc(NegocioError, check=lambda error: error.clave == clave)


def test_turno_is_open_for_whoever_opened_it(caja: CajaDePrueba) -> None:
    assert ver_turno(caja.ctx) is None
    turno = abrir_turno(caja.ctx, DEMO, Dinero(50000))
    assert ver_turno(caja.reabrir().ctx) == turno
    assert (turno.numero, turno.cajero, turno.abierto) == (1, "demo", INICIO)
    with caja.uow() as uow:
        assert exigir_turno(uow, INICIO + timedelta(hours=8), DEMO) == turno


def test_turno_is_refused_with_nothing_written(caja: CajaDePrueba) -> None:
    antes = hechos_de(caja)
    with negado("requiere_cajero"):
        abrir_turno(caja.ctx, SUPER, CERO)
    with negado("fondo_invalido"):
        abrir_turno(caja.ctx, DEMO, Dinero(-1))
    assert hechos_de(caja) == antes
    otra = de_alta(caja, OTRA)
    un_turno(caja)
    antes = hechos_de(caja)
    with negado("turno_abierto"):
        abrir_turno(caja.ctx, otra, CERO)
    assert hechos_de(caja) == antes


def test_work_needs_the_turno_of_today_and_of_oneself(caja: CajaDePrueba) -> None:
    with caja.uow() as uow, negado("sin_turno"):
        exigir_turno(uow, INICIO, DEMO)
    otra = de_alta(caja, OTRA)
    un_turno(caja)
    with caja.uow() as uow:
        with negado("turno_de_otro"):
            exigir_turno(uow, INICIO, otra)
        with negado("turno_de_otro_dia"):
            exigir_turno(uow, INICIO + timedelta(hours=14), DEMO)
        with negado("turno_de_otro_dia"):
            exigir_turno(uow, INICIO - timedelta(days=1), DEMO)


def un_dia_de_cobros(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta("100"), una_cuenta("200")], [un_recibo("100"), un_recibo("200")], [un_beneficio("200")])
    un_pago(caja, "100", medios=(un_medio("30.00", "tarjeta"), un_medio("100.00")), sin_beneficio=True)
    un_pago(caja, "200", efectivo="200.00", sin_beneficio=True)
    movido(caja, "entrada", "200.00")
    movido(caja, "retiro", "50.00")
    movido(caja, "entrega", "10.00")


def test_corte_x_gives_the_figures_and_changes_nothing(caja: CajaDePrueba) -> None:
    with negado("sin_turno"):
        corte_x(caja.ctx)
    un_dia_de_cobros(caja)
    antes = hechos_de(caja)
    corte = corte_x(caja.ctx)
    assert hechos_de(caja) == antes
    assert dict(corte.medios) == {"efectivo": Dinero(17000), "tarjeta": Dinero(3000)}
    assert dict(corte.conceptos) == {"agua": Dinero(20000)}
    assert (corte.entradas, corte.retiros) == (Dinero(20000), Dinero(6000))
    # 500.00 of float + 170.00 in cash + 200.00 in − 60.00 out.
    assert corte.esperado == Dinero(81000)
    assert (corte.clase, corte.numero, corte.pagos, corte.contado, corte.diferencia) == ("X", 0, 2, None, None)
    assert (corte.folio_inicial, corte.folio_final) == ("2A-000001", "2A-000002")


@pytest.mark.parametrize(
    ("arqueo", "contado", "diferencia"),
    [
        ("500x1,200x1,100x1,10x1", 81000, 0),
        ("500x1,200x1,100x1", 80000, -1000),
        ("1000x1", 100000, 19000),
        ("", 0, -81000),
    ],
)
def test_corte_z_keeps_what_was_expected_counted_and_missing(
    caja: CajaDePrueba, arqueo: str, contado: int, diferencia: int
) -> None:
    un_dia_de_cobros(caja)
    equis = corte_x(caja.ctx)
    corte = cerrar(caja, arqueo)
    assert (corte.esperado, corte.contado, corte.diferencia) == (Dinero(81000), Dinero(contado), Dinero(diferencia))
    assert equis == replace(
        corte, clase="X", numero=0, contado=None, diferencia=None, arqueo=None, quien="", seq=equis.seq, hash=equis.hash
    )
    assert ver_turno(caja.reabrir().ctx) is None
    assert caja.verificar().errores == ()


def test_next_turno_begins_from_nothing(caja: CajaDePrueba) -> None:
    un_dia_de_cobros(caja)
    assert cerrar(caja).numero == 1
    caja.reloj.avanzar(days=1)
    assert un_turno(caja, "300.00").numero == 2
    corte = corte_x(caja.ctx)
    assert (corte.turno, corte.pagos, corte.medios, corte.esperado) == (2, 0, (), Dinero(30000))
    assert (corte.folio_inicial, corte.folio_final) == ("", "")
    assert cerrar(caja, "200x1,100x1").numero == 2


def test_only_its_cashier_or_a_supervisor_closes_it(caja: CajaDePrueba) -> None:
    with negado("sin_turno"):
        cerrar(caja)
    un_turno(caja)
    with negado("turno_de_otro"):
        cerrar(caja, cajero=de_alta(caja, OTRA))
    with negado("falta_motivo"):
        cerrar(caja, cajero=SUPER)
    corte = cerrar(caja, cajero=SUPER, motivo="se enfermó")
    assert corte.cajero == "demo"
    tipo, datos = hechos_de(caja)[-1]
    assert (tipo, datos["cajero"], datos["quien"], datos["motivo"]) == ("turno_cerrado", "demo", "super", "se enfermó")


def test_a_turno_forgotten_open_is_closed_by_a_supervisor_with_its_own_count(caja: CajaDePrueba) -> None:
    un_dia_de_cobros(caja)
    caja.reloj.avanzar(days=3)
    with negado("turno_de_otro_dia"):
        cerrar(caja)
    with negado("falta_motivo"):
        cerrar(caja, cajero=SUPER)
    corte = cerrar(caja, "500x1,200x1,100x1", SUPER, "quedó abierto el lunes")
    assert (corte.contado, corte.diferencia) == (Dinero(80000), Dinero(-1000))
    assert un_turno(caja).numero == 2 and caja.verificar().errores == ()


def test_a_supervisor_does_not_close_the_turno_that_they_forgot(caja: CajaDePrueba) -> None:
    doble = de_alta(caja, Usuario("doble", "Doble", ("cajero", "supervisor")))
    un_turno(caja, cajero=doble)
    caja.reloj.avanzar(days=1)
    with negado("autoriza_otro"):
        cerrar(caja, cajero=doble, motivo="se me olvidó")
    cerrar(caja, cajero=SUPER, motivo="se le olvidó")


def test_at_midday_one_cashier_hands_over_to_another(caja: CajaDePrueba) -> None:
    un_dia_de_cobros(caja)
    otra = de_alta(caja, OTRA)
    primero = cerrar(caja, "500x1,200x1,100x1,10x1")
    turno = abrir_turno(caja.ctx, otra, primero.contado or CERO)
    importar(caja, recibos=[un_recibo("200", "2023-07")])
    with negado("turno_de_otro"):
        un_pago(caja, "200", sin_beneficio=True)
    un_pago(caja, "200", sin_beneficio=True, cajero=otra)
    segundo = cerrar(caja, "500x1,200x2,10x1", otra)
    assert (turno.fondo, segundo.esperado, segundo.diferencia) == (Dinero(81000), Dinero(91000), CERO)
    assert (segundo.folio_inicial, segundo.pagos) == ("2A-000003", 1) and caja.verificar().errores == ()


def test_cash_rounding_stands_apart_in_the_corte(tmp_path: Path) -> None:
    perfil = replace(PERFIL, redondeo_efectivo=Dinero(50), arqueo_ciego=False)
    with una_caja(tmp_path / "caja", demo=False, perfil=perfil) as caja:
        importar(caja, [una_cuenta()], [un_recibo(agua="100.37")])
        un_pago(caja, sin_beneficio=True)
        corte = cerrar(caja, "500x1,100x1")
        assert dict(corte.conceptos) == {"agua": Dinero(10037), "redondeo": Dinero(-37)}
        assert (dict(corte.medios), corte.diferencia) == ({"efectivo": Dinero(10000)}, CERO)
        assert caja.verificar().errores == ()


def test_blind_count_shows_no_cash_before_it_and_all_after(tmp_path: Path) -> None:
    perfil = replace(PERFIL, arqueo_ciego=True)
    with una_caja(tmp_path / "caja", demo=False, perfil=perfil) as caja:
        assert is_ciego(caja.ctx)
        un_dia_de_cobros(caja)
        equis = corte_x(caja.ctx)
        assert equis.esperado is None
        assert dict(equis.medios) == {"tarjeta": Dinero(3000)}
        assert equis.conceptos == () == equis.programas
        assert cerrar(caja, "500x1,200x1,100x1,10x1").esperado == Dinero(81000)
        assert caja.verificar().errores == ()


def test_demonstration_counts_in_the_open(caja: CajaDePrueba) -> None:
    assert not is_ciego(caja.ctx)
