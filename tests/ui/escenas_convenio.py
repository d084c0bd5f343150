"""The scenes of a convenio: agreed from a cuenta with rezago, allowed by a supervisor, charged and looked at."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tests.factories import PINES
from tests.ui.sala import Con, Key, Sala

_CTRL = Con.ControlModifier


def _convenir(s: Sala) -> None:
    s.pulsar(Key.Key_Escape)
    s.pulsar(Key.Key_P, con=_CTRL)
    s.hasta(lambda: s.cobrar.columnas.convenir.plazos.modelo.rowCount() > 0)


def _autorizar(s: Sala) -> None:
    s.pulsar(Key.Key_Return)
    s.hasta(lambda: QApplication.activeModalWidget() is not None)


def _convenio(s: Sala) -> None:
    s.teclear(PINES["super"])
    s.pulsar(Key.Key_Return)
    s.hasta(lambda: s.cobrar.columnas.pagina is s.cobrar.cuenta)


def _convenido(s: Sala) -> None:
    s.pulsar(Key.Key_P, con=_CTRL)


#: In order, from a cuenta with rezago on the screen, being asked for a part.
PASOS = (("convenir", _convenir), ("convenio-permiso", _autorizar), ("convenio", _convenio), ("convenido", _convenido))
