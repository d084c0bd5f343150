"""F10: what the centre found that concerns this caja, as a table, with what to do, and on paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.domain.centro.test_incidencia import una_incidencia
from tests.factories import SUPER, CajaDePrueba
from tests.ui.conftest import Dialogos, quieto
from ui.reportes.mando import INCIDENCIAS
from ui.reportes.pantalla import PantallaReportes
from ui.sesion import Sesion


def test_open_ones_come_first_and_say_what_to_do(
    sesion: Sesion, caja: CajaDePrueba, qtbot: QtBot, dialogs: Dialogos, tmp_path: Path
) -> None:
    abierta = replace(una_incidencia(), momento=caja.reloj.momento.isoformat())
    resuelta = replace(
        abierta, id="r", clase="reloj", resolucion="corregido", nota="Se ajustó", quien="jefa", resuelta=abierta.momento
    )
    with caja.uow() as uow:
        uow.sincronia.guardar_incidencias((resuelta, abierta))
        uow.commit()
    pantalla = PantallaReportes(sesion)
    qtbot.addWidget(pantalla)
    pantalla.resize(1300, 640)
    pantalla.show()
    sesion.entrar(SUPER)
    pantalla.mostrar()
    pantalla.forma.elegir(INCIDENCIAS, "hoy")
    quieto(qtbot)
    tablas = pantalla.tablas
    assert [i.estado for i in tablas.incidencias.filas] == ["abierta", "resuelta"]
    assert [c.cifra.text() for c in tablas.cifras] == ["1", "$ 100.00", "1"]
    assert [(b.rotulo, b.importe.texto()) for b in pantalla.grafica.grafica.barras] == [(abierta.titulo, "100.00")]
    assert "F6" in tablas.pie.text() and pantalla.titulo_dibujo.text() == "En duda por clase"
    dialogs.respuestas["guardar"] = tmp_path / "incidencias.pdf"
    pantalla.guardar_pdf()
    quieto(qtbot)
    assert (tmp_path / "incidencias.pdf").read_bytes().startswith(b"%PDF")
