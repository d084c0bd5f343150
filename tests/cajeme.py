"""The shipped profile of Cajeme and its tables of cases, for the tests that work on them."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from app import perfiles
from app.domain.beneficio.programa import Descuento
from app.domain.cuenta import Cargo, Cuenta, Recibo
from app.domain.dinero import Dinero
from app.domain.periodo import Periodo
from app.domain.tarifa.suministro import Suministro
from app.domain.tarifa.tarifa import Tarifa
from app.domain.tarifa.tarificacion import Concepto

CASOS = Path(__file__).parent / "casos"
PERFIL = perfiles.cargar("cajeme")
TARIFA = PERFIL.tarifas[0]
ENERO = Periodo(2023, 1)
CLAVES = ("agua", "alcantarillado", "saneamiento", "iva")


def casos(nombre: str) -> list[dict[str, str]]:
    """Rows of a table of cases."""
    with (CASOS / f"{nombre}.csv").open(encoding="utf-8", newline="") as archivo:
        return list(csv.DictReader(archivo))


def con(**cambios: Any) -> Tarifa:
    """The tariff with other words in its settings."""
    cadena = cambios.pop("cadena", None)
    if cadena is not None:
        cambios["indexacion"] = replace(TARIFA.indexacion, cadena=cadena)
    return replace(TARIFA, **cambios)


def un_suministro(m3: object = 32, uso: str = "domestico", area: str = "urbana", **otros: Any) -> Suministro:
    """What a toma with every service received in January."""
    campos = {"periodo": ENERO, "servicios": PERFIL.servicios_de_toma} | otros
    return Suministro(uso=uso, area=area, m3=Decimal(str(m3)), **campos)


def una_cuenta(**otros: Any) -> Cuenta:
    """A domestic, urban, metered cuenta."""
    campos = {"uso": "domestico", "area": "urbana", "medidor": "M-1", "servicios": PERFIL.servicios_de_toma} | otros
    return Cuenta("100", "Titular Inventado", **campos)


def un_recibo(m3: object, *cargos: tuple[str, str], **otros: Any) -> Recibo:
    """The recibo of January, due on the 20th of February, with (clave, amount) as billed."""
    campos = {"periodo": ENERO, "vence": date(2023, 2, 20)} | otros
    lineas = tuple(Cargo(clave, Dinero.from_texto(importe)) for clave, importe in cargos)
    return Recibo(cuenta="100", m3=Decimal(str(m3)), cargos=lineas, **campos)


def importes(lineas: tuple[Concepto, ...] | tuple[Descuento, ...]) -> dict[str, str]:
    """Amount of each concepto, as text."""
    return {linea.clave: linea.importe.texto() for linea in lineas}


def columnas(caso: dict[str, str], prefijo: str = "") -> dict[str, str]:
    """What a row of a table says of each concepto, those without amount left out."""
    leidas = {clave: caso.get(prefijo + clave, "0.00") for clave in CLAVES}
    return {clave: importe for clave, importe in leidas.items() if importe != "0.00"}
