"""Cortes Z read back from the diario, and how the money of the open turno came in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.caja import corte_x, is_ciego
from app.context import Contexto
from app.domain.asiento import Asiento
from app.domain.corte import Corte, Totales, Turno
from app.domain.dinero import CERO, Dinero
from app.errors import NegocioError
from app.ports import UnitOfWork

_FOLIO_Z = re.compile(r"Z-(\d{1,9})", re.ASCII)


def folio_de_corte(numero: int) -> str:
    """By what name the paper of a corte Z is known: `Z-12`."""
    return f"Z-{numero}"


def corte_de_folio(uow: UnitOfWork, folio: str) -> Corte:
    """The corte Z of a paper, as its asiento stored it.

    Raises:
        NegocioError: `folio_desconocido`.
    """
    leido = _FOLIO_Z.fullmatch(folio)
    hallado = uow.turnos.corte(int(leido[1])) if leido else None
    if hallado is None:
        raise NegocioError("folio_desconocido", f"No hay ningún corte con el folio {folio}.")
    return _corte_de(*hallado)


def _corte_de(asiento: Asiento, turno: Turno) -> Corte:
    d = asiento.datos()
    return Corte(
        clase="Z",
        numero=d["corte"],
        turno=d["turno"],
        caja=asiento.caja,
        cajero=d["cajero"],
        abierto=turno.abierto,
        momento=datetime.fromisoformat(d["momento"]),
        fondo=Dinero(d["fondo"]),
        medios=_totales(d["medios"]),
        conceptos=_totales(d["conceptos"]),
        programas=_totales(d["programas"]),
        pagos=d["pagos"],
        cancelados=(),
        entradas=Dinero(d["entradas"]),
        retiros=Dinero(d["retiros"]),
        folio_inicial=d["folio_inicial"],
        folio_final=d["folio_final"],
        esperado=Dinero(d["esperado"]),
        contado=Dinero(d["contado"]),
        diferencia=Dinero(d["diferencia"]),
    )


def _totales(leidos: dict[str, int]) -> Totales:
    return tuple((clave, Dinero(importe)) for clave, importe in leidos.items())


@dataclass(frozen=True, slots=True)
class CobroDelTurno:
    """What the screens of a turno need of one payment."""

    momento: datetime
    total: Dinero
    medios: tuple[str, ...]

    @classmethod
    def from_asiento(cls, asiento: Asiento) -> CobroDelTurno:
        """Of a `pago` asiento."""
        d: dict[str, Any] = asiento.datos()
        medios = tuple(dict.fromkeys(m["medio"] for m in d["medios"]))
        return cls(datetime.fromisoformat(d["momento"]), Dinero(d["total"]), medios)


@dataclass(frozen=True, slots=True)
class PorMedio:
    """One medio of a turno; `importe` is None where the reader must not see it before the count."""

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
    """The open turno as its screen shows it.

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
    cobros = [CobroDelTurno.from_asiento(asiento) for asiento in asientos]
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
