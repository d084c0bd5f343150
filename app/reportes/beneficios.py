"""The benefits of some days: what each took off, by which article, on what evidence, and who allowed it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from app.beneficiarios.otorgados import leer_beneficios
from app.context import Contexto
from app.domain.cuenta import Beneficio
from app.domain.reporte.reporte import Filtro, SelloReporte
from app.domain.reporte.reporte_beneficios import BeneficioAplicado, ReporteBeneficios
from app.domain.usuario import Usuario
from app.ports import UnitOfWork
from app.reportes.cobranza import callar, permitido, sello, sin_movimientos
from app.reportes.puertos import Avance


@dataclass(frozen=True, slots=True)
class LecturaDeBeneficios:
    """The benefits as they are read, however many: to be gone through once, before the block ends."""

    filtro: Filtro
    beneficios: Iterator[BeneficioAplicado]
    sello: SelloReporte


@contextmanager
def leer_aplicados(
    ctx: Contexto, filtro: Filtro, quien: Usuario, avance: Avance = callar
) -> Iterator[LecturaDeBeneficios]:
    """The benefits that took something off in those days, and those granted in them, one by one.

    Raises:
        NegocioError: what `app.reportes.cobranza.permitido` raises, or `avance`.
    """
    with ctx.uow() as uow:
        filtro = permitido(ctx, uow, filtro, quien)
        with uow.reportes.vigilar(lambda: avance(0, 1)):
            yield LecturaDeBeneficios(filtro, _leer(ctx, uow, filtro), sello(ctx, uow, quien))
        avance(1, 1)


def ver_beneficios_aplicados(
    ctx: Contexto, filtro: Filtro, quien: Usuario, avance: Avance = callar
) -> ReporteBeneficios:
    """All of them at once.

    Raises:
        NegocioError: the same, or `sin_movimientos`.
    """
    with leer_aplicados(ctx, filtro, quien, avance) as leida:
        beneficios = tuple(leida.beneficios)
    if not beneficios:
        raise sin_movimientos(leida.filtro, "beneficios")
    return ReporteBeneficios(leida.filtro, beneficios, leida.sello)


def _leer(ctx: Contexto, uow: UnitOfWork, filtro: Filtro) -> Iterator[BeneficioAplicado]:
    sin_otorgar = [p.clave for p in ctx.perfil.programas if not p.is_otorgable]
    articulos = {p.clave: p.fundamento for p in ctx.perfil.programas}
    cuenta, suyos = "", tuple[Beneficio, ...]()
    for aplicado in uow.reportes.beneficios(filtro, sin_otorgar):
        if aplicado.cuenta != cuenta:
            cuenta = aplicado.cuenta
            suyos = leer_beneficios(ctx, uow, cuenta)
        fundamento = aplicado.fundamento or articulos.get(aplicado.programa, "")
        yield replace(aplicado, fundamento=fundamento).con_otorgamiento(suyos, filtro.hasta)
