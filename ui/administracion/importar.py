"""F6, import: choose the billing system's files, look at what would go in and what would not, then let it in.

Nothing is written until somebody who administers the caja gives a PIN; a rejected row never keeps the others out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.context import Contexto
from app.errors import EquipoError, NegocioError
from app.gente.acceso import autorizar
from app.importacion import Archivos, Importacion
from ui import dialogos
from ui.administracion.revision import RevisionCard
from ui.op import Op
from ui.piezas.columnas import lado_a_lado
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.piezas.trabajo import Cancelable, PieTrabajo
from ui.sesion import Sesion

CLASES = {"cuentas": "Cuentas", "recibos": "Recibos", "lecturas": "Lecturas", "beneficios": "Beneficios"}
_FILTRO = "Tablas (*.csv *.xlsx);;Todos los archivos (*)"
_CANCELADA = "Se canceló: no se importó nada."
#: Longest path that the systems know.
_TECHO_RUTA = 4_096
_FALTA_HASTA = (
    "Esta caja ya cobró. Escriba el folio del último pago suyo que los recibos ya incluyen, o «ninguno» si no "
    "incluyen ninguno: así nada se cobra dos veces."
)


@dataclass(frozen=True, slots=True)
class Pedido:
    """What is to be imported."""

    archivos: Archivos
    hasta: str


class ImportarPanel(QWidget):
    """The screen of imports.

    Signals:
        avanzado: class of rows, and how many were read; it comes from the thread that reads.
    """

    avanzado = Signal(str, int)

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self._revisado: Pedido | None = None
        self.setAcceptDrops(True)
        self.revision = RevisionCard()
        self._build_archivos()
        self.columnas = lado_a_lado(self, (self.fuentes, 2), (self.revision, 3))
        self.avanzado.connect(self._on_avanzado)
        self._habilitar()

    def _build_archivos(self) -> None:
        self.fuentes = Card("Archivos del sistema comercial")
        explica = "CSV o XLSX con encabezado. Elija los que tenga, o arrástrelos hasta aquí."
        self.fuentes.cuerpo.addWidget(etiqueta(explica, "tenue", dobla=True))
        rejilla = QGridLayout()
        rejilla.setHorizontalSpacing(8)
        rejilla.setVerticalSpacing(6)
        self.rutas: dict[str, QLineEdit] = {}
        for n, (clase, nombre) in enumerate(CLASES.items()):
            campo, elegir = QLineEdit(), Boton("Elegir…")
            campo.setAccessibleName(f"Archivo de {clase}")
            campo.setClearButtonEnabled(True)
            campo.setMaxLength(_TECHO_RUTA)
            elegir.setAccessibleName(f"Elegir el archivo de {clase}")
            rejilla.addWidget(etiqueta(nombre, "rotulo"), 2 * n, 0, 1, 2)
            rejilla.addWidget(campo, 2 * n + 1, 0)
            rejilla.addWidget(elegir, 2 * n + 1, 1)
            campo.textChanged.connect(self._habilitar)
            campo.returnPressed.connect(self.revisar)
            elegir.clicked.connect(partial(self._elegir, clase))
            self.rutas[clase] = campo
        self.hasta = QLineEdit()
        self.hasta.setMaxLength(40)
        self.hasta.setPlaceholderText("folio, o ninguno; en blanco si la caja no ha cobrado")
        self.hasta.setAccessibleName("Último pago de esta caja que los recibos ya incluyen")
        self.hasta.textChanged.connect(self._habilitar)
        self.hasta.returnPressed.connect(self.revisar)
        self.fuentes.cuerpo.addLayout(rejilla)
        self.fuentes.cuerpo.addWidget(etiqueta("Los recibos ya incluyen los pagos hasta", "rotulo", dobla=True))
        self.fuentes.cuerpo.addWidget(self.hasta)
        self._build_pie()

    def _build_pie(self) -> None:
        self.pie = PieTrabajo("Importación en curso", "Revisar sin importar", ("Importar", "Ctrl I"))
        self.fuentes.cuerpo.addStretch(1)
        self.fuentes.cuerpo.addWidget(self.pie)
        self.pie.revisar.clicked.connect(self.revisar)
        self.pie.hacer.clicked.connect(self.importar)
        self.pie.ocupacion_cambiada.connect(self._habilitar)

    def mostrar(self) -> None:
        """Put the hand in the first field."""
        self.rutas["cuentas"].setFocus()

    def pedido(self) -> Pedido:
        """What the form says."""
        leidas = {clase: campo.text().strip() for clase, campo in self.rutas.items()}
        rutas = {clase: Path(texto).expanduser() for clase, texto in leidas.items() if texto}
        return Pedido(Archivos(**rutas), self.hasta.text().strip())

    def revisar(self) -> None:
        """Read the files and show what would happen; nothing is written."""
        pedido = self.pedido()
        if self.pie.is_ocupado():
            return
        if pedido.archivos == Archivos():
            self.pie.decir("Elija al menos un archivo.", "mal")
            return
        self._empezar("Revisando", pedido, None)

    def importar(self) -> None:
        """Let in what was looked at, with an administrador's PIN."""
        if not self._is_revisado() or self.pie.is_ocupado():
            return
        pedido = self.pedido()
        conocidos = self._sesion.si_puede("importar")
        dialogos.pedir_autorizacion(
            self,
            "Importar al padrón: autoriza un administrador.",
            lambda clave, pin: self._empezar("Importando", pedido, (clave, pin)),
            conocidos,
        )

    def _empezar(self, verbo: str, pedido: Pedido, autoriza: tuple[str, str] | None) -> None:
        taller = self._sesion.taller
        en_curso = Cancelable(self.avanzado.emit, _CANCELADA)

        def hacer(ctx: Contexto) -> Importacion:
            quien = "" if autoriza is None else autorizar(ctx, *autoriza, "importar").clave
            return taller.importar(ctx, pedido.archivos, pedido.hasta, quien, en_curso)

        hecho = self._on_importado if autoriza else partial(self._on_revisado, pedido)
        op = Op(self, self._sesion.motor.aparte, hacer).failure(self._on_negado).success(hecho)
        self.pie.empezar(op, f"{verbo}…", en_curso)

    def _on_avanzado(self, clase: str, leidas: int) -> None:
        self.pie.avanzar(f"{CLASES[clase]}: {leidas:,} renglones leídos…")

    def _on_revisado(self, pedido: Pedido, hecha: Importacion) -> None:
        self._revisado = pedido if hecha.altas or hecha.cambios else None
        self.revision.poner(hecha, "Si se importa")
        nada = "No hay nada nuevo que importar."
        self.pie.decir("Revisado: todavía no se importó nada." if hecha.altas or hecha.cambios else nada)
        self._habilitar()
        if self._is_revisado():
            self.pie.hacer.setFocus()

    def _on_importado(self, hecha: Importacion) -> None:
        self._revisado = None
        self.revision.poner(hecha, "Importado")
        self.pie.decir(f"Importado: {hecha.altas:,} altas y {hecha.cambios:,} cambios.", "bien")
        self._sesion.aviso.emit("Padrón actualizado.")
        self._habilitar()

    def _on_negado(self, error: NegocioError | EquipoError) -> None:
        is_hasta = error.clave == "falta_pagos_hasta"
        self.pie.decir(_FALTA_HASTA if is_hasta else error.mensaje, "mal")
        if is_hasta:
            self.hasta.setFocus()

    def _is_revisado(self) -> bool:
        """Whether what the form says is what was looked at, and holds something to let in."""
        return self._revisado is not None and self._revisado == self.pedido()

    def _habilitar(self) -> None:
        self.pie.permitir(self._is_revisado())

    def _elegir(self, clase: str) -> None:
        titulo = f"Archivo de {clase}"
        dialogos.elegir_archivo(self, titulo, _FILTRO, lambda ruta: self.rutas[clase].setText(str(ruta)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped here."""
        if event.mimeData().hasUrls():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Each goes to the field that its name says, else to the first that is free."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.recibir_archivo(url.toLocalFile())

    def recibir_archivo(self, ruta: str) -> None:
        """Put a file in its field."""
        nombre = Path(ruta).name.lower()
        libre = next((c for c, campo in self.rutas.items() if not campo.text()), "cuentas")
        clase = next((c for c in CLASES if c.rstrip("s") in nombre), libre)
        self.rutas[clase].setText(ruta)
