"""Rows of `lecturas`: what a meter showed in a month."""

from __future__ import annotations

from app.importacion.campos import fecha, litros, numero_de_cuenta, periodo, texto
from app.importacion.especie import Campo, Especie


def lecturas() -> Especie:
    """The kind of row."""
    campos = (
        Campo("cuenta", numero_de_cuenta, is_requerido=True),
        Campo("periodo", periodo, is_requerido=True),
        Campo("lectura", litros, is_requerido=True),
        Campo("fecha", fecha, ""),
        Campo("observacion", texto(200)),
    )
    return Especie("lecturas", campos, lambda valores: valores)
