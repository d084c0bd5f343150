"""Tables of `padron.db`. A new shape gets a new VERSION: the old file is dropped and folded again from the lotes."""

from __future__ import annotations

from sqlalchemy import Connection

from app.errors import IntegridadError
from db.columnas import CLASES

#: `PRAGMA user_version` of the file; goes up too when `db/padron/texto.py` folds otherwise, since the index holds that.
VERSION = 2

#: Kind of row -> its table.
TABLAS = {
    "cuentas": "cuenta", "recibos": "recibo", "lecturas": "lectura", "beneficios": "beneficio",
    "otorgados": "otorgado", "cambios": "cambio",
}  # fmt: skip
#: Table -> the columns that name a row; every table of facts.
LLAVES = {
    "lote_aplicado": ("n",),
    "cuenta": ("numero",),
    "recibo": ("cuenta", "periodo"),
    "lectura": ("cuenta", "periodo"),
    "beneficio": ("cuenta", "programa", "desde"),
    "otorgado": ("caja", "epoca", "seq"),
    "cambio": ("caja", "epoca", "seq"),
}

_ENTEROS_OPCIONALES = {
    "volumen_presuntivo", "unidades", "alumnos", "turnos", "lectura_anterior", "lectura_actual", "m3", "importe",
}  # fmt: skip
_ENTEROS = {
    "litros", "agua", "alcantarillado", "saneamiento", "drenaje", "tratamiento", "iva", "recargos", "mora", "otros",
    "total", "pagado", "seq",
}  # fmt: skip


def _columna(nombre: str) -> str:
    if nombre in _ENTEROS_OPCIONALES:
        return f"{nombre} INTEGER"
    return f"{nombre} {'INTEGER' if nombre in _ENTEROS else 'TEXT'} NOT NULL"


def _columnas(clase: str) -> str:
    return ", ".join(map(_columna, CLASES[clase]))


#: Which lotes were folded, in order; `hasta` is the vector of all recibos of the lote, as compact JSON.
_LOTE = "CREATE TABLE lote_aplicado (n INTEGER PRIMARY KEY, sha TEXT NOT NULL, hasta TEXT NOT NULL) STRICT"

#: `numero_compacto`, `medidor_compacto` and `nombre` (a hash of the titular's words) only serve the search.
_CUENTA = f"""CREATE TABLE cuenta (id INTEGER PRIMARY KEY, {_columnas("cuentas")}, numero_compacto TEXT NOT NULL,
 medidor_compacto TEXT NOT NULL, nombre INTEGER NOT NULL, lote INTEGER NOT NULL) STRICT"""

#: Clustered by (cuenta, periodo): the recibos of a cuenta are neighbours on the disk.
_RECIBO = f"""CREATE TABLE recibo ({_columnas("recibos")}, saldo INTEGER NOT NULL, lote INTEGER NOT NULL,
 PRIMARY KEY (cuenta, periodo)) STRICT, WITHOUT ROWID"""

_LECTURA = f"""CREATE TABLE lectura ({_columnas("lecturas")}, lote INTEGER NOT NULL,
 PRIMARY KEY (cuenta, periodo)) STRICT, WITHOUT ROWID"""

_BENEFICIO = f"""CREATE TABLE beneficio ({_columnas("beneficios")}, lote INTEGER NOT NULL,
 PRIMARY KEY (cuenta, programa, desde)) STRICT, WITHOUT ROWID"""

#: Granted, renewed or withdrawn at other cajas.
_OTORGADO = f"""CREATE TABLE otorgado ({_columnas("otorgados")}, lote INTEGER NOT NULL,
 PRIMARY KEY (caja, epoca, seq)) STRICT, WITHOUT ROWID"""
_CAMBIO = f"""CREATE TABLE cambio ({_columnas("cambios")}, lote INTEGER NOT NULL,
 PRIMARY KEY (caja, epoca, seq)) STRICT, WITHOUT ROWID"""

TABLAS_SQL = (_LOTE, _CUENTA, _RECIBO, _LECTURA, _BENEFICIO, _OTORGADO, _CAMBIO)

INDICES_SQL = (
    "CREATE UNIQUE INDEX cuenta_numero ON cuenta (numero)",
    "CREATE INDEX cuenta_compacto ON cuenta (numero_compacto)",
    "CREATE INDEX cuenta_medidor ON cuenta (medidor_compacto) WHERE medidor_compacto <> ''",
    "CREATE INDEX cuenta_nombre ON cuenta (nombre)",
    "CREATE INDEX otorgado_cuenta ON otorgado (cuenta)",
    "CREATE INDEX cambio_cuenta ON cambio (cuenta)",
    "CREATE INDEX recibo_pendiente ON recibo (cuenta, periodo, vence, saldo, lote) WHERE saldo > 0",
)

#: One column of folded words; no positions, no sizes, no copy of the text: what is needed to find, no more.
#: `palabra` holds each word of the titulares once, to find parts of words without a second index over every cuenta.
BUSQUEDA_SQL = (
    """CREATE VIRTUAL TABLE busqueda USING fts5 (texto, content='', detail=none, columnsize=0, prefix='1 2 3',
 tokenize='unicode61 remove_diacritics 2')""",
    "CREATE TABLE palabra (palabra TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
)


def insertar(tabla: str, columnas: tuple[str, ...], verbo: str = "INSERT") -> str:
    """An INSERT with a mark for each column."""
    return f"{verbo} INTO {tabla} ({', '.join(columnas)}) VALUES ({', '.join('?' * len(columnas))})"


_TABLAS_PROPIAS = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"


def crear(conexion: Connection, con_busqueda: bool = True) -> None:
    """Make the tables in an empty file."""
    for sql in (*TABLAS_SQL, *INDICES_SQL, *(BUSQUEDA_SQL if con_busqueda else ())):
        conexion.exec_driver_sql(sql)
    conexion.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def asegurar(conexion: Connection) -> None:
    """Make the tables unless they are there; those of an older shape are dropped first.

    Raises:
        IntegridadError: `padron_mas_nuevo`.
    """
    version = conexion.exec_driver_sql("PRAGMA user_version").scalar_one()
    if version > VERSION:
        raise IntegridadError(
            "padron_mas_nuevo", "El padrón lo escribió una versión más nueva del programa. Actualice el programa."
        )
    if version < VERSION:
        tirar(conexion)
        crear(conexion)


def tirar(conexion: Connection) -> None:
    """Drop everything; the lotes hold it."""
    conexion.exec_driver_sql("DROP TABLE IF EXISTS busqueda")
    for nombre in list(conexion.exec_driver_sql(_TABLAS_PROPIAS).scalars()):
        conexion.exec_driver_sql(f'DROP TABLE "{nombre}"')
