"""The window of the centre: read again every few seconds on threads of its own, and whole without a mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QIcon, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QVBoxLayout, QWidget

from app.centro.centro import Sede
from app.centro.panorama import Panorama, ver_panorama
from app.context import Contexto
from app.domain.centro.incidencia import Incidencia
from app.errors import EquipoError, NegocioError
from ui import tema
from ui.barra import reloj_en_palabras
from ui.enlace.incidencias import IncidenciasCard
from ui.op import Motor, Op
from ui.piezas import listas
from ui.piezas.flujo import Flujo
from ui.piezas.modelos import Columna
from ui.piezas.tarjeta import Card, Rollo, etiqueta
from ui.piezas.tecla import Boton
from ui.sede.cajas import CajasCard
from ui.sede.recaudacion import RecaudacionView

#: Milliseconds between one look and the next.
_ENTRE_MS = 3_000
_AYUDA = "Alt 1 cajas · Alt 2 incidencias · F5 actualizar · Ctrl E exportar · Ctrl T colores · Ctrl Q salir"


class VentanaSede(QMainWindow):
    """The centre, for whoever administers it.

    Signals:
        imprevisto: an error that nobody foresaw.
        cerrada: it is closed, and nothing is under way.
    """

    imprevisto = Signal(object)
    cerrada = Signal()

    def __init__(self, sede: Sede, zona: str) -> None:
        super().__init__()
        self._sede = sede
        self._visto: Panorama | None = None
        # Its actions go to the centre and not to any caja: what a thread is handed is of no use to them.
        nada = cast(Contexto, None)
        self.motor = Motor(nada, nada, self)
        self.motor.imprevisto.connect(self.imprevisto)
        self._reloj = QTimer(self, interval=_ENTRE_MS, singleShot=True)
        self._reloj.timeout.connect(self.releer)
        self.setWindowTitle("Ventanilla · Centro")
        self.setWindowIcon(QIcon(str(tema.RECURSOS / "iconos" / "ventanilla.svg")))
        self._build(ZoneInfo(zona))
        self._build_acciones()
        self.resize(1366, 768)

    def _build(self, zona: ZoneInfo) -> None:
        self.cajas = CajasCard()
        caja: Columna[Incidencia] = Columna("Caja", lambda i: i.caja)
        self.incidencias = IncidenciasCard(zona, (caja,), con_quien=True)
        self._build_recaudacion()
        abajo = QHBoxLayout()
        abajo.setSpacing(12)
        abajo.addWidget(self.recaudacion, 6)
        abajo.addWidget(self.incidencias, 7)
        dentro = QWidget()
        dentro.setProperty("clase", "fondo")
        filas = QVBoxLayout(dentro)
        filas.setContentsMargins(12, 12, 12, 12)
        filas.setSpacing(12)
        filas.addWidget(self.cajas, 5)
        filas.addLayout(abajo, 6)
        self.dicho, self.hora = etiqueta("Leyendo el centro…", "leyenda"), etiqueta("", "leyenda")
        fuera = QWidget()
        todo = QVBoxLayout(fuera)
        todo.setContentsMargins(0, 0, 0, 0)
        todo.setSpacing(0)
        todo.addWidget(Rollo(dentro), 1)
        demo = etiqueta("DEMOSTRACIÓN", "insignia", "aviso")
        todo.addWidget(_pie(demo, self.dicho, self.hora))
        demo.setVisible(self._sede.demo)
        self.setCentralWidget(fuera)
        self.incidencias.pedida.connect(self._on_pedida)

    def _build_recaudacion(self) -> None:
        self.recaudacion = Card("Recaudación de hoy")
        self.total, self.pagos = etiqueta("", "cambio"), etiqueta("", "tenue")
        self.vista = RecaudacionView()
        self.agrupa = Boton("Por caja", "Ctrl G")
        self.agrupa.setCheckable(True)
        cifras = Flujo(hueco=12)
        for widget in (self.total, self.pagos):
            cifras.addWidget(widget)
        cifras.empujar()
        cifras.addWidget(self.agrupa)
        self.recaudacion.cuerpo.addLayout(cifras)
        self.recaudacion.cuerpo.addWidget(self.vista, 1)
        self.agrupa.toggled.connect(self._dibujar)

    def _build_acciones(self) -> None:
        teclas: tuple[tuple[str, str, Callable[[], object]], ...] = (
            ("Actualizar", "F5", self.releer),
            ("Cajas", "Alt+1", self.cajas.tabla.setFocus),
            ("Incidencias", "Alt+2", self.incidencias.tabla.setFocus),
            ("Por caja o por centro", "Ctrl+G", self.agrupa.toggle),
            ("Resolver", "Ctrl+Return", self.incidencias.resolver),
            ("Exportar la lista", "Ctrl+E", self.exportar),
            ("Colores", "Ctrl+T", cambiar_de_tema),
            ("Salir", "Ctrl+Q", self.close),
        )
        for texto, atajo, hacer in teclas:
            accion = QAction(texto, self)
            accion.setShortcut(QKeySequence(atajo))
            accion.setAutoRepeat(False)
            accion.triggered.connect(lambda _=False, hacer=hacer: hacer())
            self.addAction(accion)

    # --- what is shown ---

    def releer(self) -> None:
        """Ask the centre again, off the GUI thread."""
        self._reloj.stop()
        op = Op(self, self.motor.red, lambda _: ver_panorama(self._sede)).always(self._reloj.start)
        op.success(self._on_visto).failure(self._on_error).run()

    def exportar(self) -> None:
        """Write the list where the hand is to a file; that of the cajas when it is elsewhere."""
        en_incidencias = self.incidencias.tabla.hasFocus()
        listas.exportar(self.incidencias.tabla if en_incidencias else self.cajas.tabla)

    def _on_visto(self, visto: Panorama) -> None:
        primera, self._visto = self._visto is None, visto
        self.cajas.poner(visto.cajas)
        self.incidencias.poner(visto.estado.incidencias)
        self._dibujar()
        en_linea = sum(c.is_en_linea for c in visto.cajas)
        organismos = ", ".join(visto.estado.organismos)
        self._decir(f"{organismos} · {en_linea} de {len(visto.cajas)} cajas en línea", "")
        self.hora.setText(f"{_AYUDA}   {reloj_en_palabras(visto.ahora)}")
        if primera:
            self.cajas.tabla.setFocus()

    def _dibujar(self) -> None:
        visto = self._visto
        if visto is not None:
            por_caja = self.agrupa.isChecked()
            self.agrupa.rotular("Por centro" if por_caja else "Por caja")
            self.vista.poner(visto.por_caja() if por_caja else visto.por_centro(), visto.ahora)
            self.total.setText(f"$ {visto.total}")
            self.pagos.setText("1 cobro" if visto.pagos == 1 else f"{visto.pagos:,} cobros")

    def _on_error(self, error: NegocioError | EquipoError) -> None:
        self._decir(f"{error.mensaje} Lo que se ve es de antes.", "mal")

    def _decir(self, texto: str, estado: str) -> None:
        self.dicho.setText(texto)
        tema.poner(self.dicho, estado=estado)

    # --- settling one ---

    def _on_pedida(self, incidencia: Incidencia, resolucion: str, nota: str) -> None:
        quien = self.incidencias.quien.text().strip()
        self.incidencias.ocupar(True)

        def hacer(_: Contexto) -> Incidencia:
            return self._sede.centro().resolver(incidencia.id, resolucion, nota, quien)

        op = Op(self, self.motor.escritura, hacer).always(lambda: self.incidencias.ocupar(False))
        op.success(self._on_resuelta).failure(lambda error: self.incidencias.decir(error.mensaje)).run()

    def _on_resuelta(self, incidencia: Incidencia) -> None:
        self.incidencias.resuelta()
        self.releer()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was ordered is finished first."""
        self._reloj.stop()
        super().closeEvent(event)
        self.cerrada.emit()


def _pie(demo: QLabel, dicho: QLabel, hora: QLabel) -> QWidget:
    barra = QWidget()
    barra.setProperty("clase", "barra")
    fila = Flujo(barra, hueco=12)
    fila.setContentsMargins(16, 5, 16, 5)
    fila.addWidget(demo)
    fila.addWidget(dicho)
    fila.empujar()
    fila.addWidget(hora)
    return barra


def cambiar_de_tema() -> None:
    """The next look."""
    nombres, elegida = list(tema.TEMAS), tema.elegida()
    siguiente = nombres[(nombres.index(elegida.tema) + 1) % len(nombres)]
    tema.aplicar(tema.Apariencia(siguiente, elegida.escala))
