"""What an import would do, or did: rows by kind, and every rejected row with its place and reason."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.importacion import Conteo, Importacion, Rechazo
from ui import tema
from ui.piezas.cifra import Cifra
from ui.piezas.modelos import Columna, TablaModel
from ui.piezas.tabla import Tabla, detalle_de
from ui.piezas.tarjeta import Card, etiqueta

_CONTEOS: tuple[Columna[Conteo], ...] = (
    Columna("Archivo", lambda c: c.clase.capitalize()),
    Columna("Leídas", lambda c: f"{c.leidas:,}", derecha=True, orden=lambda c: c.leidas),
    Columna("Altas", lambda c: f"{c.altas:,}", derecha=True, orden=lambda c: c.altas),
    Columna("Cambios", lambda c: f"{c.cambios:,}", derecha=True, orden=lambda c: c.cambios),
    Columna("Iguales", lambda c: f"{c.iguales:,}", derecha=True, orden=lambda c: c.iguales),
    Columna("Rechazadas", lambda c: f"{c.rechazadas:,}", derecha=True, orden=lambda c: c.rechazadas),
)
_RECHAZOS: tuple[Columna[Rechazo], ...] = (
    Columna("Archivo", lambda r: r.archivo, explica=lambda r: r.archivo),
    Columna("Renglón", lambda r: r.renglon, derecha=True),
    Columna("Columna", lambda r: r.columna),
    Columna("Qué tiene", lambda r: r.mensaje, explica=lambda r: r.mensaje),
)
_VACIO = "Aquí se ve qué entraría al padrón y qué renglones no, con su motivo, antes de escribir nada."


class RevisionCard(Card):
    """The preview."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Revisión", parent)
        self.altas, self.cambios, self.rechazadas = Cifra("Altas"), Cifra("Cambios"), Cifra("Rechazadas")
        self._cifras = QWidget()
        fila = QHBoxLayout(self._cifras)
        fila.setContentsMargins(0, 0, 0, 0)
        fila.setSpacing(12)
        for cifra in (self.altas, self.cambios, self.rechazadas):
            fila.addWidget(cifra)
        self.avisos = etiqueta(_VACIO, "tenue", dobla=True)
        self.conteos: TablaModel[Conteo] = TablaModel(_CONTEOS)
        self.rechazos: TablaModel[Rechazo] = TablaModel(_RECHAZOS)
        self._por_clase = Tabla(self.conteos, "Renglones por archivo", estira=0)
        self._por_clase.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lista = Tabla(self.rechazos, "Renglones rechazados", estira=3)
        self._lista.setMinimumHeight(tema.px(160))
        self._titulo_lista = etiqueta("Renglones rechazados", "rotulo")
        self.detalle = detalle_de(self._lista, _en_palabras)
        for widget in (self._cifras, self.avisos, self._por_clase, self._titulo_lista):
            self.cuerpo.addWidget(widget)
        self.cuerpo.addWidget(self._lista, 1)
        self.cuerpo.addWidget(self.detalle)
        self.cuerpo.addStretch(0)
        self._mostrar(hay=False, con_rechazos=False)

    def poner(self, hecha: Importacion, titulo: str) -> None:
        """Show an outcome."""
        rechazadas = len(hecha.rechazadas) + hecha.sin_detalle
        self.titular(titulo)
        self.altas.poner(f"{hecha.altas:,}")
        self.cambios.poner(f"{hecha.cambios:,}")
        self.rechazadas.poner(f"{rechazadas:,}")
        avisos = list(hecha.avisos)
        if hecha.sin_detalle:
            avisos.append(f"Se muestran los primeros {len(hecha.rechazadas):,} rechazos de {rechazadas:,}.")
        self.avisos.setText("\n".join(avisos))
        self.conteos.poner(hecha.conteos)
        self.rechazos.poner(hecha.rechazadas)
        self._lista.selectRow(0)
        self._mostrar(hay=True, con_rechazos=bool(hecha.rechazadas))

    def _mostrar(self, *, hay: bool, con_rechazos: bool) -> None:
        self._cifras.setVisible(hay)
        self._por_clase.setVisible(hay)
        self._titulo_lista.setVisible(con_rechazos)
        self._lista.setVisible(con_rechazos)
        self.avisos.setVisible(bool(self.avisos.text()))
        self.cuerpo.setStretch(self.cuerpo.count() - 1, 0 if con_rechazos else 1)
        titulos = self._por_clase.horizontalHeader().sizeHint().height()
        alto = titulos + self._por_clase.verticalHeader().defaultSectionSize() * self.conteos.rowCount() + 4
        self._por_clase.setFixedHeight(alto)


def _en_palabras(rechazo: Rechazo) -> str:
    columna = f", columna {rechazo.columna}" if rechazo.columna else ""
    return f"{rechazo.archivo}, renglón {rechazo.renglon}{columna}: {rechazo.mensaje}"
