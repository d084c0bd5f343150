"""Bring back from the centre the asientos of a caja that its file does not have, as they are.

Each batch is checked, appended and committed by itself: cut anywhere, the next time goes on after the last one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from app.centro.ronda import Escribir
from app.domain.caja import Caja
from app.domain.centro.linaje import Avance, Tramo, is_prefijo, linaje
from app.domain.centro.recepcion import Comprobar, Cursor, Veredicto, juzgar
from app.domain.diario.asiento import GENESIS, Asiento
from app.errors import IntegridadError
from app.ports import UnitOfWork
from app.ports.centro import CentroRemoto, EstadoRemoto

#: Asientos brought at a time.
LOTE = 500
#: Told while it goes: asientos brought so far, and how many there are to bring.
Progreso = Callable[[int, int], None]


def sin_avisar(hechos: int, total: int) -> None:
    """For whoever shows no progress."""


def linea_de(centro: CentroRemoto, estado: EstadoRemoto) -> tuple[Tramo, ...]:
    """What the diario of this caja is made of, as the centre has it."""
    return linaje(centro.primeros(), {epoca: cursor.seq for epoca, cursor in estado.cursores.items()})


def exigir_prefijo(uow: UnitOfWork, tramos: Sequence[Tramo]) -> None:
    """Refuse to bring anything into a file that holds what the centre's line does not.

    Raises:
        IntegridadError: `archivo_ajeno`.
    """
    hay = [Avance(propia.epoca, propia.seq) for propia in uow.sincronia.epocas()]
    if not is_prefijo(hay, tramos):
        raise IntegridadError(
            "archivo_ajeno",
            "Este archivo tiene asientos que no son los del centro: no se le puede agregar nada. Pida al centro un "
            "enlace nuevo para esta caja y ábralo aquí.",
        )


def traer(
    caja: Caja,
    centro: CentroRemoto,
    tramos: Sequence[Tramo],
    leer: Callable[[], UnitOfWork],
    escribir: Escribir,
    comprobar: Comprobar,
    progreso: Progreso,
) -> int:
    """Append what is missing of that line, in order; how many asientos.

    Raises:
        IntegridadError: `diario_incompleto`, or `diario_alterado`: what the centre gave is not what the caja signed;
            nothing of that batch is kept.
        EquipoError: the centre cannot be reached, or the disk; what was brought stays.
    """
    with leer() as uow:
        hay = {propia.epoca: propia.seq for propia in uow.sincronia.epocas()}
        propias = uow.sincronia.epocas()
    cabeza = propias[-1].cabeza if propias else GENESIS
    total, hechos = sum(t.hasta - hay.get(t.epoca, 0) for t in tramos), 0
    for tramo in tramos:
        cursor = Cursor(tramo.epoca, hay.get(tramo.epoca, 0), cabeza, tramo.publica)
        while cursor.seq < tramo.hasta:
            lote = centro.diario(tramo.epoca, cursor.seq + 1, min(LOTE, tramo.hasta - cursor.seq))
            cursor = _revisar(caja, cursor, lote, comprobar)
            with escribir() as ctx, ctx.uow() as uow:
                uow.diario.agregar(lote)
                uow.commit()
            hechos += len(lote)
            cabeza = cursor.cabeza
            progreso(hechos, total)
    return hechos


def _revisar(caja: Caja, cursor: Cursor, lote: Sequence[Asiento], comprobar: Comprobar) -> Cursor:
    if not lote:
        raise IntegridadError(
            "diario_incompleto", "El centro no tiene completo el diario de esta caja. Avise a quien lo administra."
        )
    for asiento in lote:
        suyo = (asiento.organismo, asiento.caja, asiento.epoca) == (caja.organismo, caja.numero, cursor.epoca)
        if not suyo or juzgar(cursor, asiento, None, comprobar) is not Veredicto.APLICAR:
            raise IntegridadError(
                "diario_alterado",
                f"El asiento {asiento.seq} que dio el centro no es el que firmó esta caja: no se trajo. Avise a "
                "sistemas.",
            )
        cursor = cursor.seguir(asiento)
    return cursor


def exigir_cabezas(uow: UnitOfWork, tramos: Sequence[Tramo], cabezas: Mapping[str, bytes]) -> None:
    """The file ends where the centre signed that it ends.

    Args:
        cabezas: hash of the last asiento of each epoca, under the centre's signature.

    Raises:
        IntegridadError: `diario_alterado`.
    """
    ultimo = tramos[-1]
    if uow.sincronia.hash_de(ultimo.epoca, ultimo.hasta) != cabezas.get(ultimo.epoca):
        raise IntegridadError(
            "diario_alterado", "Lo que dio el centro no llega a la cabeza que él mismo firmó. Avise a sistemas."
        )
