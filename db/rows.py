"""Tables of `caja.db` that are the same at the caja (SQLite) and at the centre (PostgreSQL).

`diario` is the truth; all the others here are its projection and can be dropped and folded again. Every key begins
with `organismo`, the distribution key of a centre that outgrows one server. Tables of this PC alone (PIN verifiers,
print queue) are in `migrations/`.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, MetaData, PrimaryKeyConstraint, Table, UniqueConstraint

from db import tablas
from db.tablas import entero, tabla, texto, textos
from db.types import Binario, Entero, Texto

#: Raised when the projection's shape or meaning changes: tables are then dropped and folded again, never altered.
PROYECCION_VERSION = 5

metadata = MetaData()
proyeccion = tablas.proyeccion

diario = Table(
    "diario",
    metadata,
    Column("organismo", Texto, nullable=False),
    Column("caja", Texto, nullable=False),
    Column("epoca", Texto, nullable=False),
    Column("seq", Entero, nullable=False),
    Column("n", Entero, nullable=False),
    Column("tipo", Texto, nullable=False),
    Column("v", Entero, nullable=False),
    Column("contenido", Binario, nullable=False),
    Column("prev_hash", Binario, nullable=False),
    Column("hash", Binario, nullable=False),
    Column("firma", Binario, nullable=False),
    PrimaryKeyConstraint("organismo", "caja", "epoca", "seq"),
    UniqueConstraint("organismo", "n"),
    sqlite_strict=True,
)

epoca = tabla(
    "epoca",
    texto("version"),
    texto("centro"),
    texto("serie"),
    texto("publica"),
    entero("demo"),
    texto("reloj_inicio"),
    texto("reloj_creada"),
)

usuario = Table(
    "usuario",
    proyeccion,
    Column("organismo", Texto, nullable=False),
    Column("caja", Texto, nullable=False),
    Column("clave", Texto, nullable=False),
    Column("nombre", Texto, nullable=False),
    Column("roles", Texto, nullable=False),
    Column("activo", Entero, nullable=False),
    PrimaryKeyConstraint("organismo", "caja", "clave"),
    sqlite_strict=True,
)

turno = tabla("turno", entero("numero"), texto("cajero"), entero("fondo"), texto("abierto"))

corte = tabla(
    "corte",
    entero("numero"),
    entero("turno"),
    texto("cajero"),
    texto("momento"),
    entero("esperado"),
    entero("contado"),
    entero("diferencia"),
    Column("perpetuo", Entero),
)

corte_paso = tabla("corte_paso", entero("corte"), texto("clase"), entero("importe"), texto("quien"))

arqueo = tabla(
    "arqueo",
    entero("turno"),
    texto("clase"),
    entero("contado"),
    entero("esperado"),
    entero("diferencia"),
    texto("quien"),
)

respaldo = tabla(
    "respaldo",
    texto("archivo"),
    texto("sha"),
    entero("bytes"),
    entero("hasta"),
    texto("cabeza"),
    entero("mismo_disco"),
    texto("momento"),
)

pago = tabla(
    "pago",
    texto("cobro"),
    entero("orden"),
    texto("huella"),
    texto("folio"),
    texto("serie"),
    entero("numero"),
    entero("turno"),
    texto("cajero"),
    texto("fecha"),
    texto("cuenta"),
    texto("uso"),
    entero("total"),
    entero("redondeo"),
    entero("saldo_anterior"),
    entero("saldo_restante"),
    texto("hash"),
    UniqueConstraint("organismo", "cobro", "orden"),
    UniqueConstraint("organismo", "folio"),
    UniqueConstraint("organismo", "caja", "serie", "numero"),
    Index("pago_por_turno", "organismo", "caja", "turno"),
)

aplicacion = tabla(
    "aplicacion",
    texto("cuenta"),
    texto("fecha"),
    texto("periodo"),
    texto("clave"),
    entero("importe"),
    entero("causado"),
    texto("antiguedad"),
    Index("aplicacion_por_cuenta", "organismo", "cuenta"),
    renglones=True,
)

descuento = tabla(
    "descuento",
    texto("cuenta"),
    texto("fecha"),
    texto("periodo"),
    texto("programa"),
    texto("clave"),
    entero("importe"),
    Index("descuento_por_cuenta", "organismo", "cuenta"),
    renglones=True,
)

medio = tabla(
    "medio",
    texto("medio"),
    texto("forma"),
    entero("importe"),
    texto("referencia"),
    texto("banco"),
    renglones=True,
)

favor = tabla("favor", texto("cuenta"), entero("importe"), Index("favor_por_cuenta", "organismo", "cuenta"))

contrapago = tabla(
    "contrapago",
    texto("clase"),
    texto("cobro"),
    texto("folio"),
    texto("serie"),
    entero("numero"),
    texto("cancela"),
    entero("turno"),
    texto("cajero"),
    texto("fecha"),
    texto("cuenta"),
    entero("total"),
    entero("redondeo"),
    texto("motivo"),
    texto("autorizo"),
    texto("permiso"),
    texto("hash"),
    UniqueConstraint("organismo", "cobro"),
    UniqueConstraint("organismo", "folio"),
    UniqueConstraint("organismo", "caja", "serie", "numero"),
    Index("contrapago_por_pago", "organismo", "cancela"),
    Index("contrapago_por_turno", "organismo", "caja", "turno"),
)

cargo = tabla(
    "cargo",
    texto("cuenta"),
    texto("periodo"),
    texto("vence"),
    texto("clave"),
    entero("importe"),
    texto("detalle"),
    texto("fundamento"),
    texto("motivo"),
    texto("anula"),
    Index("cargo_por_cuenta", "organismo", "cuenta"),
    renglones=True,
)

condonacion = tabla(
    "condonacion",
    texto("cuenta"),
    texto("fecha"),
    entero("importe"),
    texto("resolucion"),
    texto("autoridad"),
    texto("motivo"),
    texto("quien"),
    Index("condonacion_por_cuenta", "organismo", "cuenta"),
)

beneficio = tabla(
    "beneficio",
    texto("cuenta"),
    texto("programa"),
    *textos("beneficiario documento desde hasta curp"),
    Column("m3", Entero),
    texto("porcentaje"),
    Column("importe", Entero),
    texto("autorizacion"),
    texto("quien"),
    Index("beneficio_por_cuenta", "organismo", "cuenta"),
    Index("beneficio_por_curp", "organismo", "curp"),
)

beneficio_cambio = tabla(
    "beneficio_cambio",
    *textos("cuenta programa beneficio desde clase fecha hasta motivo documento quien"),
    Index("beneficio_cambio_por_cuenta", "organismo", "cuenta"),
)

anualidad = tabla(
    "anualidad",
    texto("cuenta"),
    texto("folio"),
    texto("periodo"),
    entero("importe"),
    Index("anualidad_por_cuenta", "organismo", "cuenta"),
    renglones=True,
)

movimiento = tabla(
    "movimiento",
    entero("turno"),
    texto("clase"),
    entero("importe"),
    texto("motivo"),
    texto("serie"),
    entero("numero"),
    texto("permiso"),
)

apertura = tabla("apertura", entero("turno"), texto("cajero"), texto("motivo"), texto("resultado"))

autorizacion = tabla(
    "autorizacion",
    *textos("id quien cajero operacion objeto"),
    entero("importe"),
    texto("vence"),
    UniqueConstraint("organismo", "id"),
)

lote = tabla("lote", texto("sha"), entero("filas"), texto("quien"))

tarifa = tabla(
    "tarifa", texto("clase"), texto("version"), texto("archivo"), texto("desde"), texto("fuente"), texto("quien")
)

impresion = tabla(
    "impresion",
    texto("folio"),
    entero("copia"),
    texto("resultado"),
    Index("impresion_por_folio", "organismo", "folio"),
)
