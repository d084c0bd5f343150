"""The caja's Ed25519 key: made with the caja, kept in a file only its owner may read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from app.errors import EquipoError

if TYPE_CHECKING:
    from cryptography.x509 import Certificate, CertificateBuilder


class Llave:
    """A private key in memory."""

    def __init__(self, privada: Ed25519PrivateKey) -> None:
        self._privada = privada

    @classmethod
    def nueva(cls) -> Llave:
        """A new random key."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def leer(cls, ruta: Path) -> Llave:
        """The key kept in a file.

        Raises:
            EquipoError: `llave_ausente`, or `llave_ilegible`.
        """
        try:
            privada = load_pem_private_key(ruta.read_bytes(), password=None)
        except FileNotFoundError as error:
            raise EquipoError(
                "llave_ausente", f"Falta la llave de esta caja ({ruta}). Sin ella no puede firmar; avise a sistemas."
            ) from error
        except (OSError, ValueError) as error:
            raise EquipoError("llave_ilegible", f"No se puede leer la llave de esta caja ({ruta}).") from error
        if not isinstance(privada, Ed25519PrivateKey):
            raise EquipoError("llave_ilegible", f"La llave {ruta} no es de las que usa esta caja.")
        return cls(privada)

    def guardar(self, ruta: Path) -> None:
        """Write the key to a new file with mode 0600.

        Raises:
            EquipoError: `llave_no_guardada`; an existing file is never overwritten.
        """
        pem = self._privada.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        try:
            ruta.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(ruta, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as archivo:
                archivo.write(pem)
                archivo.flush()
                os.fsync(archivo.fileno())
        except OSError as error:
            raise EquipoError("llave_no_guardada", f"No se puede guardar la llave de la caja en {ruta}.") from error

    @property
    def publica(self) -> str:
        """The public key, hexadecimal."""
        return self._privada.public_key().public_bytes_raw().hex()

    def firmar(self, mensaje: bytes) -> bytes:
        """Ed25519 signature, 64 bytes."""
        return self._privada.sign(mensaje)

    def pimienta(self) -> bytes:
        """A secret of this key for PIN verifiers: without the key's file a stolen `caja.db` cannot be searched."""
        return self.derivar(b"ventanilla pimienta v1", 32)

    def derivar(self, para: bytes, largo: int) -> bytes:
        """A secret of this key for one purpose, from which neither the key nor another secret can be found."""
        derivador = HKDF(algorithm=SHA256(), length=largo, salt=None, info=para)
        return derivador.derive(self._privada.private_bytes_raw())

    def certificar(self, armado: CertificateBuilder) -> Certificate:
        """Sign a certificate that is otherwise complete."""
        return armado.sign(self._privada, algorithm=None)


class SinLlave:
    """Stands for the key where nothing is going to be signed."""

    def firmar(self, mensaje: bytes) -> bytes:
        """Refuse.

        Raises:
            RuntimeError: always; a caja opened for reading appends nothing.
        """
        raise RuntimeError("this caja is open for reading")

    def pimienta(self) -> bytes:
        """Nothing to mix in: no PIN is checked while reading."""
        return b""


def is_firma(publica: str, mensaje: bytes, firma: bytes) -> bool:
    """Whether `firma` is that key's over `mensaje`; a malformed key or signature is simply not."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(publica)).verify(firma, mensaje)
    except (InvalidSignature, ValueError):
        return False
    return True
