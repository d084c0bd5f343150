"""Price lists: a line each, tables of two ways that a profile declares, and every mistake at its row and column."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.romita import CARPETA, CUADROS, leer


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    """A copy of Romita's lists, to be spoilt."""
    return Path(shutil.copytree(CARPETA, tmp_path / "2020"))


def _fallas(carpeta: Path, cuadros: str = CUADROS) -> list[str]:
    return [str(f) for f in leer(carpeta, carpeta.parent, cuadros)[1]]


def _cambiar(carpeta: Path, archivo: str, antes: str, despues: str) -> None:
    ruta = carpeta / archivo
    texto = ruta.read_text(encoding="utf-8")
    assert antes in texto
    ruta.write_text(texto.replace(antes, despues, 1), encoding="utf-8")


def test_every_cell_of_the_two_tables_is_a_service(carpeta: Path) -> None:
    servicios, fallas = leer(carpeta, carpeta.parent)
    assert fallas == []
    claves = {s.clave: s for s in servicios}
    assert len(claves) == len(servicios) == 41 + 8 * 5 + 4 * 4
    ramal, descarga = claves["VI-CT-112"], claves["IX-12-MPAV"]
    assert ramal.concepto == "Ramal de toma corta (hasta 6 m), terracería, 1 1/2 pulgadas"
    assert (str(ramal.precio), ramal.unidad, ramal.causa_iva, ramal.indexa) == ("4741.00", "toma", True, False)
    assert descarga.concepto == "Descarga de agua residual, metro adicional, pavimento, 12 pulgadas"
    assert (str(descarga.precio), descarga.unidad) == ("1066.00", "metro")
    assert descarga.fundamento == "Ley de Ingresos de Romita 2020, Art. 14 fr. IX"
    assert (ramal.clase, ramal.para, ramal.usos, ramal.leyenda) == ("normal", "todos", (), "")


def test_claves_are_typed_on_a_command_line_as_they_are(carpeta: Path) -> None:
    for servicio in leer(carpeta, carpeta.parent)[0]:
        assert servicio.clave.replace("-", "").isalnum() and servicio.clave.isascii(), servicio.clave


def test_a_profile_without_tables_has_the_list_alone(carpeta: Path) -> None:
    servicios, fallas = leer(carpeta, carpeta.parent, "")
    assert fallas == [] and len(servicios) == 41


@pytest.mark.parametrize(
    ("archivo", "antes", "despues", "falla"),
    [
        ("otros-servicios.csv", 'XII,"Inc', 'X II,"Inc', "renglón 37, clave: «X II» debe ser de letras sin acento"),
        ("otros-servicios.csv", "172.10", "", "renglón 2, precio: falta; solo un servicio de clase importe_libre"),
        ("otros-servicios.csv", 'cionadores",', 'cionadores",5', "renglón 37, precio: sobra"),
        ("otros-servicios.csv", "no,normal", "no,aportacion", "renglón 2, causa_iva: una aportación es de terceros"),
        ("otros-servicios.csv", "no,normal", "no,cargo_al_recibo", "renglón 2, para: lo que va con cargo al recibo"),
        ("otros-servicios.csv", "no,normal", "no,otra", "renglón 2, clase: «otra» no es ninguno de: normal"),
        ("otros-servicios.csv", "normal,todos", "normal,nadie", "renglón 2, para: «nadie» no es ninguno de: todos"),
        ("otros-servicios.csv", "todos,,", "todos,domestica|naviero,", "renglón 2, usos: «naviero» no es ninguno de"),
        ("ramal-toma.csv", "1019.30", "", "renglón 2, 1/2: «» no es un número"),
        ("ramal-toma.csv", "MT,", "BT,", "renglón 8, clave: «VI-BT-12» ya está en otro renglón"),
        ("ramal-toma.csv", 'terracería",toma', 'terracería",', "renglón 2, unidad: falta"),
        ("ramal-toma.csv", "1 1/2", "1 1/4", "renglón 1, encabezado: las columnas deben ser clave, concepto, unidad"),
        ("descarga.csv", "PAV,", "PÁV,", "renglón 2, clave: «PÁV» debe ser de letras sin acento, cifras y guiones"),
    ],
)  # fmt: skip
def test_mistakes_in_the_lists(carpeta: Path, archivo: str, antes: str, despues: str, falla: str) -> None:
    _cambiar(carpeta, archivo, antes, despues)
    fallas = _fallas(carpeta)
    assert any(f.startswith(f"{archivo}, {falla}") for f in fallas), fallas


@pytest.mark.parametrize(
    ("antes", "despues", "falla"),
    [
        ('clave = "VI-{renglon}-{columna}"', 'clave = "VI-{renglon}"', "servicios.ramal.clave: debe llevar {renglon}"),
        ("causa_iva = true", "causa_iva = 1", "servicios.ramal.causa_iva: debe ser true o false"),
        ("indexa = false", "indexada = false", "servicios.ramal.indexada: no se conoce: revise cómo se escribe"),
        ('columnas."2" = "2 pulgadas"', 'columnas."2" = 2', "servicios.ramal.columnas.2: debe ser un texto"),
    ],
)
def test_mistakes_in_what_declares_a_table(carpeta: Path, antes: str, despues: str, falla: str) -> None:
    assert antes in CUADROS
    fallas = _fallas(carpeta, CUADROS.replace(antes, despues, 1))
    assert any(f.startswith("perfil.toml, renglón ") and falla in f for f in fallas), fallas
