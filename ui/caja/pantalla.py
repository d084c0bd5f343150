"""F4 Caja y corte: the turno with its count, cash without a payment, payments turned round; a section each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.permisos import puede
from app.domain.usuario import Usuario
from ui.caja.corte import PantallaCorte
from ui.cajon.panel import EfectivoPanel
from ui.pantalla import Pantalla
from ui.piezas.secciones import Secciones
from ui.reponer import ReponerPanel
from ui.revertir.panel import RevertirPanel
from ui.sesion import Sesion

_CORTE, _EFECTIVO, _REVERTIR, _REPONER = range(4)
_TITULOS = ("Turno y corte", "Efectivo", "Cancelar o devolver", "Reponer un pago")


class PantallaCaja(Pantalla):
    """F4.

    Attributes:
        corte, efectivo, revertir, reponer: its sections; all but the first are a cashier's.
    """

    tecla = "F4"
    titulo = "Caja y corte"
    breve = "Caja"

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(sesion, parent)
        self.corte, self.efectivo, self.revertir = PantallaCorte(sesion), EfectivoPanel(sesion), RevertirPanel(sesion)
        self.reponer = ReponerPanel(sesion)
        self._paginas = (self.corte, self.efectivo, self.revertir, self.reponer)
        self.secciones = Secciones(list(zip(_TITULOS, self._paginas, strict=True)))
        filas = QVBoxLayout(self)
        filas.setContentsMargins(12, 4, 12, 12)
        filas.addWidget(self.secciones)
        self.secciones.elegida.connect(self.traer)
        self._build_acciones()
        sesion.usuario_cambiado.connect(self._on_usuario_cambiado)

    def _build_acciones(self) -> None:
        for n, titulo in enumerate(_TITULOS):
            self.accion(titulo, f"Alt+{n + 1}", partial(self.traer, n), f"Ir a {titulo.lower()}")
        self.de_cajero: list[QAction] = [
            self.accion("Abrir el cajón sin cobrar", "F8", self._abrir_cajon, "Pide el motivo; otra vez F8 lo abre"),
            self.accion("Con supervisor", "Ctrl+S", self._con_supervisor, "El movimiento de efectivo lo autoriza otro"),
            self.accion("Reimprimir", "Ctrl+R", self._reimprimir, "El vale o el comprobante, marcado como COPIA"),
        ]

    def acciones(self) -> Sequence[QAction]:
        """Its own and those of the count; what who is here may not do is not told."""
        return tuple(a for a in (*self.actions(), *self.corte.actions()) if a.isVisible())

    @property
    def actual(self) -> PantallaCorte | EfectivoPanel | RevertirPanel | ReponerPanel:
        """The section at the front."""
        return self._paginas[self.secciones.actual]

    def traer(self, n: int) -> None:
        """Bring a section to the front, if who is here may use it."""
        if n != _CORTE and not self._is_de_cajero(self.sesion.usuario):
            return
        self.secciones.traer(n)
        self.actual.mostrar()

    def mostrar(self) -> None:
        """Refresh the section at the front."""
        self.actual.mostrar()

    def escape(self) -> bool:
        """One step back in the section, and from the others to the turno."""
        if self.actual.escape():
            return True
        if self.actual is self.corte:
            return False
        self.traer(_CORTE)
        return True

    def revertir_pago(self, folio: str) -> None:
        """Somebody chose a payment elsewhere."""
        self.traer(_REVERTIR)
        if self.actual is self.revertir:
            self.revertir.leer(folio)

    def leer_ticket(self, codigo: str) -> bool:
        """What the scanner read, where a lost payment is being taken up again; whether it was of a ticket."""
        return self.actual is self.reponer and self.reponer.leer_ticket(codigo)

    def _abrir_cajon(self) -> None:
        self.traer(_EFECTIVO)
        if self.actual is self.efectivo:
            self.efectivo.cajon.pulsar()

    def _con_supervisor(self) -> None:
        if self.actual is self.efectivo:
            self.efectivo.mover.registrar(con_supervisor=True)

    def _reimprimir(self) -> None:
        if self.actual is self.efectivo:
            self.efectivo.reimprimir()
        elif self.actual is self.revertir:
            self.revertir.reimprimir()

    def _is_de_cajero(self, usuario: Usuario | None) -> bool:
        return usuario is not None and puede(usuario, "mover_efectivo")

    def _on_usuario_cambiado(self, usuario: Usuario | None) -> None:
        if usuario is None:
            return
        suya = self._is_de_cajero(usuario)
        for n in (_EFECTIVO, _REVERTIR, _REPONER):
            self.secciones.permitir(n, suya)
        for accion in self.de_cajero:
            accion.setVisible(suya)
            accion.setEnabled(suya)
        if not suya:
            self.secciones.traer(_CORTE)
