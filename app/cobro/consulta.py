"""Look a cuenta up: who it is, what it owes today and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from app.beneficiarios.otorgados import leer_beneficios
from app.context import Contexto
from app.domain.cuenta import Beneficio, Cuenta, Pendiente
from app.domain.deuda.adeudo import Adeudo, calcular_adeudo
from app.domain.deuda.anualidad import Adelantado, apartados
from app.domain.deuda.aplicado import Aplicado
from app.domain.deuda.atraso import ReglaMora
from app.domain.deuda.cargo import Cargado, con_cargos, vivos
from app.domain.deuda.condonacion import Condonacion
from app.domain.deuda.recargo import tasa_de
from app.domain.dinero import CERO, Dinero, suma
from app.domain.pago.precio import precio_servicio
from app.domain.perfil import Perfil
from app.domain.periodo import Periodo, sumar_meses
from app.domain.tramite.convenio import Convenio
from app.errors import NegocioError
from app.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class EstadoDeCuenta:
    """A cuenta with what it owes and the benefits it holds, in force or not.

    Attributes:
        cargos: what a caja charged to its recibos and stands, paid or not.
        condonaciones: what was forgiven it; read only by `estado_de_cuenta`.
        adelantados: its months that were paid ahead.
    """

    adeudo: Adeudo
    beneficios: tuple[Beneficio, ...]
    cargos: tuple[Cargado, ...] = ()
    condonaciones: tuple[Condonacion, ...] = ()
    adelantados: tuple[Adelantado, ...] = ()

    @property
    def cuenta(self) -> Cuenta:
        """Whose it is."""
        return self.adeudo.cuenta

    @property
    def apartados(self) -> tuple[Adelantado, ...]:
        """The shares of its credit that wait for the recibo of their month."""
        return apartados(self.adelantados, self.adeudo)


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
        estado = leer_estado(ctx, uow, numero)
        return replace(estado, condonaciones=uow.cargos.condonaciones(estado.cuenta.numero))


def leer_estado(ctx: Contexto, uow: UnitOfWork, numero: str, ademas: Sequence[Aplicado] = ()) -> EstadoDeCuenta:
    """What a cuenta owes today, as the caller's unit of work sees it.

    Args:
        ademas: facts that are about to be appended, to know what would be owed after them.
    """
    cuenta = ctx.padron.cuenta(numero)
    if cuenta is None:
        raise NegocioError("cuenta_desconocida", f"No hay ninguna cuenta {numero[:30]}.")
    hechos = uow.pagos.aplicados((cuenta.numero,)).get(cuenta.numero, ())
    favor = uow.pagos.favores((cuenta.numero,)).get(cuenta.numero, CERO)
    cargados = uow.cargos.de_cuentas((cuenta.numero,)).get(cuenta.numero, ())
    convenios = uow.tramites.convenios((cuenta.numero,)).get(cuenta.numero, ())
    adeudo = _adeudo(ctx, cuenta, (*hechos, *ademas), cargados, favor, convenios)
    adelantados = uow.beneficios.adelantados(cuenta.numero)
    return EstadoDeCuenta(adeudo, leer_beneficios(ctx, uow, cuenta.numero), vivos(cargados), adelantados=adelantados)


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
        hechos, cargados = uow.pagos.aplicados(numeros), uow.cargos.de_cuentas(numeros)
        convenios = uow.tramites.convenios(numeros)
    adeudos = _adeudos(ctx, ctx.padron.pendientes(numeros), hechos, cargados, convenios)
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


def aviso_de_recargos(perfil: Perfil, adeudo: Adeudo) -> str:
    """What to say where something past due would cause recargos and the profile has no rate; empty otherwise."""
    causan = [s for s in adeudo.saldos if s.is_vencido(adeudo.fecha) and s.recibo.periodo not in adeudo.convenidos]
    if not causan or tasa_de(perfil.recargos, Periodo.from_fecha(adeudo.fecha)) is not None:
        return ""
    return "Este organismo no tiene tasa de recargos cargada: no se calculan."


def _adeudo(
    ctx: Contexto,
    cuenta: Cuenta,
    hechos: tuple[Aplicado, ...],
    cargados: tuple[Cargado, ...],
    favor: Dinero,
    convenios: tuple[Convenio, ...],
) -> Adeudo:
    fecha, perfil = ctx.reloj.ahora().date(), ctx.perfil
    regla = partial(regla_de_mora, perfil)
    recibos = con_cargos(cuenta.numero, ctx.padron.recibos(cuenta.numero), cargados)
    orden, tasas = perfil.orden_aplicacion, perfil.recargos
    return calcular_adeudo(cuenta, recibos, hechos, favor, regla, fecha, orden, tasas, convenios)


def _limite_de_atraso(perfil: Perfil, fecha: date) -> date:
    """Last vencimiento whose lateness may cost something on a day."""
    if perfil.recargos:
        return fecha - timedelta(days=1)
    return date.min if perfil.mora is None else sumar_meses(fecha, 1 - perfil.mora.meses)


def _adeudos(
    ctx: Contexto,
    pendientes: Sequence[Pendiente],
    hechos: Mapping[str, tuple[Aplicado, ...]],
    cargados: Mapping[str, tuple[Cargado, ...]],
    convenios: Mapping[str, tuple[Convenio, ...]],
) -> dict[str, Dinero]:
    """What each cuenta of a list must pay: sums where they are enough, the whole calculation where lateness costs."""
    fecha = ctx.reloj.ahora().date()
    limite = _limite_de_atraso(ctx.perfil, fecha).isoformat()
    saldos: dict[str, int] = {}
    a_fondo = set(hechos) | set(cargados)
    for p in pendientes:
        saldos[p.cuenta] = saldos.get(p.cuenta, 0) + p.saldo
        if p.vence <= limite:
            a_fondo.add(p.cuenta)
    adeudos = {cuenta: Dinero(saldo) for cuenta, saldo in saldos.items()}
    for numero in a_fondo:
        cuenta = ctx.padron.cuenta(numero)
        if cuenta is not None:
            suyos = hechos.get(numero, ()), cargados.get(numero, ()), CERO, convenios.get(numero, ())
            adeudos[numero] = _adeudo(ctx, cuenta, *suyos).total
    return adeudos
