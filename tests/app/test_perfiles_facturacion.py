"""Section `facturacion` of a profile: it decides the bill, and every mistake in it is named with its place."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from app import perfiles
from app.domain.periodo import Periodo
from app.perfiles import PerfilError

PERFIL = Path("organismos/cajeme/2023/perfil.toml")
AGOSTO = Periodo(2023, 8)


@pytest.fixture
def recursos(tmp_path: Path) -> Path:
    """A copy of the shipped profiles, to be changed."""
    for carpeta in ("organismos", "nacional"):
        shutil.copytree(perfiles.RECURSOS / carpeta, tmp_path / carpeta)
    return tmp_path


def cambiar(recursos: Path, antes: str, despues: str) -> None:
    texto = (recursos / PERFIL).read_text(encoding="utf-8")
    assert antes in texto
    (recursos / PERFIL).write_text(texto.replace(antes, despues, 1), encoding="utf-8")


def test_the_shipped_rules_of_cajeme() -> None:
    regla = perfiles.cargar("cajeme").facturacion
    assert len(regla.calendario.rutas) == 40 and dict(regla.calendario.rutas)["R40"] == 25
    assert regla.calendario.ciclo("R40", AGOSTO).vence == date(2023, 9, 18)
    assert (regla.lectura.veces_promedio, regla.lectura.m3_sin_revisar) == (5, 60)
    assert regla.lectura.estados_sin_recibo == ("toma_muerta", "suspendida")


@pytest.mark.parametrize(
    ("antes", "despues", "vence"),
    [
        ('dias = "naturales"', 'dias = "habiles"', "2023-09-28"),
        ("dias_para_emitir = 5", "dias_para_emitir = 0", "2023-09-15"),
        ("dias_para_repartir = 3", "dias_para_repartir = 4", "2023-09-21"),
        ("dias_para_vencer = 15", "dias_para_vencer = 14", "2023-09-19"),
        ("inhabiles = []", "inhabiles = [2023-09-20, 2023-12-12]", "2023-09-21"),
        ("dia_de_lectura = 28", "dia_de_lectura = 29", "2023-09-21"),
    ],
)
def test_a_line_of_the_profile_changes_the_dates(recursos: Path, antes: str, despues: str, vence: str) -> None:
    """Of a ruta read on 28 August, due 23 days later: 20 September."""
    assert perfiles.cargar("cajeme", recursos).facturacion.calendario.ciclo("", AGOSTO).vence == date(2023, 9, 20)
    cambiar(recursos, antes, despues)
    ciclo = perfiles.cargar("cajeme", recursos).facturacion.calendario.ciclo("", AGOSTO)
    assert ciclo.vence.isoformat() == vence


@pytest.mark.parametrize(
    ("antes", "despues", "falla"),
    [
        ("dia_de_lectura = 28", "dia_de_lectura = 32", "facturacion.dia_de_lectura: debe ser un día del mes"),
        ("dia_de_lectura = 28", "", "facturacion.dia_de_lectura: falta"),
        ('dias = "naturales"', 'dias = "lunares"', "facturacion.dias: «lunares» no es ninguno de: habiles, naturales"),
        ("dias_para_emitir = 5", "dias_para_emitir = -5", "facturacion.dias_para_emitir: debe ser un número positivo"),
        ("inhabiles = []", 'inhabiles = ["2023-12-12"]', "facturacion.inhabiles: debe ser una lista de fechas"),
        ("inhabiles = []", "inhabiles = [2023-12-12T10:00:00]", "facturacion.inhabiles: debe ser una lista de fechas"),
        ("inhabiles = []", "inhabiles = 5", "facturacion.inhabiles: debe ser una lista de fechas entre corchetes"),
        ("veces_promedio = 5", 'veces_promedio = "5"', "facturacion.veces_promedio: debe ser un número"),
        ("meses_de_promedio = 6", "meses_de_promedio = 0", "facturacion.meses_de_promedio: debe ser 1 o más"),
        ("meses_entre_lecturas = 1", "meses_entre_lecturas = 0", "facturacion.meses_entre_lecturas: debe ser 1 o más"),
        ('sin_lectura = "revisar"', 'sin_lectura = "adivinar"', "facturacion.sin_lectura: «adivinar» no es ninguno"),
        ('["toma_muerta", "suspendida"]', '["muerta"]', "facturacion.estados_sin_recibo: «muerta» no es ninguno de"),
        ('18 = ["R11"', '18 = ["R11", "R11"', "facturacion.rutas.18: «R11» ya se lee el día 18"),
        ("18 = [", "40 = [", "facturacion.rutas.40: debe ser un día del mes, de 1 a 31"),
        ("18 = [", "lunes = [", "facturacion.rutas.lunes: debe ser un día del mes, de 1 a 31"),
        ('18 = ["R11", "R22", "R33"]', "18 = 5", "facturacion.rutas.18: debe ser una lista entre corchetes"),
        ("[facturacion.rutas]", "[facturacion.caminos]", "facturacion.rutas: falta"),
        ("m3_sin_uso = 1", "m3_sin_uso = 1\nm3_con_uso = 2", "facturacion.m3_con_uso: no se conoce"),
    ],
)
def test_every_mistake_is_named_with_its_place(recursos: Path, antes: str, despues: str, falla: str) -> None:
    cambiar(recursos, antes, despues)
    with pytest.raises(PerfilError) as error:
        perfiles.cargar("cajeme", recursos)
    assert any(falla in str(f) and f.archivo == "perfil.toml" and f.renglon > 1 for f in error.value.fallas)
