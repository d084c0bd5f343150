"""F6, users: the list with the state of each PIN, and at its side what is done: register, disable, PINs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.context import Contexto
from app.domain.usuario import Usuario
from app.gente.acceso import autorizar
from app.gente.usuarios import Integrante, dar_de_baja, desbloquear, ver_gente
from ui import dialogos, tema
from ui.autorizacion import Asunto
from ui.autorizar import pedir
from ui.gente.alta import NOMBRES_DE_ROL, AltaCard
from ui.gente.pines import PinCard
from ui.op import Esperado, Op
from ui.piezas.columnas import lado_a_lado
from ui.piezas.flujo import Flujo
from ui.piezas.modelos import Columna, TablaModel
from ui.piezas.pila import Pila
from ui.piezas.tabla import Tabla
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion

_COLUMNAS: tuple[Columna[Integrante], ...] = (
    Columna("Usuario", lambda i: i.usuario.clave),
    Columna("Nombre", lambda i: i.usuario.nombre, explica=lambda i: i.usuario.nombre),
    Columna("Roles", lambda i: ", ".join(NOMBRES_DE_ROL.get(r, r) for r in i.usuario.roles)),
    Columna("PIN", lambda i: _estado(i)),
)


class UsuariosPanel(QWidget):
    """The list, and one form at its side."""

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self.model: TablaModel[Integrante] = TablaModel(_COLUMNAS)
        self.tabla = Tabla(self.model, "Usuarios de esta caja", estira=1)
        self.tabla.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.tabla.setMinimumHeight(tema.px(140))
        self.alta, self.pin = AltaCard(sesion), PinCard(sesion)
        self.mensaje = etiqueta("", "fuerte", dobla=True)
        self.mensaje.hide()
        self._lado = Pila()
        for card in (self.alta, self.pin):
            self._lado.addWidget(card)
        self.columnas = lado_a_lado(self, (self._build_lista(), 3), (self._lado, 2))
        self.alta.registrado.connect(self._releer)
        self.pin.cambiado.connect(self._releer)
        self.tabla.selectionModel().currentChanged.connect(self._on_elegido)
        self._on_elegido()

    def _build_lista(self) -> Card:
        lista = Card("Usuarios de esta caja")
        self.baja = Boton("Dar de baja", "Supr")
        self.otro_pin = Boton("Poner otro PIN", "F7")
        self.desbloquea = Boton("Desbloquear PIN", "F8")
        self.mio = Boton("Cambiar mi PIN", "F9")
        self.otra_alta = Boton("Dar de alta", "Ctrl N")
        botones = Flujo(hueco=8, entre_lineas=8)
        ordenes: tuple[tuple[Boton, Callable[[], None]], ...] = (
            (self.baja, self.dar_de_baja),
            (self.otro_pin, self.poner_otro_pin),
            (self.desbloquea, self.desbloquear),
            (self.mio, self.cambiar_mi_pin),
            (self.otra_alta, self.dar_de_alta),
        )
        for boton, hacer in ordenes:
            boton.clicked.connect(hacer)
            botones.addWidget(boton)
        lista.cuerpo.addWidget(self.tabla, 1)
        lista.cuerpo.addWidget(self.mensaje)
        lista.cuerpo.addLayout(botones)
        return lista

    def mostrar(self) -> None:
        """Read the list again, with the hand in it."""
        self._releer()
        self.tabla.setFocus()

    # --- what is done ---

    def dar_de_alta(self) -> None:
        """The form of a new user."""
        self._lado.setCurrentWidget(self.alta)
        self.alta.enfocar()

    def cambiar_mi_pin(self) -> None:
        """Of who is at the caja, with the one of before."""
        if self._sesion.usuario is not None:
            self._lado.setCurrentWidget(self.pin)
            self.pin.poner(self._sesion.usuario)

    def poner_otro_pin(self) -> None:
        """To whoever is chosen and forgot theirs."""
        elegido = self.elegido()
        if elegido is not None and self.otro_pin.isEnabled():
            self._lado.setCurrentWidget(self.pin)
            self.pin.poner(elegido)

    def dar_de_baja(self) -> None:
        """Whoever is chosen cannot come in any more; asked once."""
        elegido = self.elegido()
        if elegido is None or not self.baja.isEnabled():
            return
        detalle = "No podrá entrar ni autorizar nada desde ahora. Su turno, si tiene, lo cierra un supervisor."

        def contestado(si: bool) -> None:
            if si:
                self._con_permiso("baja_usuario", "Dar de baja a", elegido, dar_de_baja)

        dialogos.preguntar(self, f"¿Dar de baja a {elegido.nombre}?", "Dar de baja", contestado, detalle)

    def desbloquear(self) -> None:
        """Whoever is chosen may try their PIN again."""
        elegido = self.elegido()
        if elegido is not None and self.desbloquea.isEnabled():
            self._con_permiso("desbloquear_pin", "Desbloquear el PIN de", elegido, desbloquear)

    def elegido(self) -> Usuario | None:
        """The one stood on in the list."""
        fila = self.tabla.currentIndex().row()
        return self.model.fila(fila).usuario if 0 <= fila < self.model.rowCount() else None

    def _con_permiso(
        self, operacion: str, verbo: str, de: Usuario, hacer: Callable[[Contexto, str, Usuario], object]
    ) -> None:
        """By the word of somebody who may, and is not the one it is about."""

        def autorizado(quien: Usuario) -> None:
            op = Op(self, self._sesion.motor.escritura, lambda ctx: hacer(ctx, de.clave, quien))
            op.success(lambda _: self._on_hecho(f"{verbo} {de.nombre}: hecho.")).failure(self._on_negado).run()

        pedir(
            self,
            self._sesion,
            Asunto(f"{verbo} {de.nombre}"),
            operacion,
            lambda ctx, clave, pin: autorizar(ctx, clave, pin, operacion, de.clave),
            autorizado,
            de.clave,
        )

    # --- what is shown ---

    def _releer(self) -> None:
        Op(self, self._sesion.motor.lectura, ver_gente).success(self._on_gente).run()

    def _on_gente(self, gente: tuple[Integrante, ...]) -> None:
        antes = self.elegido()
        self.model.poner(gente)
        self.alta.conocer([i.usuario for i in gente])
        fila = next((n for n, i in enumerate(self.model.filas) if antes and i.usuario.clave == antes.clave), 0)
        self.tabla.setCurrentIndex(self.model.index(fila, 0))
        self._on_elegido()

    def _on_elegido(self) -> None:
        """Only what can be: nobody is disabled by themselves, a PIN that is not blocked needs no unblocking."""
        fila = self.tabla.currentIndex().row()
        elegido = self.model.fila(fila) if 0 <= fila < self.model.rowCount() else None
        usuario = self._sesion.usuario
        ajeno = elegido is not None and usuario is not None and elegido.usuario.clave != usuario.clave
        self.baja.setEnabled(ajeno)
        self.otro_pin.setEnabled(ajeno)
        self.desbloquea.setEnabled(elegido is not None and elegido.intentos.fallos > 0)

    def _on_hecho(self, texto: str) -> None:
        self._decir(texto, "bien")
        self._releer()

    def _on_negado(self, error: Esperado) -> None:
        self._decir(error.mensaje, "mal")

    def _decir(self, texto: str, estado: str) -> None:
        self.mensaje.setText(texto)
        self.mensaje.setVisible(bool(texto))
        tema.poner(self.mensaje, estado=estado)


def _estado(integrante: Integrante) -> str:
    intentos = integrante.intentos
    if intentos.is_bloqueado:
        return "bloqueado"
    if intentos.espera_hasta is not None:
        return f"espera hasta {intentos.espera_hasta:%H:%M}"
    return "" if not intentos.fallos else f"{intentos.fallos} mal"
