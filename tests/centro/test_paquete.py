"""The padrón packed once: a new caja gets the same as row by row, goes on where it was, and then row by row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.armado_sede import SedeDeMaquina
from app.cobro.consulta import buscar, estado_de_cuenta
from app.domain.dinero import Dinero
from app.errors import IntegridadError
from tests.factories import CajaDePrueba, un_pago, una_caja
from tests.otorgamientos import otorgado
from tests.paquetes import empacado, importar
from tests.sede import PuestoDePrueba, consultar, enlazada, servir


@pytest.fixture
def puesto(sede: SedeDeMaquina, tmp_path: Path) -> Iterator[PuestoDePrueba]:
    """A caja that has nothing yet, and a centre of 30 cuentas and their recibos."""
    importar(sede, tmp_path, 30)
    with una_caja(tmp_path / "nueva") as caja:
        yield enlazada(sede, caja)


def contenido(caja: CajaDePrueba) -> list[tuple[object, ...]]:
    with caja.padron._escritor.begin() as conexion:
        cuentas = conexion.exec_driver_sql("SELECT numero, titular, domicilio, estado FROM cuenta ORDER BY 1").all()
        recibos = conexion.exec_driver_sql("SELECT cuenta, periodo, total, pagado FROM recibo ORDER BY 1, 2").all()
    return [tuple(fila) for fila in (*cuentas, *recibos)]


def test_packed_or_row_by_row_it_is_the_same(sede: SedeDeMaquina, puesto: PuestoDePrueba, tmp_path: Path) -> None:
    puesto.sincronizar()
    # 30 of each by tens: the last page is full, and another one says that it was the last.
    assert empacado(sede) == 7
    lotes = []
    for numero in ("3", "4"):
        with una_caja(tmp_path / numero, numero=numero) as caja:
            otro = enlazada(sede, caja)
            assert otro.sincronizar().recibidos == 60
            assert otro.avances == [(n, 60) for n in range(10, 61, 10)]
            assert contenido(caja) == contenido(puesto.caja)
            assert len(buscar(caja.ctx, "ana ruiz")) == 30
            assert otro.sincronizar().recibidos == 0 and caja.verificar().errores == ()
            lotes.append(caja.almacen.lotes())
    assert lotes[0] == lotes[1] and len(lotes[0]) == 6


def test_what_changed_since_comes_after_it(sede: SedeDeMaquina, puesto: PuestoDePrueba, tmp_path: Path) -> None:
    empacado(sede)
    with una_caja(tmp_path / "tres", numero="3") as tres:
        otro = enlazada(sede, tres)
        otro.sincronizar()
        un_pago(tres, "500", monto="30.00")
        otorgado(tres, cuenta="501", beneficiario="Ana Ruiz 1")
        otro.sincronizar()
    assert importar(sede, tmp_path, 31) == 2
    assert puesto.sincronizar().recibidos == 60 + 1 + 1 + 2
    estado = estado_de_cuenta(puesto.caja.ctx, "500")
    assert estado.adeudo.total == Dinero(7_000) and puesto.caja.padron.cuenta("530") is not None
    assert [b.programa for b in estado_de_cuenta(puesto.caja.ctx, "501").beneficios] == ["insen"]
    assert puesto.caja.verificar().errores == ()


def test_own_payments_are_in_it_once(sede: SedeDeMaquina, puesto: PuestoDePrueba) -> None:
    """A centre put back from a copy: the caja, which charged before and after the pack, begins again with it."""
    puesto.sincronizar()
    un_pago(puesto.caja, "500", monto="30.00")
    puesto.sincronizar()
    empacado(sede)
    un_pago(puesto.caja, "500", monto="20.00")
    un_pago(puesto.caja, "501", monto="10.00")
    sede.centro().restaurar()
    puesto.sincronizar()
    debidos = [estado_de_cuenta(puesto.caja.ctx, c).adeudo.total for c in ("500", "501", "502")]
    assert debidos == [Dinero(5_000), Dinero(9_000), Dinero(10_000)]
    assert puesto.caja.verificar().errores == () and sede.centro().verificar() == ()


def test_it_is_packed_again_once_that_is_worth_it(sede: SedeDeMaquina, puesto: PuestoDePrueba, tmp_path: Path) -> None:
    assert empacado(sede, minimo=61) == 0
    assert empacado(sede) > 0 and empacado(sede) == 0
    # 11 rows of 60 are less than one in five; 13 are not.
    consultar(sede, "UPDATE flujo SET v = v + 1 WHERE nombre = 'padron'")
    sellar = "UPDATE padron_cuenta SET ver = (SELECT v FROM flujo WHERE nombre = 'padron') WHERE numero < :n"
    consultar(sede, sellar, n="511")
    assert empacado(sede) == 0
    consultar(sede, sellar, n="513")
    assert empacado(sede) > 0
    for agua in ("101.00", "102.00"):
        importar(sede, tmp_path, 30, agua)
        empacado(sede)
    # Whoever is in the middle of the one before goes on with it.
    assert consultar(sede, "SELECT count(DISTINCT v) FROM padron_paquete") == [(2,)]


def test_of_a_pack_that_is_gone_the_newest_goes_on(sede: SedeDeMaquina, puesto: PuestoDePrueba, tmp_path: Path) -> None:
    empacado(sede)
    consultar(sede, "DELETE FROM padron_paquete WHERE n > 3")
    with una_caja(tmp_path / "tres", numero="3") as caja:
        otro = enlazada(sede, caja)
        with caja.uow() as uow:
            uow.sincronia.anotar("padron", consultar(sede, "SELECT cookie FROM padron_paquete WHERE n = 3")[0][0])
            uow.commit()
        importar(sede, tmp_path, 30, "101.00")
        consultar(sede, "DELETE FROM padron_paquete")
        # Nothing is packed at all: it begins again, row by row.
        otro.sincronizar()
        assert contenido(caja)[-1] == ("529", "2023-08", 10_100, 0)
    empacado(sede)
    with una_caja(tmp_path / "cuatro", numero="4") as caja:
        cuarto = enlazada(sede, caja)
        with caja.uow() as uow:
            (generacion,) = consultar(sede, "SELECT generacion FROM centro")[0]
            uow.sincronia.anotar("padron", f'{{"g": "{generacion}", "paquete": [1, 4]}}')
            uow.commit()
        cuarto.sincronizar()
        assert len(contenido(caja)) == 60


def test_bytes_that_are_not_what_their_name_says_are_refused(sede: SedeDeMaquina, puesto: PuestoDePrueba) -> None:
    empacado(sede)
    consultar(sede, "UPDATE padron_paquete SET contenido = set_byte(contenido, 90, 7) WHERE n = 2")
    with pytest.raises(IntegridadError) as error:
        puesto.sincronizar()
    assert error.value.clave == "lote_danado"
    # What came before it stays, and what was charged goes up all the same.
    assert puesto.caja.padron.conteos()["cuentas"] == 10
    servir(sede)
    with puesto.caja.uow() as uow:
        assert uow.sincronia.confirmados() > 0
