"""Search as a cashier types: a number, a meter, words of name and address in any order, beginnings and parts of words.

Ways to find come in order of how sure they are; each is asked only while there is room. No hits are sorted but the few
that are shown: a name that half the town bears must cost no more than a rare one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.cuenta import Hallazgo
from db.padron.texto import compacto, huella, palabras

Leer = Callable[[str, tuple[Any, ...]], list[tuple[Any, ...]]]

#: More than anyone types; the rest of a pasted page is not looked at.
_LARGO = 200
_PALABRAS = 8
_LARGO_PALABRA = 40
#: How many candidates are read for each row shown, to choose the best among them.
_HOLGURA = 4
#: Fewer hits than this by whole words and beginnings, and parts of words are tried.
_POCOS = 5
#: Words of the padrón that a part may stand for.
_VARIANTES = 64
LIMITE_MAXIMO = 500

_COLUMNAS = "c.numero, c.titular, c.domicilio, c.colonia, c.medidor"
_POR_NUMERO = f"SELECT {_COLUMNAS} FROM cuenta c WHERE c.numero_compacto = ? ORDER BY c.numero LIMIT ?"
_POR_MEDIDOR = f"""SELECT {_COLUMNAS} FROM cuenta c WHERE c.medidor_compacto = ? AND c.medidor_compacto <> ''
 ORDER BY c.numero LIMIT ?"""
_POR_NOMBRE = f"SELECT {_COLUMNAS} FROM cuenta c WHERE c.nombre = ? LIMIT ?"
_POR_PALABRAS = f"SELECT {_COLUMNAS} FROM busqueda b JOIN cuenta c ON c.id = b.rowid WHERE b.busqueda MATCH ? LIMIT ?"
_CON_PARTE = "SELECT palabra FROM palabra WHERE instr(palabra, ?) ORDER BY length(palabra), palabra LIMIT ?"


def buscar(leer: Leer, texto: str, limite: int) -> tuple[Hallazgo, ...]:
    """At most `limite` cuentas (1 to 500), the likeliest first; none for a text without letters or digits."""
    limite = max(1, min(limite, LIMITE_MAXIMO))
    visto = texto[:_LARGO]
    voces = [voz[:_LARGO_PALABRA] for voz in dict.fromkeys(palabras(visto))][:_PALABRAS]
    if not voces:
        return ()
    hallados: dict[str, tuple[Any, ...]] = {}
    for fila in _exactos(leer, visto, limite):
        hallados.setdefault(fila[0], fila)
    if len(hallados) < limite:
        for fila in _por_palabras(leer, voces, limite):
            hallados.setdefault(fila[0], fila)
    return tuple(Hallazgo(*fila) for fila in list(hallados.values())[:limite])


def _exactos(leer: Leer, texto: str, limite: int) -> list[tuple[Any, ...]]:
    """By number, by meter and by the whole name, which indices answer at once."""
    clave = compacto(texto)
    filas = []
    if clave and any(letra.isdigit() for letra in clave):
        filas = leer(_POR_NUMERO, (clave, limite)) or leer(_POR_MEDIDOR, (clave, limite))
    if not filas:
        todas = palabras(texto)
        nombre = sorted(todas)
        filas = [f for f in leer(_POR_NOMBRE, (huella(todas), limite)) if sorted(palabras(f[1])) == nombre]
    return sorted(filas, key=lambda f: (f[1], f[0]))


def _por_palabras(leer: Leer, voces: list[str], limite: int) -> list[tuple[Any, ...]]:
    candidatos = limite * _HOLGURA
    enteras = leer(_POR_PALABRAS, (" AND ".join(f'"{voz}"' for voz in voces), candidatos))
    filas = _ordenar(enteras, voces)
    if len(enteras) >= limite:
        return filas
    comienzos = leer(_POR_PALABRAS, (" AND ".join(f'"{voz}"*' for voz in voces), candidatos))
    filas += _ordenar(comienzos, voces)
    if enteras or len(comienzos) >= _POCOS:
        return filas
    return filas + _por_partes(leer, voces, candidatos)


def _por_partes(leer: Leer, voces: list[str], candidatos: int) -> list[tuple[Any, ...]]:
    """Cuentas whose words contain those typed: the parts are looked up among the distinct words of the padrón first."""
    pregunta = []
    for voz in voces:
        variantes = leer(_CON_PARTE, (voz, _VARIANTES)) if len(voz) > 2 else []
        opciones = " OR ".join((f'"{voz}"*', *(f'"{variante}"' for (variante,) in variantes)))
        pregunta.append(f"({opciones})")
    return _ordenar(leer(_POR_PALABRAS, (" AND ".join(pregunta), candidatos)), voces)


def _ordenar(filas: list[tuple[Any, ...]], voces: list[str]) -> list[tuple[Any, ...]]:
    """Most whole words of the name first, then names that begin with what was typed, then by name and number."""
    buscadas = set(voces)

    def orden(fila: tuple[Any, ...]) -> tuple[int, bool, str, str]:
        nombre = palabras(fila[1])
        return -len(buscadas.intersection(nombre)), not _comienza(nombre, voces), " ".join(nombre), fila[0]

    return sorted(filas, key=orden)


def _comienza(nombre: list[str], voces: list[str]) -> bool:
    return bool(nombre) and any(nombre[0].startswith(voz) for voz in voces)
