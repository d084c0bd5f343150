"""A signature read from an SVG: `path` with M, L, C, S, Z and `polyline`; nothing else of what an SVG may hold.

Everything is whole thousandths of the drawing's own unit until it is fitted into the square of a signature.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from app.domain.subsidio.firma import LADO, PUNTOS_MAXIMOS, Firma, Punto, exigir_firma
from app.errors import NegocioError

#: Bytes of a file, at most.
TAMANO_MAXIMO = 64_000
#: Straight pieces that a curve becomes.
_TRAMOS = 16
_MILESIMOS = 1000
_LIMITE = 10**9
_ELEMENTOS = ("svg", "g", "path", "polyline", "title", "desc")
#: What draws something somewhere else, runs or fetches.
_AJENOS = ("transform", "href", "style", "class")
_NUMERO = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,2})?"
_FICHA = re.compile(rf"\s*,?\s*(?:([MLCSZmlcsz])|({_NUMERO}))", re.ASCII)
_COORDENADAS = {"M": 2, "L": 2, "C": 6, "S": 4, "Z": 0}

_Lugar = tuple[int, int]


def leer_svg(contenido: bytes) -> Firma:
    """The strokes of a file.

    Raises:
        NegocioError: `svg_invalido`, too large, broken, or with something that no signature has; `firma_vacia`.
    """
    if len(contenido) > TAMANO_MAXIMO:
        raise _invalido(f"pasa de {TAMANO_MAXIMO // 1000} kB")
    raiz = _analizar(contenido)
    trazos: list[list[_Lugar]] = []
    for elemento in raiz.iter():
        nombre = _exigir_elemento(elemento)
        if nombre == "path":
            trazos += _Recorrido().trazos(elemento.get("d", ""))
        elif nombre == "polyline":
            trazos.append(_pares(elemento.get("points", "")))
        if sum(map(len, trazos)) > PUNTOS_MAXIMOS:
            raise _invalido("tiene demasiados puntos")
    return exigir_firma(_en_cuadro([t for t in trazos if len(t) > 1], _marco(raiz)))


def _invalido(que: str) -> NegocioError:
    return NegocioError("svg_invalido", f"Ese SVG no sirve como firma: {que}. Se aceptan trazos (path y polyline).")


def _analizar(contenido: bytes) -> Any:
    et = importlib.import_module("defusedxml.ElementTree")
    comun = importlib.import_module("defusedxml.common")
    try:
        return et.fromstring(contenido, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except comun.DefusedXmlException as error:
        raise _invalido("trae entidades o referencias a otros archivos") from error
    except (et.ParseError, ValueError, LookupError) as error:
        raise _invalido("está roto o no es un SVG") from error


def _exigir_elemento(elemento: Any) -> str:
    nombre = str(elemento.tag).rpartition("}")[2]
    if nombre not in _ELEMENTOS:
        raise _invalido(f"trae «{nombre[:20]}»")
    for atributo in elemento.attrib:
        propio = atributo.rpartition("}")[2].lower()
        if propio.startswith("on") or propio in _AJENOS:
            raise _invalido(f"trae «{propio[:20]}»")
    return nombre


def _milesimos(texto: str) -> int:
    try:
        valor = int(Decimal(texto) * _MILESIMOS)
    except InvalidOperation as error:
        raise _invalido(f"«{texto[:20]}» no es un número") from error
    if abs(valor) > _LIMITE:
        raise _invalido("tiene coordenadas imposibles")
    return valor


def _pares(texto: str) -> list[_Lugar]:
    numeros = [_milesimos(n) for n in re.split(r"[\s,]+", texto.strip()) if n]
    if len(numeros) % 2:
        raise _invalido("a un trazo le falta una coordenada")
    return list(zip(numeros[::2], numeros[1::2], strict=True))


@dataclass(slots=True)
class _Recorrido:
    """The pen of a `path`: where it is, and the last control point of a curve."""

    x: int = 0
    y: int = 0
    control: _Lugar | None = None

    def trazos(self, d: str) -> list[list[_Lugar]]:
        hechos: list[list[_Lugar]] = []
        for orden, numeros in _ordenes(d):
            letra, puntos = orden.upper(), self._absolutos(orden, numeros)
            if letra == "M" or not hechos:
                if letra != "M":
                    raise _invalido("un trazo no dice dónde empieza")
                hechos.append([puntos[0]])
            elif letra == "Z":
                hechos[-1].append(hechos[-1][0])
            elif letra == "L":
                hechos[-1].append(puntos[0])
            else:
                hechos[-1] += self._curva(letra, puntos)
            (self.x, self.y) = hechos[-1][-1]
            self.control = puntos[-2] if letra in "CS" else None
            if sum(map(len, hechos)) > PUNTOS_MAXIMOS:
                raise _invalido("tiene demasiados puntos")
        return hechos

    def _absolutos(self, orden: str, numeros: list[int]) -> list[_Lugar]:
        dx, dy = (self.x, self.y) if orden.islower() else (0, 0)
        return [(a + dx, b + dy) for a, b in zip(numeros[::2], numeros[1::2], strict=True)]

    def _curva(self, letra: str, puntos: list[_Lugar]) -> list[_Lugar]:
        """A cubic, in straight pieces; the first control point of an S mirrors the last of the curve before."""
        x, y = self.x, self.y
        cx, cy = self.control or (x, y)
        primero = [(2 * x - cx, 2 * y - cy)] if letra == "S" else []
        p = [(x, y), *primero, *puntos]
        pesos = [
            ((_TRAMOS - k) ** 3, 3 * (_TRAMOS - k) ** 2 * k, 3 * (_TRAMOS - k) * k**2, k**3)
            for k in range(1, _TRAMOS + 1)
        ]
        cubo = _TRAMOS**3
        return [
            (
                sum(w * q[0] for w, q in zip(peso, p, strict=True)) // cubo,
                sum(w * q[1] for w, q in zip(peso, p, strict=True)) // cubo,
            )
            for peso in pesos
        ]


def _ordenes(d: str) -> Iterator[tuple[str, list[int]]]:
    """Each order with its numbers; more numbers than it takes repeat it, an M as L."""
    letra, numeros, lugar = "", list[int](), 0
    texto = d.strip()
    while lugar < len(texto):
        ficha = _FICHA.match(texto, lugar)
        if ficha is None:
            raise _invalido(f"el trazo dice «{texto[lugar : lugar + 10]}»")
        lugar = ficha.end()
        if ficha[1]:
            _exigir_completa(numeros)
            letra = ficha[1]
            if letra in "Zz":
                yield letra, []
            continue
        if letra in ("", "Z", "z"):
            raise _invalido("un trazo trae números sin orden")
        numeros.append(_milesimos(ficha[2]))
        if len(numeros) == _COORDENADAS[letra.upper()]:
            yield letra, numeros
            numeros = []
            letra = {"M": "L", "m": "l"}.get(letra, letra)
    _exigir_completa(numeros)


def _exigir_completa(numeros: list[int]) -> None:
    if numeros:
        raise _invalido("a un trazo le falta una coordenada")


def _marco(raiz: Any) -> tuple[int, int, int, int] | None:
    """Left, top, width and height of the drawing, where it says them."""
    numeros = [_milesimos(n) for n in re.split(r"[\s,]+", raiz.get("viewBox", "").strip()) if n]
    if len(numeros) == 4 and min(numeros[2:]) > 0:
        return numeros[0], numeros[1], numeros[2], numeros[3]
    return None


def _en_cuadro(trazos: list[list[_Lugar]], marco: tuple[int, int, int, int] | None) -> Firma:
    """Fitted into the square, as large as the drawing's frame lets it be; without a frame, its own extent is one."""
    lugares = [lugar for trazo in trazos for lugar in trazo]
    if not lugares:
        return Firma(())
    if marco is None:
        izquierda, arriba = min(x for x, _ in lugares), min(y for _, y in lugares)
        ancho, alto = max(x for x, _ in lugares) - izquierda, max(y for _, y in lugares) - arriba
        # A dot must not fill the square: what is smaller than three units of its drawing stays small.
        lado = max(ancho, alto, 100 * _MILESIMOS if max(ancho, alto) < 3 * _MILESIMOS else 1)
    else:
        izquierda, arriba, ancho, alto = marco
        lado = max(ancho, alto)

    def cabe(valor: int) -> int:
        return min(LADO, max(0, valor * LADO // lado))

    return Firma(tuple(tuple(Punto(cabe(x - izquierda), cabe(y - arriba), 0) for x, y in t) for t in trazos))
