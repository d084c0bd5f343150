"""The diario and its keys, checked elsewhere: by whoever holds the file, without the program's own code."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.errors import EquipoError, UsoError
from app.sistema.llaves import Llave, is_firma
from db.exportacion import exportar_claves, exportar_diario, leer_claves
from tests.db.escena import sin_disparadores, un_dia
from tests.factories import CajaDePrueba


def test_exported_diario_can_be_checked_with_nothing_else(caja: CajaDePrueba, tmp_path: Path) -> None:
    un_dia(caja)
    archivo = tmp_path / "diario.jsonl"
    cuantos = exportar_diario(caja.almacen, archivo)
    (clave,) = exportar_claves(caja.almacen, tmp_path / "claves")
    publica = Ed25519PublicKey.from_public_bytes(bytes.fromhex(clave.read_text()))
    lineas = [json.loads(linea) for linea in archivo.read_text(encoding="utf-8").splitlines()]
    assert len(lineas) == cuantos == caja.verificar().asientos
    prev = "00" * 32
    for seq, a in enumerate(lineas, 1):
        campos = [a["organismo"], a["caja"], a["epoca"], str(seq), a["tipo"], str(a["v"]), a["contenido"]]
        partes = [*(c.encode() for c in campos), bytes.fromhex(prev)]
        resumen = hashlib.sha256(b"".join(len(p).to_bytes(8, "big") + p for p in partes)).digest()
        assert (a["seq"], a["prev_hash"], a["hash"]) == (seq, prev, resumen.hex())
        publica.verify(bytes.fromhex(a["firma"]), resumen)
        prev = a["hash"]


def test_exported_keys_are_read_back_by_epoca(caja: CajaDePrueba, tmp_path: Path) -> None:
    exportar_claves(caja.almacen, tmp_path / "claves")
    identidad = caja.ctx.caja
    # Those of other cajas may live in the same folder.
    (tmp_path / "claves" / "cajeme-22-otra.pub").write_text(Llave.nueva().publica)
    leidas = leer_claves(tmp_path / "claves", caja.almacen, is_firma)
    assert leidas == {identidad.epoca: identidad.publica}
    assert caja.verificar(dict(leidas)).ok


def test_folder_without_keys_or_with_broken_ones_is_said(caja: CajaDePrueba, tmp_path: Path) -> None:
    for carpeta in (tmp_path, tmp_path / "no existe"):
        with pytest.raises(UsoError) as negado:
            leer_claves(carpeta, caja.almacen, is_firma)
        assert negado.value.clave == "sin_claves"
    (clave,) = exportar_claves(caja.almacen, tmp_path / "claves")
    clave.write_bytes(b"\xff\xfe no es una llave")
    rotas = leer_claves(tmp_path / "claves", caja.almacen, is_firma)
    assert caja.verificar(dict(rotas)).errores[0].tipo == "firma"
    clave.unlink()
    clave.mkdir()
    with pytest.raises(EquipoError) as ilegible:
        leer_claves(tmp_path / "claves", caja.almacen, is_firma)
    assert ilegible.value.clave == "claves_ilegibles"


def test_place_that_cannot_be_written_is_said(caja: CajaDePrueba, tmp_path: Path) -> None:
    (tmp_path / "archivo").touch()
    with pytest.raises(EquipoError) as negado:
        exportar_diario(caja.almacen, tmp_path / "archivo" / "diario.jsonl")
    assert negado.value.clave == "archivo_no_escribible"
    with pytest.raises(EquipoError) as negado:
        exportar_claves(caja.almacen, tmp_path / "archivo")
    assert negado.value.clave == "archivo_no_escribible"


def test_altered_diario_is_exported_as_it_is(caja: CajaDePrueba, tmp_path: Path) -> None:
    """It is what the auditor needs to see."""
    sin_disparadores(caja, "UPDATE diario SET contenido = CAST(contenido || x'ff' AS BLOB) WHERE seq = 2")
    assert exportar_diario(caja.almacen, tmp_path / "diario.jsonl") == caja.verificar().asientos
    lineas = (tmp_path / "diario.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lineas[1])["contenido"].endswith("\\xff")
