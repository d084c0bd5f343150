"""The look: readable colours, every text whole at any size and font scale, what was chosen remembered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Abrir
from ui import tema
from ui.arranque import aspecto_recordado, recordar_aspecto
from ui.asistente import Asistente
from ui.hoja import hoja_de_estilo
from ui.tema import TEMAS, Apariencia, Tema

#: WCAG 2.1, 1.4.3: text against what is behind it.
_CONTRASTE = 4.5


def _luz(color: str) -> float:
    def lineal(c: float) -> float:
        return c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4

    rojo, verde, azul, _ = QColor(color).getRgbF()
    return 0.2126 * lineal(rojo) + 0.7152 * lineal(verde) + 0.0722 * lineal(azul)


def contraste(uno: str, otro: str) -> float:
    """Ratio of the luminances, from 1 to 21."""
    claro, oscuro = sorted((_luz(uno), _luz(otro)), reverse=True)
    return (claro + 0.05) / (oscuro + 0.05)


@pytest.mark.parametrize("elegido", TEMAS.values(), ids=TEMAS)
def test_every_text_can_be_read(elegido: Tema) -> None:
    t = elegido
    parejas = [(tinta, detras) for tinta in (t.tinta, t.tenue) for detras in (t.fondo, t.tarjeta, t.suave)]
    parejas += [
        (t.tinta, t.seleccion),
        (t.sobre_acento, t.acento),
        (t.sobre_acento, t.acento_vivo),
        (t.acento, t.tarjeta),
    ]
    parejas += [(t.bien, t.bien_suave), (t.aviso, t.aviso_suave), (t.mal, t.mal_suave), (t.acento, t.tarjeta)]
    parejas += [(estado, t.tarjeta) for estado in (t.bien, t.aviso, t.mal)]
    flojas = [(a, b, round(contraste(a, b), 2)) for a, b in parejas if contraste(a, b) < _CONTRASTE]
    assert not flojas


def test_high_contrast_is_high() -> None:
    t = tema.ALTO_CONTRASTE
    assert min(contraste(c, t.tarjeta) for c in (t.tinta, t.tenue, t.acento, t.bien, t.aviso, t.mal)) >= 7


@pytest.mark.parametrize("nombre", TEMAS)
def test_what_a_blank_field_says_can_be_read(qtbot: QtBot, nombre: str) -> None:
    tema.aplicar(Apariencia(nombre))
    campo = QLineEdit()
    qtbot.addWidget(campo)
    campo.setPlaceholderText("PIN otra vez")
    campo.show()
    escrito = campo.palette().color(QPalette.ColorRole.PlaceholderText)
    assert escrito.alpha() == 255 and contraste(escrito.name(), tema.vigente().tarjeta) >= _CONTRASTE


@pytest.mark.parametrize("escala", tema.ESCALAS)
def test_the_stylesheet_has_nothing_left_to_fill_in(escala: int) -> None:
    for elegido in TEMAS.values():
        hoja = hoja_de_estilo(elegido, escala, "/iconos")
        assert not re.search(r"@\w|%\w+%|#\d+#", hoja)


@pytest.mark.parametrize("apariencia", [Apariencia("oscuro", 150), Apariencia("alto_contraste", 200)])
def test_the_look_is_remembered(tmp_path: Path, apariencia: Apariencia) -> None:
    recordar_aspecto(tmp_path, apariencia)
    assert aspecto_recordado(tmp_path) == apariencia


@pytest.mark.parametrize(
    "texto", ["", "{", "[]", '{"tema": "rosa", "escala": 100}', '{"tema": "claro", "escala": 9000}']
)
def test_a_look_that_cannot_be_read_is_the_usual_one(tmp_path: Path, texto: str) -> None:
    (tmp_path / "ventana.json").write_text(texto, encoding="utf-8")
    assert aspecto_recordado(tmp_path) == Apariencia()
    recordar_aspecto(tmp_path / "no" / "hay", Apariencia())


@pytest.mark.parametrize("escala", [100, 150, 200])
def test_nothing_is_clipped_in_the_shell(abrir: Abrir, carpeta: Path, escala: int) -> None:
    abierto = abrir(carpeta)
    abierto.esperar_gente()
    tema.aplicar(Apariencia("claro", escala))
    abierto.revisar("sign-in")
    abierto.entrar()
    cuerpo = abierto.cuerpo
    abierto.sesion.aviso.emit("Ticket 2A-000123: falló. La impresora no responde; revise que tenga papel.")
    abierto.revisar("turno")
    abierto.abrir_turno()
    cuerpo.traer(cuerpo.ayuda)
    abierto.revisar("help")


@pytest.mark.parametrize("escala", [100, 200])
def test_nothing_is_clipped_in_the_assistant(abrir: Abrir, tmp_path: Path, escala: int) -> None:

    abierto = abrir(tmp_path / "datos")
    abierto.bot.waitUntil(lambda: isinstance(abierto.ventana.pila.currentWidget(), Asistente))
    asistente = abierto.ventana.pila.currentWidget()
    assert isinstance(asistente, Asistente)
    tema.aplicar(Apariencia("oscuro", escala))
    abierto.revisar("welcome")
    for paso in range(3):
        asistente.ir(paso, "Escriba la dirección de la impresora, por ejemplo 192.168.1.50 o 192.168.1.50:9100")
        abierto.revisar(f"step {paso}")
    asistente.esperar()
