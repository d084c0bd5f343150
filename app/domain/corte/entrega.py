"""What becomes of the money of a corte Z: counted again, handed over to treasury, accepted or sent back.

The figures of the corte stay as they are; each step is a fact of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.dinero import Dinero
from app.domain.errores import NegocioError

#: Where a corte stands after each step; a recount changes nothing of that.
_ESTADOS = {"entregado": "entregado", "aceptado": "aceptado", "rechazado": "rechazado"}
#: In which states a step may be taken.
_DESDE = {
    "recontado": ("cerrado", "entregado", "rechazado"),
    "entregado": ("cerrado", "rechazado"),
    "aceptado": ("entregado",),
    "rechazado": ("entregado",),
}
_ESTORBA = {
    "cerrado": "todavía no se entrega a tesorería",
    "entregado": "ya se entregó y tesorería no ha respondido",
    "aceptado": "tesorería ya lo aceptó y nada de él cambia",
    "rechazado": "tesorería lo rechazó: recuéntelo y entréguelo otra vez",
}


@dataclass(frozen=True, slots=True)
class Paso:
    """One step: `recontado`, `entregado`, `aceptado` or `rechazado`.

    Attributes:
        importe: cash recounted, handed over or found.
        piezas: of it, pieces of each denomination (centavos); empty where nobody counted.
        nota: reason of a recount or of a rejection, remark of an acceptance.
        referencia, recibe: bag or slip of a hand-over, and who took it.
        documentos: (medio, how many, importe) of the papers that go with it.
    """

    clase: str
    importe: Dinero
    quien: str
    momento: datetime
    piezas: tuple[tuple[int, int], ...] = ()
    nota: str = ""
    referencia: str = ""
    recibe: str = ""
    documentos: tuple[tuple[str, int, Dinero], ...] = ()


def estado_de(pasos: Sequence[Paso]) -> str:
    """Where the money of a corte stands: cerrado, entregado, aceptado or rechazado."""
    return estado_tras([paso.clase for paso in pasos])


def estado_tras(clases: Iterable[str]) -> str:
    """The same, of the kinds of its steps in order."""
    estado = "cerrado"
    for clase in clases:
        estado = _ESTADOS.get(clase, estado)
    return estado


@dataclass(frozen=True, slots=True)
class CorteEnLista:
    """A corte Z as a list of them shows it, without reading its turno.

    Attributes:
        abierto: when its turno was opened: the day of the corte.
        recontado: cash by the last recount; None where nobody counted again.
        estado: as `estado_de`.
    """

    numero: int
    turno: int
    cajero: str
    abierto: datetime
    esperado: Dinero
    contado: Dinero
    recontado: Dinero | None
    estado: str

    @property
    def diferencia(self) -> Dinero:
        """Cash missing (below zero) or left over by the last count."""
        return (self.contado if self.recontado is None else self.recontado) - self.esperado


def exigir_paso(clase: str, pasos: Sequence[Paso], corte: int) -> None:
    """Refuse a step that does not follow.

    Raises:
        NegocioError: `corte_<state>`, saying where the corte stands.
    """
    estado = estado_de(pasos)
    if estado not in _DESDE[clase]:
        raise NegocioError(f"corte_{estado}", f"El corte Z {corte} {_ESTORBA[estado]}.")
