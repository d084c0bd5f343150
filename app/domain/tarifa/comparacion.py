"""Whom another tariff would touch: the last consumption of each cuenta priced by two versions, before any benefit.

Everything is counted as it goes by: as many cuentas as there are, in the same memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from heapq import heappush, heappushpop

from app.domain.dinero import CERO, Dinero, redondear, suma
from app.domain.errores import NegocioError
from app.domain.periodo import Periodo
from app.domain.tarifa.facturacion import Tarificador
from app.domain.tarifa.medicion import Expediente
from app.domain.tarifa.suministro import ConsumoPrevio, Suministro
from app.domain.tarifa.tarifa import Tarifa

#: Upper ends of the bars of the histogram, in pesos a month of difference; the same on the side of those who pay less.
_ORILLAS = (10, 20, 50, 100, 200, 500, 1000)
#: m³ in a band of a table that goes m³ by m³, which has no ranges of its own.
_BANDA = 10
_MAYORES = 10


@dataclass(frozen=True, slots=True)
class VersionComparada:
    """One side of a comparison: a tariff at the prices of one of its months.

    Attributes:
        nombre: as it was asked for.
        tarificar: bills by it.
    """

    nombre: str
    tarifa: Tarifa
    mes: Periodo
    tarificar: Tarificador


@dataclass(frozen=True, slots=True, order=True)
class Comparada:
    """A cuenta's last consumption by both versions.

    Attributes:
        diferencia: what it would pay more a month; negative for less.
        m3: as the first version bills it: the last recibo's, or what the tariff supposes where no meter tells it.
        rango: first and last m³ of the first version's range that they fall in; None, without end.
    """

    diferencia: Dinero
    cuenta: str
    uso: str
    m3: int
    rango: tuple[int, int | None]
    total1: Dinero
    total2: Dinero


@dataclass(frozen=True, slots=True)
class SinComparar:
    """Why a cuenta was left out: it has no recibo, or one of the versions cannot price it."""

    clave: str
    mensaje: str


@dataclass(frozen=True, slots=True)
class GrupoComparado:
    """How many pay more, less and the same, and what all of them pay by each version."""

    cuentas: int
    suben: int
    bajan: int
    iguales: int
    total1: Dinero
    total2: Dinero

    @property
    def promedios(self) -> tuple[Dinero, Dinero]:
        """What a cuenta pays on average by each version; zero for no cuentas."""
        entre = max(self.cuentas, 1)
        uno, dos = (redondear(Decimal(t.centavos) / 100 / entre) for t in (self.total1, self.total2))
        return uno, dos


@dataclass(frozen=True, slots=True)
class TramoHistograma:
    """Cuentas whose difference lies between two amounts, both included; None where there is no end."""

    desde: Dinero | None
    hasta: Dinero | None
    cuentas: int


@dataclass(frozen=True, slots=True)
class Comparacion:
    """What changing one version for the other would do.

    Attributes:
        por_uso, por_rango: by uso; by uso and range of the first version, in order.
        mayores: the largest rises, the largest first.
        sin_comparar: cuentas left out, by reason, with how many.
    """

    todas: GrupoComparado
    por_uso: tuple[tuple[str, GrupoComparado], ...]
    por_rango: tuple[tuple[str, tuple[int, int | None], GrupoComparado], ...]
    histograma: tuple[TramoHistograma, ...]
    mayores: tuple[Comparada, ...]
    sin_comparar: tuple[tuple[SinComparar, int], ...]


def comparar_cuenta(expediente: Expediente, uno: VersionComparada, dos: VersionComparada) -> Comparada | SinComparar:
    """The last recibo of a cuenta priced by both; what a version refuses is told, not raised."""
    if not expediente.recibos:
        return SinComparar("sin_recibo", "No tiene recibos del último año.")
    cuenta = expediente.cuenta
    try:
        (m3, total1), (_, total2) = (_facturar(expediente, version) for version in (uno, dos))
        rango = rango_de_m3(uno.tarifa, cuenta.uso, cuenta.area, m3)
    except NegocioError as error:
        return SinComparar(error.clave, error.mensaje)
    return Comparada(total2 - total1, cuenta.numero, cuenta.uso, m3, rango, total1, total2)


def _facturar(expediente: Expediente, version: VersionComparada) -> tuple[int, Dinero]:
    """The months before are priced by the same version, where they decide the bill: what was billed is of neither."""
    *antes, ultimo = (Decimal(r.litros) / 1000 for r in expediente.recibos)
    toma = Suministro.from_cuenta(expediente.cuenta, ultimo, version.mes, programas=expediente.programas)
    if not toma.con_medidor:
        toma = replace(toma, historia=tuple(map(ConsumoPrevio, antes)))
    m3, cargos = version.tarificar(toma)
    return int(m3), suma(c.importe for c in cargos)


def rango_de_m3(tarifa: Tarifa, uso: str, area: str, m3: int) -> tuple[int, int | None]:
    """First and last m³ of the range of the tariff that a consumption falls in; by tens where it is a table.

    Everything in one, where the uso only has a cuota fija.
    """
    if not any(c.uso == dict(tarifa.igual_que).get(uso, uso) for c in tarifa.cuadros):
        return 0, None
    escala = tarifa.escala_del_mes(uso, area, tarifa.desde)
    if tarifa.metodo == "tabla":
        if m3 >= len(escala.tabla):
            return len(escala.tabla), None
        banda = max(0, m3 - 1) // _BANDA
        return banda * _BANDA + 1 if banda else 0, (banda + 1) * _BANDA
    if m3 <= escala.incluidos:
        return 0, escala.incluidos or escala.rangos[0].hasta
    rango = escala.alcanzado(Decimal(m3))
    return rango.desde, rango.hasta


@dataclass(slots=True)
class _Cuenta:
    """Counters of a group."""

    suben: int = 0
    bajan: int = 0
    iguales: int = 0
    centavos1: int = 0
    centavos2: int = 0

    def contar(self, comparada: Comparada) -> None:
        diferencia = comparada.diferencia.centavos
        self.suben += diferencia > 0
        self.bajan += diferencia < 0
        self.iguales += diferencia == 0
        self.centavos1 += comparada.total1.centavos
        self.centavos2 += comparada.total2.centavos

    def cerrar(self) -> GrupoComparado:
        cuentas = self.suben + self.bajan + self.iguales
        totales = Dinero(self.centavos1), Dinero(self.centavos2)
        return GrupoComparado(cuentas, self.suben, self.bajan, self.iguales, *totales)


@dataclass(slots=True)
class _Conteo:
    """Everything that is counted of the cuentas that go by."""

    todas: _Cuenta = field(default_factory=_Cuenta)
    por_rango: dict[tuple[str, tuple[int, int | None]], _Cuenta] = field(default_factory=dict)
    por_uso: dict[str, _Cuenta] = field(default_factory=dict)
    tramos: list[int] = field(default_factory=lambda: [0] * (2 * len(_ORILLAS) + 3))
    mayores: list[Comparada] = field(default_factory=list)
    fuera: dict[str, tuple[SinComparar, int]] = field(default_factory=dict)

    def contar(self, comparada: Comparada) -> None:
        self.todas.contar(comparada)
        self.por_uso.setdefault(comparada.uso, _Cuenta()).contar(comparada)
        self.por_rango.setdefault((comparada.uso, comparada.rango), _Cuenta()).contar(comparada)
        self.tramos[_tramo(comparada.diferencia)] += 1
        if comparada.diferencia > CERO:
            if len(self.mayores) < _MAYORES:
                heappush(self.mayores, comparada)
            else:
                heappushpop(self.mayores, comparada)

    def dejar(self, caso: SinComparar) -> None:
        primero, veces = self.fuera.get(caso.clave, (caso, 0))
        self.fuera[caso.clave] = (primero, veces + 1)


def resumir(comparadas: Iterable[Comparada | SinComparar]) -> Comparacion:
    """Count cuentas as they go by, each once. Of those left out for the same reason, the first one's message stands."""
    conteo = _Conteo()
    for comparada in comparadas:
        if isinstance(comparada, SinComparar):
            conteo.dejar(comparada)
        else:
            conteo.contar(comparada)
    por_rango = sorted(conteo.por_rango.items(), key=lambda par: (par[0][0], par[0][1][0]))
    return Comparacion(
        todas=conteo.todas.cerrar(),
        por_uso=tuple((uso, grupo.cerrar()) for uso, grupo in sorted(conteo.por_uso.items())),
        por_rango=tuple((uso, rango, grupo.cerrar()) for (uso, rango), grupo in por_rango),
        histograma=_histograma(conteo.tramos),
        mayores=tuple(sorted(conteo.mayores, key=lambda c: (-c.diferencia.centavos, c.cuenta))),
        sin_comparar=tuple(sorted(conteo.fuera.values(), key=lambda par: -par[1])),
    )


def _tramo(diferencia: Dinero) -> int:
    """Which bar a difference stands in: those who pay less at the left, the same in the middle, more at the right."""
    centavos = abs(diferencia.centavos)
    if not centavos:
        return len(_ORILLAS) + 1
    lejos = 1 + sum(centavos > orilla * 100 for orilla in _ORILLAS)
    return len(_ORILLAS) + 1 + (lejos if diferencia.centavos > 0 else -lejos)


def _histograma(cuantas: list[int]) -> tuple[TramoHistograma, ...]:
    desde = [Dinero(1), *(Dinero(orilla * 100 + 1) for orilla in _ORILLAS)]
    hasta: list[Dinero | None] = [*(Dinero(orilla * 100) for orilla in _ORILLAS), None]
    suben = list(zip(desde, hasta, strict=True))
    bajan = [(None if h is None else -h, -d) for d, h in reversed(suben)]
    return tuple(TramoHistograma(d, h, n) for (d, h), n in zip([*bajan, (CERO, CERO), *suben], cuantas, strict=True))
