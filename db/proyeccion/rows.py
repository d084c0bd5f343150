"""Tables of `caja.db` that are the same at the caja (SQLite) and at the centre (PostgreSQL).

`diario` is the truth; all the others here are its projection and can be dropped and folded again. Every key begins
with `organismo`, the distribution key of a centre that outgrows one server. Tables of this PC alone (PIN verifiers,
print queue) are in `migrations/`.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, MetaData, PrimaryKeyConstraint, Table, UniqueConstraint

from db.proyeccion import tablas
from db.proyeccion.tablas import entero as _entero
from db.proyeccion.tablas import tabla as _tabla
from db.proyeccion.tablas import texto as _texto
from db.proyeccion.tablas import textos as _textos
from db.types import Binario, Entero, Texto

#: Raised when the projection's shape or meaning changes: tables are then dropped and folded again, never altered.
PROYECCION_VERSION = 14

metadata = MetaData()

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
#: The order of asientos that something else picks out. An expression, which no index has: SQLite, without statistics,
#: would rather walk the whole diario by `n` than look a few asientos up and sort them.
EN_ORDEN = diario.c.n + 0
#: The whole diario as it was appended, and from its end back: by the index, with nothing to sort.
AL_DERECHO = (diario.c.organismo, diario.c.n)
AL_REVES = (diario.c.organismo.desc(), diario.c.n.desc())

proyeccion = tablas.proyeccion

epoca = _tabla(
    "epoca",
    *_textos("version centro serie publica motivo"),
    _entero("demo"),
    *_textos("reloj_inicio reloj_creada"),
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

turno = _tabla(
    "turno",
    _entero("numero"),
    _texto("cajero"),
    _entero("fondo"),
    _texto("abierto"),
    Index("turno_por_numero", "organismo", "caja", "numero"),
)

corte = _tabla(
    "corte",
    _entero("numero"),
    _entero("turno"),
    _texto("cajero"),
    _texto("momento"),
    _entero("esperado"),
    _entero("contado"),
    _entero("diferencia"),
    Column("perpetuo", Entero),
    Index("corte_por_numero", "organismo", "numero"),
    Index("corte_por_turno", "organismo", "caja", "turno"),
)

corte_paso = _tabla(
    "corte_paso",
    _entero("corte"),
    _texto("clase"),
    _entero("importe"),
    _texto("quien"),
    Index("corte_paso_por_corte", "organismo", "corte"),
)

arqueo = _tabla(
    "arqueo",
    _entero("turno"),
    _texto("clase"),
    _entero("contado"),
    _entero("esperado"),
    _entero("diferencia"),
    _texto("quien"),
)

respaldo = _tabla(
    "respaldo",
    _texto("archivo"),
    _texto("sha"),
    _entero("bytes"),
    _entero("hasta"),
    _texto("cabeza"),
    _entero("mismo_disco"),
    _texto("momento"),
)

pago = _tabla(
    "pago",
    _texto("cobro"),
    _entero("orden"),
    _texto("huella"),
    _texto("folio"),
    _texto("serie"),
    _entero("numero"),
    _entero("turno"),
    *_textos("cajero fecha"),
    _entero("hora"),
    *_textos("cuenta uso"),
    _entero("total"),
    _entero("redondeo"),
    _entero("saldo_anterior"),
    _entero("saldo_restante"),
    _texto("hash"),
    UniqueConstraint("organismo", "cobro", "orden"),
    UniqueConstraint("organismo", "folio"),
    UniqueConstraint("organismo", "caja", "serie", "numero"),
    Index("pago_por_turno", "organismo", "caja", "turno"),
    Index("pago_por_dia", "organismo", "fecha"),
)

aplicacion = _tabla(
    "aplicacion",
    _texto("cuenta"),
    _texto("fecha"),
    _texto("periodo"),
    _texto("clave"),
    _entero("importe"),
    _entero("causado"),
    _texto("antiguedad"),
    Index("aplicacion_por_cuenta", "organismo", "cuenta"),
    renglones=True,
)

descuento = _tabla(
    "descuento",
    *_textos("cuenta fecha periodo programa clave"),
    _entero("importe"),
    _texto("fundamento"),
    Index("descuento_por_cuenta", "organismo", "cuenta"),
    renglones=True,
)

medio = _tabla(
    "medio",
    _texto("medio"),
    _texto("forma"),
    _entero("importe"),
    _texto("referencia"),
    _texto("banco"),
    renglones=True,
)

favor = _tabla("favor", _texto("cuenta"), _entero("importe"), Index("favor_por_cuenta", "organismo", "cuenta"))

contrapago = _tabla(
    "contrapago",
    _texto("clase"),
    _texto("cobro"),
    _texto("folio"),
    _texto("serie"),
    _entero("numero"),
    _texto("cancela"),
    _entero("turno"),
    *_textos("cajero fecha"),
    _entero("hora"),
    *_textos("cuenta uso"),
    _entero("total"),
    _entero("redondeo"),
    *_textos("motivo autorizo permiso hash"),
    UniqueConstraint("organismo", "cobro"),
    UniqueConstraint("organismo", "folio"),
    UniqueConstraint("organismo", "caja", "serie", "numero"),
    Index("contrapago_por_pago", "organismo", "cancela"),
    Index("contrapago_por_turno", "organismo", "caja", "turno"),
    Index("contrapago_por_dia", "organismo", "fecha"),
)

cargo = _tabla(
    "cargo",
    _texto("cuenta"),
    _texto("periodo"),
    _texto("vence"),
    _texto("clave"),
    _entero("importe"),
    _texto("detalle"),
    _texto("fundamento"),
    _texto("motivo"),
    _texto("anula"),
    Index("cargo_por_cuenta", "organismo", "cuenta"),
    renglones=True,
)

condonacion = _tabla(
    "condonacion",
    _texto("cuenta"),
    _texto("fecha"),
    _entero("importe"),
    _texto("resolucion"),
    _texto("autoridad"),
    _texto("motivo"),
    _texto("quien"),
    Index("condonacion_por_cuenta", "organismo", "cuenta"),
)

beneficio = _tabla(
    "beneficio",
    _texto("cuenta"),
    _texto("programa"),
    *_textos("beneficiario documento desde hasta curp"),
    Column("m3", Entero),
    _texto("porcentaje"),
    Column("importe", Entero),
    *_textos("autorizacion quien otorgado"),
    Index("beneficio_por_cuenta", "organismo", "cuenta"),
    Index("beneficio_por_curp", "organismo", "curp", "cuenta"),
)

beneficio_cambio = _tabla(
    "beneficio_cambio",
    *_textos("cuenta programa beneficio desde clase fecha hasta motivo documento quien"),
    Index("beneficio_cambio_por_cuenta", "organismo", "cuenta"),
)

anualidad = _tabla(
    "anualidad",
    _texto("cuenta"),
    _texto("folio"),
    _texto("periodo"),
    _entero("importe"),
    Index("anualidad_por_cuenta", "organismo", "cuenta"),
    renglones=True,
)

movimiento = _tabla(
    "movimiento",
    *_textos("clase motivo serie permiso"),
    _entero("turno"),
    _entero("importe"),
    _entero("numero"),
    Index("movimiento_por_turno", "organismo", "caja", "turno"),
    Index("movimiento_por_numero", "organismo", "caja", "serie", "numero"),
)

#: Of every asiento that an order with a UUID of its own made, whatever its kind.
pedido = _tabla("pedido", _texto("pedido"), UniqueConstraint("organismo", "pedido"))

apertura = _tabla("apertura", _entero("turno"), _texto("cajero"), _texto("motivo"), _texto("resultado"))

autorizacion = _tabla(
    "autorizacion",
    *_textos("id quien cajero operacion objeto"),
    _entero("importe"),
    _texto("vence"),
    UniqueConstraint("organismo", "id"),
)

lote = _tabla("lote", _texto("sha"), _entero("filas"), _texto("quien"))

tarifa = _tabla(
    "tarifa", _texto("clase"), _texto("version"), _texto("archivo"), _texto("desde"), _texto("fuente"), _texto("quien")
)

impresion = _tabla(
    "impresion",
    _texto("folio"),
    _entero("copia"),
    _texto("resultado"),
    Index("impresion_por_folio", "organismo", "folio"),
)
