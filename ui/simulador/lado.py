"""One of the bills compared: which tariff and month, its total, and every step of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from app.documentos import Encabezado
from app.domain.periodo import MESES, Periodo
from app.tarifa.simulacion import Lado, Lectura, Simulacion, meses_de
from ui import tema
from ui.piezas.tarjeta import Card, etiqueta
from ui.simulador.curva import Muestra
from ui.simulador.renglones import PasosModel, PasosTabla, renglones_de
from ui.simulador.toma import llenar

LETRAS = ("A", "B")
_PALABRAS = {
    "rango_alcanzado": "todo al precio del rango",
    "escalonado": "cada m³ a su precio",
    "minimo": "mínimo y excedente",
    "tabla": "por tabla",
    "redondeada": "precios redondeados cada mes",
    "sin_redondeo": "precios sin redondear",
}


def nombre_de(lectura: Lectura) -> str:
    """`cajeme/2023`, `cajeme/2023 · cada m³ a su precio`."""
    return " · ".join([lectura.tarifa.clave, *(_PALABRAS[p] for p in lectura.otra)])


class LadoCard(Card):
    """A side; the second one may be empty.

    Signals:
        cambiado: another tariff or month.
    """

    cambiado = Signal()

    def __init__(self, lado: int, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.letra = LETRAS[lado]
        self._hoy: date | None = None
        self.setAccessibleName(f"Recibo {self.letra}")
        self.lectura, self.mes = QComboBox(), QComboBox()
        self.total = etiqueta("", "cifra")
        self.modelo = PasosModel(self)
        self.tabla = PasosTabla(self.modelo, f"Recibo {self.letra}, paso por paso")
        self.falta = etiqueta("", "fuerte", "aviso", dobla=True)
        self._build(Muestra(lado))
        self.lectura.currentIndexChanged.connect(self._on_lectura)
        self.mes.currentIndexChanged.connect(self.cambiado)

    def _build(self, muestra: Muestra) -> None:
        self.cuerpo.setSpacing(8)
        self.lectura.setAccessibleName(f"Tarifa {self.letra}")
        self.mes.setAccessibleName(f"Mes {self.letra}")
        arriba, elegir = QHBoxLayout(), QHBoxLayout()
        for fila in (arriba, elegir):
            fila.setSpacing(8)
        titulo: QLabel = etiqueta(self.letra, "titulo")
        for widget in (titulo, muestra):
            arriba.addWidget(widget)
        arriba.addStretch(1)
        arriba.addWidget(self.total)
        for combo, parte, letras in ((self.lectura, 5, 10), (self.mes, 3, 8)):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(letras)
            elegir.addWidget(combo, parte)
        self.cuerpo.addLayout(arriba)
        self.cuerpo.addLayout(elegir)
        self.cuerpo.addWidget(self.falta)
        self.cuerpo.addWidget(self.tabla, 1)
        self.cuerpo.addStretch(0)
        self.mostrar(None, Encabezado(""))

    def poner(self, lecturas: Sequence[Lectura | None], hoy: date, preferida: Lectura | None) -> None:
        """What there is to choose from (None for no bill); `preferida` at first, later what was chosen."""
        self._hoy = hoy
        antes = self.lectura.currentData()
        nuevas = tuple((lectura, nombre_de(lectura) if lectura else "Sin comparar") for lectura in lecturas)
        llenar(self.lectura, nuevas)
        if self.lectura.currentData() != antes or antes is None:
            self.lectura.blockSignals(True)
            self.lectura.setCurrentIndex(list(lecturas).index(preferida))
            self.lectura.blockSignals(False)
        for n, (_, nombre) in enumerate(nuevas):
            self.lectura.setItemData(n, nombre, Qt.ItemDataRole.ToolTipRole)
        self._on_lectura()

    def lado(self) -> Lado | None:
        """What was chosen; None for nothing."""
        lectura, mes = self.lectura.currentData(), self.mes.currentData()
        return Lado(lectura, mes) if isinstance(lectura, Lectura) and isinstance(mes, Periodo) else None

    def _on_lectura(self) -> None:
        lectura = self.lectura.currentData()
        if self._hoy is None:
            return
        meses = meses_de(lectura.tarifa, self._hoy) if isinstance(lectura, Lectura) else ()
        primera = self.mes.currentData() is None
        llenar(self.mes, tuple((m, f"{MESES[m.mes - 1][:3]} {m.ejercicio}") for m in meses))
        actual = Periodo.from_fecha(self._hoy)
        if primera and actual in meses:
            self.mes.blockSignals(True)
            self.mes.setCurrentIndex(meses.index(actual))
            self.mes.blockSignals(False)
        self.mes.setVisible(bool(meses))
        self.cambiado.emit()

    def mostrar(self, simulacion: Simulacion | None, encabezado: Encabezado) -> None:
        """The bill, or why there is none; None for a side that is not compared."""
        hecha = None if simulacion is None else simulacion.cotizacion
        self.modelo.poner(() if simulacion is None else renglones_de(simulacion, encabezado))
        self.total.setText("" if hecha is None else f"$ {hecha.total}")
        self.total.setAccessibleName(f"Total {self.letra}: {self.total.text() or 'no hay'}")
        self.falta.setText("" if simulacion is None else simulacion.falta)
        self.falta.setVisible(bool(self.falta.text()))
        tema.poner(self.falta, estado="aviso")
        self.tabla.setVisible(hecha is not None)
        self.cuerpo.setStretch(self.cuerpo.count() - 1, 0 if hecha is not None else 1)
