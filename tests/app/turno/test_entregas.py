"""From the corte Z to treasury: who may do each step, with what, and what the three counts say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.documentos import componer, corte_x, ficha_de_deposito, papel_de_concentrado
from app.domain.corte.corte import Arqueo, Corte
from app.domain.corte.entrega import estado_de
from app.domain.corte.poliza import Contabilidad, hacer_poliza
from app.domain.dinero import Dinero
from app.domain.pago.pago import Pago
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.gente.usuarios import dar_de_baja
from app.turno.caja import cerrar_turno
from app.turno.contabilidad import listado_de_concentrado, ver_concentrado
from app.turno.cortes import lista_de_cortes, ver_corte
from app.turno.entregas import aceptar, entregar, rechazar, recontar
from tests.db.escena import hechos_de
from tests.factories import (
    DEMO,
    SUPER,
    TESORERA,
    CajaDePrueba,
    gente,
    importar,
    un_medio,
    un_pago,
    un_recibo,
    una_cuenta,
)
from tests.printing.muestras import ENCABEZADO
from tests.reversos import sin_fondos

CONTEO = Arqueo.from_texto("500x1,50x1")
OTRA = Usuario("otra", "Otra cajera", ("cajero",))
MULTIPLE = Usuario("demo", "Cajera que hace todo", ("cajero", "supervisor", "tesoreria"))


@pytest.fixture
def cerrada(caja: CajaDePrueba) -> CajaDePrueba:
    """A corte Z of 60.00 in cash and 40.00 by cheque over 500.00 of float, 10.00 short."""
    gente(caja, OTRA, TESORERA)
    importar(caja, [una_cuenta()], [un_recibo()])
    un_pago(caja, medios=(un_medio("40.00", "cheque"), un_medio("60.00")), sin_beneficio=True)
    cerrar_turno(caja.ctx, DEMO, CONTEO, "")
    return caja


def negado(clave: str) -> pytest.RaisesExc[NegocioError]:
    return pytest.RaisesExc(NegocioError, check=lambda error: error.clave == clave)


def test_from_the_drawer_to_treasury(cerrada: CajaDePrueba) -> None:
    ctx = cerrada.ctx
    corte = recontar(ctx, 1, Arqueo.from_texto("500x1,50x1,10x1"), "había un billete pegado", SUPER)
    assert corte.recuento is not None and corte.recuento.importe == Dinero(56000)
    assert (corte.contado, corte.diferencia) == (Dinero(55000), Dinero(-1000))
    assert corte.piezas == ((50000, 1, 1), (5000, 1, 1), (1000, 0, 1))
    corte = entregar(ctx, 1, None, DEMO, referencia="bolsa 7", recibe="Traslado de Valores")
    assert corte.pasos[-1].importe == Dinero(56000)
    assert corte.pasos[-1].documentos == (("cheque", 1, Dinero(4000)),)
    corte = rechazar(ctx, 1, "la bolsa viene abierta", TESORERA)
    corte = entregar(ctx, 1, Arqueo.from_texto("50x1,10x1"), SUPER)
    corte = aceptar(ctx, 1, None, "", TESORERA)
    assert [p.clase for p in corte.pasos] == ["recontado", "entregado", "rechazado", "entregado", "aceptado"]
    assert (estado_de(corte.pasos), corte.pasos[-1].importe) == ("aceptado", Dinero(6000))
    assert ver_corte(cerrada.reabrir().ctx, 1) == corte
    assert cerrada.verificar().errores == ()


@pytest.mark.parametrize(
    ("clave", "hacer"),
    [
        ("corte_desconocido", lambda c: recontar(c.ctx, 9, CONTEO, "x", SUPER)),
        ("corte_desconocido", lambda c: ver_corte(c.ctx, 0)),
        ("requiere_supervisor", lambda c: recontar(c.ctx, 1, CONTEO, "x", OTRA)),
        ("recuenta_otro", lambda c: recontar(c.ctx, 1, CONTEO, "x", MULTIPLE)),
        ("falta_motivo", lambda c: recontar(c.ctx, 1, CONTEO, "  ", SUPER)),
        ("texto_invalido", lambda c: recontar(c.ctx, 1, CONTEO, "a\nb", SUPER)),
        ("turno_de_otro", lambda c: entregar(c.ctx, 1, None, OTRA)),
        ("entrega_de_mas", lambda c: entregar(c.ctx, 1, Arqueo.from_texto("1000x1"), DEMO)),
        ("corte_cerrado", lambda c: aceptar(c.ctx, 1, None, "", TESORERA)),
        ("corte_cerrado", lambda c: rechazar(c.ctx, 1, "x", TESORERA)),
        ("requiere_tesoreria", lambda c: aceptar(c.ctx, 1, None, "", SUPER)),
        ("requiere_tesoreria", lambda c: rechazar(c.ctx, 1, "x", DEMO)),
    ],
)
def test_what_may_not_be_is_refused_with_nothing_written(
    cerrada: CajaDePrueba, clave: str, hacer: Callable[[CajaDePrueba], object]
) -> None:
    gente(cerrada, *((MULTIPLE,) if clave == "recuenta_otro" else ()))
    antes = hechos_de(cerrada)
    with negado(clave):
        hacer(cerrada)
    assert hechos_de(cerrada) == antes


@pytest.mark.parametrize(
    ("clave", "hacer"),
    [
        ("recibe_otro", lambda c: aceptar(c.ctx, 1, None, "", MULTIPLE)),
        ("recibe_otro", lambda c: rechazar(c.ctx, 1, "x", Usuario("super", "Super", ("tesoreria",)))),
        ("falta_nota", lambda c: aceptar(c.ctx, 1, Dinero(54000), "", TESORERA)),
        ("falta_motivo", lambda c: rechazar(c.ctx, 1, " ", TESORERA)),
        ("corte_entregado", lambda c: entregar(c.ctx, 1, None, DEMO)),
    ],
)
def test_once_handed_over_treasury_answers_and_nobody_else(
    cerrada: CajaDePrueba, clave: str, hacer: Callable[[CajaDePrueba], object]
) -> None:
    entregar(cerrada.ctx, 1, None, SUPER)
    gente(cerrada, *((MULTIPLE, replace(SUPER, roles=("tesoreria",))) if clave == "recibe_otro" else ()))
    antes = hechos_de(cerrada)
    with negado(clave):
        hacer(cerrada)
    assert hechos_de(cerrada) == antes


def test_what_treasury_found_is_said_with_its_reason(cerrada: CajaDePrueba) -> None:
    entregar(cerrada.ctx, 1, None, DEMO)
    corte = aceptar(cerrada.ctx, 1, Dinero(54000), "faltó un billete de 10", TESORERA)
    assert (corte.pasos[-1].importe, corte.pasos[-1].nota) == (Dinero(54000), "faltó un billete de 10")
    papel = " ".join(" ".join(componer(corte_x(corte, ENCABEZADO), 48)).split())
    assert "Qué pasó con el efectivo Entregó demo 550.00" in papel and "Aceptó teso 540.00" in papel
    assert "faltó un billete de 10" in papel


def test_papers_of_the_hand_over(cerrada: CajaDePrueba) -> None:
    with pytest.raises(ValueError, match="not handed over"):
        ficha_de_deposito(ver_corte(cerrada.ctx, 1), ENCABEZADO)
    recontar(cerrada.ctx, 1, Arqueo.from_texto("500x1,50x1,10x1"), "otra vez", SUPER)
    corte = entregar(cerrada.ctx, 1, None, DEMO, referencia="bolsa 7", recibe="Traslado")
    ficha = "\n".join(componer(ficha_de_deposito(corte, ENCABEZADO), 48))
    for dicho in ("FICHA DE DEPÓSITO", "500.00 × 1", "Total en efectivo", "Cheque × 1", "bolsa 7", "Traslado"):
        assert dicho in ficha
    assert "600.00" in ficha.split("ENTREGADO")[1]
    papel = "\n".join(componer(corte_x(corte, ENCABEZADO), 48))
    for dicho in (
        "Conteo: piezas del cajero / del supervisor",
        "10.00 × 0 / 1",
        "Recontado por super",
        "Recontó super",
        "Entregó demo",
    ):
        assert dicho in papel
    sin_papeles = entregar_solo_efectivo(cerrada)
    assert "Cheque" not in "\n".join(componer(ficha_de_deposito(sin_papeles, ENCABEZADO), 32))


def test_slip_and_corte_tell_the_same_of_a_cheque_that_the_bank_returned(cerrada: CajaDePrueba) -> None:
    """It lowers what was collected; its paper went with an earlier corte, so that it is in no drawer and no bag."""
    (viejo,) = (p for p in _pagos(cerrada) if p.cuenta == "100")
    importar(cerrada, [una_cuenta("300")], [un_recibo("300")])
    un_pago(cerrada, "300", medios=(un_medio("100.00", "cheque", referencia="88"),), sin_beneficio=True)
    sin_fondos(cerrada, viejo, "77")
    contado = replace(Arqueo.from_texto("500x1"), valores=(("cheque", Dinero(10000)),))
    corte = cerrar_turno(cerrada.ctx, DEMO, contado, "")
    assert dict(corte.medios)["cheque"] == Dinero(6000)
    assert corte.en_papel == (("cheque", Dinero(10000), Dinero(10000)),)
    corte = entregar(cerrada.ctx, corte.numero, Arqueo.from_texto("0"), DEMO)
    assert corte.pasos[-1].documentos == (("cheque", 1, Dinero(10000)),)
    for papel in (corte_x(corte, ENCABEZADO), ficha_de_deposito(corte, ENCABEZADO)):
        lineas = [" ".join(linea.split()) for linea in componer(papel, 48)]
        for dicha in ("Cheques recibidos en este turno 100.00", "Cheque 77 del pago 2A-000001 -40.00", "neto 60.00"):
            assert any(dicha in linea for linea in lineas), dicha
    assert "Se queda en el cajón 500.00" in " ".join(
        " ".join(componer(ficha_de_deposito(corte, ENCABEZADO), 48)).split()
    )
    assert cerrada.verificar().errores == ()


def _pagos(caja: CajaDePrueba) -> tuple[Pago, ...]:
    with caja.uow() as uow:
        return uow.pagos.ultimos(10)


def test_what_was_collected_without_paper_is_on_the_slip(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo()])
    un_pago(caja, medios=(un_medio("100.00", "transferencia"),), sin_beneficio=True)
    cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto("500x1"), "")
    ficha = "\n".join(componer(ficha_de_deposito(entregar(caja.ctx, 1, None, DEMO), ENCABEZADO), 48))
    assert "Cobrado sin papel que entregar" in ficha and "Transferencia" in ficha


def test_the_list_of_treasury(cerrada: CajaDePrueba) -> None:
    """The days asked for, and what treasury has not accepted from whatever day; newest first."""
    recontar(cerrada.ctx, 1, Arqueo.from_texto("500x1,50x1,10x1"), "otra vez", SUPER)
    corte = entregar_solo_efectivo(cerrada)
    hoy = corte.abierto.date()
    segundo, primero = lista_de_cortes(cerrada.ctx, hoy, hoy)
    assert (primero.numero, primero.cajero, primero.estado) == (1, "demo", "cerrado")
    assert (primero.contado, primero.recontado, primero.diferencia) == (Dinero(55000), Dinero(56000), Dinero(0))
    assert (segundo.estado, segundo.recontado, segundo.diferencia) == (
        "entregado",
        None,
        segundo.contado - segundo.esperado,
    )
    aceptar(cerrada.ctx, 2, None, "", TESORERA)
    entregar(cerrada.ctx, 1, None, DEMO)
    aceptar(cerrada.ctx, 1, None, "", TESORERA)
    assert [c.numero for c in lista_de_cortes(cerrada.ctx, hoy, hoy)] == [2]
    assert [c.estado for c in lista_de_cortes(cerrada.ctx, hoy.replace(day=1), hoy)] == ["aceptado", "aceptado"]


def test_the_concentrado_and_the_poliza_go_by_the_last_count(cerrada: CajaDePrueba) -> None:
    dia = cerrada.ctx.reloj.ahora().date()
    recontar(cerrada.ctx, 1, Arqueo.from_texto("500x1,50x1,5x1"), "había cinco más", SUPER)
    entregar(cerrada.ctx, 1, None, DEMO)
    aceptar(cerrada.ctx, 1, Dinero(55000), "venían cinco de menos", TESORERA)
    junto = ver_concentrado(cerrada.ctx, dia, dia)
    assert (junto.contado, junto.diferencia_cajero) == (Dinero(55000), Dinero(-1000))
    assert (junto.hallado, junto.diferencia) == (Dinero(55500), Dinero(-500))
    assert (junto.entregado, junto.aceptado, junto.cobrado) == (Dinero(55500), Dinero(55000), Dinero(10000))
    papel = "\n".join(componer(papel_de_concentrado(junto, ENCABEZADO), 48))
    assert "recontado" in papel and "Aceptado por tesorería" in papel
    filas = listado_de_concentrado(junto).filas
    assert [f[-2:] for f in filas if f[5] == "arqueo"] == [
        ("esperado", Dinero(56000)),
        ("contado", Dinero(55000)),
        ("recontado", Dinero(55500)),
        ("diferencia del cajero", Dinero(-1000)),
        ("diferencia", Dinero(-500)),
    ]
    cuentas = Contabilidad(
        dict.fromkeys(("medios.cheque", "medios.efectivo", "conceptos.agua", "arqueo.faltante"), "1")
    )
    (falta,) = (r for r in hacer_poliza(junto.cortes, cuentas) if r.concepto == "arqueo.faltante")
    assert falta.cargo == Dinero(500)


def entregar_solo_efectivo(caja: CajaDePrueba) -> Corte:
    caja.reloj.avanzar(days=1)
    importar(caja, [una_cuenta("200")], [un_recibo("200")])
    un_pago(caja, "200", sin_beneficio=True)
    cerrar_turno(caja.ctx, DEMO, CONTEO, "")
    return entregar(caja.ctx, 2, None, DEMO)


def test_several_cortes_together(cerrada: CajaDePrueba) -> None:
    entregar_solo_efectivo(cerrada)
    dia = cerrada.ctx.reloj.ahora().date()
    junto = ver_concentrado(cerrada.ctx, dia.replace(day=5), dia)
    assert [c.numero for c in junto.cortes] == [1, 2]
    assert dict(junto.medios) == {"cheque": Dinero(4000), "efectivo": Dinero(16000)}
    assert dict(junto.por_estado) == {"cerrado": 1, "entregado": 1}
    papel = "\n".join(componer(papel_de_concentrado(junto, ENCABEZADO), 48))
    for dicho in (
        "CONCENTRADO DE CORTES",
        "05/09/2023 a 06/09/2023",
        "Caja 2 · 05/09/2023",
        "Z 1 · demo",
        "diferencia -10.00",
    ):
        assert dicho in papel
    filas = listado_de_concentrado(junto).filas
    assert ("Z-1", dia.replace(day=5), "2", 1, "demo", "medio", "cheque", Dinero(4000)) in filas
    assert "06/09/2023\n" in "\n".join(
        componer(papel_de_concentrado(ver_concentrado(cerrada.ctx, dia, dia), ENCABEZADO), 48)
    )


@pytest.mark.parametrize("paso", ["recontado", "entregado", "aceptado", "rechazado"])
def test_who_was_disabled_since_signing_in_decides_nothing(cerrada: CajaDePrueba, paso: str) -> None:
    hacer: dict[str, Callable[[], object]] = {
        "recontado": lambda: recontar(cerrada.ctx, 1, CONTEO, "x", SUPER),
        "entregado": lambda: entregar(cerrada.ctx, 1, None, DEMO),
        "aceptado": lambda: aceptar(cerrada.ctx, 1, None, "", TESORERA),
        "rechazado": lambda: rechazar(cerrada.ctx, 1, "x", TESORERA),
    }
    if paso in ("aceptado", "rechazado"):
        entregar(cerrada.ctx, 1, None, DEMO)
    jefa = Usuario("jefa", "Otra administradora", ("administrador",))
    gente(cerrada, jefa)
    for clave in ("demo", "teso", "super"):
        dar_de_baja(cerrada.ctx, clave, jefa)
    antes = hechos_de(cerrada)
    with negado("usuario_desactivado"):
        hacer[paso]()
    assert hechos_de(cerrada) == antes
