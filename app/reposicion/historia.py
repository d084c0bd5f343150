"""This file against what its centre has of the same caja: the same one, an earlier copy, or another one's."""

from __future__ import annotations

from app.centro.alto import ATRASADO, BIFURCADO, CLONADO, SIN_ALTO, Alto
from app.ports import UnitOfWork
from app.ports.centro import EstadoRemoto


def comparar(uow: UnitOfWork, estado: EstadoRemoto) -> Alto:
    """Why this file is not the caja that the centre knows; nothing when it is.

    A file that has just begun a new epoca is what its supervisor says, whatever the centre has of earlier ones: those
    stand as they are. In all of them the same seq is the same asiento, or there are two histories.
    """
    propias = uow.sincronia.epocas()
    actual = propias[-1]
    for cursor in estado.cursores.values():
        suyo = uow.sincronia.hash_de(cursor.epoca, cursor.seq)
        if suyo is not None and suyo != cursor.cabeza:
            return Alto(
                BIFURCADO,
                f"El asiento {cursor.seq} de esta caja no es el que tiene el centro: hay dos copias de ella cobrando. "
                "Deje de cobrar en esta PC. Si la buena es la otra, apague esta; si es esta, pida al centro un enlace "
                "nuevo y ábralo aquí: lo que cobró se conserva aparte.",
            )
    suyos = estado.cursores.get(actual.epoca)
    if suyos is None:
        return SIN_ALTO
    if suyos.seq > actual.seq:
        return Alto(
            ATRASADO,
            f"El centro tiene hasta el asiento {suyos.seq} de esta caja y este archivo llega al {actual.seq}: es una "
            "copia anterior. No se cobra con él hasta que un supervisor traiga lo que falta.",
        )
    orden = list(estado.cursores)
    if orden[-1] != actual.epoca and orden.index(actual.epoca) < len(orden) - 1:
        return Alto(
            CLONADO,
            "Otra PC siguió cobrando como esta caja, con folios de otra serie. No cobre en esta: apáguela; o, si esta "
            "va a ser la caja, pida al centro un enlace nuevo y ábralo aquí.",
        )
    return SIN_ALTO
