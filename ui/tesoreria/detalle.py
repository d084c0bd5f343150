"""One corte: its three figures, what was counted piece by piece, what became of its money, and what may be done."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QVBoxLayout, QWidget

from app.documentos.marco import hora
from app.documentos.nombres import nombre_medio
from app.domain.corte.corte import Corte
from app.domain.corte.entrega import Paso, estado_de
from app.domain.dinero import Dinero
from ui import tema
from ui.caja.arqueo import diferencia_en_palabras, nombre_de_denominacion
from ui.piezas.cifra import Cifra
from ui.piezas.flujo import Flujo
from ui.piezas.modelos import Columna, TablaModel
from ui.piezas.tabla import Tabla
from ui.piezas.tarjeta import Card, RolloDeLineas, etiqueta
from ui.piezas.tecla import Boton
from ui.tesoreria.lista import ESTADOS

_PASOS = {"recontado": "Recontó", "entregado": "Entregó", "aceptado": "Aceptó", "rechazado": "Rechazó"}
_A_CIEGAS = "Se cuenta a ciegas: sus cifras se ven después de recontar."
#: What may be done in each state, by the name of its button.
_SE_PUEDE = {
    "cerrado": ("recontar", "entregar"),
    "entregado": ("recontar", "aceptar", "rechazar"),
    "aceptado": (),
    "rechazado": ("recontar", "entregar"),
}


@dataclass(frozen=True, slots=True)
class Denominacion:
    """Pieces of one denomination by each count; `supervisor` is None while nobody counted again."""

    valor: int
    cajero: int
    supervisor: int | None

    @property
    def diferencia(self) -> Dinero | None:
        """What the second count found more of it, or less."""
        return None if self.supervisor is None else Dinero(self.valor * (self.supervisor - self.cajero))


_COLUMNAS: tuple[Columna[Denominacion], ...] = (
    Columna("Denominación", lambda d: nombre_de_denominacion(d.valor), orden=lambda d: d.valor),
    Columna("Cajero", lambda d: d.cajero, derecha=True),
    Columna("Supervisor", lambda d: d.supervisor, derecha=True),
    Columna("Diferencia", lambda d: d.diferencia, derecha=True),
)


class DetalleCard(Card):
    """A corte and its buttons; what each does is said by its name.

    Signals:
        pedido: recontar, entregar, aceptar, rechazar, papel or ficha.
    """

    pedido = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Corte", parent)
        self.corte: Corte | None = None
        self.estado = etiqueta("", "fuerte", dobla=True)
        self.cifras = {rotulo: Cifra(rotulo) for rotulo in ("Sistema", "Cajero", "Supervisor", "Diferencia")}
        rejilla = QGridLayout()
        rejilla.setSpacing(8)
        for n, cifra in enumerate(self.cifras.values()):
            rejilla.addWidget(cifra, n // 2, n % 2)
        self.model: TablaModel[Denominacion] = TablaModel(_COLUMNAS)
        self.tabla = Tabla(self.model, "Conteos por denominación", estira=0)
        self.tabla.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.tabla.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pasos = etiqueta("", "tenue", dobla=True)
        # All of it scrolls together where the letters are too large for the screen; the buttons stay.
        dentro = QWidget()
        columna = QVBoxLayout(dentro)
        columna.setContentsMargins(0, 0, 0, 0)
        columna.setSpacing(12)
        columna.addLayout(rejilla)
        for widget in (self.estado, self.pasos, self.tabla):
            columna.addWidget(widget)
        columna.addStretch(1)
        self.cuerpo.addWidget(RolloDeLineas(dentro), 1)
        self._build_botones()
        self.poner(None)

    def _build_botones(self) -> None:
        self.botones: dict[str, Boton] = {}
        fila = Flujo(hueco=8)
        for que, texto, tecla in (
            ("recontar", "Recontar", "Ctrl R"),
            ("entregar", "Entregar", "Ctrl T"),
            ("aceptar", "Aceptar", "Ctrl A"),
            ("rechazar", "Rechazar", "Ctrl D"),
            ("papel", "Ver el corte", "Ctrl B"),
            ("ficha", "Ver la ficha", "Ctrl F"),
        ):
            boton = Boton(texto, tecla)
            boton.clicked.connect(lambda _=False, que=que: self.pedido.emit(que))
            self.botones[que] = boton
            fila.addWidget(boton)
        self.cuerpo.addLayout(fila)

    def poner(self, corte: Corte | None, *, oculto: bool = False) -> None:
        """Show that one; with `oculto` only what may be done with it."""
        self.corte = corte
        visto = None if oculto else corte
        titulo = "Corte" if corte is None else f"Corte Z {corte.numero} · {corte.cajero} · {corte.abierto:%d/%m/%Y}"
        self.titular(titulo)
        estado = "" if corte is None else estado_de(corte.pasos)
        dicho = "Elija un corte de la lista." if corte is None else f"Está {ESTADOS[estado]}."
        self.estado.setText(f"{dicho} {_A_CIEGAS}" if oculto else dicho)
        self._poner_cifras(visto)
        self.model.poner(() if visto is None else [Denominacion(*pieza) for pieza in visto.piezas])
        self._ajustar_tabla()
        self.pasos.setText("" if visto is None else "\n".join(_en_palabras(p) for p in visto.pasos))
        puede = _SE_PUEDE.get(estado, ())
        for que in ("recontar", "entregar", "aceptar", "rechazar"):
            self.botones[que].setEnabled(que in puede)
        self.botones["papel"].setEnabled(visto is not None)
        self.botones["ficha"].setEnabled(visto is not None and any(p.clase == "entregado" for p in visto.pasos))

    def _poner_cifras(self, corte: Corte | None) -> None:
        recuento = None if corte is None else corte.recuento
        valores = {
            "Sistema": None if corte is None else corte.esperado,
            "Cajero": None if corte is None else corte.contado,
            "Supervisor": None if recuento is None else recuento.importe,
        }
        for rotulo, valor in valores.items():
            self.cifras[rotulo].poner("—" if valor is None else valor.pesos(), "titulo")
        diferencia = None if corte is None else corte.diferencia_final
        texto, estado = ("—", "") if diferencia is None else diferencia_en_palabras(diferencia)
        self.cifras["Diferencia"].poner(texto, "titulo")
        tema.poner(self.cifras["Diferencia"].cifra, estado=estado)

    def _ajustar_tabla(self) -> None:
        """As high as its rows: what scrolls is around it."""
        filas = self.tabla.verticalHeader()
        filas.setDefaultSectionSize(tema.px(32))
        titulos = max(tema.px(28), self.tabla.horizontalHeader().sizeHint().height())
        self.tabla.setFixedHeight(titulos + filas.defaultSectionSize() * self.model.rowCount() + 2)
        self.tabla.setVisible(self.model.rowCount() > 0)

    def is_posible(self, que: str) -> bool:
        """Whether that may be done with the corte now."""
        return self.botones[que].isEnabled()


def _en_palabras(paso: Paso) -> str:
    """A step as a person tells it: who, when, how much, with what, and why."""
    cuanto = paso.importe.pesos() if paso.clase != "rechazado" else ""
    papeles = ", ".join(
        f"{n} {nombre_medio(medio).lower()} por {importe.pesos()}" for medio, n, importe in paso.documentos
    )
    mas = (cuanto, papeles, paso.referencia, f"recibe {paso.recibe}" if paso.recibe else "", paso.nota)
    return " · ".join(filter(None, (f"{_PASOS[paso.clase]} {paso.quien}, {hora(paso.momento)}", *mas)))
