"""The CSV tables of a profile: tariff, INPC and UMA."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from app.domain.indice import Inpc, Uma
from app.domain.periodo import Periodo
from app.domain.tarifa import Rango
from app.perfiles.lectura import Falla, Fila, leer_csv

#: `agua` is the price; the columns after it are the law's own arithmetic, kept as it is printed.
COLUMNAS_DE_TARIFA = (
    "uso", "area", "renglon", "desde_m3", "hasta_m3", "agua", "iva", "alcantarillado",
    "total_sin_saneamiento", "saneamiento", "importe_total",
)  # fmt: skip

#: Cuota mínima and ranges of each (uso, área).
Precios = dict[tuple[str, str], tuple[Decimal, tuple[Rango, ...]]]


def leer_tarifa(ruta: Path, usos: tuple[str, ...], areas: tuple[str, ...], fallas: list[Falla]) -> Precios:
    """Prices by uso and área; every table has one cuota mínima and ranges that follow one another without a gap."""
    filas: dict[tuple[str, str], list[Fila]] = {}
    for fila in leer_csv(ruta, COLUMNAS_DE_TARIFA, fallas):
        llave = (fila.palabra("uso", usos), fila.palabra("area", areas))
        filas.setdefault(llave, []).append(fila)
    return {llave: _leer_cuadro(del_cuadro) for llave, del_cuadro in filas.items()}


def _leer_cuadro(filas: list[Fila]) -> tuple[Decimal, tuple[Rango, ...]]:
    cuotas = []
    rangos: list[Rango] = []
    for fila in filas:
        for columna in COLUMNAS_DE_TARIFA[6:]:
            if fila.celdas[columna]:
                fila.decimal(columna)
        if fila.palabra("renglon", ("cuota_minima", "rango")) == "cuota_minima":
            cuotas.append(fila.decimal("agua"))
        else:
            rangos.append(_leer_rango(fila, rangos))
    if len(cuotas) != 1:
        filas[0].fallar("renglon", f"el cuadro tiene {len(cuotas)} cuotas mínimas; debe tener una")
    if not rangos or rangos[-1].hasta is not None:
        filas[-1].fallar("hasta_m3", "el último rango del cuadro debe quedar abierto, con hasta_m3 vacío")
    return (cuotas[0] if cuotas else Decimal(0)), tuple(rangos)


def _leer_rango(fila: Fila, antes: list[Rango]) -> Rango:
    desde = fila.entero("desde_m3")
    hasta = fila.entero("hasta_m3") if fila.celdas["hasta_m3"] else None
    esperado = 0 if not antes else None if antes[-1].hasta is None else antes[-1].hasta + 1
    if desde != esperado:
        debe = "no debe haber rango después del abierto" if esperado is None else f"debe empezar en {esperado}"
        fila.fallar("desde_m3", f"empieza en {desde} y {debe}: hay un hueco o un traslape")
    if hasta is not None and hasta < desde:
        fila.fallar("hasta_m3", f"termina en {hasta}, antes de empezar en {desde}")
    return Rango(desde, hasta, fila.decimal("agua"))


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
        try:
            desde = date.fromisoformat(fila.celdas["desde"])
        except ValueError:
            fila.fallar("desde", f"«{fila.celdas['desde'][:40]}» no es una fecha AAAA-MM-DD")
            continue
        if valores and desde <= valores[-1][0]:
            fila.fallar("desde", "las fechas deben ir en orden, cada una una vez")
        valores.append((desde, fila.decimal("diaria")))
    return Uma(tuple(valores))
