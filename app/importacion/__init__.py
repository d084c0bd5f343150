"""Importing the padrón: files of the billing system to one immutable lote, with every bad row named."""

from __future__ import annotations

from app.importacion.archivo import leer_tabla
from app.importacion.especie import Reglas
from app.importacion.preparar import Archivos, Avance, Conteo, Importacion, preparar
from app.importacion.rechazo import Rechazo
from app.importacion.tabla import Tabla

__all__ = ["Archivos", "Avance", "Conteo", "Importacion", "Rechazo", "Reglas", "Tabla", "leer_tabla", "preparar"]
