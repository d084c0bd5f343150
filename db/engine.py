"""Engines for the caja's SQLite files, with the settings that make a commit mean «on the disk», read back.

Errors of the disk become `EquipoError`; anything else is a bug and passes through.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from app.errors import EquipoError

#: What every connection must answer; a file that answers otherwise is not used.
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "trusted_schema": 0,
}
#: A file put back from a copy has no write-ahead log yet, and a reader cannot give it one.
_DE_LECTURA = {nombre: valor for nombre, valor in PRAGMAS.items() if nombre != "journal_mode"}
_ESPERA_MS = 5_000

_DISCO = {
    "full": ("disco_lleno", "El disco está lleno. Libere espacio; lo ya cobrado está guardado."),
    "readonly": ("disco_solo_lectura", "No se puede escribir en la carpeta de la caja. Revise sus permisos."),
    "unable to open": (
        "base_inaccesible",
        "No se puede abrir el archivo de la caja. Revise la carpeta y sus permisos.",
    ),
    "locked": ("caja_en_uso", "Otro programa tiene ocupado el archivo de la caja. Ciérrelo y vuelva a intentar."),
    "disk i/o": ("disco_falla", "El disco falló al leer o escribir. No siga cobrando; avise a sistemas."),
    "malformed": ("base_danada", "El archivo de la caja está dañado. No lo toque; avise a sistemas."),
    "not a database": ("base_danada", "El archivo no es una base de Ventanilla. No lo toque; avise a sistemas."),
}


def abrir_escritor(ruta: Path) -> Engine:
    """The one writing engine of a file: a single connection, every transaction BEGIN IMMEDIATE.

    Raises:
        EquipoError: the file cannot be opened, or does not take the settings.
    """
    return _abrir(f"file:{_uri(ruta)}?mode=rwc", "BEGIN IMMEDIATE", 1, PRAGMAS)


def abrir_lector(ruta: Path, conexiones: int = 4) -> Engine:
    """A reading engine of a file that exists: `mode=ro`, snapshots that never wait for the writer.

    Two connections for screens; two for reports, so that a long one never keeps a screen waiting.
    """
    return _abrir(f"file:{_uri(ruta)}?mode=ro", "BEGIN", conexiones, _DE_LECTURA)


def _uri(ruta: Path) -> str:
    return str(ruta).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _abrir(uri: str, comienzo: str, conexiones: int, pragmas: Mapping[str, Any]) -> Engine:
    def conectar() -> sqlite3.Connection:
        conexion = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        try:
            _ajustar(conexion, pragmas)
        except sqlite3.Error as error:
            conexion.close()
            raise equipo(error) from error
        except UnicodeDecodeError as error:
            # SQLite quotes in its complaint what it found where its own words should be.
            conexion.close()
            raise danada() from error
        except EquipoError:
            conexion.close()
            raise
        return conexion

    engine = create_engine(
        "sqlite://",
        creator=conectar,
        poolclass=QueuePool,
        pool_size=conexiones,
        max_overflow=0,
        pool_reset_on_return=None,
    )

    @event.listens_for(engine, "begin")
    def _comenzar(conexion: Connection) -> None:
        # The driver itself: every action begins here, and SQLAlchemy would look this statement over each time.
        conexion.connection.cursor().execute(comienzo)

    return engine


def _ajustar(conexion: sqlite3.Connection, pragmas: Mapping[str, Any]) -> None:
    conexion.execute(f"PRAGMA busy_timeout = {_ESPERA_MS}")
    for nombre, valor in pragmas.items():
        conexion.execute(f"PRAGMA {nombre} = {valor}")
    for nombre, leido in leer_pragmas(conexion).items():
        if nombre in pragmas and leido != pragmas[nombre]:
            raise EquipoError(
                "ajustes_rechazados", f"Este disco no permite guardar con seguridad ({nombre} = {leido}). Use otro."
            )


def leer_pragmas(conexion: sqlite3.Connection) -> dict[str, Any]:
    """The settings as SQLite reports them."""
    return {nombre: conexion.execute(f"PRAGMA {nombre}").fetchone()[0] for nombre in PRAGMAS}


def danada() -> EquipoError:
    """The caja's file lost something."""
    return EquipoError(*_DISCO["malformed"])


def equipo(error: BaseException) -> EquipoError:
    """The equipment error that a database error stands for; re-raises what is a bug of ours.

    Raises:
        BaseException: `error` itself, when it does not come from the disk.
    """
    # The driver's own words: SQLAlchemy's add the statement and its values, where any name may stand.
    texto = str(getattr(error, "orig", error)).lower()
    for huella, (clave, mensaje) in _DISCO.items():
        if huella in texto:
            return EquipoError(clave, mensaje)
    raise error


@contextmanager
def errores_de_disco() -> Iterator[None]:
    """Turn what the disk does to a statement into an `EquipoError`."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        if isinstance(error, sqlite3.IntegrityError) or isinstance(
            getattr(error, "orig", None), sqlite3.IntegrityError
        ):
            raise
        raise equipo(error) from error
