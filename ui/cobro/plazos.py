"""The timetable of a convenio as a list: each part, when it is due, how much, and what became of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.tramite.convenio import Parcialidad
from app.domain.tramite.situacion import Cubierta, Situacion
from ui.piezas.modelos import Columna, TablaModel
from ui.piezas.tabla import Tabla


def nombre_de(parcialidad: Parcialidad) -> str:
    """`Enganche, hoy`, or its number."""
    return f"Parcialidad {parcialidad.n}" if parcialidad.n else "Enganche"


class PlazosView(Tabla):
    """The list; its rows are `Cubierta`, of a plan none of them covered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._situacion: Situacion | None = None
        modelo: TablaModel[Cubierta] = TablaModel(
            (
                Columna("Parte", lambda c: nombre_de(c.parcialidad), orden=lambda c: c.parcialidad.n),
                Columna("Vence", lambda c: c.parcialidad.vence),
                Columna("Importe", lambda c: c.parcialidad.importe, derecha=True),
                Columna("Estado", self._estado),
            )
        )
        super().__init__(modelo, "Parcialidades", 3, parent, ordenable=False)
        modelo.setParent(self)
        self.modelo = modelo
        self.setSelectionMode(Tabla.SelectionMode.SingleSelection)

    def planear(self, parcialidades: tuple[Parcialidad, ...]) -> None:
        """Show a plan: nothing of it is paid yet."""
        self._situacion = None
        self.modelo.poner(tuple(Cubierta(p, p.importe - p.importe) for p in parcialidades))

    def mostrar(self, situacion: Situacion) -> None:
        """Show what became of one."""
        self._situacion = situacion
        self.modelo.poner(situacion.partes)

    def _estado(self, parte: Cubierta) -> str:
        """In words, not by colour alone."""
        if self._situacion is None:
            return "se paga hoy" if not parte.parcialidad.n else ""
        if not parte.falta:
            return "pagada"
        falta = f", faltan {parte.falta}" if parte.cubierto else ""
        return ("vencida" if parte in self._situacion.atrasadas else "por pagar") + falta
