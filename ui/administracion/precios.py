"""F6, prices: by which ones this caja charges, what is missing, and a new list: looked at first, then loaded.

Nothing is loaded until somebody who administers the caja gives a PIN; then it counts at once.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QWidget

from app.context import Contexto
from app.domain.perfil import Perfil
from app.errors import EquipoError, NegocioError
from app.gente.acceso import autorizar
from app.perfiles import PerfilError
from app.perfiles.cargada import Datos
from app.tarifa.precios import Precios, ver_precios
from app.tarifa.tarifas import TarifaCargada
from ui import dialogos
from ui.administracion.tarifas import VigentesCard
from ui.op import Op
from ui.piezas.columnas import lado_a_lado
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.piezas.trabajo import PieTrabajo
from ui.sesion import Sesion

_FILTRO = "Tablas (*.csv);;Todos los archivos (*)"
_EXPLICA = (
    "Precios de una tarifa, INPC o UMA, en CSV. Una columna que el archivo ya traiga no hace falta escribirla aquí."
)
#: Field, title, hint, longest.
_CAMPOS = (
    ("desde", "Rige desde (AAAA-MM)", "solo para precios", 7),
    ("fuente", "Fuente oficial y su fecha", "Boletín Oficial, 1 ene 2025", 300),
    ("version", "Nombre de la versión", "el año, si no se dice", 40),
)
_NOMBRES = {"tarifas": "Tarifa", "inpc": "INPC", "uma": "UMA"}

Pedido = tuple[Path, Datos]


def _leer(ctx: Contexto) -> Precios:
    return ver_precios(ctx.perfil, ctx.reloj.ahora().date())


class PreciosPanel(QWidget):
    """The prices in force, and the form of a new list."""

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self._revisado: Pedido | None = None
        self.setAcceptDrops(True)
        self.vigentes = VigentesCard()
        self._build_lista()
        self.columnas = lado_a_lado(self, (self.lista, 2), (self.vigentes, 3))
        sesion.perfil_cambiado.connect(self._leer)
        self._habilitar()

    def _build_lista(self) -> None:
        self.lista = Card("Cargar una lista")
        self.archivo, elegir = QLineEdit(), Boton("Elegir…")
        self.archivo.setMaxLength(4_096)
        elegir.setAccessibleName("Elegir el archivo de la lista")
        lugar = QHBoxLayout()
        lugar.setSpacing(8)
        lugar.addWidget(self.archivo, 1)
        lugar.addWidget(elegir)
        formulario = QFormLayout()
        formulario.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        formulario.setVerticalSpacing(6)
        self.campos: dict[str, QLineEdit] = {}
        formulario.addRow(_rotulo("Archivo", self.archivo), lugar)
        for clave, titulo, pista, largo in _CAMPOS:
            campo = self.campos[clave] = QLineEdit()
            campo.setMaxLength(largo)
            campo.setPlaceholderText(pista)
            formulario.addRow(_rotulo(titulo, campo), campo)
        for campo in (self.archivo, *self.campos.values()):
            campo.textChanged.connect(self._habilitar)
            campo.returnPressed.connect(self.revisar)
        self.pie = PieTrabajo("Lista en curso", "Revisar sin cargar", ("Cargar", "Ctrl P"))
        self.lista.cuerpo.addWidget(etiqueta(_EXPLICA, "tenue", dobla=True))
        self.lista.cuerpo.addLayout(formulario)
        self.lista.cuerpo.addStretch(1)
        self.lista.cuerpo.addWidget(self.pie)
        elegir.clicked.connect(self._elegir)
        self.pie.revisar.clicked.connect(self.revisar)
        self.pie.hacer.clicked.connect(self.cargar)
        self.pie.ocupacion_cambiada.connect(self._habilitar)

    def mostrar(self) -> None:
        """Read the prices again; the hand on the file."""
        self._leer()
        self.archivo.setFocus()

    def _leer(self) -> None:
        Op(self, self._sesion.motor.lectura, _leer).success(self.vigentes.poner).run()

    def pedido(self) -> Pedido:
        """What the form says."""
        dichos = {clave: campo.text().strip() for clave, campo in self.campos.items()}
        return Path(self.archivo.text().strip()).expanduser(), Datos(**dichos)

    def revisar(self) -> None:
        """Look at the list against the profile; nothing is kept."""
        if self.pie.is_ocupado():
            return
        if not self.archivo.text().strip():
            self.pie.decir("Elija el archivo de la lista.", "mal")
            return
        pedido, taller = self.pedido(), self._sesion.taller

        def hacer(ctx: Contexto) -> TarifaCargada:
            return taller.tarifario.importar(*pedido, ctx, "")

        op = Op(self, self._sesion.motor.aparte, hacer).success(partial(self._on_revisada, pedido))
        self.pie.empezar(op.failure(self._on_negado), "Revisando…")

    def cargar(self) -> None:
        """Load what was looked at, with an administrador's PIN."""
        if not self._is_revisado() or self.pie.is_ocupado():
            return
        conocidos = self._sesion.si_puede("importar_tarifa")
        motivo = "Cargar precios con que se cobra: autoriza un administrador."
        dialogos.pedir_autorizacion(self, motivo, self._on_autorizado, conocidos)

    def _on_autorizado(self, clave: str, pin: str) -> None:
        pedido, taller = self.pedido(), self._sesion.taller

        def hacer(ctx: Contexto) -> tuple[TarifaCargada, Perfil]:
            quien = autorizar(ctx, clave, pin, "importar_tarifa").clave
            hecha = taller.tarifario.importar(*pedido, ctx, quien)
            return hecha, taller.tarifario.perfil(f"{ctx.caja.organismo}/{ctx.caja.version}")

        op = Op(self, self._sesion.motor.aparte, hacer).success(self._on_cargada)
        self.pie.empezar(op.failure(self._on_negado), "Cargando…")

    def _on_revisada(self, pedido: Pedido, hecha: TarifaCargada) -> None:
        self._revisado = pedido
        self.vigentes.poner_revision((), hecha.avisos)
        self.pie.decir(f"{_en_palabras(hecha)} Sin errores; todavía no se carga nada.")
        self._habilitar()
        if self._is_revisado():
            self.pie.hacer.setFocus()

    def _on_cargada(self, hecha: tuple[TarifaCargada, Perfil]) -> None:
        cargada, perfil = hecha
        self._revisado = None
        self.vigentes.poner_revision((), cargada.avisos)
        self.pie.decir(f"{_en_palabras(cargada)} Cargada: desde ahora se cobra con ella.", "bien")
        self._sesion.poner_perfil(perfil)
        self._sesion.aviso.emit("Precios actualizados.")
        self._habilitar()

    def _on_negado(self, error: NegocioError | EquipoError) -> None:
        fallas = error.fallas if isinstance(error, PerfilError) else ()
        self.vigentes.poner_revision(fallas, ())
        if fallas:
            cuantas = "un error" if len(fallas) == 1 else f"{len(fallas)} errores"
            self.pie.decir(f"La lista tiene {cuantas}: no se carga nada hasta que no quede ninguno.", "mal")
        else:
            self.pie.decir(error.mensaje, "mal")

    def _is_revisado(self) -> bool:
        return self._revisado is not None and self._revisado == self.pedido()

    def _habilitar(self) -> None:
        self.pie.permitir(self._is_revisado())

    def _elegir(self) -> None:
        dialogos.elegir_archivo(self, "Lista de precios", _FILTRO, lambda ruta: self.archivo.setText(str(ruta)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped here."""
        if event.mimeData().hasUrls():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """It goes to its field."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.archivo.setText(url.toLocalFile())


def _rotulo(texto: str, campo: QLineEdit) -> QWidget:
    rotulo = etiqueta(texto, "rotulo", dobla=True)
    rotulo.setBuddy(campo)
    campo.setAccessibleName(texto)
    return rotulo


def _en_palabras(hecha: TarifaCargada) -> str:
    """`Tarifa loreto/2025 desde 2025-01, 42 renglones.`"""
    que = f"{_NOMBRES[hecha.clase]} {hecha.version} desde {hecha.desde}" if hecha.desde else _NOMBRES[hecha.clase]
    return f"{que}, {hecha.filas:,} renglones."
