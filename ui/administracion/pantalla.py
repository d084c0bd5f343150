"""F6 Administración: imports, settings of this PC, users, a month's billing, prices, and the centre."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from ui import tema
from ui.administracion.ajustes import AjustesPanel
from ui.administracion.facturar import FacturarPanel
from ui.administracion.importar import ImportarPanel
from ui.administracion.precios import PreciosPanel
from ui.enlace.panel import EnlacePanel
from ui.gente.panel import UsuariosPanel
from ui.pantalla import Pantalla
from ui.piezas.secciones import Secciones
from ui.sesion import Sesion

#: Width from which two cards fit side by side, at 100 %.
_ANCHO_DE_DOS = 860

Panel = ImportarPanel | AjustesPanel | UsuariosPanel | FacturarPanel | PreciosPanel | EnlacePanel


class PantallaAdministracion(Pantalla):
    """F6: a row of sections, one of them at the front."""

    tecla = "F6"
    titulo = "Administración"

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(sesion, parent)
        self.importar, self.ajustes, self.usuarios = ImportarPanel(sesion), AjustesPanel(sesion), UsuariosPanel(sesion)
        self.facturar, self.precios, self.enlace = FacturarPanel(sesion), PreciosPanel(sesion), EnlacePanel(sesion)
        primeros = self.importar, self.ajustes, self.usuarios
        self.paneles: tuple[Panel, ...] = (*primeros, self.facturar, self.precios, self.enlace)
        titulos = ("Importar", "Ajustes", "Usuarios", "Facturar", "Precios", "Centro")
        self._secciones = Secciones([(titulo, Rollo(self.paneles[n])) for n, titulo in enumerate(titulos)])
        for n, titulo in enumerate(titulos):
            self.accion(titulo, f"Alt+{n + 1}", partial(self.traer, n), f"Ir a {titulo.lower()}")
        filas = QVBoxLayout(self)
        filas.setContentsMargins(12, 4, 12, 12)
        filas.addWidget(self._secciones)
        self._secciones.elegida.connect(self.traer)
        self._build_acciones()

    def _build_acciones(self) -> None:
        """Keys of the section at the front; elsewhere they do nothing."""
        importar, ajustes, facturar, precios = self.importar, self.ajustes, self.facturar, self.precios
        gente, enlace = self.usuarios, self.enlace
        teclas: tuple[tuple[str, str, Panel, Callable[[], None], str], ...] = (
            ("Importar", "Ctrl+I", importar, importar.importar, "Importar lo revisado, con el PIN de un administrador"),
            ("Facturar", "Ctrl+F", facturar, facturar.facturar, "Facturar lo revisado, con el PIN de un administrador"),
            ("Cargar precios", "Ctrl+P", precios, precios.cargar, "Cargar lo revisado, con el PIN de un administrador"),
            ("Imprimir prueba", "Ctrl+T", ajustes, ajustes.imprimir_prueba, "Probar la impresora antes de guardarla"),
            ("Guardar impresora", "Ctrl+G", ajustes, ajustes.guardar_impresora, "Guardar a dónde van los papeles"),
            (
                "Imprimir la cola",
                "Ctrl+B",
                ajustes,
                ajustes.imprimir_cola,
                "Lo que no ha salido, o lo elegido",
            ),
            ("Dar de alta", "Ctrl+N", gente, gente.dar_de_alta, "Alguien más que trabaja en la caja"),
            ("Dar de baja", "Del", gente, gente.dar_de_baja, "A quien se eligió en la lista; pregunta una vez"),
            ("Poner otro PIN", "F7", gente, gente.poner_otro_pin, "A quien olvidó el suyo; con el PIN de quien puede"),
            ("Desbloquear PIN", "F8", gente, gente.desbloquear, "A quien falló diez veces; con un supervisor"),
            (
                "Sincronizar ahora",
                "Ctrl+S",
                enlace,
                enlace.sincronizar,
                "Una ronda con el centro, sin esperar a la que sigue",
            ),
            (
                "Resolver",
                "Ctrl+Return",
                enlace,
                enlace.resolver,
                "La incidencia elegida, diciendo qué se hizo y por qué",
            ),
            ("Cambiar mi PIN", "F9", gente, gente.cambiar_mi_pin, "Sabiendo el de ahora"),
        )
        for texto, atajo, panel, hacer, explica in teclas:
            self.accion(texto, atajo, partial(self._hacer_en, panel, hacer), explica)
        self.accion("Revisar", "Ctrl+R", self._revisar, "Ver qué entraría o se facturaría, sin escribir nada")

    def _revisar(self) -> None:
        panel = self.actual()
        if isinstance(panel, (ImportarPanel, FacturarPanel, PreciosPanel)):
            panel.revisar()

    def _hacer_en(self, panel: Panel, hacer: Callable[[], None]) -> None:
        if self.actual() is panel:
            hacer()

    def actual(self) -> Panel:
        """The section at the front."""
        return self.paneles[self._secciones.actual]

    def traer(self, n: int) -> None:
        """Bring a section to the front."""
        self._secciones.traer(n)
        self.actual().mostrar()

    def mostrar(self) -> None:
        """Refresh the section at the front."""
        self.actual().mostrar()

    def escape(self) -> bool:
        """Cancel an import or a billing under way."""
        return self.importar.pie.parar() or self.facturar.pie.parar()


class Rollo(QScrollArea):
    """A section with its cards side by side, or one over the other where the letters are too large for that."""

    def __init__(self, panel: Panel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panel = panel
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(panel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards stand side by side from a width on that grows with the letters."""
        junto = self.viewport().width() >= tema.px(_ANCHO_DE_DOS)
        lado = QBoxLayout.Direction.LeftToRight if junto else QBoxLayout.Direction.TopToBottom
        self._panel.columnas.setDirection(lado)
        super().resizeEvent(event)
