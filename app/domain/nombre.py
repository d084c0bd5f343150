"""Whether two names, spelled by two people, may be those of one person.

Loreto, Reglamento 2025, Art. 151: a benefit «se aplicará a un solo inmueble». Where a CURP is missing or wrong, the
name is all there is to find the other one by.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_UNIDAS = frozenset(("de", "la", "las", "los", "del", "y"))
_ABREVIADAS = {"ma": "maria", "gpe": "guadalupe", "fco": "francisco"}
#: In shorter words one letter makes another name: Luis and Luisa, Gil and Gila.
_LARGA = 5
#: Part of a word where it stands: O'Farrill is written OFarrill too.
_PEGADOS = str.maketrans("", "", "'’‘`´")


@lru_cache(maxsize=2**15)
def palabras_de(nombre: str) -> tuple[str, ...]:
    """The words of a name by which it is compared, in alphabetical order.

    Without accents, capitals, marks and the words that only join: «Ma. de la Luz PEÑA» is `luz`, `maria`, `pena`.
    """
    plano = unicodedata.normalize("NFD", nombre.translate(_PEGADOS).casefold())
    letras = (c if c.isalnum() else " " for c in plano if not unicodedata.combining(c))
    todas = (_ABREVIADAS.get(palabra, palabra) for palabra in "".join(letras).split())
    return tuple(sorted(palabra for palabra in todas if palabra not in _UNIDAS))


def is_misma_persona(uno: str, otro: str) -> bool:
    """Whether each word of a name has its own in the other, in any order and with one slip in each long word.

    A slip is a letter too many, too few, another, or two that changed places; not the last `a` that was an `o`, which
    tells María from Mario. A name without words is nobody's.
    """
    unas, otras = palabras_de(uno), palabras_de(otro)
    if unas == otras:
        return bool(unas)
    return len(unas) == len(otras) and _se_aparean(unas, otras)


def claves_de(nombre: str) -> frozenset[tuple[str, ...]]:
    """What two names with at most one word apart have in common: their words, each time without one of them."""
    palabras = palabras_de(nombre)
    return frozenset(palabras[:i] + palabras[i + 1 :] for i in range(len(palabras)))


def _se_aparean(unas: tuple[str, ...], otras: tuple[str, ...]) -> bool:
    pareja: dict[int, int] = {}

    def colocar(i: int, vistas: set[int]) -> bool:
        """Give the word its own, moving others to another that also fits them."""
        for j, otra in enumerate(otras):
            if j not in vistas and _is_misma_palabra(unas[i], otra):
                vistas.add(j)
                if j not in pareja or colocar(pareja[j], vistas):
                    pareja[j] = i
                    return True
        return False

    return all(colocar(i, set()) for i in range(len(unas)))


def _is_misma_palabra(una: str, otra: str) -> bool:
    if una == otra:
        return True
    if min(len(una), len(otra)) < _LARGA or abs(len(una) - len(otra)) > 1 or not (una + otra).isalpha():
        return False
    comienzo = next((i for i, (a, b) in enumerate(zip(una, otra, strict=False)) if a != b), min(len(una), len(otra)))
    resto, ajeno = una[comienzo:], otra[comienzo:]
    if {resto, ajeno} == {"a", "o"}:
        return False
    cambiadas = resto[:2] == ajeno[1::-1] and resto[2:] == ajeno[2:]
    return cambiadas or resto[1:] == ajeno[1:] or resto[1:] == ajeno or resto == ajeno[1:]
