"""The billing system's files at the centre: for every caja, and no payment counted twice or freed twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.armado_sede import SedeDeMaquina
from app.centro.centro import exigir_marcas, leer_folios
from app.cobro.consulta import estado_de_cuenta
from app.domain.dinero import Dinero
from app.errors import EquipoError, NegocioError, UsoError
from app.importacion import Archivos, Importacion
from tests.factories import CajaDePrueba, un_pago, una_caja
from tests.sede import PuestoDePrueba, enlazada

_CUENTAS = "cuenta,titular,domicilio,uso,area,medidor,servicios\n500,Ana,Calle 1,domestico,urbana,M1,agua\n"


def archivos(carpeta: Path, agua: str = "100.00", pagado: str = "0.00") -> Archivos:
    (carpeta / "c.csv").write_text(_CUENTAS, encoding="utf-8")
    recibo = f"cuenta,periodo,vence,m3,agua,total,pagado\n500,2023-08,2023-09-20,12,{agua},{agua},{pagado}\n"
    (carpeta / "r.csv").write_text(recibo, encoding="utf-8")
    return Archivos(cuentas=carpeta / "c.csv", recibos=carpeta / "r.csv")


def importar(sede: SedeDeMaquina, suyos: Archivos, pagos: str = "", *, simular: bool = False) -> Importacion:
    marcas = exigir_marcas(sede.centro(), "cajeme", pagos, con_recibos=True)
    return sede.importar("cajeme", suyos, marcas, simular=simular)


def debe(caja: CajaDePrueba) -> Dinero:
    return estado_de_cuenta(caja.ctx, "500").adeudo.total


@pytest.fixture
def dos(sede: SedeDeMaquina, tmp_path: Path) -> Iterator[tuple[PuestoDePrueba, PuestoDePrueba]]:
    with una_caja(tmp_path / "dos") as una, una_caja(tmp_path / "tres", numero="3") as otra:
        yield enlazada(sede, una), enlazada(sede, otra)


def test_files_go_to_every_caja_and_the_same_twice_changes_nothing(
    dos: tuple[PuestoDePrueba, PuestoDePrueba], sede: SedeDeMaquina, tmp_path: Path
) -> None:
    assert importar(sede, archivos(tmp_path), simular=True).lote is None
    assert importar(sede, archivos(tmp_path)).altas == 2
    for puesto in dos:
        assert puesto.sincronizar().recibidos == 2
        assert puesto.avances == [(2, 2)]
        assert debe(puesto.caja) == Dinero.from_texto("100.00")
    otra_vez = importar(sede, archivos(tmp_path))
    assert (otra_vez.altas, otra_vez.cambios, otra_vez.lote) == (0, 0, None)


def test_an_import_says_which_payments_it_includes(
    dos: tuple[PuestoDePrueba, PuestoDePrueba], sede: SedeDeMaquina, tmp_path: Path
) -> None:
    una, otra = dos
    importar(sede, archivos(tmp_path))
    for puesto in dos:
        puesto.sincronizar()
    incluido = un_pago(una.caja, "500", monto="30.00")
    un_pago(otra.caja, "500", monto="20.00")
    for puesto in (una, otra, una):
        puesto.sincronizar()
    assert debe(una.caja) == debe(otra.caja) == Dinero.from_texto("50.00")
    with pytest.raises(UsoError) as error:
        importar(sede, archivos(tmp_path, "110.00", "30.00"))
    assert error.value.clave == "falta_pagos"
    # The billing system has heard of caja 2's payment, and not of caja 3's.
    (tmp_path / "folios.csv").write_text(f"caja,folio\n2,{incluido.folio}\n", encoding="utf-8")
    importar(sede, archivos(tmp_path, "110.00", "30.00"), str(tmp_path / "folios.csv"))
    for puesto in dos:
        puesto.sincronizar()
        assert debe(puesto.caja) == Dinero.from_texto("60.00")
    importar(sede, archivos(tmp_path, "120.00", "0.00"), "ninguno")
    for puesto in dos:
        puesto.sincronizar()
        assert debe(puesto.caja) == Dinero.from_texto("70.00")
    assert sede.centro().verificar() == ()


def test_folios_that_cannot_be(sede: SedeDeMaquina, tmp_path: Path) -> None:
    with pytest.raises(NegocioError) as error:
        sede.centro().marcas("cajeme", ["9A-000001"])
    assert error.value.clave == "folio_desconocido"
    with pytest.raises(EquipoError):
        leer_folios(tmp_path / "nada")
    (tmp_path / "f").write_text("\n")
    with pytest.raises(UsoError):
        leer_folios(tmp_path / "f")
    (tmp_path / "f").write_text("2A-000001\n\n3A-000004\n")
    assert leer_folios(tmp_path / "f") == ("2A-000001", "3A-000004")
