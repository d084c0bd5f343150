"""What the centre does with an asiento that arrived: a judgement over the chain, and nothing else.

Order comes from `seq` and the chain of hashes, never from a clock. An asiento is a fact: it is never refused for a
reason of the trade, only set aside when it is not what its caja signed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from app.domain.diario.asiento import Asiento, canonico

#: Whether a signature (last) of a message is that public key's (first, hexadecimal).
Comprobar = Callable[[str, bytes, bytes], bool]


class Veredicto(Enum):
    """What is to be done with an asiento."""

    APLICAR = "aplicar"
    REPETIDO = "repetido"
    ESPERAR = "esperar"
    BIFURCADO = "bifurcado"
    ALTERADO = "alterado"


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far the centre has an epoca of a caja.

    Attributes:
        seq: the last asiento that it has; 0 before the first.
        cabeza: hash of that asiento; what the first one must be chained to, before it.
        publica: the key, hexadecimal, whose signatures count in this epoca; empty while nobody registered one.
    """

    epoca: str
    seq: int
    cabeza: bytes
    publica: str

    def seguir(self, asiento: Asiento) -> Cursor:
        """The cursor once that asiento is in."""
        return Cursor(self.epoca, asiento.seq, asiento.hash, self.publica)


def juzgar(cursor: Cursor, llegado: Asiento, guardado: bytes | None, comprobar: Comprobar) -> Veredicto:
    """What to do with an asiento of the cursor's epoca.

    Args:
        guardado: hash of the asiento that the centre holds under the same identity, None where it holds none.
        comprobar: checks one signature.

    A different asiento under an identity that is taken, or one that does not follow the head although its caja signed
    it, is a fork: two histories that somebody must look at. What its caja did not sign is altered on the way or forged.
    """
    if llegado.calcular_hash() != llegado.hash:
        return Veredicto.ALTERADO
    if llegado.seq <= cursor.seq and llegado.hash == guardado:
        return Veredicto.REPETIDO
    if not comprobar(cursor.publica, llegado.hash, llegado.firma):
        return Veredicto.ALTERADO
    if llegado.seq <= cursor.seq:
        return Veredicto.BIFURCADO
    if llegado.seq > cursor.seq + 1:
        return Veredicto.ESPERAR
    return Veredicto.APLICAR if llegado.prev_hash == cursor.cabeza else Veredicto.BIFURCADO


@dataclass(frozen=True, slots=True)
class Acuse:
    """The centre's word that it has an epoca of a caja up to `seq`: a head that it signs.

    Attributes:
        centro: id of the centre.
        generacion: of its database; it changes when that is put back from a copy.
        cabeza: hash of the asiento `seq`.
    """

    centro: str
    generacion: str
    organismo: str
    caja: str
    epoca: str
    seq: int
    cabeza: bytes

    def mensaje(self) -> bytes:
        """The bytes that are signed."""
        campos = {
            campo: getattr(self, campo) for campo in ("centro", "generacion", "organismo", "caja", "epoca", "seq")
        }
        return canonico({"que": "acuse", "v": 1, "cabeza": self.cabeza.hex(), **campos})
