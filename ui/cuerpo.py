"""The open caja on the screen: bars, the row of screens, and which one is at the front."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.ajustes import Ajustes, leer_ajustes
from app.cobro.codigo import leer_folio
from app.domain.corte.corte import Corte, Turno
from app.domain.permisos import puede
from app.domain.usuario import Usuario
from app.turno.caja import corte_x
from app.turno.movimientos import aviso_de_limite
from ui import tema
from ui.ayuda import Ayuda
from ui.barra import Cabecera, Estado, Pestanas
from ui.caja.pantalla import PantallaCaja
from ui.caja.turno import AbrirCard
from ui.detenida import Detenida
from ui.op import Op
from ui.pantalla import Pantalla
from ui.piezas import listas
from ui.piezas.tarjeta import Card, Centro, Rollo, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion

Fabrica = Callable[[Sesion], Pantalla]


class Cuerpo(QWidget):
    """The screens of an open caja.

    Attributes:
        pantallas: in the order of their keys; the help sheet is not among them.
        actual: the one at the front.
    """

    def __init__(self, sesion: Sesion, fabricas: Sequence[Fabrica], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sesion = sesion
        self.setProperty("clase", "fondo")
        self.pantallas = tuple(fabrica(sesion) for fabrica in fabricas)
        self.ayuda = Ayuda(sesion)
        self._todas = (*self.pantallas, self.ayuda)
        self._antes = self.actual = self._todas[0]
        self._build()
        self._build_acciones()
        sesion.usuario_cambiado.connect(self._on_usuario_cambiado)
        sesion.turno_cambiado.connect(self._on_turno_cambiado)
        sesion.cobrado.connect(lambda cobro: self._recontar())
        sesion.firma_pedida.connect(self._on_firma_pedida)
        sesion.firma_terminada.connect(lambda: self.traer(self.pantallas[0]))
        sesion.efectivo_cambiado.connect(self._recontar)
        sesion.reversion_pedida.connect(self._revertir)
        self.pestanas.elegida.connect(lambda n: self.traer(self._todas[n]))
        Op(self, sesion.motor.lectura, leer_ajustes).success(self._on_ajustes).run()

    def _build(self) -> None:
        self.cabecera = Cabecera(self.sesion)
        self.pestanas = Pestanas(self.pantallas, self.ayuda)
        self.estado = Estado(self.sesion)
        self.detenida = Detenida(self.sesion)
        self.sin_turno = SinTurno(self.sesion)
        self.pila = QStackedWidget()
        self._paginas = {pantalla: Rollo(pantalla) for pantalla in self._todas}
        for pagina in (*self._paginas.values(), self.sin_turno):
            self.pila.addWidget(pagina)
        filas = QVBoxLayout(self)
        filas.setContentsMargins(0, 0, 0, 0)
        filas.setSpacing(0)
        filas.addWidget(self.cabecera)
        filas.addWidget(self.pestanas)
        filas.addWidget(self.detenida)
        filas.addWidget(self.pila, 1)
        filas.addWidget(self.estado)

    def _build_acciones(self) -> None:
        """Keys of the window; a screen's own work only while it is at the front."""
        teclas: list[tuple[str, str, Callable[[], object], str]] = [
            (p.titulo, p.tecla, partial(self.pulsar, p), "") for p in self._todas
        ]
        teclas += [
            ("Exportar la lista", "Ctrl+E", self.exportar, "A una hoja de cálculo o CSV; Ctrl C copia sus renglones"),
            ("Ordenar la lista", "Ctrl+O", self.ordenar, "Por otra columna; después de la última, como estaba"),
            ("Ordenarla al revés", "Ctrl+Shift+O", partial(self.ordenar, al_reves=True), "Por la misma columna"),
            ("Un paso atrás", "Esc", self.escape, "Nunca pierde un pago"),
            ("Bloquear la caja", "Ctrl+L", self.sesion.bloquear, "Lo que está a medias se queda como está"),
            ("Salir", "Ctrl+Q", self._salir, "Espera a que termine lo que se está guardando"),
        ]
        self.generales: list[QAction] = []
        for texto, atajo, hacer, explica in teclas:
            accion = QAction(texto, self)
            accion.setShortcut(QKeySequence(atajo))
            accion.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            accion.setAutoRepeat(False)
            accion.setWhatsThis(explica)
            accion.triggered.connect(lambda _=False, hacer=hacer: hacer())
            self.addAction(accion)
            self.generales.append(accion)
        self.cabecera.bloqueo_pedido.connect(self.sesion.bloquear)
        self.sin_turno.corte_pedido.clicked.connect(self._ir_al_corte)

    def traer(self, pantalla: Pantalla) -> None:
        """Bring a screen to the front, if who is here may see it."""
        if not self._is_permitida(pantalla):
            return
        if self.actual is not self.ayuda:
            self._antes = self.actual
        self.actual = pantalla
        self.pestanas.marcar(self._todas.index(pantalla))
        if pantalla is self.ayuda:
            visibles = [p for p in self.pantallas if self._is_permitida(p)]
            capitulos = [(f"{p.tecla} {p.titulo}", p.acciones()) for p in visibles]
            self.ayuda.contar([("En toda la ventana", self.generales), *((t, a) for t, a in capitulos if a)])
        self._poner_al_frente()

    def _on_firma_pedida(self) -> None:
        self.traer(next(p for p in self.pantallas if p.tecla == "F5"))

    def pulsar(self, pantalla: Pantalla) -> None:
        """The key of a screen: brings it, or tells it that it was pressed again."""
        if pantalla is not self.actual:
            self.traer(pantalla)
        elif pantalla is self.ayuda:
            self.escape()
        elif self.is_al_frente():
            pantalla.otra_vez()

    def escape(self) -> None:
        """Step back in the screen at the front; from the help, to where one was."""
        if self.actual is self.ayuda:
            self.traer(self._antes)
        elif self.is_al_frente():
            self.actual.escape()

    def leer(self, codigo: str) -> None:
        """What a scanner read: for the screen at the front, or else for the first one, which comes."""
        if self.sesion.usuario is None:
            return
        if self.is_al_frente() and isinstance(self.actual, PantallaCaja) and self.actual.leer_ticket(codigo):
            return
        if (folio := leer_folio(codigo)) is not None:
            self._revertir(str(folio))
            return
        if self.is_al_frente() and self.actual.leer(codigo):
            return
        primera = self.pantallas[0]
        if self.actual is not primera:
            self.traer(primera)
        if not self.is_al_frente() or not primera.leer(codigo):
            self.sesion.aviso.emit("Todavía no se puede cobrar: después lea el código otra vez.")

    def recibir(self, texto: str) -> bool:
        """What was typed outside any field; whether the screen at the front took it."""
        return self.is_al_frente() and self.actual.recibir(texto)

    def exportar(self) -> None:
        """Write the list that is at the front to a file."""
        lista = listas.lista_de(self.actual) if self.is_al_frente() else None
        if lista is None:
            self.sesion.aviso.emit("Aquí no hay ninguna lista que exportar.")
        else:
            listas.exportar(lista)

    def ordenar(self, *, al_reves: bool = False) -> None:
        """Sort the list that is at the front, and say how."""
        lista = listas.ordenable_de(self.actual) if self.is_al_frente() else None
        nada = "Aquí no hay ninguna lista que ordenar."
        self.sesion.aviso.emit(nada if lista is None else listas.ordenar(lista, al_reves=al_reves))

    def is_al_frente(self) -> bool:
        """Whether the screen that was chosen is what is seen, and not what is missing for it."""
        return self.pila.currentWidget() is self._paginas[self.actual]

    def _is_permitida(self, pantalla: Pantalla) -> bool:
        usuario = self.sesion.usuario
        return not pantalla.operacion or (usuario is not None and puede(usuario, pantalla.operacion))

    def _poner_al_frente(self) -> None:
        falta = self._falta_turno() if self.actual.exige_turno else ""
        if falta:
            self.sin_turno.poner(falta)
            self.pila.setCurrentWidget(self.sin_turno)
            self.sin_turno.enfocar()
        else:
            self.pila.setCurrentWidget(self._paginas[self.actual])
            self.actual.mostrar()

    def _falta_turno(self) -> str:
        """What keeps who is here from charging: «abrir», or a sentence; empty when nothing does."""
        turno, usuario = self.sesion.turno, self.sesion.usuario
        if usuario is None:
            return ""
        if not puede(usuario, "cobrar"):
            return "Para cobrar hace falta el rol de caja. Entre con un usuario que lo tenga (Ctrl L)."
        if turno is None:
            return "abrir"
        if turno.abierto.date() != self.sesion.ctx.reloj.ahora().date():
            return (
                f"El turno {turno.numero} es del {turno.abierto:%d/%m/%Y} y sigue abierto. "
                "Que un supervisor entre (Ctrl L) y lo cierre con su arqueo en Caja y corte; después abra el de hoy."
            )
        if turno.cajero != usuario.clave:
            return (
                f"El turno {turno.numero} lo abrió {turno.cajero}. Para cobrar, esa persona entra con su PIN (Ctrl L), "
                "o se cierra su turno en Caja y corte."
            )
        return ""

    def _on_usuario_cambiado(self, usuario: Usuario | None) -> None:
        if usuario is None:
            return
        for n, pantalla in enumerate(self.pantallas):
            self.pestanas.permitir(n, self._is_permitida(pantalla))
        self.traer(self.actual if self._is_permitida(self.actual) else self.pantallas[0])

    def _on_turno_cambiado(self, turno: Turno | None) -> None:
        self._recontar()
        if self.sesion.usuario is not None and self.actual.exige_turno:
            self._poner_al_frente()

    def _recontar(self) -> None:
        if self.sesion.turno is not None:
            op = Op(self, self.sesion.motor.lectura, lambda ctx: (corte_x(ctx), aviso_de_limite(ctx)))
            op.success(self._on_corte).failure(lambda error: None).run()

    def _on_corte(self, leido: tuple[Corte, str]) -> None:
        corte, limite = leido
        self.estado.contar(corte.pagos)
        self.estado.avisar_limite(limite)

    def _revertir(self, folio: str) -> None:
        """A payment chosen or read to be turned round: F4 has it."""
        caja = next(p for p in self.pantallas if isinstance(p, PantallaCaja))
        self.traer(caja)
        caja.revertir_pago(folio)

    def _on_ajustes(self, ajustes: Ajustes) -> None:
        apariencia = tema.Apariencia(ajustes.tema, ajustes.escala)
        if apariencia != tema.elegida():
            tema.aplicar(apariencia)

    def _ir_al_corte(self) -> None:
        self.traer(next(p for p in self.pantallas if p.tecla == "F4"))

    def _salir(self) -> None:
        self.window().close()


class SinTurno(QWidget):
    """In the place of F1 while nobody can charge: open the turno here, or what to do instead."""

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.abrir = AbrirCard(sesion)
        self.otro = Card("Ahora no se puede cobrar")
        self.explica = etiqueta("", dobla=True)
        self.corte_pedido = Boton("Caja y corte", "F4", "principal")
        self.otro.cuerpo.addWidget(self.explica)
        self.otro.cuerpo.addWidget(self.corte_pedido)
        self._pila = QStackedWidget()
        for card in (self.abrir, self.otro):
            self._pila.addWidget(Centro(card, 420))
        filas = QVBoxLayout(self)
        filas.setContentsMargins(0, 0, 0, 0)
        filas.addWidget(self._pila)

    def poner(self, falta: str) -> None:
        """Either «abrir» or the sentence to show."""
        self._pila.setCurrentIndex(0 if falta == "abrir" else 1)
        self.explica.setText(falta)
        self.corte_pedido.setVisible("Caja y corte" in falta)

    def enfocar(self) -> None:
        """Put the hand where it goes on."""
        if self._pila.currentIndex() == 0:
            self.abrir.enfocar()
        else:
            self.corte_pedido.setFocus()
