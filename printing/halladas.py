"""The printers that this machine knows of: its ports, the queues of its system, its serial ports."""

from __future__ import annotations

from importlib import import_module

from app.papel.impresora import Hallada
from app.sistema.impresoras import colas, puertos


def halladas() -> tuple[Hallada, ...]:
    """Every printer that the system offers; asked again each time."""
    nombres = colas()
    return (
        *(Hallada("archivo", puerto, f"USB {puerto}") for puerto in puertos()),
        *(Hallada("cola", nombre, f"{nombre} (tickets)") for nombre in nombres),
        *(Hallada("hojas", nombre, f"{nombre} (hojas)") for nombre in nombres),
        *(Hallada("serie", puerto, f"Serie {puerto}") for puerto in _series()),
    )


def _series() -> tuple[str, ...]:
    return tuple(puerto.device for puerto in import_module("serial.tools.list_ports").comports())
