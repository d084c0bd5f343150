"""What paying late costs on a day: recargos of each recibo, and the cargo por mora of an episode of arrears."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from app.domain.cuenta import ACCESORIOS
from app.domain.deuda.aplicado import Aplicado, primer_dia
from app.domain.deuda.recargo import TasaRecargo, causar
from app.domain.deuda.saldo import Saldo
from app.domain.dinero import CERO, Dinero, suma
from app.domain.pago.pago import Aplicacion
from app.domain.periodo import sumar_meses


@dataclass(frozen=True, slots=True)
class ReglaMora:
    """Cargo administrativo por mora: amount, its IVA, and in which month past due it appears (2 = the second)."""

    importe: Dinero
    iva: Dinero
    meses: int
    fundamento: str


#: The rule at the prices of a day; None where no tariff is in force to price it.
ReglaDelDia = Callable[[date], ReglaMora | None]
_MORA = ("mora", "iva_mora")


def causar_mora(
    saldos: Sequence[Saldo], hechos: Sequence[Aplicado], regla_del: ReglaDelDia, fecha: date
) -> tuple[Aplicacion, ...]:
    """Once per cuenta and episode of arrears, from the second month past due of its oldest unpaid recibo.

    An abono may pay part of it: the rest is still due, at the price of the day on which it was first charged.
    """
    vencidos = [s.recibo for s in saldos if s.is_vencido(fecha)]
    if not vencidos:
        return ()
    viejo = min(vencidos, key=lambda r: r.vence)
    inicio = _inicio_de_episodio(saldos, viejo.vence)
    pagos = [h for h in hechos if h.clave in _MORA and h.fecha > inicio]
    regla = regla_del(primer_dia(pagos, fecha))
    if regla is None or fecha <= sumar_meses(viejo.vence, regla.meses - 1):
        return ()
    if any(c.clave == "mora" and c.importe for s in saldos if s.recibo.vence >= inicio for c in s.recibo.cargos):
        return ()
    detalle = f"visita de cobranza, segundo mes de vencimiento de {viejo.periodo}"
    lineas = (
        Aplicacion(viejo.periodo, "mora", regla.importe, detalle, regla.fundamento),
        Aplicacion(viejo.periodo, "iva_mora", regla.iva, "IVA del cargo por mora", regla.fundamento),
    )
    restos = (replace(a, importe=a.importe - suma(h.importe for h in pagos if h.clave == a.clave)) for a in lineas)
    return tuple(a for a in restos if a.importe > CERO)


def _inicio_de_episodio(saldos: Sequence[Saldo], inicio: date) -> date:
    """The vencimiento with which the present arrears began: a recibo paid late, after `inicio`, moves it back."""
    for saldo in reversed(saldos):
        if saldo.liquidado is not None and saldo.recibo.vence < inicio < saldo.liquidado:
            inicio = saldo.recibo.vence
    return inicio


def causar_recargos(
    saldos: Sequence[Saldo], hechos: Mapping[str, Sequence[Aplicado]], tasas: Sequence[TasaRecargo], fecha: date
) -> tuple[Aplicacion, ...]:
    """Of each recibo past due, what has accrued less what it bills and what was already charged here."""
    lineas = []
    for saldo in saldos if tasas else ():
        recibo = saldo.recibo
        pagos = [h for h in hechos.get(recibo.periodo.texto(), ()) if h.clave not in ACCESORIOS]
        if recibo.vence >= fecha or not (saldo.total or pagos):
            continue
        causado = causar(tasas, recibo.vence, fecha, partial(_principal_en, saldo, pagos))
        ya = suma(c.importe for c in recibo.cargos if c.clave == "recargos") + saldo.recargos_cobrados
        if causado.importe > ya:
            detalle = f"{causado.detalle}, menos {ya} ya en el recibo o pagado" if ya else causado.detalle
            debido = causado.importe - ya
            lineas.append(Aplicacion(recibo.periodo, "recargos", debido, detalle, causado.fundamento))
    return tuple(lineas)


def _principal_en(saldo: Saldo, pagos: Sequence[Aplicado], dia: date) -> Dinero:
    """What was left of a recibo's principal at the end of a day: what is left now, and what was paid after it.

    What the billing system had received, of which no payment here tells the day, counts as paid on time.
    """
    queda = suma(c.importe for c in saldo.cargos if c.clave not in ACCESORIOS) - saldo.exceso
    facturado = suma(c.importe for c in saldo.recibo.cargos if c.clave not in ACCESORIOS)
    return min(facturado, max(CERO, queda + suma(h.importe for h in pagos if h.fecha > dia)))
