"""From the corte Z to treasury: who may do each step, with what, and what the three counts say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.caja import cerrar_turno
from app.contabilidad import listado_de_concentrado, ver_concentrado
from app.cortes import ver_corte
from app.documentos import componer, corte_x, ficha_de_deposito, papel_de_concentrado
from app.domain.corte import Arqueo, Corte
from app.domain.dinero import Dinero
from app.domain.entrega import estado_de
from app.domain.usuario import Usuario
from app.entregas import aceptar, entregar, rechazar, recontar
from app.errors import NegocioError
from app.usuarios import dar_de_baja
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


def test_papers_of_the_hand_over(cerrada: CajaDePrueba) -> None:
    with pytest.raises(ValueError, match="not handed over"):
        ficha_de_deposito(ver_corte(cerrada.ctx, 1), ENCABEZADO)
    recontar(cerrada.ctx, 1, Arqueo.from_texto("500x1,50x1,10x1"), "otra vez", SUPER)
    corte = entregar(cerrada.ctx, 1, None, DEMO, referencia="bolsa 7", recibe="Traslado")
    ficha = "\n".join(componer(ficha_de_deposito(corte, ENCABEZADO), 48))
    for dicho in ("FICHA DE DEPÓSITO", "500.00 × 1", "Total en efectivo", "Cheque × 1", "bolsa 7", "Traslado"):
        assert dicho in ficha
    assert "600.00" in ficha.split("TOTAL")[1]
    papel = "\n".join(componer(corte_x(corte, ENCABEZADO), 48))
    for dicho in ("Conteo: cajero / supervisor", "10.00 × 0 / 1", "Recontado", "Recontó super", "Entregó demo"):
        assert dicho in papel
    sin_papeles = entregar_solo_efectivo(cerrada)
    assert "Cheque" not in "\n".join(componer(ficha_de_deposito(sin_papeles, ENCABEZADO), 32))


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
    for dicho in ("CONCENTRADO DE CORTES", "05/09/2023 a 06/09/2023", "Z 1 · caja 2 · demo", "diferencia -10.00"):
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
