"""What a file that is whole does not bring any more: those rows are given up, never deleted at the centre.

A file of which a row could not be read is not taken for whole: what is missing in it may be that very row.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from app.errors import NegocioError
from app.importacion.puertos import Cotejo, Fila

#: Kinds of which a file may be whole.
CLASES = ("cuentas", "recibos", "beneficios")
#: A file that leaves out more than one in so many of what there is was cut, or is another one.
_PARTE = 2
_FILAS = 1_000


def dar_de_baja(cotejo: Cotejo, clase: str, rechazadas: int) -> Iterator[list[Fila]]:
    """The rows to give up, some at a time: the kind, and what names each.

    Raises:
        NegocioError: `archivo_incompleto`, a row was rejected, or too much is missing.
    """
    if rechazadas:
        raise NegocioError(
            "archivo_incompleto",
            f"Se rechazaron {rechazadas} renglones de {clase}: así no se sabe qué falta. Corríjalos, o importe sin "
            "--completo.",
        )
    faltan, hay = cotejo.ausentes(clase)
    if faltan * _PARTE > hay:
        raise NegocioError(
            "archivo_incompleto",
            f"Al archivo de {clase} le faltan {faltan:,} de {hay:,} que hay: no parece completo. Nada se importó.",
        )
    llaves = cotejo.llaves_ausentes(clase)
    while bloque := list(islice(llaves, _FILAS)):
        yield [(clase, *llave, *("" for _ in range(3 - len(llave)))) for llave in bloque]
