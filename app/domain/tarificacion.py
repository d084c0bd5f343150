"""A month's bill by the tariff: each concepto with how it came about and the article that orders it.

Ley de Ingresos de Cajeme 2023, Art. 33: «el importe se calculará sumando la cuota mínima, la cantidad de metros
cúbicos consumidos al costo que resulte, dependiendo del rango establecido». Agua is rounded once; the services that
are a percentage of it start from the rounded agua; IVA from the sum of the rounded conceptos.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.domain.cuenta import Cuenta
from app.domain.dinero import CERO, Dinero, redondear, suma
from app.domain.errores import NegocioError
from app.domain.periodo import Periodo
from app.domain.tarifa import Cuadro, Porcentaje, Tarifa, tramos

#: More m³ in a month than any toma can deliver: a typing error.
LIMITE_M3 = 999_999


@dataclass(frozen=True, slots=True)
class Concepto:
    """A gross line of a bill: amount, how it came about at the prices of its month, and its article."""

    clave: str
    importe: Dinero
    detalle: str
    fundamento: str


@dataclass(frozen=True, slots=True)
class Suministro:
    """What a toma received in a month.

    Attributes:
        m3: volume read; a fraction of m³ is truncated when it is billed.
        servicios: services contracted (`agua`, `alcantarillado`, `saneamiento`).
        con_medidor: whether `m3` was read from a working meter; if not, a fixed volume is billed.
        deshabitado: registered as uninhabited.
        volumen_presuntivo: m³ of the cuenta's own history, instead of the fixed volume; None for none.
    """

    uso: str
    area: str
    m3: Decimal
    periodo: Periodo
    servicios: tuple[str, ...]
    con_medidor: bool = True
    deshabitado: bool = False
    volumen_presuntivo: int | None = None

    @classmethod
    def from_cuenta(cls, cuenta: Cuenta, m3: Decimal, periodo: Periodo) -> Suministro:
        """What a cuenta received, with what its contract says."""
        return cls(
            uso=cuenta.uso,
            area=cuenta.area,
            m3=m3,
            periodo=periodo,
            servicios=cuenta.servicios,
            con_medidor=is_medida(cuenta),
            deshabitado=cuenta.estado == "deshabitada",
            volumen_presuntivo=cuenta.volumen_presuntivo,
        )


def is_medida(cuenta: Cuenta) -> bool:
    """Whether consumption is measured by a meter that works."""
    return cuenta.regimen == "medido" and cuenta.medidor_estado == "funciona"


def m3_facturados(tarifa: Tarifa, suministro: Suministro) -> int:
    """The whole m³ that are billed.

    Art. 33: «Para domicilio registrado como deshabitado, se cobrará el importe del monto base más 1m³»; without a
    meter or a reading «una cuota fija … o tarifa presuntiva de acuerdo con sus consumos históricos».

    Raises:
        NegocioError: `m3_invalido`, for a negative or absurd volume; `uso_desconocido`, `area_desconocida`.
    """
    cuadro = tarifa.cuadro(suministro.uso, suministro.area)
    m3 = suministro.m3
    if not m3.is_finite() or not 0 <= m3 <= LIMITE_M3:
        raise NegocioError("m3_invalido", f"Los m³ van de 0 a {LIMITE_M3:,}; se leyó {m3}.")
    if suministro.deshabitado:
        return tarifa.m3_deshabitado
    if suministro.con_medidor:
        return int(m3)
    if suministro.volumen_presuntivo is not None:
        return suministro.volumen_presuntivo
    return cuadro.m3_sin_medidor


def tarifar(tarifa: Tarifa, suministro: Suministro) -> tuple[Concepto, ...]:
    """The bill of a month, gross: `agua`, the percentages of the services contracted, and `iva` when it is due.

    Raises:
        NegocioError: `m3_invalido`, `servicio_sin_tarifa`, `tarifa_no_vigente`, `inpc_faltante`, `uso_desconocido`,
            `area_desconocida`.
    """
    if "agua" not in suministro.servicios:
        raise NegocioError(
            "servicio_sin_tarifa",
            f"La tarifa {tarifa.clave} se calcula sobre el consumo de agua, y la cuenta no tiene ese servicio.",
        )
    m3 = m3_facturados(tarifa, suministro)
    cuadro = tarifa.cuadro_del_mes(suministro.uso, suministro.area, suministro.periodo)
    partes = tramos(cuadro, tarifa.metodo, m3)
    agua = redondear(exacto(cuadro, partes))
    detalle = _circunstancia(suministro, m3) + formula(cuadro, partes)
    conceptos = [Concepto("agua", agua, detalle, cuadro.fundamento)]
    for porcentaje in contratados(tarifa, suministro):
        detalle = f"{por_ciento(porcentaje.tasa)} del agua"
        importe = derivar(porcentaje, agua)
        conceptos.append(Concepto(porcentaje.clave, importe, detalle, porcentaje.fundamento))
    base = base_de_iva(tarifa, suministro.uso, [(c.clave, c.importe) for c in conceptos])
    if base:
        detalle = f"{por_ciento(tarifa.iva.tasa)} de {base}"
        conceptos.append(Concepto("iva", base.por(tarifa.iva.tasa / 100), detalle, tarifa.iva.fundamento))
    return tuple(conceptos)


def contratados(tarifa: Tarifa, suministro: Suministro) -> tuple[Porcentaje, ...]:
    """The services charged as a percentage of agua that the cuenta has."""
    return tuple(p for p in tarifa.porcentajes_de(suministro.area) if p.clave in suministro.servicios)


def derivar(porcentaje: Porcentaje, agua: Dinero) -> Dinero:
    """A service charged as a percentage of an amount of agua."""
    return agua.por(porcentaje.tasa / 100)


def base_de_iva(tarifa: Tarifa, uso: str, importes: Sequence[tuple[str, Dinero]]) -> Dinero:
    """What IVA is worked out on; zero for the usos that pay none."""
    if uso not in tarifa.iva.usos:
        return CERO
    return suma(importe for clave, importe in importes if clave in tarifa.iva.sobre)


def exacto(cuadro: Cuadro, partes: Sequence[tuple[int, Decimal]]) -> Decimal:
    """Cuota mínima plus m³ at their prices, in pesos, before rounding."""
    return cuadro.cuota_minima + sum((m3 * precio for m3, precio in partes), Decimal(0))


def formula(cuadro: Cuadro, partes: Sequence[tuple[int, Decimal]]) -> str:
    """`48.19 + 32 m³ × 13.71`: the sum as a person would write it."""
    sumandos = [pesos(cuadro.cuota_minima), *(f"{m3} m³ × {pesos(precio)}" for m3, precio in partes)]
    return " + ".join(sumandos)


def pesos(precio: Decimal) -> str:
    """A unit price for people: at least two decimals, at most six."""
    entero, _, decimales = f"{precio:,.6f}".partition(".")
    return f"{entero}.{decimales.rstrip('0').ljust(2, '0')}"


def por_ciento(tasa: Decimal) -> str:
    """`52 %`, `7.5 %`."""
    return f"{tasa.normalize():f} %"


def _circunstancia(suministro: Suministro, m3: int) -> str:
    if suministro.deshabitado:
        return "deshabitado: "
    if suministro.con_medidor:
        return ""
    if suministro.volumen_presuntivo is not None:
        return f"sin lectura, volumen presuntivo de {m3} m³: "
    return f"sin medidor, volumen fijo de {m3} m³: "
