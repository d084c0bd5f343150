"""What can be sold: the price list, found while one types."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from app.cobro.catalogo import Oferta, hallar
from ui import tema
from ui.cobro.buscador import CampoBusqueda
from ui.cobro.dobleces import Doblada
from ui.piezas.modelos import Columna, TablaModel
from ui.piezas.tabla import Tabla
from ui.piezas.tarjeta import Card, etiqueta

_LARGO = 80
_GUIA = "Escriba parte del nombre o la clave. Enter elige; en blanco, Enter pasa a cobrar."

#: What is said of the classes that are not simply sold.
_NOTAS = {"cargo_al_recibo": "se paga con el siguiente recibo", "importe_libre": "importe y referencia"}
#: Units that say nothing beside the name.
_SUELTAS = ("pieza", "servicio")


class ListaServicios(Card):
    """The card at the left: the box, and the services that it leaves.

    Signals:
        elegida: Oferta that was chosen.
        vacio_entrado: Enter in the empty box: nothing more is wanted.
        pedido: it is about to take the keyboard.
    """

    elegida = Signal(object)
    vacio_entrado = Signal()
    pedido = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName("Lista de servicios")
        self._ofertas: tuple[Oferta, ...] = ()
        self._is_movido = False
        self._build()
        self.campo.textChanged.connect(self._filtrar)
        self.campo.entrado.connect(self._on_entrado)
        self.campo.movido.connect(self._on_movido)
        self.tabla.clicked.connect(self._on_clicked)

    def _build(self) -> None:
        self.campo = CampoBusqueda(self)
        self.campo.setMaxLength(_LARGO)
        self.campo.setAccessibleName("Buscar servicio")
        self.campo.setPlaceholderText("Buscar servicio")
        self.rotulo = etiqueta(_GUIA, "leyenda", dobla=True)
        self.modelo: TablaModel[Oferta] = TablaModel(
            (
                Columna("Clave", lambda o: o.servicio.clave),
                Columna("Servicio", nombre_de, explica=lambda o: o.servicio.fundamento),
                Columna("Precio", _precio, derecha=True, orden=lambda o: o.precio, explica=_con_iva),
            )
        )
        self.tabla = Tabla(self.modelo, "Servicios", 1)
        self.modelo.setParent(self.tabla)
        self.tabla.setWordWrap(True)
        self.tabla.setItemDelegate(Doblada(self.tabla))
        self.tabla.setSelectionMode(Tabla.SelectionMode.SingleSelection)
        self.tabla.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabla.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tabla.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.tabla.verticalHeader().setMinimumSectionSize(tema.px(34))
        self.tabla.horizontalHeader().sectionResized.connect(self.tabla.resizeRowsToContents)
        for cosa in (self.campo, self.rotulo):
            self.cuerpo.addWidget(cosa)
        self.cuerpo.addWidget(self.tabla, 1)

    def poner(self, ofertas: tuple[Oferta, ...]) -> None:
        """What there is to choose from."""
        self._ofertas = ofertas
        self._filtrar()

    def enfocar(self, *, limpiar: bool = False) -> None:
        """Take the keyboard."""
        self.pedido.emit()
        if limpiar:
            self.campo.clear()
        self.campo.setFocus(Qt.FocusReason.OtherFocusReason)
        self.campo.selectAll()

    def escribir(self, texto: str) -> None:
        """Take what was typed somewhere else, in the place of what was there."""
        self.pedido.emit()
        self.campo.setFocus(Qt.FocusReason.OtherFocusReason)
        self.campo.setText(texto)

    def decir(self, mensaje: str) -> None:
        """Say something under the box, until something else is typed."""
        self.rotulo.setText(mensaje)

    def escape(self) -> bool:
        """Clear the box; False when it was empty."""
        if not self.campo.text():
            return False
        self.campo.clear()
        return True

    @property
    def actual(self) -> Oferta | None:
        """The one stood on."""
        fila = self.tabla.currentIndex().row()
        return self.modelo.fila(fila) if 0 <= fila < self.modelo.rowCount() else None

    def _filtrar(self) -> None:
        texto = self.campo.text()
        self._is_movido = False
        self.modelo.poner(hallar(self._ofertas, texto))
        self._pararse(0)
        nadie = bool(texto.strip()) and not self.modelo.rowCount()
        self.rotulo.setText(f"Ningún servicio con «{texto.strip()[:40]}»." if nadie else _GUIA)

    def _pararse(self, fila: int) -> None:
        indice = self.modelo.index(max(0, min(fila, self.modelo.rowCount() - 1)), 0)
        if indice.isValid():
            self.tabla.setCurrentIndex(indice)
            self.tabla.scrollTo(indice)

    def _on_movido(self, pasos: int) -> None:
        self._pararse(self.tabla.currentIndex().row() + pasos)
        self._is_movido = True

    def _on_entrado(self) -> None:
        oferta = self.actual
        if not self.campo.text().strip() and not self._is_movido:
            self.vacio_entrado.emit()
        elif oferta is not None:
            self.elegida.emit(oferta)

    def _on_clicked(self, indice: QModelIndex) -> None:
        self.elegida.emit(self.modelo.fila(indice))


def nombre_de(oferta: Oferta) -> str:
    """The name of a service, and what about it is out of the common."""
    servicio = oferta.servicio
    nota = _NOTAS.get(servicio.clase) or ("" if servicio.unidad in _SUELTAS else f"por {servicio.unidad}")
    return f"{servicio.concepto} · {nota}" if nota else servicio.concepto


def _precio(oferta: Oferta) -> str:
    return "—" if oferta.precio is None else str(oferta.precio)


def _con_iva(oferta: Oferta) -> str:
    if oferta.precio is None:
        return "El importe se escribe al cobrar" if oferta.servicio.precio is None else "Hoy no tiene precio"
    return f"Con IVA, {oferta.precio + oferta.iva}" if oferta.iva else "No causa IVA"
