"""F8 «¿Por qué este importe?»: each concepto with its base, rate, m³ by range, discount, and the article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QWidget

from app.documentos import Encabezado
from app.documentos.nombres import nombre_concepto, nombre_programa
from app.domain.dinero import Dinero, suma
from app.domain.tarificacion import pesos
from app.explicacion import Linea, ReciboExplicado
from ui import tema
from ui.cobro.curso import Ficha
from ui.cobro.dobleces import Doblada
from ui.cobro.renglones import articulo
from ui.cobro.textos import Elidida
from ui.modelos import Columna, Index, TablaModel
from ui.sesion import Sesion
from ui.tabla import Tabla
from ui.tarjeta import Card, etiqueta
from ui.tecla import Boton

#: Per cent of the width of the columns that do not stretch.
_PARTES = {0: 28, 3: 24}


@dataclass(frozen=True, slots=True)
class RenglonPorque:
    """A line of the explanation; `clase`: titulo, concepto, detalle, descuento, aviso or total."""

    clase: str
    que: str
    como: str = ""
    importe: Dinero | None = None
    fundamento: str = ""


def renglones_de(ficha: Ficha, encabezado: Encabezado) -> tuple[RenglonPorque, ...]:
    """Everything the cuenta owes, month by month, and the late charge."""
    renglones: list[RenglonPorque] = []
    for recibo in ficha.explicacion.recibos:
        renglones += _recibo(recibo, encabezado)
    if ficha.explicacion.mora:
        renglones.append(RenglonPorque("titulo", "Cargo por mora", "una vez por cada atraso"))
        renglones += [
            RenglonPorque("concepto", nombre_concepto(a.clave, encabezado), a.detalle, a.importe, a.fundamento)
            for a in ficha.explicacion.mora
        ]
    total = ficha.adeudo.total + suma(r.descuento for r in ficha.explicacion.recibos)
    renglones.append(RenglonPorque("total", "Debe hoy", "menos lo pagado y los descuentos", total))
    renglones += [RenglonPorque("aviso", "Beneficio", aviso) for aviso in ficha.avisos]
    return tuple(renglones)


def _recibo(recibo: ReciboExplicado, encabezado: Encabezado) -> list[RenglonPorque]:
    tarifa = f"{recibo.m3} m³ · tarifa {recibo.tarifa}" if recibo.tarifa else "sin tarifa"
    renglones = [RenglonPorque("titulo", str(recibo.periodo).capitalize(), tarifa, fundamento=_ley(recibo))]
    agua = next((x.tarifado for x in recibo.lineas if x.clave == "agua"), None)
    for linea in recibo.lineas:
        como = _como(linea, agua)
        nombre = nombre_concepto(linea.clave, encabezado)
        renglones.append(RenglonPorque("concepto", nombre, como, linea.facturado, linea.fundamento))
        if linea.clave == "agua":
            renglones += [RenglonPorque("detalle", "", f"{p.texto}: {pesos(p.importe)}") for p in linea.pasos]
        if linea.difiere:
            renglones.append(
                RenglonPorque("aviso", "", f"La tarifa da {linea.tarifado}; se facturó {linea.facturado}.")
            )
    pagado = recibo.debido - recibo.facturado
    if pagado:
        renglones.append(RenglonPorque("descuento", "Ya pagado", "abonos anteriores", pagado))
    for d in recibo.descuentos:
        nombre = f"{nombre_programa(d.programa, encabezado)}: {nombre_concepto(d.clave, encabezado).lower()}"
        renglones.append(RenglonPorque("descuento", nombre, d.detalle, d.importe, d.fundamento))
    if recibo.aviso:
        renglones.append(RenglonPorque("aviso", "", recibo.aviso))
    return renglones


def _ley(recibo: ReciboExplicado) -> str:
    """The law that the articles below are of."""
    fundamentos = [linea.fundamento for linea in recibo.lineas if linea.fundamento]
    return fundamentos[0].partition(", Art.")[0] if fundamentos else ""


def _como(linea: Linea, agua: Dinero | None) -> str:
    if agua is not None and linea.detalle.endswith("del agua"):
        return linea.detalle.removesuffix("del agua") + f"de {agua} de agua"
    return linea.detalle


def _importe(renglon: RenglonPorque) -> str | None:
    return None if renglon.importe is None else str(renglon.importe).replace("-", "−")


class PorqueModel(TablaModel[RenglonPorque]):
    """The explanation as a table that can be copied."""

    def __init__(self, parent: QObject | None = None) -> None:
        columnas: tuple[Columna[RenglonPorque], ...] = (
            Columna("Concepto", lambda r: r.que),
            Columna("Base, tasa y m³", lambda r: r.como),
            Columna("Importe", _importe, derecha=True, orden=lambda r: r.importe),
            Columna(
                "Artículo",
                lambda r: articulo(r.fundamento),
                orden=lambda r: r.fundamento,
                explica=lambda r: r.fundamento,
            ),
        )
        super().__init__(columnas, (), parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As any table, with months and totals in bold and what is taken off in green."""
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        clase = self.fila(index).clase
        if role == Qt.ItemDataRole.FontRole and (clase in ("titulo", "total")) and index.column() != 1:
            return tema.letra(14, fuerte=True)
        if role == Qt.ItemDataRole.ForegroundRole:
            if clase in ("descuento", "aviso"):
                return tema.color("bien" if clase == "descuento" else "aviso")
            return tema.color("tenue") if index.column() in (1, 3) else None
        return super().data(index, role)


class PorqueView(Card):
    """The explanation, in the place of the cuenta until Esc."""

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._sesion = sesion
        self.setAccessibleName("¿Por qué este importe?")
        self.modelo = PorqueModel(self)
        self.tabla = Tabla(self.modelo, "Explicación del importe", 1, ordenable=False)
        self.tabla.setWordWrap(True)
        self.tabla.setItemDelegate(Doblada(self.tabla))
        self.tabla.setSelectionMode(Tabla.SelectionMode.ExtendedSelection)
        self.tabla.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.tabla.verticalHeader().setMinimumSectionSize(tema.px(28))
        titulos = self.tabla.horizontalHeader()
        titulos.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        titulos.setSectionResizeMode(3, QHeaderView.ResizeMode.Interactive)
        titulos.sectionResized.connect(self.tabla.resizeRowsToContents)
        self.nombre = Elidida("tenue")
        self.volver = Boton("Volver", "Esc")
        arriba = QHBoxLayout()
        arriba.addWidget(etiqueta("¿Por qué este importe?", "titulo"), 1)
        arriba.addWidget(self.volver)
        self.cuerpo.addLayout(arriba)
        self.cuerpo.addWidget(self.nombre)
        self.cuerpo.addWidget(self.tabla, 1)

    def mostrar(self, ficha: Ficha) -> None:
        """Explain a cuenta, with the keyboard on the table."""
        self.nombre.setText(f"{ficha.estado.cuenta.titular} · cuenta {ficha.estado.cuenta.numero}")
        self.modelo.poner(renglones_de(ficha, self._sesion.encabezado))
        self.tabla.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Concepto and article take their part of the width, how it comes about the rest."""
        super().resizeEvent(event)
        for columna, parte in _PARTES.items():
            self.tabla.setColumnWidth(columna, self.tabla.width() * parte // 100)
