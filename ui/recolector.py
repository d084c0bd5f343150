"""Python's cyclic collector, kept on the GUI thread.

Left to itself it runs on whichever thread happens to allocate, and a widget that is freed off the GUI thread takes the
whole process with it. So it is switched off, and a timer does its work where widgets may be freed.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_CADA_MS = 1_000


class Recolector(QObject):
    """Collects now and then, as much as Python itself would have, until `parar`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._tic = QTimer(self)
        self._tic.setInterval(_CADA_MS)
        self._tic.timeout.connect(self.recoger)
        self._tic.start()

    def recoger(self) -> int:
        """Collect the oldest generation that is due, with those younger; how many things were freed."""
        debe = [n for n, (hay, techo) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if hay > techo]
        return gc.collect(debe[-1]) if debe else 0

    def asentar(self) -> None:
        """What is there now is there to stay (modules, profile, screens): later collections leave it out."""
        gc.collect()
        gc.freeze()

    def parar(self) -> None:
        """Give the collector back to Python."""
        self._tic.stop()
        gc.unfreeze()
        gc.collect()
        gc.enable()
