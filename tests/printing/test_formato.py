"""Files: golden text, PDF and PNG looked at by programs, and writing that is whole or nothing."""

from __future__ import annotations

import base64
import re
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.documentos import Codigo, Documento, Texto, corte_x, ticket_pago
from app.errors import EquipoError, UsoError
from printing.formato import to_archivo
from printing.papel import PAPELES
from printing.pdf import to_pdf
from printing.png import to_png
from tests.printing.lector import leer_codigos
from tests.printing.muestras import ENCABEZADO, un_corte, un_pago
from tests.printing.ordenes import leer

DORADOS = Path(__file__).parent / "dorados"
TICKET = ticket_pago(un_pago(), ENCABEZADO)
QR = "VTN1|cajeme|2A-004518|576.50|2023-09-05|1a2b3c4d5e"


def paginas(pdf: bytes) -> list[bytes]:
    """The drawing orders of each page of a PDF of ours."""
    flujos = re.findall(
        rb"/Filter \[ /ASCII85Decode /FlateDecode \] /Length \d+\s+>>\s+stream\s(.*?)endstream", pdf, re.S
    )
    hojas = [zlib.decompress(base64.a85decode(f.strip().removesuffix(b"~>"))) for f in flujos]
    return [hoja for hoja in hojas if b" Tf " in hoja]


@pytest.mark.parametrize("columnas", [32, 42, 48])
def test_text_file_is_the_golden_one(tmp_path: Path, columnas: int) -> None:
    ruta = tmp_path / "ticket.txt"
    to_archivo(TICKET, ruta, columnas)
    assert ruta.read_text(encoding="utf-8") == (DORADOS / f"ticket-{columnas}.txt").read_text(encoding="utf-8")


def test_corte_is_the_golden_one(tmp_path: Path) -> None:
    ruta = tmp_path / "corte.TXT"
    to_archivo(corte_x(un_corte(), ENCABEZADO), ruta, 48)
    assert ruta.read_text(encoding="utf-8") == (DORADOS / "corte-48.txt").read_text(encoding="utf-8")


def test_every_format_is_written_and_replaces_what_was_there(tmp_path: Path) -> None:
    for nombre, comienzo in (("t.txt", b" "), ("t.bin", b"\x1b@"), ("t.pdf", b"%PDF-1."), ("t.png", b"\x89PNG")):
        ruta = tmp_path / nombre
        ruta.write_bytes(b"old")
        to_archivo(TICKET, ruta, 32)
        assert ruta.read_bytes().startswith(comienzo)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["t.bin", "t.pdf", "t.png", "t.txt"]
    assert "COPIA" not in leer((tmp_path / "t.bin").read_bytes()).texto.decode("cp858")


@pytest.mark.parametrize("nombre", ["ticket", "ticket.doc", "ticket.pdf.exe", ".pdf"])
def test_unknown_ending_is_a_wrong_order(tmp_path: Path, nombre: str) -> None:
    with pytest.raises(UsoError) as error:
        to_archivo(TICKET, tmp_path / nombre, 48)
    assert error.value.clave == "formato_desconocido"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("nombre", ["no existe/t.txt", "archivo/t.txt", "carpeta.txt", f"{'a' * 300}.txt", "a\0b.txt"])
def test_unwritable_place_is_named(tmp_path: Path, nombre: str) -> None:
    (tmp_path / "archivo").write_text("x")
    (tmp_path / "carpeta.txt").mkdir()
    with pytest.raises(EquipoError) as error:
        to_archivo(TICKET, tmp_path / nombre, 48)
    assert error.value.clave == "archivo_no_escribible"
    assert "Revise" in error.value.mensaje
    assert sorted(p.name for p in tmp_path.iterdir()) == ["archivo", "carpeta.txt"]


