"""What we know of the Qt binding and could not see otherwise until a till had run for an hour."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


class _Emisor(QObject):
    dicho = Signal(object)


def test_calls_do_not_drop_references_to_the_constants(qtbot: QtBot) -> None:
    """PySide6 6.12.0 loses one `None` a call, and one `True` an emission, until the interpreter dies."""
    rotulo, emisor = QLabel(), _Emisor()
    qtbot.addWidget(rotulo)
    emisor.dicho.connect(lambda dicho: None)
    antes = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(200):
        rotulo.setText("a")
        emisor.dicho.emit(1)
    despues = sys.getrefcount(None), sys.getrefcount(True)
    assert all(abs(b - a) < 100 for a, b in zip(antes, despues, strict=True))
