"""The judgement over what arrives: every verdict, and the order in which they are reached."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.centro.enlace import serie_siguiente
from app.domain.centro.recepcion import Acuse, Cursor, Veredicto, juzgar
from app.domain.diario.asiento import GENESIS, Asiento, canonico
from app.sistema.llaves import Llave, is_firma

LLAVE, AJENA = Llave.nueva(), Llave.nueva()


def asiento(seq: int, previo: bytes, importe: int = 1, llave: Llave = LLAVE) -> Asiento:
    vacio = Asiento("cajeme", "2", "e", seq, "pago", 1, canonico({"total": importe}), previo, b"", b"")
    resumen = vacio.calcular_hash()
    return replace(vacio, hash=resumen, firma=llave.firmar(resumen))


PRIMERO = asiento(1, GENESIS)
SEGUNDO = asiento(2, PRIMERO.hash)
CURSOR = Cursor("e", 1, PRIMERO.hash, LLAVE.publica)


@pytest.mark.parametrize(
    ("llegado", "guardado", "veredicto"),
    [
        (SEGUNDO, None, Veredicto.APLICAR),
        (PRIMERO, PRIMERO.hash, Veredicto.REPETIDO),
        (asiento(1, GENESIS, 2), PRIMERO.hash, Veredicto.BIFURCADO),
        (asiento(2, asiento(1, GENESIS, 2).hash), None, Veredicto.BIFURCADO),
        (asiento(3, SEGUNDO.hash), None, Veredicto.ESPERAR),
        (replace(SEGUNDO, contenido=b"{}"), None, Veredicto.ALTERADO),
        (replace(PRIMERO, contenido=b"{}"), PRIMERO.hash, Veredicto.ALTERADO),
        (asiento(2, PRIMERO.hash, llave=AJENA), None, Veredicto.ALTERADO),
        (asiento(1, GENESIS, 2, llave=AJENA), PRIMERO.hash, Veredicto.ALTERADO),
        (asiento(3, SEGUNDO.hash, llave=AJENA), None, Veredicto.ALTERADO),
        (asiento(0, GENESIS), None, Veredicto.BIFURCADO),
    ],
)
def test_verdicts(llegado: Asiento, guardado: bytes | None, veredicto: Veredicto) -> None:
    assert juzgar(CURSOR, llegado, guardado, is_firma) is veredicto


def test_a_cursor_without_a_key_takes_only_what_it_has() -> None:
    sin_llave = replace(CURSOR, publica="")
    assert juzgar(sin_llave, SEGUNDO, None, is_firma) is Veredicto.ALTERADO
    assert juzgar(sin_llave, PRIMERO, PRIMERO.hash, is_firma) is Veredicto.REPETIDO


def test_following_moves_the_head() -> None:
    assert CURSOR.seguir(SEGUNDO) == Cursor("e", 2, SEGUNDO.hash, LLAVE.publica)


def test_every_field_of_an_acknowledgement_is_signed() -> None:
    acuse = Acuse("c", "g", "cajeme", "2", "e", 7, b"h")
    otros = {"centro": "x", "generacion": "x", "organismo": "x", "caja": "x", "epoca": "x", "seq": 8, "cabeza": b"x"}
    mensajes = {acuse.mensaje(), *(replace(acuse, **{campo: otro}).mensaje() for campo, otro in otros.items())}  # type: ignore[arg-type]
    assert len(mensajes) == len(otros) + 1


@pytest.mark.parametrize(
    ("antes", "despues"), [("", "A"), ("A", "B"), ("Y", "Z"), ("Z", "AA"), ("AZ", "BA"), ("ZZ", "AAA")]
)
def test_serie_after_another(antes: str, despues: str) -> None:
    assert serie_siguiente(antes) == despues


@given(st.permutations(range(6)), st.lists(st.integers(0, 5), max_size=6))
def test_in_any_order_and_however_often_each_goes_in_once(orden: list[int], otra_vez: list[int]) -> None:
    """Rounds over what waits, as the centre makes them, until nothing moves."""
    todos = []
    for n in range(6):
        todos.append(asiento(n + 1, todos[-1].hash if todos else GENESIS, n))
    cursor, hechos = Cursor("e", 0, GENESIS, LLAVE.publica), dict[int, bytes]()
    esperan = [todos[i] for i in (*orden, *otra_vez)]
    for _ in range(len(todos)):
        for llegado in list(esperan):
            veredicto = juzgar(cursor, llegado, hechos.get(llegado.seq), is_firma)
            if veredicto is Veredicto.APLICAR:
                cursor, hechos[llegado.seq] = cursor.seguir(llegado), llegado.hash
            if veredicto is not Veredicto.ESPERAR:
                esperan.remove(llegado)
            assert veredicto in (Veredicto.APLICAR, Veredicto.REPETIDO, Veredicto.ESPERAR)
    assert esperan == [] and cursor.cabeza == todos[-1].hash
