"""What a round leaves to be looked at: at the caja, how both sides stand; at the centre, how this caja says it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from app import VERSION
from app.centro.ronda import Medios
from app.domain.centro.incidencia import Incidencia
from app.errors import EquipoError, NegocioError
from app.ports import UnitOfWork
from app.ports.centro import CentroRemoto, EstadoRemoto, Saludo

#: Notes of the caja's file.
COTEJO, DESFASE = "cotejo", "desfase"
#: Incidencias that a caja keeps: every one that is open, as good as always, and the last that were settled.
_CUANTAS = 100


def anotar_cotejo(uow: UnitOfWork, estado: EstadoRemoto, ahora: datetime) -> None:
    """Keep what the centre says of each epoca, and how far apart both clocks are, in the caller's unit of work."""
    cifras = [
        {"epoca": c.epoca, "seq": c.seq, "cabeza": c.cabeza.hex(), "cifras": [c.pagos, c.centavos, c.folio]}
        for c in estado.cursores.values()
    ]
    uow.sincronia.anotar("centro", estado.centro)
    uow.sincronia.anotar(COTEJO, json.dumps(cifras))
    uow.sincronia.anotar(DESFASE, str(round((estado.reloj - ahora).total_seconds())))


def anotar_incidencias(medios: Medios, centro: CentroRemoto) -> None:
    """Keep what is open or was settled at the centre and concerns this caja, to be read without the network."""
    dichas = centro.incidencias(_CUANTAS)
    with medios.leer() as uow:
        antes = uow.sincronia.incidencias()
    if antes != dichas:
        with medios.escribir() as ctx, ctx.uow() as uow:
            uow.sincronia.guardar_incidencias(dichas)
            uow.commit()


def abiertas(uow: UnitOfWork) -> tuple[Incidencia, ...]:
    """What was open at the last whole round, but for what was resolved here since."""
    resueltas = uow.sincronia.resueltas()
    return tuple(i for i in uow.sincronia.incidencias() if not i.resolucion and i.id not in resueltas)


@contextmanager
def saludando(medios: Medios, centro: CentroRemoto) -> Iterator[None]:
    """At the end of the block the centre is told how this caja is: what is wrong with it, or that all was well."""
    try:
        yield
    except NegocioError as error:
        _saludar(medios, centro, error.mensaje)
        raise
    with medios.leer() as uow:
        aviso = uow.sincronia.nota("aviso")
    _saludar(medios, centro, aviso)


def _saludar(medios: Medios, centro: CentroRemoto, aviso: str) -> None:
    with medios.leer() as uow:
        ultima, faltan = uow.sincronia.epocas()[-1], uow.sincronia.pendientes()
    # Nothing of a round depends on it.
    with suppress(EquipoError):
        centro.saludar(Saludo(ultima.epoca, ultima.seq, faltan, VERSION, aviso, medios.ahora()))
