"""The printers that this machine knows of, by whichever system it runs."""

from __future__ import annotations

import sys
from importlib import import_module

from app.impresora import Hallada

if sys.platform == "win32":
    from app.sistema.windows import colas, enviar_a_cola, puertos, revisar_cola
else:
    from app.sistema.posix import colas, enviar_a_cola, puertos, revisar_cola

__all__ = ["colas", "enviar_a_cola", "halladas", "puertos", "revisar_cola"]


def halladas() -> tuple[Hallada, ...]:
    """Every printer that the system offers: ports, queues, serial ports; asked again each time."""
    return (
        *(Hallada("archivo", puerto, f"USB {puerto}") for puerto in puertos()),
        *(Hallada("cola", cola, f"{cola} (tickets)") for cola in colas()),
        *(Hallada("hojas", cola, f"{cola} (hojas)") for cola in colas()),
        *(Hallada("serie", puerto, f"Serie {puerto}") for puerto in _series()),
    )


def _series() -> tuple[str, ...]:
    return tuple(puerto.device for puerto in import_module("serial.tools.list_ports").comports())
