"""Figures loaded after the program was installed: next year's prices, the ones a law leaves out, INPC, UMA.

One CSV of long rows, `uso, renglon, precio` and what tells them apart, dated and with its source; a cell that is blank
or a range that is missing is named, and nothing is loaded. docs/manual/tarifas.md has the columns.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from app.domain.periodo import Periodo
from app.domain.renglon import exigir_renglon
from app.domain.tarifa.escala import Escala
from app.domain.tarifa.tarifa import SIN_FIN
from app.errors import NegocioError
from app.perfiles.cuadros import MESES, Cuotas, Escalas, leer_escala
from app.perfiles.lectura import Falla, Fila, PerfilError, leer_filas

#: What a file may be, told by the columns that it must have.
CLASES = {"tarifas": ("uso", "renglon"), "inpc": ("mes", "inpc"), "uma": ("desde", "diaria")}
#: Of a price list, what says where it belongs; the same in every row, or given when it is loaded.
DATOS = ("organismo", "version", "desde", "hasta", "fuente")
_OPCIONALES = (*DATOS, "area", "clase", "nombre", "desde_m3", "hasta_m3", "precio", "agua", *MESES)
RENGLONES = (
    "cuota_minima", "tarifa_basica", "rango", "cuota_base", "tabla", "excedente", "cuota_fija", "porcentaje",
    "precio_fuente_propia",
)  # fmt: skip
_VERSION = re.compile(r"[A-Za-z0-9.-]{1,20}", re.ASCII)
#: More than anything costs: a typing error, of which a month's bill could no longer be kept.
LIMITE_PRECIO = 1_000_000
_POR_RANGOS = ("cuota_minima", "tarifa_basica", "rango")


K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Datos:
    """Of what, since when, and who published it; blank for what the file itself must say."""

    organismo: str = ""
    version: str = ""
    desde: str = ""
    hasta: str = ""
    fuente: str = ""


@dataclass(frozen=True, slots=True)
class Cargada:
    """A file of figures, read and dated, not yet checked against a profile."""

    clase: str
    datos: Datos
    filas: tuple[Fila, ...]

    @property
    def version(self) -> str:
        """As it was named, or `2025` of what begins with a year, else `2025-03`."""
        desde = self.desde
        return self.datos.version or (str(desde.ejercicio) if desde.mes == 1 else desde.texto())

    @property
    def desde(self) -> Periodo:
        """First month in force of a price list."""
        return Periodo.from_texto(self.datos.desde)

    @property
    def hasta(self) -> Periodo:
        """Last month in force; without end until another begins."""
        return Periodo.from_texto(self.datos.hasta) if self.datos.hasta else SIN_FIN

    def texto(self) -> str:
        """The file as it is kept: the same rows, each with what says where it belongs."""
        salida = io.StringIO()
        columnas = list(dict.fromkeys([*self.filas[0].celdas, *(DATOS if self.clase == "tarifas" else ("fuente",))]))
        escritor = csv.DictWriter(salida, columnas, lineterminator="\n")
        escritor.writeheader()
        propios = {
            c: getattr(self.datos, c) for c in columnas if c in DATOS and not (self.clase == "uma" and c == "desde")
        }
        escritor.writerows(dict(fila.celdas) | propios for fila in self.filas)
        return salida.getvalue()


@dataclass(frozen=True, slots=True)
class Precios:
    """The prices of a list, as a profile takes them.

    Attributes:
        porcentajes: of each (service, área).
        por_m3: of each service, the price a m³ for who has a source of its own.
    """

    escalas: Escalas
    cuotas: Cuotas
    porcentajes: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    por_m3: dict[str, Decimal] = field(default_factory=dict)


def leer_cargada(ruta: Path, dados: Datos = Datos()) -> Cargada:
    """Read a file, completing with `dados` what its rows do not say.

    Raises:
        EquipoError: `archivo_ilegible`.
        PerfilError: its mistakes, all of them; among them `desde` or `fuente` missing.
    """
    fallas: list[Falla] = []
    encabezado, filas = leer_filas(ruta, fallas)
    clase = next((c for c, columnas in CLASES.items() if set(columnas) <= set(encabezado)), "")
    if not clase:
        formas = "; o ".join(", ".join(columnas) for columnas in CLASES.values())
        raise PerfilError((Falla(ruta.name, 1, "encabezado", f"debe tener las columnas {formas}"),), "La lista")
    conocidas = (*CLASES[clase], *(_OPCIONALES if clase == "tarifas" else ("fuente",)))
    for columna in encabezado:
        if columna not in conocidas:
            fallas.append(Falla(ruta.name, 1, "encabezado", f"«{columna[:40]}» no se conoce"))
    if not filas and not fallas:
        fallas.append(Falla(ruta.name, 1, "archivo", "no tiene renglones"))
    datos = _datos(clase, filas, dados, ruta, fallas)
    if not fallas and any(fila.celdas.get(mes) for fila in filas for mes in MESES):
        datos = _del_ejercicio(datos, ruta, fallas)
    if fallas:
        raise PerfilError(tuple(fallas), "La lista")
    return Cargada(clase, datos, tuple(filas))


def _datos(clase: str, filas: Sequence[Fila], dados: Datos, ruta: Path, fallas: list[Falla]) -> Datos:
    datos = dados
    for columna in DATOS if clase == "tarifas" else ("fuente",):
        dichos = {f.celdas[columna] for f in filas if f.celdas.get(columna)}
        if getattr(dados, columna):
            dichos.add(getattr(dados, columna))
        if len(dichos) > 1:
            fallas.append(Falla(ruta.name, 1, columna, f"dice más de una cosa: {', '.join(sorted(dichos))[:80]}"))
        datos = replace(datos, **{columna: next(iter(dichos), "")})
    for columna in ("organismo", "desde", "fuente") if clase == "tarifas" else ("fuente",):
        if not getattr(datos, columna):
            fallas.append(Falla(ruta.name, 1, columna, f"falta: póngala en cada renglón o dígala con --{columna}"))
    meses = [_mes(datos, columna, ruta, fallas) for columna in ("desde", "hasta")] if clase == "tarifas" else []
    if all(meses) and meses[1:] < meses[:1]:
        fallas.append(Falla(ruta.name, 1, "hasta", "es anterior a «desde»"))
    _exigir_escribibles(datos, ruta, fallas)
    return _con_nombre(datos)


def _mes(datos: Datos, columna: str, ruta: Path, fallas: list[Falla]) -> Periodo | None:
    try:
        return Periodo.from_texto(texto) if (texto := getattr(datos, columna)) else None
    except NegocioError as error:
        fallas.append(Falla(ruta.name, 1, columna, error.mensaje))
        return None


def _exigir_escribibles(datos: Datos, ruta: Path, fallas: list[Falla]) -> None:
    """What stays in the diario, and names the version on paper and in orders, for ever."""
    try:
        exigir_renglon(datos.fuente)
    except NegocioError as error:
        fallas.append(Falla(ruta.name, 1, "fuente", error.mensaje))
    if datos.version and not _VERSION.fullmatch(datos.version):
        fallas.append(
            Falla(ruta.name, 1, "version", "debe ser de letras sin acento, cifras, puntos y guiones, hasta 20")
        )


def _con_nombre(datos: Datos) -> Datos:
    """`Loreto`, `loreto/2025`: as an organismo is asked for everywhere else."""
    nombre, _, version = datos.organismo.lower().replace("/", "-", 1).partition("-")
    return replace(datos, organismo=nombre, version=datos.version or version)


def _del_ejercicio(datos: Datos, ruta: Path, fallas: list[Falla]) -> Datos:
    """A list with a price for each month is of a whole year, and of no other."""
    ejercicio = Periodo.from_texto(datos.desde).ejercicio
    if datos.desde != f"{ejercicio}-01" or datos.hasta not in ("", f"{ejercicio}-12"):
        mensaje = f"los precios de ene a dic rigen de {ejercicio}-01 a {ejercicio}-12, y se pide otra cosa"
        fallas.append(Falla(ruta.name, 1, "desde", mensaje))
    return replace(datos, hasta=f"{ejercicio}-12")


def precios_de(
    cargada: Cargada, metodo: str, usos: tuple[str, ...], areas: tuple[str, ...], servicios: tuple[str, ...]
) -> Precios:
    """The prices of a list, with its mistakes noted in the list that its rows carry."""
    por_cuadro: dict[tuple[str, str], list[Fila]] = {}
    precios, derivados = Precios({}, {}), tuple(s for s in servicios if s != "agua")
    for fila in cargada.filas:
        renglon = fila.palabra("renglon", RENGLONES)
        if renglon == "porcentaje":
            servicio, tasa = fila.palabra("clase", derivados), _precio(fila, 100)
            for area in _areas(fila, areas):
                _poner(precios.porcentajes, (servicio, area), tasa, fila)
        elif renglon == "precio_fuente_propia":
            _poner(precios.por_m3, fila.palabra("clase", derivados), _precio(fila), fila)
        elif renglon == "cuota_fija":
            llave = (fila.palabra("uso", usos), fila.celdas.get("clase", ""))
            _poner(precios.cuotas, llave, _precios(fila), fila)
        else:
            uso = fila.palabra("uso", usos)
            for area in _areas(fila, areas):
                por_cuadro.setdefault((uso, area), []).append(fila)
    for llave, filas in por_cuadro.items():
        precios.escalas[llave] = _escalas(filas, metodo)
    return precios


def _poner(en: dict[K, V], llave: K, valor: V, fila: Fila) -> None:
    """Keep what a row says, once: of two rows nobody could tell which one is right."""
    if llave in en:
        nombre = " ".join(fila.celdas.get(columna, "") for columna in ("uso", "clase"))
        fila.fallar("clase", f"«{nombre.strip()}» ya está en otro renglón")
    en[llave] = valor


def _areas(fila: Fila, areas: tuple[str, ...]) -> tuple[str, ...]:
    """The área of a row, or all of them when it says none."""
    return (fila.palabra("area", areas),) if fila.celdas.get("area") else areas


def _precio(fila: Fila, limite: int = LIMITE_PRECIO) -> Decimal:
    """The price of a row; a blank one is a hole, and is named."""
    columna = "precio" if "precio" in fila.celdas else "agua"
    if not fila.celdas.get(columna):
        fila.fallar(columna, "falta el precio")
        return Decimal(0)
    return _hasta(fila, columna, limite)


def _hasta(fila: Fila, columna: str, limite: int) -> Decimal:
    valor = fila.decimal(columna)
    if valor > limite:
        fila.fallar(columna, f"{valor:f} es demasiado: no puede pasar de {limite:,}")
    return valor


def _precios(fila: Fila) -> tuple[Decimal, ...]:
    """One price, or one for each month when the list has them."""
    if not any(fila.celdas.get(mes) for mes in MESES):
        return (_precio(fila),)
    return tuple(_hasta(fila, mes, LIMITE_PRECIO) for mes in MESES)


def _escalas(filas: list[Fila], metodo: str) -> tuple[Escala, ...]:
    if metodo != "tabla":
        return _por_rangos(filas, metodo)
    base, excedente, tabla = (
        [f for f in filas if f.celdas["renglon"] == r] for r in ("cuota_base", "excedente", "tabla")
    )
    for nombre, unica in (("cuota_base", base), ("excedente", excedente)):
        if len(unica) != 1:
            filas[0].fallar("renglon", f"el cuadro tiene {len(unica)} renglones «{nombre}»; debe tener uno")
            return ()
    for esperado, fila in enumerate(tabla):
        if fila.entero("desde_m3") != esperado:
            fila.fallar("desde_m3", f"debía ser {esperado}: hay un hueco o uno repetido")
    bases, excedentes, por_m3 = _precios(base[0]), _precios(excedente[0]), [_precios(f) for f in tabla]
    if len({len(p) for p in (bases, excedentes, *por_m3)}) > 1:
        filas[0].fallar("precio", "unos renglones traen un precio y otros doce: deben ser todos iguales")
        return ()
    return tuple(
        Escala(bases[mes], tabla=tuple(p[mes] for p in por_m3), excedente=excedentes[mes]) for mes in range(len(bases))
    )


def _por_rangos(filas: list[Fila], metodo: str) -> tuple[Escala, ...]:
    """By ranges; a list with a column for each month gives a scale for each."""
    ajenas = [f for f in filas if f.celdas["renglon"] not in _POR_RANGOS]
    for fila in ajenas:
        fila.fallar("renglon", f"«{fila.celdas['renglon']}» no es de una tarifa por rangos")
    cuantos = {len(_precios(f)) for f in filas}
    if ajenas or len(cuantos) > 1:
        filas[0].fallar("precio", "unos renglones traen un precio y otros doce: deben ser todos iguales")
        return ()
    return tuple(leer_escala([_con_precio(f, mes) for f in filas], metodo) for mes in range(cuantos.pop()))


def _con_precio(fila: Fila, mes: int) -> Fila:
    celdas = {"desde_m3": "", "hasta_m3": ""} | dict(fila.celdas) | {"agua": f"{_precios(fila)[mes]:f}"}
    return Fila(fila.archivo, fila.renglon, celdas, fila.fallas)
