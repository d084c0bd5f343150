"""Waiting for somebody else, a little longer each time, and never for ever."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")
_PRIMERA_S, _ULTIMA_S = 0.02, 0.25


def esperar(preguntar: Callable[[], _T | None], segundos: float) -> _T | None:
    """Ask until there is an answer; None when there was none in time. It is asked once at least."""
    limite, pausa = time.monotonic() + segundos, _PRIMERA_S
    while True:
        respuesta = preguntar()
        if respuesta is not None or time.monotonic() + pausa > limite:
            return respuesta
        time.sleep(pausa)
        pausa = min(pausa * 2, _ULTIMA_S)
