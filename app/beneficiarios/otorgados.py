"""The benefits that a cuenta holds, wherever they were granted: by an import, at this caja or at another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from app.context import Contexto
from app.domain.beneficio.otorgamiento import DIAS_PARA_RENOVAR, con_cambios
from app.domain.beneficio.programa import Programa
from app.domain.cuenta import MOTIVOS_DE_RETIRO, Beneficio, Cuenta
from app.domain.perfil import Perfil
from app.errors import NegocioError
from app.ports import Beneficios, Padron, UnitOfWork


@dataclass(frozen=True, slots=True)
class Registro:
    """Where the grants of an organismo are known, at a caja or at the centre.

    Attributes:
        padron: what was imported, and what came down of other cajas.
        asentados: what the diario at hand has: a caja's own, or those of all of them.
    """

    perfil: Perfil
    padron: Padron
    asentados: Beneficios

    def beneficios(self, cuenta: str) -> tuple[Beneficio, ...]:
        """Every grant of a cuenta, oldest first, in force or not, with its renewals and its withdrawal."""
        propios = self.asentados.otorgados(cuenta)
        suyos = {b.origen for b in propios}
        # What was granted here comes down too, where a diario of before of this same caja has it.
        dados = (*(b for b in self.padron.beneficios(cuenta) if b.origen not in suyos), *propios)
        cambios = sorted((*self.padron.cambios(cuenta), *self.asentados.cambios(cuenta)), key=lambda c: c.fecha)
        todos = con_cambios(self.perfil, dados, cambios)
        return tuple(sorted(todos, key=lambda b: b.desde))

    def beneficiarios(self) -> tuple[tuple[str, str], ...]:
        """(cuenta, name) of whoever holds or held one."""
        return (*self.padron.beneficiarios(), *self.asentados.beneficiarios())


def registro_de(ctx: Contexto, uow: UnitOfWork) -> Registro:
    """The grants that this caja knows."""
    return Registro(ctx.perfil, ctx.padron, uow.beneficios)


def leer_beneficios(ctx: Contexto, uow: UnitOfWork, cuenta: str) -> tuple[Beneficio, ...]:
    """Every grant of a cuenta, oldest first, in force or not, with its renewals and its withdrawal."""
    return registro_de(ctx, uow).beneficios(cuenta)


def exigir_cuenta(ctx: Contexto, numero: str) -> Cuenta:
    """The cuenta of that number.

    Raises:
        NegocioError: `cuenta_desconocida`.
    """
    cuenta = ctx.padron.cuenta(numero)
    if cuenta is None:
        raise NegocioError("cuenta_desconocida", f"No hay ninguna cuenta {numero[:30]}.")
    return cuenta


def ref_de(beneficio: Beneficio) -> str:
    """By which name the diario calls a grant: the ref of its asiento, or the `lote:<sha>` that brought it."""
    return beneficio.origen.removeprefix("asiento:")


def nombrar(beneficio: Beneficio) -> dict[str, str]:
    """What a later asiento says to name a grant; programa and first day tell those of one lote apart."""
    return {
        "beneficio": ref_de(beneficio),
        "cuenta": beneficio.cuenta,
        "programa": beneficio.programa,
        "desde": beneficio.desde.isoformat(),
    }


def elegir(beneficios: Iterable[Beneficio], programa: Programa, cuenta: str, ref: str = "") -> Beneficio:
    """The grant of a program that stands, the latest of several; or the one of that `ref`.

    Raises:
        NegocioError: `beneficio_desconocido`, the cuenta has none such; `beneficio_retirado`.
    """
    suyos = [b for b in beneficios if b.programa == programa.clave and ref in ("", ref_de(b))]
    if not suyos:
        cual = f" con la referencia {ref[:80]}" if ref else ""
        raise NegocioError("beneficio_desconocido", f"La cuenta {cuenta} no tiene {programa.nombre}{cual}.")
    en_pie = [b for b in suyos if b.retirado is None]
    if not en_pie:
        ultimo = suyos[-1]
        raise NegocioError(
            "beneficio_retirado",
            f"{programa.nombre} de la cuenta {cuenta} ya se retiró, desde el {ultimo.retirado:%d/%m/%Y} "
            f"({MOTIVOS_DE_RETIRO[ultimo.retiro]}).",
        )
    return en_pie[-1]


@dataclass(frozen=True, slots=True)
class Listas:
    """Benefits in force, those that end soon or have ended without a newer one, and those withdrawn."""

    vigentes: tuple[Beneficio, ...]
    por_renovar: tuple[Beneficio, ...]
    retirados: tuple[Beneficio, ...]


def ver_beneficios(ctx: Contexto, cuenta: str = "", dias: int = DIAS_PARA_RENOVAR) -> Listas:
    """The benefits of a cuenta, or of all of them.

    Args:
        dias: those that end within so many days, or ended within so many, are to be renewed.

    Raises:
        NegocioError: `cuenta_desconocida`.
    """
    hoy = ctx.reloj.ahora().date()
    with ctx.uow() as uow:
        if cuenta:
            cuentas = [exigir_cuenta(ctx, cuenta).numero]
        else:
            cuentas = sorted({*ctx.padron.cuentas_con_beneficio(), *uow.beneficios.cuentas()})
        todos = [b for numero in cuentas for b in leer_beneficios(ctx, uow, numero)]
    ultimos = {(b.cuenta, b.programa): b for b in todos}
    cerca = timedelta(days=dias)
    return Listas(
        tuple(b for b in todos if b.is_vigente(hoy)),
        tuple(b for b in ultimos.values() if b.retirado is None and b.hasta and -cerca <= b.hasta - hoy <= cerca),
        tuple(b for b in todos if b.retirado is not None),
    )
