"""Code 128 (ISO/IEC 15417) as modules: its bars, before anybody knows how large they will be drawn."""

from __future__ import annotations

#: Of each value in order, the widths of its three bars and three spaces in turn, in modules.
_TABLA = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221"
    "223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321"
    "112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131213113213311213131"
    "311123311321331121312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114"
    "122411142112142211241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141"
    "214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214211232"
)
_ANCHOS = tuple(_TABLA[n : n + 6] for n in range(0, len(_TABLA), 6))
_INICIO_B, _INICIO_C, _A_LA_B, _A_LA_C = 104, 105, 100, 99
_FIN = "2331112"
#: Digits in a row from which two of them in one symbol are shorter than one each.
_BASTANTES = 4


def modulos_de(datos: str) -> bytes:
    """The bars of a text, one byte a module, 1 is ink; without the blank that goes around them.

    Raises:
        ValueError: it is empty, or not printable ASCII.
    """
    if not datos.isascii() or not datos.isprintable() or not datos:
        raise ValueError(f"Code 128 takes printable ASCII, not {datos!r}")
    valores = _valores(datos)
    control = (valores[0] + sum(n * valor for n, valor in enumerate(valores))) % 103
    anchos = "".join((*(_ANCHOS[valor] for valor in (*valores, control)), _FIN))
    return b"".join(bytes([n % 2 == 0]) * int(ancho) for n, ancho in enumerate(anchos))


def _valores(datos: str) -> list[int]:
    """Start symbol and data: set C for runs of digits, two in a symbol, set B for the rest."""
    valores: list[int] = []
    en_c = False
    while datos:
        digitos = _digitos(datos) // 2 * 2
        quiere_c = digitos >= (2 if en_c else _BASTANTES)
        if not valores:
            valores.append(_INICIO_C if quiere_c else _INICIO_B)
        elif quiere_c != en_c:
            valores.append(_A_LA_C if quiere_c else _A_LA_B)
        en_c = quiere_c
        valores.append(int(datos[:2]) if en_c else ord(datos[0]) - 32)
        datos = datos[2 if en_c else 1 :]
    return valores


def _digitos(datos: str) -> int:
    """How many digits it begins with."""
    return len(datos) - len(datos.lstrip("0123456789"))
