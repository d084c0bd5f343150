"""Every decision of a profile is a word of it: changing the word changes the bill, and each way was worked by hand."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app import perfiles
from app.perfiles.cargada import Datos, leer_cargada
from app.tarifa.cotizacion import cotizar
from app.tarifa.pedido_cotizacion import SolicitudCotizacion
from tests.cajeme import casos

HOY = date(2023, 1, 15)
PRECIOS_DE_LORETO = Path(__file__).parents[1] / "casos" / "loreto-precios-de-prueba.csv"
VERSIONES = {"cajeme": "2023", "romita": "2020", "loreto": "2025"}


@pytest.fixture
def total(tmp_path: Path) -> Callable[[str, str, str, dict[str, str]], str]:
    """What a bill comes to by the shipped profile with one line of it changed."""
    shutil.copytree(perfiles.RECURSOS / "organismos", tmp_path / "organismos")
    shutil.copytree(perfiles.RECURSOS / "nacional", tmp_path / "nacional")

    def hacer(organismo: str, antes: str, despues: str, campos: dict[str, str]) -> str:
        ruta = tmp_path / "organismos" / organismo / VERSIONES[organismo] / "perfil.toml"
        texto = ruta.read_text(encoding="utf-8")
        seccion, _, linea = antes.rpartition(" · ")
        donde = texto.index(linea, texto.index(seccion) if seccion else 0)
        cambiado = texto[:donde] + texto[donde:].replace(linea, despues, 1)
        ruta.write_text(cambiado, encoding="utf-8")
        listas = [leer_cargada(PRECIOS_DE_LORETO, Datos("loreto", desde="2023-01", fuente="de prueba"))]
        perfil = perfiles.cargar(organismo, tmp_path, listas)
        ruta.write_text(texto, encoding="utf-8")
        return cotizar(perfil, SolicitudCotizacion.from_textos({"organismo": organismo} | campos), HOY).total.texto()

    return hacer


@pytest.mark.parametrize("caso", casos("decisiones"), ids=lambda c: f"{c['perfil']}: {c['renglon']}")
def test_the_word_decides(total: Callable[[str, str, str, dict[str, str]], str], caso: dict[str, str]) -> None:
    campos = dict(parte.split("=", 1) for parte in caso["recibo"].split(" "))
    organismo, renglon = caso["perfil"], caso["renglon"]
    igual = renglon.rpartition(" · ")[2]
    assert total(organismo, renglon, igual, campos) == caso["total"], caso["a_mano"]
    assert total(organismo, renglon, caso["otro"], campos) == caso["total_otro"], caso["a_mano_otro"]
    assert caso["total"] != caso["total_otro"]
