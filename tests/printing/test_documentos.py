"""Every paper on every printer: nothing in a text commands it, columns hold, codes read back, and it stays small."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from threading import Thread
from zlib import crc32

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from app.documentos import Codigo, Documento, Encabezado, Importe, Logo, Texto, componer, ticket_pago
from app.papel.impresora import CODIGOS, PAGINAS, Impresora
from printing.codigos import dibujar
from printing.escpos import to_escpos
from printing.logo import reparos
from printing.papel import PAPELES
from printing.pdf import to_pdf
from printing.png import to_png
from tests.printing.documentos import TODOS
from tests.printing.lector import leer_codigos
from tests.printing.muestras import ENCABEZADO, un_pago
from tests.printing.ordenes import leer
from tests.printing.rollo import Rollo

#: What somebody may write: orders of a printer, controls, marks, drawings, other scripts, very long.
HOSTILES = (
    "\x1b@\x1bp\x00\x19\xfa\x1dV\x00", "\x10\x14\x01\x00\x01 \x00\x07\x0c\r\n\t\x7f\x80\x9b", "\x1d(k\x03\x001Q0{B{A",
    "José 😀👩‍👩‍👧 中文 かな 한국 \u202e\u200b\ufeff e\u0301 Z͑͗a̷l̸g̴o", "Ñ" * 5_000, "palabra " * 700, " ", "",
)  # fmt: skip
ATAQUES = st.text(st.one_of(st.sampled_from("\x00\x10\x1b\x1d@!(kvVpEt\n\r\x0c\x7f{}"), st.characters()), max_size=40)
NUESTRAS = {b"\x1b@", b"\x1bt", b"\x1bE", b"\x1bd", b"\x1d!", b"\x1dV", b"\x1dv", b"\x1ba", b"\x1d("}
#: Of native bar codes.
NUESTRAS |= {b"\x1dh", b"\x1dw", b"\x1dH", b"\x1dk"}


def exigir_inofensivo(documento: Documento, impresora: Impresora) -> None:
    """Only our orders, no control byte in its text, no row beyond the paper, every amount whole."""
    leido = leer(to_escpos(documento, impresora))
    assert {o[:2] for o in leido.ordenes} <= NUESTRAS
    assert not [b for b in leido.texto if b != 0x0A and (b < 0x20 or b == 0x7F)]
    texto = bytes(leido.texto).decode(impresora.pagina)
    assert max(map(len, texto.split("\n"))) <= impresora.columnas
    for linea in documento.lineas:
        if isinstance(linea, Importe):
            assert str(linea.importe) in texto


@pytest.mark.parametrize("texto", HOSTILES, ids=range(len(HOSTILES)))
@pytest.mark.parametrize("nombre", TODOS)
def test_no_text_commands_the_printer(nombre: str, texto: str) -> None:
    documento = TODOS[nombre](texto)
    for columnas, dibuja in ((32, "nativo"), (42, "dibujado"), (48, "nativo")):
        exigir_inofensivo(documento, Impresora(columnas=columnas, qr=dibuja, barras=dibuja))


@pytest.mark.parametrize("nombre", TODOS)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texto=ATAQUES, columnas=st.sampled_from([32, 42, 48]), pagina=st.sampled_from([*PAGINAS]))
def test_nor_does_any_other(nombre: str, texto: str, columnas: int, pagina: str) -> None:
    exigir_inofensivo(TODOS[nombre](texto), Impresora(columnas=columnas, pagina=pagina, qr="nativo", barras="nativo"))


@pytest.mark.parametrize("columnas", PAPELES)
@pytest.mark.parametrize("nombre", TODOS)
def test_paper_file_and_screen_show_the_same_lines(nombre: str, columnas: int) -> None:
    documento = TODOS[nombre]("María Ibáñez Peñúñuri")
    impresora = Impresora(columnas=columnas, qr="nativo", barras="nativo")
    de_papel = leer(to_escpos(documento, impresora))
    en_texto = [" ".join(t.split()) for t in componer(documento, columnas)]
    en_papel = [" ".join(t.split()) for t in de_papel.lineas]
    # Large letters take twice the columns on paper; codes stand in the text file as their data, on lines of their own.
    assert [t for t in en_texto if t and t in en_papel] == [t for t in en_papel if t]
    assert len(to_pdf(documento, columnas)) > 1_000
    with Image.open(BytesIO(to_png(documento, PAPELES[columnas]))) as imagen:
        leidos = set(leer_codigos(imagen))
    assert {datos for _, datos in de_papel.codigos} == leidos


@pytest.mark.parametrize("columnas", PAPELES)
@pytest.mark.parametrize("nombre", TODOS)
def test_printed_dot_by_dot_it_fits_and_its_codes_read_back(nombre: str, columnas: int) -> None:
    documento = TODOS[nombre]("Ana Núñez")
    rollo = Rollo(PAPELES[columnas].puntos)
    papel = rollo.imprimir(to_escpos(documento, Impresora(columnas=columnas)))
    assert (rollo.se_salio, rollo.cortes, rollo.pulsos) == (0, 1, 0)
    nativos = leer(to_escpos(documento, Impresora(columnas=columnas, qr="nativo", barras="nativo"))).codigos
    assert set(leer_codigos(papel)) == {datos for _, datos in nativos}


def test_two_pdfs_are_not_written_at_once() -> None:
    """The library reads the type for all of them from one place: a signed recibo and a printed ticket got mixed."""
    esperan: list[bool] = []

    class Titulo(str):
        """Read while the PDF is being written."""

        def __iter__(self) -> Iterator[str]:
            otro = Thread(target=to_pdf, args=(Documento("Otro", ()), 48))
            otro.start()
            otro.join(0.5)
            esperan.append(otro.is_alive())
            return super().__iter__()

    assert b"/Title" in to_pdf(Documento(Titulo("Uno"), ()), 48) and esperan == [True]


@pytest.mark.parametrize("nombre", TODOS)
def test_its_pdf_has_title_language_and_its_own_type(nombre: str) -> None:
    documento = TODOS[nombre]("Ana")
    pdf = to_pdf(documento, 48)
    assert b"/Lang (es-MX)" in pdf and b"/Title" in pdf and b"anonymous" not in pdf and b"unspecified" not in pdf
    # Both weights, each embedded; nothing is left to the fonts of whoever opens it.
    fuentes = re.findall(rb"/BaseFont /([A-Za-z+-]+)", pdf)
    assert len(fuentes) >= pdf.count(b"/FontFile2") >= 2 and all(b"NotoSansMono" in f for f in fuentes)
    assert re.search(rb"/MediaBox \[ 0 0 (396 612|612 792) \]", pdf)


# --- native codes, and how much a ticket weighs ---


def de(columnas: int, dibuja: str) -> Impresora:
    return Impresora(columnas=columnas, qr=dibuja, barras=dibuja)


@pytest.mark.parametrize("columnas", PAPELES)
def test_native_codes_hold_the_same_data_and_need_no_picture(columnas: int) -> None:
    leido = leer(to_escpos(ticket_pago(un_pago(), ENCABEZADO), de(columnas, "nativo")))
    assert leido.codigos == [("qr", "VTN1|cajeme|2A-004518|576.50|2023-09-05|1a2b3c4d5e"), ("code128", "123456")]
    assert leido.imagenes == []
    assert leido.ordenes.count(b"\x1ba\x01") == leido.ordenes.count(b"\x1ba\x00") == 2


@pytest.mark.parametrize(("dibuja", "techo"), [("nativo", 2_560), ("dibujado", 16_000)])
@pytest.mark.parametrize("columnas", PAPELES)
def test_a_ticket_is_small_enough_for_a_slow_port(columnas: int, dibuja: str, techo: int) -> None:
    """The sample has a benefit with its detail, a service, two means, a balance: longer than most."""
    assert len(to_escpos(ticket_pago(un_pago(), ENCABEZADO), de(columnas, dibuja), abre_cajon=True)) <= techo
    assert set(CODIGOS) == {"dibujado", "nativo"}


# --- codes ---


@settings(max_examples=60)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=120))
def test_any_qr_reads_back(datos: str) -> None:
    for puntos in (384, 576):
        imagen = dibujar(Codigo(datos), puntos)
        assert imagen.width <= 208
        assert leer_codigos(imagen) == [datos]


@pytest.mark.parametrize(("cuenta", "lleva"), [("0000020-8", 1), ("1" * 12, 1), ("1" * 13, 0), ("Ñ-1", 0), ("", 0)])
def test_the_ticket_has_bars_for_a_cuenta_that_they_can_hold(cuenta: str, lleva: int) -> None:
    for columnas in PAPELES:
        leido = leer(to_escpos(ticket_pago(un_pago(cuenta=cuenta), ENCABEZADO), de(columnas, "nativo")))
        assert [datos for clase, datos in leido.codigos if clase == "code128"] == [cuenta] * lleva


# --- logo ---


def png(ancho: int, alto: int, modo: str = "RGBA") -> bytes:
    salida = BytesIO()
    Image.new(modo, (ancho, alto), 0).save(salida, "PNG")
    return salida.getvalue()


def roto() -> bytes:
    """A picture with a colour profile that ends too soon, which its reader stumbles over when all is read."""
    entera = png(100, 50)
    return entera[:-12] + _trozo(b"iCCPx\x00") + entera[-12:]


def _crecido() -> bytes:
    """One that says another size when nobody looks at it any more."""
    entera = png(100, 50)
    return entera[:33] + _trozo(b"IHDR" + (9_000).to_bytes(4) * 2 + b"\x08\x06\x00\x00\x00") + entera[33:]


def _trozo(contenido: bytes) -> bytes:
    return (len(contenido) - 4).to_bytes(4) + contenido + crc32(contenido).to_bytes(4)


@pytest.mark.parametrize(
    ("logo", "dice"),
    [
        (png(385, 100), "mide 385 × 100 puntos"), (png(100, 241), "mide 100 × 241"), (b"", "no es una imagen"),
        (b"GIF89a" + bytes(50), "no es una imagen"), (png(100, 50)[:60], "no es una imagen"),
        (png(100, 50) + bytes(600_000), "pesa 586 kB y caben 512"), (roto(), "no es una imagen"),
        (_crecido(), "no es una imagen"),
    ],
)  # fmt: skip
def test_a_logo_that_cannot_be_is_told_and_the_ticket_comes_out(logo: bytes, dice: str) -> None:
    con = ticket_pago(un_pago(), _con_logo(logo))
    assert dice in reparos(con, PAPELES[32]) and "salen sin él" in reparos(con, PAPELES[32])
    sin = ticket_pago(un_pago(), ENCABEZADO)
    assert to_escpos(con, de(32, "dibujado")) == to_escpos(sin, de(32, "dibujado"))
    assert to_png(con, PAPELES[32]) == to_png(sin, PAPELES[32]) and len(to_pdf(con, 32)) == len(to_pdf(sin, 32))


@pytest.mark.parametrize("modo", ["RGBA", "L", "1", "P"])
def test_a_logo_heads_the_paper(modo: str) -> None:
    documento = ticket_pago(un_pago(), _con_logo(png(200, 80, modo)))
    assert reparos(documento, PAPELES[48]) == ""
    logo, *_ = leer(to_escpos(documento, de(48, "dibujado"))).imagenes
    assert logo.height == 80 and len(componer(documento, 48)) == len(componer(ticket_pago(un_pago(), ENCABEZADO), 48))
    assert len(to_pdf(documento, 48)) > len(to_pdf(ticket_pago(un_pago(), ENCABEZADO), 48))
    assert dibujar(Logo(png(200, 80, modo)), 576).size == (200, 80)


def _con_logo(logo: bytes) -> Encabezado:
    return replace(ENCABEZADO, logo=logo)


# --- settings of a printer ---


@pytest.mark.parametrize("pagina", PAGINAS)
def test_spanish_comes_out_by_every_page(pagina: str) -> None:
    texto = "áéíóúüñ ÁÉÍÓÚÜÑ ¿¡ «» º ª"
    leido = leer(to_escpos(Documento("x", (Texto(texto),)), Impresora(pagina=pagina, numero_pagina=PAGINAS[pagina])))
    dicho = bytes(leido.texto).decode(pagina).strip()
    # The oldest page has no capitals with accents but É: they are marked, not dropped.
    assert dicho == (texto if pagina != "cp437" else "áéíóúüñ ?É???ÜÑ ¿¡ «» º ª")
    assert leido.ordenes[1] == bytes((0x1B, ord("t"), PAGINAS[pagina]))


@pytest.mark.parametrize(
    ("cambio", "orden"),
    [
        (Impresora(corte="completo"), b"\x1dV\x00"), (Impresora(densidad=-6), b"\x1d(K\x02\x001\xfa"),
        (Impresora(densidad=6), b"\x1d(K\x02\x001\x06"), (Impresora(cajon=5, pulso=100), b"\x1bp\x01\x32\xfa"),
        (Impresora(pulso=510), b"\x1bp\x00\xff\xfa"),
    ],
)  # fmt: skip
def test_each_setting_is_an_order(cambio: Impresora, orden: bytes) -> None:
    assert orden in leer(to_escpos(Documento("x", ()), cambio, abre_cajon=True)).ordenes


def test_what_a_printer_has_not_is_not_ordered() -> None:
    ordenes = leer(to_escpos(Documento("x", ()), Impresora(corte="ninguno", cajon=0), abre_cajon=True)).ordenes
    assert {o[:2] for o in ordenes} == {b"\x1b@", b"\x1bt", b"\x1bd"}
