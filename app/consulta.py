"""Look a cuenta up: who it is, what it owes today and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from app.context import Contexto
from app.domain.adeudo import Adeudo, Aplicado, ReglaMora, calcular_adeudo
from app.domain.cuenta import Beneficio, Cuenta, Pendiente
from app.domain.dinero import CERO, Dinero, suma
from app.domain.fechas import sumar_meses
from app.domain.perfil import Perfil
from app.domain.periodo import Periodo
from app.domain.precio import precio_servicio
from app.errors import NegocioError
from app.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class EstadoDeCuenta:
    """A cuenta with what it owes and the benefits it holds, in force or not."""

    adeudo: Adeudo
    beneficios: tuple[Beneficio, ...]

    @property
    def cuenta(self) -> Cuenta:
        """Whose it is."""
        return self.adeudo.cuenta


@dataclass(frozen=True, slots=True)
class Encontrada:
    """A row of a search: a cuenta and what it must pay today."""

    cuenta: str
    titular: str
    domicilio: str
    medidor: str
    adeudo: Dinero


def estado_de_cuenta(ctx: Contexto, numero: str) -> EstadoDeCuenta:
    """What a cuenta owes today.

    Raises:
        NegocioError: `cuenta_desconocida`.
    """
    with ctx.uow() as uow:
        return leer_estado(ctx, uow, numero)


def leer_estado(ctx: Contexto, uow: UnitOfWork, numero: str) -> EstadoDeCuenta:
    """What a cuenta owes today, as the caller's unit of work sees it."""
    cuenta = ctx.padron.cuenta(numero)
    if cuenta is None:
        raise NegocioError("cuenta_desconocida", f"No hay ninguna cuenta {numero[:30]}.")
    hechos = uow.pagos.aplicados((cuenta.numero,)).get(cuenta.numero, ())
    favor = uow.pagos.favores((cuenta.numero,)).get(cuenta.numero, CERO)
    return EstadoDeCuenta(_adeudo(ctx, cuenta, hechos, favor), ctx.padron.beneficios(cuenta.numero))


def buscar(ctx: Contexto, texto: str, limite: int = 50) -> tuple[Encontrada, ...]:
    """Cuentas that match what was typed, each with what it must pay today.

    Args:
        texto: number, words of name and address in any order, or meter; without accents if preferred.
        limite: rows at most, 1 to 200.
    """
    hallazgos = ctx.padron.buscar(texto, max(1, min(limite, 200)))
    numeros = tuple(h.cuenta for h in hallazgos)
    if not numeros:
        return ()
    with ctx.uow() as uow:
        hechos = uow.pagos.aplicados(numeros)
    adeudos = _adeudos(ctx, ctx.padron.pendientes(numeros), hechos)
    return tuple(
        Encontrada(
            h.cuenta,
            h.titular,
            ", ".join(t for t in (h.domicilio, h.colonia) if t),
            h.medidor,
            adeudos.get(h.cuenta, CERO),
        )
        for h in hallazgos
    )


def regla_de_mora(perfil: Perfil, fecha: date) -> ReglaMora | None:
    """Cajeme's cargo por mora at that day's price, with its IVA; None while no tariff is in force to price it."""
    if perfil.mora is None or not any(t.rige(Periodo.from_fecha(fecha)) for t in perfil.tarifas):
        return None
    conceptos = precio_servicio(perfil, perfil.mora.servicio, None, None, fecha)
    importe, iva = conceptos[0].importe, suma(c.importe for c in conceptos[1:])
    return ReglaMora(importe, iva, perfil.mora.meses, perfil.mora.fundamento)


def _adeudo(ctx: Contexto, cuenta: Cuenta, hechos: tuple[Aplicado, ...], favor: Dinero) -> Adeudo:
    fecha = ctx.reloj.ahora().date()
    regla = partial(regla_de_mora, ctx.perfil)
    recibos = ctx.padron.recibos(cuenta.numero)
    return calcular_adeudo(cuenta, recibos, hechos, favor, regla, fecha, ctx.perfil.orden_aplicacion)


def _adeudos(
    ctx: Contexto, pendientes: Sequence[Pendiente], hechos: Mapping[str, tuple[Aplicado, ...]]
) -> dict[str, Dinero]:
    """What each cuenta of a list must pay: sums where they are enough, the whole calculation where mora may be due."""
    fecha = ctx.reloj.ahora().date()
    mora = ctx.perfil.mora
    limite = "" if mora is None else sumar_meses(fecha, 1 - mora.meses).isoformat()
    saldos: dict[str, int] = {}
    a_fondo = set(hechos)
    for p in pendientes:
        saldos[p.cuenta] = saldos.get(p.cuenta, 0) + p.saldo
        if p.vence <= limite:
            a_fondo.add(p.cuenta)
    adeudos = {cuenta: Dinero(saldo) for cuenta, saldo in saldos.items()}
    for numero in a_fondo:
        cuenta = ctx.padron.cuenta(numero)
        if cuenta is not None:
            adeudos[numero] = _adeudo(ctx, cuenta, hechos.get(numero, ()), CERO).total
    return adeudos
