"""A round between a caja and its centre as values: what it works with, and what it did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.centro.enlace import Enlaces
from app.context import Contexto
from app.domain.caja import Caja
from app.ports import UnitOfWork
from app.ports.centro import CentroRemoto, EstadoRemoto
from app.tarifa.tarifas import TarifaCargada

#: Rows of one page of the padrón at most; a first load is many of them.
PAGINA = 100_000
#: Told while the padrón comes down, from the thread of the round: rows that are here and searchable, and of how many.
Avance = Callable[[int, int], None]


def callar(hecho: int, total: int) -> None:
    """The `Avance` of whoever is not interested."""


@dataclass(frozen=True, slots=True)
class Ronda:
    """What a round did.

    Attributes:
        enviados: asientos left at the centre.
        confirmados: asientos that it acknowledged since the round before.
        recibidos: rows that came down.
        pendientes: asientos still to be acknowledged.
        incidencias: open ones at the centre that concern this caja.
        aviso: what somebody must look at, in Spanish; empty when all is well.
        tarifas: lists of prices, INPC or UMA among what came down: the profile is another from here on.
    """

    enviados: int
    confirmados: int
    recibidos: int
    pendientes: int
    incidencias: int
    aviso: str = ""
    tarifas: int = 0


@dataclass(frozen=True, slots=True)
class LoteBajado:
    """What came down of the padrón, on the disk already.

    Attributes:
        sha: of the lote; empty when nothing is new.
        total, pagado: sums of its recibos, in centavos.
        cookie: where the next one begins.
        is_completo: whether this was all.
        van, de: rows down since the cookie was last up to date, these included, and of how many.
    """

    sha: str
    filas: int
    total: int
    pagado: int
    cookie: str
    is_completo: bool
    van: int = 0
    de: int = 0


class Escribir(Protocol):
    """Opens the caja to write, for a moment, wherever that may be done."""

    def __call__(self) -> AbstractContextManager[Contexto]: ...


@dataclass(frozen=True, slots=True)
class Medios:
    """What a round works with.

    Attributes:
        leer: opens a unit of work that only reads.
        escribir: opens the caja to write; it is never open while the network is waited for.
        ahora: the machine's own clock, also in a demonstration.
        esperar: asks until there is an answer, so many seconds.
        bajar: brings down a page of the padrón from a cookie on, as a lote that nothing names yet; the epocas are
            those that the file has.
        plegar: folds into the padrón what the diario names, so that a page can be searched while the next one comes.
        recibir_tarifas: keeps lists of figures that came down, name and content of each, and checks them.
        avance: told after each page.
    """

    caja: Caja
    enlaces: Enlaces
    leer: Callable[[], UnitOfWork]
    escribir: Escribir
    ahora: Callable[[], datetime]
    esperar: Callable[[Callable[[], EstadoRemoto | None], int], EstadoRemoto | None]
    bajar: Callable[[CentroRemoto, str, Sequence[str]], LoteBajado]
    plegar: Callable[[], None]
    recibir_tarifas: Callable[[Sequence[tuple[str, bytes]]], tuple[TarifaCargada, ...]]
    avance: Avance = callar
