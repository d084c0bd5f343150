"""The CSV tables of a profile besides its prices of agua: price list, INPC and UMA."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from app.domain.indice import Inpc, Uma
from app.domain.periodo import Periodo
from app.domain.servicio import UNIDADES_DE_PRECIO, Servicio
from app.perfiles.lectura import Falla, leer_csv

COLUMNAS_DE_SERVICIOS = (
    "clave", "concepto", "precio", "unidad_de_precio", "unidad", "causa_iva", "iva_segun", "indexa", "fundamento",
)  # fmt: skip

_SI_NO = ("si", "no")


def leer_servicios(ruta: Path, fallas: list[Falla]) -> tuple[Servicio, ...]:
    """The price list; a blank price is of a service whose amount is given when it is charged."""
    servicios: dict[str, Servicio] = {}
    for fila in leer_csv(ruta, COLUMNAS_DE_SERVICIOS, fallas):
        clave = fila.texto("clave")
        if clave in servicios:
            fila.fallar("clave", f"«{clave}» ya está en otro renglón")
        fila.palabra("iva_segun", ("ley", "decision"))
        servicios[clave] = Servicio(
            clave=clave,
            concepto=fila.texto("concepto"),
            precio=fila.decimal("precio") if fila.celdas["precio"] else None,
            unidad_de_precio=fila.palabra("unidad_de_precio", UNIDADES_DE_PRECIO),
            unidad=fila.texto("unidad"),
            causa_iva=fila.palabra("causa_iva", _SI_NO) == "si",
            indexa=fila.palabra("indexa", _SI_NO) == "si",
            fundamento=fila.texto("fundamento"),
        )
    return tuple(servicios.values())


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
