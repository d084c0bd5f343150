"""What synchronizing needs: the centre as a caja sees it, and what a caja's file knows of the centre."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.domain.centro.acreditacion import Acreditacion
from app.domain.centro.enlace import Solicitante
from app.domain.centro.incidencia import Incidencia
from app.domain.diario.asiento import Asiento


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
        reloj: the centre's clock at that moment.
    """

    centro: str
    generacion: str
    publica: str
    cursores: Mapping[str, CursorRemoto]
    esperan: Mapping[str, int]
    apartados: int
    incidencias: int
    reloj: datetime


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


@dataclass(frozen=True, slots=True)
class Saludo:
    """What a caja says of itself at the end of a round, so that the centre's staff knows also of one that is idle.

    Attributes:
        seq: of its last asiento, and `epoca` the one it writes in.
        sin_enviar: asientos that the centre had not acknowledged then.
        programa: version of the program.
        aviso: what it found wrong, or why it is stopped; empty when all was well.
        enviado: its machine's clock.
    """

    epoca: str
    seq: int
    sin_enviar: int
    programa: str
    aviso: str
    enviado: datetime


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

    def saludar(self, saludo: Saludo) -> None: ...
    def incidencias(self, cuantas: int) -> tuple[Incidencia, ...]:
        """Those that concern this caja: the open ones first, and each the newest first; so many at most."""
        ...

    def acreditaciones(self) -> tuple[Acreditacion, ...]:
        """What is to stand as credit of payments taken at this caja, and does not yet."""
        ...

    def pedir_enlace(self, solicitante: Solicitante) -> None: ...
    def respuesta(self, registro: str, publica: str) -> Respuesta | None: ...
    def cambiar_secreto(self, rol: str, secreto: str) -> None: ...
    def tarifas(self, cookie: str) -> tuple[str, tuple[tuple[str, bytes], ...]]:
        """Lists of prices, INPC and UMA loaded since that cookie, in order: name and content; and the next cookie."""
        ...

    def usuarios(self, cookie: str) -> tuple[str, tuple[UsuarioDelCentro, ...]]:
        """People that changed since that cookie, and the next cookie."""
        ...


@dataclass(frozen=True, slots=True)
class EpocaPropia:
    """An epoca of this file: its last asiento."""

    epoca: str
    seq: int
    cabeza: bytes


@dataclass(frozen=True, slots=True)
class PorEnviar:
    """What of this file the centre has not acknowledged.

    Attributes:
        pagos, centavos: payments among those asientos, and what they add up to.
        desde: when the oldest of them was written; None when there are none.
    """

    asientos: int
    pagos: int
    centavos: int
    desde: datetime | None


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
    def por_enviar(self) -> PorEnviar: ...
    def resueltas(self) -> frozenset[str]:
        """Incidencias that were resolved at this caja."""
        ...

    def incidencias(self) -> tuple[Incidencia, ...]:
        """What the centre said at the last whole round that concerns this caja, as it said it."""
        ...

    def guardar_incidencias(self, incidencias: Sequence[Incidencia]) -> None: ...
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
