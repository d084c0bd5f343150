"""Nothing cut and nothing over anything else in any screen, from a small screen to a large one, at every font scale.

Where letters are so large that a screen cannot hold it all, it scrolls
(`ui.piezas.tarjeta.Rollo`); texts stay whole there too.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from app.domain.dinero import Dinero
from app.domain.papel import FALLO, PapelEnCola
from tests.factories import importar, un_beneficio, un_recibo, una_caja, una_cuenta
from tests.ui.conftest import Abierto, Abrir
from tests.ui.medidas import TAMANOS, elididas
from ui import tema
from ui.administracion.pantalla import PantallaAdministracion
from ui.caja.pantalla import PantallaCaja
from ui.cobro.pantalla import PantallaCobrar
from ui.servicios.pantalla import PantallaServicios
from ui.simulador.pantalla import PantallaSimular
from ui.tema import Apariencia

Key, Con = Qt.Key, Qt.KeyboardModifier
LARGO = "Guadalupe de los Ángeles " * 8


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    """Cuentas that owe a month, eight of them with late charge, and one with everything long."""
    with una_caja(tmp_path / "datos") as prueba:
        cuentas = [una_cuenta("0000100-1", titular="Ana Ríos"), una_cuenta("0000300-3", titular=LARGO, domicilio=LARGO)]
        meses = [f"2023-0{n}" for n in range(1, 9)]
        recibos = [un_recibo("0000100-1", "2023-08", agua="200.00")]
        recibos += [un_recibo("0000300-3", mes, agua="98765.43") for mes in meses]
        importar(prueba, cuentas, recibos, [un_beneficio("0000100-1")])
    return tmp_path / "datos"


@pytest.fixture
def abierto(abrir: Abrir, carpeta: Path) -> Abierto:
    programa = abrir(carpeta)
    programa.entrar()
    programa.abrir_turno()
    return programa


def cobrar_de(abierto: Abierto) -> PantallaCobrar:
    pantalla = abierto.cuerpo.actual
    assert isinstance(pantalla, PantallaCobrar)
    return pantalla


def abrir_cuenta(abierto: Abierto, numero: str) -> PantallaCobrar:
    pantalla = cobrar_de(abierto)
    pantalla.leer(numero)
    abierto.bot.waitUntil(lambda: pantalla.mando.is_al_dia and pantalla.cuenta.isVisible())
    abierto.quieto()
    return pantalla


#: The others only in a long campaign.
ESCALAS = pytest.mark.parametrize(
    "escala", [e if e in (100, 150, 200) else pytest.param(e, marks=pytest.mark.largo) for e in tema.ESCALAS]
)


@ESCALAS
@pytest.mark.parametrize("numero", ["0000100-1", "0000300-3"], ids=["short", "long"])
def test_f1_holds(abierto: Abierto, escala: int, numero: str) -> None:
    tema.aplicar(Apariencia("claro", escala))
    pantalla = cobrar_de(abierto)
    QTest.keyClicks(pantalla.buscador.campo, "guadalupe")
    abierto.bot.waitUntil(lambda: pantalla.buscador.respondido)
    abierto.revisar("search")
    abrir_cuenta(abierto, numero)
    abierto.revisar("cuenta")
    abierto.tecla(Key.Key_F8)
    abierto.revisar("why")
    abierto.tecla(Key.Key_F8)
    pantalla.pago.agregar_medio()
    pantalla.pago.agregar_medio()
    pantalla.pago.medios.vistas[1].clase.setCurrentText("Cheque")
    pantalla.pago.decir("Faltan 80.00 para completar 180.00. F7 paga una parte.")
    abierto.revisar("means")
    pantalla.pago.medios.limpiar()
    pantalla._on_parte()
    pantalla.pago.parte.importe.poner(Dinero(10_000))
    abierto.quieto()
    abierto.revisar("part")
    pantalla.pago.enfocar()
    abierto.tecla(Key.Key_Return)
    abierto.tecla(Key.Key_Return)
    abierto.bot.waitUntil(lambda: pantalla.hecho.isVisible(), timeout=10_000)
    abierto.quieto()
    abierto.revisar("done")
    abierto.tecla(Key.Key_F9)
    abierto.quieto()
    abierto.revisar("last charges")


@ESCALAS
def test_f2_holds(abierto: Abierto, escala: int) -> None:
    tema.aplicar(Apariencia("claro", escala))
    abrir_cuenta(abierto, "0000300-3")
    abierto.tecla(Key.Key_F2)
    pantalla = abierto.cuerpo.actual
    assert isinstance(pantalla, PantallaServicios)
    abierto.bot.waitUntil(lambda: pantalla.lista.modelo.rowCount() > 0)
    abierto.revisar("list")
    for clave, teclas in (("B", "2"), ("PRESUP", "98765.43\rPRE-2023/1")):
        pantalla.lista.escribir(clave)
        abierto.tecla(Key.Key_Return)
        abierto.revisar(f"service {clave}")
        for letra in teclas + "\r":
            abierto.tecla(Key.Key_Return if letra == "\r" else Key(ord(letra)))
        abierto.bot.waitUntil(lambda: not pantalla.venta.pedido.is_abierto)
    pantalla.venta.aportaciones.casillas[0].setChecked(True)
    abierto.bot.waitUntil(lambda: pantalla.mando.is_al_dia and pantalla.venta.renglones.modelo.rowCount() == 3)
    abierto.revisar("chosen")
    pantalla.pasar()
    pantalla.pago.poner_exacto()
    abierto.tecla(Key.Key_Return)
    abierto.bot.waitUntil(lambda: pantalla.hecho.isVisible(), timeout=10_000)
    assert abierto.sesion.motor.esperar()
    abierto.revisar("done")


@ESCALAS
def test_f4_holds(abierto: Abierto, escala: int) -> None:
    tema.aplicar(Apariencia("oscuro", escala))
    abierto.tecla(Key.Key_F4)
    abierto.revisar("corte")
    caja = abierto.cuerpo.actual
    assert isinstance(caja, PantallaCaja)
    corte = caja.corte
    abierto.tecla(Key.Key_X, Con.ControlModifier)
    abierto.bot.waitUntil(corte.impreso.isVisible)
    abierto.revisar("corte X")
    abierto.tecla(Key.Key_Escape)
    abierto.tecla(Key.Key_Return, Con.ControlModifier)
    abierto.revisar("count that is missing")
    for renglon in corte.arqueo.renglones:
        renglon.campo.setText("19999")
    abierto.tecla(Key.Key_Return, Con.ControlModifier)
    abierto.revisar("question")
    abierto.tecla(Key.Key_Return, Con.ControlModifier)
    abierto.bot.waitUntil(corte.resultado.isVisible)
    abierto.revisar("corte Z")
    abierto.tecla(Key.Key_Return)
    abierto.revisar("another turno")


@ESCALAS
def test_cash_and_payments_turned_round_hold(abierto: Abierto, escala: int) -> None:
    tema.aplicar(Apariencia("claro", escala))
    abrir_cuenta(abierto, "0000300-3")
    abierto.tecla(Key.Key_M)
    abierto.tecla(Key.Key_F4)
    caja = abierto.cuerpo.actual
    assert isinstance(caja, PantallaCaja)
    caja.traer(1)
    caja.efectivo.mover.registrar()
    caja.efectivo.cajon.abrir()
    abierto.revisar("cash that is missing")
    caja.efectivo.mover.importe.setText("100")
    caja.efectivo.mover.motivo.setText(LARGO[:200])
    caja.efectivo.mover.registrar()
    abierto.quieto()
    caja.efectivo.tabla.selectRow(0)
    abierto.revisar("cash moved")
    caja.traer(2)
    abierto.revisar("a folio is asked for")
    caja.revertir.leer("2A-000009")
    abierto.revisar("no such payment")


def administracion_de(abierto: Abierto, seccion: int) -> PantallaAdministracion:
    abierto.tecla(Key.Key_F6)
    pantalla = abierto.cuerpo.actual
    assert isinstance(pantalla, PantallaAdministracion)
    pantalla.traer(seccion)
    abierto.quieto()
    return pantalla


@ESCALAS
def test_f6_holds(abierto: Abierto, tmp_path: Path, escala: int) -> None:
    tema.aplicar(Apariencia("alto_contraste", escala))
    panel = administracion_de(abierto, 0).importar
    abierto.revisar("import")
    filas = f"500,,Calle 1,domestico\n501,Ana,Calle 2,{LARGO}\n502,Beto,Calle 3,domestico\n"
    (tmp_path / "cuentas.csv").write_text(f"cuenta,titular,domicilio,uso\n{filas}", encoding="utf-8")
    panel.recibir_archivo(str(tmp_path / "cuentas.csv"))
    panel.revisar()
    abierto.bot.waitUntil(panel.pie.hacer.isEnabled)
    panel.revision._lista.selectRow(1)
    abierto.revisar("rejected rows")
    ajustes = administracion_de(abierto, 1).ajustes
    abierto.revisar("settings")
    ajustes.impresora.tipo.setCurrentIndex(ajustes.impresora.tipo.findData("red"))
    ajustes.impresora.mas.click()
    ajustes.impresora.destino.setText("http://impresora")
    ajustes.imprimir_prueba()
    cola = (PapelEnCola("2A-000001", "pago", FALLO, LARGO.strip()), PapelEnCola("Z-1", "corte"))
    ajustes.cola.poner(cola)
    ajustes.cola.tabla.selectRow(0)
    assert ajustes.cola.detalle.text() == LARGO.strip()
    abierto.revisar("a printer that failed")
    usuarios = administracion_de(abierto, 2).usuarios
    usuarios.alta.pin.setText("1")
    usuarios.alta.boton.click()
    abierto.revisar("users")
    usuarios.cambiar_mi_pin()
    usuarios.pin.nuevo.setText("1")
    usuarios.pin.boton.click()
    abierto.revisar("a PIN")


@ESCALAS
def test_prices_hold(abierto: Abierto, tmp_path: Path, escala: int) -> None:
    tema.aplicar(Apariencia("claro", escala))
    pantalla = administracion_de(abierto, 0)
    pantalla.traer(pantalla.paneles.index(pantalla.precios))
    abierto.quieto()
    abierto.revisar("prices")
    (tmp_path / "mala.csv").write_text("uso,renglon,precio\nnaviero,rango,\n", encoding="utf-8")
    panel = pantalla.precios
    panel.archivo.setText(str(tmp_path / "mala.csv"))
    panel.campos["desde"].setText("2024-01")
    panel.campos["fuente"].setText(LARGO)
    panel.revisar()
    abierto.bot.waitUntil(panel.vigentes.lista.isVisible)
    abierto.revisar("a list with mistakes")


@ESCALAS
def test_f3_holds(abierto: Abierto, escala: int) -> None:
    tema.aplicar(Apariencia("oscuro", escala))
    abierto.tecla(Key.Key_F3)
    simular = abierto.cuerpo.actual
    assert isinstance(simular, PantallaSimular)
    abierto.bot.waitUntil(lambda: simular.mando.is_al_dia)
    abierto.revisar("two bills")
    simular.toma.programa.setCurrentIndex(simular.toma.programa.findData("subsidio_especial"))
    abierto.bot.waitUntil(lambda: simular.mando.is_al_dia)
    abierto.revisar("a program that lacks something")
    simular.toma.m3.setText("999999999999")
    abierto.quieto()
    simular.toma.programa.setCurrentIndex(0)
    simular.lados[1].lectura.setCurrentIndex(0)
    abierto.bot.waitUntil(lambda: simular.mando.is_al_dia)
    abierto.revisar("m³ that cannot be")


def test_the_button_that_charges_never_leaves_a_usual_screen(abierto: Abierto) -> None:
    abierto.ventana.resize(1366, 768)
    pantalla = abrir_cuenta(abierto, "0000300-3")
    pantalla.cuenta.nota_texto.setText("Tarifa INSEN: la cuenta tiene rezago. Se dará en los recibos que sigan.")
    pantalla.cuenta.nota.show()
    pantalla.pago.decir(
        "Faltan 1,808.86 para pagar 1,858.86. Para pagar solo una parte, diga cuánto. F7 paga una parte."
    )
    abierto.quieto()
    for boton in (pantalla.pago.boton, pantalla.cuenta.boton_porque):
        assert boton.visibleRegion().boundingRect() == boton.rect()
    while pantalla.mando.curso is not None:
        abierto.tecla(Key.Key_Escape)
    abierto.quieto()
    assert pantalla.pago.boton.visibleRegion().boundingRect() == pantalla.pago.boton.rect()


@ESCALAS
def test_due_dates_and_amounts_are_whole_where_there_is_little_room(abierto: Abierto, escala: int) -> None:
    tema.aplicar(Apariencia("claro", escala))
    pantalla = abrir_cuenta(abierto, "0000300-3")
    for ancho, alto in TAMANOS:
        abierto.ventana.resize(ancho, alto)
        abierto.quieto()
        assert elididas(pantalla.cuenta.recibos) == [], (ancho, alto)
    assert "vencido" in pantalla.cuenta.recibos.modelo.index(0, 2).data()


def test_the_sorted_title_and_its_mark_fit(abierto: Abierto) -> None:
    tabla = abrir_cuenta(abierto, "0000300-3").cuenta.recibos
    assert isinstance(tabla, QTableView)
    for columna in range(tabla.model().columnCount()):
        tabla.sortByColumn(columna, Qt.SortOrder.DescendingOrder)
        abierto.quieto()
        assert "↓" in tabla.model().headerData(columna, Qt.Orientation.Horizontal)
        if not tabla.isColumnHidden(columna):
            assert not [mala for mala in elididas(tabla) if mala.startswith("title")]
