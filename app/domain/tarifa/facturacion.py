"""From readings to a recibo: what a cuenta consumed in a month, at the tariff and with the dates of its ruta."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from app.domain.calendario import Calendario, Ciclo
from app.domain.cuenta import CONCEPTOS, Cargo, Recibo
from app.domain.dinero import Dinero, suma
from app.domain.errores import NegocioError
from app.domain.periodo import Periodo
from app.domain.tarifa.medicion import Consumo, Expediente, Omitida, PorRevisar, ReglaLectura, lectura_de, medir
from app.domain.tarifa.suministro import ConsumoPrevio, Suministro
from app.domain.tarifa.tarifa import Tarifa
from app.domain.tarifa.tarificacion import Concepto, m3_facturados, tarifar

#: Refusals of the month and not of a cuenta: no recibo at all can be made.
_DEL_MES = ("tarifa_no_vigente", "inpc_faltante", "tarifa_sin_precios")
_SIN_SIGNOS = str.maketrans("", "", "-./")


@dataclass(frozen=True, slots=True)
class ReglaFacturacion:
    """How an organismo bills: its calendar, and what it believes of a reading."""

    calendario: Calendario
    lectura: ReglaLectura


@dataclass(frozen=True, slots=True)
class Facturado:
    """A new recibo with the readings it goes from and to, in litres."""

    recibo: Recibo
    anterior: int | None
    actual: int | None


#: m³ billed of a supply, and what they cost, gross.
Tarificador = Callable[[Suministro], tuple[Decimal, tuple[Cargo, ...]]]
#: The dates of a recibo, by ruta and the day of its reading if it is known.
CicloDe = Callable[[str, date | None], Ciclo]


def tarificador(tarifa: Tarifa) -> Tarificador:
    """Bills by a tariff; what thousands of tomas have in common is worked out once."""

    @lru_cache(maxsize=50_000)
    def hacer(suministro: Suministro) -> tuple[Decimal, tuple[Cargo, ...]]:
        return Decimal(m3_facturados(tarifa, suministro)), cargos_de(tarifar(tarifa, suministro))

    return hacer


def facturar_cuenta(
    expediente: Expediente, periodo: Periodo, regla: ReglaLectura, tarificar: Tarificador, ciclo: CicloDe
) -> Facturado | PorRevisar | Omitida:
    """The recibo of a cuenta for a month, or why there is none.

    Raises:
        NegocioError: `tarifa_no_vigente`, `inpc_faltante`: there is no price of that month for anybody.
    """
    consumo = medir(expediente, periodo, regla)
    if not isinstance(consumo, Consumo):
        return consumo
    try:
        m3, cargos = tarificar(suministro_de(expediente, consumo, periodo))
    except NegocioError as error:
        if error.clave in _DEL_MES:
            raise
        return PorRevisar(expediente.cuenta, error.clave, error.mensaje, m3=consumo.m3)
    lectura = lectura_de(expediente, periodo)
    leida = date.fromisoformat(lectura.fecha) if consumo.actual is not None and lectura and lectura.fecha else None
    cuenta, fechas = expediente.cuenta, ciclo(expediente.cuenta.ruta, leida)
    recibo = Recibo(
        cuenta=cuenta.numero,
        periodo=periodo,
        vence=fechas.vence,
        m3=m3,
        cargos=cargos,
        emitido=fechas.emision,
        referencia=codigo_de_recibo(cuenta.numero, periodo),
    )
    return Facturado(recibo, consumo.anterior, consumo.actual)


def suministro_de(expediente: Expediente, consumo: Consumo, periodo: Periodo) -> Suministro:
    """What a cuenta received in a month, as the tariff asks for it.

    A supply that is not measured brings the cuenta's own months, for a tariff that goes by them; a measured one leaves
    them out, so that equal supplies are equal values.
    """
    medido = Suministro.from_cuenta(expediente.cuenta, Decimal(consumo.m3), periodo, programas=expediente.programas)
    if consumo.con_medidor:
        return medido
    antes = [mes for mes in expediente.recibos if mes.periodo < periodo.texto()]
    historia = tuple(ConsumoPrevio(Decimal(mes.litros) / 1000, Dinero(mes.agua)) for mes in antes)
    return replace(medido, con_medidor=False, historia=historia)


def codigo_de_recibo(cuenta: str, periodo: Periodo) -> str:
    """What the barcode of a recibo says: the letters and digits of its cuenta, and `AAAAMM`."""
    return f"{cuenta}{periodo.texto()}".translate(_SIN_SIGNOS)


def cargos_de(conceptos: tuple[Concepto, ...]) -> tuple[Cargo, ...]:
    """As a recibo carries them; what it has no column for stands under `otros`."""
    sueltos = suma(c.importe for c in conceptos if c.clave not in CONCEPTOS)
    cargos = [Cargo(c.clave, c.importe) for c in conceptos if c.clave in CONCEPTOS]
    return (*cargos, Cargo("otros", sueltos)) if sueltos else tuple(cargos)
