"""Lists of whole numbers that change little by little, as few bytes, always the same ones (Rice coding).

Each list is replaced by its differences, whose low bits are written as they are and the rest in unary; how many low
bits, the list itself decides. No library is asked, so that no later version of one gives other bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

#: A quotient that is not written in unary any more, and the bits that the whole number then takes.
_ESCAPE = 24
_BITS = 32
_MAYOR_K = 12


def empacar(listas: Sequence[Sequence[int]], orden: int) -> bytes:
    """The lists, as differences of differences where `orden` is 2: one byte that says how, and the bits."""
    valores = [_zigzag(v) for lista in listas for v in _diferencias(list(lista), orden)]
    k = min(range(_MAYOR_K + 1), key=lambda k: (sum(_largo(v, k) for v in valores), k))
    bits = "".join(_en_bits(v, k) for v in valores)
    bits += "0" * (-len(bits) % 8)
    return bytes([k]) + (int(bits, 2).to_bytes(len(bits) // 8) if bits else b"")


def desempacar(contenido: bytes, largos: Sequence[int], orden: int) -> tuple[list[list[int]], int]:
    """The lists of those lengths, and how many bytes they took.

    Raises:
        ValueError: the bytes end before.
    """
    if not contenido or contenido[0] > _MAYOR_K:
        raise ValueError("no such coding")
    k = contenido[0]
    bits = f"{int.from_bytes(contenido[1:]):0{8 * (len(contenido) - 1)}b}" if len(contenido) > 1 else ""
    lugar = 0
    listas: list[list[int]] = []
    for largo in largos:
        lista: list[int] = []
        for _ in range(largo):
            valor, lugar = _de_bits(bits, lugar, k)
            lista.append(-(valor + 1) // 2 if valor & 1 else valor // 2)
        for _ in range(orden):
            lista = list(_sumas(lista))
        listas.append(lista)
    return listas, 1 + (lugar + 7) // 8


def _zigzag(v: int) -> int:
    """Small numbers of either sign stay small."""
    return v * 2 if v >= 0 else -v * 2 - 1


def _diferencias(valores: list[int], orden: int) -> list[int]:
    for _ in range(orden):
        valores = [*valores[:1], *(b - a for a, b in pairwise(valores))]
    return valores


def _sumas(valores: Iterable[int]) -> Iterator[int]:
    suma = 0
    for valor in valores:
        suma += valor
        yield suma


def _largo(v: int, k: int) -> int:
    cociente = v >> k
    return cociente + 1 + k if cociente < _ESCAPE else _ESCAPE + _BITS


def _en_bits(v: int, k: int) -> str:
    cociente = v >> k
    if cociente >= _ESCAPE:
        return "1" * _ESCAPE + f"{v:0{_BITS}b}"
    resto = f"{v & ((1 << k) - 1):0{k}b}" if k else ""
    return "1" * cociente + "0" + resto


def _de_bits(bits: str, lugar: int, k: int) -> tuple[int, int]:
    if bits.startswith("1" * _ESCAPE, lugar):
        desde = lugar + _ESCAPE
        return _numero(bits, desde, _BITS), desde + _BITS
    cero = bits.find("0", lugar)
    if cero < 0:
        raise ValueError("the bits end")
    cociente = cero - lugar
    return (cociente << k) + _numero(bits, cero + 1, k), cero + 1 + k


def _numero(bits: str, desde: int, cuantos: int) -> int:
    if desde + cuantos > len(bits):
        raise ValueError("the bits end")
    return int(bits[desde : desde + cuantos], 2) if cuantos else 0
