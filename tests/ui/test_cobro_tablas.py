"""The models of F1 keep Qt's rules, and say in words what colour repeats."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from pytestqt.modeltest import ModelTester

from app.armado import Taller
from app.cobro.consulta import buscar
from app.cobro.ultimos import ultimos_pagos
from app.domain.dinero import Dinero
from app.domain.periodo import Periodo
from tests.factories import CajaDePrueba, importar, un_beneficio, un_cobro, un_recibo, una_cuenta
from ui.cobro.curso import Carga, Curso, cargar
from ui.cobro.lista import ListaView
from ui.cobro.porque import PorqueModel, renglones_de
from ui.cobro.recibos import ConceptosModel, RecibosModel
from ui.cobro.renglones import articulo, conceptos_de, recibos_de, vencimiento
from ui.cobro.resultados import ResultadosModel
from ui.cobro.totales import en_breve, que_queda
from ui.cobro.ultimos import UltimosView
from ui.papel.papel import VistaPapel


@pytest.fixture
def carga(caja: CajaDePrueba) -> Carga:
    recibos = [un_recibo("100", "2023-04", agua="50.00", recargos="3.00"), un_recibo("100", "2023-08", m3=30)]
    importar(caja, [una_cuenta("100"), una_cuenta("200")], [*recibos, un_recibo("200")], [un_beneficio("200")])
    return cargar(caja.ctx, Curso.de("100"))


def todo(modelo: QAbstractItemModel) -> None:
    """Every role of every cell."""
    for fila in range(modelo.rowCount()):
        for columna in range(modelo.columnCount()):
            for rol in Qt.ItemDataRole:
                modelo.data(modelo.index(fila, columna), rol)


def test_recibos(qtmodeltester: ModelTester, carga: Carga) -> None:
    modelo = RecibosModel()
    qtmodeltester.check(modelo)
    modelo.poner(recibos_de(carga.fichas[0], carga.curso))
    qtmodeltester.check(modelo)
    todo(modelo)
    assert [f.titulo for f in modelo.filas] == ["Abril 2023", "Agosto 2023", "Cargo por mora"]
    casilla = modelo.data(modelo.index(0, 0), Qt.ItemDataRole.CheckStateRole)
    assert casilla == Qt.CheckState.Checked
    assert modelo.data(modelo.index(2, 0), Qt.ItemDataRole.CheckStateRole) is None
    assert "se paga" in modelo.data(modelo.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)


def test_conceptos_and_explanation(qtmodeltester: ModelTester, carga: Carga, caja: CajaDePrueba) -> None:
    encabezado = Taller(caja.carpeta).encabezado(caja.ctx)
    ficha = carga.fichas[0]
    modelo = ConceptosModel()
    for periodo in (Periodo(2023, 4), Periodo(2023, 8), None, Periodo(2001, 1)):
        modelo.poner(conceptos_de(ficha, periodo, caja.perfil, encabezado))
        qtmodeltester.check(modelo)
        todo(modelo)
    porque = PorqueModel()
    porque.poner(renglones_de(ficha, caja.perfil, encabezado))
    qtmodeltester.check(porque)
    todo(porque)
    assert porque.filas[-1].clase == "total" and porque.filas[-1].importe == carga.fichas[0].total
    assert "Ley de Ingresos" in porque.en_csv() or "Art." in porque.en_csv()


def test_every_line_is_told_step_by_step(caja: CajaDePrueba) -> None:
    """Doméstico urbano, 30 m³ in August with INSEN: three lines, and what the benefit takes off."""
    cargos = {"agua": "353.59", "alcantarillado": "183.87", "saneamiento": "137.90"}
    importar(caja, [una_cuenta()], [un_recibo(m3=30, **cargos)], [un_beneficio()])
    ficha = cargar(caja.ctx, Curso.de("100")).fichas[0]
    porque = PorqueModel()
    porque.poner(renglones_de(ficha, caja.perfil, Taller(caja.carpeta).encabezado(caja.ctx)))
    clases = [f.clase for f in porque.filas]
    assert clases.count("detalle") == 2 + 2 + 2 + 2
    detalles = [f for f in porque.filas if f.clase == "detalle"]
    assert all(f.que.startswith("\u2003") and f.importe is None and f.parcial for f in detalles)
    assert [f.parcial for f in detalles if "redondeo" in f.que]
    lugar = clases.index("detalle")
    importe = porque.index(lugar, 2)
    assert importe.data() == detalles[0].parcial
    assert importe.data(Qt.ItemDataRole.FontRole).pixelSize() < 14


def test_list_of_cuentas_and_last_charges(qtmodeltester: ModelTester, carga: Carga, caja: CajaDePrueba) -> None:
    varias = cargar(caja.ctx, carga.curso.mas("200"))
    lista = ListaView()
    lista.poner(varias.fichas, 1)
    qtmodeltester.check(lista.modelo)
    assert [f.estado.cuenta.numero for f in lista.modelo.filas] == ["100", "200"]
    un_cobro(caja, "200")
    ultimos = UltimosView()
    ultimos.poner(ultimos_pagos(caja.ctx))
    qtmodeltester.check(ultimos.modelo)
    assert ultimos.modelo.en_csv().splitlines()[1].endswith("en cola")
    assert carga.curso.mas("200").menos("100").cuentas == ("200",)


def test_results(qtmodeltester: ModelTester, carga: Carga, caja: CajaDePrueba) -> None:
    modelo = ResultadosModel()
    qtmodeltester.check(modelo)
    modelo.poner(buscar(caja.ctx, "titular", 10))
    qtmodeltester.check(modelo)
    assert modelo.rowCount() == 2 and modelo.en(7) is None
    assert "debe" in modelo.data(modelo.index(0, 0), Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize(
    ("vence", "dice"),
    [
        (date(2023, 9, 15), "15 sep · en 10 días"),
        (date(2023, 9, 6), "6 sep · en 1 día"),
        (date(2023, 9, 5), "5 sep · vence hoy"),
        (date(2023, 9, 4), "4 sep · vencido hace 1 día"),
        (date(2022, 9, 5), "5 sep 2022 · vencido hace 365 días"),
    ],
)
def test_due_date_is_said_in_words(vence: date, dice: str) -> None:
    assert vencimiento(vence, date(2023, 9, 5)) == dice


def test_article_alone() -> None:
    assert articulo("Ley de Ingresos de Cajeme 2023, Art. 46") == "Art. 46"
    assert articulo("Convenio 7") == "Convenio 7"


def test_part_paid_is_told_in_the_row_and_under_the_total(caja: CajaDePrueba, carga: Carga) -> None:
    from dataclasses import replace

    parte = cargar(caja.ctx, replace(carga.curso, monto=Dinero(6000)))
    filas = recibos_de(parte.fichas[0], parte.curso)
    assert any(f.parcial for f in filas)
    encabezado = Taller(caja.carpeta).encabezado(caja.ctx)
    assert carga.propuesta is not None and parte.propuesta is not None
    assert "Abono: quedan" in en_breve(parte, encabezado) and parte.propuesta.a_pagar == Dinero(6000)
    justo = cargar(caja.ctx, replace(carga.curso, monto=carga.propuesta.a_pagar))
    assert que_queda(justo) == "Con esto no queda nada por pagar."
    nada = cargar(caja.ctx, replace(carga.curso, monto=Dinero(0)))
    assert (en_breve(nada, encabezado), que_queda(nada), nada.propuesta) == ("", "", None)


def test_empty_paper_shows_nothing(qapp: object) -> None:
    vista = VistaPapel()
    vista.mostrar(None)
    assert not vista.accessibleDescription() and vista.sizeHint().width() > 100
