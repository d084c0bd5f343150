"""Lotes: immutable, named by what they hold, and never believed without proof."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from app.domain.cuenta import Marca
from app.errors import EquipoError, IntegridadError
from db.columnas import CLASES
from db.lotes import Lotes

CUENTA = ("1", "Ñ", *[""] * 20)
LECTURA = ("1", "2023-08", 1000, "", "")


def un_lote(lotes: Lotes, filas: int = 1) -> str:
    escritor = lotes.nuevo("cajeme", (Marca("2A", "e", 7),))
    escritor.escribir("cuentas", [CUENTA] * filas)
    escritor.escribir("lecturas", [LECTURA])
    return escritor.cerrar(30, 10)


def leer(lotes: Lotes, sha: str) -> list[tuple[str, int]]:
    return [(bloque.clase, len(bloque.filas)) for bloque in lotes.abrir(sha).bloques()]


def test_name_is_the_hash_of_the_content_and_the_bytes_are_the_same_every_time(tmp_path: Path) -> None:
    uno, otro = Lotes(tmp_path / "a"), Lotes(tmp_path / "b")
    sha = un_lote(uno)
    assert un_lote(otro) == sha
    archivo = (tmp_path / "a" / f"{sha}.gz").read_bytes()
    assert archivo == (tmp_path / "b" / f"{sha}.gz").read_bytes()
    assert hashlib.sha256(gzip.decompress(archivo)).hexdigest() == sha


def test_header_says_what_it_holds(tmp_path: Path) -> None:
    lotes = Lotes(tmp_path)
    sha = un_lote(lotes)
    cabecera, *filas = gzip.decompress((tmp_path / f"{sha}.gz").read_bytes()).decode().splitlines()
    assert json.loads(cabecera) == {
        "kind": "lote",
        "v": 2,
        "organismo": "cajeme",
        "hasta": [["2A", "e", 7]],
        "columnas": {clase: list(columnas) for clase, columnas in CLASES.items()},
        "filas": {"cuentas": 1, "recibos": 0, "lecturas": 1, "beneficios": 0, "otorgados": 0, "cambios": 0, "bajas": 0},
        "total": 30,
        "pagado": 10,
    }
    assert json.loads(filas[0]) == list(CUENTA)
    assert lotes.abrir(sha).cabecera.marcas() == (Marca("2A", "e", 7),)


def test_rows_come_back_in_blocks(tmp_path: Path) -> None:
    lotes = Lotes(tmp_path)
    sha = un_lote(lotes, filas=2_001)
    assert leer(lotes, sha) == [("cuentas", 1000), ("cuentas", 1000), ("cuentas", 1), ("lecturas", 1)]


def test_discarded_lote_leaves_nothing(tmp_path: Path) -> None:
    escritor = Lotes(tmp_path).nuevo("cajeme", ())
    escritor.escribir("cuentas", [CUENTA])
    escritor.descartar()
    assert list(tmp_path.iterdir()) == []


def alterar(contenido: bytes) -> dict[str, bytes]:
    texto = gzip.decompress(contenido)
    cabecera = texto.split(b"\n")[0]
    return {
        "a byte of the file": contenido[:-20] + bytes([contenido[-20] ^ 1]) + contenido[-19:],
        "cut": contenido[:-30],
        "empty": b"",
        "not gzip": b"hola",
        "another text": gzip.compress(texto.replace(b"1000", b"1001")),
        "one row less": gzip.compress(b"\n".join(texto.split(b"\n")[:-2]) + b"\n"),
        "one row more": gzip.compress(texto + b"[]\n"),
        "half a row": gzip.compress(texto[:-5]),
        "not JSON": gzip.compress(cabecera + b"\n{{\n[]\n"),
        "two rows in a line": gzip.compress(texto.replace(b'\n["1","2023', b'\n[],["1","2023')),
        "narrow row": gzip.compress(cabecera + b"\n[]\n[]\n"),
        "header is not one": gzip.compress(b"[]\n"),
    }


@pytest.mark.parametrize("como", sorted(alterar(gzip.compress(b"\n" * 80))))
def test_damaged_lote_is_named(tmp_path: Path, como: str) -> None:
    lotes = Lotes(tmp_path)
    sha = un_lote(lotes)
    ruta = tmp_path / f"{sha}.gz"
    ruta.write_bytes(alterar(ruta.read_bytes())[como])
    with pytest.raises(IntegridadError, match=sha) as error:
        leer(lotes, sha)
    assert error.value.clave == "lote_danado"


def test_missing_unreadable_and_newer_lotes(tmp_path: Path) -> None:
    lotes = Lotes(tmp_path)
    sha = un_lote(lotes)
    with pytest.raises(IntegridadError) as falta:
        lotes.abrir("0" * 64)
    assert falta.value.clave == "lote_faltante"
    (tmp_path / "x.gz").mkdir()
    with pytest.raises(EquipoError) as ilegible:
        lotes.abrir("x")
    assert ilegible.value.clave == "lote_ilegible"
    nuevo = gzip.decompress((tmp_path / f"{sha}.gz").read_bytes()).replace(b'"v":2', b'"v":3')
    (tmp_path / f"{sha}.gz").write_bytes(gzip.compress(nuevo))
    with pytest.raises(IntegridadError) as mas_nuevo:
        lotes.abrir(sha)
    assert mas_nuevo.value.clave == "lote_mas_nuevo"


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "archivo").write_text("")
    with pytest.raises(EquipoError) as error:
        Lotes(tmp_path / "archivo" / "lotes").nuevo("cajeme", ())
    assert error.value.clave == "disco_solo_lectura"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_full_disk_leaves_no_lote(tmp_path: Path) -> None:
    escritor = Lotes(tmp_path).nuevo("cajeme", ())
    escritor.escribir("cuentas", [CUENTA])
    escritor.descartar()
    escritor._archivo = open("/dev/full", "r+b", buffering=0)  # noqa: SIM115, PTH123
    with pytest.raises(EquipoError) as error:
        escritor.cerrar(0, 0)
    assert error.value.clave == "disco_lleno"
    escritor.descartar()
    assert list(tmp_path.iterdir()) == []


def test_lote_whose_place_is_taken_leaves_no_temporary_file(tmp_path: Path) -> None:
    lotes = Lotes(tmp_path / "a")
    sha = un_lote(lotes)
    otra = Lotes(tmp_path / "b")
    (tmp_path / "b" / f"{sha}.gz").mkdir(parents=True)
    with pytest.raises(EquipoError):
        un_lote(otra)
    assert [ruta.name for ruta in (tmp_path / "b").iterdir()] == [f"{sha}.gz"]
