"""Profiles of the four organismos for the tests; Loreto and Ocampo with the invented prices of tests/casos."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from app import perfiles
from app.domain.perfil import Perfil

CASOS = Path(__file__).parent / "casos"
#: Structure without prices, and where its files are.
SIN_PRECIOS = {"loreto": "2025", "ocampo": "2022"}


@cache
def perfil_de_prueba(organismo: str, metodo: str = "", cadena: str = "") -> Perfil:
    """The profile that ships, with other words in its settings where they are given."""
    perfil = _con_precios(organismo) if organismo in SIN_PRECIOS else perfiles.cargar(organismo)
    (tarifa,) = perfil.tarifas
    if metodo:
        tarifa = replace(tarifa, metodo=metodo)
    if cadena:
        tarifa = replace(tarifa, indexacion=replace(tarifa.indexacion, cadena=cadena))
    return replace(perfil, tarifas=(tarifa,))


def _con_precios(organismo: str) -> Perfil:
    """A copy of the resources where the prices and the INPC of the tests are in force since January 2025."""
    with TemporaryDirectory() as carpeta:
        recursos = Path(carpeta) / "resources"
        shutil.copytree(perfiles.RECURSOS, recursos)
        version = recursos / "organismos" / organismo / SIN_PRECIOS[organismo]
        ajustes = (version / "perfil.toml").read_text(encoding="utf-8")
        assert 'desde = "2020-01"\nsin_precios = true\n' in ajustes
        ajustes = ajustes.replace('desde = "2020-01"\nsin_precios = true\n', 'desde = "2025-01"\n')
        (version / "perfil.toml").write_text(ajustes, encoding="utf-8")
        precios = _precios(organismo)
        _llenar(version / "tarifas.csv", ("uso", "renglon", "desde_m3"), "agua", precios)
        _llenar(version / "cuotas-fijas.csv", ("uso", "clase"), "importe", precios)
        if organismo == "loreto":
            shutil.copy(CASOS / "loreto-inpc-de-prueba.csv", recursos / "nacional" / "inpc.csv")
        return perfiles.cargar(organismo, recursos)


def _precios(organismo: str) -> dict[tuple[str, ...], str]:
    with (CASOS / f"{organismo}-precios-de-prueba.csv").open(encoding="utf-8", newline="") as archivo:
        filas = list(csv.DictReader(archivo))
    claves = (
        (f["uso"], f["clase"]) if f["renglon"] == "cuota_fija" else (f["uso"], f["renglon"], f["desde_m3"])
        for f in filas
    )
    return dict(zip(claves, (f["precio"] for f in filas), strict=True))


def _llenar(ruta: Path, claves: tuple[str, ...], columna: str, precios: dict[tuple[str, ...], str]) -> None:
    """Write the price of each row of a table of the profile, every one of which must have it."""
    with ruta.open(encoding="utf-8", newline="") as archivo:
        filas = list(csv.DictReader(archivo))
    for fila in filas:
        fila[columna] = precios[tuple(fila[c] for c in claves)]
    with ruta.open("w", encoding="utf-8", newline="") as archivo:
        salida = csv.DictWriter(archivo, list(filas[0]))
        salida.writeheader()
        salida.writerows(filas)
