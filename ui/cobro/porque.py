"""F8 «¿Por qué este importe?»: each concepto with its base, rate, m³ by range, discount, and the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QWidget

from app.cobro.consulta import aviso_de_recargos
from app.cobro.explicacion import Linea, ReciboExplicado
from app.documentos import Encabezado
from app.documentos.nombres import nombre_concepto, nombre_programa
from app.domain.dinero import Dinero, suma
from app.domain.perfil import Perfil
from app.domain.tarifa.desglose import Paso
from app.domain.tarifa.tarificacion import pesos
from ui import tema
from ui.cobro.curso import Ficha
from ui.cobro.dobleces import Doblada
from ui.cobro.renglones import articulo, ley_de
from ui.cobro.textos import Elidida
from ui.piezas.desglose import aplanar, sangrado
from ui.piezas.modelos import Columna, Index, TablaModel
from ui.piezas.tabla import Tabla
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion

#: Per cent of the width of the columns that do not stretch.
_PARTES = {0: 27, 3: 29}


@dataclass(frozen=True, slots=True)
class RenglonPorque:
    """A line of the explanation; `clase`: titulo, concepto, detalle, descuento, aviso or total.

    Attributes:
        ley: what is said of `fundamento` where there is little room; empty for its article alone.
        parcial: what a step adds, before rounding; never part of a sum of the column.
    """

    clase: str
    que: str
    como: str = ""
    importe: Dinero | None = None
    fundamento: str = ""
    ley: str = ""
    parcial: str = ""


def renglones_de(ficha: Ficha, perfil: Perfil, encabezado: Encabezado) -> tuple[RenglonPorque, ...]:
    """Everything the cuenta owes, month by month with its recargos, and the late charge."""
    renglones: list[RenglonPorque] = []
    for recibo in ficha.explicacion.recibos:
        renglones += _recibo(recibo, encabezado)
        renglones += [
            RenglonPorque(
                "concepto", nombre_concepto(a.clave, encabezado), a.detalle, a.importe, a.fundamento, a.fundamento
            )
            for a in ficha.explicacion.recargos
            if a.periodo == recibo.periodo
        ]
    if ficha.explicacion.mora:
        renglones.append(RenglonPorque("titulo", "Cargo por mora", "una vez por cada atraso"))
        renglones += [
            RenglonPorque("concepto", nombre_concepto(a.clave, encabezado), a.detalle, a.importe, a.fundamento)
            for a in ficha.explicacion.mora
        ]
    if aviso := aviso_de_recargos(perfil, ficha.adeudo):
        renglones.append(RenglonPorque("aviso", "Recargos", aviso))
    total = ficha.adeudo.total + suma(r.descuento for r in ficha.explicacion.recibos)
    renglones.append(RenglonPorque("total", "Debe hoy", "menos lo pagado y los descuentos", total))
    renglones += [RenglonPorque("aviso", "Beneficio", aviso) for aviso in ficha.avisos]
    return tuple(renglones)


def _recibo(recibo: ReciboExplicado, encabezado: Encabezado) -> list[RenglonPorque]:
    tarifa = (
        f"{recibo.m3} m³ · tarifa {recibo.tarifa}"
        if recibo.tarifa
        else ("sin tarifa" if recibo.aviso else "otros cargos")
    )
    renglones = [RenglonPorque("titulo", str(recibo.periodo).capitalize(), tarifa, fundamento=_ley(recibo))]
    agua = next((x.tarifado for x in recibo.lineas if x.clave == "agua"), None)
    for linea in recibo.lineas:
        como = _como(linea, agua)
        nombre = nombre_concepto(linea.clave, encabezado, linea.detalle)
        como = "" if como == nombre else como
        ley = ley_de(linea.clave, linea.fundamento)
        renglones.append(RenglonPorque("concepto", nombre, como, linea.facturado, linea.fundamento, ley))
        renglones += _pasos(linea.pasos)
        if linea.difiere:
            renglones.append(
                RenglonPorque("aviso", "", f"La tarifa da {linea.tarifado}; se facturó {linea.facturado}.")
            )
    pagado = recibo.debido - recibo.facturado
    if pagado:
        renglones.append(RenglonPorque("descuento", "Ya pagado", "abonos y condonaciones anteriores", pagado))
    for n, d in enumerate(recibo.descuentos):
        nombre = f"{nombre_programa(d.programa, encabezado)}: {nombre_concepto(d.clave, encabezado).lower()}"
        renglones.append(RenglonPorque("descuento", nombre, d.detalle, d.importe, d.fundamento))
        renglones += _pasos(recibo.pasos[n] if recibo.pasos else ())
    if recibo.aviso:
        renglones.append(RenglonPorque("aviso", "", recibo.aviso))
    return renglones


def _pasos(pasos: Sequence[Paso]) -> list[RenglonPorque]:
    """What a line is made of, further in, with what each part adds before rounding."""
    return [
        RenglonPorque("detalle", sangrado(p.texto, nivel), parcial=pesos(p.importe).replace("-", "−"))
        for nivel, p in aplanar(pasos)
    ]


def _ley(recibo: ReciboExplicado) -> str:
    """The law that the articles below are of."""
    fundamentos = [linea.fundamento for linea in recibo.lineas if linea.fundamento]
    return fundamentos[0].partition(", Art.")[0] if fundamentos else ""


def _como(linea: Linea, agua: Dinero | None) -> str:
    if agua is not None and linea.detalle.endswith("del agua"):
        return linea.detalle.removesuffix("del agua") + f"de {agua} de agua"
    return linea.detalle


def _importe(renglon: RenglonPorque) -> str | None:
    if renglon.clase == "detalle":
        return renglon.parcial
    return None if renglon.importe is None else str(renglon.importe).replace("-", "−")


class PorqueModel(TablaModel[RenglonPorque]):
    """The explanation as a table that can be copied."""

    def __init__(self, parent: QObject | None = None) -> None:
        columnas: tuple[Columna[RenglonPorque], ...] = (
            Columna("Concepto", lambda r: r.que),
            Columna("Cómo resulta", lambda r: r.como),
            Columna("Importe", _importe, derecha=True, orden=lambda r: r.importe),
            Columna(
                "Artículo",
                lambda r: r.ley or articulo(r.fundamento),
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
        if role == Qt.ItemDataRole.FontRole and clase == "detalle":
            return tema.letra(13)
        if role == Qt.ItemDataRole.ForegroundRole:
            if clase in ("descuento", "aviso"):
                return tema.color("bien" if clase == "descuento" else "aviso")
            return tema.color("tenue") if clase == "detalle" or index.column() in (1, 3) else None
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
        self.tabla.setProperty("clase", "densa")
        self.tabla.setItemDelegate(Doblada(self.tabla, alto=10, minimo=26))
        self.tabla.setSelectionMode(Tabla.SelectionMode.ExtendedSelection)
        self.tabla.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.tabla.verticalHeader().setMinimumSectionSize(tema.px(24))
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
        renglones = renglones_de(ficha, self._sesion.perfil, self._sesion.encabezado)
        self.tabla.clearSpans()
        self.modelo.poner(renglones)
        for n, renglon in enumerate(renglones):
            if renglon.clase == "detalle":
                self.tabla.setSpan(n, 0, 1, 2)
        self.tabla.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Concepto and article take their part of the width, how it comes about the rest."""
        super().resizeEvent(event)
        for columna, parte in _PARTES.items():
            self.tabla.setColumnWidth(columna, self.tabla.width() * parte // 100)
