"""Romita's price lists as its profile declares them, for the tests that work on them."""

from __future__ import annotations

from pathlib import Path

from app import perfiles
from app.domain.pago.servicio import Servicio
from app.perfiles.lectura import Falla
from app.perfiles.seccion import leer_toml
from app.perfiles.servicios import leer_servicios

CARPETA = perfiles.RECURSOS / "organismos" / "romita" / "2020"
USOS = ("domestica", "comercial", "industrial", "mixta")
CUADROS = """
[servicios.ramal]
archivo = "ramal-toma.csv"
clave = "VI-{renglon}-{columna}"
causa_iva = true
indexa = false
fundamento = "Ley de Ingresos de Romita 2020, Art. 14 fr. VI"
columnas."1/2" = "1/2 pulgada"
columnas."3/4" = "3/4 de pulgada"
columnas."1" = "1 pulgada"
columnas."1 1/2" = "1 1/2 pulgadas"
columnas."2" = "2 pulgadas"

[servicios.descarga]
archivo = "descarga.csv"
clave = "IX-{columna}-{renglon}"
causa_iva = true
indexa = false
fundamento = "Ley de Ingresos de Romita 2020, Art. 14 fr. IX"
columnas."6" = "6 pulgadas"
columnas."8" = "8 pulgadas"
columnas."10" = "10 pulgadas"
columnas."12" = "12 pulgadas"
"""


def leer(carpeta: Path, temporal: Path, cuadros: str = CUADROS) -> tuple[tuple[Servicio, ...], list[Falla]]:
    """The price lists of a folder, declared by those sections, and what is wrong in them."""
    ruta = temporal / "perfil.toml"
    ruta.write_text(cuadros, encoding="utf-8")
    toml = leer_toml(ruta, [])
    servicios = leer_servicios(carpeta, toml, USOS)
    toml.sobrantes()
    return servicios, toml.fallas
