"""F10: what the Ayuntamiento must cover, as a table, as a picture and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.factories import DEMO, SUPER, CajaDePrueba, importar, un_pago, un_recibo, una_cuenta
from tests.reversos import cancelado
from tests.subsidios import AHORA, firmado, un_pensionado, un_subsidio, una_caja_de_loreto
from tests.ui.conftest import Dialogos, quieto
from ui.reportes.mando import SUBSIDIOS
from ui.reportes.pantalla import PantallaReportes
from ui.sesion import Sesion

HOY = AHORA.date()


@pytest.fixture
def caja(tmp_path: Path) -> Iterator[CajaDePrueba]:
    with una_caja_de_loreto(tmp_path / "loreto") as caja:
        yield caja


@pytest.fixture
def pantalla(caja: CajaDePrueba, sesion: Sesion, qtbot: QtBot) -> PantallaReportes:
    """A supervisor stands at it; nothing was charged yet."""
    hecha = PantallaReportes(sesion)
    qtbot.addWidget(hecha)
    hecha.resize(1300, 640)
    hecha.show()
    sesion.entrar(SUPER)
    hecha.mostrar()
    quieto(qtbot)
    return hecha


def test_what_is_to_be_covered_is_seen_and_written(
    pantalla: PantallaReportes, caja: CajaDePrueba, qtbot: QtBot, dialogs: Dialogos, tmp_path: Path
) -> None:
    pantalla.forma.elegir(SUBSIDIOS, "mes")
    quieto(qtbot)
    assert "No hay recibos de subsidio" in pantalla.mensaje.text()
    importar(
        caja,
        [una_cuenta("200", area="general", servicios=("agua",))],
        [un_recibo("200", "2025-01", m3=5, agua="84.37", vence=HOY)],
        [un_pensionado("200")],
    )
    firmado(caja, un_subsidio(caja)[1])
    cancelado(caja, un_pago(caja, "200"))
    pantalla.pedir()
    quieto(qtbot)
    tablas = pantalla.tablas
    assert pantalla.mensaje.isHidden() and "Subsidios por cubrir" in tablas.rotulo.text()
    filas = tablas.subsidios.filas
    assert [(s.periodo, s.otorgado.texto(), s.neto.texto()) for s in filas] == [
        ("2025-01", "42.19", "0.00"), ("2025-02", "42.19", "42.19"),
    ]  # fmt: skip
    assert [c.cifra.text() for c in tablas.cifras] == ["$ 42.19", "$ 84.38", "$ 42.19"]
    assert tablas.pie.text() == "Firmado: 1 · Revertido con su pago: 1"
    assert tablas.subsidios.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == filas[0].fundamento
    assert [(b.rotulo, b.importe.texto()) for b in pantalla.grafica.grafica.barras] == [
        ("2025-01", "0.00"), ("2025-02", "42.19"),
    ]  # fmt: skip
    assert pantalla.titulo_dibujo.text() == "Por cubrir de cada mes" and "Lo pidió super" in pantalla.sello.text()
    dialogs.respuestas["guardar"] = tmp_path / "subsidios.pdf"
    pantalla.guardar_pdf()
    quieto(qtbot)
    assert (tmp_path / "subsidios.pdf").read_bytes().startswith(b"%PDF")
    pantalla.sesion.entrar(DEMO)
    assert tablas.subsidios.rowCount() == 0
