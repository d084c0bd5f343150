"""F1 over a cuenta that pays in parts: agreed by Ctrl P, charged as it asks, ended; constancias and papers by key."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.cobro.consulta import estado_de_cuenta
from app.domain.dinero import Dinero
from app.domain.pago.pago import ServicioPedido
from app.domain.papel import CLASES_DE_PAPEL
from app.domain.periodo import Periodo
from app.papel.papeles import clase_de_papel
from tests.convenios import convenido, una_caja_con_recargos
from tests.factories import PINES, CajaDePrueba, importar, un_cobro, un_recibo, un_turno, una_cuenta
from tests.ui.conftest import Dialogos
from tests.ui.mostrador import Mostrador
from ui.cobro.curso import Curso, cargar
from ui.cobro.renglones import recibos_de
from ui.papel.imprenta import nombre_de_papel
from ui.sesion import Sesion

Key = Qt.Key
ANA = "0000100-1"


@pytest.fixture
def caja(tmp_path: Path) -> Iterator[CajaDePrueba]:
    """A cuenta that owes June and July, past due, and August, not yet; another that owes nothing."""
    with una_caja_con_recargos(tmp_path / "datos") as prueba:
        recibos = [un_recibo(ANA, mes, agua="1000.00") for mes in ("2023-06", "2023-07")]
        recibos.append(un_recibo(ANA, "2023-08", agua="250.00"))
        cuentas = [una_cuenta(ANA, titular="Ana Ríos"), una_cuenta("0000200-2", titular="Sin Deuda")]
        importar(prueba, cuentas, recibos)
        yield prueba


@pytest.fixture
def mostrador(qtbot: QtBot, caja: CajaDePrueba, con_cajera: Sesion) -> Mostrador:
    return Mostrador(qtbot, caja, con_cajera)


def test_it_is_agreed_by_keys_alone_and_its_enganche_is_asked_for(mostrador: Mostrador, dialogs: Dialogos) -> None:
    m, vista = mostrador, mostrador.pantalla.columnas.convenir
    m.ctrl(Key.Key_P)
    assert m.pantalla.columnas.pagina is not vista, "there is no cuenta"
    m.abrir("ana rios")
    m.ctrl(Key.Key_P)
    m.esperar(lambda: vista.plazos.modelo.rowCount() == 7)
    assert m.pantalla.columnas.pagina is vista and vista.enganche.text() == "412.00"
    vista.mensualidades.setFocus()
    vista.mensualidades.selectAll()
    m.teclear("4")
    m.esperar(lambda: vista.plazos.modelo.rowCount() == 5)
    assert "2,060.00" in vista.resumen.text()
    dialogs.respuestas["autorizacion"] = ("super", PINES["super"])
    m.enter()
    m.esperar(lambda: m.pantalla.columnas.pagina is m.pantalla.cuenta)
    m.esperar(lambda: "662.00" in m.total)
    convenio = estado_de_cuenta(m.caja.ctx, ANA).adeudo.convenio
    assert convenio is not None and convenio.convenio.autorizo == "super"
    assert m.pantalla.cuenta.insignia.text() == "CONVENIO POR PAGAR"
    m.teclear("700")
    m.cobrar()
    assert m.pagos[-1].total == Dinero(662_00)
    assert estado_de_cuenta(m.caja.ctx, ANA).adeudo.al_corriente
    assert m.caja.verificar().ok


def test_what_is_missing_is_said_and_nothing_is_agreed(mostrador: Mostrador, dialogs: Dialogos) -> None:
    m, vista = mostrador, mostrador.pantalla.columnas.convenir
    m.abrir("ana rios")
    m.ctrl(Key.Key_P)
    m.esperar(lambda: vista.plazos.modelo.rowCount() == 7)
    vista.enganche.setText("1")
    m.esperar(lambda: "por lo menos" in vista.mensaje.text())
    assert vista.plazos.modelo.rowCount() == 0
    vista.mensualidades.setText("x")
    m.esperar(lambda: "mensualidades" in vista.mensaje.text())
    vista.mensualidades.setText("3")
    vista.enganche.setText("500")
    m.esperar(lambda: vista.plazos.modelo.rowCount() == 4)
    vista.otra.setChecked(True)
    m.enter()
    assert "quién firma" in vista.mensaje.text()
    vista.firmante.setText("Luis Vega")
    vista.documento.setText("Carta poder 7")
    dialogs.respuestas["autorizacion"] = ("demo", PINES["demo"])
    vista.documento.setFocus()
    m.enter()
    m.esperar(lambda: bool(dialogs.mensajes) and "no es supervisor" in dialogs.mensajes[-1].texto)
    assert m.esc() and m.pantalla.columnas.pagina is m.pantalla.cuenta
    assert estado_de_cuenta(m.caja.ctx, ANA).adeudo.convenio is None


def test_a_cuenta_that_has_one_opens_at_what_it_asks_for(mostrador: Mostrador, dialogs: Dialogos) -> None:
    m = mostrador
    convenido(m.caja, ANA)
    m.abrir("ana rios")
    assert "662.00" in m.total and "Parcialidad y 1 recibo" in m.pago.detalle.text()
    m.pantalla.mando.alternar(Periodo(2023, 8))
    m.esperar(lambda: "412.00" in m.total)
    m.pantalla.mando.alternar(Periodo(2023, 6))
    assert "con sus parcialidades" in m.error
    m.ctrl(Key.Key_T)
    m.esperar(lambda: "2,310.00" in m.total)
    m.ctrl(Key.Key_T)
    m.esperar(lambda: "662.00" in m.total)
    m.pantalla.mando.poner_monto(Dinero(500_00))
    m.esperar(lambda: "500.00" in m.total)
    m.pantalla.mando.poner_monto(None)
    m.esperar(lambda: "662.00" in m.total)


def test_it_is_looked_at_printed_again_and_ended(mostrador: Mostrador, dialogs: Dialogos) -> None:
    m, vista = mostrador, mostrador.pantalla.columnas.convenido
    convenido(m.caja, ANA)
    m.abrir("ana rios")
    m.ctrl(Key.Key_P)
    assert m.pantalla.columnas.pagina is vista and vista.plazos.modelo.rowCount() == 5
    assert "2,060.00" in vista.resumen.text()
    avisos: list[str] = []
    m.sesion.aviso.connect(avisos.append)
    m.ctrl(Key.Key_R)
    m.esperar(lambda: any("impres" in aviso.lower() for aviso in avisos))
    vista.boton.click()
    assert "descansa" in vista.mensaje.text()
    vista.nota.setText("carta del titular")
    dialogs.respuestas["autorizacion"] = ("super", PINES["super"])
    vista.nota.setFocus()
    m.enter()
    m.esperar(lambda: m.pantalla.columnas.pagina is m.pantalla.cuenta)
    m.esperar(lambda: "2,310.00" in m.total)
    convenio = estado_de_cuenta(m.caja.ctx, ANA).adeudo.convenio
    assert convenio is not None and convenio.estado == "terminado"


def test_what_it_covers_is_said_row_by_row(caja: CajaDePrueba) -> None:
    un_turno(caja)
    convenido(caja, ANA)
    carga = cargar(caja.ctx, Curso.de(ANA))
    assert [(r.vence.split(" · ")[0], r.vencido) for r in recibos_de(carga.fichas[0], carga.curso)] == [
        ("en convenio", False), ("en convenio", False), ("20 sep", False),
    ]  # fmt: skip
    assert carga.curso.convenio and carga.curso.elegidos == (Periodo(2023, 8),)
    otra = cargar(caja.ctx, carga.curso.mas("0000200-2"))
    assert otra.curso.convenio is False
    sola = cargar(caja.ctx, otra.curso.menos("0000200-2"))
    assert sola.curso.convenio


def test_every_paper_has_a_name_for_people() -> None:
    assert nombre_de_papel("T2A-000001") == "Trámite T2A-000001"
    assert nombre_de_papel("estado-de-cuenta-0000100-1") == "Estado-de-cuenta-0000100-1"
    clases = {
        clase_de_papel(folio) for folio in ("2A-000001", "C2A-000001", "M2A-000001", "S2A-000001", "T2A-000001", "Z-1")
    }
    assert clases == set(CLASES_DE_PAPEL)


def test_a_constancia_that_was_paid_is_given_by_a_key(mostrador: Mostrador, dialogs: Dialogos) -> None:
    m = mostrador
    m.ctrl(Key.Key_D)
    m.pantalla.buscador.enfocar(limpiar=True)
    m.teclear("sin deuda")
    m.enter()
    m.esperar(lambda: m.pantalla.cuenta.ficha is not None)
    m.ctrl(Key.Key_D)
    m.esperar(lambda: "Se cobra en F2" in m.error)
    un_cobro(m.caja, "0000200-2", servicios=(ServicioPedido("A", Decimal(1)),))
    m.ctrl(Key.Key_D)

    def dada() -> bool:
        with m.caja.uow() as uow:
            return str(uow.tramites.siguiente_folio()) == "T2A-000002"

    m.esperar(dada)
    m.quieto()


def test_the_estado_de_cuenta_goes_to_the_printer(mostrador: Mostrador, dialogs: Dialogos) -> None:
    m = mostrador
    avisos: list[str] = []
    m.sesion.aviso.connect(avisos.append)
    m.ctrl(Key.Key_I)
    m.abrir("ana rios")
    m.ctrl(Key.Key_I)
    m.esperar(lambda: any("impres" in aviso.lower() for aviso in avisos))
