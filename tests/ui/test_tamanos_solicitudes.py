"""Nothing cut and nothing over anything else among the requests of F5, whatever is written in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.domain.beneficio.evidencia import Presentado
from tests.factories import importar, una_caja, una_cuenta
from tests.solicitudes import BAJA, estudiada, recibida, resuelta, sin_trabajo
from tests.ui.conftest import Abierto, Abrir
from tests.ui.test_tamanos import ESCALAS, LARGO
from ui import tema
from ui.beneficiarios.pantalla import PantallaBeneficiarios
from ui.tema import Apariencia

ALT = Qt.KeyboardModifier.AltModifier
NOMBRE = LARGO.strip()[:150]


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    """One that lacks all its documents, one that waits for its study, one refused; with long names and numbers."""
    with una_caja(tmp_path / "datos") as prueba:
        importar(prueba, [una_cuenta(n, titular=LARGO) for n in ("0000100-1", "0000200-2", "0000300-3")])
        recibida(prueba, cuenta="0000100-1", beneficiario=NOMBRE, solicitante=NOMBRE[::-1], documentos=(), nota=NOMBRE)
        papeles = (Presentado(BAJA, NOMBRE), Presentado("carta", NOMBRE))
        sin_trabajo(prueba, cuenta="0000200-2", beneficiario=NOMBRE + " Luz", documentos=papeles)
        negada = sin_trabajo(prueba, cuenta="0000300-3", beneficiario=NOMBRE + " Eva").folio
        estudiada(prueba, negada, favorable=False)
        resuelta(prueba, negada, "negada", motivo=NOMBRE)
    return tmp_path / "datos"


@ESCALAS
def test_requests_hold(abrir: Abrir, carpeta: Path, escala: int) -> None:
    tema.aplicar(Apariencia("claro", escala))
    abierto: Abierto = abrir(carpeta)
    abierto.entrar()
    abierto.abrir_turno()
    abierto.tecla(Qt.Key.Key_F5)
    abierto.quieto()
    pantalla = abierto.cuerpo.actual
    assert isinstance(pantalla, PantallaBeneficiarios)
    panel = pantalla.solicitudes
    assert panel.isVisible()
    abierto.revisar("requests that wait")
    panel.empezar_recibir()
    abierto.revisar("a request is received")
    panel.escape()
    panel.empezar_completar()
    panel.recibir.guardar()
    abierto.revisar("what was missing, nothing was written")
    panel.escape()
    panel.empezar_resolver()
    abierto.revisar("a request is refused")
    panel.escape()
    panel.tabla.selectRow(1)
    panel.empezar_estudio()
    abierto.revisar("a study")
    panel.escape()
    panel.empezar_resolver()
    abierto.revisar("a request is granted")
    panel.escape()
    panel.cuales.button(1).click()
    abierto.revisar("requests answered")