def test_full_disk_keeps_what_was_there(tmp_path: Path) -> None:
    ruta = tmp_path / "t.txt"
    ruta.write_bytes(b"old")
    resource = pytest.importorskip("resource")
    antes = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, antes[1]))
    try:
        with pytest.raises(EquipoError):
            to_archivo(TICKET, ruta, 48)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, antes)
    assert [p.name for p in tmp_path.iterdir()] == ["t.txt"]
    assert ruta.read_bytes() == b"old"


@pytest.mark.parametrize(("columnas", "milimetros"), [(32, 58), (42, 80), (48, 80)])
def test_picture_has_the_papers_width_and_its_qr_reads_back(columnas: int, milimetros: int) -> None:
    datos = to_png(TICKET, PAPELES[columnas])
    assert datos == to_png(TICKET, PAPELES[columnas])
    with Image.open(BytesIO(datos)) as imagen:
        assert imagen.width / imagen.info["dpi"][0] * 25.4 == pytest.approx(milimetros, abs=0.1)
        assert set(leer_codigos(imagen)) == {QR, "123456"}


def test_bar_code_reads_back_from_the_picture() -> None:
    documento = Documento("x", (Texto("Cuenta"), Codigo("123456", "code128", "123456")))
    with Image.open(BytesIO(to_png(documento, PAPELES[32]))) as imagen:
        assert leer_codigos(imagen) == ["123456"]


def test_picture_grows_with_its_lines_and_draws_inside_the_margins() -> None:
    with Image.open(BytesIO(to_png(Documento("x", (Texto("Ñ" * 5000),)), PAPELES[32]))) as imagen:
        tinta = imagen.convert("L").point(lambda v: 255 - v).getbbox()
        assert imagen.height > 157 * 28 * 2
    assert tinta is not None
    assert tinta[0] >= 80
    assert tinta[2] <= imagen.width - 80


@pytest.mark.parametrize("columnas", [32, 42, 48])
def test_pdf_is_one_sheet_with_title_language_and_always_the_same_bytes(columnas: int) -> None:
    pdf = to_pdf(TICKET, columnas)
    assert pdf == to_pdf(TICKET, columnas)
    assert len(paginas(pdf)) == 1
    assert b"/Lang (es-MX)" in pdf
    assert b"Recibo oficial de pago 2A-004518" in pdf
    assert pdf.count(b"/FontFile2") == 2, "both weights are embedded"
    (hoja,) = paginas(pdf)
    for texto in (b"2A-004518", b"346.69", b"-293.10", b"576.50", b"123456"):
        assert texto in hoja


def test_short_paper_takes_half_a_sheet_and_a_long_one_as_many_as_it_needs() -> None:
    medio = to_pdf(Documento("Corto", (Texto("un renglón"),)), 48)
    assert b"/MediaBox [ 0 0 396 612 ]" in medio
    largo = Documento("Lista larga", tuple(Texto(f"renglon {n}") for n in range(300)))
    hojas = paginas(to_pdf(largo, 48))
    assert len(hojas) == 5
    juntas = b"".join(hojas)
    assert all(f"(renglon {n})".encode() in juntas for n in range(300))
    assert b"Lista larga" in hojas[-1]
    assert b"hoja 5 de 5" in hojas[-1]


def test_pdf_with_nothing_in_it_is_still_a_sheet() -> None:
    assert b"/MediaBox" in to_pdf(Documento("vacío", ()), 48)


@settings(max_examples=15)
@given(st.text(max_size=40), st.sampled_from([32, 48]))
def test_any_name_is_drawn_or_marked(nombre: str, columnas: int) -> None:
    documento = Documento(nombre, (Texto(nombre), Texto(nombre, enfasis=True, grande=True)))
    assert to_pdf(documento, columnas).startswith(b"%PDF")
    assert to_png(documento, PAPELES[columnas]).startswith(b"\x89PNG")


def test_what_the_type_cannot_draw_is_a_visible_mark() -> None:
    (hoja,) = paginas(to_pdf(Documento("x", (Texto("aᚠb😀c"),)), 48))
    assert b"(a?b\\267c)" in hoja or b"a?b" in hoja
