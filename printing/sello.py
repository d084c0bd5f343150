"""PDFs signed by the caja (PAdES), and the proof that every byte of one was signed.

Signing leaves one gap in the file, where the signature itself stands. The check demands that there is one gap alone,
that everything else was signed, and that the gap holds, byte for byte, what this program writes there: then the file is
the one that was made, and neither a change nor an addition is possible that leaves it true.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

#: Hexadecimal digits kept free for the signature.
_RESERVADO = 4096
_RANGO = re.compile(rb"/ByteRange\s*\[\s*(\d{1,10}) (\d{1,10}) (\d{1,10}) (\d{1,10})\s*\]")
#: A hyphen is written by its number.
_RAZON = re.compile(rb"/Reason \(Recibo de subsidio (S[0-9A-Z]+)\\055(\d+) documento ([0-9a-f]{64})\)")
_ATRIBUTOS = {"content_type", "message_digest", "signing_certificate_v2"}

# The libraries are loaded by what needs them: most of the time nothing is signed, and they take a second.


@dataclass(frozen=True, slots=True)
class Hallado:
    """What a PDF says of itself, once every byte of it is known to be signed."""

    folio: str
    documento: str


class NoEsNuestro(Exception):
    """The file is not, byte for byte, one that a caja signed; says why, in Spanish."""


def sellar(pdf: bytes, certificado: bytes, privada: bytes, momento: datetime, folio: str, documento: str) -> bytes:
    """Sign a PDF by a certificate and its private key (both DER); no change is allowed to it afterwards."""
    from asn1crypto import keys, x509
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
    from pyhanko.sign.signers.pdf_byterange import SignatureObject
    from pyhanko.sign.signers.pdf_cms import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    firmante = SimpleSigner(
        x509.Certificate.load(certificado),
        keys.PrivateKeyInfo.load(privada),
        SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )
    puesta = PdfCMSEmbedder().write_cms(field_name="Caja", writer=IncrementalPdfFileWriter(BytesIO(pdf)))
    next(puesta)
    objeto = SignatureObject(
        timestamp=momento,
        subfilter=SigSeedSubFilter.PADES,
        reason=f"Recibo de subsidio {folio} documento {documento}",
        bytes_reserved=_RESERVADO,
    )
    permiso = SigMDPSetup(md_algorithm="sha256", certify=True, docmdp_perms=MDPPerm.NO_CHANGES)
    puesta.send(SigObjSetup(sig_placeholder=objeto, mdp_setup=permiso))
    resumen, salida = puesta.send(SigIOSetup(md_algorithm="sha256", in_place=True))
    firma = asyncio.run(firmante.async_sign(resumen.document_digest, "sha256", use_pades=True))
    puesta.send(firma)
    return bytes(salida.getvalue())


def cotejar(pdf: bytes, publicas: Iterable[str]) -> Hallado:
    """What a PDF is, if a caja with one of those public keys (Ed25519, hexadecimal) signed every byte of it.

    Raises:
        NoEsNuestro: otherwise.
    """
    firmado, hueco = _partes(pdf)
    try:
        _exigir_firmado(_contenido(hueco), hashlib.sha256(firmado).digest(), publicas)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, UnsupportedAlgorithm) as error:
        # What asn1crypto raises over bytes that are not what they should be.
        raise NoEsNuestro("su firma no se puede leer") from error
    razones = _RAZON.findall(firmado)
    if len(razones) != 1:
        raise NoEsNuestro("está firmado, y no dice de qué recibo de subsidio es")
    serie, numero, documento = (parte.decode("ascii") for parte in razones[0])
    return Hallado(f"{serie}-{numero}", documento)


def _partes(pdf: bytes) -> tuple[bytes, bytes]:
    """What was signed, and what stands in the one gap."""
    if not pdf.startswith(b"%PDF-"):
        raise NoEsNuestro("no es un PDF")
    rangos = _RANGO.findall(pdf)
    if len(rangos) != 1:
        raise NoEsNuestro("no tiene una firma, o tiene varias" if rangos else "no está firmado")
    desde, hasta, otra_vez, largo = map(int, rangos[0])
    if desde or not 0 < hasta < otra_vez or otra_vez + largo != len(pdf):
        raise NoEsNuestro("tiene algo fuera de lo que se firmó")
    return pdf[:hasta] + pdf[otra_vez:], pdf[hasta:otra_vez]


def _contenido(hueco: bytes) -> bytes:
    """The signature that the gap holds, in the one way in which it is written: upper case, and zeros to the end."""
    digitos = hueco[1:-1]
    if hueco[:1] + hueco[-1:] != b"<>" or len(digitos) != _RESERVADO or not re.fullmatch(rb"[0-9A-F]+", digitos):
        raise NoEsNuestro("tiene algo fuera de lo que se firmó")
    crudo = bytes.fromhex(digitos.decode("ascii"))
    # A definite length of two bytes, as every signature of this size has.
    largo = 4 + int.from_bytes(crudo[2:4]) if crudo[:2] == b"\x30\x82" else 0
    if not largo or any(crudo[largo:]):
        raise NoEsNuestro("tiene algo fuera de lo que se firmó")
    return crudo[:largo]


def _exigir_firmado(cms: bytes, resumen: bytes, publicas: Iterable[str]) -> None:
    certificado, atributos, firma = _leer(cms)
    if _escribir(certificado, atributos, firma) != cms:
        raise NoEsNuestro("su firma no está escrita como la escribe una caja")
    _exigir_certificado(certificado, publicas)
    _exigir_firma(certificado, atributos, firma, resumen)


def _leer(cms: bytes) -> tuple[bytes, bytes, bytes]:
    """Certificate, signed attributes and signature, each as its bytes."""
    from asn1crypto import cms as asn1

    firmado = asn1.ContentInfo.load(cms, strict=True)["content"]
    (certificado,) = firmado["certificates"]
    (firmante,) = firmado["signer_infos"]
    return (
        bytes(certificado.chosen.dump()),
        bytes(firmante["signed_attrs"].untag().dump()),
        bytes(firmante["signature"].native),
    )


def _escribir(certificado: bytes, atributos: bytes, firma: bytes) -> bytes:
    """The one CMS that those three make."""
    from asn1crypto import cms as asn1
    from asn1crypto import x509

    hoja = x509.Certificate.load(certificado)
    sha256 = {"algorithm": "sha256"}
    quien = asn1.IssuerAndSerialNumber({"issuer": hoja.issuer, "serial_number": hoja.serial_number})
    firmante = asn1.SignerInfo(
        {
            "version": "v1",
            "sid": asn1.SignerIdentifier({"issuer_and_serial_number": quien}),
            "digest_algorithm": sha256,
            "signed_attrs": asn1.CMSAttributes.load(atributos),
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": firma,
        }
    )
    firmado = asn1.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [sha256],
            "encap_content_info": {"content_type": "data"},
            "certificates": [hoja],
            "signer_infos": [firmante],
        }
    )
    return bytes(asn1.ContentInfo({"content_type": "signed_data", "content": firmado}).dump())


def _exigir_certificado(certificado: bytes, publicas: Iterable[str]) -> None:
    """It is, byte for byte, one that the key of a caja signed."""
    from asn1crypto import x509

    hoja = x509.Certificate.load(certificado)
    cuerpo, firma = bytes(hoja["tbs_certificate"].dump()), bytes(hoja["signature_value"].native)
    algoritmo = {"algorithm": "ed25519"}
    rehecho: Any = x509.Certificate(
        {"tbs_certificate": hoja["tbs_certificate"], "signature_algorithm": algoritmo, "signature_value": firma}
    )
    if rehecho.dump() != certificado or not any(_is_firma(publica, cuerpo, firma) for publica in publicas):
        raise NoEsNuestro("no lo firmó ninguna caja de esas claves públicas")


def _is_firma(publica: str, mensaje: bytes, firma: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(publica)).verify(firma, mensaje)
    except (InvalidSignature, ValueError):
        return False
    return True


def _exigir_firma(certificado: bytes, atributos: bytes, firma: bytes, resumen: bytes) -> None:
    """The certificate's key signed those attributes, and they are of this file and this certificate."""
    from asn1crypto import cms as asn1

    # Knows what the attribute of the certificate is made of.
    from asn1crypto import tsp as tsp
    from asn1crypto import x509

    leidos = {a["type"].native: a["values"].native for a in asn1.CMSAttributes.load(atributos)}
    if set(leidos) != _ATRIBUTOS or leidos["content_type"] != ["data"] or leidos["message_digest"] != [resumen]:
        raise NoEsNuestro("no es el que se firmó: algo cambió en él")
    (propio,) = leidos["signing_certificate_v2"][0]["certs"]
    publica = load_der_public_key(x509.Certificate.load(certificado).public_key.dump())
    try:
        if not isinstance(publica, ec.EllipticCurvePublicKey) or propio["cert_hash"] != _sha(certificado):
            raise NoEsNuestro("su certificado no es el de su firma")
        publica.verify(firma, atributos, ec.ECDSA(SHA256()))
    except InvalidSignature as error:
        raise NoEsNuestro("no es el que se firmó: algo cambió en él") from error


def _sha(contenido: bytes) -> bytes:
    return hashlib.sha256(contenido).digest()
