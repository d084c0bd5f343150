"""Enrolment of a caja at the centre: the file that invites it once, what it asks with, and what it is answered."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from app.domain.diario.asiento import Datos, canonico
from app.domain.errores import NegocioError

_QUE = "enlace"
_V = 1


@dataclass(frozen=True, slots=True)
class Invitacion:
    """What the enrolment file says: which centre, which caja, and until when.

    Attributes:
        registro: UUID of this enrolment; it serves one caja, once.
        url: of the centre's database, without a password.
        rol, secreto: with which the caja enters; `secreto` is changed as soon as it has.
        numero, centro, version, serie: of the caja; the serie is one that its number never had.
        centro_id, centro_publica: the centre, and the key whose word is taken from here on.
        pimienta: hexadecimal; mixed into the PIN verifiers of the organismo's people.
        demo, reloj_inicio, reloj_creada: of a demonstration, as in `Caja`.
        vence: moment (ISO) until which it may be used.
    """

    registro: str
    url: str
    rol: str
    secreto: str
    organismo: str
    version: str
    numero: str
    centro: str
    serie: str
    centro_id: str
    centro_publica: str
    pimienta: str
    demo: int
    reloj_inicio: str
    reloj_creada: str
    vence: str

    def datos(self) -> dict[str, Any]:
        """As the file holds it, without its signature."""
        return {"que": _QUE, "v": _V} | {campo.name: getattr(self, campo.name) for campo in fields(self)}

    def mensaje(self) -> bytes:
        """The bytes that the centre signs."""
        return canonico(self.datos())

    @property
    def limite(self) -> datetime:
        """Until when it may be used."""
        return datetime.fromisoformat(self.vence)


def invitacion_de(datos: object) -> Invitacion:
    """What a file says.

    Raises:
        NegocioError: `enlace_invalido`, it is no enrolment; `enlace_mas_nuevo`.
    """
    if not isinstance(datos, dict) or datos.get("que") != _QUE or not isinstance(datos.get("v"), int):
        raise _invalido()
    if datos["v"] > _V:
        raise NegocioError("enlace_mas_nuevo", "El enlace lo escribió un centro más nuevo. Actualice el programa.")
    valores = {campo.name: datos.get(campo.name) for campo in fields(Invitacion)}
    tipos = {campo: int if campo == "demo" else str for campo in valores}
    if any(type(valor) is not tipos[campo] for campo, valor in valores.items()):
        raise _invalido()
    invitacion = Invitacion(**valores)  # type: ignore[arg-type]
    try:
        if invitacion.limite.tzinfo is None:
            raise _invalido()
    except ValueError as error:
        raise _invalido() from error
    return invitacion


def _invalido() -> NegocioError:
    return NegocioError("enlace_invalido", "Ese archivo no es un enlace de un centro, o está incompleto. Pida otro.")


@dataclass(frozen=True, slots=True)
class Solicitante:
    """The caja that asks to be enrolled: its key, and how far its diario goes.

    Attributes:
        prueba: its signature of `mensaje`, so that nobody registers a key that is not theirs.
    """

    organismo: str
    caja: str
    registro: str
    publica: str
    epoca: str
    seq: int
    cabeza: bytes
    prueba: bytes

    def mensaje(self) -> bytes:
        """The bytes that the caja signs."""
        return mensaje_de_solicitud(self.registro, self.publica, self.epoca, self.seq, self.cabeza)


def mensaje_de_solicitud(registro: str, publica: str, epoca: str, seq: int, cabeza: bytes) -> bytes:
    """What a caja signs to be enrolled."""
    campos: Datos = {"registro": registro, "publica": publica, "epoca": epoca, "seq": seq, "cabeza": cabeza.hex()}
    return canonico({"que": "solicitud", "v": 1, **campos})


def serie_siguiente(serie: str) -> str:
    """The serie after that one: A, B … Z, AA; `A` after none."""
    letras = list(serie)
    for i in range(len(letras) - 1, -1, -1):
        if letras[i] != "Z":
            letras[i] = chr(ord(letras[i]) + 1)
            return "".join(letras)
        letras[i] = "A"
    return "A" + "".join(letras)
