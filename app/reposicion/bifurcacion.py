"""What a cloned file took on its own is left with the centre, which sets it aside: nothing of it is lost."""

from __future__ import annotations

from collections.abc import Callable

from app.centro.ronda import Medios
from app.ports import UnitOfWork
from app.ports.centro import CentroRemoto, EpocaPropia, EstadoRemoto

#: Asientos sent at a time.
_LOTE = 500
#: Note: head of the other history that the centre was shown.
_MOSTRADO = "bifurcado"


def mostrar_bifurcados(medios: Medios, centro: CentroRemoto, estado: EstadoRemoto) -> int:
    """Send what this file has and the centre's history does not; how many asientos, none if it was done before."""
    with medios.leer() as uow:
        propias = uow.sincronia.epocas()
        cabeza = propias[-1].cabeza.hex()
        if uow.sincronia.nota(_MOSTRADO) == cabeza:
            return 0
        distintas = [n for n, propia in enumerate(propias) if _is_otra(uow, propia, estado)]
        desde = _primero(uow, centro, propias[distintas[0]], estado)
    enviados = 0
    for propia in propias[distintas[0] :]:
        while desde <= propia.seq:
            with medios.leer() as uow:
                asientos = uow.sincronia.asientos(propia.epoca, desde, _LOTE)
            centro.enviar(asientos, medios.ahora())
            enviados += len(asientos)
            desde += len(asientos)
        desde = 1
    with medios.escribir() as ctx, ctx.uow() as uow:
        uow.sincronia.anotar(_MOSTRADO, cabeza)
        uow.commit()
    return enviados


def _is_otra(uow: UnitOfWork, propia: EpocaPropia, estado: EstadoRemoto) -> bool:
    cursor = estado.cursores.get(propia.epoca)
    if cursor is None:
        return False
    suyo = uow.sincronia.hash_de(propia.epoca, cursor.seq)
    return suyo is not None and suyo != cursor.cabeza


def _primero(uow: UnitOfWork, centro: CentroRemoto, propia: EpocaPropia, estado: EstadoRemoto) -> int:
    def propio(seq: int) -> bytes | None:
        return uow.sincronia.hash_de(propia.epoca, seq)

    def suyo(seq: int) -> bytes:
        (asiento,) = centro.diario(propia.epoca, seq, 1)
        return asiento.hash

    return primero_distinto(propio, suyo, estado.cursores[propia.epoca].seq)


def primero_distinto(propio: Callable[[int], bytes | None], suyo: Callable[[int], bytes], distinto: int) -> int:
    """The first seq whose hash differs, up to one that does: each stands on all before it, so halves are enough."""
    igual = 0
    while distinto - igual > 1:
        medio = (igual + distinto) // 2
        igual, distinto = (medio, distinto) if propio(medio) == suyo(medio) else (igual, medio)
    return distinto
