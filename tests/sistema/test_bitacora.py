"""The log says where it broke and never whose account it was."""

from __future__ import annotations

from pathlib import Path

from app.sistema import bitacora

NOMBRE = "Rosa Núñez"


def tropezar(mensaje: str) -> None:
    raise ValueError(mensaje)


def anotar_un_tropiezo(carpeta: Path) -> None:
    try:
        tropezar(NOMBRE)
    except ValueError as error:
        bitacora.anotar(carpeta, error)


def test_log_tells_the_place_and_no_name(tmp_path: Path) -> None:
    anotar_un_tropiezo(tmp_path)
    anotar_un_tropiezo(tmp_path)
    texto = (tmp_path / "bitacora.log").read_text(encoding="utf-8")
    assert texto.count(" ValueError\n") == 2 and "tropezar" in texto
    assert NOMBRE not in texto


def test_log_does_not_grow_for_ever(tmp_path: Path) -> None:
    (tmp_path / "bitacora.log").write_text("x" * (2**20 + 1))
    anotar_un_tropiezo(tmp_path)
    assert (tmp_path / "bitacora.log").stat().st_size < 10_000
    assert (tmp_path / "bitacora.log.1").stat().st_size > 2**20


def test_folder_that_cannot_be_written_is_passed_over(tmp_path: Path) -> None:
    anotar_un_tropiezo(tmp_path / "no existe")
    (tmp_path / "bitacora.log").mkdir()
    anotar_un_tropiezo(tmp_path)
