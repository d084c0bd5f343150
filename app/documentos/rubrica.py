"""A drawn signature as smooth curves, for whoever paints it: printer, PDF, picture or screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from app.domain.subsidio.firma import PRESION_MAXIMA, Firma, Trazo

#: Points nearer than this to the one before change nothing that anybody sees.
_CERCA = 6
#: Room around the strokes, so that their thickness is not cut.
_ORILLA = 60
#: Coordinates are doubled, so that the middle between two points is whole.
_DOBLE = 2

_Lugar = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tramo:
    """A quadratic curve; `grueso` says how hard the pen was pressed, from 0 to 255."""

    desde: _Lugar
    control: _Lugar
    hasta: _Lugar
    grueso: int


@dataclass(frozen=True, slots=True)
class Rasgos:
    """Curves in a box that begins at (0, 0)."""

    ancho: int
    alto: int
    tramos: tuple[Tramo, ...]


def suavizar(firma: Firma) -> Rasgos:
    """Its strokes through the middles between points, in the smallest box that holds them."""
    tramos = [t for trazo in firma.trazos for t in _curvas(_separados(trazo))]
    xs = [x for t in tramos for x, _ in (t.desde, t.control, t.hasta)] or [0]
    ys = [y for t in tramos for _, y in (t.desde, t.control, t.hasta)] or [0]
    dx, dy = _ORILLA - min(xs), _ORILLA - min(ys)
    return Rasgos(
        max(xs) - min(xs) + 2 * _ORILLA,
        max(ys) - min(ys) + 2 * _ORILLA,
        tuple(Tramo(_mas(t.desde, dx, dy), _mas(t.control, dx, dy), _mas(t.hasta, dx, dy), t.grueso) for t in tramos),
    )


def _mas(lugar: _Lugar, dx: int, dy: int) -> _Lugar:
    return lugar[0] + dx, lugar[1] + dy


def _separados(trazo: Trazo) -> list[tuple[int, int, int]]:
    """Place and pressure of the points that are apart enough; always the first and the last one."""
    quedan = [trazo[0]]
    for punto in trazo[1:-1]:
        if abs(punto.x - quedan[-1].x) + abs(punto.y - quedan[-1].y) >= _CERCA:
            quedan.append(punto)
    quedan.append(trazo[-1])
    return [(p.x * _DOBLE, p.y * _DOBLE, p.presion) for p in quedan]


def _curvas(puntos: list[tuple[int, int, int]]) -> Iterator[Tramo]:
    antes = puntos[0][:2]
    for (x, y, presion), (sx, sy, _) in pairwise(puntos[1:]):
        medio = (x + sx) // 2, (y + sy) // 2
        yield Tramo(antes, (x, y), medio, min(presion, PRESION_MAXIMA))
        antes = medio
    x, y, presion = puntos[-1]
    yield Tramo(antes, (x, y), (x, y), presion)
