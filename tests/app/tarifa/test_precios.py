"""By which prices a caja charges, and what it lacks on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app import perfiles
from app.domain.periodo import Periodo
from app.domain.tarifa.indice import Uma
from app.tarifa.precios import falta_tarifa, ver_precios
from tests.organismos import INVENTADA, perfil_de_prueba

CAJEME = perfiles.cargar("cajeme")
LORETO = perfiles.cargar("loreto")


def test_versions_with_their_months_and_source() -> None:
    precios = ver_precios(CAJEME, date(2023, 9, 5))
    (version,) = precios.versiones
    assert (version.clave, version.vigencia) == ("cajeme/2023", "de enero 2023 a diciembre 2023")
    assert (version.fuente, version.estado) == ("Ley de Ingresos de Cajeme 2023", "rige")
    assert precios.inpc == (Periodo(2022, 12), Periodo(2023, 12)) and precios.uma is not None
    assert precios.faltan == ()


def test_a_loaded_list_says_who_published_it_and_when_it_begins() -> None:
    loreto = perfil_de_prueba("loreto")
    (version,) = ver_precios(loreto, date(2024, 12, 31)).versiones
    assert (version.fuente, version.estado, version.vigencia) == (INVENTADA, "futura", "desde enero 2025")
    assert [v.estado for v in ver_precios(loreto, date(2025, 1, 1)).versiones] == ["rige"]
    assert [v.estado for v in ver_precios(CAJEME, date(2024, 1, 1)).versiones] == ["pasada"]


@pytest.mark.parametrize("organismo", ["loreto", "ocampo"])
def test_prices_that_do_not_come_with_the_program_are_asked_for_by_name(organismo: str) -> None:
    perfil = perfiles.cargar(organismo)
    precios = ver_precios(perfil, date(2025, 3, 1))
    (falta,) = precios.faltan
    assert falta.startswith(f"Falta la tarifa vigente de {perfil.nombre}: no hay precios de marzo 2025.")
    assert "F6" in falta and [v.estado for v in precios.versiones] == ["sin_precios"]
    assert "no vienen con el programa" in precios.versiones[0].fuente


def test_a_month_after_the_last_version_and_one_without_its_index() -> None:
    assert "enero 2024" in falta_tarifa(CAJEME, Periodo(2024, 1))
    assert falta_tarifa(CAJEME, Periodo(2023, 12)) == ""
    abierta = replace(CAJEME.tarifas[0], hasta=Periodo(2025, 12))
    assert "Falta el INPC de" in falta_tarifa(replace(CAJEME, tarifas=(abierta,)), Periodo(2024, 6))


@pytest.mark.parametrize(
    ("hoy", "falta"), [(date(2024, 1, 31), ""), (date(2024, 2, 1), "Falta la UMA de 2024"), (date(2023, 2, 1), "")]
)
def test_the_uma_of_a_year_is_missed_from_february(hoy: date, falta: str) -> None:
    hasta_2023 = Uma(((date(2023, 2, 1), Decimal("103.74")),))
    tarifa = replace(CAJEME.tarifas[0], indexacion=replace(CAJEME.tarifas[0].indexacion, clase="ninguna"))
    perfil = replace(CAJEME, uma=hasta_2023, tarifas=(replace(tarifa, hasta=Periodo(2024, 12)),))
    precios = ver_precios(perfil, hoy)
    assert "".join(precios.faltan).startswith(falta) and bool(precios.faltan) == bool(falta)
    assert precios.inpc is None and precios.uma == (date(2023, 2, 1), Decimal("103.74"))


def test_without_services_in_uma_nobody_misses_it() -> None:
    sin_uma = replace(perfil_de_prueba("ocampo"), uma=Uma(()))
    assert ver_precios(sin_uma, date(2025, 6, 1)).uma is None
    assert ver_precios(sin_uma, date(2025, 6, 1)).faltan == ()
