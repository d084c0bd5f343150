"""What the pictures show, played on the whole program by keys, each scene from where the one before it ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.factories import PINES
from tests.ui import escenas_convenio
from tests.ui.sala import Con, Key, Sala
from ui.asistente import Asistente

CTRL, ALT = Con.ControlModifier, Con.AltModifier
CUENTAS = (
    "cuenta,titular,domicilio,colonia,uso,area\n"
    "1001-1,Rosalía Ybarra Peñúñuri,Calle Tabachines 104,Las Palmas,domestico,urbana\n"
    "1002-9,,Calle Tabachines 117,Las Palmas,domestico,urbana\n"
    "1003-7,Evaristo Ñúñez Olachea,Calle Tabachines 121,Las Palmas,residencial,urbana\n"
    "1001-1,Rosalía Ybarra Peñúñuri,Calle Tabachines 104,Las Palmas,domestico,urbana\n"
)
RECIBOS = (
    "cuenta,periodo,vence,m3,agua,alcantarillado,total\n"
    "1001-1,2023-08,2023-09-14,15,167.44,87.07,254.51\n"
    "1001-1,2023-07,2023-08-14,15,167.44,87.07,250.00\n"
    "9999-9,2023-08,2023-09-14,10,100.00,,100.00\n"
)
PRECIOS = (
    "uso,area,renglon,desde_m3,hasta_m3,precio\n"
    "domestico,urbana,cuota_minima,,,51.20\n"
    "domestico,urbana,rango,0,10,6.30\n"
    "domestico,urbana,rango,12,20,8.40\n"
    "domestico,urbana,rango,21,,\n"
    "residencial,urbana,cuota_minima,,,60.00\n"
)


@dataclass(frozen=True, slots=True)
class Escena:
    """A picture: its name, and what is done before it is taken."""

    nombre: str
    tocar: Callable[[Sala], None]


def _asistente(s: Sala) -> None:
    s.hasta(lambda: isinstance(s.ventana.pila.currentWidget(), Asistente))
    s.hasta(lambda: s.asistente.pasos[0].organismo.count() > 0)  # type: ignore[attr-defined]


def _paso(s: Sala) -> None:
    s.asistente.ir(0)
    s.teclear("")
    s.pulsar(Key.Key_Tab)
    s.teclear("Centro Norte")
    s.pulsar(Key.Key_Tab)
    s.teclear("2")


def _acceso(s: Sala) -> None:
    s.pulsar(Key.Key_Escape)
    s.asistente.demostracion.setFocus()
    QTest.keyClick(s.asistente.demostracion, Key.Key_Return)
    s.hasta(lambda: s.ventana.acceso.quien.isEnabled())


def _abrir_turno(s: Sala) -> None:
    s.conocer()
    s.teclear(PINES["demo"])
    s.pulsar(Key.Key_Return)
    s.hasta(lambda: s.programa.sesion is not None and s.programa.sesion.usuario is not None)
    s.quieto()
    s.teclear("500")


def _vacia(s: Sala) -> None:
    s.pulsar(Key.Key_Return)
    s.hasta(lambda: s.programa.sesion is not None and s.programa.sesion.turno is not None)


def _buscar(s: Sala) -> None:
    s.teclear("nunez")


def _cobrar(s: Sala) -> None:
    s.pulsar(Key.Key_Escape)
    s.abrir("insen")
    s.teclear("500")


def _cobrado(s: Sala) -> None:
    s.pulsar(Key.Key_Return)
    s.hasta(lambda: s.cobrar.mando.curso is None)


def _porque(s: Sala) -> None:
    s.abrir("insen")
    s.pulsar(Key.Key_F8)


def _varias(s: Sala) -> None:
    s.soltar()
    s.abrir("pronto_pago")
    s.pulsar(Key.Key_F1)
    s.abrir("comercial")
    s.pulsar(Key.Key_F1)
    s.abrir("pensionado")
    s.teclear("q" * 4)


def _rezago(s: Sala) -> None:
    s.pulsar(Key.Key_Return)
    s.hasta(lambda: s.cobrar.mando.curso is None)
    s.abrir("mora")


def _parte(s: Sala) -> None:
    s.pulsar(Key.Key_F7)
    s.teclear("300")


def _medios(s: Sala) -> None:
    s.soltar()
    s.abrir("comercial")
    s.teclear("100")
    s.teclear("+")
    s.pulsar(Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Return)
    s.teclear("Banco del Norte")
    s.pulsar(Key.Key_Return)
    s.teclear("004471")


def _falta(s: Sala) -> None:
    s.soltar()
    s.abrir("beneficio_con_rezago")
    s.teclear("50")
    s.pulsar(Key.Key_Return)


def _nadie(s: Sala) -> None:
    s.soltar()
    s.teclear("quetzalcoatl")


def _ultimos(s: Sala) -> None:
    s.pulsar(Key.Key_Escape, Key.Key_F9)


def _servicios(s: Sala) -> None:
    s.pulsar(Key.Key_Escape)
    s.abrir("pronto_pago")
    s.pulsar(Key.Key_F2)
    for texto, cuantos in (("recon", "1"), ("garza", "7.5")):
        s.teclear(texto)
        s.pulsar(Key.Key_Return)
        s.teclear(cuantos)
        s.pulsar(Key.Key_Return)
    s.pulsar(Key.Key_D, con=CTRL)
    s.pulsar(Key.Key_Space)
    s.pulsar(Key.Key_Return, con=CTRL)
    s.teclear("M")


def _simular(s: Sala) -> None:
    s.pulsar(Key.Key_Escape, Key.Key_F3)
    for _ in range(3):
        s.pulsar(Key.Key_PageUp)
    simular = s.cuerpo.actual
    simular.toma.programa.setCurrentIndex(simular.toma.programa.findData("insen"))  # type: ignore[attr-defined]
    s.hasta(lambda: simular.mando.is_al_dia)  # type: ignore[attr-defined]


def _corte(s: Sala) -> None:
    s.pulsar(Key.Key_Return)
    s.hasta(lambda: bool(s.cuerpo.pantallas[1].hecho.folios))  # type: ignore[attr-defined]
    s.pulsar(Key.Key_F1)
    s.soltar()
    s.pulsar(Key.Key_F4)
    for piezas in ("1", "0", "2", "3"):
        s.teclear(piezas)
        s.pulsar(Key.Key_Return)


def _corte_x(s: Sala) -> None:
    s.pulsar(Key.Key_X, con=CTRL)


def _efectivo(s: Sala) -> None:
    s.pulsar(Key.Key_Escape)
    for bajadas, textos in ((0, ("300", "cambio del banco", "Luis Vega")), (2, ("200", "pasa del fondo", "Ana Ruiz"))):
        s.pulsar(Key.Key_2, con=ALT)
        s.pulsar(Key.Key_Home, *[Key.Key_Down] * bajadas)
        for texto in textos:
            s.pulsar(Key.Key_Tab)
            s.teclear(texto)
        s.pulsar(Key.Key_Return)
    s.pulsar(Key.Key_F8)
    s.teclear("dar cambio")
    s.pulsar(Key.Key_F8)


def _revertir(s: Sala) -> None:
    s.pulsar(Key.Key_3, con=ALT)
    s.teclear("1A-000001")
    s.pulsar(Key.Key_Return)
    s.teclear("es de otra persona")


def _permiso(s: Sala) -> None:
    s.pulsar(Key.Key_Return)
    s.hasta(lambda: QApplication.activeModalWidget() is not None)


def _revertido(s: Sala) -> None:
    s.teclear(PINES["super"])
    s.pulsar(Key.Key_Return)
    s.hasta(lambda: s.cuerpo.actual.revertir.is_hecho)  # type: ignore[attr-defined]


def _importar(s: Sala) -> None:
    s.pulsar(Key.Key_Escape, Key.Key_F6)
    for nombre, texto in (("cuentas", CUENTAS), ("recibos", RECIBOS)):
        (s.carpeta / f"{nombre}.csv").write_text(texto, encoding="utf-8")
        s.cuerpo.actual.importar.rutas[nombre].setText(f"{nombre}.csv")  # type: ignore[attr-defined]
    s.cuerpo.actual.importar.hasta.setText("ninguno")  # type: ignore[attr-defined]
    s.pulsar(Key.Key_R, con=CTRL)
    # The crosses of the fields come in little by little.
    QTest.qWait(500)


def _ajustes(s: Sala) -> None:
    s.pulsar(Key.Key_2, con=ALT)


def _usuarios(s: Sala) -> None:
    s.pulsar(Key.Key_3, con=ALT)


def _facturar(s: Sala) -> None:
    s.pulsar(Key.Key_4, con=ALT)
    s.pulsar(Key.Key_R, con=CTRL)


def _precios(s: Sala) -> None:
    administracion = s.cuerpo.actual
    panel = administracion.precios  # type: ignore[attr-defined]
    administracion.traer(administracion.paneles.index(panel))  # type: ignore[attr-defined]
    (s.carpeta / "tarifa-2024.csv").write_text(PRECIOS, encoding="utf-8")
    s.teclear("tarifa-2024.csv")
    for texto in ("2024-01", "Ley de Ingresos 2024, Gaceta Oficial, 30 dic 2023"):
        while s.foco() not in panel.campos.values() or s.foco().text():  # type: ignore[attr-defined]
            s.pulsar(Key.Key_Tab)
        s.teclear(texto)
    s.pulsar(Key.Key_R, con=CTRL)
    s.hasta(lambda: panel.pie.revisar.isEnabled())


def _ayuda(s: Sala) -> None:
    s.pulsar(Key.Key_F12)


def _cierre(s: Sala) -> None:
    s.pulsar(Key.Key_Escape, Key.Key_F4)
    s.pulsar(Key.Key_1, con=ALT)
    s.pulsar(Key.Key_Return, con=CTRL)


def _cerrado(s: Sala) -> None:
    s.pulsar(Key.Key_Return, con=CTRL)
    s.hasta(lambda: s.programa.sesion is not None and s.programa.sesion.turno is None)


def _reportes(s: Sala) -> None:
    """What the supervisor sees once the turno is closed."""
    s.pulsar(Key.Key_L, con=CTRL)
    s.ventana.acceso.elegir("super")
    s.ventana.acceso.pin.setFocus()
    s.teclear(PINES["super"])
    s.pulsar(Key.Key_Return)
    s.hasta(lambda: s.programa.sesion is not None and s.programa.sesion.usuario is not None)
    s.pulsar(Key.Key_F10)
    reportes = s.cuerpo.actual
    reportes.forma.elegir("concepto", "hoy")  # type: ignore[attr-defined]
    s.hasta(lambda: not reportes.mando.is_ocupado())  # type: ignore[attr-defined]


_PASOS: Sequence[tuple[str, Callable[[Sala], None]]] = (
    ("asistente", _asistente), ("paso", _paso), ("acceso", _acceso), ("turno", _abrir_turno), ("vacia", _vacia),
    ("buscar", _buscar), ("cobrar", _cobrar), ("cobrado", _cobrado), ("porque", _porque), ("varias", _varias),
    ("rezago", _rezago), ("parte", _parte), *escenas_convenio.PASOS,
    ("medios", _medios), ("falta", _falta), ("nadie", _nadie),
    ("ultimos", _ultimos), ("servicios", _servicios), ("corte", _corte), ("corte-x", _corte_x),
    ("efectivo", _efectivo), ("revertir", _revertir), ("permiso", _permiso), ("revertido", _revertido),
    ("simular", _simular), ("importar", _importar), ("ajustes", _ajustes), ("usuarios", _usuarios),
    ("facturar", _facturar), ("precios", _precios), ("ayuda", _ayuda), ("cierre", _cierre), ("cerrado", _cerrado),
    ("reportes", _reportes),
)  # fmt: skip
ESCENAS = tuple(Escena(nombre, tocar) for nombre, tocar in _PASOS)
