"""A clock that was moved: noticed, written down once, named by the corte, which is right all the same."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.documentos import componer
from app.documentos import corte_x as papel_de_corte
from app.domain.corte.corte import Arqueo
from app.saltos import Vigia, asentar_salto, revisar_al_inicio
from app.turno.caja import cerrar_turno, corte_x
from tests.app.turno.test_cortes import un_surtido
from tests.db.escena import hechos_de
from tests.factories import DEMO, SUPER, CajaDePrueba
from tests.printing.muestras import ENCABEZADO


def test_a_clock_put_back_is_written_down_once(caja: CajaDePrueba) -> None:
    un_surtido(caja)
    antes = corte_x(caja.ctx)
    caja.reloj.avanzar(days=-1)
    salto = revisar_al_inicio(caja.ctx)
    assert salto is not None and salto.segundos == -86400
    assert revisar_al_inicio(caja.reabrir().ctx) is None
    tipo, datos = hechos_de(caja)[-1]
    assert (tipo, datos["turno"], datos["segundos"], datos["fuente"]) == ("reloj_saltado", 1, -86400, "inicio")
    caja.reloj.avanzar(days=1)
    corte = cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto("500x1"), "")
    assert (corte.medios, corte.conceptos, corte.antiguedad) == (antes.medios, antes.conceptos, antes.antiguedad)
    assert corte.novedades.saltos == (salto,)
    assert "El reloj saltó de 05/09/2023" in "\n".join(componer(papel_de_corte(corte, ENCABEZADO), 80))
    assert caja.verificar().errores == ()


def test_a_clock_that_advances_is_no_jump(caja: CajaDePrueba) -> None:
    antes = hechos_de(caja)
    for cuanto in (timedelta(), timedelta(days=3), timedelta(seconds=-200)):
        caja.reloj.momento += cuanto
        assert revisar_al_inicio(caja.ctx) is None
    assert hechos_de(caja) == antes


@pytest.mark.parametrize("dias", [-1, 1])
def test_while_the_window_is_open_both_ways_are_noticed(caja: CajaDePrueba, dias: int) -> None:
    """Forwards too: the machine knows how long it has been on."""
    un_surtido(caja)
    marcha = [timedelta(hours=5)]
    vigia = Vigia(caja.ctx, lambda: marcha[0])
    caja.reloj.avanzar(minutes=1)
    marcha[0] += timedelta(minutes=1)
    assert vigia.mirar() is None
    caja.reloj.avanzar(days=dias)
    salto = vigia.mirar()
    assert salto is not None and salto.segundos == dias * 86400 and vigia.mirar() is None
    asentar_salto(caja.ctx, salto)
    antes = corte_x(caja.ctx)
    corte = cerrar_turno(caja.ctx, SUPER, Arqueo(()), "el reloj se movió")
    assert (corte.medios, corte.usos, corte.novedades.saltos) == (antes.medios, antes.usos, (salto,))
    assert caja.verificar().errores == ()


def test_a_clock_that_was_told_what_time_it_is_never_jumps(caja: CajaDePrueba) -> None:
    marcha = [timedelta()]
    vigia = Vigia(caja.ctx, lambda: marcha[0])
    marcha[0] += timedelta(hours=9)
    assert vigia.mirar() is None
