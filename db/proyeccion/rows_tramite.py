"""Tables of the trámites: convenios with their parcialidades and ends, constancias."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from db.proyeccion.tablas import entero, tabla, texto, textos

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

solicitud = tabla(
    "solicitud",
    *textos("folio serie"),
    entero("numero"),
    *textos("cuenta programa fecha quien"),
    UniqueConstraint("organismo", "folio"),
    Index("solicitud_por_cuenta", "organismo", "cuenta"),
    Index("solicitud_por_fecha", "organismo", "fecha"),
)

#: All that happened to a request, its reception and its answer among it; with the CURP that came with it.
solicitud_paso = tabla(
    "solicitud_paso",
    *textos("folio clase curp quien"),
    Index("solicitud_paso_por_folio", "organismo", "folio"),
    Index("solicitud_paso_por_curp", "organismo", "curp"),
)

solicitud_respuesta = tabla(
    "solicitud_respuesta",
    *textos("folio resultado fecha quien"),
    UniqueConstraint("organismo", "folio"),
    Index("solicitud_respuesta_por_fecha", "organismo", "fecha"),
)

#: Scans of its documents and of its study.
solicitud_archivo = tabla("solicitud_archivo", *textos("archivo folio"), renglones=True)
