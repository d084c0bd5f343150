"""The caja's key: kept where only its owner reads it, never written over, and anything else is not its signature."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app.errors import EquipoError
from app.sistema.llaves import Llave, SinLlave, is_firma


def test_key_read_back_signs_as_the_one_that_was_made(tmp_path: Path) -> None:
    nueva = Llave.nueva()
    nueva.guardar(tmp_path / "claves" / "clave.pem")
    leida = Llave.leer(tmp_path / "claves" / "clave.pem")
    assert leida.publica == nueva.publica
    assert leida.pimienta() == nueva.pimienta()
    assert is_firma(nueva.publica, b"hash", leida.firmar(b"hash"))


def test_pepper_is_of_the_key_and_is_not_the_key() -> None:
    una, otra = Llave.nueva(), Llave.nueva()
    assert una.pimienta() != otra.pimienta()
    assert len(una.pimienta()) == 32 and una.pimienta().hex() != una.publica


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_only_its_owner_may_read_the_file(tmp_path: Path) -> None:
    Llave.nueva().guardar(tmp_path / "clave.pem")
    assert (tmp_path / "clave.pem").stat().st_mode & 0o777 == 0o600


def test_existing_key_is_never_written_over(tmp_path: Path) -> None:
    Llave.nueva().guardar(tmp_path / "clave.pem")
    antes = (tmp_path / "clave.pem").read_bytes()
    with pytest.raises(EquipoError) as negado:
        Llave.nueva().guardar(tmp_path / "clave.pem")
    assert negado.value.clave == "llave_no_guardada"
    assert (tmp_path / "clave.pem").read_bytes() == antes


def test_missing_or_broken_key_is_said(tmp_path: Path) -> None:
    otra = X25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "otra.pem").write_bytes(otra)
    (tmp_path / "rota.pem").write_bytes(b"-----BEGIN")
    claves = {}
    for nombre in ("falta", "otra", "rota", "."):
        with pytest.raises(EquipoError) as negado:
            Llave.leer(tmp_path if nombre == "." else tmp_path / f"{nombre}.pem")
        claves[nombre] = negado.value.clave
    assert claves == {
        "falta": "llave_ausente",
        "otra": "llave_ilegible",
        "rota": "llave_ilegible",
        ".": "llave_ilegible",
    }


@pytest.mark.parametrize("publica", ["", "zz", "00" * 32, "00" * 31])
def test_malformed_key_or_signature_is_simply_not(publica: str) -> None:
    llave = Llave.nueva()
    assert not is_firma(publica, b"hash", llave.firmar(b"hash"))
    assert not is_firma(llave.publica, b"hash", b"")
    assert not is_firma(llave.publica, b"otro", llave.firmar(b"hash"))


def test_caja_open_for_reading_signs_nothing() -> None:
    with pytest.raises(RuntimeError):
        SinLlave().firmar(b"hash")
    assert SinLlave().pimienta() == b""
