"""A column of named fields, each with its label over it."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from ui.piezas.campos import TextoEdit
from ui.piezas.tarjeta import etiqueta

Campo = QLineEdit | QComboBox


class CamposEnColumna(QWidget):
    """The column; a field hidden with `mostrar` takes its label along."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filas = QVBoxLayout(self)
        self._filas.setContentsMargins(0, 0, 0, 0)
        self._filas.setSpacing(8)
        self._grupos: dict[Campo, QWidget] = {}

    def agregar(self, rotulo: str, campo: Campo) -> None:
        """Add a field at the foot; `rotulo` is its name for screen readers too."""
        campo.setAccessibleName(rotulo)
        nombre = etiqueta(rotulo, "rotulo", dobla=True)
        nombre.setBuddy(campo)
        if isinstance(campo, TextoEdit):
            campo.setPlaceholderText("")
        grupo = QWidget()
        columna = QVBoxLayout(grupo)
        columna.setContentsMargins(0, 0, 0, 0)
        columna.setSpacing(4)
        columna.addWidget(nombre)
        columna.addWidget(campo)
        self._grupos[campo] = grupo
        self._filas.addWidget(grupo)

    def mostrar(self, campo: Campo, si: bool) -> None:
        """Whether a field is asked for."""
        self._grupos[campo].setVisible(si)

    def limpiar(self) -> None:
        """Forget what was typed in the fields of text."""
        for campo in self._grupos:
            if isinstance(campo, QLineEdit):
                campo.clear()
