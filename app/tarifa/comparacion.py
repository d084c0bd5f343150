"""Dry run of another tariff over the padrón: nothing is written in the caja, and nobody is charged by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from app.domain.perfil import Perfil
from app.domain.periodo import Periodo
from app.domain.tarifa.comparacion import (
    Comparacion,
    Comparada,
    SinComparar,
    VersionComparada,
    comparar_cuenta,
    resumir,
)
from app.domain.tarifa.escala import METODOS_POR_RANGOS
from app.domain.tarifa.facturacion import tarificador
from app.domain.tarifa.indice import CADENAS
from app.domain.tarifa.tarifa import CONDOMINIOS, TOMAS_MUERTAS, Tarifa
from app.errors import NegocioError, UsoError
from app.ports import Padron

#: Settings that a version may be asked for with another word, `cajeme/2023:metodo=escalonado`, and the words of each.
PALABRAS = {
    "metodo": METODOS_POR_RANGOS,
    "cadena": CADENAS,
    "toma_muerta": TOMAS_MUERTAS,
    "condominio": CONDOMINIOS,
}
#: Months of recibos that are read of each cuenta: the last one, and the twelve before it.
_MESES = 13


@dataclass(frozen=True, slots=True)
class PedidoComparacion:
    """Two versions, each with the month whose prices count; its first one where none is given."""

    version1: str
    version2: str
    mes1: Periodo | None = None
    mes2: Periodo | None = None


def elegir_versiones(
    pedido: PedidoComparacion, organismo: str, cargar: Callable[[str], Perfil]
) -> tuple[VersionComparada, VersionComparada]:
    """The two versions asked for, of the organismo of the caja.

    Raises:
        NegocioError: `organismo_ajeno`, and as `elegir_version`.
    """
    uno = elegir_version(pedido.version1, pedido.mes1, cargar)
    dos = elegir_version(pedido.version2, pedido.mes2, cargar)
    for version in (uno, dos):
        if version.tarifa.organismo != organismo:
            raise NegocioError(
                "organismo_ajeno", f"{version.nombre[:40]} no es de {organismo}, y el padrón de esta caja sí."
            )
    return uno, dos


def elegir_version(pedida: str, mes: Periodo | None, cargar: Callable[[str], Perfil]) -> VersionComparada:
    """A version by its name, `cajeme/2023`, with other words in its settings after colons.

    Raises:
        UsoError: `version_invalida`, it is not written so.
        NegocioError: `organismo_desconocido`, `version_desconocida`, `palabra_desconocida`, `tarifa_sin_precios`,
            `tarifa_no_vigente`, `inpc_faltante`.
    """
    clave, *palabras = pedida.split(":")
    organismo, _, version = clave.strip().lower().replace("/", "-", 1).partition("-")
    if not version:
        raise UsoError("version_invalida", f"«{pedida[:40]}» no dice qué versión: escríbala como cajeme/2023.")
    perfil = cargar(organismo)
    tarifa = next((t for t in perfil.tarifas if t.version == version), None)
    if tarifa is None:
        hay = ", ".join(t.clave for t in perfil.tarifas)
        raise NegocioError("version_desconocida", f"No hay tarifa {clave[:40]}. Las que hay: {hay}.")
    tarifa.exigir_precios()
    for palabra in palabras:
        tarifa = _con_palabra(tarifa, palabra)
    mes = mes or tarifa.desde
    # Refused once, here, and not cuenta by cuenta.
    tarifa.precio_del_mes(Decimal(1), mes)
    return VersionComparada(pedida, tarifa, mes, tarificador(tarifa))


def _con_palabra(tarifa: Tarifa, palabra: str) -> Tarifa:
    nombre, _, valor = (parte.strip() for parte in palabra.partition("="))
    if nombre not in PALABRAS:
        raise UsoError("version_invalida", f"«{palabra[:40]}» no se entiende: se puede cambiar {', '.join(PALABRAS)}.")
    if valor not in PALABRAS[nombre]:
        raise NegocioError(
            "palabra_desconocida", f"«{valor[:40]}» no es un valor de {nombre}. Son: {', '.join(PALABRAS[nombre])}."
        )
    if nombre == "cadena":
        return replace(tarifa, indexacion=replace(tarifa.indexacion, cadena=valor))
    if nombre == "metodo" and tarifa.metodo not in METODOS_POR_RANGOS:
        raise NegocioError(
            "palabra_desconocida", f"La tarifa {tarifa.clave} es una tabla: no se puede leer por rangos."
        )
    cambio: dict[str, Any] = {nombre: valor}
    return replace(tarifa, **cambio)


def comparar(
    padron: Padron,
    uno: VersionComparada,
    dos: VersionComparada,
    hasta: Periodo,
    anotar: Callable[[Comparada], None] | None = None,
) -> Comparacion:
    """Price the last recibo of every cuenta, of the year up to a month, by two versions.

    Args:
        anotar: told each cuenta that was compared, as it goes by.

    Raises:
        EquipoError: the disk.
    """

    def comparadas() -> Iterator[Comparada | SinComparar]:
        with padron.expedientes() as expedientes:
            for expediente in expedientes.leer(hasta.mas(1 - _MESES), hasta):
                comparada = comparar_cuenta(expediente, uno, dos)
                if anotar is not None and isinstance(comparada, Comparada):
                    anotar(comparada)
                yield comparada

    return resumir(comparadas())
