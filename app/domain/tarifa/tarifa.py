"""The tariff of an organismo as its law publishes it: price tables by uso and área, percentages, IVA, validity.

Everything is data of the profile; the words `metodo`, `indexacion`, `cadena` and the ways of `sin_medidor` choose how
the law is read where it leaves a choice. Prices are pesos before IVA.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from app.domain.errores import NegocioError
from app.domain.periodo import Periodo
from app.domain.tarifa.escala import Escala
from app.domain.tarifa.fuente import ReglaFuente
from app.domain.tarifa.indice import Indexacion

#: How a volume is known where no meter tells it, in the order in which the profile wants them tried.
MANERAS_SIN_MEDIDOR = ("volumen_presuntivo", "maximo_12_meses", "promedio_6_meses", "m3_fijos", "cuota_fija")
#: What a toma muerta pays: nothing for consumption, or like any other.
TOMAS_MUERTAS = ("sin_consumo", "normal")
#: How a condominio with one meter is billed: each unit its share at the price of its share, or as one consumption.
CONDOMINIOS = ("por_unidad", "como_una")
#: Last month of a version that rules until another one begins.
SIN_FIN = Periodo(2999, 12)


@dataclass(frozen=True, slots=True)
class Cuadro:
    """Price table of one uso and área.

    Attributes:
        escalas: one, at the prices of the first month in force; or one for each month, as the law publishes them.
        fundamento: article that publishes it.
        m3_sin_medidor: volume billed where there is no meter or it could not be read; None for none.
        m3_fijos: volume billed always, whatever was consumed (a baldío); None for none.
        solo_agua: the uso bears no service charged as a percentage of agua.
        indexa: whether its prices follow the INPC.
    """

    uso: str
    area: str
    escalas: tuple[Escala, ...]
    fundamento: str
    m3_sin_medidor: int | None = None
    m3_fijos: int | None = None
    solo_agua: bool = False
    indexa: bool = True


@dataclass(frozen=True, slots=True)
class CuotaFija:
    """What a toma without measured service pays a month: by uso, and by clase where the law tells classes apart.

    `importes` holds one amount, of the first month in force, or one for each month.
    """

    uso: str
    clase: str
    importes: tuple[Decimal, ...]
    fundamento: str


@dataclass(frozen=True, slots=True)
class Porcentaje:
    """A service charged as a percentage of the water amount, in one área; 52 means 52 %."""

    clave: str
    area: str
    tasa: Decimal
    fundamento: str


@dataclass(frozen=True, slots=True)
class Sobrecuota:
    """A percentage more of agua that some giros pay (Cajeme 2023, Art. 44), and why, for people.

    `salvo` is the program whose holders do not pay it; empty for none.
    """

    motivo: str
    tasa: Decimal
    usos: tuple[str, ...]
    giros: tuple[str, ...]
    salvo: str
    fundamento: str


@dataclass(frozen=True, slots=True)
class Escuelas:
    """Free m³ a month of a public school: `m3_por_alumno` by nivel, for each pupil of each turno."""

    usos: tuple[str, ...]
    m3_por_alumno: tuple[tuple[str, Decimal], ...]
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
        desde, hasta: first and last month in force.
        igual_que: usos that follow another uso's tables, (uso, uso followed).
        metodo: one of `app.domain.tarifa.escala.METODOS`.
        m3_deshabitado: volume billed to a home registered as uninhabited; None where the law has no such rule.
        sin_medidor, regimen_fijo: ways of `MANERAS_SIN_MEDIDOR` for what is not measured, and for who pays by cuota.
        fuente: who published its prices, where somebody loaded them.
        sin_precios: only its structure is known; what is asked of it is refused, saying what to load.
    """

    organismo: str
    version: str
    desde: Periodo
    hasta: Periodo
    cuadros: tuple[Cuadro, ...]
    porcentajes: tuple[Porcentaje, ...]
    iva: Iva
    metodo: str
    indexacion: Indexacion
    sin_medidor: tuple[str, ...]
    regimen_fijo: tuple[str, ...]
    igual_que: tuple[tuple[str, str], ...]
    cuotas_fijas: tuple[CuotaFija, ...]
    sobrecuotas: tuple[Sobrecuota, ...]
    escuelas: Escuelas | None
    fuentes_propias: tuple[ReglaFuente, ...]
    m3_deshabitado: int | None
    toma_muerta: str
    condominio: str
    sin_precios: bool
    fuente: str = ""

    @property
    def clave(self) -> str:
        """`cajeme/2023`."""
        return f"{self.organismo}/{self.version}"

    @property
    def usos(self) -> tuple[str, ...]:
        """Every uso that has prices, in the order of the law."""
        con_precios = (*(c.uso for c in self.cuadros), *(uso for uso, _ in self.igual_que))
        return tuple(dict.fromkeys([*con_precios, *(c.uso for c in self.cuotas_fijas)]))

    def rige(self, periodo: Periodo) -> bool:
        """Whether that month is inside its validity."""
        return self.desde <= periodo <= self.hasta

    def cuadro(self, uso: str, area: str) -> Cuadro:
        """The table of a uso and área.

        Raises:
            NegocioError: `tarifa_sin_precios`; `uso_desconocido` or `area_desconocida`, listing the known ones;
                `uso_sin_medido`, the uso only has a cuota fija.
        """
        self.exigir_precios()
        seguido = dict(self.igual_que).get(uso, uso)
        del_uso = {c.area: c for c in self.cuadros if c.uso == seguido}
        if not del_uso:
            self._exigir_uso(uso)
            raise NegocioError(
                "uso_sin_medido", f"La tarifa {self.clave} solo tiene cuota fija para el uso «{uso}», no por m³."
            )
        if area not in del_uso:
            raise _area_desconocida(self, area, del_uso)
        return del_uso[area]

    def exigir_area(self, area: str) -> None:
        """That an área is one of those that some price or percentage is of: in another one nothing would follow.

        Raises:
            NegocioError: `tarifa_sin_precios`, `area_desconocida`, listing the known ones.
        """
        self.exigir_precios()
        areas = dict.fromkeys((*(c.area for c in self.cuadros), *(p.area for p in self.porcentajes)))
        if areas and area not in areas:
            raise _area_desconocida(self, area, areas)

    def cuota_fija(self, uso: str, clase: str, periodo: Periodo) -> tuple[Decimal, str] | None:
        """Pesos a month and article of who pays by cuota fija; None where the tariff has none for that uso and clase.

        Raises:
            NegocioError: `tarifa_sin_precios`, `uso_desconocido`, `tarifa_no_vigente`, `inpc_faltante`.
        """
        self.exigir_precios()
        self._exigir_uso(uso)
        cuota = self._cuota(uso, clase) or self._cuota(dict(self.igual_que).get(uso, uso), clase)
        if cuota is None:
            return None
        if len(cuota.importes) > 1:
            self._exigir_vigencia(periodo)
            return cuota.importes[periodo.desde(self.desde)], cuota.fundamento
        return self.precio_del_mes(cuota.importes[0], periodo), cuota.fundamento

    def _cuota(self, uso: str, clase: str) -> CuotaFija | None:
        """The cuota of a clase, which by itself says who pays it; without clases, that of the uso."""
        return next((c for c in self.cuotas_fijas if (c.clase == clase if c.clase else c.uso == uso)), None)

    def escala_del_mes(self, uso: str, area: str, periodo: Periodo) -> Escala:
        """The prices of a uso and área in a month.

        Raises:
            NegocioError: as `cuadro`; `tarifa_no_vigente`, `inpc_faltante`.
        """
        return _escala_del_mes(self, uso, area, periodo)

    def precio_del_mes(self, precio: Decimal, periodo: Periodo) -> Decimal:
        """A price of the first month brought to another one as the law says.

        Raises:
            NegocioError: `tarifa_no_vigente` or `inpc_faltante`.
        """
        self._exigir_vigencia(periodo)
        return self.indexacion.al_mes(precio, self.desde, periodo)

    def porcentajes_de(self, area: str) -> tuple[Porcentaje, ...]:
        """The services charged as a percentage in that área."""
        return tuple(p for p in self.porcentajes if p.area == area)

    def exigir_precios(self) -> None:
        """That it can be charged by.

        Raises:
            NegocioError: `tarifa_sin_precios`, saying what to load.
        """
        if self.sin_precios:
            raise NegocioError(
                "tarifa_sin_precios",
                f"Falta la tarifa vigente de {self.organismo}: sus precios no vienen con el programa. Impórtela con "
                "«./ventanilla tarifa importar ARCHIVO.csv» o en F6; docs/manual/tarifas.md dice qué columnas lleva.",
            )

    def _exigir_uso(self, uso: str) -> None:
        if uso not in self.usos:
            usos = ", ".join(self.usos)
            raise NegocioError("uso_desconocido", f"«{uso[:40]}» no es un uso de {self.clave}. Conocidos: {usos}.")

    def _exigir_vigencia(self, periodo: Periodo) -> None:
        if not self.rige(periodo):
            raise NegocioError(
                "tarifa_no_vigente",
                f"La tarifa {self.clave} rige {vigencia(self)}: no tiene precios de {periodo}.",
            )


