"""What a profile says of counting and of accounting: limits, blank accounts, subsidies; each mistake named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app import perfiles
from app.domain.dinero import Dinero
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


@pytest.mark.parametrize("organismo", perfiles.conocidos())
def test_no_account_is_shipped_and_demonstrations_ask_for_no_reason(organismo: str) -> None:
    perfil = perfiles.cargar(organismo)
    assert not any(perfil.contabilidad.cuentas.values())
    assert {f"programas.{p.clave}" for p in perfil.programas} <= perfil.contabilidad.cuentas.keys()
    assert {f"conceptos.{clave}" for clave, _ in perfil.conceptos} <= perfil.contabilidad.cuentas.keys()
    assert perfil.demostracion.diferencia_con_motivo is None
    assert perfil.diferencia_con_motivo == Dinero(5000)


def test_only_loreto_has_programs_that_somebody_else_covers() -> None:
    cubiertos = {o: perfiles.cargar(o).contabilidad.subsidios for o in perfiles.conocidos()}
    assert cubiertos.pop("loreto") == ("pensionado", "jubilado", "discapacidad", "adulto_mayor")
    assert not any(cubiertos.values())


def test_accounts_are_read_as_they_are_written(recursos: Path) -> None:
    _cambiar(recursos, 'efectivo = ""', 'efectivo = " 1111-0001 "')
    _cambiar(recursos, "subsidios = []", 'subsidios = ["insen"]')
    contabilidad = perfiles.cargar("cajeme", recursos).contabilidad
    assert contabilidad.cuentas["medios.efectivo"] == "1111-0001" and contabilidad.subsidios == ("insen",)


@pytest.mark.parametrize(
    ("antes", "despues", "dice"),
    [
        ('efectivo = ""', 'efetivo = ""', "contabilidad.medios.efetivo: no se conoce"),
        ('efectivo = ""', "efectivo = 1111", "contabilidad.medios.efectivo: debe ser un texto"),
        ("subsidios = []", 'subsidios = ["insenn"]', "contabilidad.subsidios"),
        ('con_motivo = "50.00"', 'con_motivo = "mucho"', "cobro.diferencia_con_motivo"),
        ('con_motivo = "50.00"', 'con_motivo = "-1"', "no puede ser negativa"),
        ("[contabilidad.arqueo]", "[contabilidad.arqueos]", "contabilidad.arqueo: falta"),
    ],
)
def test_a_mistake_is_named(recursos: Path, antes: str, despues: str, dice: str) -> None:
    _cambiar(recursos, antes, despues)
    with pytest.raises(PerfilError) as error:
        perfiles.cargar("cajeme", recursos)
    assert any(dice in str(falla) for falla in error.value.fallas), error.value.fallas
