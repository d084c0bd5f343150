"""What is granted at one caja, or imported at the centre, holds at every caja."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.armado_sede import SedeDeMaquina
from app.beneficiarios.otorgados import ver_beneficios
from app.beneficiarios.otorgamientos import otorgar, renovar
from app.beneficiarios.retiros import SolicitudRetiro, retirar
from app.importacion import Archivos
from tests.factories import SUPER, CajaDePrueba, un_pago, un_recibo, una_caja, una_cuenta
from tests.factories import importar as importar_aqui
from tests.otorgamientos import CURP, OTRA, clave_de, otorgado, suyo, una_solicitud_de_beneficio
from tests.sede import PuestoDePrueba, consultar, enlazada

Dos = tuple[PuestoDePrueba, PuestoDePrueba]


@pytest.fixture
def dos(sede: SedeDeMaquina, tmp_path: Path) -> Iterator[Dos]:
    """Cajas 2 and 3 with the same cuentas, of the centre."""
    with una_caja(tmp_path / "dos") as una, una_caja(tmp_path / "tres", numero="3") as otra:
        cuentas = [una_cuenta("100", titular="María López Peña"), una_cuenta("101"), una_cuenta("102")]
        sha = importar_aqui(una, cuentas, [un_recibo(c.numero, agua="100.00") for c in cuentas])
        shutil.copytree(una.lotes.carpeta, sede.carpeta / "cajeme" / "lotes")
        sede.centro().fundir("cajeme", una.lotes, sha, {"sha": sha, "filas": 6, "quien": "centro"})
        puestos = enlazada(sede, una), enlazada(sede, otra)
        for puesto in puestos:
            puesto.sincronizar()
        yield puestos


def ronda(*puestos: PuestoDePrueba) -> None:
    for puesto in puestos:
        puesto.sincronizar()


def vigentes(caja: CajaDePrueba) -> list[tuple[str, str]]:
    return [(b.cuenta, b.programa) for b in ver_beneficios(caja.ctx).vigentes]


def test_it_applies_at_the_other_caja_and_is_unique_there_too(dos: Dos) -> None:
    una, otra = dos
    hecho = otorgado(una.caja)
    ronda(una, otra)
    assert suyo(otra.caja) == hecho.beneficio
    pago = un_pago(otra.caja, "100")
    assert {d.programa for d in pago.descuentos} == {"insen"}
    # One property for each CURP, one benefit for each cuenta, and a like name is asked about, also across cajas.
    assert clave_de(otorgado, otra.caja, cuenta="101") == "beneficio_en_otra"
    assert clave_de(otorgado, otra.caja, programa="pensionado", curp=OTRA) == "beneficio_excluyente"
    parecida = una_solicitud_de_beneficio(cuenta="102", beneficiario="Maria Lopez Pena", curp=OTRA)
    assert clave_de(otorgar, otra.caja.ctx, parecida, SUPER) == "posible_misma_persona"
    assert otra.caja.verificar().errores == ()


def test_its_own_caja_does_not_get_it_back(dos: Dos) -> None:
    una, _ = dos
    otorgado(una.caja)
    una.sincronizar()
    assert una.sincronizar().recibidos == 0
    assert vigentes(una.caja) == [("100", "insen")]


def test_what_another_caja_renews_and_withdraws(dos: Dos) -> None:
    una, otra = dos
    otorgado(una.caja, hasta=date(2023, 10, 31))
    ronda(una, otra)
    renovar(otra.caja.ctx, "100", "insen", "INAPAM 124", SUPER, hasta=date(2024, 9, 30))
    ronda(otra, una)
    assert suyo(una.caja).documento == "INAPAM 124" and suyo(una.caja) == suyo(otra.caja)
    retirar(una.caja.ctx, SolicitudRetiro("100", "insen", "renuncia"), SUPER)
    ronda(una, otra)
    assert vigentes(otra.caja) == []
    assert clave_de(renovar, otra.caja.ctx, "100", "insen", "INAPAM 125", SUPER) == "beneficio_retirado"
    # Free again, at any caja.
    otorgado(otra.caja, cuenta="101")
    for puesto in dos:
        assert puesto.caja.verificar().errores == ()


def test_verificar_tells_a_benefit_that_did_not_come_down(dos: Dos) -> None:
    una, otra = dos
    otorgado(una.caja)
    ronda(una, otra)
    with otra.caja.padron._escritor.begin() as conexion:
        conexion.exec_driver_sql("UPDATE otorgado SET porcentaje = '99'")
    assert any("porcentaje" in e.mensaje for e in otra.caja.verificar().errores)


def test_a_caja_that_comes_later_gets_all_of_them(dos: Dos, sede: SedeDeMaquina, tmp_path: Path) -> None:
    una, _ = dos
    otorgado(una.caja)
    una.sincronizar()
    with una_caja(tmp_path / "cuatro", numero="4") as cuatro:
        enlazada(sede, cuatro).sincronizar()
        assert suyo(cuatro).origen.startswith("asiento:2/")


def test_after_a_restored_centre_they_come_again_and_are_the_same(dos: Dos, sede: SedeDeMaquina) -> None:
    una, otra = dos
    otorgado(una.caja)
    ronda(una, otra)
    sede.centro().restaurar()
    ronda(una, otra)
    assert vigentes(una.caja) == vigentes(otra.caja) == [("100", "insen")]


def test_an_import_at_the_centre_tells_of_names_alike(dos: Dos, sede: SedeDeMaquina, tmp_path: Path) -> None:
    una, otra = dos
    otorgado(una.caja)
    una.sincronizar()
    archivo = tmp_path / "b.csv"
    archivo.write_text(
        f"cuenta,programa,beneficiario,curp,documento,desde\n101,insen,Maria Lopez Pena,{OTRA},D-1,2023-09-01\n",
        encoding="utf-8",
    )
    hecha = sede.importar("cajeme", Archivos(beneficios=archivo), (), simular=False)
    assert len(hecha.avisos) == 1 and "(cuenta 100)" in hecha.avisos[0]
    otra.sincronizar()
    assert vigentes(otra.caja) == [("100", "insen"), ("101", "insen")]


def test_no_caja_of_another_organismo_sees_them(dos: Dos, sede: SedeDeMaquina) -> None:
    otorgado(dos[0].caja)
    dos[0].sincronizar()
    assert CURP in str(consultar(sede, "SELECT curp FROM beneficio"))
    assert consultar(sede, "SELECT count(*) FROM el_otorgado") == [(0,)]