def _area_desconocida(tarifa: Tarifa, area: str, conocidas: Iterable[str]) -> NegocioError:
    mensaje = f"«{area[:40]}» no es un área de {tarifa.clave}. Conocidas: {', '.join(conocidas)}."
    return NegocioError("area_desconocida", mensaje)


def vigencia(tarifa: Tarifa) -> str:
    """`de enero 2023 a diciembre 2023`, `desde marzo 2025`: for people."""
    if tarifa.hasta == SIN_FIN:
        return f"desde {tarifa.desde}"
    return f"de {tarifa.desde} a {tarifa.hasta}"


@lru_cache(maxsize=4096)
def _escala_del_mes(tarifa: Tarifa, uso: str, area: str, periodo: Periodo) -> Escala:
    cuadro = tarifa.cuadro(uso, area)
    tarifa._exigir_vigencia(periodo)
    if len(cuadro.escalas) > 1:
        return cuadro.escalas[periodo.desde(tarifa.desde)]
    escala = cuadro.escalas[0]
    if not cuadro.indexa:
        return escala
    return replace(
        escala,
        base=tarifa.precio_del_mes(escala.base, periodo),
        rangos=tuple(replace(r, precio=tarifa.precio_del_mes(r.precio, periodo)) for r in escala.rangos),
        tabla=tuple(tarifa.precio_del_mes(t, periodo) for t in escala.tabla),
        excedente=tarifa.precio_del_mes(escala.excedente, periodo),
    )
