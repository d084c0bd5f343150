"""What somebody must look at, in the reports and on the corte of the turno that it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.armado_sede import SedeDeMaquina
from app.documentos import Documento
from app.documentos.corte import corte_x as papel_de_corte
from app.documentos.reporte_incidencias import TITULOS, listado_de_incidencias, papel_de_incidencias
from app.domain.centro.incidencia import Incidencia
from app.domain.corte.corte import Arqueo
from app.domain.reporte.reporte import Filtro
from app.domain.reporte.reporte_incidencias import de_esos_dias
from app.errors import NegocioError
from app.papel.encabezado import encabezado_de
from app.reportes.incidencias import ver_incidencias
from app.turno.caja import cerrar_turno, corte_x
from app.turno.cortes import ver_corte
from printing.texto import to_texto
from tests.domain.centro.test_incidencia import una_incidencia
from tests.factories import DEMO, SUPER, un_pago, un_recibo, una_caja, una_cuenta
from tests.sede import PuestoDePrueba, enlazada, importar_al_centro

HOY = date(2023, 9, 5)


@pytest.fixture
def pagado_dos_veces(sede: SedeDeMaquina, tmp_path: Path) -> Iterator[PuestoDePrueba]:
    """Caja 3, which took the later payment of a recibo, and knows."""
    with una_caja(tmp_path / "dos") as una, una_caja(tmp_path / "tres", numero="3") as otra:
        importar_al_centro(sede, una, [una_cuenta("500"), una_cuenta("501")], [un_recibo("500"), un_recibo("501")])
        puestos = enlazada(sede, una), enlazada(sede, otra)
        for puesto in puestos:
            puesto.sincronizar()
            un_pago(puesto.caja, "500")
        for puesto in puestos:
            puesto.sincronizar()
        yield puestos[1]


def en_texto(documento: Documento, columnas: int) -> str:
    return to_texto(documento, columnas).decode()


def test_it_is_in_the_report_of_its_days_and_of_its_turno(pagado_dos_veces: PuestoDePrueba) -> None:
    ctx = pagado_dos_veces.caja.ctx
    reporte = ver_incidencias(ctx, Filtro(HOY, HOY), SUPER)
    assert (reporte.abiertas, reporte.en_duda) == (1, reporte.incidencias[0].importe)
    assert ver_incidencias(ctx, Filtro(HOY, HOY, turno=1), SUPER).incidencias == reporte.incidencias
    papel = en_texto(papel_de_incidencias(reporte, encabezado_de(ctx)), 92)
    for dicho in ("Recibo pagado dos veces", *reporte.incidencias[0].folios, "Abiertas"):
        assert dicho in papel
    with pytest.raises(NegocioError) as error:
        ver_incidencias(ctx, Filtro(date(2023, 1, 1), date(2023, 1, 2)), SUPER)
    assert error.value.clave == "sin_movimientos"


def test_how_it_ended_goes_down_and_is_told(pagado_dos_veces: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    (abierta,) = sede.centro().estado().incidencias
    sede.centro().resolver(abierta.id, "a_favor", "Se le avisó", "jefa")
    pagado_dos_veces.sincronizar()
    ctx = pagado_dos_veces.caja.ctx
    reporte = ver_incidencias(ctx, Filtro(HOY, HOY), SUPER)
    (resuelta,) = reporte.incidencias
    assert (resuelta.estado, resuelta.quien, resuelta.nota) == ("resuelta", "jefa", "Se le avisó")
    assert resuelta.resuelta[:10] == HOY.isoformat() and reporte.abiertas == 0
    papel = en_texto(papel_de_incidencias(reporte, encabezado_de(ctx)), 92)
    assert "Queda a favor de la cuenta: Se le avisó" in papel and "jefa" in papel
    assert sede.centro().incidencias() == reporte.incidencias
    lista = listado_de_incidencias(reporte.incidencias)
    assert [len(fila) for fila in lista.filas] == [len(TITULOS)]


def test_the_corte_of_its_turno_names_it_and_no_other(pagado_dos_veces: PuestoDePrueba) -> None:
    caja = pagado_dos_veces.caja
    (dicha,) = corte_x(caja.ctx, completo=True).incidencias
    corte = cerrar_turno(caja.ctx, DEMO, Arqueo(()), "no se contó")
    assert corte.incidencias == (dicha,)
    papel = en_texto(papel_de_corte(ver_corte(caja.ctx, corte.numero), encabezado_de(caja.ctx)), 48)
    assert "Incidencias de sus pagos" in papel and all(folio in papel for folio in dicha.folios)
    un_pago(caja, "501")
    assert corte_x(caja.ctx, completo=True).incidencias == ()
    assert caja.verificar().errores == ()


def test_open_ones_stay_in_every_later_day_and_settled_ones_in_theirs() -> None:
    abierta = replace(una_incidencia(), momento="2023-09-02T10:00:00-07:00")
    resuelta = replace(abierta, id="r", resolucion="a_favor", resuelta="2023-09-04T10:00:00-07:00")

    def ids(desde: int, hasta: int, *de: Incidencia) -> list[str]:
        return [i.id for i in de_esos_dias(de, date(2023, 9, desde), date(2023, 9, hasta))]

    assert ids(1, 1, abierta, resuelta) == []
    assert ids(3, 3, abierta, resuelta) == ids(4, 9, resuelta, abierta) == ["i", "r"]
    assert ids(5, 9, resuelta, abierta) == ["i"]
