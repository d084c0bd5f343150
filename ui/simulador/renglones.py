"""A bill as rows: each line with its steps under it, further in, and the article that orders it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHeaderView, QWidget

from app.documentos import Encabezado
from app.documentos.nombres import nombre_concepto, nombre_programa
from app.domain.tarifa.desglose import Paso
from app.domain.tarifa.tarificacion import pesos
from app.tarifa.simulacion import Simulacion
from ui import tema
from ui.cobro.dobleces import Doblada
from ui.piezas.desglose import aplanar, sangrado
from ui.piezas.modelos import Columna, Index, TablaModel
from ui.piezas.tabla import Tabla


@dataclass(frozen=True, slots=True)
class RenglonPaso:
    """A row; `clase`: concepto, descuento, paso, articulo, suma, total or aviso."""

    clase: str
    texto: str
    importe: str = ""


def renglones_de(simulacion: Simulacion, encabezado: Encabezado) -> tuple[RenglonPaso, ...]:
    """Everything of a bill; nothing of one that is refused."""
    hecha = simulacion.cotizacion
    if hecha is None:
        return ()
    lineas = [p for p in simulacion.pasos if not p.programa]
    rebajas = [p for p in simulacion.pasos if p.programa]
    renglones = list(_lineas(lineas, encabezado))
    if rebajas:
        renglones.append(RenglonPaso("suma", "Importe", str(hecha.importe)))
        renglones += _lineas(rebajas, encabezado)
    renglones.append(RenglonPaso("total", "Total", str(hecha.total)))
    renglones += [RenglonPaso("aviso", aviso) for aviso in hecha.avisos]
    return tuple(renglones)


def _lineas(lineas: Sequence[Paso], encabezado: Encabezado) -> Iterator[RenglonPaso]:
    articulo = ""
    for linea in lineas:
        nombre = nombre_concepto(linea.clave, encabezado)
        if linea.programa:
            nombre = f"{nombre_programa(linea.programa, encabezado)}: {nombre.lower()}"
        clase = "descuento" if linea.programa else "concepto"
        yield RenglonPaso(clase, nombre[:1].upper() + nombre[1:], _importe(linea))
        # A line without steps still says how it comes about.
        dentro = aplanar(linea.pasos) if linea.pasos else [(1, Paso(linea.texto, linea.importe))]
        for nivel, paso in dentro:
            yield RenglonPaso("paso", sangrado(paso.texto, nivel), _importe(paso) if linea.pasos else "")
        if linea.fundamento and linea.fundamento != articulo:
            articulo = linea.fundamento
            yield RenglonPaso("articulo", sangrado(articulo, 1))


def _importe(paso: Paso) -> str:
    return pesos(paso.importe).replace("-", "−")


class PasosModel(TablaModel[RenglonPaso]):
    """The rows as a table that can be copied and exported."""

    def __init__(self, parent: QObject | None = None) -> None:
        columnas: tuple[Columna[RenglonPaso], ...] = (
            Columna("Concepto y cómo resulta", lambda r: r.texto),
            Columna("Pesos", lambda r: r.importe, derecha=True),
        )
        super().__init__(columnas, (), parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As any table, with what adds up in bold, steps in grey and what is taken off in green."""
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        clase = self.fila(index).clase
        if role == Qt.ItemDataRole.FontRole:
            return tema.letra(14, fuerte=True) if clase in _FUERTES else tema.letra(13)
        if role == Qt.ItemDataRole.ForegroundRole:
            return tema.color(_TONOS[clase]) if clase in _TONOS else None
        return super().data(index, role)


_FUERTES = ("concepto", "descuento", "suma", "total")
_TONOS = {"paso": "tenue", "articulo": "tenue", "descuento": "bien", "aviso": "aviso"}


class PasosTabla(Tabla):
    """The rows of a bill, folded at the width there is."""

    def __init__(self, modelo: PasosModel, nombre: str, parent: QWidget | None = None) -> None:
        super().__init__(modelo, nombre, 0, parent, ordenable=False)
        self.setProperty("clase", "densa")
        self.setWordWrap(True)
        self.setItemDelegate(Doblada(self, alto=6, minimo=24))
        self.setSelectionMode(Tabla.SelectionMode.ExtendedSelection)
        self.setMinimumHeight(tema.px(150))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().setMinimumSectionSize(tema.px(22))
        # What its columns are is plain to see; the room is for the steps.
        self.horizontalHeader().hide()
        self.horizontalHeader().sectionResized.connect(self.resizeRowsToContents)
