"""F10: the requests of some days, by program and one by one."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.factories import SUPER, CajaDePrueba, importar, una_cuenta
from tests.solicitudes import recibida, resuelta, sin_trabajo
from tests.ui.conftest import quieto
from ui.reportes.mando import SOLICITUDES
from ui.reportes.pantalla import PantallaReportes
from ui.sesion import Sesion


def test_f10_counts_them_by_program_and_shows_each(qtbot: QtBot, caja: CajaDePrueba, sesion: Sesion) -> None:
    importar(caja, [una_cuenta("100"), una_cuenta("200")])
    recibida(caja, documentos=())
    resuelta(caja, sin_trabajo(caja, cuenta="200", beneficiario="Luis Mar").folio, "negada")
    pantalla = PantallaReportes(sesion)
    qtbot.addWidget(pantalla)
    pantalla.resize(1300, 640)
    pantalla.show()
    sesion.entrar(SUPER)
    pantalla.mostrar()
    quieto(qtbot)
    pantalla.forma.elegir(SOLICITUDES, "mes")
    quieto(qtbot)
    tablas = pantalla.tablas
    assert "Solicitudes de beneficio" in tablas.rotulo.text()
    assert [(s.programa, s.negadas, s.pendientes) for s in tablas.solicitudes.filas] == [
        ("desempleo", 1, 0), ("insen", 0, 1),
    ]  # fmt: skip
    assert [c.cifra.text() for c in tablas.cifras] == ["1", "0", "1"]
    assert not pantalla.grafica.isVisible() and tablas.una_por_una.rowCount() == 2
    pantalla.forma.elegir("dia", "mes")
    quieto(qtbot)
    assert tablas.una_por_una.rowCount() == 0
