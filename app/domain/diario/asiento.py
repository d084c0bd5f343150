"""An entry of the diario: canonical bytes, chained by SHA-256 and signed.

`contenido` holds sorted keys, whole numbers and text only, so that the same facts always give the same bytes, on
any machine and in any later version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

#: What the first asiento of a diario is chained to.
GENESIS = bytes(32)

Datos = Mapping[str, Any]

#: What a content is made of, besides lists and dictionaries.
_HOJAS = (str, int)


@dataclass(frozen=True, slots=True)
class Asiento:
    """One fact of a caja. Identity is (organismo, caja, epoca, seq); `seq` is dense, from 1."""

    organismo: str
    caja: str
    epoca: str
    seq: int
    tipo: str
    v: int
    contenido: bytes
    prev_hash: bytes
    hash: bytes
    firma: bytes

    def datos(self) -> dict[str, Any]:
        """The content as a dictionary."""
        valor: dict[str, Any] = json.loads(self.contenido)
        return valor

    @property
    def ref(self) -> str:
        """How another asiento names this one: `caja/epoca/seq`."""
        return f"{self.caja}/{self.epoca}/{self.seq}"

    def calcular_hash(self) -> bytes:
        """The hash these fields should have."""
        return hash_de(
            self.organismo, self.caja, self.epoca, self.seq, self.tipo, self.v, self.contenido, self.prev_hash
        )


def canonico(datos: Datos) -> bytes:
    """Canonical bytes of an entry's content.

    Raises:
        TypeError: a value other than text, whole number, list or dictionary with text keys (so no float, no
            boolean, no null: what is absent is left out).
    """
    _revisar(datos)
    return json.dumps(datos, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _revisar(valor: object) -> None:
    if isinstance(valor, Mapping):
        for clave in valor:
            if type(clave) is not str:
                raise TypeError(f"key {clave!r} is not text")
        dentro: Iterable[object] = valor.values()
    elif isinstance(valor, (list, tuple)):
        dentro = valor
    else:
        raise TypeError(f"{type(valor).__name__} does not enter the diario")
    for parte in dentro:
        if type(parte) not in _HOJAS:
            _revisar(parte)


def hash_de(
    organismo: str, caja: str, epoca: str, seq: int, tipo: str, v: int, contenido: bytes, prev_hash: bytes
) -> bytes:
    """SHA-256 over every field; each is preceded by its length, so no two entries share their bytes."""
    h = hashlib.sha256()
    campos = [t.encode() for t in (organismo, caja, epoca, str(seq), tipo, str(v))]
    for campo in (*campos, contenido, prev_hash):
        h.update(len(campo).to_bytes(8, "big"))
        h.update(campo)
    return h.digest()
