"""What billing a month would make, or made: figures, the dates of each ruta, and every cuenta to be looked at first."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.tarifa.medicion import PorRevisar
from app.facturacion import Facturacion, Ruta
from ui import tema
from ui.piezas.cifra import Cifra
from ui.piezas.modelos import Columna, TablaModel
from ui.piezas.tabla import Tabla
from ui.piezas.tarjeta import Card, etiqueta

_RUTAS: tuple[Columna[Ruta], ...] = (
    Columna("Ruta", lambda r: r.ruta or "(sin ruta)", orden=lambda r: r.ruta),
    Columna("Se lee", lambda r: r.ciclo.lectura),
    Columna("Se emite", lambda r: r.ciclo.emision),
    Columna("Vence", lambda r: r.ciclo.vence),
    Columna("Recibos", lambda r: f"{r.facturadas:,}", derecha=True, orden=lambda r: r.facturadas),
    Columna("Importe", lambda r: r.total, derecha=True),
)
#: In a few words, for the list; the whole of it stands below for the row one stands on.
_RAZONES = {
    "sin_lectura": "Sin lectura",
    "sin_lectura_anterior": "Sin lectura anterior",
    "lectura_atrasada": "Lectura de varios meses",
    "lectura_menor": "Menor que la anterior",
    "fecha_de_lectura": "Fecha de otro mes",
    "consumo_alto": "Consumo muy alto",
    "consumo_sin_servicio": "Consumo donde no debe haber",
}
_REVISAR: tuple[Columna[PorRevisar], ...] = (
    Columna("Cuenta", lambda r: r.cuenta.numero, explica=lambda r: r.cuenta.titular),
    Columna("Ruta", lambda r: r.cuenta.ruta),
    Columna("Antes", lambda r: r.anterior, derecha=True),
    Columna("Ahora", lambda r: r.actual, derecha=True),
    Columna("m³", lambda r: r.m3, derecha=True),
    Columna("Promedio", lambda r: r.promedio, derecha=True),
    Columna("Qué tiene", lambda r: _RAZONES.get(r.clave, r.mensaje), orden=lambda r: r.mensaje),
)
_VACIO = "Aquí se ve qué se facturaría y qué lecturas hay que revisar antes, sin escribir nada."
_MENSAJE = 6
#: Rutas seen at once; the others scroll.
_RUTAS_A_LA_VISTA = 3


class FacturacionCard(Card):
    """The preview, and the outcome."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Revisión", parent)
        self.recibos, self.importe, self.pendientes = Cifra("Recibos"), Cifra("Importe"), Cifra("Por revisar")
        self._cifras = QWidget()
        fila = QHBoxLayout(self._cifras)
        fila.setContentsMargins(0, 0, 0, 0)
        fila.setSpacing(12)
        for cifra in (self.recibos, self.importe, self.pendientes):
            fila.addWidget(cifra)
        self.avisos = etiqueta(_VACIO, "tenue", dobla=True)
        self.rutas: TablaModel[Ruta] = TablaModel(_RUTAS)
        self.revisar: TablaModel[PorRevisar] = TablaModel(_REVISAR)
        self._por_ruta = Tabla(self.rutas, "Recibos por ruta", estira=0)
        self.lista = Tabla(self.revisar, "Cuentas por revisar", estira=_MENSAJE)
        for tabla in (self._por_ruta, self.lista):
            tabla.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lista.setMinimumHeight(tema.px(160))
        self.lista.selectionModel().currentRowChanged.connect(self._on_fila)
        self.detalle = etiqueta("", "tenue", dobla=True)
        self._titulo_lista = etiqueta("Por revisar antes de facturarlas", "rotulo")
        for widget in (self._cifras, self.avisos, self._por_ruta, self._titulo_lista):
            self.cuerpo.addWidget(widget)
        self.cuerpo.addWidget(self.lista, 1)
        self.cuerpo.addWidget(self.detalle)
        self.cuerpo.addStretch(0)
        self._mostrar(hay=False)

    def poner(self, hecha: Facturacion, titulo: str) -> None:
        """Show an outcome."""
        self.titular(titulo)
        self.recibos.poner(f"{hecha.facturadas:,}")
        self.importe.poner(str(hecha.total))
        self.pendientes.poner(f"{hecha.por_revisar:,}")
        avisos = [f"{_motivo(motivo)}: {cuantas:,}" for motivo, cuantas in hecha.omitidas]
        if hecha.sin_detalle:
            avisos.append(f"se muestran {len(hecha.revisar):,} de {hecha.por_revisar:,} por revisar")
        self.avisos.setText(("Sin recibo nuevo: " if hecha.omitidas else "") + "; ".join(avisos))
        self.rutas.poner(hecha.rutas)
        self.revisar.poner(hecha.revisar)
        self._mostrar(hay=True)

    def _on_fila(self, indice: QModelIndex) -> None:
        fila = self.revisar.fila(indice) if indice.isValid() else None
        self.detalle.setText("" if fila is None else f"{fila.cuenta.numero}, {fila.cuenta.titular}. {fila.mensaje}")

    def _mostrar(self, *, hay: bool) -> None:
        con_rutas, con_lista = bool(self.rutas.rowCount()), bool(self.revisar.rowCount())
        self._cifras.setVisible(hay)
        self._por_ruta.setVisible(con_rutas)
        self._titulo_lista.setVisible(con_lista)
        self.lista.setVisible(con_lista)
        self.detalle.setVisible(con_lista)
        self.detalle.setText("Elija un renglón para ver qué hacer." if con_lista else "")
        self.avisos.setVisible(bool(self.avisos.text()))
        self.cuerpo.setStretch(self.cuerpo.count() - 1, 0 if con_lista else 1)
        titulos = self._por_ruta.horizontalHeader().sizeHint().height()
        filas = min(self.rutas.rowCount(), _RUTAS_A_LA_VISTA)
        self._por_ruta.setFixedHeight(titulos + self._por_ruta.verticalHeader().defaultSectionSize() * filas + 4)


def _motivo(clave: str) -> str:
    return "ya facturadas" if clave == "ya_facturada" else clave.replace("_", " ")
