"""The columns of a price table that are the law's own arithmetic: nobody is charged by them, `tarifa revisar` does."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from app.domain.tarifa.escala import Rango
from app.domain.tarifa.revision_precios import RenglonPublicado, nombre_de_rango
from app.perfiles.cuadros import COLUMNAS_DE_RANGOS, COLUMNAS_PUBLICADAS
from app.perfiles.lectura import Fila, leer_csv


def leer_publicados(carpeta: Path) -> tuple[RenglonPublicado, ...]:
    """Rows of `tarifas.csv` that print more than their agua; none where the folder has no such table.

    Args:
        carpeta: of a profile that was loaded, so that its cells are known to be numbers.

    Raises:
        EquipoError: `archivo_ilegible`.
    """
    ruta = carpeta / "tarifas.csv"
    if not ruta.is_file():
        return ()
    filas = leer_csv(ruta, COLUMNAS_DE_RANGOS, [], COLUMNAS_PUBLICADAS)
    return tuple(_publicado(fila) for fila in filas if _is_publicada(fila))


def _is_publicada(fila: Fila) -> bool:
    return any(fila.celdas.get(columna) for columna in COLUMNAS_PUBLICADAS)


def _publicado(fila: Fila) -> RenglonPublicado:
    renglon = fila.celdas["renglon"]
    if renglon == "rango":
        hasta = fila.entero("hasta_m3") if fila.celdas["hasta_m3"] else None
        renglon = nombre_de_rango(Rango(fila.entero("desde_m3"), hasta, fila.decimal("agua")))
    columnas = ("agua", *COLUMNAS_PUBLICADAS)
    importes = {c: fila.decimal(c) if fila.celdas.get(c) else Decimal(0) for c in columnas}
    return RenglonPublicado(fila.celdas["uso"], fila.celdas["area"], renglon, **importes)
