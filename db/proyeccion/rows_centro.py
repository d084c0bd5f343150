"""Tables of what goes between a caja and its centre: its enrolment, what was said of incidencias, credit of them."""

from __future__ import annotations

from sqlalchemy import Index

from db.proyeccion.tablas import entero, tabla, textos

enlace = tabla("enlace", *textos("registro centro centro_publica"))

incidencia_fin = tabla(
    "incidencia_fin",
    *textos("incidencia clase resolucion nota quien momento"),
    Index("incidencia_fin_por_incidencia", "organismo", "incidencia"),
)

favor_acreditado = tabla(
    "favor_acreditado",
    *textos("cuenta pago periodo incidencia"),
    entero("importe"),
    entero("objetivo"),
    entero("falta"),
    Index("favor_acreditado_por_pago", "organismo", "pago"),
)
