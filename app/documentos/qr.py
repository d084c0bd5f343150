"""QR codes (ISO/IEC 18004) as modules, before anybody knows how large they will be drawn.

Bytes with level M of error correction and always the same mask, in the versions that fit a ticket. What depends on the
version alone is worked out once, since every ticket waits for its code.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from operator import itemgetter

#: Of each version from the first: codewords of correction in each block, and of data in every block (table 9).
_BLOQUES = (
    (10, (16,)), (16, (28,)), (26, (44,)), (18, (32, 32)), (24, (43, 43)), (16, (27, 27, 27, 27)),
    (18, (31, 31, 31, 31)), (22, (38, 38, 39, 39)), (22, (36, 36, 36, 37, 37)), (26, (43, 43, 43, 43, 44)),
)  # fmt: skip
_BYTES = 0b0100
_A_MODULOS = bytes.maketrans(b"01", b"\x00\x01")
_RELLENO = b"\xec\x11"
#: Level M and mask 2 with their own correction (annex C); mask 2 turns every third column round.
_FORMATO = 0b101111001111100
_CADA = 3
#: Generator of the code that protects the version (annex D), and the first version that carries it.
_GENERADOR_VERSION, _VERSION_ESCRITA = 0x1F25, 7
#: The field of 256 elements: powers of 2, twice over so that sums of exponents need no remainder (annex A).
_POTENCIAS = [1]
for _ in range(509):
    _POTENCIAS.append(_POTENCIAS[-1] << 1 ^ (0x11D if _POTENCIAS[-1] > 127 else 0))
_EXPONENTES = {potencia: n for n, potencia in enumerate(_POTENCIAS[:255])}


def version_qr(datos: str) -> int:
    """The smallest version that holds them, 1 to 10.

    Raises:
        ValueError: none does: more than 213 bytes.
    """
    for version, (_, bloques) in enumerate(_BLOQUES, 1):
        if len(datos.encode()) + 1 + _octetos_de_cuenta(version) <= sum(bloques):
            return version
    raise ValueError(f"a QR of {len(datos.encode())} bytes is too large for a ticket")


def modulos_qr(datos: str) -> tuple[bytes, ...]:
    """The rows of the code, one byte a module, 1 is ink; without the blank that goes around them.

    Raises:
        ValueError: see `version_qr`.
    """
    version = version_qr(datos)
    hoja = _hoja(version)
    mensaje = int.from_bytes(_mensaje(datos.encode(), version)) << hoja.sobran
    bits = f"{mensaje ^ hoja.mascara:0{hoja.caben}b}".encode().translate(_A_MODULOS) + b"\x00\x01"
    modulos = bytes(hoja.poner(bits))
    lado = lado_qr(version)
    return tuple(modulos[n : n + lado] for n in range(0, lado * lado, lado))


def lado_qr(version: int) -> int:
    """Modules on each side of a code of that version."""
    return 17 + 4 * version


def _octetos_de_cuenta(version: int) -> int:
    return 1 if version < 10 else 2


def _mensaje(datos: bytes, version: int) -> bytes:
    """Codewords of data and then of correction, those of each block in turn."""
    correccion, bloques = _BLOQUES[version - 1]
    cuenta = _octetos_de_cuenta(version)
    cabeza = _BYTES << 8 * cuenta | len(datos)
    # Four bits of mode before and four of end after: whole bytes again.
    juntos = (cabeza << 8 * len(datos) | int.from_bytes(datos)) << 4
    palabras = juntos.to_bytes(len(datos) + 1 + cuenta)
    palabras += (_RELLENO * sum(bloques))[: sum(bloques) - len(palabras)]
    partes = []
    for largo in bloques:
        partes.append(palabras[:largo])
        palabras = palabras[largo:]
    restos = [_resto(parte, correccion) for parte in partes]
    return b"".join(bytes(p for p in fila if p is not None) for fila in zip_longest(*partes)) + b"".join(
        map(bytes, zip(*restos, strict=True))
    )


def _resto(parte: bytes, correccion: int) -> bytes:
    """The codewords of correction of a block: what is left when it is divided by their generator."""
    multiplos = _multiplos(correccion)
    tope = 8 * (correccion - 1)
    resto = 0
    for palabra in parte:
        alta = resto >> tope
        resto = ((resto ^ alta << tope) << 8) ^ multiplos[alta ^ palabra]
    return resto.to_bytes(correccion)


@lru_cache(maxsize=len(_BLOQUES))
def _multiplos(correccion: int) -> tuple[int, ...]:
    """The generator with that many roots times each element of the field, without its first term."""
    generador = [1]
    for raiz in range(correccion):
        por_raiz = [0, *(_por(g, _POTENCIAS[raiz]) for g in generador)]
        generador = [a ^ b for a, b in zip([*generador, 0], por_raiz, strict=True)]
    return tuple(int.from_bytes(bytes(_por(g, n) for g in generador[1:])) for n in range(256))


def _por(a: int, b: int) -> int:
    return _POTENCIAS[_EXPONENTES[a] + _EXPONENTES[b]] if a and b else 0


@dataclass(frozen=True, slots=True)
class _Hoja:
    """How a message becomes a code of one version.

    Attributes:
        caben, sobran: modules that are not fixed, and how many of them no codeword fills.
        mascara: the mask, a bit for each of those modules.
        poner: puts them in their places, row after row; after them come a blank and an inked one for what is fixed.
    """

    caben: int
    sobran: int
    mascara: int
    poner: Callable[[bytes], tuple[int, ...]]


@lru_cache(maxsize=len(_BLOQUES))
def _hoja(version: int) -> _Hoja:
    lado = lado_qr(version)
    fijos = _fijos(version)
    lugares: list[tuple[int, int]] = []
    for par in range(lado - 1, 0, -2):
        derecha = par - (par <= 6)
        filas = range(lado) if derecha + 1 & 2 else range(lado - 1, -1, -1)
        lugares += [(f, c) for f in filas for c in (derecha, derecha - 1) if (f, c) not in fijos]
    caben = len(lugares)
    orden = {lugar: n for n, lugar in enumerate(lugares)} | {lugar: caben + tinta for lugar, tinta in fijos.items()}
    correccion, bloques = _BLOQUES[version - 1]
    return _Hoja(
        caben,
        caben - 8 * (sum(bloques) + correccion * len(bloques)),
        int("".join(str(int(c % _CADA == 0)) for _, c in lugares), 2),
        itemgetter(*(orden[f, c] for f in range(lado) for c in range(lado))),
    )


def _fijos(version: int) -> dict[tuple[int, int], bool]:
    """The modules, by row and column, that are the same in every code of a version (clauses 6.3, 7.9, 7.10)."""
    lado = lado_qr(version)
    fijos: dict[tuple[int, int], bool] = {}
    for f, c in ((3, 3), (3, lado - 4), (lado - 4, 3)):
        fijos |= _anillos(f, c, 4, lado, blancos=(2, 4))
    for f, c in _centros(version):
        fijos |= _anillos(f, c, 2, lado, blancos=(1,))
    for n in range(8, lado - 8):
        fijos[6, n] = fijos[n, 6] = n % 2 == 0
    for n in range(15):
        bit = bool(_FORMATO >> n & 1)
        fijos[n if n < 6 else n + 1 if n < 8 else lado - 15 + n, 8] = bit
        fijos[8, lado - 1 - n if n < 8 else 7 if n == 8 else 14 - n] = bit
    fijos[lado - 8, 8] = True
    if version >= _VERSION_ESCRITA:
        for n in range(18):
            fijos[n // 3, lado - 11 + n % 3] = fijos[lado - 11 + n % 3, n // 3] = bool(_escrita(version) >> n & 1)
    return fijos


def _anillos(fila: int, columna: int, radio: int, lado: int, blancos: tuple[int, ...]) -> dict[tuple[int, int], bool]:
    """A square of rings of ink around a module, but for the blank ones, as far as it is inside the code."""
    vecinos = range(-radio, radio + 1)
    todos = {(fila + f, columna + c): max(abs(f), abs(c)) not in blancos for f in vecinos for c in vecinos}
    return {lugar: tinta for lugar, tinta in todos.items() if min(lugar) >= 0 and max(lugar) < lado}


def _centros(version: int) -> list[tuple[int, int]]:
    """The middles of the small squares by which a bent code is read."""
    ultimo = lado_qr(version) - 7
    lineas = (6, (6 + ultimo) // 2, ultimo) if version >= _VERSION_ESCRITA else (6, ultimo) if version > 1 else ()
    esquinas = ((6, 6), (6, ultimo), (ultimo, 6))
    return [(f, c) for f in lineas for c in lineas if (f, c) not in esquinas]


def _escrita(version: int) -> int:
    """The version in six bits, with twelve of correction."""
    resto = version
    for _ in range(12):
        resto = resto << 1 ^ (resto >> 11) * _GENERADOR_VERSION
    return version << 12 | resto
