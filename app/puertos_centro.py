"""What synchronizing needs: the centre as a caja sees it, and what a caja's file knows of the centre."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.domain.acreditacion import Acreditacion
from app.domain.asiento import Asiento
from app.domain.enlace import Solicitante
from app.domain.incidencia import Incidencia


@dataclass(frozen=True, slots=True)
class CursorRemoto:
    """How far the centre says that it has an epoca of this caja.

    Attributes:
        firma: the centre's signature of the head, `Acuse.mensaje`.
        pagos, centavos, folio: payments of the epoca, what they add up to, and the last number.
    """

    epoca: str
    seq: int
    cabeza: bytes
    firma: bytes
    pagos: int
    centavos: int
    folio: int


@dataclass(frozen=True, slots=True)
class EstadoRemoto:
    """What the centre says of itself and of this caja.

    Attributes:
        publica: the key that it says it signs with.
        cursores: by epoca, in the order in which those began at the centre.
        esperan: by epoca, the last seq of an unbroken row that waits to be applied.
        apartados: asientos of this caja that it set aside.
        incidencias: open ones that concern this caja.
    """

    centro: str
    generacion: str
    publica: str
    cursores: Mapping[str, CursorRemoto]
    esperan: Mapping[str, int]
    apartados: int
    incidencias: int


@dataclass(frozen=True, slots=True)
class Respuesta:
    """The answer to who asked to be enrolled: over which head, the centre's signature, or why not."""

    epoca: str
    seq: int
    cabeza: bytes
    contrafirma: bytes
    rechazo: str


@dataclass(frozen=True, slots=True)
class UsuarioDelCentro:
    """Somebody who may work at every caja of the organismo."""

    clave: str
    nombre: str
    roles: tuple[str, ...]
    activo: bool
    verificador: str


class CentroRemoto(Protocol):
    """The centre over an open connection; every call ends within a time, or with an `EquipoError`."""

    def estado(self) -> EstadoRemoto: ...
    def enviar(self, asientos: Sequence[Asiento], ahora: datetime) -> None:
        """Leave asientos to be applied; those that wait already are left as they are."""
        ...

    def primeros(self) -> tuple[Asiento, ...]:
        """The first asiento of each epoca of this caja, in the order in which those began at the centre."""
        ...

    def diario(self, epoca: str, desde: int, cuantos: int) -> tuple[Asiento, ...]:
        """Asientos of this caja, in order, from a seq of an epoca on."""
        ...

    def hash_de_pago(self, folio: str) -> str:
        """Hash (hexadecimal) of the payment of this caja with that folio; empty where the centre has none."""
        ...

    def series(self) -> tuple[str, ...]:
        """Every serie that this caja has had, or that was promised to another PC of its number."""
        ...

    def incidencias(self, cuantas: int) -> tuple[Incidencia, ...]:
        """Those that concern this caja: the open ones first, and each the newest first; so many at most."""
        ...

    def acreditaciones(self) -> tuple[Acreditacion, ...]:
        """What is to stand as credit of payments taken at this caja, and does not yet."""
        ...

    def pedir_enlace(self, solicitante: Solicitante) -> None: ...
    def respuesta(self, registro: str, publica: str) -> Respuesta | None: ...
    def cambiar_secreto(self, rol: str, secreto: str) -> None: ...
    def usuarios(self, cookie: str) -> tuple[str, tuple[UsuarioDelCentro, ...]]:
        """People that changed since that cookie, and the next cookie."""
        ...


@dataclass(frozen=True, slots=True)
class EpocaPropia:
    """An epoca of this file: its last asiento."""

    epoca: str
    seq: int
    cabeza: bytes


class Sincronia(Protocol):
    """What `caja.db` knows of the centre: how much it has acknowledged, where each stream was left, what is wrong."""

    def epocas(self) -> tuple[EpocaPropia, ...]:
        """Every epoca of the file, oldest first."""
        ...

    def series(self) -> tuple[str, ...]:
        """The serie of each of them."""
        ...

    def aperturas(self) -> tuple[Asiento, ...]:
        """The first asiento of each of them."""
        ...

    def hash_de(self, epoca: str, seq: int) -> bytes | None: ...
    def asientos(self, epoca: str, desde: int, cuantos: int) -> tuple[Asiento, ...]: ...
    def cifras(self, epoca: str, hasta: int) -> tuple[int, int, int]:
        """Payments up to a seq, their sum in centavos, and the last folio number."""
        ...

    def confirmados(self) -> int:
        """How many asientos of the file the centre has acknowledged."""
        ...

    def confirmar(self, epoca: str, seq: int) -> None:
        """Note that the centre has an epoca up to `seq`, and every one before it."""
        ...

    def pendientes(self) -> int: ...
    def ultimo(self) -> int:
        """How many asientos the file has."""
        ...

    def saltos(self, desde: int) -> tuple[int, ...]:
        """Seconds of each jump of the clock written down after that many asientos, below zero for backwards."""
        ...

    def nota(self, clave: str) -> str:
        """A word kept about the centre; empty when there is none."""
        ...

    def anotar(self, clave: str, valor: str) -> None: ...
