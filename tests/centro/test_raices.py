"""The signed root of a day: kept when the day is over, checked at the centre and, without any network, at a caja."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.armado_sede import SedeDeMaquina
from app.centro.centro import raices_rotas
from app.centro.raices_centro import RaizDelCentro, guardar_raiz_del_centro, leer_raiz_del_centro
from app.errors import EquipoError, IntegridadError, UsoError
from app.sistema.llaves import is_firma
from db.exportacion import leer_claves
from tests.factories import un_pago
from tests.sede import PuestoDePrueba, consultar, servir

DIA = date(2023, 9, 5)


@pytest.fixture
def raiz(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> RaizDelCentro:
    """Of a centre that has a payment of caja 2."""
    un_pago(puesto.caja, "100")
    puesto.sincronizar()
    return sede.centro().raiz("cajeme", DIA)


def guardada(raiz: RaizDelCentro, carpeta: Path) -> Path:
    ruta = carpeta / "una.raiz.json"
    guardar_raiz_del_centro(raiz, ruta)
    return ruta


def test_a_caja_checks_its_diario_against_it_without_the_centre(
    raiz: RaizDelCentro, puesto: PuestoDePrueba, tmp_path: Path
) -> None:
    ruta = guardada(raiz, tmp_path)
    claves = leer_claves(ruta, puesto.caja.almacen, is_firma)
    informe = puesto.caja.verificar(dict(claves))
    assert (informe.confianza, informe.ok) == ("publicas", True)
    # What was charged afterwards takes nothing from it.
    un_pago(puesto.caja, "101")
    assert leer_claves(ruta, puesto.caja.almacen, is_firma) == claves


def test_another_history_of_the_caja_is_found(raiz: RaizDelCentro, puesto: PuestoDePrueba, tmp_path: Path) -> None:
    with puesto.caja.almacen.engine.begin() as conexion:
        conexion.exec_driver_sql("DROP TRIGGER diario_sin_update")
        conexion.exec_driver_sql("UPDATE diario SET hash = zeroblob(32) WHERE n = (SELECT max(n) FROM diario)")
    with pytest.raises(IntegridadError) as error:
        leer_claves(guardada(raiz, tmp_path), puesto.caja.almacen, is_firma)
    assert error.value.clave == "raiz_distinta"


def test_one_that_was_changed_or_is_none_is_not_believed(
    raiz: RaizDelCentro, puesto: PuestoDePrueba, tmp_path: Path
) -> None:
    ruta = guardada(replace(raiz, fecha="2023-09-06"), tmp_path)
    with pytest.raises(IntegridadError) as falsa:
        leer_raiz_del_centro(ruta, is_firma)
    assert falsa.value.clave == "raiz_alterada"
    for texto in ("", "[]", "{}", json.dumps({"cabezas": 3}), "\x00"):
        ruta.write_text(texto, encoding="utf-8")
        with pytest.raises(UsoError) as invalida:
            leer_raiz_del_centro(ruta, is_firma)
        assert invalida.value.clave == "raiz_invalida"
    for malo in (tmp_path / "no_hay", tmp_path):
        with pytest.raises(EquipoError):
            leer_raiz_del_centro(malo, is_firma)
    with pytest.raises(EquipoError):
        guardar_raiz_del_centro(raiz, ruta / "dentro.json")
    sin_ella = replace(raiz, cabezas=tuple(c for c in raiz.cabezas if c.caja != "2"), firma="")
    firmada = replace(sin_ella, firma=puesto.sede.centro().firmar(sin_ella.mensaje()).hex())
    with pytest.raises(UsoError) as ajena:
        leer_claves(guardada(firmada, tmp_path), puesto.caja.almacen, is_firma)
    assert ajena.value.clave == "sin_claves"


def test_the_centre_looks_for_what_it_signed(raiz: RaizDelCentro, sede: SedeDeMaquina, puesto: PuestoDePrueba) -> None:
    assert sede.centro().distintas(raiz) == ()
    otro = replace(raiz, firma=puesto.caja.llave.firmar(raiz.mensaje()).hex())
    assert sede.centro().distintas(otro) == raiz.cabezas
    consultar(sede, "DELETE FROM diario WHERE caja = '2' AND seq = (SELECT max(seq) FROM diario WHERE caja = '2')")
    assert [c.caja for c in sede.centro().distintas(raiz)] == ["2"]


def test_servir_keeps_the_one_of_each_day_that_is_over(raiz: RaizDelCentro, sede: SedeDeMaquina) -> None:
    ayer = sede.reloj().ahora().date() - timedelta(days=1)
    ruta = sede.raices.ruta("cajeme", ayer)
    assert sede.raices.todas() == (ruta,)
    antes = ruta.read_bytes()
    servir(sede)
    assert ruta.read_bytes() == antes and raices_rotas(sede, is_firma) == ()
    consultar(sede, "DELETE FROM diario WHERE caja = '0'")
    assert {e.caja for e in raices_rotas(sede, is_firma)} == {"0"}
    ruta.write_text("{}", encoding="utf-8")
    assert [e.mensaje for e in raices_rotas(sede, is_firma)] == [f"{ruta.name} no es una raíz de «centro raiz»."]
