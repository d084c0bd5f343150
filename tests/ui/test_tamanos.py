"""Nothing cut and nothing over anything else in any screen, from a small screen to a large one, at every font scale.

Where letters are so large that a screen cannot hold it all, it scrolls
(`ui.tarjeta.Rollo`); texts stay whole there too.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from app.domain.dinero import Dinero
from tests.factories import importar, un_beneficio, un_recibo, una_caja, una_cuenta
from tests.ui.conftest import Abierto, Abrir
from tests.ui.medidas import TAMANOS, cortados, elididas, encimados
from ui import tema
from ui.administracion import PantallaAdministracion
from ui.cobro.pantalla import PantallaCobrar
from ui.servicios.pantalla import PantallaServicios
from ui.tema import Apariencia

Key = Qt.Key
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


def revisar(abierto: Abierto, donde: str) -> None:
    """At each size, now."""
    for ancho, alto in TAMANOS:
        abierto.ventana.resize(ancho, alto)
        lugar = f"{donde} at {ancho} × {alto}, {tema.elegida().escala} %"
        for _ in range(20):
            # Layouts settle in several turns of the event loop; what is wrong for good stays wrong.
            abierto.bot.wait(20)
            if not (malos := [*cortados(abierto.ventana), *encimados(abierto.ventana)]):
                break
        assert malos == [], lugar
        assert abierto.ventana.size().toTuple() == (ancho, alto), lugar


def cobrar_de(abierto: Abierto) -> PantallaCobrar:
    pantalla = abierto.cuerpo.actual
    assert isinstance(pantalla, PantallaCobrar)
    return pantalla


def abrir_cuenta(abierto: Abierto, numero: str) -> PantallaCobrar:
    pantalla = cobrar_de(abierto)
    pantalla.leer(numero)
    abierto.bot.waitUntil(lambda: pantalla.mando.is_al_dia and pantalla.cuenta.isVisible())
    assert abierto.sesion.motor.esperar()
    return pantalla


ESCALAS = pytest.mark.parametrize("escala", [100, 150, 200])


@ESCALAS
@pytest.mark.parametrize("numero", ["0000100-1", "0000300-3"], ids=["short", "long"])
def test_f1_holds(abierto: Abierto, escala: int, numero: str) -> None:
    tema.aplicar(Apariencia("claro", escala))
    pantalla = cobrar_de(abierto)
    QTest.keyClicks(pantalla.buscador.campo, "guadalupe")
    abierto.bot.waitUntil(lambda: pantalla.buscador.respondido)
    revisar(abierto, "search")
    abrir_cuenta(abierto, numero)
    revisar(abierto, "cuenta")
    abierto.tecla(Key.Key_F8)
    revisar(abierto, "why")
    abierto.tecla(Key.Key_F8)
    pantalla.pago.agregar_medio()
    pantalla.pago.agregar_medio()
    pantalla.pago.medios.vistas[1].clase.setCurrentText("Cheque")
    pantalla.pago.decir("Faltan 80.00 para completar 180.00. F7 paga una parte.")
    revisar(abierto, "means")
    pantalla.pago.medios.limpiar()
    pantalla._on_parte()
    pantalla.pago.parte.importe.poner(Dinero(10_000))
    assert abierto.sesion.motor.esperar()
    abierto.bot.wait(50)
    revisar(abierto, "part")
    pantalla.pago.enfocar()
    abierto.tecla(Key.Key_Return)
    abierto.tecla(Key.Key_Return)
    abierto.bot.waitUntil(lambda: pantalla.hecho.isVisible(), timeout=10_000)
    assert abierto.sesion.motor.esperar()
    revisar(abierto, "done")
    abierto.tecla(Key.Key_F9)
    assert abierto.sesion.motor.esperar()
    abierto.bot.wait(50)
    revisar(abierto, "last charges")


@ESCALAS
def test_f2_holds(abierto: Abierto, escala: int) -> None:
    tema.aplicar(Apariencia("claro", escala))
    abrir_cuenta(abierto, "0000300-3")
    abierto.tecla(Key.Key_F2)
    pantalla = abierto.cuerpo.actual
    assert isinstance(pantalla, PantallaServicios)
    abierto.bot.waitUntil(lambda: pantalla.lista.modelo.rowCount() > 0)
    revisar(abierto, "list")
    for clave, teclas in (("B", "2"), ("PRESUP", "98765.43\rPRE-2023/1")):
        pantalla.lista.escribir(clave)
        abierto.tecla(Key.Key_Return)
        revisar(abierto, f"service {clave}")
        for letra in teclas + "\r":
            abierto.tecla(Key.Key_Return if letra == "\r" else Key(ord(letra)))
        abierto.bot.waitUntil(lambda: not pantalla.venta.pedido.is_abierto)
    pantalla.venta.aportaciones.casillas[0].setChecked(True)
    abierto.bot.waitUntil(lambda: pantalla.mando.is_al_dia and pantalla.venta.renglones.modelo.rowCount() == 3)
    revisar(abierto, "chosen")
    pantalla.pasar()
    pantalla.pago.poner_exacto()
    abierto.tecla(Key.Key_Return)
    abierto.bot.waitUntil(lambda: pantalla.hecho.isVisible(), timeout=10_000)
    assert abierto.sesion.motor.esperar()
    revisar(abierto, "done")


@ESCALAS
def test_f4_and_f6_hold(abierto: Abierto, escala: int) -> None:
    tema.aplicar(Apariencia("oscuro", escala))
    abierto.tecla(Key.Key_F4)
    assert abierto.sesion.motor.esperar()
    revisar(abierto, "corte")
    abierto.tecla(Key.Key_F6)
    administracion = abierto.cuerpo.actual
    assert isinstance(administracion, PantallaAdministracion)
    for n, titulo in enumerate(("import", "settings", "users")):
        administracion.traer(n)
        assert abierto.sesion.motor.esperar()
        abierto.bot.wait(30)
        revisar(abierto, titulo)


@pytest.mark.parametrize("escala", [100, 150])
def test_due_dates_are_whole_where_there_is_little_room(abierto: Abierto, escala: int) -> None:
    tema.aplicar(Apariencia("claro", escala))
    pantalla = abrir_cuenta(abierto, "0000300-3")
    for ancho, alto in TAMANOS:
        abierto.ventana.resize(ancho, alto)
        abierto.bot.wait(30)
        assert elididas(pantalla.cuenta.recibos) == [], (ancho, alto)
    assert "vencido" in pantalla.cuenta.recibos.modelo.index(0, 2).data()


def test_the_sorted_title_and_its_mark_fit(abierto: Abierto) -> None:
    tabla = abrir_cuenta(abierto, "0000300-3").cuenta.recibos
    assert isinstance(tabla, QTableView)
    for columna in range(tabla.model().columnCount()):
        tabla.sortByColumn(columna, Qt.SortOrder.DescendingOrder)
        abierto.bot.wait(10)
        assert "↓" in tabla.model().headerData(columna, Qt.Orientation.Horizontal)
        if not tabla.isColumnHidden(columna):
            assert not [mala for mala in elididas(tabla) if mala.startswith("title")]
