"""All cajas of a centre at one moment, in words, and the day's collection as it comes in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.centro.centro import CajaVista, EstadoDelCentro, Recaudado, Sede
from app.centro.contacto import TOLERANCIA_S
from app.domain.dinero import CERO, Dinero, suma

HORAS = 24
#: A caja gives a round every fifteen seconds: one that was not heard of for so long is not there.
_EN_LINEA = timedelta(minutes=1)
#: Series of a picture; the smaller ones share the last.
_SERIES = 6


@dataclass(frozen=True, slots=True)
class Serie:
    """What a centro de cobranza, or a caja, has collected so far by the end of each hour of the day.

    Attributes:
        acumulado: 24 amounts.
    """

    nombre: str
    acumulado: tuple[Dinero, ...]

    @property
    def total(self) -> Dinero:
        """The day's."""
        return self.acumulado[-1]


@dataclass(frozen=True, slots=True)
class CajaHoy:
    """A caja with what it collected today.

    Attributes:
        hace: since anything was heard of it; None when never.
    """

    caja: CajaVista
    hace: timedelta | None
    pagos: int
    cobrado: Dinero

    @property
    def contacto(self) -> str:
        """When it was heard of last, in words."""
        if self.caja.estado == "baja":
            return "de baja"
        if self.hace is None:
            return "invitada" if self.caja.estado == "invitada" else "nunca"
        return "en línea" if self.hace < _EN_LINEA else f"hace {hace_cuanto(self.hace)}"

    @property
    def is_en_linea(self) -> bool:
        """Whether it is there now."""
        return self.hace is not None and self.hace < _EN_LINEA

    @property
    def problemas(self) -> tuple[str, ...]:
        """What somebody should look at, the worst first; nothing when all is well."""
        caja, hallados = self.caja, []
        if caja.aviso:
            hallados.append(caja.aviso)
        if caja.apartados:
            hallados.append(f"{caja.apartados:,} asientos apartados")
        if abs(caja.desfase) > TOLERANCIA_S:
            lado = "atrasado" if caja.desfase > 0 else "adelantado"
            hallados.append(f"Reloj {lado} {hace_cuanto(timedelta(seconds=abs(caja.desfase)))}")
        if caja.en_espera:
            hallados.append(f"{caja.en_espera:,} asientos sin aplicar: ¿está «centro servir»?")
        if caja.estado == "enlazada" and not self.is_en_linea:
            hallados.append("Sin contacto")
        return tuple(hallados)


@dataclass(frozen=True, slots=True)
class Panorama:
    """Everything that the window of the centre shows.

    Attributes:
        ahora: the centre's clock; of its date is what was collected.
    """

    ahora: datetime
    estado: EstadoDelCentro
    cajas: tuple[CajaHoy, ...]
    recaudado: tuple[Recaudado, ...]

    @property
    def total(self) -> Dinero:
        """What all of them collected today."""
        return suma(c.cobrado for c in self.cajas)

    @property
    def pagos(self) -> int:
        """In how many payments."""
        return sum(c.pagos for c in self.cajas)

    def por_centro(self) -> tuple[Serie, ...]:
        """By centro de cobranza, the largest first."""
        centros = {(c.caja.organismo, c.caja.caja): c.caja.centro for c in self.cajas}
        return self._series(lambda r: centros.get((r.organismo, r.caja), "") or f"Caja {r.caja}")

    def por_caja(self) -> tuple[Serie, ...]:
        """By caja, the largest first."""
        varios = len(self.estado.organismos) > 1
        return self._series(lambda r: f"{r.organismo} {r.caja}" if varios else f"Caja {r.caja}")

    def _series(self, nombre_de: Callable[[Recaudado], str]) -> tuple[Serie, ...]:
        horas: dict[str, list[int]] = defaultdict(lambda: [0] * HORAS)
        for r in self.recaudado:
            horas[nombre_de(r)][r.hora] += r.centavos
        orden = sorted(horas, key=lambda nombre: (-sum(horas[nombre]), nombre))
        if len(orden) > _SERIES:
            sobran = orden[_SERIES - 1 :]
            horas[_otros(sobran)] = [sum(horas[n][h] for n in sobran) for h in range(HORAS)]
            orden = [*orden[: _SERIES - 1], _otros(sobran)]
        return tuple(Serie(nombre, _acumular(horas[nombre])) for nombre in orden)


def ver_panorama(sede: Sede) -> Panorama:
    """The centre as it is now.

    Raises:
        EquipoError: it cannot be reached.
        NegocioError: it is of another version of the program.
    """
    centro = sede.centro()
    ahora, estado = centro.ahora(), centro.estado()
    recaudado = centro.recaudacion(ahora.date())
    return Panorama(ahora, estado, tuple(_de_hoy(c, recaudado, sede.ahora()) for c in estado.cajas), recaudado)


def _de_hoy(caja: CajaVista, recaudado: tuple[Recaudado, ...], momento: datetime) -> CajaHoy:
    suyas = [r for r in recaudado if (r.organismo, r.caja) == (caja.organismo, caja.caja)]
    hace = max(momento - datetime.fromisoformat(caja.contacto), timedelta()) if caja.contacto else None
    return CajaHoy(caja, hace, sum(r.pagos for r in suyas), suma(Dinero(r.centavos) for r in suyas))


def hace_cuanto(cuanto: timedelta) -> str:
    """`40 s`, `12 min`, `3 h`, `2 días`."""
    segundos = int(cuanto.total_seconds())
    if segundos < 60:
        return f"{segundos} s"
    if segundos < 7_200:
        return f"{segundos // 60} min"
    return f"{segundos // 3_600} h" if segundos < 172_800 else f"{segundos // 86_400:,} días"


def _otros(nombres: list[str]) -> str:
    return f"otros {len(nombres)}"


def _acumular(centavos: list[int]) -> tuple[Dinero, ...]:
    acumulado, van = [], CERO
    for de_la_hora in centavos:
        van += Dinero(de_la_hora)
        acumulado.append(van)
    return tuple(acumulado)
