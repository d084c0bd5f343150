"""Round trip against the tables of Romita's law as published: every cell of them, quoted.

The tables are read here by the test's own reader; digests of them, taken from the published ones, find a cell that
somebody changed in the copy that the program ships.
"""

from __future__ import annotations

import csv
import hashlib
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from app import perfiles
from app.tarifa.cotizacion import Cotizacion, SolicitudCotizacion, cotizar

PUBLICADAS = Path(__file__).parents[2] / "resources" / "organismos" / "romita" / "2020"
MESES = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
USOS = ("domestica", "comercial", "industrial", "mixta")
HOY = date(2020, 3, 5)
PERFIL = perfiles.cargar("romita")

#: SHA-256 of the cells of each table, a line each: `row;month;amount as printed`.
HUELLAS = {
    "consumo-domestica": "81dcd676ded367677d2c2d6b20614e4181250bfcfb5671f03284764f49b32014",
    "consumo-comercial": "b887d92c12b5b9c8659c5fbddec73538ccc56e1f1b9c46e36e34df06fe9ac674",
    "consumo-industrial": "df6827a1151da6065fa40e6a772ec1044438796d30e053ef5507091121eaef3e",
    "consumo-mixta": "5b2a0be43a75e7810bcc3647e33ba2dd0a4f8234b7b7c558343ba5098049cb84",
    "cuota-base": "c3914aa1d2ba5afdeffe11658b81ff547b5e0659f97cce27eacce3c45cb290b7",
    "precio-mas-de-200": "37c74d7f4806883e177f72f4d07136c9e3570bb9ef425d473c3a751d03a70fc8",
    "cuotas-fijas": "6f29c4a24736dce95c28764a88063b09904d1fec91e6a2fc8f31c4fb16d08d20",
}


@cache
def _tabla(nombre: str) -> dict[str, dict[str, str]]:
    """Printed amounts of a table, by row and month."""
    with (PUBLICADAS / f"{nombre}.csv").open(encoding="utf-8", newline="") as archivo:
        filas = [list(fila) for fila in csv.reader(archivo)]
    return {fila[0]: dict(zip(filas[0][1:], fila[1:], strict=True)) for fila in filas[1:]}


def _cotizar(uso: str, mes: int, **campos: str) -> Cotizacion:
    textos = {"organismo": "romita", "uso": uso, "mes": f"2020-{mes:02d}"} | campos
    return cotizar(PERFIL, SolicitudCotizacion.from_textos(textos), HOY)


def _agua(cotizacion: Cotizacion) -> str:
    return next(c.importe.texto() for c in cotizacion.conceptos if c.clave == "agua")


@pytest.mark.parametrize("nombre", HUELLAS)
def test_shipped_tables_are_the_published_ones(nombre: str) -> None:
    celdas = hashlib.sha256()
    for renglon, importes in _tabla(nombre).items():
        for mes in MESES:
            celdas.update(f"{renglon};{mes};{importes[mes]}\n".encode())
    assert celdas.hexdigest() == HUELLAS[nombre]


@pytest.mark.parametrize("mes", range(1, 13), ids=MESES)
@pytest.mark.parametrize("uso", USOS)
def test_every_cell_is_what_is_charged(uso: str, mes: int) -> None:
    columna = MESES[mes - 1]
    base = Decimal(_tabla("cuota-base")[uso][columna])
    impresas = {m3: str(base + Decimal(fila[columna])) for m3, fila in _tabla(f"consumo-{uso}").items()}
    assert len(impresas) == 201
    assert {m3: _agua(_cotizar(uso, mes, m3=m3)) for m3 in impresas} == impresas


@pytest.mark.parametrize("uso", USOS)
def test_beyond_the_table_every_m3_at_the_price_of_the_month(uso: str) -> None:
    for mes, columna in enumerate(MESES, start=1):
        base, precio = (Decimal(_tabla(t)[uso][columna]) for t in ("cuota-base", "precio-mas-de-200"))
        for m3 in (201, 202, 250, 1000):
            assert _agua(_cotizar(uso, mes, m3=str(m3))) == str(base + m3 * precio)


def test_every_cuota_fija_is_what_is_charged() -> None:
    for uso, importes in _tabla("cuotas-fijas").items():
        cobradas = {columna: _agua(_cotizar(uso, mes, regimen="fijo")) for mes, columna in enumerate(MESES, start=1)}
        assert cobradas == importes
