"""Amounts in words: the clerk's table, and a reader of its own that turns the words back into the amount."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dinero import Dinero
from app.domain.letra import importe_en_letra

with (Path(__file__).parents[1] / "casos" / "importes-en-letra.csv").open(encoding="utf-8", newline="") as archivo:
    CASOS = [(fila["importe"], fila["letra"]) for fila in csv.DictReader(archivo)]

#: What each word is worth, written down here and not taken from the module under test.
VALORES = {
    **{"UN": 1, "DOS": 2, "TRES": 3, "CUATRO": 4, "CINCO": 5, "SEIS": 6, "SIETE": 7, "OCHO": 8, "NUEVE": 9},
    **{"DIEZ": 10, "ONCE": 11, "DOCE": 12, "TRECE": 13, "CATORCE": 14, "QUINCE": 15, "DIECISÉIS": 16},
    **{"DIECISIETE": 17, "DIECIOCHO": 18, "DIECINUEVE": 19, "VEINTE": 20, "VEINTIÚN": 21, "VEINTIDÓS": 22},
    **{"VEINTITRÉS": 23, "VEINTICUATRO": 24, "VEINTICINCO": 25, "VEINTISÉIS": 26, "VEINTISIETE": 27},
    **{"VEINTIOCHO": 28, "VEINTINUEVE": 29, "TREINTA": 30, "CUARENTA": 40, "CINCUENTA": 50, "SESENTA": 60},
    **{"SETENTA": 70, "OCHENTA": 80, "NOVENTA": 90, "CIEN": 100, "CIENTO": 100, "DOSCIENTOS": 200},
    **{"TRESCIENTOS": 300, "CUATROCIENTOS": 400, "QUINIENTOS": 500, "SEISCIENTOS": 600, "SETECIENTOS": 700},
    **{"OCHOCIENTOS": 800, "NOVECIENTOS": 900},
}


def leer(letra: str) -> int:
    """Centavos that the words say; refuses what is not good Spanish."""
    palabras = letra.removesuffix(" M.N.").split()
    fraccion = palabras.pop()
    assert len(fraccion) == 6
    assert fraccion.endswith("/100")
    moneda = palabras.pop()
    assert moneda == ("PESO" if palabras == ["UN"] else "PESOS")
    if palabras == ["CERO"]:
        return int(fraccion[:2])
    if palabras[-1] == "DE":
        assert palabras[-2] in ("MILLÓN", "MILLONES")
        palabras.pop()
    else:
        assert palabras[-1] not in ("MILLÓN", "MILLONES")
    pesos = grupo = 0
    for i, palabra in enumerate(palabras):
        if palabra == "Y":
            assert grupo % 100 in range(30, 100, 10)
            assert VALORES[palabras[i + 1]] < 10
        elif palabra == "MIL":
            assert grupo % 1000 != 1
            grupo = max(grupo, 1) * 1000
        elif palabra in ("MILLÓN", "MILLONES"):
            assert (palabra == "MILLÓN") == (grupo == 1)
            pesos, grupo = grupo * 1_000_000, 0
        else:
            valor = VALORES[palabra]
            lugar = 10 if valor < 10 else 100 if valor < 100 else 1000
            assert grupo % lugar == 0, "a word stands where a larger one was expected"
            if palabra == "CIEN":
                assert i + 1 == len(palabras) or palabras[i + 1] in ("MIL", "MILLONES")
            if palabra == "CIENTO":
                assert palabras[i + 1] in VALORES
            grupo += valor
    return (pesos + grupo) * 100 + int(fraccion[:2])


@pytest.mark.parametrize(("importe", "letra"), CASOS)
def test_importes_of_the_table(importe: str, letra: str) -> None:
    assert importe_en_letra(Dinero.from_texto(importe)) == letra


def test_every_whole_amount_up_to_ten_thousand_reads_back() -> None:
    for pesos in range(10_000):
        centavos = pesos * 100 + pesos % 100
        assert leer(importe_en_letra(Dinero(centavos))) == centavos


@given(st.integers(1, 999_999_999), st.integers(0, 99))
def test_any_amount_reads_back(pesos: int, centavos: int) -> None:
    assert leer(importe_en_letra(Dinero(pesos * 100 + centavos))) == pesos * 100 + centavos


@given(st.integers(0, 10**14 - 1))
def test_any_amount_with_words_reads_back(centavos: int) -> None:
    assert leer(importe_en_letra(Dinero(centavos))) == centavos


@pytest.mark.parametrize("centavos", [-1, -100, 10**14])
def test_amount_without_words_is_refused(centavos: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        importe_en_letra(Dinero(centavos))
