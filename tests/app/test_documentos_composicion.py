"""Laying out: nothing clipped, nothing wider than the paper, no text that commands a printer."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documentos import Codigo, Dato, Documento, Importe, Linea, Nota, Renglon, Separador, Texto, componer, disponer
from app.documentos.limpieza import limpiar
from app.domain.dinero import Dinero

TEXTOS = st.one_of(
    st.text(max_size=120),
    st.text(st.sampled_from("\x00\x07\x1b@\r\n\t \u202e\u200b\u0301aéñ中😀"), max_size=60),
)
IMPORTES = st.integers(-(10**14), 10**14).map(Dinero)
LINEAS: st.SearchStrategy[Linea] = st.one_of(
    st.builds(Texto, TEXTOS, st.sampled_from(["izq", "centro", "der"]), st.booleans(), st.booleans()),
    st.builds(Dato, TEXTOS, TEXTOS, st.booleans()),
    st.builds(Importe, TEXTOS, IMPORTES, st.booleans(), st.booleans()),
    st.builds(Nota, TEXTOS),
    st.just(Separador()),
    st.builds(Codigo, TEXTOS, st.just("qr"), TEXTOS),
)
COLUMNAS = st.sampled_from([20, 32, 42, 48, 80])


def lineas(*contenido: Linea, columnas: int = 32) -> tuple[str, ...]:
    return componer(Documento("prueba", contenido), columnas)


@given(st.lists(LINEAS, max_size=8), COLUMNAS)
def test_any_text_stays_inside_the_paper_and_shows_every_importe(contenido: list[Linea], columnas: int) -> None:
    compuesto = lineas(*contenido, columnas=columnas)
    for linea in compuesto:
        assert len(linea) <= columnas
        assert not any(unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Mn") for c in linea)
    for linea in contenido:
        if isinstance(linea, Importe):
            # An amount wider than the narrowest paper is continued below; it is never cut off.
            assert str(linea.importe) in "\n".join(compuesto) or len(str(linea.importe)) > columnas


@given(TEXTOS, COLUMNAS)
def test_no_sign_of_a_text_is_lost(texto: str, columnas: int) -> None:
    esperado = limpiar(texto).replace(" ", "")
    for linea, fin in (
        (Texto(texto), ""),
        (Nota(texto), ""),
        (Importe(texto, Dinero(100)), "1.00"),
        (Dato("", texto), ""),
        (Dato(texto, "7"), "7"),
    ):
        junto = "".join(lineas(linea, columnas=columnas)).replace(" ", "")
        assert junto == esperado + fin


@given(st.lists(LINEAS, max_size=6), COLUMNAS)
def test_large_rows_fit_half_the_columns(contenido: list[Linea], columnas: int) -> None:
    for fila in disponer(Documento("prueba", tuple(contenido)), columnas):
        if isinstance(fila, Renglon):
            assert len(fila.texto(columnas // 2 if fila.grande else columnas)) <= columnas


def test_long_label_wraps_at_words_and_the_importe_stays_on_its_last_line() -> None:
    assert lineas(Importe("Cargo por visita de cobranza al segundo mes", Dinero(123456))) == (
        "Cargo por visita de",
        "cobranza al segundo mes 1,234.56",
    )


def test_label_with_a_word_wider_than_its_column_takes_the_whole_width() -> None:
    largo = "Desincrustación" * 2
    assert lineas(Importe(f"{largo} dos", Dinero(500))) == (largo, "dos" + "5.00".rjust(29))
    assert lineas(Importe(largo, Dinero(500))) == (largo, "5.00".rjust(32))


def test_overlong_word_is_broken() -> None:
    assert lineas(Texto("a" * 70)) == ("a" * 32, "a" * 32, "a" * 6)


def test_amount_wider_than_half_the_paper_is_printed_in_normal_size() -> None:
    (fila,) = disponer(Documento("x", (Importe("T", Dinero(10**15), grande=True),)), 32)
    assert isinstance(fila, Renglon)
    assert (fila.grande, fila.enfasis) == (False, True)
    assert fila.texto(32) == "T" + "10,000,000,000,000.00".rjust(31)


def test_amount_wider_than_the_paper_goes_on_below() -> None:
    assert "".join(t.strip() for t in lineas(Importe("T", Dinero(10**26)), columnas=20)) == f"T{Dinero(10**26)}"


def test_dato_wraps_at_the_right() -> None:
    assert lineas(Dato("Cajero", "María de los Ángeles Hernández")) == (
        "Cajero" + "María de los Ángeles".rjust(26),
        "Hernández".rjust(32),
    )
    assert lineas(Dato("Un rótulo que casi no deja lugar", "123")) == (
        "Un rótulo que casi no deja lugar",
        "123".rjust(32),
    )


def test_alignment_and_rule() -> None:
    assert lineas(Texto("uno", "centro"), Texto("dos", "der"), Separador(), Texto("")) == (
        " " * 14 + "uno",
        " " * 29 + "dos",
        "─" * 32,
        "",
    )


def test_code_is_a_line_of_text_with_its_caption() -> None:
    assert lineas(Codigo("VTN1|a|b", pie="Verificación: 1a2b")) == ("[QR] VTN1|a|b", " " * 7 + "Verificación: 1a2b")
    assert lineas(Codigo("123456", "code128")) == ("[CODE128] 123456",)


def test_too_narrow_paper_is_refused() -> None:
    with pytest.raises(ValueError, match="too narrow"):
        lineas(Texto("x"), columnas=19)


@pytest.mark.parametrize(
    ("texto", "limpio"),
    [
        ("Ibáñez", "Ibáñez"),
        (unicodedata.normalize("NFD", "Ibáñez Núñez"), "Ibáñez Núñez"),
        ("Ana\x1b@\x00López", "Ana·@·López"),
        ("TOTAL\r\n0.00", "TOTAL··0.00"),
        ("  dos\u00a0\u3000palabras   juntas ", "dos palabras juntas"),
        ("\u202eoiraM", "·oiraM"),
        ("x\u0301\u0302", "x··"),
        ("中文 😀", "·· ·"),
        ("", ""),
    ],
)
def test_cleaning(texto: str, limpio: str) -> None:
    assert limpiar(texto) == limpio


def test_name_of_five_thousand_signs_is_printed_whole() -> None:
    nombre = "á" * 5000
    assert "".join(lineas(Texto(nombre))) == nombre
