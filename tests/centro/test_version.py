"""A centre of another version of the program: who administers it is told what to do, and cajas lose nothing."""

from __future__ import annotations

import pytest

from app.armado_sede import SedeDeMaquina
from app.centro.panorama import ver_panorama
from app.errors import EquipoError, NegocioError
from db.centro.fundacion import REVISIONES
from db.proyeccion import rows
from tests.factories import un_pago
from tests.sede import PuestoDePrueba, consultar, servir

REVISION = "UPDATE alembic_version SET version_num = :v"
PLEGADA = "UPDATE centro SET proyeccion = :v"


@pytest.mark.parametrize(
    ("sql", "version", "clave"),
    [
        (REVISION, REVISIONES[0], "centro_anterior"),
        (PLEGADA, rows.PROYECCION_VERSION - 1, "centro_anterior"),
        (REVISION, "9999", "centro_mas_nuevo"),
        (PLEGADA, rows.PROYECCION_VERSION + 1, "centro_mas_nuevo"),
    ],
)
def test_nobody_administers_nor_serves_a_centre_of_another_version(
    puesto: PuestoDePrueba, sede: SedeDeMaquina, sql: str, version: object, clave: str
) -> None:
    puesto.sincronizar()
    consultar(sede, sql, v=version)
    for hacer in (lambda: ver_panorama(sede), lambda: servir(sede)):
        with pytest.raises(NegocioError) as error:
            hacer()
        assert error.value.clave == clave
        assert ("centro iniciar" if clave == "centro_anterior" else "Actualice") in error.value.mensaje
    # A caja goes on sending; it waits there until somebody serves again.
    puesto.trabajar = lambda: None
    un_pago(puesto.caja)
    assert puesto.sincronizar().enviados > 0


def test_a_newer_centre_is_not_taken_back(sede: SedeDeMaquina) -> None:
    consultar(sede, REVISION, v="9999")
    with pytest.raises(NegocioError) as error:
        sede.iniciar(())
    assert error.value.clave == "centro_mas_nuevo"


def test_a_newer_centre_without_what_this_caja_asks_for(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    un_pago(puesto.caja)
    consultar(sede, "DROP VIEW mi_cursor")
    with pytest.raises(EquipoError) as error:
        puesto.sincronizar()
    assert error.value.clave == "centro_otra_version" and "actualizar esta caja" in error.value.mensaje
    with puesto.caja.uow() as uow:
        assert uow.sincronia.pendientes() > 0
