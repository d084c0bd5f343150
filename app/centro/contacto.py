"""How this caja stands with its centre, as its own file remembers it: asked without any network."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from app.centro.alto import SIN_ALTO, Alto, leer_alto
from app.centro.vigilancia import COTEJO, DESFASE, abiertas
from app.context import Contexto
from app.domain.centro.incidencia import Incidencia
from app.domain.dinero import Dinero
from app.ports import UnitOfWork
from app.ports.centro import PorEnviar

#: Seconds between both clocks from which somebody should look at them.
TOLERANCIA_S = 300


@dataclass(frozen=True, slots=True)
class Contacto:
    """How a caja stands with its centre.

    Attributes:
        is_enlazada: it has a centre.
        pendientes: asientos that the centre has not acknowledged.
        ultimo: end of the last whole round, by the machine's clock; None before the first.
        incidencias: open ones that concern this caja, as of then.
        alto: why it appends nothing; empty when it does.
        aviso: what somebody must look at, of the last round; empty when all was well.
        desfase: seconds that this machine's clock was behind the centre's at the last round.
    """

    is_enlazada: bool
    pendientes: int = 0
    ultimo: datetime | None = None
    incidencias: int = 0
    alto: Alto = SIN_ALTO
    aviso: str = ""
    desfase: int = 0

    @property
    def por_enviar(self) -> int | None:
        """Asientos that the centre lacks; None of a caja without a centre."""
        return self.pendientes if self.is_enlazada else None

    @property
    def reloj(self) -> str:
        """What is wrong with the clock, in words; empty within five minutes."""
        if abs(self.desfase) <= TOLERANCIA_S:
            return ""
        minutos = abs(self.desfase) // 60
        cuanto = f"{minutos} min" if minutos < 120 else f"{minutos // 60} h"
        return f"Reloj {'atrasado' if self.desfase > 0 else 'adelantado'} {cuanto}"


@dataclass(frozen=True, slots=True)
class Cotejo:
    """An epoca of this caja on both sides, up to where the centre had it at the last round.

    Attributes:
        alla, aqui: payments, centavos and last folio number; `aqui` is None of an epoca that this file does not hold.
        is_igual: the figures and the hash of the last asiento are the same on both sides.
    """

    epoca: str
    asientos: int
    alla: tuple[int, int, int]
    aqui: tuple[int, int, int] | None
    is_igual: bool


@dataclass(frozen=True, slots=True)
class Enlazada:
    """All that the screen of the centre shows of this caja.

    Attributes:
        centro, generacion: which centre, and since which of its restores.
        por_enviar, cobrado: what the centre lacks, and what the payments in it add up to.
        incidencias: the open ones, and after them those that were settled.
    """

    contacto: Contacto
    centro: str
    generacion: str
    epoca: str
    serie: str
    por_enviar: PorEnviar
    cotejos: tuple[Cotejo, ...]
    incidencias: tuple[Incidencia, ...]

    @property
    def cobrado(self) -> Dinero:
        """The payments that the centre lacks."""
        return Dinero(self.por_enviar.centavos)


def ver_contacto(ctx: Contexto) -> Contacto:
    """How this caja stands with its centre."""
    with ctx.uow() as uow:
        return _contacto(uow)


def ver_enlazada(ctx: Contexto) -> Enlazada | None:
    """Everything about this caja and its centre; None while it has none."""
    with ctx.uow() as uow:
        contacto = _contacto(uow)
        if not contacto.is_enlazada:
            return None
        return Enlazada(
            contacto=contacto,
            centro=uow.sincronia.nota("centro"),
            generacion=uow.sincronia.nota("generacion"),
            epoca=ctx.caja.epoca,
            serie=ctx.caja.serie,
            por_enviar=uow.sincronia.por_enviar(),
            cotejos=_cotejos(uow),
            incidencias=(*abiertas(uow), *(i for i in uow.sincronia.incidencias() if i.resolucion)),
        )


def _contacto(uow: UnitOfWork) -> Contacto:
    notas = uow.sincronia
    if not notas.nota("registro"):
        return Contacto(is_enlazada=False, alto=leer_alto(notas))
    ultimo = notas.nota("contacto")
    return Contacto(
        is_enlazada=True,
        pendientes=notas.pendientes(),
        ultimo=datetime.fromisoformat(ultimo) if ultimo else None,
        incidencias=len(abiertas(uow)),
        alto=leer_alto(notas),
        aviso=notas.nota("aviso"),
        desfase=int(notas.nota(DESFASE) or 0),
    )


def _cotejos(uow: UnitOfWork) -> tuple[Cotejo, ...]:
    cotejos = []
    for dicho in json.loads(uow.sincronia.nota(COTEJO) or "[]"):
        epoca, seq, alla = dicho["epoca"], dicho["seq"], tuple(dicho["cifras"])
        propio = uow.sincronia.hash_de(epoca, seq)
        aqui = None if propio is None else uow.sincronia.cifras(epoca, seq)
        is_igual = aqui == alla and propio is not None and propio.hex() == dicho["cabeza"]
        cotejos.append(Cotejo(epoca, seq, alla, aqui, is_igual))
    return tuple(cotejos)
