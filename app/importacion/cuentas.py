"""Rows of `cuentas`: who, where, and what decides the tariff."""

from __future__ import annotations

from typing import Any

from app.domain.cuenta import ESTADOS
from app.importacion.campos import M3_MAXIMO, entero, numero_de_cuenta, opcion, opciones, texto
from app.importacion.especie import Campo, Especie, Reglas

REGIMENES = ("medido", "fijo")
MEDIDOR_ESTADOS = ("funciona", "no_funciona", "sin_medidor")

_NOMBRE = 200


def cuentas(reglas: Reglas) -> Especie:
    """The kind of row, with the usos, areas and servicios of an organismo."""
    area = reglas.areas[0] if reglas.areas else ""
    campos = (
        Campo("cuenta", numero_de_cuenta, is_requerido=True),
        Campo("titular", texto(_NOMBRE), is_requerido=True),
        Campo("domicilio", texto(_NOMBRE), is_requerido=True),
        Campo("colonia", texto(100)),
        Campo("uso", opcion(reglas.usos), is_requerido=True),
        Campo("area", opcion(reglas.areas), area),
        Campo("clase", texto(60)),
        Campo("regimen", opcion(REGIMENES), "medido"),
        Campo("medidor", texto(30)),
        Campo("medidor_estado", opcion(MEDIDOR_ESTADOS), ""),
        Campo("servicios", opciones(reglas.servicios), "|".join(reglas.servicios)),
        Campo("estado", opcion(ESTADOS), "activa"),
        Campo("ruta", texto(40)),
        Campo("volumen_presuntivo", entero(0, M3_MAXIMO), None),
        Campo("unidades", entero(1, 99_999), None),
        Campo("alumnos", entero(0, 99_999), None),
        Campo("nivel", texto(40)),
        Campo("turnos", entero(1, 9), None),
        Campo("giro", texto(100)),
        Campo("fuente_propia", texto(60)),
        Campo("rfc", texto(13)),
        Campo("telefono", texto(40, permitidos="+")),
    )
    return Especie("cuentas", campos, _revisar)


def _revisar(valores: list[Any]) -> list[Any]:
    if not valores[9]:
        valores[9] = "funciona" if valores[8] else "sin_medidor"
    return valores
