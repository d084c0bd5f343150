"""Tables of the recibos de subsidio: issued, signed, put away, taken back with their payment."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from db.proyeccion.tablas import entero, tabla, texto, textos

subsidio = tabla(
    "subsidio",
    *textos("folio serie"),
    entero("numero"),
    *textos("pago fecha cuenta beneficiario programa fundamento cajero"),
    entero("turno"),
    entero("importe"),
    UniqueConstraint("organismo", "folio"),
    UniqueConstraint("organismo", "caja", "serie", "numero"),
    Index("subsidio_por_pago", "organismo", "pago"),
    Index("subsidio_por_fecha", "organismo", "fecha"),
)

subsidio_firma = tabla(
    "subsidio_firma",
    *textos("folio firmante calidad modo documento trazo trazo_cajero pdf cajero"),
    UniqueConstraint("organismo", "folio"),
)

subsidio_archivo = tabla(
    "subsidio_archivo",
    *textos("folio archivo clase"),
    entero("bytes"),
    texto("quien"),
    UniqueConstraint("organismo", "folio"),
)

subsidio_reverso = tabla(
    "subsidio_reverso",
    *textos("folio contrapago"),
    entero("importe"),
    Index("subsidio_reverso_por_folio", "organismo", "folio"),
)
