"""How text is folded for search: one function for what is stored and for what is typed, so that they always meet."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

_PALABRA = re.compile(r"[0-9a-z]+")
#: Letters that do not come apart into a plain one and an accent.
_SIN_DESCOMPONER = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
_RARAS = frozenset(map(chr, _SIN_DESCOMPONER))
_FUERA = re.compile(r"[^0-9A-Z]+")


def doblar(texto: str) -> str:
    """Lower case in plain letters: `Muñoz` and `MUNOZ` give `munoz`; what has no plain letter is left out."""
    if texto.isascii():
        return texto.lower()
    texto = texto.lower()
    if not _RARAS.isdisjoint(texto):
        texto = texto.translate(_SIN_DESCOMPONER)
    return unicodedata.normalize("NFKD", texto).encode("ascii", "ignore").decode()


def palabras(texto: str) -> list[str]:
    """Folded words: plain letters and digits only, so that no tokenizer can cut them otherwise."""
    return _PALABRA.findall(doblar(texto))


def compacto(clave: str) -> str:
    """An account or meter number as it is compared: no hyphens, spaces or leading zeros, upper case."""
    clave = clave.upper()
    return (clave if clave.isalnum() and clave.isascii() else _FUERA.sub("", clave)).lstrip("0")


def huella(voces: list[str]) -> int:
    """64 bits of a name's words in any order; two names may share it, so what it finds is looked at again."""
    suma = blake2b(" ".join(sorted(voces)).encode(), digest_size=8).digest()
    return int.from_bytes(suma, "big", signed=True)
