"""Tables of payments taken up again from a ticket, and of what took that back."""

from __future__ import annotations

from sqlalchemy import Index

from db.proyeccion.tablas import entero, tabla, textos

recuperado = tabla(
    "recuperado",
    *textos("folio verificacion cuenta fecha cajero autorizo motivo"),
    entero("total"),
    Index("recuperado_por_folio", "organismo", "folio"),
)

recuperado_fin = tabla(
    "recuperado_fin",
    *textos("recuperado folio verificacion pago motivo"),
    entero("queda"),
    Index("recuperado_fin_por_recuperado", "organismo", "recuperado"),
)
