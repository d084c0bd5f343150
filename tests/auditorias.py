"""An auditor who knows only the asientos, and a diario one of whose asientos says something else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from app.domain.diario.asiento import Asiento, canonico
from app.domain.diario.auditoria import Auditoria

Cambio = Callable[[dict[str, Any]], Any]


def hallazgos_de(diario: Sequence[Asiento]) -> list[str]:
    """What an auditor finds in it."""
    auditoria = Auditoria()
    return [mensaje for a in diario for _, mensaje in auditoria.revisar(a)]


def alterado(diario: Sequence[Asiento], tipo: str, cambio: Cambio, cual: int = 0) -> list[Asiento]:
    """The same with one of its asientos saying something else."""
    elegido = [a for a in diario if a.tipo == tipo][cual]
    datos = elegido.datos()
    cambio(datos)
    return [replace(a, contenido=canonico(datos)) if a is elegido else a for a in diario]
