"""Devices that are files and folders: whole papers or none, and nothing that was there is lost by surprise."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.papel import IMPRESO
from app.errors import EquipoError
from app.papel.impresion import Dispositivo, PapelDudoso
from tests.printing.test_dispositivos import BYTES, LARGO, PAPEL, PULSO, un_archivo, un_legible, una_carpeta


def test_a_file_grows_with_each_paper(tmp_path: Path) -> None:
    archivo = un_archivo(tmp_path / "salida.bin")
    assert [archivo.sacar(PAPEL, n).estado for n in "xy"] == [IMPRESO, IMPRESO]
    assert (tmp_path / "salida.bin").read_bytes() == BYTES * 2


def test_a_readable_file_holds_the_last_paper(tmp_path: Path) -> None:
    archivo = un_legible(tmp_path / "ultimo.txt")
    archivo.sacar(LARGO, "x")
    archivo.sacar(PAPEL, "y")
    assert "Núñez" in (tmp_path / "ultimo.txt").read_text(encoding="utf-8")
    assert "renglón" not in (tmp_path / "ultimo.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "dispositivo",
    [
        un_archivo(Path("no-hay/salida.bin")), un_archivo(Path()), un_archivo(Path("nul\0o.bin")),
        un_legible(Path("no-hay/ultimo.txt")), un_legible(Path("nul\0o.txt")),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_written_is_told(dispositivo: Dispositivo) -> None:
    with pytest.raises(EquipoError) as visto:
        dispositivo.sacar(PAPEL, "x")
    assert not isinstance(visto.value, PapelDudoso)


def test_a_folder_gets_one_file_for_each_paper(tmp_path: Path) -> None:
    carpeta = una_carpeta(tmp_path)
    assert [carpeta.sacar(PAPEL, n).estado for n in ("2A-000001", "2A-000001-copia-1")] == [IMPRESO, IMPRESO]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["2A-000001-copia-1.pdf", "2A-000001.pdf"]
    antes = (tmp_path / "2A-000001.pdf").read_bytes()
    for _ in range(2):
        carpeta.sacar(LARGO, "2A-000001")
    assert (tmp_path / "2A-000001.pdf").read_bytes() == antes
    assert {p.name for p in tmp_path.iterdir()} >= {"2A-000001-2.pdf", "2A-000001-3.pdf"}


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(EquipoError, match="Revise que la carpeta exista"):
        una_carpeta(tmp_path / "no-hay").sacar(PAPEL, "x")


def test_a_port_gets_the_pulse_and_a_paper_to_be_looked_at_does_not(tmp_path: Path) -> None:
    puerto = un_archivo(tmp_path / "lp0")
    puerto.abrir_cajon()
    assert puerto.tiene_cajon and (tmp_path / "lp0").read_bytes() == PULSO
    legible = un_legible(tmp_path / "ticket.txt")
    legible.abrir_cajon()
    assert not legible.tiene_cajon and not legible.ruta.exists()
    with pytest.raises(EquipoError):
        un_archivo(tmp_path / "no hay" / "lp0").abrir_cajon()


def test_from_a_folder_hangs_no_drawer(tmp_path: Path) -> None:
    carpeta = una_carpeta(tmp_path)
    carpeta.abrir_cajon()
    assert not carpeta.tiene_cajon and list(tmp_path.iterdir()) == []
