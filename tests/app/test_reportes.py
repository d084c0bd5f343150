"""Reports against cortes Z, what they leave out, what they refuse, and how they are stopped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.beneficiarios.otorgamientos import otorgar
from app.domain.beneficio.otorgamiento import SolicitudBeneficio
from app.domain.corte.corte import Arqueo
from app.domain.dinero import CERO, Dinero, suma
from app.domain.reporte.reporte import DIMENSIONES, Filtro, Reporte
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.reportes.beneficios import ver_beneficios_aplicados
from app.reportes.cobranza import ver_reporte
from app.reportes.diferencias import ver_diferencias
from app.turno.caja import cerrar_turno
from tests.app.turno.test_cortes import un_surtido
from tests.app.turno.test_cortes_reversos import ultimos
from tests.cobros import una_caja_que_redondea
from tests.factories import (
    DEMO,
    PERFIL,
    SUPER,
    CajaDePrueba,
    de_alta,
    importar,
    un_medio,
    un_pago,
    un_recibo,
    un_turno,
    una_caja,
    una_cuenta,
)
from tests.reportes import exigir_zetas
from tests.reversos import cancelado, devuelto, sin_fondos

HOY = date(2023, 9, 5)
UN_DIA = Filtro(HOY, HOY)
AUDITORA = Usuario("audi", "Auditora", ("auditor",))


def un_dia_de_todo(caja: CajaDePrueba) -> None:
    """Two turnos: payments of every kind, a cancelación, a returned cheque, a devolución, a credit spent."""
    un_surtido(caja)
    efectivo, cheque = (p for p in ultimos(caja) if p.cuenta in ("100", "200"))
    cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto("500x1"), "no se contó")
    un_turno(caja)
    cancelado(caja, un_pago(caja, "100", monto="50.00", sin_beneficio=True))
    un_pago(caja, "100", monto="333.33", sin_beneficio=True, medios=(un_medio("333.33", "tarjeta"),))
    sin_fondos(caja, cheque, cargo="60.00")
    devuelto(caja, efectivo, "20.00")
    cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto("500x1,20x1"), "se contó aprisa")


def reporte(caja: CajaDePrueba, por: str, filtro: Filtro = UN_DIA, quien: Usuario = SUPER) -> Reporte:
    return ver_reporte(caja.ctx, por, filtro, quien)


def negado(caja: CajaDePrueba, filtro: Filtro = UN_DIA, quien: Usuario = SUPER, por: str = "medio") -> str:
    with pytest.raises(NegocioError) as error:
        ver_reporte(caja.ctx, por, filtro, quien)
    return error.value.clave


def test_each_turno_says_what_its_corte_says_and_the_day_says_both(caja: CajaDePrueba) -> None:
    un_dia_de_todo(caja)
    exigir_zetas(caja)
    for por in DIMENSIONES:
        dia = reporte(caja, por)
        turnos = [reporte(caja, por, replace(UN_DIA, turno=n)) for n in (1, 2)]
        assert dia.total.neto == suma(t.total.neto for t in turnos)
        assert dia.sumado == suma(t.sumado for t in turnos)
        assert reporte(caja, por, Filtro(date(2023, 1, 1), date(2023, 12, 31))).renglones == dia.renglones


def test_what_was_turned_round_stands_beside_what_came_in(caja: CajaDePrueba) -> None:
    un_dia_de_todo(caja)
    total = reporte(caja, "medio").total
    assert (total.veces, total.reversos) == (6, 3)
    assert total.revertido == Dinero(-5000 - 30000 - 2000)
    cheque = next(r for r in reporte(caja, "medio").renglones if r.clave == "cheque")
    assert (cheque.cobrado, cheque.revertido, cheque.neto) == (Dinero(30000), Dinero(-30000), CERO)


def test_rounding_and_third_parties_are_told_apart(tmp_path: Path) -> None:
    with una_caja_que_redondea(tmp_path / "caja", "0.50") as caja:
        importar(caja, [una_cuenta("100")], [un_recibo("100", agua="100.30")])
        un_pago(caja, "100", sin_beneficio=True)
        conceptos = reporte(caja, "concepto")
        assert [(r.clave, r.neto) for r in conceptos.renglones] == [("agua", Dinero(10030)), ("redondeo", Dinero(-30))]
        edades = reporte(caja, "antiguedad")
        assert (edades.sumado, edades.fuera, edades.total.neto) == (Dinero(10030), Dinero(-30), Dinero(10000))
        assert conceptos.terceros == CERO
    with una_caja(tmp_path / "otra") as caja:
        un_surtido(caja)
        conceptos = reporte(caja, "concepto")
        assert conceptos.terceros == next(r.neto for r in conceptos.renglones if r.clave == "aportacion:U1") > CERO


def test_by_cashier_and_by_turno(caja: CajaDePrueba) -> None:
    un_surtido(caja)
    assert reporte(caja, "cajero", replace(UN_DIA, cajero="demo")).total == reporte(caja, "cajero").total
    assert negado(caja, replace(UN_DIA, cajero="nadie")) == "sin_movimientos"
    assert negado(caja, replace(UN_DIA, turno=9)) == "turno_desconocido"
    assert [r.clave for r in reporte(caja, "hora").renglones] == ["10"]


def test_days_that_cannot_be_reported_are_refused_in_words(caja: CajaDePrueba) -> None:
    assert negado(caja) == "sin_movimientos"
    assert negado(caja, Filtro(HOY, HOY - timedelta(1))) == "rango_invertido"
    assert negado(caja, Filtro(HOY + timedelta(1), HOY + timedelta(2))) == "periodo_futuro"
    assert negado(caja, Filtro(date(1, 1, 1), date(9999, 12, 31))) == "sin_movimientos"
    assert negado(caja, quien=DEMO) == "requiere_administrador"
    un_turno(caja)
    assert negado(caja, replace(UN_DIA, turno=1)) == "sin_movimientos"
    for ver in (ver_beneficios_aplicados, ver_diferencias):
        with pytest.raises(NegocioError) as error:
            ver(caja.ctx, UN_DIA, SUPER)
        assert error.value.clave == "sin_movimientos"


@pytest.fixture
def a_ciegas(tmp_path: Path) -> CajaDePrueba:
    """A caja that counts blind, whose open turno took 100 in cash after one of 500 was closed."""
    perfil = replace(PERFIL, demostracion=replace(PERFIL.demostracion, arqueo_ciego=True))
    caja = una_caja(tmp_path / "ciega", perfil=perfil)
    importar(caja, [una_cuenta("100")], [un_recibo("100", agua="900.00")])
    un_pago(caja, "100", monto="500.00", sin_beneficio=True)
    cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto("1000x1"), "")
    un_pago(caja, "100", monto="100.00", sin_beneficio=True)
    return caja


def test_a_blind_count_hides_the_open_turno_from_whoever_may_not_see_it(a_ciegas: CajaDePrueba) -> None:
    with a_ciegas as caja:
        ambas = de_alta(caja, Usuario("ambas", "Cajera y supervisora", ("cajero", "supervisor")))
        audita = de_alta(caja, AUDITORA)
        for por in DIMENSIONES:
            if por != "programa":
                assert reporte(caja, por).total.neto == Dinero(60000)
                assert reporte(caja, por, quien=audita).total.neto == Dinero(50000)
        assert reporte(caja, "medio", quien=audita).filtro.sin_turno == 2
        assert negado(caja, replace(UN_DIA, turno=2), audita) == "turno_a_ciegas"
        assert reporte(caja, "medio", replace(UN_DIA, turno=1), audita).filtro.sin_turno == 0
        cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto("500x1,100x1"), "")
        un_turno(caja, cajero=ambas)
        un_pago(caja, "100", cajero=ambas, monto="7.00", sin_beneficio=True)
        # Whoever counts that drawer does not see it, whatever their roles.
        assert reporte(caja, "medio", quien=ambas).total.neto == Dinero(60000)
        assert negado(caja, replace(UN_DIA, turno=3), ambas) == "turno_a_ciegas"
        assert reporte(caja, "medio").total.neto == Dinero(60700)


def test_what_is_hidden_is_not_in_the_benefits_nor_in_the_differences(a_ciegas: CajaDePrueba) -> None:
    with a_ciegas as caja:
        audita = de_alta(caja, AUDITORA)
        importar(caja, [una_cuenta("300")], [un_recibo("300", "2023-08", agua="200.00")])
        un_pago(caja, "300")
        assert ver_beneficios_aplicados(caja.ctx, UN_DIA, SUPER).descontado == Dinero(-2000)
        with pytest.raises(NegocioError) as error:
            ver_beneficios_aplicados(caja.ctx, UN_DIA, audita)
        assert error.value.clave == "sin_movimientos" and "turno 2" in error.value.mensaje
        assert [c.turno for c in ver_diferencias(caja.ctx, UN_DIA, audita).cortes] == [1]


def test_benefits_come_with_article_evidence_and_who_granted_them(caja: CajaDePrueba) -> None:
    un_surtido(caja)
    otorgar(caja.ctx, SolicitudBeneficio("100", "desempleo", "Ana Ruiz", "IMSS 5", hasta=date(2023, 10, 5)), SUPER)
    leido = ver_beneficios_aplicados(caja.ctx, UN_DIA, SUPER)
    insen = next(b for b in leido.beneficios if b.programa == "insen")
    assert (insen.cuenta, insen.documento, insen.quien, insen.situacion) == ("300", "INAPAM 1", "", "vigente")
    assert "Art. 33" in insen.fundamento and insen.descontado == Dinero(-19759)
    nuevo = next(b for b in leido.beneficios if b.programa == "desempleo")
    assert (nuevo.quien, nuevo.beneficiario, nuevo.descontado) == ("super", "Ana Ruiz", CERO)
    assert {s.programa: s.cuentas for s in leido.programas} == {"insen": 1, "desempleo": 1}
    assert leido.descontado == reporte(caja, "programa").sumado


def test_what_a_cancelled_payment_had_taken_off_is_nothing(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta("300")], [un_recibo("300", "2023-08", agua="200.00")])
    pago = un_pago(caja, "300")
    (pronto,) = ver_beneficios_aplicados(caja.ctx, UN_DIA, SUPER).beneficios
    assert (pronto.programa, pronto.cuenta, pronto.descontado) == ("pronto_pago", "", Dinero(-2000))
    cancelado(caja, pago)
    assert ver_beneficios_aplicados(caja.ctx, UN_DIA, SUPER).descontado == CERO
    (renglon,) = reporte(caja, "programa").renglones
    assert (renglon.cobrado, renglon.revertido) == (Dinero(-2000), Dinero(2000))


def test_differences_by_cashier(caja: CajaDePrueba) -> None:
    un_dia_de_todo(caja)
    leidas = ver_diferencias(caja.ctx, UN_DIA, SUPER)
    assert [(c.corte, c.cajero, c.dia) for c in leidas.cortes] == [(1, "demo", HOY), (2, "demo", HOY)]
    (demo,) = leidas.cajeros
    assert demo.cortes == 2 and demo.neto == suma(c.diferencia for c in leidas.cortes)
    with pytest.raises(NegocioError):
        ver_diferencias(caja.ctx, replace(UN_DIA, cajero="otra"), SUPER)


def test_a_report_that_does_not_add_up_is_refused(caja: CajaDePrueba) -> None:
    un_surtido(caja)
    with caja.almacen.engine.begin() as conexion:
        conexion.exec_driver_sql("UPDATE medio SET importe = importe + 1 WHERE medio = 'cheque'")
    assert negado(caja) == "reporte_no_cuadra"
    assert reporte(caja, "concepto").is_cuadrado


def test_it_says_how_far_it_is_and_stops_when_told(caja: CajaDePrueba) -> None:
    un_surtido(caja)
    caja.reloj.avanzar(days=40)
    cerrar_turno(caja.ctx, SUPER, Arqueo(()), "olvidado")
    importar(caja, [una_cuenta("100")], [un_recibo("100", "2023-10", agua="10.00")])
    un_pago(caja, "100", monto="10.00")
    dicho: list[tuple[int, int]] = []
    ver_reporte(caja.ctx, "dia", Filtro(HOY, date(2023, 12, 31)), SUPER, lambda *x: dicho.append(x))
    assert dicho == [(1, 2), (2, 2)]

    def parar(hechos: int, total: int) -> None:
        raise NegocioError("cancelado", "Se canceló.")

    with pytest.raises(NegocioError) as error:
        ver_reporte(caja.ctx, "dia", UN_DIA, SUPER, parar)
    assert error.value.clave == "cancelado"
    assert reporte(caja, "dia", Filtro(HOY, date(2023, 12, 31))).total.veces == 5
