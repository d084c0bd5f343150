"""The centre at one moment: how each caja is, in words, and the day's collection by hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.centro.centro import Recaudado
from app.centro.panorama import CajaHoy, Panorama, hace_cuanto, ver_panorama
from app.domain.dinero import Dinero
from tests.sede_de_muestra import SedeDeMuestra, un_dia, una_caja_vista


@pytest.fixture
def sede(tmp_path: Path) -> SedeDeMuestra:
    return SedeDeMuestra(tmp_path)


def ver(sede: SedeDeMuestra) -> Panorama:
    return ver_panorama(sede)  # type: ignore[arg-type]


def test_each_caja_with_what_it_collected(sede: SedeDeMuestra) -> None:
    visto = ver(sede)
    assert [c.contacto for c in visto.cajas] == ["en línea", "en línea", "hace 34 min", "en línea", "invitada"]
    assert visto.total == Dinero(sum(r.centavos for r in un_dia())) and visto.pagos == sum(r.pagos for r in un_dia())
    assert visto.cajas[4].cobrado == Dinero(0) and visto.cajas[4].hace is None


@pytest.mark.parametrize(
    ("cambios", "primero"),
    [
        ({}, ""),
        ({"aviso": "No cobra: es una copia anterior.", "apartados": 3}, "No cobra: es una copia anterior."),
        ({"apartados": 3}, "3 asientos apartados"),
        ({"desfase": 301}, "Reloj atrasado 5 min"),
        ({"desfase": -86_400 * 365}, "Reloj adelantado 365 días"),
        ({"en_espera": 1_200}, "1,200 asientos sin aplicar: ¿está «centro servir»?"),
        ({"contacto": "2023-09-05T13:22:00Z"}, "Sin contacto"),
        ({"contacto": ""}, "Sin contacto"),
        ({"contacto": "", "estado": "invitada"}, ""),
        ({"contacto": "2023-09-01T00:00:00Z", "estado": "baja"}, ""),
    ],
)
def test_what_is_wrong_with_one_the_worst_first(sede: SedeDeMuestra, cambios: dict[str, object], primero: str) -> None:
    sede.el_centro.cajas = (una_caja_vista(**cambios),)
    (caja,) = ver(sede).cajas
    assert (caja.problemas[0] if caja.problemas else "") == primero


def test_words_of_contact() -> None:
    caja = una_caja_vista()
    dichos = [CajaHoy(caja, hace, 0, Dinero(0)).contacto for hace in (None, timedelta(seconds=59), timedelta(hours=5))]
    assert dichos == ["nunca", "en línea", "hace 5 h"]
    assert CajaHoy(replace(caja, estado="baja"), timedelta(), 0, Dinero(0)).contacto == "de baja"
    assert [hace_cuanto(timedelta(seconds=s)) for s in (5, 119, 7_199, 7_200, 172_800)] == [
        "5 s", "1 min", "119 min", "2 h", "2 días",
    ]  # fmt: skip


def test_the_day_accumulated_by_centro_and_by_caja(sede: SedeDeMuestra) -> None:
    visto = ver(sede)
    centros, cajas = visto.por_centro(), visto.por_caja()
    assert [s.nombre for s in centros] == ["Centro Norte", "Plaza Tutuli", "Centro Sur"]
    assert [s.nombre for s in cajas] == ["Caja 1", "Caja 2", "Caja 4", "Caja 3"]
    for series in (centros, cajas):
        assert sum(s.total.centavos for s in series) == visto.total.centavos
        assert all(list(s.acumulado) == sorted(s.acumulado) and len(s.acumulado) == 24 for s in series)
        assert all(s.acumulado[7] == Dinero(0) < s.acumulado[8] for s in series)


def test_money_given_back_lowers_the_hour_in_which_it_went(sede: SedeDeMuestra) -> None:
    sede.el_centro.recaudado = (Recaudado("cajeme", "1", 9, 2, 30_000), Recaudado("cajeme", "1", 11, 0, -10_000))
    (serie,) = ver(sede).por_caja()
    assert [serie.acumulado[h].centavos for h in (8, 9, 10, 11, 23)] == [0, 30_000, 30_000, 20_000, 20_000]


def test_many_cajas_share_the_last_band(sede: SedeDeMuestra) -> None:
    sede.el_centro.recaudado = tuple(Recaudado("cajeme", str(n), 9, 1, n * 100) for n in range(1, 21))
    series = ver(sede).por_caja()
    assert [s.nombre for s in series] == ["Caja 20", "Caja 19", "Caja 18", "Caja 17", "Caja 16", "otros 15"]
    assert sum(s.total.centavos for s in series) == sum(n * 100 for n in range(1, 21))


def test_what_a_caja_that_nobody_invited_collected_is_not_left_out(sede: SedeDeMuestra) -> None:
    sede.el_centro.recaudado = (Recaudado("cajeme", "99", 9, 1, 500),)
    assert [s.nombre for s in ver(sede).por_centro()] == ["Caja 99"]
