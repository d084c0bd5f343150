"""The requests that wait for an answer, the most urgent first, and what is done to the one stood on."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from app.context import Contexto
from app.domain.solicitud import ESTADOS, Solicitud
from app.tramites.resoluciones import Resuelta
from app.tramites.solicitudes import ver_solicitudes
from ui import tema
from ui.beneficiarios.estudio import EstudioView
from ui.beneficiarios.recibir import RecibirView
from ui.beneficiarios.resolver import ResolverView
from ui.beneficiarios.solicitud import FichaSolicitud
from ui.flujo import Flujo
from ui.modelos import Columna, TablaModel
from ui.op import Op
from ui.pila import Pila
from ui.sesion import Sesion
from ui.tabla import Tabla, detalle_de
from ui.tarjeta import Card, Rollo, etiqueta
from ui.tecla import Boton

#: So many days an answered one is still in the list of those answered.
_DIAS = 60
Leidas = tuple[Solicitud, ...]


class SolicitudesPanel(QWidget):
    """The list at the left; at the right one request, or the form that receives, completes, studies or answers.

    Signals:
        contadas: how many wait for an answer.
    """

    contadas = Signal(int)

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self._leidas: Leidas = ()
        self.model: TablaModel[Solicitud] = TablaModel(self._columnas())
        self.model.setParent(self)
        self._build()
        self._conectar()

    def _hoy(self) -> date:
        return self._sesion.ctx.reloj.ahora().date()

    def _columnas(self) -> tuple[Columna[Solicitud], ...]:
        return (
            Columna("Folio", lambda s: str(s.folio)),
            Columna("Cuenta", lambda s: s.cuenta),
            Columna("Beneficiario", lambda s: s.beneficiario, explica=lambda s: s.beneficiario),
            Columna("Está", lambda s: ESTADOS[s.estado(self._hoy())]),
            Columna("Días", lambda s: s.edad(self._hoy()), derecha=True),
            Columna("Plazo", self._plazo, orden=lambda s: str(s.plazo or "9")),
        )

    def _plazo(self, s: Solicitud) -> str:
        quedan = s.quedan(self._hoy())
        if quedan is None:
            return "—"
        return f"vencido {-quedan} d" if quedan < 0 else "hoy" if not quedan else f"{quedan} d"

    def _build(self) -> None:
        self.cuenta = QLineEdit()
        self.cuenta.setPlaceholderText("Número de cuenta; vacío, todas")
        self.cuenta.setAccessibleName("Cuenta")
        self.cuenta.setMaxLength(30)
        self.cuales = QButtonGroup(self)
        fila = Flujo(hueco=12)
        for n, titulo in enumerate(("Pendientes", "Resueltas")):
            opcion = QRadioButton(titulo)
            self.cuales.addButton(opcion, n)
            fila.addWidget(opcion)
        self.cuales.button(0).setChecked(True)
        self.tabla = Tabla(self.model, "Solicitudes", 2)
        self.tabla.setSelectionMode(Tabla.SelectionMode.SingleSelection)
        self.tabla.setMinimumHeight(tema.px(140))
        self.mensaje = etiqueta("", "fuerte", dobla=True)
        self.boton_recibir = Boton("Recibir una nueva", "Ctrl S", "principal")
        self.boton_recibir.setAutoDefault(False)
        lista = Card("Solicitudes de beneficio")
        lista.cuerpo.addWidget(self.cuenta)
        lista.cuerpo.addLayout(fila)
        lista.cuerpo.addWidget(self.tabla, 1)
        lista.cuerpo.addWidget(detalle_de(self.tabla, self._en_palabras))
        lista.cuerpo.addWidget(self.mensaje)
        lista.cuerpo.addWidget(self.boton_recibir)
        self.recibir, self.estudio = RecibirView(self._sesion), EstudioView(self._sesion)
        self.resolver, self.ficha = ResolverView(self._sesion), FichaSolicitud()
        self._derecha = Pila()
        for pagina in (self.ficha, self.recibir, self.estudio, self.resolver):
            self._derecha.addWidget(pagina)
        self.columnas = QHBoxLayout(self)
        self.columnas.setContentsMargins(0, 0, 0, 0)
        self.columnas.setSpacing(12)
        self.columnas.addWidget(lista, 3)
        self.columnas.addWidget(Rollo(self._derecha), 2)

    def _conectar(self) -> None:
        self.cuenta.returnPressed.connect(self.mostrar)
        self.cuales.idClicked.connect(lambda _: self._poner_lista())
        self.tabla.selectionModel().currentRowChanged.connect(lambda *_: self._on_parado())
        self.boton_recibir.clicked.connect(self.empezar_recibir)
        self.ficha.completar.clicked.connect(self.empezar_completar)
        self.ficha.estudio.clicked.connect(self.empezar_estudio)
        self.ficha.resolver.clicked.connect(self.empezar_resolver)
        self.ficha.papel.clicked.connect(self.reimprimir)
        for vista in (self.recibir, self.estudio, self.resolver):
            vista.volver.clicked.connect(self.escape)
        self.recibir.hecho.connect(self._on_recibida)
        self.estudio.hecho.connect(self._on_estudiada)
        self.resolver.hecho.connect(self._on_resuelta)

    @property
    def actual(self) -> Solicitud | None:
        """The one stood on."""
        fila = self.tabla.currentIndex().row()
        return self.model.fila(fila) if 0 <= fila < self.model.rowCount() else None

    @property
    def is_ocupado(self) -> bool:
        """Whether a form is open."""
        return self._derecha.currentIndex() != 0

    def mostrar(self) -> None:
        """Read the list again, of the cuenta that is written."""
        self.leer()
        if not self.is_ocupado:
            self.tabla.setFocus(Qt.FocusReason.OtherFocusReason)

    def leer(self) -> None:
        """The same, with the hand left where it is."""
        cuenta = self.cuenta.text().strip()

        def hacer(ctx: Contexto) -> Leidas:
            return ver_solicitudes(ctx, cuenta, _DIAS)

        op = Op(self, self._sesion.motor.lectura, hacer)
        op.failure(lambda error: self.decir(error.mensaje, "mal")).success(self._on_leidas).run()

    def escape(self) -> bool:
        """Close the form, with nothing done."""
        if not self.is_ocupado:
            return False
        self._derecha.setCurrentIndex(0)
        self.tabla.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def confirmar(self) -> None:
        """What the open form is for."""
        vista = self._derecha.currentWidget()
        if vista is self.recibir:
            self.recibir.guardar()
        elif vista is self.estudio:
            self.estudio.pedir()
        elif vista is self.resolver:
            self.resolver.pedir()

    def empezar_recibir(self) -> None:
        """The form of a new one, for the cuenta that is written or open in F1."""
        abierta, escrita = self._sesion.cuenta, self.cuenta.text().strip()
        is_suya = abierta is not None and escrita in ("", abierta.numero)
        self._derecha.setCurrentWidget(self.recibir)
        if abierta is not None and is_suya:
            self.recibir.empezar(abierta.numero, abierta.titular)
        else:
            self.recibir.empezar(escrita, "")

    def empezar_completar(self) -> None:
        """The form of what was brought later."""
        if self.actual is not None and self.ficha.completar.isEnabled():
            self._derecha.setCurrentWidget(self.recibir)
            self.recibir.completar(self.actual)

    def empezar_estudio(self) -> None:
        """The form of its study."""
        if self.actual is not None and self.ficha.estudio.isEnabled():
            self._derecha.setCurrentWidget(self.estudio)
            self.estudio.empezar(self.actual)

    def empezar_resolver(self) -> None:
        """The form that answers it."""
        if self.actual is not None and self.ficha.resolver.isEnabled():
            self._derecha.setCurrentWidget(self.resolver)
            self.resolver.empezar(self.actual)

    def reimprimir(self) -> None:
        """Its paper again, marked COPIA: the acuse, or its answer."""
        if self.actual is not None:
            self._sesion.imprenta.reimprimir(str(self.actual.folio))

    def decir(self, texto: str, estado: str = "") -> None:
        """A line under the list."""
        self.mensaje.setText(texto)
        tema.poner(self.mensaje, estado=estado)

    def _on_leidas(self, leidas: Leidas) -> None:
        self._leidas = leidas
        cuantas = sum(s.respuesta is None for s in leidas)
        for boton, numero in zip(self.cuales.buttons(), (cuantas, len(leidas) - cuantas), strict=True):
            boton.setText(f"{('Pendientes', 'Resueltas')[self.cuales.id(boton)]} ({numero})")
        if not self.cuenta.text().strip():
            self.contadas.emit(cuantas)
        self._poner_lista()

    def _poner_lista(self) -> None:
        resueltas, antes = self.cuales.checkedId() == 1, self.actual
        self.model.poner(tuple(s for s in self._leidas if (s.respuesta is not None) == resueltas))
        folios = [s.folio for s in self.model.filas]
        if folios:
            fila = folios.index(antes.folio) if antes is not None and antes.folio in folios else 0
            self.tabla.setCurrentIndex(self.model.index(fila, 0))
        self._on_parado()

    def _en_palabras(self, s: Solicitud) -> str:
        por_traer = s.por_traer(self._hoy()) if s.respuesta is None else ()
        return f"Falta traer: {'; '.join(por_traer)}" if por_traer else ""

    def _on_parado(self) -> None:
        self.ficha.poner(self.actual, self._hoy())

    def _on_recibida(self, s: Solicitud) -> None:
        por_traer = s.por_traer(self._hoy())
        falta = f" Falta traer: {'; '.join(por_traer)}." if por_traer else ""
        self._terminar(s, f"{s.folio}: recibida.{falta}")

    def _on_estudiada(self, s: Solicitud) -> None:
        self._terminar(s, f"{s.folio}: estudio anotado.", con_papel=False)

    def _on_resuelta(self, resuelta: Resuelta) -> None:
        s, respuesta = resuelta.solicitud, resuelta.solicitud.respuesta
        motivo = f" Por qué: {respuesta.motivo}" if respuesta is not None and respuesta.motivo else ""
        self._terminar(s, f"{s.folio}: {ESTADOS[s.estado(self._hoy())]}.{motivo}")

    def _terminar(self, s: Solicitud, texto: str, *, con_papel: bool = True) -> None:
        self._derecha.setCurrentIndex(0)
        self.decir(texto, "bien")
        self._sesion.aviso.emit(texto)
        if con_papel:
            self._sesion.imprenta.imprimir((str(s.folio),))
        self.mostrar()
