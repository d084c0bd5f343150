"""F5 at every size and font scale: who holds what, the three forms, the papers to be signed, and the pad."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.factories import importar, un_beneficio, un_pago, un_recibo, una_caja, una_cuenta
from tests.firmas import una_firma
from tests.ui.conftest import Abierto, Abrir
from tests.ui.test_firmar import dibujar
from tests.ui.test_tamanos import ESCALAS, LARGO
from ui import tema
from ui.barra import Pestana
from ui.beneficiarios.pantalla import PantallaBeneficiarios
from ui.tema import Apariencia

Key, Con = Qt.Key, Qt.KeyboardModifier
AGOSTO = {"agua": "206.89", "alcantarillado": "107.58", "saneamiento": "80.69"}


@pytest.fixture
def abierto(abrir: Abrir, tmp_path: Path) -> Abierto:
    """A pensioner with a long name, who paid August with her benefit, and another whose benefit ended."""
    with una_caja(tmp_path / "datos") as caja:
        cuentas = [una_cuenta("100", titular=LARGO.strip(), domicilio=LARGO), una_cuenta("200", titular="Rosa Gil")]
        hasta = caja.ctx.reloj.ahora().date()
        suyos = [un_beneficio("100", beneficiario=LARGO[:190], documento=LARGO[:120])]
        importar(caja, cuentas, [un_recibo("100", **AGOSTO)], [*suyos, un_beneficio("200", "pensionado", hasta=hasta)])
        un_pago(caja)
    programa = abrir(tmp_path / "datos")
    programa.entrar()
    return programa


def _f5(abierto: Abierto) -> PantallaBeneficiarios:
    abierto.tecla(Key.Key_F5)
    pantalla = abierto.cuerpo.actual
    assert isinstance(pantalla, PantallaBeneficiarios)
    panel = pantalla.beneficios
    abierto.bot.waitUntil(lambda: panel.model.rowCount() > 1)
    panel.tabla.selectRow([b.cuenta for b in panel.model.filas].index("100"))
    return pantalla


@ESCALAS
def test_benefits_and_their_forms_hold(abierto: Abierto, escala: int) -> None:
    tema.aplicar(Apariencia("claro", escala))
    pantalla = _f5(abierto)
    abierto.revisar("benefits")
    for tecla, donde in ((Key.Key_G, "to grant"), (Key.Key_N, "to renew")):
        abierto.tecla(tecla, Con.ControlModifier)
        abierto.quieto()
        abierto.revisar(donde)
        assert pantalla.escape()
    abierto.tecla(Key.Key_D, Con.ControlModifier)
    pantalla.beneficios.retirar.motivo.setCurrentIndex(1)
    abierto.bot.waitUntil(lambda: bool(pantalla.beneficios.retirar.total.text()))
    abierto.revisar("what false data costs")


@ESCALAS
def test_the_pad_and_what_waits_for_it_hold(abierto: Abierto, escala: int) -> None:
    tema.aplicar(Apariencia("oscuro", escala))
    pantalla = _f5(abierto)
    abierto.sesion.firma_pedida.emit(("2A-000001",))
    abierto.bot.waitUntil(lambda: pantalla.is_firmando)
    abierto.tecla(Key.Key_F5)
    abierto.tecla(Key.Key_Return, Con.ControlModifier)
    abierto.revisar("the pad, left blank")
    dibujar(pantalla.firmar.tablero, una_firma())
    abierto.tecla(Key.Key_Return, Con.ControlModifier)
    abierto.revisar("the cashier's turn")
    abierto.tecla(Key.Key_Escape)
    abierto.tecla(Key.Key_Escape)
    abierto.tecla(Key.Key_F5)
    pantalla.traer(1)
    abierto.bot.waitUntil(lambda: pantalla.pendientes.model.rowCount() > 0)
    abierto.quieto()
    abierto.revisar("to be signed")


def _fila(abierto: Abierto, ancho: int) -> tuple[int, set[int]]:
    """Height of the row of screens in a window of that width, and how much its tabs gave up."""
    abierto.ventana.resize(ancho, 768)
    abierto.quieto()
    return abierto.cuerpo.pestanas.height(), {p.estrechez for p in abierto.cuerpo.pestanas.findChildren(Pestana)}


def test_the_row_of_screens_is_one_line_on_a_small_screen(abierto: Abierto) -> None:
    alto, _ = _fila(abierto, 2560)
    assert _fila(abierto, 1024) == (alto, {1})
    for n in range(len(abierto.cuerpo.pantallas)):
        abierto.cuerpo.pestanas.permitir(n, True)
    assert [_fila(abierto, ancho) for ancho in (2560, 1280, 1024)] == [(alto, {n}) for n in range(3)]
    assert "Caja y corte (F4)" in {p.accessibleName() for p in abierto.cuerpo.pestanas.findChildren(Pestana)}
    tema.aplicar(Apariencia("claro", 150))
    altos, estrechez = _fila(abierto, 1024)
    assert altos > alto * 2 and estrechez == {0}, "two lines, and nothing is tight in vain"
