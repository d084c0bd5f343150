"""What the profile says of papers: their logo, and which of them come out twice."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app import perfiles
from app.papel.encabezado import encabezado_de
from app.perfiles import PerfilError
from tests.factories import PERFIL, CajaDePrueba

CAJEME = Path("organismos/cajeme/2023")


def con(recursos: Path, antes: str, despues: str) -> Path:
    """A copy of the shipped profiles with one line changed."""
    for carpeta in ("organismos/cajeme", "nacional"):
        shutil.copytree(perfiles.RECURSOS / carpeta, recursos / carpeta)
    ruta = recursos / CAJEME / "perfil.toml"
    texto = ruta.read_text(encoding="utf-8")
    assert antes in texto
    ruta.write_text(texto.replace(antes, despues), encoding="utf-8")
    return recursos


def test_none_is_named_and_none_is_shown(caja: CajaDePrueba) -> None:
    assert (PERFIL.logo, PERFIL.segunda_copia) == ("", ())
    assert encabezado_de(caja.ctx).logo is None


def test_the_logo_is_read_beside_the_profile_and_a_lost_one_is_an_empty_picture(
    caja: CajaDePrueba, tmp_path: Path
) -> None:
    recursos = con(tmp_path / "recursos", 'logo = ""', 'logo = "escudo.png"')
    ctx = replace(caja.ctx, perfil=perfiles.cargar("cajeme", recursos))
    assert encabezado_de(ctx, recursos).logo == b""
    (recursos / CAJEME / "escudo.png").write_bytes(b"\x89PNG")
    assert encabezado_de(ctx, recursos).logo == b"\x89PNG"


@pytest.mark.parametrize(
    ("antes", "despues", "columna"),
    [
        ('logo = ""', 'logo = "../escudo.png"', "papeles.logo"),
        ('logo = ""', 'logo = "escudo.gif"', "papeles.logo"),
        ("segunda_copia = []", 'segunda_copia = ["factura"]', "papeles.segunda_copia"),
        ("segunda_copia = []", "", "papeles.segunda_copia"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, antes: str, despues: str, columna: str) -> None:
    recursos = con(tmp_path / "recursos", antes, despues)
    with pytest.raises(PerfilError) as visto:
        perfiles.cargar("cajeme", recursos)
    assert [f.columna for f in visto.value.fallas] == [columna]


def test_the_papers_that_come_out_twice_are_those_it_names(tmp_path: Path) -> None:
    recursos = con(tmp_path / "recursos", "segunda_copia = []", 'segunda_copia = ["pago", "corte"]')
    assert perfiles.cargar("cajeme", recursos).segunda_copia == ("pago", "corte")
