"""A tariff looked at before anybody pays by it: one bill and the curve of its total by m³, as it is charged or as its
law could be read otherwise.

The bill is that of `app.tarifa.cotizacion`, in full; nothing here works out an amount.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from app.domain.beneficio.programa import Programa
from app.domain.dinero import Dinero
from app.domain.perfil import Perfil
from app.domain.periodo import Periodo
from app.domain.tarifa.desglose import Paso
from app.domain.tarifa.indice import CADENAS
from app.domain.tarifa.tarifa import SIN_FIN, Tarifa
from app.errors import NegocioError
from app.tarifa.cotizacion import Cotizacion, cotizar
from app.tarifa.pedido_cotizacion import SolicitudCotizacion

#: Readings of one law that the same table of prices allows: a price by range for all the m³, or for each its own.
_INTERCAMBIABLES = ("rango_alcanzado", "escalonado")


@dataclass(frozen=True, slots=True)
class Lectura:
    """A version of the tariff, read by the words of its profile or by others.

    Attributes:
        otra: the words that are not those of the profile: of `METODOS` and `CADENAS`; empty for none.
    """

    tarifa: Tarifa
    otra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lado:
    """One of the bills that are compared: a tariff as it is read, in a month."""

    lectura: Lectura
    mes: Periodo


@dataclass(frozen=True, slots=True)
class Simulacion:
    """What a side gives.

    Attributes:
        cotizacion: the bill of the m³ asked for; None where there is none.
        pasos: the same, step by step.
        falta: why there is no bill, in Spanish.
        curva: the total of each volume asked for, None where that one is refused.
    """

    cotizacion: Cotizacion | None
    pasos: tuple[Paso, ...] = ()
    falta: str = ""
    curva: tuple[Dinero | None, ...] = ()


def lecturas_de(perfil: Perfil) -> tuple[Lectura, ...]:
    """Every version, the newest first, each as its profile reads it and then as it could be read."""
    return tuple(lectura for tarifa in reversed(perfil.tarifas) for lectura in _lecturas(tarifa))


@lru_cache(maxsize=64)
def _lecturas(tarifa: Tarifa) -> tuple[Lectura, ...]:
    # Kept, so that the prices of a reading are worked out once and not at each move of the hand.
    metodos = _INTERCAMBIABLES if tarifa.metodo in _INTERCAMBIABLES else (tarifa.metodo,)
    indexacion = tarifa.indexacion
    cadenas = CADENAS if indexacion.clase != "ninguna" else (indexacion.cadena,)
    if tarifa.sin_precios:
        return (Lectura(tarifa),)
    hechas = []
    for metodo in sorted(metodos, key=lambda m: m != tarifa.metodo):
        for cadena in sorted(cadenas, key=lambda c: c != indexacion.cadena):
            otra = tuple(p for p in (metodo, cadena) if p not in (tarifa.metodo, indexacion.cadena))
            leida = replace(tarifa, metodo=metodo, indexacion=replace(indexacion, cadena=cadena))
            hechas.append(Lectura(leida, otra) if otra else Lectura(tarifa))
    return tuple(hechas)


def meses_de(tarifa: Tarifa, hoy: date) -> tuple[Periodo, ...]:
    """The months in which a version can be looked at; of one without end, up to this month."""
    hasta = tarifa.hasta if tarifa.hasta != SIN_FIN else max(tarifa.desde, Periodo.from_fecha(hoy))
    return tuple(tarifa.desde.mas(n) for n in range(hasta.desde(tarifa.desde) + 1))


def medidas_de(programa: Programa) -> tuple[str, ...]:
    """What must be said of how much was granted, one of them: `m3`, `porcentaje`, `importe`; empty for nothing."""
    if programa.forma in _MEDIDAS:
        return () if len(programa.valores_m3) == 1 else _MEDIDAS[programa.forma]
    return () if programa.porcentajes else ("porcentaje",)


_MEDIDAS = {
    "paga_como": ("m3",),
    "monto": ("importe",),
    "segun_estudio": ("m3", "porcentaje", "importe"),
    "autorizado": ("porcentaje", "importe"),
}


def simular(perfil: Perfil, solicitud: SolicitudCotizacion, lado: Lado, hoy: date) -> Simulacion:
    """The bill of a side, or why there is none; without its curve."""
    try:
        cotizacion = _cotizar(perfil, solicitud, lado, hoy)
    except NegocioError as error:
        return Simulacion(None, falta=error.mensaje)
    return Simulacion(cotizacion, cotizacion.pasos)


def trazar(
    perfil: Perfil,
    solicitud: SolicitudCotizacion,
    lado: Lado,
    hoy: date,
    volumenes: Sequence[int],
    sigue: Callable[[], bool] = lambda: True,
) -> tuple[Dinero | None, ...]:
    """The total of each volume in m³, whatever volume `solicitud` says; None for one that is refused.

    Args:
        sigue: asked before each volume; once it says no, what is left is not worked out, and nothing is returned.
    """
    totales: list[Dinero | None] = []
    for m3 in volumenes:
        if not sigue():
            return ()
        try:
            totales.append(_cotizar(perfil, replace(solicitud, m3=Decimal(m3)), lado, hoy).total)
        except NegocioError:
            totales.append(None)
    return tuple(totales)


def _cotizar(perfil: Perfil, solicitud: SolicitudCotizacion, lado: Lado, hoy: date) -> Cotizacion:
    return cotizar(replace(perfil, tarifas=(lado.lectura.tarifa,)), replace(solicitud, mes=lado.mes), hoy)
