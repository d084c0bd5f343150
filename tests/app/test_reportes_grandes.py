"""Totals of a year of 500, 10,000 and 75,000 payments against the same year added up by hand."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.dinero import Dinero
from app.domain.reporte.reporte import DIMENSIONES, Filtro
from app.reportes.beneficios import ver_beneficios_aplicados
from app.reportes.cobranza import ver_reporte
from app.reportes.diferencias import ver_diferencias
from tests.ejercicio import llenar
from tests.factories import INICIO, SUPER, una_caja

EJERCICIO = Filtro(date(2023, 1, 1), date(2023, 12, 31))
FIN: datetime = INICIO.replace(month=12, day=31)


@pytest.mark.parametrize("n", [500, 10_000, pytest.param(75_000, marks=pytest.mark.largo)])
def test_totals_are_right_however_many(tmp_path: Path, n: int) -> None:
    with una_caja(tmp_path / "caja", momento=FIN) as caja:
        hecho = llenar(caja, n)
        assert hecho.pagos == n
        for por in DIMENSIONES:
            reporte = ver_reporte(caja.ctx, por, EJERCICIO, SUPER)
            assert {r.clave: r.neto.centavos for r in reporte.renglones if r.neto} == +hecho.netos[por] | {
                clave: centavos for clave, centavos in hecho.netos[por].items() if centavos < 0
            }
            total = reporte.total
            assert (total.veces, total.reversos, total.neto) == (n, hecho.reversos, Dinero(hecho.total))
        beneficios = ver_beneficios_aplicados(caja.ctx, EJERCICIO, SUPER)
        assert {s.programa: s.descontado.centavos for s in beneficios.programas} == hecho.netos["programa"]
        assert len(ver_diferencias(caja.ctx, EJERCICIO, SUPER).cortes) == 300
