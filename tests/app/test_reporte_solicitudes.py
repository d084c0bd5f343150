"""The requests of some days: what came in, how it ended, what still waited then, and what was late."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from app.documentos import Encabezado, componer
from app.documentos.reporte_solicitudes import listado_de_solicitudes, papel_de_solicitudes
from app.domain.reporte.reporte import Filtro
from app.domain.reporte.reporte_solicitudes import ReporteSolicitudes
from app.reportes.solicitudes import ver_reporte_de_solicitudes
from tests.factories import DEMO, SUPER, CajaDePrueba, importar, una_cuenta
from tests.otorgamientos import clave_de
from tests.solicitudes import en_loreto, estudiada, recibida, resuelta, sin_trabajo

ENCABEZADO = Encabezado("OOMAPAS de Prueba", organismo="cajeme", nombres=(("insen", "Tarifa INSEN"),))
LUNES = date(2023, 9, 5)


def _reporte(caja: CajaDePrueba, desde: date, hasta: date, **otros: object) -> ReporteSolicitudes:
    return ver_reporte_de_solicitudes(caja.ctx, Filtro(desde, hasta, **otros), SUPER)  # type: ignore[arg-type]


@pytest.fixture
def con_solicitudes(caja: CajaDePrueba) -> CajaDePrueba:
    """On the first day three are received and one refused; ten days later one is granted and another comes."""
    importar(caja, [una_cuenta(n) for n in ("100", "200", "300", "400")])
    recibida(caja)
    desempleo = sin_trabajo(caja, cuenta="200", beneficiario="Luis Mar")
    resuelta(caja, recibida(caja, cuenta="300", curp="", beneficiario="Eva").folio, "negada")
    caja.reloj.momento += timedelta(days=10)
    estudiada(caja, desempleo.folio)
    resuelta(caja, desempleo.folio)
    sin_trabajo(caja, cuenta="400", beneficiario="Ana Gil", documentos=())
    return caja


def test_what_was_answered_later_waited_as_far_as_those_days_are_concerned(con_solicitudes: CajaDePrueba) -> None:
    caja = con_solicitudes
    del_lunes = _reporte(caja, LUNES, LUNES)
    total = del_lunes.total
    assert (total.recibidas, total.negadas, total.otorgadas, total.pendientes) == (3, 1, 0, 2)
    dias = _reporte(caja, LUNES + timedelta(days=1), LUNES + timedelta(days=9)).total
    assert (dias.recibidas, dias.negadas, dias.pendientes) == (0, 0, 2)
    todo = _reporte(caja, LUNES, LUNES + timedelta(days=10))
    assert [(s.programa, s.recibidas, s.otorgadas, s.negadas, s.pendientes) for s in todo.sumas] == [
        ("desempleo", 2, 1, 0, 1), ("insen", 2, 0, 1, 1),
    ]  # fmt: skip
    despues = _reporte(caja, LUNES + timedelta(days=10), LUNES + timedelta(days=10)).total
    assert (despues.recibidas, despues.otorgadas, despues.negadas, despues.pendientes) == (1, 1, 0, 2)


def test_it_is_read_on_paper_and_in_a_list(con_solicitudes: CajaDePrueba) -> None:
    reporte = _reporte(con_solicitudes, LUNES, LUNES + timedelta(days=10))
    dicho = " ".join(" ".join(componer(papel_de_solicitudes(reporte, ENCABEZADO), 92)).split())
    for parte in ("SOLICITUDES DE BENEFICIO", "INSEN", "negada: no reside en el inmueble", "Centro de Prueba"):
        assert parte in dicho, parte
    lista = listado_de_solicitudes(reporte, ENCABEZADO)
    assert [fila[0] for fila in lista.filas] == [f"T2A-00000{n}" for n in (1, 2, 3, 4)]
    otorgada, negada, incompleta = lista.filas[1], lista.filas[2], lista.filas[3]
    assert otorgada[7] == "otorgada" and str(otorgada[-1]).startswith("2/")
    assert (negada[7], negada[-2], negada[8]) == ("negada", "no reside en el inmueble", "")
    assert incompleta[8] == "baja del IMSS" and len(incompleta) == len(lista.titulos)


def test_only_what_was_asked_for_and_to_whom_it_may_be_told(con_solicitudes: CajaDePrueba) -> None:
    caja = con_solicitudes
    assert _reporte(caja, LUNES, LUNES, cajero="demo").total.recibidas == 3
    assert clave_de(_reporte, caja, LUNES, LUNES, cajero="otra") == "sin_movimientos"
    assert clave_de(_reporte, caja, LUNES, LUNES, turno=1) == "sin_turnos"
    assert clave_de(_reporte, caja, LUNES - timedelta(days=9), LUNES - timedelta(days=1)) == "sin_movimientos"
    assert clave_de(ver_reporte_de_solicitudes, caja.ctx, Filtro(LUNES, LUNES), DEMO) == "requiere_administrador"


def test_what_is_beyond_the_term_of_the_law_is_counted(tmp_path: Path) -> None:
    with en_loreto(tmp_path) as (caja, folio):
        hoy = date(2025, 9, 5)
        assert _reporte(caja, hoy, hoy).total.fuera_de_plazo == 0
        caja.reloj.momento += timedelta(days=46)
        tarde = date(2025, 10, 21)
        assert _reporte(caja, tarde, tarde).total.fuera_de_plazo == 1
        resuelta(caja, folio, "negada")
        reporte = _reporte(caja, tarde, tarde)
        assert (reporte.total.negadas, reporte.total.fuera_de_plazo, reporte.total.pendientes) == (1, 1, 0)
        dicho = " ".join(componer(papel_de_solicitudes(reporte, ENCABEZADO), 92))
        assert "fuera de plazo" in dicho
        # On its last day it was in time.
        dia = date(2025, 10, 20)
        assert _reporte(caja, dia, dia).total.fuera_de_plazo == 0
