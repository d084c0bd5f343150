"""What is simulated: uso, área, program and m³, by a slider and a field that follow each other."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSlider, QWidget

from app.domain.beneficio.programa import Programa
from app.domain.perfil import Perfil
from app.tarifa.pedido_cotizacion import SolicitudCotizacion
from app.tarifa.simulacion import medidas_de
from ui.piezas.tarjeta import Card, etiqueta

#: Up to how many m³ the curve may go.
ESCALAS = (50, 100, 200, 500, 1000)
_UNIDADES = {"m3": "m³ que paga", "porcentaje": "por ciento", "importe": "pesos al mes"}
_TECLAS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}


class M3Edit(QLineEdit):
    """A field of m³: ↑ ↓ change it by one, Re Pág and Av Pág by ten."""

    def __init__(self, nombre: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(nombre)
        self.setMaxLength(20)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setProperty("clase", "dinero")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows."""
        cuanto, texto = _TECLAS.get(Qt.Key(event.key())), self.text().strip()
        if cuanto is None or not (texto.isascii() and texto.isdigit()):
            super().keyPressEvent(event)
        else:
            self.setText(str(max(0, int(texto) + cuanto)))
            self.selectAll()


class TomaCard(Card):
    """The form.

    Signals:
        cambiada: something else is asked.
    """

    cambiada = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Simular tarifa", parent)
        self._perfil: Perfil | None = None
        self.uso, self.area, self.programa, self.unidad, self.hasta = (QComboBox() for _ in range(5))
        self.cuanto = QLineEdit()
        self.m3, self.barra = M3Edit("m³ del mes"), QSlider(Qt.Orientation.Horizontal)
        self._build()
        self.uso.currentIndexChanged.connect(self._on_uso)
        self.programa.currentIndexChanged.connect(self._on_programa)
        self.m3.textChanged.connect(self._on_m3)
        self.barra.valueChanged.connect(self._on_barra)
        self.hasta.currentIndexChanged.connect(self._on_hasta)
        for combo in (self.area, self.unidad):
            combo.currentIndexChanged.connect(self.cambiada)
        self.cuanto.textChanged.connect(self.cambiada)
        self.m3.setText("20")

    def _build(self) -> None:
        for escala in ESCALAS:
            self.hasta.addItem(f"hasta {escala:,} m³", escala)
        self.hasta.setCurrentIndex(ESCALAS.index(100))
        self.barra.setRange(0, 100)
        self.barra.setPageStep(10)
        self.barra.setAccessibleName("m³ del mes, deslizador")
        self.cuanto.setMaxLength(20)
        self.cuanto.setAccessibleName("Cuánto se otorgó")
        self.unidad.setAccessibleName("En qué se otorgó")
        arriba = QHBoxLayout()
        arriba.setSpacing(8)
        arriba.addWidget(self.m3, 2)
        arriba.addWidget(self.hasta, 3)
        self.hasta.setAccessibleName("Escala de la curva")
        self.cuerpo.setSpacing(6)
        self._campo("m³ del mes", self.m3, None)
        self.cuerpo.addLayout(arriba)
        self.cuerpo.addWidget(self.barra)
        self._campo("Uso", self.uso)
        self.rotulo_area = self._campo("Área", self.area)
        self._campo("Programa", self.programa)
        self.otorgado = QWidget()
        fila = QHBoxLayout(self.otorgado)
        fila.setContentsMargins(0, 0, 0, 0)
        fila.setSpacing(8)
        fila.addWidget(self.cuanto, 2)
        fila.addWidget(self.unidad, 3)
        self.cuerpo.addWidget(self.otorgado)
        self.mensaje = etiqueta("", "fuerte", "mal", dobla=True)
        self.nota = etiqueta("", "leyenda", dobla=True)
        self.cuerpo.addWidget(self.mensaje)
        self.cuerpo.addWidget(self.nota)
        self.cuerpo.addStretch(1)
        self.decir("")

    def _campo(self, rotulo: str, widget: QWidget, dentro: QWidget | None = None) -> QWidget:
        nombre = etiqueta(rotulo, "rotulo")
        nombre.setBuddy(widget)
        widget.setAccessibleName(rotulo)
        self.cuerpo.addWidget(nombre)
        if isinstance(widget, QComboBox):
            _encoger(widget)
            self.cuerpo.addWidget(widget)
        return nombre

    def poner(self, perfil: Perfil) -> None:
        """Of another organismo, or of the same one with other prices: what was chosen stays where it can."""
        self._perfil = perfil
        for combo, pares in ((self.uso, perfil.usos), (self.area, perfil.areas)):
            llenar(combo, pares)
        con_areas = len(perfil.areas) > 1
        self.area.setVisible(con_areas)
        self.rotulo_area.setVisible(con_areas)
        self.nota.setText(f"{perfil.nombre}. Nada de esto se cobra ni se guarda.")
        self._on_uso()

    def solicitud(self) -> SolicitudCotizacion:
        """What the form says.

        Raises:
            UsoError: a figure that is none.
        """
        assert self._perfil is not None
        campos = {
            "organismo": self._perfil.organismo,
            "uso": str(self.uso.currentData()),
            "area": str(self.area.currentData()),
            "m3": self.m3.text(),
            "programa": str(self.programa.currentData()),
        }
        if self.otorgado.isVisibleTo(self):
            campos[f"programa_{self.unidad.currentData()}"] = self.cuanto.text()
        return SolicitudCotizacion.from_textos(campos)

    def elegir_m3(self, m3: int) -> None:
        """Put another volume."""
        self.m3.setText(str(m3))

    @property
    def escala(self) -> int:
        """Up to how many m³ the curve goes."""
        return int(self.hasta.currentData())

    def decir(self, texto: str) -> None:
        """What is wrong with what was typed; empty for nothing."""
        self.mensaje.setText(texto)
        self.mensaje.setVisible(bool(texto))

    def _elegido(self) -> Programa | None:
        clave = self.programa.currentData()
        return self._perfil.programa(str(clave)) if self._perfil is not None and clave else None

    def _on_uso(self) -> None:
        if self._perfil is None:
            return
        uso = self.uso.currentData()
        posibles = [(p.clave, p.nombre) for p in self._perfil.programas if uso in p.usos]
        llenar(self.programa, (("", "Ninguno"), *posibles))
        self._on_programa()

    def _on_programa(self) -> None:
        programa = self._elegido()
        medidas = () if programa is None else medidas_de(programa)
        llenar(self.unidad, tuple((m, _UNIDADES[m]) for m in medidas))
        self.unidad.setEnabled(len(medidas) > 1)
        self.otorgado.setVisible(bool(medidas))
        valores = () if programa is None else programa.valores_m3
        self.cuanto.setPlaceholderText(", ".join(map(str, valores)))
        self.cambiada.emit()

    def _on_m3(self) -> None:
        texto = self.m3.text().strip().partition(".")[0]
        if texto.isascii() and texto.isdigit():
            m3 = int(texto)
            if m3 > self.escala and (cabe := next((e for e in ESCALAS if e >= m3), None)):
                self.hasta.setCurrentIndex(ESCALAS.index(cabe))
            self._mover(min(m3, self.escala))
        self.cambiada.emit()

    def _mover(self, m3: int) -> None:
        self.barra.blockSignals(True)
        self.barra.setValue(m3)
        self.barra.blockSignals(False)

    def _on_barra(self, m3: int) -> None:
        self.m3.setText(str(m3))

    def _on_hasta(self) -> None:
        self.barra.blockSignals(True)
        self.barra.setRange(0, self.escala)
        self.barra.blockSignals(False)
        self._on_m3()


def llenar(combo: QComboBox, pares: tuple[tuple[object, str], ...]) -> None:
    """Other things to choose from: (datum, name); the one chosen stays chosen where it still is."""
    antes = combo.currentData()
    combo.blockSignals(True)
    combo.clear()
    for dato, nombre in pares:
        combo.addItem(nombre, dato)
    datos = [dato for dato, _ in pares]
    combo.setCurrentIndex(datos.index(antes) if antes in datos else 0 if datos else -1)
    combo.blockSignals(False)


def _encoger(combo: QComboBox) -> None:
    """Names may be long: the field takes the width there is, its list the width it needs."""
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(12)
