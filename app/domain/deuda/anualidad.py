"""The year paid ahead: what it costs, and how it pays each month's recibo as it comes.

Romita, Ley de Ingresos 2020, Art. 45: who pays «por adelantado su servicio anual durante el primer bimestre» has 15 %
off (fr. I), counted as «0 a 10 metros cúbicos mensuales», and «se les irá bonificando su pago conforme al consumo que
vayan teniendo» (fr. II). Pensioners and the like have their 20 % «en el momento del pago anualizado» (fr. III a), and
not the 15 % (fr. III b). It becomes credit at the price before the discount, a share for each month, so that a month's
recibo is paid at its own price and no discount is given twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.domain.beneficio.descuento import descontar
from app.domain.beneficio.programa import SIN_MEDIDA, Descuento, Medida, Programa
from app.domain.cuenta import Cuenta
from app.domain.deuda.adeudo import Adeudo
from app.domain.dinero import Dinero, suma
from app.domain.errores import NegocioError
from app.domain.periodo import MESES, Periodo
from app.domain.tarifa.suministro import Suministro
from app.domain.tarifa.tarifa import Tarifa
from app.domain.tarifa.tarificacion import tarifar

#: A share waits for its recibo until so many months after the year; then it is credit like any other.
MESES_DE_ESPERA = 3


@dataclass(frozen=True, slots=True)
class Adelantado:
    """A month of a cuenta that was paid ahead: its share of the credit, before the discount, and the folio."""

    periodo: Periodo
    importe: Dinero
    folio: str


@dataclass(frozen=True, slots=True)
class Anualidad:
    """A year paid ahead: each month's price before the discount, and one discount for all of them (None for none).

    `quitado` is what of the discount is each month's, above zero.
    """

    ejercicio: int
    meses: tuple[tuple[Periodo, Dinero], ...]
    descuento: Descuento | None
    m3: int
    quitado: tuple[tuple[Periodo, Dinero], ...] = ()

    @property
    def importe(self) -> Dinero:
        """Before the discount: what becomes credit."""
        return suma(importe for _, importe in self.meses)

    @property
    def detalle(self) -> str:
        """`pago anual 2020: 10 m³ al mes, de febrero a diciembre`."""
        nombres = [MESES[periodo.mes - 1] for periodo, _ in self.meses]
        cuales = nombres[0] if len(nombres) == 1 else f"de {nombres[0]} a {nombres[-1]}"
        return f"pago anual {self.ejercicio}: {self.m3} m³ al mes, {cuales}"


def meses_por_pagar(adeudo: Adeudo) -> tuple[Periodo, ...]:
    """Months of this year that are not billed and paid already.

    Raises:
        NegocioError: `anual_con_adeudo`, something is owed besides recibos of this year that are not past due.
    """
    ejercicio = adeudo.fecha.year
    del_ejercicio = [s for s in adeudo.saldos if s.recibo.periodo.ejercicio == ejercicio and s.recibo.is_del_mes]
    por_vencer = suma(s.total for s in del_ejercicio if not s.is_vencido(adeudo.fecha))
    if adeudo.total != por_vencer:
        raise NegocioError(
            "anual_con_adeudo", f"Antes del pago anual se paga lo que se debe: {adeudo.total - por_vencer}."
        )
    pagados = {s.recibo.periodo for s in del_ejercicio if not s.total}
    meses = (Periodo(ejercicio, mes) for mes in range(1, 13))
    return tuple(m for m in meses if m not in pagados)


def cotizar_anual(
    anual: Programa,
    cuenta: Cuenta,
    meses: Sequence[Periodo],
    tarifa_de: Callable[[Periodo], Tarifa],
    derecho: tuple[Programa, Medida] | None = None,
) -> Anualidad:
    """What the months of a year cost, each `primeros_m3` of the program at its own price, and what is taken off.

    Args:
        derecho: the benefit that the cuenta holds; its discount is given instead of the year's.

    Raises:
        NegocioError: `anual_sin_importe`; or what `tarifa_de` and `tarifar` raise.
    """
    programa, medida = derecho or (anual, SIN_MEDIDA)
    m3 = anual.primeros_m3 or 0
    partes: list[tuple[Periodo, Dinero]] = []
    quitado: list[tuple[Periodo, Dinero]] = []
    for mes in meses:
        tarifa = tarifa_de(mes)
        suministro = Suministro.from_cuenta(cuenta, Decimal(m3), mes, programas=(programa.clave,))
        conceptos = tarifar(tarifa, suministro)
        partes.append((mes, suma(c.importe for c in conceptos)))
        descuentos = descontar(programa, tarifa, suministro, conceptos, mes, medida)
        if descuentos:
            quitado.append((mes, -suma(d.importe for d in descuentos)))
    if not all(importe for _, importe in partes):
        raise NegocioError("anual_sin_importe", f"{anual.nombre}: la tarifa no cobra consumo a esta toma.")
    detalle = f"{len(partes)} meses de {m3} m³, al precio de cada uno"
    todo = -suma(importe for _, importe in quitado)
    descuento = Descuento(None, programa.clave, "anticipo", todo, detalle, programa.fundamento) if todo else None
    return Anualidad(meses[0].ejercicio, tuple(partes), descuento, m3, tuple(quitado))


def apartados(adelantados: Iterable[Adelantado], adeudo: Adeudo) -> tuple[Adelantado, ...]:
    """The shares that still wait for their month's recibo, or for it to be paid."""
    pagados = {s.recibo.periodo for s in adeudo.saldos if s.recibo.lote and not s.total}
    hoy = Periodo.from_fecha(adeudo.fecha)
    return tuple(
        a
        for a in adelantados
        if a.periodo not in pagados and hoy <= Periodo(a.periodo.ejercicio, 12).mas(MESES_DE_ESPERA)
    )
