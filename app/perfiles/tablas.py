"""The national figures that prices rest on, as CSV: INPC and UMA."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from app.domain.periodo import Periodo
from app.domain.tarifa.indice import Inpc, Uma
from app.perfiles.cargada import Cargada
from app.perfiles.lectura import Falla, Fila, PerfilError, leer_csv


def leer_inpc(ruta: Path, fallas: list[Falla]) -> Inpc:
    """The INPC, months in order and none twice."""
    valores: list[tuple[Periodo, Decimal]] = []
    for fila in leer_csv(ruta, ("mes", "inpc"), fallas):
        mes, valor = fila.periodo("mes"), fila.decimal("inpc")
        if valores and mes <= valores[-1][0]:
            fila.fallar("mes", "los meses deben ir en orden, cada uno una vez")
        if not valor:
            fila.fallar("inpc", "debe ser mayor que cero")
        valores.append((mes, valor))
    return Inpc(tuple(valores))


def leer_uma(ruta: Path, fallas: list[Falla]) -> Uma:
    """The UMA, pesos a day, dates in order and none twice."""
    valores: list[tuple[date, Decimal]] = []
    for fila in leer_csv(ruta, ("desde", "diaria"), fallas):
        desde = _fecha(fila)
        if valores and desde <= valores[-1][0]:
            fila.fallar("desde", "las fechas deben ir en orden, cada una una vez")
        valores.append((desde, fila.decimal("diaria")))
    return Uma(tuple(valores))


def con_inpc(inpc: Inpc, cargadas: Sequence[Cargada]) -> Inpc:
    """The INPC with the months loaded since.

    Raises:
        PerfilError: a month is loaded with another value than the one there is: charges rest on it.
    """
    valores = dict(inpc.valores)
    for fila in _filas_de("inpc", cargadas):
        mes, valor = fila.periodo("mes"), fila.decimal("inpc")
        if not valor:
            fila.fallar("inpc", "debe ser mayor que cero")
        if valores.setdefault(mes, valor) != valor:
            fila.fallar("inpc", f"el INPC de {mes} ya está cargado como {valores[mes]}")
    return Inpc(tuple(sorted(valores.items())))


def con_uma(uma: Uma, cargadas: Sequence[Cargada]) -> Uma:
    """The UMA with the values loaded since.

    Raises:
        PerfilError: a date is loaded with another value than the one there is.
    """
    valores = dict(uma.valores)
    for fila in _filas_de("uma", cargadas):
        desde, valor = _fecha(fila), fila.decimal("diaria")
        if not valor:
            fila.fallar("diaria", "debe ser mayor que cero")
        if valores.setdefault(desde, valor) != valor:
            fila.fallar("diaria", f"la UMA desde {desde} ya está cargada como {valores[desde]}")
    return Uma(tuple(sorted(valores.items())))


def _filas_de(clase: str, cargadas: Sequence[Cargada]) -> Iterator[Fila]:
    """Rows of the files of a kind; what is found wrong in them by then is raised at the end."""
    for cargada in cargadas:
        if cargada.clase == clase:
            yield from cargada.filas
            if cargada.filas[0].fallas:
                raise PerfilError(tuple(cargada.filas[0].fallas), "La lista")


def _fecha(fila: Fila) -> date:
    try:
        return date.fromisoformat(fila.celdas["desde"])
    except ValueError:
        fila.fallar("desde", f"«{fila.celdas['desde'][:40]}» no es una fecha AAAA-MM-DD")
        return date.min
