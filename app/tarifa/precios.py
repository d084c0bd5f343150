"""By which prices a caja charges: its versions with their months and source, the INPC and UMA it has, what it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.domain.perfil import Perfil
from app.domain.periodo import Periodo
from app.domain.tarifa.tarifa import Tarifa, vigencia
from app.errors import NegocioError

#: The UMA of a year is in force from 1 February (Ley para Determinar el Valor de la UMA, Art. 5).
_MES_DE_LA_UMA = 2


@dataclass(frozen=True, slots=True)
class VersionDeTarifa:
    """A version, for people.

    Attributes:
        fuente: who published its prices.
        estado: `rige`, `futura`, `pasada` or `sin_precios`.
    """

    clave: str
    vigencia: str
    fuente: str
    estado: str


@dataclass(frozen=True, slots=True)
class Precios:
    """What a caja charges by on a day.

    Attributes:
        versiones: the newest first.
        inpc: first and last month loaded; None where no tariff follows it.
        uma: since when the newest value is in force, and pesos a day; None where no price is in UMA.
        faltan: what is missing to charge on that day, each in a sentence that says what to do.
    """

    versiones: tuple[VersionDeTarifa, ...]
    inpc: tuple[Periodo, Periodo] | None
    uma: tuple[date, Decimal] | None
    faltan: tuple[str, ...]


def ver_precios(perfil: Perfil, hoy: date) -> Precios:
    """Everything that the profile charges by."""
    mes = Periodo.from_fecha(hoy)
    indexadas = [t for t in perfil.tarifas if t.indexacion.clase != "ninguna"]
    meses = indexadas[-1].indexacion.inpc.valores if indexadas else ()
    en_uma = any(s.unidad_de_precio == "UMA" for s in perfil.servicios)
    return Precios(
        tuple(VersionDeTarifa(t.clave, vigencia(t), _fuente(t), _estado(t, mes)) for t in reversed(perfil.tarifas)),
        (meses[0][0], meses[-1][0]) if meses else None,
        perfil.uma.valores[-1] if en_uma and perfil.uma.valores else None,
        _faltan(perfil, hoy, en_uma=en_uma),
    )


def falta_tarifa(perfil: Perfil, mes: Periodo) -> str:
    """Why nobody can be billed in that month, in a sentence; empty when somebody can."""
    tarifa = next((t for t in perfil.tarifas if t.rige(mes)), None)
    if tarifa is None or tarifa.sin_precios:
        return f"Falta la tarifa vigente de {perfil.nombre}: no hay precios de {mes}. Se cargan en F6, Precios."
    try:
        tarifa.precio_del_mes(Decimal(1), mes)
    except NegocioError as error:
        return error.mensaje
    return ""


def _faltan(perfil: Perfil, hoy: date, *, en_uma: bool) -> tuple[str, ...]:
    faltan = [falta_tarifa(perfil, Periodo.from_fecha(hoy))]
    ejercicio = hoy.year if hoy.month >= _MES_DE_LA_UMA else hoy.year - 1
    if en_uma and not any(desde.year == ejercicio for desde, _ in perfil.uma.valores):
        faltan.append(f"Falta la UMA de {ejercicio}, que rige desde febrero: hay servicios con precio en UMA.")
    return tuple(f for f in faltan if f)


def _fuente(tarifa: Tarifa) -> str:
    if tarifa.sin_precios:
        return "solo la estructura: sus precios no vienen con el programa"
    publicada = next((c.fundamento for c in tarifa.cuadros), "")
    return tarifa.fuente or publicada.partition(", Art.")[0]


def _estado(tarifa: Tarifa, mes: Periodo) -> str:
    if tarifa.sin_precios:
        return "sin_precios"
    if tarifa.rige(mes):
        return "rige"
    return "futura" if mes < tarifa.desde else "pasada"
