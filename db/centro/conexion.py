"""Connections to the centre's PostgreSQL: which URLs are taken, how long anything may last, what is tried again.

No password is ever part of a URL: it comes from a file of secrets, or from where libpq looks (PGPASSWORD, `.pgpass`).
"""

from __future__ import annotations

import random
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from typing import Any, TypeVar

import psycopg
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from app.errors import EquipoError, UsoError

ESQUEMA = "ventanilla"
#: Seconds that a server may take to let somebody in.
_ENTRADA_S = 5
#: Milliseconds after which a statement, or a transaction that nobody goes on with, is given up by the server.
_ORDEN_MS, _OCIOSA_MS = 120_000, 60_000
#: What may go well the next time: serialization, deadlock, the server shutting down or not there.
_PASAJEROS = ("40001", "40P01", "57P01", "57P02", "57P03", "08", "53300", "55P03")
INTENTOS = 6
_T = TypeVar("_T")


def revisar_url(url: str) -> dict[str, Any]:
    """The parts of a URL of a centre.

    Raises:
        UsoError: `url_invalida`; `clave_en_url`, it holds a password; `tls_obligatorio`, beyond this machine the
            server must prove who it is (`sslmode=verify-full`).
    """
    try:
        partes = conninfo_to_dict(url)
    except psycopg.Error as error:
        raise _url_invalida() from error
    if partes.get("password") or partes.get("passfile") or partes.get("sslpassword"):
        raise UsoError(
            "clave_en_url", "La URL del centro no lleva contraseña: va en PGPASSWORD o en un archivo .pgpass."
        )
    if not url.startswith(("postgresql://", "postgres://")) or not partes.get("dbname"):
        raise _url_invalida()
    partes.pop("options", None)
    if not is_de_aqui(str(partes.get("host", "")), str(partes.get("hostaddr", ""))):
        if partes.setdefault("sslmode", "verify-full") != "verify-full":
            raise UsoError("tls_obligatorio", "Fuera de esta máquina el centro se usa solo con sslmode=verify-full.")
        partes.setdefault("sslrootcert", "system")
    return partes


def _url_invalida() -> UsoError:
    return UsoError("url_invalida", "La URL del centro es como postgresql://usuario@servidor:5432/base")


def is_de_aqui(host: str, direccion: str = "") -> bool:
    """Whether that server is this very machine; several, or none that is named, are not taken on faith."""
    for nombre in filter(None, (direccion, host)):
        if nombre.startswith("/") or nombre == "localhost":
            continue
        try:
            if not ip_address(nombre).is_loopback:
                return False
        except ValueError:
            return False
    return bool(host or direccion)


def abrir(url: str, rol: str = "", secreto: str = "", *, asumir: str = "", quedarse: bool = False) -> Engine:
    """An engine; nothing is contacted yet.

    Args:
        rol, secreto: who enters, instead of the URL's user, and the password.
        asumir: role whose rights are used once inside.
        quedarse: keep a connection open between transactions, for whoever asks all the time.

    Raises:
        UsoError: as `revisar_url`.
    """
    partes = revisar_url(url)
    partes |= {k: v for k, v in {"user": rol, "password": secreto}.items() if v}
    ajustes = {
        "search_path": ESQUEMA,
        "statement_timeout": _ORDEN_MS,
        "idle_in_transaction_session_timeout": _OCIOSA_MS,
        **({"role": asumir} if asumir else {}),
    }
    opciones = " ".join(f"-c {nombre}={valor}" for nombre, valor in ajustes.items())

    def conectar() -> psycopg.Connection[Any]:
        return psycopg.connect(
            **{"connect_timeout": _ENTRADA_S, "application_name": "ventanilla", **partes},
            options=opciones,
            keepalives_idle=10,
            keepalives_interval=5,
            keepalives_count=3,
            tcp_user_timeout=15_000,
        )

    if quedarse:
        return create_engine("postgresql+psycopg://", creator=conectar, pool_size=1, pool_pre_ping=True)
    return create_engine("postgresql+psycopg://", creator=conectar, poolclass=NullPool, pool_reset_on_return=None)


@contextmanager
def plazo(conexion: Connection, segundos: int) -> Iterator[None]:
    """Whatever happens in the block ends by then, even against a server that accepted and never answers.

    The driver waits for an answer as long as there is a socket: when time is up, it is taken away from it.
    """
    driver: Any = conexion.connection.driver_connection
    with socket.socket(fileno=socket.dup(driver.fileno())) as copia:
        reloj = threading.Timer(segundos, _cortar, (copia,))
        reloj.daemon = True
        reloj.start()
        try:
            yield
        finally:
            reloj.cancel()


def _cortar(conducto: socket.socket) -> None:
    with suppress(OSError):
        conducto.shutdown(socket.SHUT_RDWR)


def is_pasajero(error: BaseException) -> bool:
    """Whether the same may go well the next time."""
    origen = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(origen, psycopg.Error):
        return False
    estado = origen.sqlstate
    if estado is None:
        # No word of the server at all: the connection was lost, or never made.
        return isinstance(origen, (psycopg.OperationalError, psycopg.InterfaceError))
    return estado.startswith(_PASAJEROS)


def reintentar(orden: Callable[[], _T], dormir: Callable[[int], None] | None = None, intentos: int = INTENTOS) -> _T:
    """Do it again while what went wrong may pass, waiting longer each time and never as long as somebody else.

    Args:
        dormir: waits so many milliseconds.
    """
    esperar = _dormir if dormir is None else dormir
    for intento in range(intentos - 1):
        try:
            return orden()
        except (DBAPIError, psycopg.Error) as error:
            if not is_pasajero(error):
                raise
            esperar(random.randint(1, 50 * 2**intento))
    return orden()


def _dormir(milisegundos: int) -> None:
    time.sleep(milisegundos / 1000)


@contextmanager
def errores_de_red() -> Iterator[None]:
    """What the network or the server's state does to a command, said to people; anything else is a bug.

    Raises:
        EquipoError: `centro_inaccesible`, `centro_rechaza` or `centro_sin_permiso`.
    """
    try:
        yield
    except (DBAPIError, psycopg.Error) as error:
        origen = error.orig if isinstance(error, DBAPIError) else error
        if isinstance(origen, psycopg.errors.InsufficientPrivilege):
            raise EquipoError(
                "centro_sin_permiso", "El centro no permite hacer esto con ese usuario. Avise a quien lo administra."
            ) from error
        if isinstance(origen, (psycopg.errors.InvalidAuthorizationSpecification, psycopg.errors.InvalidPassword)) or (
            "authentication" in str(origen) or "is not permitted to log in" in str(origen)
        ):
            raise EquipoError(
                "centro_rechaza", "El centro no deja entrar con ese usuario: fue dado de baja o cambió su contraseña."
            ) from error
        if not is_pasajero(error):
            raise
        raise EquipoError(
            "centro_inaccesible", "No se puede hablar con el centro. Lo cobrado queda guardado y se enviará después."
        ) from error
