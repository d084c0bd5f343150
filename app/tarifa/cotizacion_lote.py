"""Quoting many bills from a CSV file, in order: a row that cannot be quoted is told apart and the rest goes on."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.perfil import Perfil
from app.errors import EquipoError, NegocioError, UsoError
from app.tarifa.cotizacion import Cotizacion, cotizar
from app.tarifa.pedido_cotizacion import FLAGS, TEXTOS, SolicitudCotizacion

OBLIGATORIAS = ("organismo", "uso", "m3")
COLUMNAS = (*TEXTOS, *FLAGS, "sin_servicio")


@dataclass(frozen=True, slots=True)
class Cotizaciones:
    """Quotations of a file, row by row, and what was noticed about the file."""

    resultados: tuple[Cotizacion | NegocioError, ...]
    avisos: tuple[str, ...]


def cotizar_lote(ruta: Path, cargar: Callable[[str], Perfil], hoy: date) -> Cotizaciones:
    """Quote every row of a UTF-8 CSV file with a header; columns in any order, those not in `COLUMNAS` are not read.

    Args:
        cargar: gives the profile of an organismo; asked once for each.

    Raises:
        EquipoError: `archivo_ilegible`.
        NegocioError: `archivo_codificacion`, `archivo_columnas`, `archivo_invalido`: nothing of the file is quoted.
    """
    perfiles: dict[str, Perfil] = {}

    def cotizar_fila(fila: dict[str, str]) -> Cotizacion | NegocioError:
        try:
            solicitud = SolicitudCotizacion.from_textos(fila)
            if solicitud.organismo not in perfiles:
                perfiles[solicitud.organismo] = cargar(solicitud.organismo)
            return cotizar(perfiles[solicitud.organismo], solicitud, hoy)
        except NegocioError as error:
            return error

    try:
        with ruta.open(encoding="utf-8-sig", newline="") as archivo:
            lector = csv.reader(archivo, strict=True)
            encabezado, sobrantes = _encabezado(next(lector, []))
            resultados = tuple(
                fila if isinstance(fila, NegocioError) else cotizar_fila(fila) for fila in _filas(lector, encabezado)
            )
    except OSError as error:
        raise EquipoError("archivo_ilegible", f"No se pudo leer {ruta}. Revise que exista y sus permisos.") from error
    except UnicodeDecodeError as error:
        raise NegocioError("archivo_codificacion", f"{ruta.name} no está en UTF-8. Guárdelo como CSV UTF-8.") from error
    except csv.Error as error:
        raise NegocioError(
            "archivo_invalido", f"{ruta.name}, renglón {lector.line_num}: no es CSV. Revise sus comillas y su largo."
        ) from error
    avisos = (f"Columnas que no se conocen y no se leyeron: {', '.join(sobrantes)}.",) if sobrantes else ()
    return Cotizaciones(resultados, avisos)


def _encabezado(celdas: list[str]) -> tuple[list[str], list[str]]:
    encabezado = [c.strip().lower() for c in celdas]
    faltan = [c for c in OBLIGATORIAS if c not in encabezado]
    if faltan:
        raise NegocioError("archivo_columnas", f"Al archivo le faltan columnas: {', '.join(faltan)}.")
    repetidas = sorted({c for c in encabezado if encabezado.count(c) > 1})
    if repetidas:
        raise NegocioError("archivo_columnas", f"El archivo repite columnas: {', '.join(repetidas)}.")
    return encabezado, [c[:40] for c in encabezado if c not in COLUMNAS]


def _filas(lector: Iterator[list[str]], encabezado: list[str]) -> Iterator[dict[str, str] | NegocioError]:
    for celdas in lector:
        if not celdas:
            continue
        if len(celdas) == len(encabezado):
            yield dict(zip(encabezado, celdas, strict=True))
        else:
            mensaje = f"El renglón tiene {len(celdas)} celdas y el encabezado {len(encabezado)}."
            yield UsoError("renglon_invalido", mensaje)
