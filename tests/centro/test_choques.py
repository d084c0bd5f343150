"""What a caja did while something else was true of the cuenta elsewhere: it stands, and somebody is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.armado_sede import SedeDeMaquina
from app.beneficiarios.retiros import SolicitudRetiro, retirar
from app.domain.centro.incidencia import Incidencia
from app.domain.dinero import Dinero
from tests.convenios import CON_RECARGOS, convenido, en, una_parcialidad
from tests.factories import (
    SUPER,
    un_beneficio,
    un_pago,
    un_recibo,
    un_turno,
    una_cuenta,
)
from tests.otorgamientos import otorgado
from tests.sede import PuestoDePrueba, dos_cajas, importar_al_centro

Dos = tuple[PuestoDePrueba, PuestoDePrueba]


@pytest.fixture
def dos(sede: SedeDeMaquina, tmp_path: Path) -> Iterator[Dos]:
    """Cajas 2 and 3 with the padrón of the centre: cuentas 500 and 501, which owe 100.00."""
    cuentas = [una_cuenta(n) for n in ("500", "501")]
    with dos_cajas(sede, tmp_path, cuentas, [un_recibo(c.numero) for c in cuentas]) as puestos:
        yield puestos


def una_sola(sede: SedeDeMaquina, clase: str) -> Incidencia:
    (incidencia,) = sede.centro().estado().incidencias
    assert incidencia.clase == clase and incidencia.que_hacer
    return incidencia


def test_a_cuenta_that_changed_owner_meanwhile(dos: Dos, sede: SedeDeMaquina) -> None:
    una, otra = dos
    importar_al_centro(sede, otra.caja, [una_cuenta("500", titular="Comprador Nuevo")])
    pago = un_pago(una.caja, "500")
    una.sincronizar()
    incidencia = una_sola(sede, "cambio_de_titular")
    assert incidencia.folios == (str(pago.folio),) and "Comprador Nuevo" in incidencia.resumen
    # From now on the caja knows, and nothing more is told.
    un_pago(una.caja, "500", monto="10.00")
    una.sincronizar()
    assert len(sede.centro().estado().incidencias) == 1


def test_a_recibo_billed_again_for_more_meanwhile(dos: Dos, sede: SedeDeMaquina) -> None:
    una, otra = dos
    importar_al_centro(sede, otra.caja, recibos=[un_recibo("500", agua="150.00")])
    un_pago(una.caja, "500", monto="100.00")
    una.sincronizar()
    incidencia = una_sola(sede, "refacturado")
    assert incidencia.importe == Dinero.from_texto("50.00") and "2023-08" in incidencia.resumen


@pytest.mark.parametrize("primero_el_retiro", [True, False])
def test_a_benefit_withdrawn_meanwhile_at_another_caja(dos: Dos, sede: SedeDeMaquina, primero_el_retiro: bool) -> None:
    una, otra = dos
    importar_al_centro(sede, una.caja, beneficios=[un_beneficio("500")])
    for puesto in dos:
        puesto.sincronizar()
    retirar(otra.caja.ctx, SolicitudRetiro("500", "insen", "defuncion"), SUPER)
    pago = un_pago(una.caja, "500")
    for puesto in (otra, una) if primero_el_retiro else (una, otra):
        puesto.sincronizar()
    incidencia = una_sola(sede, "beneficio_retirado")
    assert incidencia.folios == (str(pago.folio),) and incidencia.importe > Dinero(0)


def test_two_programs_granted_at_two_cajas(dos: Dos, sede: SedeDeMaquina) -> None:
    una, otra = dos
    otorgado(una.caja, cuenta="500")
    otorgado(otra.caja, cuenta="500", programa="pensionado")
    una.sincronizar()
    otra.sincronizar()
    incidencia = una_sola(sede, "beneficios_encimados")
    assert incidencia.cuenta == "500" and "pensionado" in incidencia.resumen and incidencia.caja == "3"


def test_the_same_person_on_two_cuentas(dos: Dos, sede: SedeDeMaquina) -> None:
    una, otra = dos
    otorgado(una.caja, cuenta="500")
    otorgado(otra.caja, cuenta="501")
    otra.sincronizar()
    una.sincronizar()
    incidencia = una_sola(sede, "beneficiario_repetido")
    assert {"500", "501"} <= set(incidencia.resumen.replace("(", " ").replace(".", " ").split())


@pytest.fixture
def convenidas(sede: SedeDeMaquina, tmp_path: Path) -> Iterator[Dos]:
    """Cajas 2 and 3 of a profile with recargos, where cuenta 500 owes three months."""
    recibos = [un_recibo("500", f"2023-0{mes}", agua="500.00") for mes in (4, 5, 6)]
    with dos_cajas(sede, tmp_path, [una_cuenta("500")], recibos, CON_RECARGOS) as puestos:
        for puesto in puestos:
            un_turno(puesto.caja)
        yield puestos


def test_two_convenios_on_one_cuenta(convenidas: Dos, sede: SedeDeMaquina) -> None:
    for puesto in convenidas:
        convenido(puesto.caja, "500")
        puesto.sincronizar()
    incidencia = una_sola(sede, "dos_convenios")
    assert len(incidencia.folios) == len(incidencia.importes) == 2


def test_a_convenio_that_lapsed_by_itself_before_the_other_was_made_is_no_clash(
    convenidas: Dos, sede: SedeDeMaquina
) -> None:
    una, otra = convenidas
    convenido(una.caja, "500")
    una.sincronizar()
    en(otra.caja, date(2023, 9, 6))
    convenido(otra.caja, "500")
    otra.sincronizar()
    assert sede.centro().estado().incidencias == ()


def test_a_convenio_whose_payments_arrive_late_was_kept(convenidas: Dos, sede: SedeDeMaquina) -> None:
    una, otra = convenidas
    convenido(una.caja, "500")
    una.sincronizar()
    una_parcialidad(una.caja, "500")
    en(otra.caja, date(2023, 9, 6))
    convenido(otra.caja, "500")
    otra.sincronizar()
    assert sede.centro().estado().incidencias == ()
    una.sincronizar()
    assert una_sola(sede, "dos_convenios").caja == "3"


def test_what_cannot_be_compared_is_told_and_the_rest_flows(dos: Dos, sede: SedeDeMaquina) -> None:
    una, _ = dos
    with una.caja.uow() as uow:
        datos = {"cuenta": "500", "programa": "de_otra_version", "beneficiario": "x", "documento": "x"}
        momento = {"desde": date(2023, 9, 1).isoformat(), "quien": "super", "momento": "2023-09-05T10:00:00-07:00"}
        uow.diario.asentar("beneficio_otorgado", datos | momento)
        uow.commit()
    un_pago(una.caja, "501")
    assert una.sincronizar().pendientes == 0
    assert una_sola(sede, "sin_cotejar").caja == "2"
