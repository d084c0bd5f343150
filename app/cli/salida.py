"""What an order answers: data for `--json`, text for people."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.dinero import Dinero

#: Exit codes of the contract.
HECHO, NEGADO, MAL_USO, EQUIPO, INTEGRIDAD = 0, 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Salida:
    """An order's answer.

    Attributes:
        datos: the one JSON object of `--json`; amounts in it may be `Dinero`.
        texto: the same for people, in Spanish.
        codigo: exit code; not zero where the order was carried out and what it found is bad.
    """

    datos: Mapping[str, Any]
    texto: str
    codigo: int = HECHO


#: Makes an order of `centro`: its group, its name, its help, what runs it.
OrdenDelCentro = Callable[[Any, str, str, Callable[[Any, Namespace], Salida]], ArgumentParser]


def en_json(datos: Mapping[str, Any]) -> str:
    """One line of JSON; amounts are strings, `"1234.50"`."""
    return json.dumps(datos, ensure_ascii=False, default=_valor)


def _valor(valor: object) -> str:
    if isinstance(valor, Dinero):
        return valor.texto()
    raise TypeError(f"{type(valor).__name__} has no JSON form")


def tabla(encabezados: Sequence[str], filas: Sequence[Sequence[object]]) -> str:
    """Columns aligned for a terminal: amounts to the right, the rest to the left."""
    celdas = [[str(c) for c in fila] for fila in (encabezados, *filas)]
    anchos = [max(len(fila[i]) for fila in celdas) for i in range(len(encabezados))]
    derechas = [bool(filas) and all(isinstance(f[i], (Dinero, int)) for f in filas) for i in range(len(encabezados))]
    lineas = []
    for fila in celdas:
        partes = [c.rjust(a) if d else c.ljust(a) for c, a, d in zip(fila, anchos, derechas, strict=True)]
        lineas.append("  ".join(partes).rstrip())
    return "\n".join(lineas)
