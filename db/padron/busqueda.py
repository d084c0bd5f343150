"""Search as a cashier types: a number, a meter, words of name and address in any order, beginnings and parts of words.

Ways to find come in order of how sure they are; each is asked only while there is room. No hits are sorted but the few
that are shown: a name that half the town bears must cost no more than a rare one.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import starmap
from typing import Any

from app.domain.cuenta import Hallazgo
from db.padron.texto import compacto, huella, palabras

Leer = Callable[[str, tuple[Any, ...]], list[tuple[Any, ...]]]

#: More than anyone types; the rest of a pasted page is not looked at.
_LARGO = 200
_PALABRAS = 8
_LARGO_PALABRA = 40
#: How many candidates are read for each row shown, to choose the best among them.
_HOLGURA = 2
#: Fewer hits than this by whole words and beginnings, and parts of words are tried.
_POCOS = 5
#: Words of the padrón that a part may stand for.
_VARIANTES = 64
LIMITE_MAXIMO = 500
#: Letters of a word that is likely still being typed.
_CORTA = 3
#: Words that half the addresses have and the other half leave out: they help to order, not to find.
_COMUNES = {
    "calle", "av", "avenida", "blvd", "boulevard", "col", "colonia", "num", "numero", "esq", "entre",
    "de", "del", "la", "las", "el", "los", "y", "e",
}  # fmt: skip

_COLUMNAS = "c.numero, c.titular, c.domicilio, c.colonia, c.medidor"
_POR_NUMERO = f"SELECT {_COLUMNAS} FROM cuenta c WHERE c.numero_compacto = ? ORDER BY c.numero LIMIT ?"
_POR_MEDIDOR = f"""SELECT {_COLUMNAS} FROM cuenta c WHERE c.medidor_compacto = ? AND c.medidor_compacto <> ''
 ORDER BY c.numero LIMIT ?"""
_POR_NOMBRE = f"SELECT {_COLUMNAS} FROM cuenta c WHERE c.nombre = ? LIMIT ?"
_POR_PALABRAS = f"SELECT {_COLUMNAS} FROM busqueda b JOIN cuenta c ON c.id = b.rowid WHERE b.busqueda MATCH ? LIMIT ?"
_CON_PARTE = "SELECT palabra FROM palabra WHERE instr(palabra, ?) ORDER BY length(palabra), palabra LIMIT ?"


def buscar(leer: Leer, texto: str, limite: int) -> tuple[Hallazgo, ...]:
    """At most `limite` cuentas (1 to 500), the likeliest first; none for a text without letters or digits.

    A whole account or meter number gives the cuentas of that number and no others.
    """
    limite = max(1, min(limite, LIMITE_MAXIMO))
    visto = texto[:_LARGO]
    filas = _por_clave(leer, compacto(visto), limite)
    if not filas:
        todas = palabras(visto)
        voces = [voz[:_LARGO_PALABRA] for voz in dict.fromkeys(todas)][:_PALABRAS]
        if not voces:
            return ()
        filas = _por_nombre(leer, todas, limite)
        if len(filas) < limite:
            vistas = {fila[0] for fila in filas}
            filas += [f for f in _por_palabras(leer, voces, limite, bool(filas)) if f[0] not in vistas]
    return tuple(starmap(Hallazgo, filas[:limite]))


def _por_clave(leer: Leer, clave: str, limite: int) -> list[tuple[Any, ...]]:
    """By account number, or else by meter."""
    if clave.isalpha() or not clave:
        return []
    return leer(_POR_NUMERO, (clave, limite)) or leer(_POR_MEDIDOR, (clave, limite))


def _por_nombre(leer: Leer, voces: list[str], limite: int) -> list[tuple[Any, ...]]:
    """Those whose whole name was typed, in whatever order."""
    nombre = sorted(voces)
    filas = [fila for fila in leer(_POR_NOMBRE, (huella(voces), limite)) if sorted(palabras(fila[1])) == nombre]
    return sorted(filas, key=lambda fila: (fila[1], fila[0]))


def _por_palabras(leer: Leer, voces: list[str], limite: int, is_nombre: bool) -> list[tuple[Any, ...]]:
    """By whole words, by their beginnings, and by parts of them.

    Beginnings are not looked for when they can only bring noise: a whole name was typed, or the page is full and the
    last word is no longer a few letters under way.
    """
    candidatos = limite * _HOLGURA
    utiles = [voz for voz in voces if voz not in _COMUNES] or voces
    enteras = leer(_POR_PALABRAS, (" AND ".join(f'"{voz}"' for voz in utiles), candidatos))
    if is_nombre or (len(enteras) >= limite and len(voces[-1]) > _CORTA):
        return _ordenar(enteras, voces)
    comienzos = leer(_POR_PALABRAS, (" AND ".join(f'"{voz}"*' for voz in utiles), candidatos))
    filas = _ordenar(list({fila[0]: fila for fila in (*enteras, *comienzos)}.values()), voces)
    if enteras or len(filas) >= _POCOS:
        return filas
    vistas = {fila[0] for fila in filas}
    return filas + [fila for fila in _por_partes(leer, utiles, candidatos) if fila[0] not in vistas]


def _por_partes(leer: Leer, voces: list[str], candidatos: int) -> list[tuple[Any, ...]]:
    """Cuentas whose words contain those typed: the parts are looked up among the distinct words of the names first."""
    pregunta = []
    for voz in voces:
        variantes = leer(_CON_PARTE, (voz, _VARIANTES)) if len(voz) > 2 else []
        opciones = " OR ".join((f'"{voz}"*', *(f'"{variante}"' for (variante,) in variantes)))
        pregunta.append(f"({opciones})")
    return _ordenar(leer(_POR_PALABRAS, (" AND ".join(pregunta), candidatos)), voces)


def _ordenar(filas: list[tuple[Any, ...]], voces: list[str]) -> list[tuple[Any, ...]]:
    """Most whole words of the name first, then names that begin with what was typed, then by name and number."""
    buscadas, comienzos = set(voces), tuple(voces)

    def orden(fila: tuple[Any, ...]) -> tuple[int, bool, list[str], str]:
        nombre = palabras(fila[1])
        is_comienzo = bool(nombre) and nombre[0].startswith(comienzos)
        return -len(buscadas.intersection(nombre)), not is_comienzo, nombre, fila[0]

    return sorted(filas, key=orden)
