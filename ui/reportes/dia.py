"""A field for a day: `5/9/2023`, `05/09/23` and `2023-09-05` are read alike; nothing is guessed."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

_COMO_SE_DICE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})", re.ASCII)
_COMO_SE_ORDENA = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_SIGLO = 2000


class DiaEdit(QLineEdit):
    """A field for a day."""

    def __init__(self, nombre: str, parent: QWidget | None = None) -> None:
        """`nombre` is what a screen reader says of it."""
        super().__init__(parent)
        self.setAccessibleName(nombre)
        self.setPlaceholderText("dd/mm/aaaa")
        self.setMaxLength(10)

    def dia(self) -> date | None:
        """The day; None when it holds none."""
        texto = self.text().strip()
        if leido := _COMO_SE_ORDENA.fullmatch(texto):
            ejercicio, mes, dia = map(int, leido.groups())
        elif leido := _COMO_SE_DICE.fullmatch(texto):
            dia, mes, ejercicio = map(int, leido.groups())
            ejercicio += _SIGLO if len(leido[3]) == 2 else 0
        else:
            return None
        try:
            return date(ejercicio, mes, dia)
        except ValueError:
            return None

    def poner(self, dia: date) -> None:
        """Put a day."""
        self.setText(f"{dia:%d/%m/%Y}")
