"""Every row of the tables of quotes in tests/casos, for the four organismos."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.beneficio.programa import Descuento
from app.domain.dinero import suma
from app.domain.tarifa.tarificacion import Concepto
from app.errors import NegocioError
from app.tarifa.cotizacion import Cotizacion, SolicitudCotizacion, cotizar
from tests.organismos import perfil_de_prueba

CASOS = Path(__file__).parents[1] / "casos"
#: The month of the rows that do not say theirs, the first of the prices of the tests.
HOY = date(2025, 1, 15)
#: Columns that are given; those that only explain; the rest is what must come out.
DATOS = {campo.name for campo in fields(SolicitudCotizacion)}
PALABRAS = {"metodo", "cadena", "condominio"}
NOTAS = {"articulo", "caso", "a_mano", "linea"}
#: What is read of one `linea` of the bill, and of a refusal.
TEXTOS = ("detalle", "fundamento")


def _renglones() -> Iterator[Any]:
    for ruta in sorted(CASOS.glob("*.csv")):
        with ruta.open(encoding="utf-8", newline="") as archivo:
            lector = csv.DictReader(archivo)
            if not {"organismo", "uso"} <= set(lector.fieldnames or ()):
                continue
            for numero, caso in enumerate(lector, start=2):
                yield pytest.param(ruta.stem, caso, id=f"{ruta.stem}:{numero}")


RENGLONES = list(_renglones())


def _lineas(cotizacion: Cotizacion, columna: str) -> list[Concepto | Descuento]:
    """Lines of a concepto, or of `descuento_` and the concepto."""
    lineas = cotizacion.descuentos if columna.startswith("descuento_") else cotizacion.conceptos
    return [linea for linea in lineas if linea.clave == columna.removeprefix("descuento_")]


def _salida(cotizacion: Cotizacion, columna: str, linea: str) -> str:
    """What a quote says in a column of the table."""
    if columna in ("importe", "descuento", "total"):
        return str(getattr(cotizacion, columna).texto())
    if columna == "m3_cobrados":
        return str(cotizacion.m3)
    if columna in TEXTOS:
        return " | ".join(getattr(x, columna) for x in _lineas(cotizacion, linea))
    return suma(x.importe for x in _lineas(cotizacion, columna)).texto()


def _sale(caso: dict[str, str], columnas: list[str]) -> dict[str, str]:
    palabras = {clave: caso[clave] for clave in PALABRAS if caso.get(clave)}
    datos = {clave: texto for clave, texto in caso.items() if clave in DATOS}
    try:
        perfil = perfil_de_prueba(caso["organismo"], **palabras)
        cotizacion = cotizar(perfil, SolicitudCotizacion.from_textos(datos), HOY)
    except NegocioError as e:
        return {"error": e.clave} | ({"mensaje": e.mensaje} if "mensaje" in columnas else {})
    return {columna: _salida(cotizacion, columna, caso.get("linea", "")) for columna in columnas}


@pytest.mark.parametrize(("tabla", "caso"), RENGLONES)
def test_every_row(tabla: str, caso: dict[str, str]) -> None:
    debe = {c: v for c, v in caso.items() if v and c not in DATOS | PALABRAS | NOTAS}
    sale = _sale(caso, list(debe))
    dado = ", ".join(f"{c} {v}" for c, v in caso.items() if v and c in DATOS | PALABRAS)
    assert sale == debe, f"{tabla}, {caso['articulo']}: {caso['caso']} ({dado}). A mano: {caso.get('a_mano', '')}"


def test_every_column_is_understood() -> None:
    conceptos = {"agua", "alcantarillado", "saneamiento", "drenaje", "tratamiento", "iva"}
    salidas = (
        {"importe", "descuento", "total", "error", "mensaje", "m3_cobrados", *TEXTOS}
        | conceptos
        | {f"descuento_{c}" for c in conceptos}
    )
    for parametros in RENGLONES:
        tabla, caso = parametros.values
        assert set(caso) <= DATOS | PALABRAS | NOTAS | salidas, tabla


def test_there_are_cases_of_the_four_organismos() -> None:
    vistos = [caso["organismo"] for _, caso in (p.values for p in RENGLONES)]
    assert set(vistos) == {"cajeme", "romita", "loreto", "ocampo"}
    assert len(vistos) >= 400
