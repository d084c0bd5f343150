"""Copies of the caja's file: which ones are kept, and which give way.

One a day for the last seven days that have any, one a week for four weeks, one a month for twelve.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

DIARIOS, SEMANALES, MENSUALES = 7, 4, 12
_NOMBRE = re.compile(r"caja-(\d{1,6})-(\d{4}-\d{2}-\d{2})-(\d{6})-(\d{9,})\.db", re.ASCII)


@dataclass(frozen=True, slots=True)
class Respaldo:
    """A copy that was made: its file, SHA-256 and size, and the last asiento inside it.

    Attributes:
        mismo_disco: it is on the disk of the caja itself, and would be lost with it.
    """

    archivo: str
    sha: str
    bytes: int
    seq: int
    cabeza: str
    mismo_disco: bool
    momento: datetime


def nombre_de_respaldo(caja: str, momento: datetime, seq: int) -> str:
    """`caja-2-2023-09-05-150140-000000123.db`: in the order of the diario, whatever the clock did."""
    return f"caja-{caja}-{momento:%Y-%m-%d-%H%M%S}-{seq:09d}.db"


def sobrantes(nombres: Iterable[str], caja: str) -> tuple[str, ...]:
    """Of the files of a folder, the copies of that caja that nobody needs to keep; what is not one is left alone."""
    leidos = [(m, n) for n in nombres if (m := _NOMBRE.fullmatch(n)) and m[1] == caja and _is_fecha(m[2])]
    # The place in the diario tells the newest, and a folder may hold copies of several epocas: then the name does.
    propios = [(date.fromisoformat(m[2]), nombre) for m, nombre in sorted(leidos, key=lambda x: (x[0][2], x[1]))]
    guardados: set[str] = set()
    plazos: tuple[tuple[Callable[[date], object], int], ...] = (
        (date.toordinal, DIARIOS),
        (lambda dia: dia.isocalendar()[:2], SEMANALES),
        (lambda dia: (dia.year, dia.month), MENSUALES),
    )
    for lapso, cuantos in plazos:
        ultimo_de = {lapso(dia): nombre for dia, nombre in propios}
        guardados |= set(list(ultimo_de.values())[-cuantos:])
    return tuple(nombre for _, nombre in propios if nombre not in guardados)


def _is_fecha(texto: str) -> bool:
    try:
        date.fromisoformat(texto)
    except ValueError:
        return False
    return True
