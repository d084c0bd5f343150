"""The picture of a histogram: bars as high as what they count, the same each time."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.documentos import Barra, Histograma
from app.errors import EquipoError, UsoError
from printing.histograma import guardar_histograma, to_png

AZUL, GRIS, NARANJA = (0, 114, 178), (138, 144, 150), (213, 94, 0)


def _histograma(*cuentas: int) -> Histograma:
    clases = ("bajan", "iguales", "suben")
    barras = tuple(
        Barra(f"{n}.00 a {n}.99", c, clase) for n, (c, clase) in enumerate(zip(cuentas, clases, strict=True))
    )
    return Histograma("Título", "Pesos al mes", barras, ("Una nota. " * 40,))


def _altos(imagen: bytes) -> list[int]:
    """Rows in which each colour is seen."""
    lienzo = Image.open(BytesIO(imagen)).convert("RGB")
    filas = [{lienzo.getpixel((x, y)) for x in range(lienzo.width)} for y in range(lienzo.height)]
    return [sum(color in fila for fila in filas) for color in (AZUL, GRIS, NARANJA)]


def test_bars_are_as_high_as_their_cuentas() -> None:
    mayor, mitad, nada = _altos(to_png(_histograma(1000, 500, 0)))
    assert mayor > 300 and abs(mitad * 2 - mayor) <= 3 and nada == 0


def test_somebody_can_always_be_seen() -> None:
    _, _, pocos = _altos(to_png(_histograma(177_000, 0, 1)))
    assert pocos >= 3


def test_a_histogram_of_nobody_is_a_picture_too() -> None:
    assert _altos(to_png(_histograma(0, 0, 0))) == [0, 0, 0]


def test_long_notes_make_the_picture_longer_and_not_wider() -> None:
    corta = Image.open(BytesIO(to_png(Histograma("T", "Pesos", _histograma(1, 2, 3).barras))))
    larga = Image.open(BytesIO(to_png(_histograma(1, 2, 3))))
    assert larga.width == corta.width and larga.height > corta.height


def test_it_is_the_same_each_time_and_written_whole(tmp_path: Path) -> None:
    ruta = tmp_path / "h.PNG"
    guardar_histograma(_histograma(1, 2, 3), ruta)
    assert ruta.read_bytes() == to_png(_histograma(1, 2, 3))
    with pytest.raises(UsoError, match=r"\.png"):
        guardar_histograma(_histograma(1, 2, 3), tmp_path / "h.jpg")
    with pytest.raises(EquipoError):
        guardar_histograma(_histograma(1, 2, 3), tmp_path / "no-hay" / "h.png")
