"""Cortes Z read back from the diario, and how the money of the open turno came in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from app.context import Contexto
from app.domain.corte.corte import Corte, Turno
from app.domain.corte.entrega import CorteEnLista
from app.domain.diario.asiento import Asiento
from app.domain.diario.contenido_corte import corte_de, paso_de
from app.domain.dinero import CERO, Dinero
from app.domain.permisos import puede
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.ports import UnitOfWork
from app.turno.caja import corte_x, is_ciego
from app.turno.cifras import corte_del_turno

_FOLIO_Z = re.compile(r"Z-(\d{1,9})", re.ASCII)


def folio_de_corte(numero: int) -> str:
    """By what name the paper of a corte Z is known: `Z-12`."""
    return f"Z-{numero}"


def is_folio_de_corte(folio: str) -> bool:
    """Whether that names the paper of a corte Z."""
    return _FOLIO_Z.fullmatch(folio) is not None


def corte_de_folio(ctx: Contexto, uow: UnitOfWork, folio: str) -> Corte:
    """The corte Z of a paper, as its asiento stored it.

    Raises:
        NegocioError: `folio_desconocido`.
    """
    leido = _FOLIO_Z.fullmatch(folio)
    corte = leer_corte(ctx, uow, int(leido[1])) if leido else None
    if corte is None:
        raise NegocioError("folio_desconocido", f"No hay ningún corte con el folio {folio}.")
    return corte


def leer_corte(ctx: Contexto, uow: UnitOfWork, numero: int) -> Corte | None:
    """The corte Z of that number, as its asiento stored it, with what became of it; None when there is none.

    What its asiento does not say, or is too old to say, is worked out again from those of its turno.
    """
    hallado = uow.cortes.corte(numero)
    if hallado is None:
        return None
    asiento, turno = hallado
    corte = corte_de(asiento, turno, corte_del_turno(ctx, uow, turno, con_sumas=asiento.v < 2))
    return replace(corte, pasos=tuple(paso_de(a) for a in uow.cortes.pasos(numero)))


def ver_corte(ctx: Contexto, numero: int) -> Corte:
    """A corte Z and what became of it.

    Raises:
        NegocioError: `corte_desconocido`.
    """
    with ctx.uow() as uow:
        return exigir_corte(ctx, uow, numero)


def exigir_corte(ctx: Contexto, uow: UnitOfWork, numero: int) -> Corte:
    """The corte Z of that number.

    Raises:
        NegocioError: `corte_desconocido`.
    """
    corte = leer_corte(ctx, uow, numero)
    if corte is None:
        raise NegocioError("corte_desconocido", f"No hay ningún corte Z con el número {numero}.")
    return corte


def cortes_de_dias(ctx: Contexto, desde: date, hasta: date) -> tuple[Corte, ...]:
    """The cortes Z of the turnos opened on those days, both included, in order.

    Raises:
        NegocioError: `sin_cortes`.
    """
    with ctx.uow() as uow:
        numeros = uow.cortes.numeros(desde, hasta)
        leidos = [corte for n in numeros if (corte := leer_corte(ctx, uow, n)) is not None]
    if not leidos:
        raise NegocioError("sin_cortes", f"No hay ningún corte Z del {desde:%d/%m/%Y} al {hasta:%d/%m/%Y}.")
    return tuple(leidos)


def lista_de_cortes(ctx: Contexto, desde: date, hasta: date) -> tuple[CorteEnLista, ...]:
    """The cortes Z of the turnos opened on those days, and every one that treasury has not accepted; newest first."""
    with ctx.uow() as uow:
        return uow.cortes.lista(desde, hasta)


def is_a_ciegas(ctx: Contexto, usuario: Usuario, corte: CorteEnLista) -> bool:
    """Whether somebody may still count that money and, where counts are blind, must not see the first count before."""
    por_contar = corte.recontado is None and corte.estado != "aceptado" and usuario.clave != corte.cajero
    return is_ciego(ctx) and por_contar and puede(usuario, "recontar")


@dataclass(frozen=True, slots=True)
class CobroDelTurno:
    """What the screens of a turno need of one payment."""

    folio: str
    momento: datetime
    total: Dinero
    medios: tuple[str, ...]

    @classmethod
    def from_asiento(cls, asiento: Asiento) -> CobroDelTurno:
        """Of a `pago` asiento."""
        d: dict[str, Any] = asiento.datos()
        medios = tuple(dict.fromkeys(m["medio"] for m in d["medios"]))
        folio = f"{asiento.caja}{d['folio']['serie']}-{d['folio']['numero']:06d}"
        return cls(folio, datetime.fromisoformat(d["momento"]), Dinero(d["total"]), medios)


@dataclass(frozen=True, slots=True)
class PorMedio:
    """One medio of a turno; `importe` is None where the reader must not see it before the count.

    `cobros` are the payments that stand; `importe` is also less what went back of earlier turnos.
    """

    medio: str
    cobros: int
    importe: Dinero | None


@dataclass(frozen=True, slots=True)
class PorHora:
    """One hour of a turno; `importe` is None where the reader must not see it before the count."""

    hora: int
    cobros: int
    importe: Dinero | None


@dataclass(frozen=True, slots=True)
class Jornada:
    """The open turno as its screen shows it; payments cancelled in it are in no count and no bar.

    Attributes:
        ciego: the cashier counts without seeing what is expected; no amount here lets it be worked out.
    """

    turno: Turno
    corte: Corte
    medios: tuple[PorMedio, ...]
    horas: tuple[PorHora, ...]
    ciego: bool


def ver_jornada(ctx: Contexto) -> Jornada | None:
    """The open turno with its figures; None when there is none. Changes nothing."""
    with ctx.uow() as uow:
        turno = uow.turnos.abierto()
        asientos = uow.turnos.pagos(turno.numero) if turno else ()
    if turno is None:
        return None
    ciego, corte = is_ciego(ctx), corte_x(ctx)
    cancelados = frozenset(corte.cancelados)
    cobros = [c for c in map(CobroDelTurno.from_asiento, asientos) if c.folio not in cancelados]
    return Jornada(turno, corte, _por_medio(corte, cobros), _por_hora(cobros, ciego=ciego), ciego)


def _por_medio(corte: Corte, cobros: Iterable[CobroDelTurno]) -> tuple[PorMedio, ...]:
    veces = Counter(medio for cobro in cobros for medio in cobro.medios)
    importes = dict(corte.medios)
    usuales = ("efectivo", "tarjeta", "cheque", "transferencia")
    otros = tuple(medio for medio in veces if medio not in usuales)
    return tuple(PorMedio(medio, veces[medio], importes.get(medio, _nada(veces[medio]))) for medio in usuales + otros)


def _nada(veces: int) -> Dinero | None:
    """An amount that the corte does not give: hidden when there were payments, otherwise nothing."""
    return None if veces else CERO


def _por_hora(cobros: Iterable[CobroDelTurno], *, ciego: bool) -> tuple[PorHora, ...]:
    veces: Counter[int] = Counter()
    importes: dict[int, Dinero] = {}
    for cobro in cobros:
        hora = cobro.momento.hour
        veces[hora] += 1
        importes[hora] = importes.get(hora, CERO) + cobro.total
    if not veces:
        return ()
    horas = range(min(veces), max(veces) + 1)
    return tuple(PorHora(h, veces[h], None if ciego else importes.get(h, CERO)) for h in horas)
