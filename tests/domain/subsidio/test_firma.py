"""A drawn signature: what is one, and that its bytes say all of it and nothing else."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.compacto import desempacar, empacar
from app.domain.errores import NegocioError
from app.domain.subsidio.firma import (
    DURACION_MAXIMA,
    LADO,
    PRESION_MAXIMA,
    PUNTOS_MAXIMOS,
    Firma,
    Punto,
    exigir_firma,
)
from tests.firmas import una_firma

PUNTOS = st.tuples(st.integers(0, LADO), st.integers(0, LADO), st.integers(0, 50), st.integers(0, PRESION_MAXIMA))
FIRMAS = st.lists(st.lists(PUNTOS, min_size=1, max_size=40), max_size=6)


def _hecha(trazos: list[list[tuple[int, int, int, int]]]) -> Firma:
    t, hechos = 0, []
    for trazo in trazos:
        puntos = []
        for x, y, pausa, presion in trazo:
            t += pausa
            puntos.append(Punto(x, y, t, presion))
        hechos.append(tuple(puntos))
    return Firma(tuple(hechos))


@given(FIRMAS)
def test_its_bytes_give_it_back(trazos: list[list[tuple[int, int, int, int]]]) -> None:
    firma = _hecha(trazos)
    assert Firma.from_canonica(firma.canonica()) == firma


@given(st.lists(st.lists(st.integers(-5000, 70_000), max_size=30), max_size=4), st.integers(0, 2))
def test_lists_of_any_numbers_come_back_from_their_bits(listas: list[list[int]], orden: int) -> None:
    empacadas = empacar(listas, orden)
    assert desempacar(empacadas + b"resto", list(map(len, listas)), orden) == (listas, len(empacadas))


def test_a_minute_at_two_hundred_points_a_second_is_under_forty_kilobytes() -> None:
    firma = una_firma(segundos=60, por_segundo=200, trazos=20)
    assert firma.puntos == 12_000
    assert len(firma.canonica()) <= 40_000
    assert Firma.from_canonica(firma.canonica()) == firma


def test_any_changed_byte_is_another_hash_and_mostly_unreadable(pytestconfig: pytest.Config) -> None:
    firma = una_firma()
    crudo, azar = firma.canonica(), random.Random(semilla := random.randrange(10**9))
    for _ in range(10_000 if pytestconfig.getoption("--largo") else 300):
        lugar = azar.randrange(len(crudo))
        otro = crudo[:lugar] + bytes([crudo[lugar] ^ azar.randrange(1, 256)]) + crudo[lugar + 1 :]
        try:
            leida = Firma.from_canonica(otro)
        except NegocioError as error:
            assert error.clave == "firma_ilegible"
        else:
            assert leida.sha != firma.sha and leida.canonica() == otro, semilla


@pytest.mark.parametrize(
    "crudo",
    [
        b"",
        b"VTNF1",
        b"VTNF2" + bytes(8),
        b"VTNF1" + (2**31).to_bytes(4),
        b"VTNF1" + (1).to_bytes(4) + (2**31).to_bytes(4),
        b"VTNF1" + (1).to_bytes(4) + (1).to_bytes(4) + b"\x0d",
        b"VTNF1" + (1).to_bytes(4) + (9).to_bytes(4) + b"\x00\xff",
        b"VTNF1" + (1).to_bytes(4) + (9).to_bytes(4) + b"\x0c\x00",
        b"VTNF1" + (1).to_bytes(4) + (9).to_bytes(4) + b"\x00" + b"\xff" * 4,
        una_firma().canonica() + b"\x00",
        Firma(((),)).canonica(),
    ],
)
def test_other_bytes_are_no_strokes(crudo: bytes) -> None:
    with pytest.raises(NegocioError) as error:
        Firma.from_canonica(crudo)
    assert error.value.clave == "firma_ilegible"


@pytest.mark.parametrize(
    "punto",
    [
        Punto(-1, 0, 0),
        Punto(0, LADO + 1, 0),
        Punto(0, 0, 0, PRESION_MAXIMA + 1),
        Punto(0, 0, DURACION_MAXIMA + 1),
        Punto(0, 0, -1),
    ],
)
def test_what_no_pad_gives_is_refused(punto: Punto) -> None:
    with pytest.raises(NegocioError, match="no se pueden leer"):
        exigir_firma(Firma(((Punto(0, 0, 0), punto),)))


def test_time_does_not_go_back_and_there_is_an_end_of_points() -> None:
    largo = tuple(Punto(n % LADO, 0, n) for n in range(PUNTOS_MAXIMOS + 1))
    for firma in (Firma(((Punto(0, 0, 5), Punto(9, 9, 4)),)), Firma((largo,))):
        with pytest.raises(NegocioError, match="no se pueden leer"):
            exigir_firma(firma)


@pytest.mark.parametrize(
    "puntos",
    [
        [],
        [(2000, 2000)],
        [(2000, 2000), (2003, 2001), (2000, 2000)],
        [(0, 0), (0, 130)],
        [(2000 + n % 2 * 50, 2000) for n in range(40)],
    ],
)
def test_blank_a_dot_or_a_slip_is_no_signature(puntos: list[tuple[int, int]]) -> None:
    trazos = (tuple(Punto(x, y, n) for n, (x, y) in enumerate(puntos)),) if puntos else ()
    with pytest.raises(NegocioError) as error:
        exigir_firma(Firma(trazos))
    assert error.value.clave == "firma_vacia"


def test_a_signature_is_one() -> None:
    firma = una_firma()
    assert exigir_firma(firma) is firma
