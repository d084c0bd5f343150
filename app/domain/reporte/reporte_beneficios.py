"""What programs took off in some days, cuenta by cuenta: by which article, on what evidence, and who allowed it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.cuenta import Beneficio
from app.domain.dinero import CERO, Dinero, suma
from app.domain.reporte.reporte import Filtro, SelloReporte


@dataclass(frozen=True, slots=True)
class BeneficioAplicado:
    """A program and what it took off the payments of a cuenta, less what went back; or one granted and not yet used.

    Attributes:
        cuenta: empty for a program that nobody is granted (pronto pago): all cuentas together.
        descontado: zero or below.
        fundamento: article, as the payments say it.
        documento: number of the evidence; `autorizacion`, of the oficio or resolution.
        quien: clave of the supervisor who granted it; empty for an imported one.
        desde, hasta: its term; `hasta` None while no end is set.
        situacion: on the last day of the report: vigente, vencido, retirado, por_empezar; empty without a grant.
    """

    programa: str
    cuenta: str
    descontado: Dinero
    fundamento: str = ""
    beneficiario: str = ""
    documento: str = ""
    autorizacion: str = ""
    quien: str = ""
    desde: date | None = None
    hasta: date | None = None
    situacion: str = ""

    def con_otorgamiento(self, beneficios: Sequence[Beneficio], dia: date) -> BeneficioAplicado:
        """The same with the grant it rests on: the last of its program that had begun by that day."""
        suyos = [b for b in beneficios if b.programa == self.programa and b.desde <= dia]
        if not suyos:
            return self
        b = suyos[-1]
        return replace(
            self,
            beneficiario=b.beneficiario,
            documento=b.documento,
            autorizacion=b.autorizacion,
            quien=b.quien,
            desde=b.desde,
            hasta=b.hasta,
            situacion=b.situacion(dia),
        )


@dataclass(frozen=True, slots=True)
class SumaDePrograma:
    """A program over all its cuentas."""

    programa: str
    cuentas: int
    descontado: Dinero


@dataclass(frozen=True, slots=True)
class ReporteBeneficios:
    """The benefits of some days, by program and cuenta."""

    filtro: Filtro
    beneficios: tuple[BeneficioAplicado, ...]
    sello: SelloReporte

    @property
    def programas(self) -> tuple[SumaDePrograma, ...]:
        """Each program, the one that took off most first."""
        return por_programa(self.beneficios)

    @property
    def descontado(self) -> Dinero:
        """All that was taken off."""
        return suma(b.descontado for b in self.beneficios)


def por_programa(beneficios: Iterable[BeneficioAplicado]) -> tuple[SumaDePrograma, ...]:
    """Programs added up; one that nobody is granted counts no cuenta."""
    sumas: dict[str, SumaDePrograma] = {}
    for b in beneficios:
        antes = sumas.get(b.programa, SumaDePrograma(b.programa, 0, CERO))
        cuentas = antes.cuentas + (1 if b.cuenta else 0)
        sumas[b.programa] = SumaDePrograma(b.programa, cuentas, antes.descontado + b.descontado)
    return tuple(sorted(sumas.values(), key=lambda s: (s.descontado, s.programa)))
