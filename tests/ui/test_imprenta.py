"""Printing while the cashier goes on: only what was charged, one at a time, told in a line and never in a dialog."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ajustes import Impresora, cambiar_impresora
from app.documentos import Documento, Texto
from app.papel.impresion import papeles_en_cola
from tests.factories import SUPER, CajaDePrueba, importar, un_cobro, un_recibo, una_cuenta
from tests.printing.impresora_falsa import SIN_PAPEL, ImpresoraFalsa
from tests.ui.conftest import Dialogos, quieto
from ui.sesion import Sesion


class Oido:
    """What the session said."""

    def __init__(self, sesion: Sesion) -> None:
        self.papeles: list[tuple[str, str]] = []
        self.avisos: list[str] = []
        self.impresora: list[tuple[str, str]] = []
        sesion.papel_cambiado.connect(lambda folio, frase: self.papeles.append((folio, frase)))
        sesion.aviso.connect(self.avisos.append)
        sesion.impresora_cambiada.connect(lambda texto, estado: self.impresora.append((texto, estado)))


@pytest.fixture
def oido(con_cajera: Sesion) -> Oido:
    return Oido(con_cajera)


@pytest.fixture
def caja(caja: CajaDePrueba) -> CajaDePrueba:
    importar(caja, [una_cuenta(n) for n in ("100", "200")], [un_recibo(n) for n in ("100", "200")])
    return caja


def cobrar(caja: CajaDePrueba, sesion: Sesion, *cuentas: str) -> None:
    sesion.cobrado.emit(un_cobro(caja, *cuentas))


def test_what_was_charged_is_printed(
    qtbot: QtBot, caja: CajaDePrueba, con_cajera: Sesion, oido: Oido, tmp_path: Path
) -> None:
    cambiar_impresora(caja.ctx, Impresora("carpeta", str(tmp_path)), SUPER)
    cobrar(caja, con_cajera, "100", "200")
    qtbot.waitUntil(lambda: len(oido.papeles) == 2)
    assert oido.papeles == [("2A-000001", "impreso"), ("2A-000002", "impreso")]
    assert oido.avisos[-1] == "Ticket 2A-000002: impreso"
    assert oido.impresora[-1] == ("Impresora lista", "bien")
    assert len(list(tmp_path.glob("*.pdf"))) == 2


def test_papers_of_before_are_not_printed_by_surprise(
    qtbot: QtBot, caja: CajaDePrueba, con_cajera: Sesion, oido: Oido, tmp_path: Path
) -> None:
    un_cobro(caja, "100")
    cambiar_impresora(caja.ctx, Impresora("carpeta", str(tmp_path)), SUPER)
    cobrar(caja, con_cajera, "200")
    qtbot.waitUntil(lambda: bool(oido.papeles))
    assert [p.name for p in tmp_path.glob("*.pdf")] == ["2A-000002.pdf"]
    assert oido.impresora[-1] == ("Impresora lista · 1 en cola", "bien")
    con_cajera.imprenta.imprimir()
    qtbot.waitUntil(lambda: len(oido.papeles) == 2)
    assert papeles_en_cola(caja.ctx) == ()


def test_without_a_printer_it_says_so(qtbot: QtBot, caja: CajaDePrueba, con_cajera: Sesion, oido: Oido) -> None:
    cobrar(caja, con_cajera, "100")
    qtbot.waitUntil(lambda: bool(oido.papeles))
    assert oido.papeles == [("2A-000001", "quedó en cola: no hay impresora")]
    assert oido.impresora[-1] == ("Sin impresora · 1 en cola", "aviso")


def test_a_failure_is_told_in_a_line_and_opens_no_dialog(
    qtbot: QtBot, caja: CajaDePrueba, con_cajera: Sesion, oido: Oido, dialogs: Dialogos
) -> None:
    # What is asked at the sign-in is over: it would ask this printer too.
    quieto(qtbot)
    with ImpresoraFalsa() as falsa:
        falsa.estado = SIN_PAPEL
        cambiar_impresora(caja.ctx, Impresora("red", f"127.0.0.1:{falsa.puerto}"), SUPER)
        cobrar(caja, con_cajera, "100")
        qtbot.waitUntil(lambda: bool(oido.papeles))
        assert "sin papel" in oido.papeles[0][1]
        assert oido.impresora[-1] == (
            "Impresora sin papel: ponga un rollo e imprima otra vez · 1 en cola",
            "mal",
        )
        assert con_cajera.imprenta.vuelta.isActive()
        dichas = len(oido.impresora)
        con_cajera.imprenta.vuelta.timeout.emit()
        qtbot.waitUntil(lambda: len(oido.impresora) == dichas + 1)
        assert oido.impresora[-1] == oido.impresora[-2] and falsa.papeles == [b"", b""]
        falsa.estado = b"\x12\x12"
        con_cajera.imprenta.vuelta.timeout.emit()
        qtbot.waitUntil(lambda: oido.impresora[-1] == ("Impresora lista · 1 en cola", "aviso"))
        assert not con_cajera.imprenta.vuelta.isActive() and len(oido.papeles) == 1
        con_cajera.imprenta.imprimir(["2A-000001"])
        qtbot.waitUntil(lambda: len(oido.papeles) == 2)
    assert oido.papeles[1] == ("2A-000001", "impreso") and dialogs.mensajes == []
    assert caja.verificar().ok


def test_a_reprint_is_a_copy(qtbot: QtBot, caja: CajaDePrueba, con_cajera: Sesion, oido: Oido, tmp_path: Path) -> None:
    cambiar_impresora(caja.ctx, Impresora("archivo", str(tmp_path / "t.txt")), SUPER)
    cobrar(caja, con_cajera, "100")
    con_cajera.imprenta.reimprimir("2A-000001")
    qtbot.waitUntil(lambda: len(oido.papeles) == 2)
    assert [frase for _, frase in oido.papeles] == ["impreso", "COPIA 1: impreso"]
    assert "COPIA 1" in (tmp_path / "t.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("folio", ["2A-000099", "Z-7"])
def test_a_folio_that_does_not_exist_is_told(
    qtbot: QtBot, caja: CajaDePrueba, con_cajera: Sesion, oido: Oido, tmp_path: Path, folio: str
) -> None:
    cambiar_impresora(caja.ctx, Impresora("archivo", str(tmp_path / "t.txt")), SUPER)
    con_cajera.imprenta.reimprimir(folio)
    qtbot.waitUntil(lambda: any("No hay ningún" in aviso for aviso in oido.avisos))


def test_other_papers_need_a_printer(qtbot: QtBot, con_cajera: Sesion, oido: Oido, dialogs: Dialogos) -> None:
    con_cajera.imprenta.sacar(Documento("Corte X", (Texto("hola"),)), "corte-x")
    qtbot.waitUntil(lambda: any("No hay impresora" in aviso for aviso in oido.avisos))
    assert dialogs.mensajes == []


def test_a_paper_cut_short_by_the_last_end_is_offered_at_the_start(
    qtbot: QtBot, caja: CajaDePrueba, sesion: Sesion
) -> None:
    un_cobro(caja, "100")
    with caja.uow() as uow:
        uow.cola.tomar("2A-000001")
        uow.commit()
    oido = Oido(sesion)
    sesion.entrar(SUPER)
    qtbot.waitUntil(lambda: bool(oido.impresora))
    (papel,) = papeles_en_cola(caja.ctx)
    assert papel.estado == "desconocido"
    sesion.bloquear()
    sesion.entrar(SUPER)
    quieto(qtbot)
    assert len(oido.impresora) == 1
