"""Which URLs are taken, what is tried again, and that nothing waits for ever."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from app.errors import EquipoError, UsoError
from db.centro.conexion import abrir, errores_de_red, is_de_aqui, is_pasajero, plazo, reintentar, revisar_url
from db.remoto import contactar


@pytest.mark.parametrize(
    ("url", "clave"),
    [
        ("", "url_invalida"),
        ("hola", "url_invalida"),
        ("mysql://127.0.0.1/x", "url_invalida"),
        ("postgresql://127.0.0.1", "url_invalida"),
        ("dbname=x host=127.0.0.1", "url_invalida"),
        ("postgresql://u:secreto@127.0.0.1/x", "clave_en_url"),
        ("postgresql://u@127.0.0.1/x?password=secreto", "clave_en_url"),
        ("postgresql://u@127.0.0.1/x?passfile=/etc/pgpass", "clave_en_url"),
        ("postgresql://u@centro.mx/x?sslmode=require", "tls_obligatorio"),
        ("postgresql://u@10.0.0.5/x?sslmode=disable", "tls_obligatorio"),
        ("postgresql://u@127.0.0.1,10.0.0.5/x?sslmode=prefer", "tls_obligatorio"),
        ("postgresql://u@localhost/x?hostaddr=10.0.0.5&sslmode=verify-ca", "tls_obligatorio"),
    ],
)
def test_urls_that_are_not_taken(url: str, clave: str) -> None:
    with pytest.raises(UsoError) as error:
        revisar_url(url)
    assert error.value.clave == clave
    assert "secreto" not in error.value.mensaje


@pytest.mark.parametrize("servidor", ["127.0.0.1", "localhost", "[::1]", "127.8.9.1"])
def test_this_machine_needs_no_tls(servidor: str) -> None:
    assert "sslmode" not in revisar_url(f"postgresql://u@{servidor}:5432/x")


def test_beyond_this_machine_the_server_must_prove_who_it_is() -> None:
    partes = revisar_url("postgresql://u@centro.mx/x")
    assert (partes["sslmode"], partes["sslrootcert"]) == ("verify-full", "system")
    assert revisar_url("postgresql://u@centro.mx/x?sslrootcert=/ca.pem")["sslrootcert"] == "/ca.pem"


def test_a_name_that_is_nobodys_is_not_this_machine() -> None:
    assert is_de_aqui("/var/run/postgresql")
    assert not is_de_aqui("") and not is_de_aqui("localhost.evil.mx") and not is_de_aqui("127.0.0.1", "10.0.0.1")


def error_de(estado: str) -> psycopg.Error:
    return psycopg.errors.lookup(estado)("no")


@pytest.mark.parametrize("estado", ["40001", "40P01", "57P01", "08006", "08001"])
def test_what_may_pass_is_tried_again(estado: str) -> None:
    esperas: list[int] = []
    intentos = iter([error_de(estado), error_de(estado), None])

    def orden() -> str:
        error = next(intentos)
        if error is not None:
            raise error
        return "hecho"

    assert reintentar(orden, esperas.append) == "hecho"
    assert len(esperas) == 2 and all(1 <= e <= 100 for e in esperas)


def test_what_will_not_pass_is_not_tried_again() -> None:
    with pytest.raises(psycopg.errors.UniqueViolation):
        reintentar(lambda: (_ for _ in ()).throw(error_de("23505")), lambda ms: pytest.fail("it waited"))


def test_it_gives_up_in_the_end() -> None:
    esperas: list[int] = []
    with pytest.raises(psycopg.errors.DeadlockDetected):
        reintentar(lambda: (_ for _ in ()).throw(error_de("40P01")), esperas.append)
    assert len(esperas) == 5


def test_a_bug_of_ours_is_no_trouble_of_the_network() -> None:
    assert not is_pasajero(ValueError("x"))
    with pytest.raises(psycopg.errors.UndefinedTable), errores_de_red():
        raise error_de("42P01")


@contextmanager
def mudo() -> Iterator[int]:
    """A server that accepts and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as servidor:
        aceptados: list[socket.socket] = []

        def aceptar() -> None:
            try:
                while True:
                    aceptados.append(servidor.accept()[0])
            except OSError:
                return

        hilo = threading.Thread(target=aceptar, daemon=True)
        hilo.start()
        yield servidor.getsockname()[1]
        servidor.shutdown(socket.SHUT_RDWR)
        hilo.join()
        for aceptado in aceptados:
            aceptado.close()


def test_a_server_that_accepts_and_never_answers_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.centro.conexion._ENTRADA_S", 2)
    comienzo = time.monotonic()
    with (
        mudo() as puerto,
        pytest.raises(EquipoError) as error,
        contactar(f"postgresql://127.0.0.1:{puerto}/x", "r", "s"),
    ):
        pass
    assert error.value.clave == "centro_inaccesible"
    assert time.monotonic() - comienzo < 15


def test_an_answer_that_does_not_come_in_time_is_given_up(pg_database: str) -> None:
    engine = abrir(pg_database)
    comienzo = time.monotonic()
    with (
        pytest.raises(EquipoError) as error,
        errores_de_red(),
        engine.connect() as conexion,
        plazo(conexion, 1),
    ):
        conexion.exec_driver_sql("SELECT pg_sleep(60)")
    assert error.value.clave == "centro_inaccesible"
    assert time.monotonic() - comienzo < 20
