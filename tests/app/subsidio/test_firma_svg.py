"""A signature from an SVG: paths and polylines come in, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.subsidio.firma import LADO
from app.errors import NegocioError
from app.subsidio.firma_svg import leer_svg
from tests.firmas import SVG


def _svg(dentro: str, atributos: str = 'viewBox="0 0 400 160"', antes: str = "") -> bytes:
    return f'{antes}<svg xmlns="http://www.w3.org/2000/svg" {atributos}>{dentro}</svg>'.encode()


def _path(d: str) -> bytes:
    return _svg(f'<path d="{d}"/>')


def test_its_strokes_are_read() -> None:
    firma = leer_svg(SVG)
    assert [len(t) for t in firma.trazos] == [1 + 3 * 16 + 1, 3]
    assert (firma.trazos[0][0].x, firma.trazos[0][0].y) == (20 * LADO // 400, 100 * LADO // 400)
    assert leer_svg(SVG).sha == firma.sha


@pytest.mark.parametrize(
    "d",
    [
        "M20 100 L120 20 L200 90",
        "M 20,100 120,20 200,90",
        "m20 100 l100-80 l80 70",
        "m20,100 100,-80 80,70",
        "M2e1 1.0e2L120 20 200 90",
    ],
)
def test_the_same_line_written_in_other_ways_is_the_same(d: str) -> None:
    assert leer_svg(_path(d)).sha == leer_svg(_path("M20 100 L120 20 L200 90")).sha


def test_a_closed_stroke_ends_where_it_began_and_another_begins() -> None:
    firma = leer_svg(_path("M20 20 L200 20 L200 120 Z M30 30 s 40 60 80 0 z"))
    assert [t[0] == t[-1] for t in firma.trazos] == [True, True]


def test_without_a_frame_its_own_extent_is_one() -> None:
    sin_marco = leer_svg(_svg('<path d="M1000 1000 L1400 1100 L1000 1160"/>', ""))
    assert max(p.x for p in sin_marco.trazos[0]) == LADO
    with pytest.raises(NegocioError, match="no es una firma"):
        leer_svg(_svg('<path d="M1000 1000 L1001 1001"/>', ""))


def test_what_lies_outside_its_frame_is_at_its_edge() -> None:
    firma = leer_svg(_path("M-50 -50 L900 80 L20 20"))
    assert {(p.x, p.y) for p in firma.trazos[0]} >= {(0, 0), (LADO, 80 * LADO // 400)}


MALOS = {
    "entidades": _svg('<path d="&x;"/>', antes='<!DOCTYPE svg [<!ENTITY x "M0 0 L9 9">]>'),
    "bomba": _svg("", antes='<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'),
    "archivo": _svg("", antes='<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "guion": _svg("<script>alert(1)</script>"),
    "imagen": _svg('<image href="http://x/y.png"/>'),
    "enlace": _svg('<a href="http://x"><path d="M0 0 L200 100 L20 90"/></a>'),
    "evento": _svg('<path onload="x()" d="M0 0 L200 100 L20 90"/>'),
    "referencia": _svg('<path xlink:href="#a" d="M0 0"/>', 'xmlns:xlink="http://www.w3.org/1999/xlink"'),
    "transformado": _svg('<g transform="scale(2)"><path d="M0 0 L200 100 L20 90"/></g>'),
    "roto": b"<svg><path",
    "no es xml": b"\x89PNG\r\n",
    "vacio": b"",
    "otra orden": _path("M0 0 A 10 10 0 0 1 20 20"),
    "letras": _path("M0 0 Lx y"),
    "incompleto": _path("M0 0 L5"),
    "incompleto al cambiar": _path("M0 0 L5 C1 1 2 2 3 3"),
    "sin inicio": _path("L5 5 L9 9"),
    "numeros sueltos": _path("5 5 L9 9"),
    "numeros tras cerrar": _path("M0 0 L9 9 Z 5 5"),
    "infinito": _path("M0 0 L9e99 9e99"),
    "impar": _svg('<polyline points="1,2 3"/>'),
    "no numero": _svg('<polyline points="1,dos"/>'),
    "marco": _svg('<path d="M0 0 L200 100 L20 90"/>', 'viewBox="a b c d"'),
    "muchos puntos": _svg("".join(f'<path d="M0 0{"C1 1 2 2 3 3" * 1250}"/>' for _ in range(3))),
    "muchos en uno": _path("M0 0" + "C1 1 2 2 3 3" * 3800),
    "enorme": b"<svg>" + b" " * 64_000 + b"</svg>",
}


@pytest.mark.parametrize("contenido", MALOS.values(), ids=list(MALOS))
def test_what_is_no_signature_is_refused(contenido: bytes) -> None:
    with pytest.raises(NegocioError) as error:
        leer_svg(contenido)
    assert error.value.clave == "svg_invalido"


@pytest.mark.parametrize(
    "dentro", ["", '<path d="M5 5"/>', '<path d=""/>', "<title>Firma</title>", '<path d="M5 5Z"/>']
)
def test_one_without_strokes_is_empty(dentro: str) -> None:
    with pytest.raises(NegocioError) as error:
        leer_svg(_svg(dentro))
    assert error.value.clave == "firma_vacia"


def test_nothing_outside_the_file_is_read(tmp_path: Path) -> None:
    """An entity that names a file is refused before anybody opens it."""
    secreto = tmp_path / "secreto.txt"
    secreto.write_text("M0 0 L300 100", encoding="ascii")
    contenido = _svg('<path d="&x;"/>', antes=f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{secreto.as_uri()}">]>')
    with pytest.raises(NegocioError, match="entidades"):
        leer_svg(contenido)
