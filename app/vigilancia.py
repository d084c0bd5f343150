"""What a round leaves to be looked at: at the caja, how both sides stand; at the centre, how this caja says it is."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime

from app import VERSION
from app.errors import EquipoError
from app.ports import UnitOfWork
from app.puertos_centro import CentroRemoto, EstadoRemoto, IncidenciaRemota, Saludo
from app.ronda import Medios

#: Notes of the caja's file.
COTEJO, DESFASE, ABIERTAS = "cotejo", "desfase", "abiertas"


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
    """Keep what is open at the centre and concerns this caja, so that it can be read without the network."""
    abiertas = json.dumps([asdict(i) for i in centro.incidencias()], ensure_ascii=False)
    with medios.leer() as uow:
        antes = uow.sincronia.nota(ABIERTAS)
    if antes != abiertas:
        with medios.escribir() as ctx, ctx.uow() as uow:
            uow.sincronia.anotar(ABIERTAS, abiertas)
            uow.commit()


def leer_incidencias(uow: UnitOfWork) -> tuple[IncidenciaRemota, ...]:
    """What was open at the last whole round, but for what was resolved here since."""
    resueltas = uow.sincronia.resueltas()
    dichas = (IncidenciaRemota(**campos) for campos in json.loads(uow.sincronia.nota(ABIERTAS) or "[]"))
    return tuple(i for i in dichas if i.id not in resueltas)


def saludar(medios: Medios, centro: CentroRemoto, aviso: str) -> None:
    """Tell the centre how this caja is; of a round that went well nothing depends on it."""
    with medios.leer() as uow:
        ultima, faltan = uow.sincronia.epocas()[-1], uow.sincronia.pendientes()
    with suppress(EquipoError):
        centro.saludar(Saludo(ultima.epoca, ultima.seq, faltan, VERSION, aviso, medios.ahora()))
