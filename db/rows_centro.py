"""Tables of what goes between a caja and its centre: who enrolled it, and what was said of each incidencia."""

from __future__ import annotations

from sqlalchemy import Index

from db.tablas import tabla, textos

enlace = tabla("enlace", *textos("registro centro centro_publica"))

incidencia_fin = tabla(
    "incidencia_fin",
    *textos("incidencia clase resolucion nota quien momento"),
    Index("incidencia_fin_por_incidencia", "organismo", "incidencia"),
)
