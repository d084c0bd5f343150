"""Rows of `beneficios`: programs granted elsewhere, with the evidence they rest on."""

from __future__ import annotations

from typing import Any

from app.importacion.campos import (
    entero,
    fecha,
    importe,
    numero_de_cuenta,
    opcion,
    porcentaje,
    texto,
)
from app.importacion.especie import Campo, Especie, Reglas
from app.importacion.rechazo import Invalido


def beneficios(reglas: Reglas) -> Especie:
    """The kind of row, with the programas of an organismo."""
    campos = (
        Campo("cuenta", numero_de_cuenta, is_requerido=True),
        Campo("programa", opcion(reglas.programas), is_requerido=True),
        Campo("desde", fecha, is_requerido=True),
        Campo("hasta", fecha, ""),
        Campo("beneficiario", texto(200), is_requerido=True),
        Campo("curp", texto(18)),
        Campo("documento", texto(80), is_requerido=True),
        Campo("m3", entero(1, 999), None),
        Campo("porcentaje", porcentaje, ""),
        Campo("importe", importe, None),
        Campo("autorizacion", texto(120)),
    )
    return Especie("beneficios", campos, _revisar)


def _revisar(valores: list[Any]) -> list[Any]:
    desde, hasta = valores[2], valores[3]
    if hasta and hasta < desde:
        raise Invalido(f"Termina ({hasta}) antes de empezar ({desde}).", "hasta")
    return valores
