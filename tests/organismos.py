"""Profiles of the four organismos for the tests; Loreto and Ocampo with the invented figures of tests/casos loaded."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from app import perfiles
from app.domain.perfil import Perfil
from app.perfiles.cargada import Cargada, Datos, leer_cargada

CASOS = Path(__file__).parent / "casos"
INVENTADA = "Inventada para las pruebas"


@cache
def perfil_de_prueba(organismo: str, metodo: str = "", cadena: str = "", condominio: str = "") -> Perfil:
    """The profile that ships, with other words in its settings where they are given."""
    perfil = perfiles.cargar(organismo, cargadas=_cargadas(organismo))
    tarifa = perfil.tarifas[-1]
    if metodo:
        tarifa = replace(tarifa, metodo=metodo)
    if condominio:
        tarifa = replace(tarifa, condominio=condominio)
    if cadena:
        tarifa = replace(tarifa, indexacion=replace(tarifa.indexacion, cadena=cadena))
    return replace(perfil, tarifas=(tarifa,))


def _cargadas(organismo: str) -> tuple[Cargada, ...]:
    """The price list of the tests, in force since January 2025, of who has none of its own; and the INPC of Loreto."""
    lista = CASOS / f"{organismo}-precios-de-prueba.csv"
    if not lista.exists():
        return ()
    precios = leer_cargada(lista, Datos(organismo=organismo, desde="2025-01", fuente=INVENTADA))
    inpc = leer_cargada(CASOS / "loreto-inpc-de-prueba.csv", Datos(fuente=INVENTADA))
    return (precios, inpc) if organismo == "loreto" else (precios,)
