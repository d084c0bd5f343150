"""F6, imports: looked at before they go in, and only with the PIN of who administers. Nothing half-written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.errors import NegocioError
from tests.factories import PINES, CajaDePrueba, importar, un_pago, un_recibo, una_cuenta
from tests.ui.conftest import Dialogos, al_frente, quieto
from tests.ui.medidas import cortados
from ui.administracion.pantalla import PantallaAdministracion
from ui.piezas.trabajo import Cancelable
from ui.sesion import Sesion

CUENTAS = "cuenta,titular,domicilio,uso\n500,Pérez Núñez,Calle 1,domestico\n501,,Calle 2,domestico\n"
RECIBOS = "cuenta,periodo,vence,m3,agua,total\n500,2023-08,2023-09-20,20,100.00,100.00\n"
ENTRA = ("super", PINES["super"])


@pytest.fixture
def pantalla(qtbot: QtBot, con_cajera: Sesion) -> Iterator[PantallaAdministracion]:
    p = PantallaAdministracion(con_cajera)
    al_frente(qtbot, p)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is p.importar.rutas["cuentas"])
    yield p


@pytest.fixture
def archivos(tmp_path: Path, pantalla: PantallaAdministracion) -> Path:
    (tmp_path / "cuentas.csv").write_text(CUENTAS, encoding="utf-8")
    (tmp_path / "recibos.csv").write_text(RECIBOS, encoding="utf-8")
    for nombre in ("cuentas", "recibos"):
        pantalla.importar.recibir_archivo(str(tmp_path / f"{nombre}.csv"))
    return tmp_path


def lotes(caja: CajaDePrueba) -> int:
    with caja.uow() as uow:
        return sum(a.tipo == "lote_importado" for a in uow.diario.asientos())


def test_a_look_writes_nothing_and_names_every_rejected_row(
    qtbot: QtBot, archivos: Path, pantalla: PantallaAdministracion, caja: CajaDePrueba
) -> None:
    assert not pantalla.importar.pie.hacer.isEnabled()
    qtbot.keyClick(pantalla.importar.rutas["cuentas"], Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(pantalla.importar.pie.hacer.isEnabled)
    (rechazo,) = pantalla.importar.revision.rechazos.filas
    assert (rechazo.archivo, rechazo.renglon, rechazo.columna) == ("cuentas.csv", 3, "titular")
    assert pantalla.importar.revision.altas.cifra.text() == "2"
    assert lotes(caja) == 0 and caja.padron.cuenta("500") is None


def test_the_import_needs_an_administrador(
    qtbot: QtBot, archivos: Path, pantalla: PantallaAdministracion, caja: CajaDePrueba, dialogs: Dialogos
) -> None:
    pantalla.importar.revisar()
    qtbot.waitUntil(pantalla.importar.pie.hacer.isEnabled)
    for clave, pin, dicho in (("demo", PINES["demo"], "no es administrador"), ("super", "999999", "no son correctos")):
        dialogs.respuestas["autorizacion"] = (clave, pin)
        pantalla.importar.importar()
        qtbot.waitUntil(lambda dicho=dicho: dicho in pantalla.importar.pie.mensaje.text())
    assert lotes(caja) == 0
    dialogs.respuestas["autorizacion"] = ENTRA
    pantalla.importar.importar()
    qtbot.waitUntil(lambda: "Importado: 2 altas" in pantalla.importar.pie.mensaje.text())
    assert lotes(caja) == 1 and caja.padron.cuenta("500") is not None
    assert not pantalla.importar.pie.hacer.isEnabled()
    assert caja.verificar().ok


def test_a_file_changed_after_the_look_must_be_looked_at_again(
    qtbot: QtBot, archivos: Path, pantalla: PantallaAdministracion
) -> None:
    pantalla.importar.revisar()
    qtbot.waitUntil(pantalla.importar.pie.hacer.isEnabled)
    pantalla.importar.rutas["recibos"].clear()
    assert not pantalla.importar.pie.hacer.isEnabled()


def test_a_caja_that_has_charged_is_asked_up_to_which_folio(
    qtbot: QtBot, archivos: Path, pantalla: PantallaAdministracion, caja: CajaDePrueba
) -> None:
    importar(caja, [una_cuenta("100")], [un_recibo("100")])
    un_pago(caja, "100")
    pantalla.importar.revisar()
    qtbot.waitUntil(lambda: "ya cobró" in pantalla.importar.pie.mensaje.text())
    assert "--pagos-hasta" not in pantalla.importar.pie.mensaje.text()
    pantalla.importar.hasta.setText("2A-000001")
    pantalla.importar.revisar()
    qtbot.waitUntil(pantalla.importar.pie.hacer.isEnabled)


def test_files_that_are_not_there_or_are_nothing(
    qtbot: QtBot, tmp_path: Path, pantalla: PantallaAdministracion
) -> None:
    panel = pantalla.importar
    panel.revisar()
    assert "al menos un archivo" in panel.pie.mensaje.text()
    (tmp_path / "vacio.csv").touch()
    for ruta in (tmp_path / "no-hay.csv", tmp_path / "vacio.csv", tmp_path):
        panel.rutas["cuentas"].setText(str(ruta))
        panel.revisar()
        qtbot.waitUntil(panel.pie.revisar.isVisible)
        assert panel.pie.mensaje.property("estado") == "mal", ruta
        assert not panel.pie.hacer.isEnabled()


def test_nothing_new_is_not_imported(
    qtbot: QtBot, archivos: Path, pantalla: PantallaAdministracion, dialogs: Dialogos
) -> None:
    dialogs.respuestas["autorizacion"] = ENTRA
    panel = pantalla.importar
    panel.revisar()
    qtbot.waitUntil(panel.pie.hacer.isEnabled)
    panel.importar()
    qtbot.waitUntil(lambda: "Importado" in panel.pie.mensaje.text())
    panel.revisar()
    qtbot.waitUntil(lambda: "nada nuevo" in panel.pie.mensaje.text())
    assert not panel.pie.hacer.isEnabled()


def test_an_import_is_cancelled_with_nothing_written(
    qtbot: QtBot, tmp_path: Path, pantalla: PantallaAdministracion, caja: CajaDePrueba
) -> None:
    filas = "".join(f"{n},Titular {n},Calle {n},domestico\n" for n in range(20_000))
    (tmp_path / "cuentas.csv").write_text("cuenta,titular,domicilio,uso\n" + filas, encoding="utf-8")
    pantalla.importar.recibir_archivo(str(tmp_path / "cuentas.csv"))
    pantalla.importar.revisar()
    assert pantalla.importar.pie.cancelar.isVisible() and pantalla.escape()
    qtbot.waitUntil(lambda: "Se canceló" in pantalla.importar.pie.mensaje.text(), timeout=20_000)
    assert lotes(caja) == 0 and not pantalla.escape()


def test_progress_is_told_until_it_is_cancelled() -> None:
    vistas: list[tuple[str, int]] = []
    avance = Cancelable(lambda clase, leidas: vistas.append((clase, leidas)), "Se canceló.")
    avance("cuentas", 1000)
    avance.cancelar()
    with pytest.raises(NegocioError) as visto:
        avance("cuentas", 2000)
    assert vistas == [("cuentas", 1000)] and visto.value.clave == "cancelado"


def test_files_go_to_the_field_that_their_name_says(pantalla: PantallaAdministracion) -> None:
    for ruta in ("/a/RECIBOS-agosto.xlsx", "/a/lectura.csv", "/a/datos.csv"):
        pantalla.importar.recibir_archivo(ruta)
    rutas = {clase: campo.text() for clase, campo in pantalla.importar.rutas.items()}
    assert rutas == {
        "cuentas": "/a/datos.csv",
        "recibos": "/a/RECIBOS-agosto.xlsx",
        "lecturas": "/a/lectura.csv",
        "beneficios": "",
    }


def test_the_row_stood_on_says_its_whole_reason(qtbot: QtBot, tmp_path: Path, pantalla: PantallaAdministracion) -> None:
    largo = "Calle de los Insurgentes " * 20
    filas = f"500,,Calle 1,domestico\n501,Ana,Calle 2,{largo}\n"
    (tmp_path / "cuentas.csv").write_text(f"cuenta,titular,domicilio,uso\n{filas}", encoding="utf-8")
    panel = pantalla.importar
    panel.recibir_archivo(str(tmp_path / "cuentas.csv"))
    assert not panel.revision.detalle.isVisible()
    panel.revisar()
    qtbot.waitUntil(panel.revision.detalle.isVisible)
    primero, segundo = panel.revision.rechazos.filas
    assert panel.revision.detalle.text() == f"cuentas.csv, renglón 2, columna titular: {primero.mensaje}"
    lista = panel.revision._lista
    lista.setFocus()
    qtbot.keyClick(lista, Qt.Key.Key_Down)
    assert panel.revision.detalle.text().endswith(segundo.mensaje)
    quieto(qtbot)
    assert cortados(panel.revision) == []
    (tmp_path / "cuentas.csv").write_text("cuenta,titular,domicilio,uso\n500,Ana,Calle 1,domestico\n")
    panel.revisar()
    qtbot.waitUntil(lambda: not panel.revision.detalle.isVisible())
