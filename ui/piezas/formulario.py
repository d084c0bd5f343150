"""Forms: a label over each field, in one or two columns, and fields that hold one of a few things or a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QFormLayout, QGridLayout, QLineEdit, QWidget

from ui.piezas.tarjeta import etiqueta


class NumeroEdit(QLineEdit):
    """A whole number within limits, and what it counts."""

    def __init__(self, limites: range, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fuera = limites[0] - 1
        self.setValidator(QIntValidator(limites[0], limites[-1], self))
        self.setMaxLength(4)

    def valor(self) -> int:
        """What it holds; below its limits when that is no number."""
        try:
            return int(self.text())
        except ValueError:
            return self._fuera

    def poner(self, valor: int) -> None:
        """Show a number."""
        self.setText(str(valor))


def combo(opciones: Mapping[Any, str]) -> QComboBox:
    """A choice of one of those, by its key."""
    caja = QComboBox()
    for clave, nombre in opciones.items():
        caja.addItem(nombre, clave)
    return caja


def leido(campo: QWidget) -> Any:
    """What a choice, a number or a text holds."""
    if isinstance(campo, QComboBox):
        return campo.currentData()
    return campo.valor() if isinstance(campo, NumeroEdit) else campo.text()  # type: ignore[attr-defined]


def poner(campo: QWidget, valor: Any) -> None:
    """Show a value in a choice, a number or a text."""
    if isinstance(campo, QComboBox):
        campo.setCurrentIndex(campo.findData(valor))
    elif isinstance(campo, NumeroEdit):
        campo.poner(valor)
    else:
        campo.setText(valor)  # type: ignore[attr-defined]


def formulario() -> QFormLayout:
    """A form with each label over its field."""
    filas = QFormLayout()
    filas.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
    filas.setVerticalSpacing(6)
    return filas


def en_dos_columnas(campos: Sequence[tuple[str, QWidget]], parent: QWidget | None = None) -> QGridLayout:
    """A form of two columns, each label over its field."""
    rejilla = QGridLayout(parent) if parent is not None else QGridLayout()
    rejilla.setContentsMargins(0, 0, 0, 0)
    rejilla.setVerticalSpacing(6)
    rejilla.setHorizontalSpacing(12)
    for n, (texto, campo) in enumerate(campos):
        rejilla.addWidget(rotulo(texto, campo), n // 2 * 2, n % 2)
        rejilla.addWidget(campo, n // 2 * 2 + 1, n % 2)
    for columna in (0, 1):
        rejilla.setColumnStretch(columna, 1)
    return rejilla


def rotulo(texto: str, campo: QWidget) -> QWidget:
    """The label of a field, which a screen reader says too."""
    nombre = etiqueta(texto, "rotulo")
    nombre.setBuddy(campo)
    campo.setAccessibleName(texto)
    return nombre
