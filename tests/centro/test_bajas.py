"""What is no more at the centre comes down as such, is deleted nowhere there, and may come back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.armado_sede import SedeDeMaquina
from app.cobro.consulta import buscar, estado_de_cuenta
from app.domain.dinero import Dinero
from app.errors import NegocioError
from app.importacion import Archivos, Importacion
from tests.factories import CajaDePrueba, un_pago, una_caja
from tests.otorgamientos import clave_de
from tests.reversos import cancelado
from tests.sede import PuestoDePrueba, consultar, enlazada

TODAS = ("500", "501", "502", "503")


def archivos(carpeta: Path, cuentas: tuple[str, ...] = TODAS, recibos: tuple[str, ...] = TODAS) -> Archivos:
    lineas = [f"{c},Ana Ruiz {c},Calle 1,domestico,urbana,agua" for c in cuentas]
    (carpeta / "c.csv").write_text("\n".join(["cuenta,titular,domicilio,uso,area,servicios", *lineas]))
    lineas = [f"{c},2023-08,2023-09-20,12,100.00,100.00" for c in recibos]
    (carpeta / "r.csv").write_text("\n".join(["cuenta,periodo,vence,m3,agua,total", *lineas]))
    return Archivos(cuentas=carpeta / "c.csv", recibos=carpeta / "r.csv")


def importar(sede: SedeDeMaquina, suyos: Archivos, *completas: str, simular: bool = False) -> Importacion:
    return sede.importar("cajeme", suyos, (), completas=completas, simular=simular)


def debe(caja: CajaDePrueba, cuenta: str) -> Dinero:
    return estado_de_cuenta(caja.ctx, cuenta).adeudo.total


@pytest.fixture
def puesto(sede: SedeDeMaquina, tmp_path: Path) -> Iterator[PuestoDePrueba]:
    importar(sede, archivos(tmp_path))
    with una_caja(tmp_path / "caja") as caja:
        puesto = enlazada(sede, caja)
        puesto.sincronizar()
        yield puesto


def test_only_a_whole_file_gives_up_what_it_does_not_bring(
    sede: SedeDeMaquina, puesto: PuestoDePrueba, tmp_path: Path
) -> None:
    menos = archivos(tmp_path, TODAS[1:], TODAS[1:3])
    assert importar(sede, menos).bajas == 0
    assert importar(sede, menos, "cuentas", "recibos", simular=True).bajas == 3
    assert puesto.sincronizar().recibidos == 0
    assert importar(sede, menos, "cuentas", "recibos").bajas == 3
    assert puesto.sincronizar().recibidos == 3
    caja = puesto.caja
    assert clave_de(debe, caja, "500") == "cuenta_desconocida"
    assert [e.cuenta for e in buscar(caja.ctx, "ana ruiz")] == ["501", "502", "503"]
    assert debe(caja, "503") == Dinero(0) and debe(caja, "502") == Dinero(10_000)
    assert consultar(sede, "SELECT count(*), sum(baja) FROM padron_recibo") == [(4, 2)]
    assert caja.verificar().errores == () and sede.centro().verificar() == ()
    assert importar(sede, menos, "cuentas", "recibos").lote is None


def test_what_comes_back_is_there_again(sede: SedeDeMaquina, puesto: PuestoDePrueba, tmp_path: Path) -> None:
    importar(sede, archivos(tmp_path, TODAS[1:], TODAS[1:]), "cuentas", "recibos")
    puesto.sincronizar()
    assert importar(sede, archivos(tmp_path)).altas == 2
    puesto.sincronizar()
    assert debe(puesto.caja, "500") == Dinero(10_000)
    assert [e.cuenta for e in buscar(puesto.caja.ctx, "500")] == ["500"]
    assert puesto.caja.verificar().errores == ()


def test_a_new_caja_never_hears_of_it(sede: SedeDeMaquina, tmp_path: Path) -> None:
    importar(sede, archivos(tmp_path))
    importar(sede, archivos(tmp_path, TODAS[1:], TODAS[1:]), "cuentas", "recibos")
    with una_caja(tmp_path / "nueva", numero="7") as caja:
        enlazada(sede, caja).sincronizar()
        assert caja.padron.conteos()["cuentas"] == caja.padron.conteos()["recibos"] == 3
        assert caja.verificar().errores == ()


def test_a_payment_of_a_cuenta_that_is_no_more_can_be_cancelled(
    sede: SedeDeMaquina, puesto: PuestoDePrueba, tmp_path: Path
) -> None:
    pago = un_pago(puesto.caja, "500", monto="30.00")
    importar(sede, archivos(tmp_path, TODAS[1:], TODAS[1:]), "cuentas", "recibos")
    puesto.sincronizar()
    cancelado(puesto.caja, pago)
    assert puesto.sincronizar().pendientes == 0
    assert puesto.caja.verificar().errores == () and sede.centro().verificar() == ()


def test_a_file_that_is_not_whole_gives_up_nothing(sede: SedeDeMaquina, puesto: PuestoDePrueba, tmp_path: Path) -> None:
    cortado = archivos(tmp_path, TODAS[3:], TODAS[3:])
    for suyos, completa in ((cortado, "cuentas"), (cortado, "recibos")):
        with pytest.raises(NegocioError) as error:
            importar(sede, suyos, completa)
        assert error.value.clave == "archivo_incompleto"
    malo = archivos(tmp_path, TODAS[1:])
    assert malo.cuentas is not None
    with malo.cuentas.open("a") as archivo:
        archivo.write("\n500,Ana,Calle 1,no existe,urbana,agua")
    with pytest.raises(NegocioError) as error:
        importar(sede, malo, "cuentas")
    assert error.value.clave == "archivo_incompleto"
    assert puesto.sincronizar().recibidos == 0
