"""The look over a tariff on the files themselves: each spoilt kind is found where it is, and nothing in a sound one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app import perfiles
from app.domain.tarifa.revision_tarifa import HallazgoTarifa
from app.perfiles.publicados import leer_publicados
from app.tarifa.revision import revisar_tarifa

CAJEME, ROMITA = "organismos/cajeme/2023/", "organismos/romita/2020/"
CINCO = [("domestica", "118"), ("industrial", "114"), ("mixta", "163"), ("mixta", "167"), ("mixta", "197")]
Revisar = Callable[[str], list[HallazgoTarifa]]


@pytest.fixture
def recursos(tmp_path: Path) -> Path:
    """A copy of the shipped profiles, to be spoilt."""
    for carpeta in ("organismos", "nacional"):
        shutil.copytree(perfiles.RECURSOS / carpeta, tmp_path / carpeta)
    return tmp_path


@pytest.fixture
def revisar(recursos: Path) -> Revisar:
    """What is found in an organismo of that copy."""
    return lambda o: list(revisar_tarifa(o, lambda nombre: perfiles.cargar(nombre, recursos), recursos))


def _cambiar(recursos: Path, archivo: str, antes: str, despues: str) -> None:
    ruta = recursos / archivo
    texto = ruta.read_text(encoding="utf-8")
    assert antes in texto
    ruta.write_text(texto.replace(antes, despues, 1), encoding="utf-8")


def test_what_ships(revisar: Revisar) -> None:
    assert revisar("cajeme") == revisar("cajeme/2023") == []
    assert [(h.uso, h.renglon) for h in revisar("romita")] == CINCO
    assert [h.version for o in ("loreto", "ocampo") for h in revisar(o)] == ["loreto/2025", "ocampo/2022"]


def test_every_row_that_cajeme_prints_whole_is_read() -> None:
    publicados = leer_publicados(perfiles.RECURSOS / CAJEME)
    assert len(publicados) == 28
    assert publicados[0].renglon == "cuota_minima" and publicados[8].renglon == "rango 101 o más"
    assert leer_publicados(perfiles.RECURSOS / ROMITA) == ()
    assert leer_publicados(perfiles.RECURSOS / "organismos/ocampo/2022") == ()


@pytest.mark.parametrize(
    ("archivo", "antes", "despues", "lugar", "mensaje"),
    [
        (  # A printed part.
            "tarifas.csv",
            "13.71,,7.13",
            "13.71,,7.15",
            ("domestico", "urbana", "rango 31-40"),
            "De su agua, 13.71, alcantarillado debe ser 7.13 y dice 7.15",
        ),
        (  # A printed total.
            "tarifas.csv",
            "60.03",
            "60.30",
            ("comercial", "urbana", "rango 61-100"),
            "importe_total debe ser",
        ),
        (  # IVA that is due and not printed.
            "tarifas.csv",
            "12.48,3.81,",
            "12.48,,",
            ("comercial", "urbana", "rango 0-10"),
            "iva debe ser 3.81 y dice 0.00",
        ),
        (  # Agua, from which the rest followed.
            "tarifas.csv",
            "191.00,58.37",
            "190.00,58.37",
            ("comercial", "urbana", "cuota_minima"),
            "De su agua, 190.00,",
        ),
        (  # A range cheaper than the one before it.
            "tarifas.csv",
            "51.65,,26.86,78.51,20.14,98.65",
            "31.65,,,,,",
            ("domestico", "urbana", "rango 101 o más"),
            "31.65 por m³, menos que 35.11 del rango 81-100; 101 m³ cuestan",
        ),
        (  # A gap between ranges: the profile cannot be loaded, and that is what is found.
            "tarifas.csv",
            "urbana,rango,41,60",
            "urbana,rango,42,60",
            ("", "", "tarifas.csv, renglón 7"),
            "desde_m3: empieza en 42 y debe empezar en 41: hay un hueco o un traslape.",
        ),
        (  # A month of the INPC.
            "../../../nacional/inpc.csv",
            "2023-06,",
            "2013-06,",
            ("", "", "inpc.csv, renglón 8"),
            "los meses deben ir en orden",
        ),
        (  # A word of the settings.
            "perfil.toml",
            'metodo = "rango_alcanzado"',
            'metodo = "tarde"',
            ("", "", "perfil.toml, renglón {}"),
            "tarifa.metodo:",
        ),
    ],
)
def test_spoilt_tables_of_cajeme(
    recursos: Path, revisar: Revisar, archivo: str, antes: str, despues: str, lugar: tuple[str, ...], mensaje: str
) -> None:
    _cambiar(recursos, CAJEME + archivo, antes, despues)
    hallazgos = revisar("cajeme")
    assert mensaje in hallazgos[0].mensaje
    uso, area, renglon = lugar
    ruta = recursos / "organismos/cajeme/2023" / archivo
    renglon = (
        renglon.format(1 + ruta.read_text(encoding="utf-8").splitlines().index(despues)) if "{}" in renglon else renglon
    )
    assert {(h.uso, h.area, h.renglon) for h in hallazgos} == {(uso, area, renglon)}


def test_a_row_of_romita_spoilt_in_one_month_is_a_sixth_one(recursos: Path, revisar: Revisar) -> None:
    ruta = recursos / ROMITA / "consumo-comercial.csv"
    filas = [fila.split(",") for fila in ruta.read_text(encoding="utf-8").splitlines()]
    filas[51][3] = filas[49][3]
    ruta.write_text("\n".join(map(",".join, filas)), encoding="utf-8")
    nuevos = [h for h in revisar("romita") if (h.uso, h.renglon) not in CINCO]
    assert [(h.uso, h.renglon) for h in nuevos] == [("comercial", "50")]
    assert nuevos[0].mensaje.endswith("(marzo 2020).")


def test_two_versions_that_overlap_or_leave_a_gap(recursos: Path, revisar: Revisar) -> None:
    shutil.copytree(recursos / CAJEME, recursos / "organismos/cajeme/2024")
    nueva = "organismos/cajeme/2024/perfil.toml"
    for antes, despues in (('version = "2023"', 'version = "2024"'),
                           ('desde = "2023-01"', 'desde = "2023-09"')):  # fmt: skip
        _cambiar(recursos, nueva, antes, despues)
    (traslape,) = revisar("cajeme")
    assert "empieza en septiembre 2023, cuando aún rige cajeme/2023" in traslape.mensaje
    _cambiar(recursos, CAJEME + "perfil.toml", 'hasta = "2023-12"', 'hasta = "2023-06"')
    (hueco,) = revisar("cajeme")
    assert hueco.version == "cajeme/2024" and hueco.mensaje.startswith("No hay tarifa de julio 2023 a agosto 2023")
