"""Sections `convenio` and `constancia` of a profile: what they say, and every mistake in them by its row."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from app import perfiles
from app.perfiles import PerfilError


@pytest.mark.parametrize(
    ("organismo", "articulo", "no_adeudo"),
    [("cajeme", "Art. 6", "A"), ("ocampo", "Art. 55", ""), ("romita", "", "X-b"), ("loreto", "", "")],
)
def test_each_organismo_has_its_article_and_its_line_of_the_list(organismo: str, articulo: str, no_adeudo: str) -> None:
    perfil = perfiles.cargar(organismo)
    assert perfil.convenio is not None and perfil.convenio.fundamento.endswith(articulo)
    assert (perfil.convenio.enganche_minimo, perfil.convenio.incumplidas) == (Decimal(20), 2)
    assert ("" if perfil.constancia is None else perfil.constancia.no_adeudo) == no_adeudo


@pytest.mark.parametrize(
    ("antes", "despues", "columna"),
    [
        ("enganche_minimo = 20", "enganche_minimo = 120", "convenio.enganche_minimo"),
        ("parcialidades_maximas = 12", "parcialidades_maximas = 0", "convenio.parcialidades_maximas"),
        ("incumplidas = 2", "incumplidas = 0", "convenio.incumplidas"),
        ('no_adeudo = "A"', 'no_adeudo = "B"', "constancia.no_adeudo"),
        ('sin_contrato = "NOCONTR"', 'sin_contrato = "A"', "constancia.sin_contrato"),
        ("horas = 24", "oras = 24", "constancia.oras"),
    ],
)
def test_a_mistake_is_told_at_its_key(tmp_path: Path, antes: str, despues: str, columna: str) -> None:
    for carpeta in ("organismos/cajeme", "nacional"):
        shutil.copytree(perfiles.RECURSOS / carpeta, tmp_path / carpeta)
    ruta = tmp_path / "organismos/cajeme/2023/perfil.toml"
    texto = ruta.read_text(encoding="utf-8")
    assert texto.count(antes) == 1
    ruta.write_text(texto.replace(antes, despues), encoding="utf-8")
    with pytest.raises(PerfilError) as error:
        perfiles.cargar("cajeme", tmp_path)
    assert columna in [falla.columna for falla in error.value.fallas]
