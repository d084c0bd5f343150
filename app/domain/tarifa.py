"""The tariff of an organismo as its law publishes it: price tables by uso and área, percentages, IVA, validity.

Everything is data of the profile; the words `metodo` and `cadena` choose how the law is read where it leaves a
choice. Prices are pesos before IVA, of the first month of validity.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from app.domain.errores import NegocioError
from app.domain.indice import Inpc, indexar
from app.domain.periodo import Periodo

#: How m³ and ranges make an amount: all m³ at the price of the range reached, or each m³ at its own range's.
METODOS = ("rango_alcanzado", "escalonado")


@dataclass(frozen=True, slots=True)
class Rango:
    """Whole m³ from `desde` to `hasta` (None: without end) at `precio` pesos each."""

    desde: int
    hasta: int | None
    precio: Decimal


@dataclass(frozen=True, slots=True)
class Cuadro:
    """Price table of one uso and área.

    Attributes:
        cuota_minima: pesos a month, whatever the consumption.
        rangos: contiguous, from 0 m³ to one without end.
        m3_sin_medidor: volume billed where there is no meter or it could not be read.
        fundamento: article that publishes it.
    """

    uso: str
    area: str
    cuota_minima: Decimal
    rangos: tuple[Rango, ...]
    m3_sin_medidor: int
    fundamento: str

    def alcanzado(self, m3: int) -> Rango:
        """The range that a whole consumption falls in."""
        return next(r for r in self.rangos if r.hasta is None or m3 <= r.hasta)


@dataclass(frozen=True, slots=True)
class Porcentaje:
    """A service charged as a percentage of the water amount, in one área; 52 means 52 %."""

    clave: str
    area: str
    tasa: Decimal
    fundamento: str


@dataclass(frozen=True, slots=True)
class Iva:
    """Impuesto al Valor Agregado: percentage, the usos that pay it, and the conceptos it is worked out on."""

    tasa: Decimal
    usos: tuple[str, ...]
    sobre: tuple[str, ...]
    fundamento: str


# Compared by identity: a tariff is loaded once, and hashing its tables on every bill would cost more than the bill.
@dataclass(frozen=True, slots=True, eq=False)
class Tarifa:
    """A dated version of an organismo's tariff.

    Attributes:
        desde, hasta: first and last month in force; prices are those of `desde`.
        igual_que: usos that follow another uso's tables, (uso, uso followed).
        metodo: one of `METODOS`.
        cadena: one of `app.domain.indice.CADENAS`: how prices follow the INPC from month to month.
        m3_deshabitado: volume billed to a home registered as uninhabited.
    """

    organismo: str
    version: str
    desde: Periodo
    hasta: Periodo
    cuadros: tuple[Cuadro, ...]
    igual_que: tuple[tuple[str, str], ...]
    porcentajes: tuple[Porcentaje, ...]
    iva: Iva
    metodo: str
    cadena: str
    inpc: Inpc
    m3_deshabitado: int

    @property
    def clave(self) -> str:
        """`cajeme/2023`."""
        return f"{self.organismo}/{self.version}"

    @property
    def usos(self) -> tuple[str, ...]:
        """Every uso that has prices, in the order of the law."""
        return tuple(dict.fromkeys([*(c.uso for c in self.cuadros), *(uso for uso, _ in self.igual_que)]))

    def rige(self, periodo: Periodo) -> bool:
        """Whether that month is inside its validity."""
        return self.desde <= periodo <= self.hasta

    def cuadro(self, uso: str, area: str) -> Cuadro:
        """The table of a uso and área, at the prices of the first month.

        Raises:
            NegocioError: `uso_desconocido` or `area_desconocida`, listing the known ones.
        """
        seguido = dict(self.igual_que).get(uso, uso)
        del_uso = {c.area: c for c in self.cuadros if c.uso == seguido}
        if not del_uso:
            usos = ", ".join(self.usos)
            raise NegocioError("uso_desconocido", f"«{uso[:40]}» no es un uso de {self.clave}. Conocidos: {usos}.")
        if area not in del_uso:
            areas = ", ".join(del_uso)
            raise NegocioError("area_desconocida", f"«{area[:40]}» no es un área de {self.clave}. Conocidas: {areas}.")
        return del_uso[area]

    def cuadro_del_mes(self, uso: str, area: str, periodo: Periodo) -> Cuadro:
        """The table of a uso and área at the prices of a month.

        Raises:
            NegocioError: `tarifa_no_vigente`, `inpc_faltante`, `uso_desconocido` or `area_desconocida`.
        """
        return _cuadro_del_mes(self, uso, area, periodo)

    def precio_del_mes(self, precio: Decimal, periodo: Periodo) -> Decimal:
        """A price of the first month brought to another one by the INPC.

        Raises:
            NegocioError: `tarifa_no_vigente` or `inpc_faltante`.
        """
        if not self.rige(periodo):
            raise NegocioError(
                "tarifa_no_vigente",
                f"La tarifa {self.clave} rige de {self.desde} a {self.hasta}: no tiene precios de {periodo}.",
            )
        return indexar(precio, self.desde, periodo, self.inpc, self.cadena)

    def porcentajes_de(self, area: str) -> tuple[Porcentaje, ...]:
        """The services charged as a percentage in that área."""
        return tuple(p for p in self.porcentajes if p.area == area)


@lru_cache(maxsize=4096)
def _cuadro_del_mes(tarifa: Tarifa, uso: str, area: str, periodo: Periodo) -> Cuadro:
    cuadro = tarifa.cuadro(uso, area)
    return replace(
        cuadro,
        cuota_minima=tarifa.precio_del_mes(cuadro.cuota_minima, periodo),
        rangos=tuple(replace(r, precio=tarifa.precio_del_mes(r.precio, periodo)) for r in cuadro.rangos),
    )


def tramos(cuadro: Cuadro, metodo: str, m3: int, limite: int | None = None) -> tuple[tuple[int, Decimal], ...]:
    """How many m³ at what price: (m³, pesos a m³) for each range that takes part.

    Args:
        m3: the whole consumption, which decides the range under `rango_alcanzado`.
        limite: count only the first so many m³ (a benefit reaches no further).
    """
    contados = m3 if limite is None else min(m3, limite)
    if metodo == "rango_alcanzado":
        return ((contados, cuadro.alcanzado(m3).precio),)
    partes: list[tuple[int, Decimal]] = []
    antes = 0
    for rango in cuadro.rangos:
        hasta = contados if rango.hasta is None else min(contados, rango.hasta)
        if hasta > antes or not partes:
            partes.append((hasta - antes, rango.precio))
            antes = hasta
    return tuple(partes)
