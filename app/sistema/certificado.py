"""The certificate by which a caja signs PDFs: derived from its key, so that there is nothing else to keep or to lose.

PDF readers hardly know Ed25519, so a P-256 key signs the PDF; it is derived from the caja's key, and the caja's key
signs its certificate. Whoever has the caja's public key checks the PDF with it alone. The same caja always has the same
certificate, byte for byte.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from app import config
from app.domain.caja import Caja
from app.sistema.llaves import Llave

#: Order of the group of P-256 (FIPS 186-4, D.1.2.3).
_ORDEN = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
#: Before any clock of a demonstration; and longer than any paper of a caja is asked for.
_DESDE, _HASTA = datetime(2020, 1, 1, tzinfo=UTC), datetime(2099, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Certificado:
    """DER of the certificate, and of its private key (PKCS 8)."""

    der: bytes
    privada: bytes


def certificar(llave: Llave, caja: Caja) -> Certificado:
    """The certificate of a caja and its private key."""
    semilla = int.from_bytes(llave.derivar(b"ventanilla sello pdf v1", 48))
    privada = ec.derive_private_key(semilla % (_ORDEN - 1) + 1, ec.SECP256R1())
    titular = f"Ventanilla {caja.organismo} caja {caja.numero}"
    armado = (
        x509.CertificateBuilder()
        .subject_name(_nombre(titular, caja.epoca))
        .issuer_name(_nombre(f"{titular}, llave del diario", caja.epoca))
        .public_key(privada.public_key())
        .serial_number(int.from_bytes(hashlib.sha256(bytes.fromhex(llave.publica)).digest()[:16]) >> 1 or 1)
        .not_valid_before(_DESDE)
        .not_valid_after(_HASTA)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_USO, critical=True)
    )
    certificado = llave.certificar(armado)
    der = privada.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return Certificado(certificado.public_bytes(Encoding.DER), der)


def leer_certificado(datos: Path, caja: Caja | None) -> Certificado:
    """The certificate of a caja whose folder that is, by its key as it is kept.

    Raises:
        EquipoError: the key.
        RuntimeError: there is no caja: nobody signs.
    """
    if caja is None:
        raise RuntimeError("only a caja signs")
    return certificar(Llave.leer(config.ruta_de_llave(datos, caja)), caja)


#: Signs, and cannot deny it.
_USO = x509.KeyUsage(
    digital_signature=True,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)


def _nombre(titular: str, epoca: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, titular), x509.NameAttribute(NameOID.SERIAL_NUMBER, epoca)]
    )
