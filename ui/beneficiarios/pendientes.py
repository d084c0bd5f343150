"""The recibos de subsidio that wait for a signature or for their scan, with the paper of the one stood on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.beneficiarios.escaneos import leer_escaneo
from app.context import Contexto
from app.documentos import papel_subsidio
from app.domain.subsidio.subsidio import ESTADOS, Subsidio
from app.subsidio.firmas import archivar_subsidio, trazos_de
from app.subsidio.subsidios import subsidios_pendientes
from ui import dialogos, tema
from ui.op import Op
from ui.papel.papel import Hoja, VistaPapel, preparar
from ui.piezas.columnas import lado_a_lado
from ui.piezas.modelos import Columna, TablaModel, fecha
from ui.piezas.tabla import Tabla
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion

_COLUMNAS: tuple[Columna[Subsidio], ...] = (
    Columna("Folio", lambda s: str(s.recibo.folio)),
    Columna("Fecha", lambda s: fecha(s.recibo.fecha), orden=lambda s: s.recibo.fecha),
    Columna("Cuenta", lambda s: s.recibo.cuenta),
    Columna("Beneficiario", lambda s: s.recibo.beneficiario, explica=lambda s: s.recibo.beneficiario),
    Columna("Subsidio", lambda s: s.recibo.importe, derecha=True),
    Columna("Falta", lambda s: ESTADOS[s.estado]),
    Columna("Cobró", lambda s: s.recibo.cajero),
)


class PendientesPanel(QWidget):
    """The list and the paper.

    Signals:
        elegido: Subsidio to be signed now.
    """

    elegido = Signal(object)

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self.model: TablaModel[Subsidio] = TablaModel(_COLUMNAS)
        self.model.setParent(self)
        self._build()
        self.tabla.selectionModel().currentRowChanged.connect(lambda *_: self._on_parado())
        self.tabla.activated.connect(lambda *_: self.hacer())
        self.boton.clicked.connect(self.hacer)

    def _build(self) -> None:
        self.tabla = Tabla(self.model, "Recibos de subsidio pendientes", 3)
        self.tabla.setSelectionMode(Tabla.SelectionMode.SingleSelection)
        self.tabla.setMinimumHeight(tema.px(140))
        self.nada = etiqueta("No falta ninguna firma.", "tenue", dobla=True)
        self.mensaje = etiqueta("", "fuerte", dobla=True)
        self.boton = Boton("Firmar", "Enter", "principal")
        self.boton.setAutoDefault(False)
        lista = Card("Recibos de subsidio por firmar o archivar")
        for widget in (self.nada, self.mensaje, self.boton):
            lista.cuerpo.addWidget(widget)
        lista.cuerpo.insertWidget(1, self.tabla, 1)
        self.papel = VistaPapel()
        hoja = Card()
        hoja.cuerpo.addWidget(self.papel, 1)
        self.columnas = lado_a_lado(self, (lista, 3), (hoja, 2))

    def mostrar(self) -> None:
        """Read them again."""
        Op(self, self._sesion.motor.lectura, subsidios_pendientes).success(self._on_leidos).run()
        self.tabla.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def actual(self) -> Subsidio | None:
        """The one stood on."""
        fila = self.tabla.currentIndex().row()
        return self.model.fila(fila) if 0 <= fila < self.model.rowCount() else None

    @property
    def is_ocupado(self) -> bool:
        """It has no form of its own."""
        return False

    def escape(self) -> bool:
        """Nothing to step back from."""
        return False

    def confirmar(self) -> None:
        """Ctrl Enter begins what the one stood on waits for."""
        self.hacer()

    def hacer(self) -> None:
        """What the one stood on waits for: its signature, or its scan."""
        actual = self.actual
        if actual is None:
            return
        if actual.estado == "por_archivar":
            filtro = "Foto, escaneo o PDF (*.png *.jpg *.jpeg *.pdf)"
            dialogos.elegir_archivo(self, f"Escaneo de {actual.recibo.folio}", filtro, self._archivar)
        else:
            self.elegido.emit(actual)

    def _archivar(self, ruta: Path) -> None:
        actual, usuario = self.actual, self._sesion.usuario
        if actual is None or usuario is None:
            return
        folio, taller = actual.recibo.folio, self._sesion.taller

        def guardar(ctx: Contexto) -> Subsidio:
            return archivar_subsidio(ctx, folio, leer_escaneo(ruta), usuario, taller.sellador(ctx.caja))

        op = Op(self, self._sesion.motor.aparte, guardar)
        op.failure(lambda error: self.decir(error.mensaje, "mal")).success(self._on_archivado).run()

    def _on_archivado(self, subsidio: Subsidio) -> None:
        self.decir(f"{subsidio.recibo.folio}: archivado.", "bien")
        self.mostrar()

    def _on_leidos(self, pendientes: tuple[Subsidio, ...]) -> None:
        antes = self.actual
        self.model.poner(pendientes)
        self.nada.setVisible(not pendientes)
        folios = [s.recibo.folio for s in self.model.filas]
        fila = folios.index(antes.recibo.folio) if antes and antes.recibo.folio in folios else 0
        if pendientes:
            self.tabla.setCurrentIndex(self.model.index(fila, 0))
        self._on_parado()

    def _on_parado(self) -> None:
        actual = self.actual
        self.boton.setEnabled(actual is not None)
        if actual is None:
            self.papel.mostrar(None)
            return
        self.boton.rotular("Archivar su escaneo…" if actual.estado == "por_archivar" else "Firmar")
        encabezado = self._sesion.encabezado

        def componer(ctx: Contexto) -> Hoja:
            return preparar(papel_subsidio(actual, encabezado, trazos=trazos_de(ctx.anexos, actual)))

        Op(self, self._sesion.motor.lectura, componer).success(self.papel.mostrar).run()

    def decir(self, texto: str, estado: str = "") -> None:
        """A line under the list."""
        self.mensaje.setText(texto)
        tema.poner(self.mensaje, estado=estado)
