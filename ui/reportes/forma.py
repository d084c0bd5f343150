"""What is asked for: which report, of which days or turno, of which cashier."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.documentos.rotulos import titulo_de
from app.domain.reporte.reporte import DE_PAGO, DE_TIEMPO, Filtro, rango
from app.domain.usuario import Usuario
from app.errors import NegocioError
from ui.piezas.flujo import Flujo
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.reportes.dia import DiaEdit
from ui.reportes.mando import BENEFICIOS, DIFERENCIAS, INCIDENCIAS, SOLICITUDES, SUBSIDIOS, Pedido

#: In the order in which they are asked for; one caja alone is not told apart from itself.
REPORTES = (
    *((por, titulo_de(por)) for por in (*DE_TIEMPO, "medio", "concepto", "programa", "antiguedad", *DE_PAGO)),
    (BENEFICIOS, "Beneficios aplicados"),
    (SUBSIDIOS, "Subsidios por cubrir"),
    (SOLICITUDES, "Solicitudes de beneficio"),
    (DIFERENCIAS, "Diferencias de los cortes"),
    (INCIDENCIAS, "Incidencias con el centro"),
)
_TURNO, _OTROS = "turno", "otros"
_PERIODOS = (
    ("hoy", "Hoy"),
    ("ayer", "Ayer"),
    ("semana", "Esta semana"),
    ("mes", "Este mes"),
    ("ejercicio", "Este año"),
    (_OTROS, "Otros días"),
    (_TURNO, "Un turno"),
)
_DIA_INVALIDO = "«{texto}» no es un día: escríbalo dd/mm/aaaa, por ejemplo 05/09/2023."
_TURNO_INVALIDO = "Escriba el número del turno; está en su corte."


class FormaCard(Card):
    """The form, in a row that goes on in the next line where it does not fit.

    Signals:
        cambiada: something else is wanted.
    """

    cambiada = Signal()

    def __init__(self, hoy: date, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._hoy = hoy
        self._build()
        for combo in (self.que, self.periodo, self.cajero):
            combo.activated.connect(self._on_elegido)
        for campo in (self.desde, self.hasta, self.turno):
            campo.returnPressed.connect(self.cambiada)
        for dia in (self.desde, self.hasta):
            dia.textEdited.connect(lambda: self._elegir_periodo(_OTROS))
        self.ver.clicked.connect(self.cambiada)
        self._mostrar_periodo()

    def _build(self) -> None:
        self.que, self.periodo, self.cajero = QComboBox(), QComboBox(), QComboBox()
        for clave, nombre in REPORTES:
            self.que.addItem(nombre, clave)
        for clave, nombre in _PERIODOS:
            self.periodo.addItem(nombre, clave)
        self.cajero.addItem("Todos", "")
        self.desde, self.hasta, self.turno = DiaEdit("Primer día"), DiaEdit("Último día"), QLineEdit()
        self.turno.setMaxLength(9)
        self.ver = Boton("Ver", "Ctrl R")
        fila = Flujo(hueco=12, entre_lineas=8, arriba=True)
        self._partes: dict[str, QWidget] = {}
        for rotulo, campo in (
            ("Reporte", self.que), ("Periodo", self.periodo), ("Desde", self.desde), ("Hasta", self.hasta),
            ("Turno", self.turno), ("Cajero", self.cajero),
        ):  # fmt: skip
            fila.addWidget(self._parte(rotulo, campo))
        fila.addWidget(self._parte("\u00a0", self.ver))
        self.cuerpo.addLayout(fila)

    def _parte(self, rotulo: str, campo: QWidget) -> QWidget:
        """A field under its label."""
        parte = QWidget()
        columna = QVBoxLayout(parte)
        columna.setContentsMargins(0, 0, 0, 0)
        columna.setSpacing(4)
        label = etiqueta(rotulo, "rotulo")
        label.setBuddy(campo)
        columna.addWidget(label)
        columna.addWidget(campo)
        if not campo.accessibleName():
            campo.setAccessibleName(rotulo)
        if isinstance(campo, QLineEdit):
            campo.setFixedWidth(campo.fontMetrics().horizontalAdvance("00/00/00000") + 40)
        self._partes[rotulo] = parte
        return parte

    def poner_cajeros(self, gente: Sequence[Usuario]) -> None:
        """Who may have charged; whoever was chosen stays so."""
        elegido = self.cajero.currentData()
        self.cajero.clear()
        self.cajero.addItem("Todos", "")
        for usuario in gente:
            self.cajero.addItem(usuario.clave, usuario.clave)
        self.cajero.setCurrentIndex(max(0, self.cajero.findData(elegido)))

    def poner_hoy(self, hoy: date) -> None:
        """Another day: the ranges with a name are counted from it."""
        self._hoy = hoy
        self._mostrar_periodo()

    def elegir(self, que: str, periodo: str) -> None:
        """Choose a report and a range by their claves, as if by hand."""
        self.que.setCurrentIndex(self.que.findData(que))
        self._elegir_periodo(periodo)
        self._on_elegido()

    def pedido(self) -> Pedido:
        """What the form says.

        Raises:
            NegocioError: `dia_invalido` or `turno_invalido`.
        """
        que, cajero = str(self.que.currentData()), str(self.cajero.currentData() or "")
        if self.periodo.currentData() == _TURNO:
            texto = self.turno.text().strip()
            if not texto.isascii() or not texto.isdigit() or int(texto) < 1:
                raise NegocioError("turno_invalido", _TURNO_INVALIDO)
            return Pedido(que, Filtro(self._hoy, self._hoy, cajero, int(texto)))
        dias = []
        for campo in (self.desde, self.hasta):
            dia = campo.dia()
            if dia is None:
                campo.setFocus()
                raise NegocioError("dia_invalido", _DIA_INVALIDO.format(texto=campo.text()[:20]))
            dias.append(dia)
        return Pedido(que, Filtro(dias[0], dias[1], cajero))

    def _elegir_periodo(self, clave: str) -> None:
        self.periodo.setCurrentIndex(self.periodo.findData(clave))
        self._mostrar_periodo()

    def _mostrar_periodo(self) -> None:
        """The days of a range with a name; the field of a turno where one is wanted."""
        clave = str(self.periodo.currentData())
        is_turno = clave == _TURNO
        self._partes["Turno"].setVisible(is_turno)
        for rotulo in ("Desde", "Hasta"):
            self._partes[rotulo].setVisible(not is_turno)
        if clave not in (_TURNO, _OTROS):
            for campo, dia in zip((self.desde, self.hasta), rango(clave, self._hoy), strict=True):
                campo.poner(dia)

    def _on_elegido(self) -> None:
        self._mostrar_periodo()
        clave = self.periodo.currentData()
        if clave == _OTROS:
            self.desde.setFocus()
            self.desde.selectAll()
        elif clave == _TURNO and not self.turno.text():
            self.turno.setFocus()
        else:
            self.cambiada.emit()
