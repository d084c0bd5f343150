"""What the Ayuntamiento must cover for some days (Loreto, Reglamento 2025, Art. 159): by program, article and month.

Of the recibos de subsidio issued in those days, less what was taken back of them since, and how many nobody has signed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.dinero import CERO, Dinero, suma
from app.domain.reporte.reporte import Filtro, SelloReporte
from app.domain.subsidio.subsidio import Subsidio


@dataclass(frozen=True, slots=True)
class SumaSubsidio:
    """A program, by one article, in one month of the service.

    Attributes:
        periodo: `AAAA-MM`.
        recibos: how many name that month.
        otorgado, revertido: above zero; what is to be covered is the difference.
    """

    programa: str
    fundamento: str
    periodo: str
    recibos: int = 0
    otorgado: Dinero = CERO
    revertido: Dinero = CERO

    @property
    def neto(self) -> Dinero:
        """To be covered."""
        return self.otorgado - self.revertido


@dataclass(frozen=True, slots=True)
class ReporteSubsidios:
    """The subsidies of some days at one caja.

    Attributes:
        centro, caja: where it is; the centro's other cajas are not in it.
        estados: (estado, how many recibos), of those there are any.
        sin_importe: how many say of some month that nobody can tell its amount; it is in no sum.
    """

    filtro: Filtro
    centro: str
    caja: str
    sumas: tuple[SumaSubsidio, ...]
    estados: tuple[tuple[str, int], ...]
    sello: SelloReporte
    sin_importe: int = 0

    @property
    def neto(self) -> Dinero:
        """All that is to be covered."""
        return suma(s.neto for s in self.sumas)


@dataclass(frozen=True, slots=True)
class EnSuCentro:
    """A recibo de subsidio with the centro de cobranza and the caja that issued it."""

    centro: str
    caja: str
    subsidio: Subsidio


@dataclass(frozen=True, slots=True)
class SubsidiosDeCentro:
    """The subsidies of some days at one centro, of all its cajas; as in `ReporteSubsidios`."""

    centro: str
    cajas: tuple[str, ...]
    sumas: tuple[SumaSubsidio, ...]
    estados: tuple[tuple[str, int], ...]
    sin_importe: int

    @property
    def neto(self) -> Dinero:
        """All that is to be covered."""
        return suma(s.neto for s in self.sumas)


def por_centro(leidos: Iterable[EnSuCentro]) -> tuple[SubsidiosDeCentro, ...]:
    """Each centro by its name, with what its cajas issued (Loreto, Reglamento 2025, Art. 159)."""
    grupos: dict[str, list[EnSuCentro]] = {}
    for leido in leidos:
        grupos.setdefault(leido.centro, []).append(leido)
    return tuple(_de_centro(centro, grupos[centro]) for centro in sorted(grupos, key=str.casefold))


def _de_centro(centro: str, suyos: list[EnSuCentro]) -> SubsidiosDeCentro:
    subsidios = [x.subsidio for x in suyos]
    cajas = tuple(dict.fromkeys(x.caja for x in suyos))
    return SubsidiosDeCentro(centro, cajas, sumar(subsidios), contar(subsidios), contar_sin_importe(subsidios))


def sumar(subsidios: Iterable[Subsidio]) -> tuple[SumaSubsidio, ...]:
    """Added up by program, article and month, in that order."""
    sumas: dict[tuple[str, str, str], SumaSubsidio] = {}
    for s in subsidios:
        recibo = s.recibo
        llaves = {p: (recibo.programa, recibo.fundamento, p.texto()) for p, _ in recibo.periodos}
        for periodo, importe in recibo.periodos:
            antes = sumas.get(llaves[periodo], SumaSubsidio(*llaves[periodo]))
            sumas[llaves[periodo]] = SumaSubsidio(
                *llaves[periodo], antes.recibos + 1, antes.otorgado + importe, antes.revertido
            )
        for periodo, importe in (linea for r in s.reversos for linea in r.periodos):
            antes = sumas[llaves[periodo]]
            sumas[llaves[periodo]] = SumaSubsidio(
                *llaves[periodo], antes.recibos, antes.otorgado, antes.revertido + importe
            )
    return tuple(sumas[llave] for llave in sorted(sumas))


def contar_sin_importe(subsidios: Iterable[Subsidio]) -> int:
    """How many that stand have a month whose amount nobody can tell."""
    return sum(s.estado != "revertido" and not all(i for _, i in s.recibo.periodos) for s in subsidios)


def contar(subsidios: Iterable[Subsidio]) -> tuple[tuple[str, int], ...]:
    """How many recibos are in each estado."""
    cuentas: dict[str, int] = {}
    for s in subsidios:
        cuentas[s.estado] = cuentas.get(s.estado, 0) + 1
    return tuple(sorted(cuentas.items()))
