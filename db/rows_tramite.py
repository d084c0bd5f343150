"""Tables of the trámites: convenios with their parcialidades and ends, constancias."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from db.tablas import entero, tabla, texto, textos

convenio = tabla(
    "convenio",
    *textos("cuenta folio serie"),
    entero("numero"),
    texto("fecha"),
    entero("deuda"),
    entero("enganche"),
    *textos("firmante calidad autorizo"),
    UniqueConstraint("organismo", "folio"),
    Index("convenio_por_cuenta", "organismo", "cuenta"),
)

parcialidad = tabla(
    "parcialidad",
    *textos("folio vence"),
    entero("importe"),
    Index("parcialidad_por_vencimiento", "organismo", "vence"),
    renglones=True,
)

convenio_fin = tabla(
    "convenio_fin",
    *textos("cuenta convenio fecha motivo autorizo"),
    entero("faltaba"),
    UniqueConstraint("organismo", "convenio"),
    Index("convenio_fin_por_cuenta", "organismo", "cuenta"),
)

constancia = tabla(
    "constancia",
    *textos("folio serie"),
    entero("numero"),
    *textos("clase cuenta pago quien"),
    UniqueConstraint("organismo", "folio"),
    Index("constancia_por_pago", "organismo", "pago"),
)
