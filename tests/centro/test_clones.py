"""Two PCs going on as one caja: the second is stopped, what it took is set aside, and the first one goes on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.armado_sede import SedeDeMaquina
from app.domain.pago.pago import Folio
from app.errors import IntegridadError, NegocioError
from app.reposicion.recuperacion import recuperar, seguir_sin_centro
from db.almacen import abrir
from tests.copias import Copia, pagar, pagos_del_centro
from tests.factories import PERFIL, SUPER, CajaDePrueba
from tests.fakes import FakeReloj
from tests.sede import PuestoDePrueba, consultar, servir


def clave(error: pytest.ExceptionInfo[NegocioError]) -> str:
    return error.value.clave


@pytest.fixture
def segunda(copia: Copia, tmp_path: Path) -> Iterator[PuestoDePrueba]:
    """The same folder, key and all, on a second PC; the first one has paid once more and sent it."""
    primera, carpeta = copia.puesto, tmp_path / "segunda"
    primera.caja.cerrar()
    shutil.copytree(primera.caja.carpeta, carpeta)
    primera.caja.reabrir()
    reloj = FakeReloj(primera.caja.reloj.momento)
    with CajaDePrueba(abrir(carpeta, escribir=True), primera.caja.llave, PERFIL, reloj) as caja:
        pagar(primera, "101")
        primera.sincronizar()
        yield PuestoDePrueba(primera.sede, caja)


def test_the_second_of_two_pcs_is_stopped_and_what_it_took_is_set_aside(
    puesto: PuestoDePrueba, segunda: PuestoDePrueba, sede: SedeDeMaquina
) -> None:
    for _ in range(3):
        pagar(segunda, "102")
    for _ in range(2):
        with pytest.raises(IntegridadError) as negado:
            segunda.sincronizar()
        assert clave(negado) == "archivo_bifurcado"
    with pytest.raises(NegocioError) as negado:
        recuperar(segunda.medios(), SUPER)
    assert clave(negado) == "otro_camino" and "enlace" in negado.value.mensaje
    servir(sede)
    pagar(puesto, "101")
    pagar(puesto, "101")
    puesto.sincronizar()
    servir(sede)
    apartados = consultar(sede, "SELECT DISTINCT motivo FROM cuarentena WHERE tipo = 'pago'")
    assert apartados == [("bifurcado",)]
    assert consultar(sede, "SELECT count(*) FROM cuarentena WHERE tipo = 'pago'") == [(3,)]
    assert pagos_del_centro(sede) == ["2A-000001", "2A-000002", "2A-000003", "2A-000004"]
    assert sede.centro().verificar() == ()


def test_when_the_copy_goes_on_in_another_epoca_the_first_pc_is_stopped(
    puesto: PuestoDePrueba, segunda: PuestoDePrueba
) -> None:
    with pytest.raises(NegocioError):
        segunda.sincronizar()
    recuperar(segunda.medios(), SUPER)
    segunda.caja.reabrir()
    pagar(segunda, "102")
    segunda.sincronizar()
    pagar(puesto, "101")
    with pytest.raises(NegocioError) as negado:
        puesto.sincronizar()
    assert clave(negado) == "archivo_clonado"
    with pytest.raises(NegocioError, match="Otra PC siguió"):
        pagar(puesto)
    assert segunda.sincronizar().pendientes == 0


def test_a_fork_of_an_epoca_left_behind_takes_the_next_one_with_it(
    segunda: PuestoDePrueba, sede: SedeDeMaquina, tmp_path: Path
) -> None:
    """Two histories in one epoca, and on the second of them another epoca was opened without asking the centre."""
    ultimo = pagar(segunda, "102")
    copia_de_la_segunda = Copia(segunda, tmp_path)
    pagar(segunda, "102")
    copia_de_la_segunda.reponer(con_cabeza=True)
    seguir_sin_centro(segunda.medios(), SUPER, replace(ultimo.folio, serie="F"))
    segunda.caja.reabrir()
    pagar(segunda, "102")
    with pytest.raises(IntegridadError):
        segunda.sincronizar()
    servir(sede)
    folios = consultar(sede, "SELECT count(*) FROM cuarentena WHERE tipo IN ('pago', 'epoca_abierta')")
    assert folios == [(3,)]
    assert consultar(sede, "SELECT count(*) FROM entrada") == [(0,)]


def test_an_epoca_waits_for_what_it_goes_on_after(copia: Copia, sede: SedeDeMaquina) -> None:
    """Unsent asientos of the old epoca and the first ones of the new one travel apart: neither is set aside."""
    puesto = copia.puesto
    pagar(puesto, "101")
    puesto.sincronizar()
    copia.reponer(con_cabeza=True)
    seguir_sin_centro(puesto.medios(), SUPER, Folio("2", "A", 2))
    puesto.caja.reabrir()
    pagar(puesto, "102")
    with puesto.caja.uow() as uow:
        nueva = uow.sincronia.epocas()[-1]
        asientos = uow.sincronia.asientos(nueva.epoca, 1, 10)
    primero = asientos[0]
    huerfano = replace(primero, epoca="huerfana", prev_hash=b"x" * 32)
    huerfano = replace(huerfano, hash=huerfano.calcular_hash())
    with puesto.enlaces.contactar(*_entrada(puesto)) as centro:
        centro.enviar((replace(huerfano, firma=puesto.caja.llave.firmar(huerfano.hash)),), puesto.medios().ahora())
    servir(sede)
    assert consultar(sede, "SELECT epoca FROM entrada") == [("huerfana",)]
    assert puesto.sincronizar().pendientes == 0


def _entrada(puesto: PuestoDePrueba) -> tuple[str, str, str]:
    enlace = puesto.enlaces.leer(puesto.caja.ctx.caja)
    assert enlace is not None
    return enlace.url, enlace.rol, enlace.secreto
