"""F5: benefits are granted, renewed and withdrawn with a supervisor's PIN; false data is shown before it is charged."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.cobro.consulta import estado_de_cuenta
from tests.factories import PINES, CajaDePrueba, importar, un_beneficio, un_pago, un_recibo, un_turno, una_cuenta
from tests.otorgamientos import CURP
from tests.ui.conftest import Dialogos, quieto
from ui.beneficiarios.beneficios import BeneficiosPanel
from ui.beneficiarios.pantalla import PantallaBeneficiarios
from ui.sesion import Sesion

AGOSTO = {"agua": "206.89", "alcantarillado": "107.58", "saneamiento": "80.69"}


@pytest.fixture
def pantalla(qtbot: QtBot, caja: CajaDePrueba, con_cajera: Sesion, dialogs: Dialogos) -> PantallaBeneficiarios:
    """Two cuentas, one with insen that paid August with it; the supervisor gives her word when she is asked."""
    un_turno(caja)
    cuentas = [una_cuenta("100", titular="María López"), una_cuenta("200", titular="Rosa Gil")]
    importar(caja, cuentas, [un_recibo("100", **AGOSTO)], [un_beneficio("100", curp=CURP, beneficiario="María López")])
    un_pago(caja)
    dialogs.respuestas["autorizacion"] = ("super", PINES["super"])
    hecha = PantallaBeneficiarios(con_cajera)
    qtbot.addWidget(hecha)
    hecha.resize(1366, 640)
    hecha.show()
    hecha.mostrar()
    quieto(qtbot)
    return hecha


@pytest.fixture
def panel(pantalla: PantallaBeneficiarios) -> BeneficiosPanel:
    return pantalla.beneficios


def test_who_holds_what_is_listed_and_the_curp_is_hidden(qtbot: QtBot, panel: BeneficiosPanel) -> None:
    assert [b.cuenta for b in panel.model.filas] == ["100"]
    assert panel.cuales.button(0).text() == "Vigentes (1)"
    assert "María López" in panel.nombre.text() and CURP not in panel.datos.text() and CURP[:4] in panel.datos.text()
    panel.ver_curp.click()
    quieto(qtbot)
    assert CURP in panel.datos.text()


def test_a_cuenta_that_is_not_there_is_told(qtbot: QtBot, panel: BeneficiosPanel) -> None:
    qtbot.keyClicks(panel.cuenta, "999")
    qtbot.keyClick(panel.cuenta, Qt.Key.Key_Return)
    quieto(qtbot)
    assert "No hay ninguna cuenta 999" in panel.mensaje.text()


def test_granted_with_its_documents_and_a_scan(
    qtbot: QtBot, caja: CajaDePrueba, pantalla: PantallaBeneficiarios, dialogs: Dialogos, tmp_path: Path
) -> None:
    panel, foto = pantalla.beneficios, tmp_path / "ine.png"
    panel.cuenta.setText("200")
    qtbot.keyClick(panel.tabla, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    form = panel.otorgar
    assert panel.is_ocupado and form.cuenta.text() == "200"
    form.programa.setCurrentIndex(form.programa.findData("pensionado"))
    for campo, texto in ((form.beneficiario, "Rosa Gil"), (form.documento, "IMSS 9"), (form.hasta, "30/06/2024")):
        campo.setText(texto)
    form.pedir()
    quieto(qtbot)
    form.mensaje.text()
    assert panel.is_ocupado, "without its CURP it is not granted"
    form.curp.setText("GOMC600101MSRNRR03")
    Image.new("L", (20, 20)).save(foto)
    form.evidencias[0].guardar(foto)
    quieto(qtbot)
    form.pedir()
    quieto(qtbot)
    assert not panel.is_ocupado and "Cuenta 200" in panel.mensaje.text()
    (beneficio,) = estado_de_cuenta(caja.ctx, "200").beneficios
    assert (beneficio.programa, beneficio.quien, str(beneficio.hasta)) == ("pensionado", "super", "2024-06-30")
    with caja.uow() as uow:
        (asiento,) = [a for a in uow.diario.asientos() if a.tipo == "beneficio_otorgado"]
    (evidencia,) = asiento.datos()["evidencias"]
    assert caja.ctx.anexos.leer(evidencia["archivo"]) == foto.read_bytes()
    assert caja.verificar().errores == ()


def test_a_like_name_is_granted_only_with_how_it_is_known_to_be_another(
    qtbot: QtBot, caja: CajaDePrueba, panel: BeneficiosPanel, dialogs: Dialogos
) -> None:
    panel.empezar_otorgar()
    form = panel.otorgar
    form.programa.setCurrentIndex(form.programa.findData("nomina"))
    assert form.otra_persona.isVisible()
    for campo, texto in ((form.cuenta, "200"), (form.beneficiario, "LOPEZ MARIA"), (form.documento, "n 4")):
        campo.setText(texto)
    form.pedir()
    quieto(qtbot)
    assert panel.is_ocupado and "en la cuenta 100" in dialogs.mensajes[-1].texto
    form.otra_persona.setText("homónima, acta 33")
    form.pedir()
    quieto(qtbot)
    assert not panel.is_ocupado
    with caja.uow() as uow:
        (asiento,) = [a for a in uow.diario.asientos() if a.tipo == "beneficio_otorgado"]
    assert (asiento.datos()["otra_persona"], asiento.datos()["parecidas"]) == ("homónima, acta 33", ["100"])
    panel.empezar_renovar()
    assert not form.otra_persona.isVisible()


@pytest.mark.parametrize(
    ("campo", "texto", "dice"),
    [("desde", "ayer", "no es una fecha"), ("m3", "-4", "no son m³"), ("porcentaje", "NaN", "no es un porcentaje")],
)
def test_what_cannot_be_read_is_told_before_anybody_is_asked(
    panel: BeneficiosPanel, dialogs: Dialogos, campo: str, texto: str, dice: str
) -> None:
    panel.empezar_otorgar()
    getattr(panel.otorgar, campo).setText(texto)
    panel.confirmar()
    assert dice in panel.otorgar.mensaje.text() and not dialogs.mensajes


def test_false_data_is_seen_then_withdrawn_and_its_recovery_charged(
    qtbot: QtBot, caja: CajaDePrueba, panel: BeneficiosPanel, dialogs: Dialogos
) -> None:
    panel.boton_retirar.click()
    form = panel.retirar
    form.motivo.setCurrentIndex(form.motivo.findData("datos_falsos"))
    quieto(qtbot)
    assert form.total.text() == "$ 197.59" and "agosto 2023" in form.debido.text()
    form.nota.setText("visita 3")
    panel.confirmar()
    quieto(qtbot)
    assert "197.59" in dialogs.mensajes[-1].detalle and "Se cargaron 197.59" in panel.mensaje.text()
    estado = estado_de_cuenta(caja.ctx, "100")
    assert estado.beneficios[0].retiro == "datos_falsos" and estado.adeudo.total.texto() == "197.59"
    pago = un_pago(caja)
    assert pago.total.texto() == "197.59" and caja.verificar().errores == ()
    panel.cuales.button(2).click()
    assert panel.model.rowCount() == 1 and not panel.boton_retirar.isEnabled()


def test_another_reason_charges_nothing(qtbot: QtBot, panel: BeneficiosPanel) -> None:
    panel.empezar_retirar()
    panel.retirar.motivo.setCurrentIndex(panel.retirar.motivo.findData("defuncion"))
    quieto(qtbot)
    assert panel.retirar.debido.text() == "No se cobra nada." and panel.escape() and not panel.escape()


def test_renewed_with_a_new_document(qtbot: QtBot, caja: CajaDePrueba, panel: BeneficiosPanel) -> None:
    """What has no end is not renewed; what ends soon is."""
    panel.empezar_renovar()
    panel.otorgar.documento.setText("INAPAM 124")
    panel.confirmar()
    quieto(qtbot)
    assert panel.is_ocupado
    panel.escape()
    vence = un_beneficio("200", "pensionado", hasta=caja.reloj.ahora().date(), curp="GOMC600101MSRNRR03")
    importar(caja, beneficios=[vence])
    panel.mostrar()
    quieto(qtbot)
    panel.cuales.button(1).click()
    assert [b.cuenta for b in panel.model.filas] == ["200"]
    panel.empezar_renovar()
    panel.otorgar.documento.setText("IMSS 10")
    panel.otorgar.hasta.setText("31/08/2024")
    panel.confirmar()
    quieto(qtbot)
    assert str(estado_de_cuenta(caja.ctx, "200").beneficios[-1].hasta) == "2024-08-31"
