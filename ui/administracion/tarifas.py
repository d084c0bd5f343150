"""The tariffs of this caja with their months and source, what is missing, and the mistakes of a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.perfiles import Falla
from app.tarifa.precios import Precios, VersionDeTarifa
from ui import tema
from ui.piezas.modelos import Columna, TablaModel, fecha
from ui.piezas.tabla import Tabla, detalle_de
from ui.piezas.tarjeta import Card, etiqueta

_ESTADOS = {"rige": "rige hoy", "futura": "todavía no rige", "pasada": "ya no rige", "sin_precios": "sin precios"}
_VERSIONES: tuple[Columna[VersionDeTarifa], ...] = (
    Columna("Tarifa", lambda v: v.clave),
    Columna("Estado", lambda v: _ESTADOS[v.estado]),
    Columna("Rige", lambda v: v.vigencia),
    Columna("Fuente", lambda v: v.fuente, explica=lambda v: v.fuente),
)
_FALLAS: tuple[Columna[Falla], ...] = (
    Columna("Archivo", lambda f: f.archivo, explica=lambda f: f.archivo),
    Columna("Renglón", lambda f: f.renglon, derecha=True),
    Columna("Columna", lambda f: f.columna),
    Columna("Qué tiene", lambda f: f.mensaje, explica=lambda f: f.mensaje),
)
#: Versions seen at once; the others scroll.
_A_LA_VISTA = 4


class VigentesCard(Card):
    """What there is, and what a new list would say or has wrong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Precios y tarifas", parent)
        self.versiones: TablaModel[VersionDeTarifa] = TablaModel(_VERSIONES)
        self.fallas: TablaModel[Falla] = TablaModel(_FALLAS)
        self.tabla = Tabla(self.versiones, "Tarifas de esta caja", estira=3)
        self._fuente = detalle_de(self.tabla, lambda v: f"{v.clave}: {v.fuente}.")
        self.indices = etiqueta("", "tenue", dobla=True)
        self.falta = QFrame()
        self.falta.setProperty("clase", "aviso")
        self.falta_texto = etiqueta("", "", dobla=True)
        dentro = QVBoxLayout(self.falta)
        dentro.setContentsMargins(12, 8, 12, 8)
        dentro.addWidget(self.falta_texto)
        self.avisos = etiqueta("", "fuerte", "aviso", dobla=True)
        self._titulo = etiqueta("Errores de la lista", "rotulo")
        self.lista = Tabla(self.fallas, "Errores de la lista", estira=3)
        self.lista.setMinimumHeight(tema.px(140))
        self._detalle = detalle_de(self.lista, str)
        for widget in (self.falta, self.tabla, self._fuente, self.indices, self.avisos, self._titulo):
            self.cuerpo.addWidget(widget)
        self.cuerpo.addWidget(self.lista, 1)
        self.cuerpo.addWidget(self._detalle)
        self.cuerpo.addStretch(0)
        self.falta.hide()
        self.poner_revision((), ())

    def poner(self, precios: Precios) -> None:
        """Show what the caja charges by."""
        self.versiones.poner(precios.versiones)
        self.indices.setText(_indices(precios))
        self.indices.setVisible(bool(self.indices.text()))
        self.falta_texto.setText("\n".join(precios.faltan))
        self.falta.setVisible(bool(precios.faltan))
        self._ajustar()

    def poner_revision(self, fallas: Sequence[Falla], avisos: Sequence[str]) -> None:
        """What is wrong with a list, or what it lacks; nothing of a good one."""
        self.fallas.poner(fallas)
        self.lista.setCurrentIndex(self.fallas.index(0, 0))
        self.avisos.setText("\n".join(avisos))
        self.avisos.setVisible(bool(avisos))
        for widget in (self._titulo, self.lista):
            widget.setVisible(bool(fallas))
        self.cuerpo.setStretch(self.cuerpo.count() - 1, 0 if fallas else 1)
        self._ajustar()

    def _ajustar(self) -> None:
        """As high as its rows, up to a few."""
        filas = min(_A_LA_VISTA, max(1, self.versiones.rowCount()))
        titulos = self.tabla.horizontalHeader().sizeHint().height()
        barra = self.tabla.horizontalScrollBar().sizeHint().height()
        self.tabla.setFixedHeight(titulos + self.tabla.verticalHeader().defaultSectionSize() * filas + barra)
        self.tabla.setHorizontalScrollMode(Tabla.ScrollMode.ScrollPerPixel)
        self.tabla.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _indices(precios: Precios) -> str:
    dichos = []
    if precios.inpc is not None:
        dichos.append(f"INPC: de {precios.inpc[0]} a {precios.inpc[1]}.")
    if precios.uma is not None:
        desde, diaria = precios.uma
        dichos.append(f"UMA: hasta la de $ {diaria} diarios, que rige desde el {fecha(desde)}.")
    return " ".join(dichos)
