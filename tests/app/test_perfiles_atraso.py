"""What a profile says of paying late: dated rates and collection costs, each mistake named with its row."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app import perfiles
from app.perfiles import PerfilError

PERFIL = Path("organismos/cajeme/2023/perfil.toml")


@pytest.fixture
def recursos(tmp_path: Path) -> Path:
    """A copy of the shipped profiles, to be changed."""
    for carpeta in ("organismos", "nacional"):
        shutil.copytree(perfiles.RECURSOS / carpeta, tmp_path / carpeta)
    return tmp_path


def _cambiar(recursos: Path, antes: str, despues: str) -> None:
    texto = (recursos / PERFIL).read_text(encoding="utf-8")
    assert antes in texto
    (recursos / PERFIL).write_text(texto.replace(antes, despues, 1), encoding="utf-8")


def _fallas(recursos: Path) -> list[str]:
    with pytest.raises(PerfilError) as e:
        perfiles.cargar("cajeme", recursos)
    return [str(f) for f in e.value.fallas]


_MORA = "[cobro.mora]"
_RECARGOS = """[[cobro.recargos]]
desde = "2023-01"
tasa = 1.47
fundamento = "Ley, Art. 5"

[[cobro.recargos]] # segundo semestre
desde = "2023-07"
tasa = 1.13
fundamento = "Ley, Art. 5"

"""
_GASTOS = """[[cobro.gastos]]
desde = "2023-01"
por_ciento = 2.5
meses = 3
fundamento = "Ley, Art. 12"

"""


def test_cajeme_has_neither_recargos_nor_collection_costs() -> None:
    perfil = perfiles.cargar("cajeme")
    assert (perfil.recargos, perfil.gastos) == ((), ())


def test_dated_rates_and_collection_costs_are_read(recursos: Path) -> None:
    _cambiar(recursos, _MORA, _RECARGOS + _GASTOS + _MORA)
    perfil = perfiles.cargar("cajeme", recursos)
    assert [(t.desde.texto(), str(t.tasa), t.fundamento) for t in perfil.recargos] == [
        ("2023-01", "1.47", "Ley, Art. 5"),
        ("2023-07", "1.13", "Ley, Art. 5"),
    ]
    (gastos,) = perfil.gastos
    assert (gastos.forma, str(gastos.valor), gastos.meses) == ("por_ciento", "2.5", 3)


@pytest.mark.parametrize(
    ("antes", "despues", "falla"),
    [
        ("tasa = 1.13", "tasa = 113", "cobro.recargos.2.tasa: debe ser un por ciento"),
        ("tasa = 1.13", "tasa = -1", "cobro.recargos.2.tasa: debe ser un número positivo"),
        ("tasa = 1.13", "", "cobro.recargos.2.tasa: falta"),
        ("tasa = 1.47", 'tasa = "1.47"', "cobro.recargos.1.tasa: debe ser un número"),
        ('desde = "2023-07"', 'desde = "julio"', "cobro.recargos.2.desde: «julio» no es un mes"),
        ('desde = "2023-07"', 'desde = "2022-07"', "cobro.recargos.2.desde: debe ser posterior al de la anterior"),
        ("tasa = 1.13", "tasa = 1.13\nmeses = 2", "cobro.recargos.2.meses: no se conoce"),
        ('fundamento = "Ley, Art. 5"', 'fundamento = " "', "cobro.recargos.1.fundamento: no puede quedar vacío"),
        ('fundamento = "Ley, Art. 12"', "", "cobro.gastos.1.fundamento: falta"),
        ("por_ciento = 2.5", "por_ciento = 101", "cobro.gastos.1.por_ciento: debe ser un por ciento"),
        ("por_ciento = 2.5", "por_ciento = 2.5\numa = 2", "cobro.gastos.1.desde: lleva una, y solo una, de estas"),
        ("por_ciento = 2.5", "", "cobro.gastos.1.desde: lleva una, y solo una, de estas"),
    ],
)
def test_a_mistake_in_a_dated_rule_is_named(recursos: Path, antes: str, despues: str, falla: str) -> None:
    texto = _RECARGOS + _GASTOS
    _cambiar(recursos, _MORA, texto.replace(antes, despues, 1) + _MORA)
    assert any(falla in f for f in _fallas(recursos)), _fallas(recursos)


def test_its_row_is_that_of_the_repeated_section(recursos: Path) -> None:
    _cambiar(recursos, _MORA, _RECARGOS.replace("tasa = 1.13", "tasa = 113") + _MORA)
    lineas = (recursos / "organismos" / "cajeme" / "2023" / "perfil.toml").read_text(encoding="utf-8").splitlines()
    (falla,) = _fallas(recursos)
    assert f"renglón {lineas.index('tasa = 113') + 1}," in falla


@pytest.mark.parametrize("texto", ["recargos = 5", "recargos = [5]", "recargo_mensual = 1.47"])
def test_a_rate_written_otherwise_is_refused_and_not_ignored(recursos: Path, texto: str) -> None:
    _cambiar(recursos, "arqueo_ciego = true", f"arqueo_ciego = true\n{texto}")
    assert any("cobro.recargo" in falla for falla in _fallas(recursos))


def test_the_order_of_application_names_every_accessory(recursos: Path) -> None:
    _cambiar(recursos, '["recargos", "recargos_diferencia"], ["multa"]]', '["recargos_diferencia"], ["multa"]]')
    assert any("no dice cuándo se pagan: recargos" in falla for falla in _fallas(recursos))
