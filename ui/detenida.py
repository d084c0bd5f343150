"""What is seen of a caja that is stopped: one sentence, what to do, and the way out that a supervisor has.

It stands above every screen, since nothing can be charged behind it. When the caja goes on, the window is closed and
opened again: what it has in hand is of the epoca that ended.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.centro.alto import CABEZA_AUSENTE, SIN_ALTO
from app.centro.contacto import Contacto
from app.context import Contexto
from app.domain.pago.pago import Folio
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.gente.acceso import autorizar
from app.puesto import Puesto
from app.reposicion.recuperacion import Recuperacion, recuperar, seguir_sin_centro
from ui import tema
from ui.autorizacion import Asunto
from ui.autorizar import pedir
from ui.op import Esperado, Op
from ui.piezas.campos import TextoEdit
from ui.piezas.tarjeta import etiqueta
from ui.piezas.tecla import Boton
from ui.rondas import Vuelta
from ui.sesion import Sesion

_TITULO = "Esta caja está detenida: no se cobra"
_SIN_CENTRO = "Sin centro: escriba el folio del ticket más reciente que haya dado esta caja."


class Detenida(QFrame):
    """The strip; not seen while the caja works.

    Attributes:
        siga: the supervisor's way out; `folio` and `sin_centro` the one without the centre.
    """

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("clase", "barra")
        self.setAccessibleName("Caja detenida")
        self._sesion = sesion
        self._alto = SIN_ALTO
        self._build()
        sesion.rondas.hecha.connect(self._on_ronda)
        self.siga.clicked.connect(self._pedir_con_centro)
        self.sin_centro.clicked.connect(self._pedir_sin_centro)
        self.folio.entrado.connect(self._pedir_sin_centro)
        self.cerrar.clicked.connect(lambda: self.window().close())
        self.hide()

    def _build(self) -> None:
        self.titulo = etiqueta(_TITULO, "fuerte", "mal")
        self.texto = etiqueta("", "", dobla=True)
        self.mensaje = etiqueta("", "fuerte", "aviso", dobla=True)
        self.siga = Boton("Traer lo que falta y seguir", "", "principal")
        self.folio = TextoEdit("Último folio")
        self.folio.setPlaceholderText("2A-004518")
        self.sin_centro = Boton("Seguir sin centro", "")
        self.cerrar = Boton("Cerrar la ventana", "", "principal")
        botones = QHBoxLayout()
        botones.setSpacing(12)
        for pieza in (self.siga, self.folio, self.sin_centro, self.cerrar):
            botones.addWidget(pieza)
        botones.addStretch(1)
        filas = QVBoxLayout(self)
        filas.setContentsMargins(16, 8, 16, 10)
        filas.setSpacing(6)
        for widget in (self.titulo, self.texto, self.mensaje):
            filas.addWidget(widget)
        filas.addLayout(botones)
        for oculto in (self.folio, self.sin_centro, self.cerrar, self.mensaje):
            oculto.hide()

    def _on_ronda(self, vuelta: Vuelta) -> None:
        self.poner(vuelta.contacto)

    def poner(self, contacto: Contacto) -> None:
        """Show why the caja is stopped, or go away."""
        if self.cerrar.isVisibleTo(self):
            # It goes on already, in another epoca than the one of this window.
            return
        nuevo = contacto.alto != self._alto
        self._alto = contacto.alto
        self.setVisible(bool(contacto.alto))
        self.texto.setText(contacto.alto.mensaje)
        self.siga.setVisible(contacto.alto.se_completa and contacto.is_enlazada)
        if nuevo:
            self._ofrecer_sin_centro(contacto.alto.clave == CABEZA_AUSENTE and not contacto.is_enlazada)

    def _ofrecer_sin_centro(self, si: bool) -> None:
        self.folio.setVisible(si)
        self.sin_centro.setVisible(si)
        self._decir(_SIN_CENTRO if si else "", "aviso")

    def _decir(self, texto: str, estado: str) -> None:
        self.mensaje.setText(texto)
        self.mensaje.setVisible(bool(texto))
        tema.poner(self.mensaje, estado=estado)

    # --- the way out ---

    def _pedir_con_centro(self) -> None:
        self._con_supervisor("Se trae del centro lo que falta y los folios siguen en otra serie.", self._traer)

    def _pedir_sin_centro(self) -> None:
        try:
            ultimo = Folio.from_texto(self.folio.text())
        except NegocioError as error:
            self._decir(error.mensaje, "mal")
            self.folio.setFocus()
            return
        resto = f"Nada se trae del centro; los folios siguen en una serie posterior a la de {ultimo}."
        self._con_supervisor(resto, partial(self._seguir, ultimo))

    def _con_supervisor(self, resto: str, hecho: Callable[[Usuario], None]) -> None:
        asunto = Asunto("Hacer seguir esta caja", None, resto)
        operacion = "recuperar_caja"
        pedir(self, self._sesion, asunto, operacion, lambda ctx, c, pin: autorizar(ctx, c, pin, operacion), hecho)

    def _traer(self, quien: Usuario) -> None:
        taller, lectura = self._sesion.taller, self._sesion.motor.lectura.ctx

        def hacer(ctx: Contexto) -> Recuperacion:
            return recuperar(taller.medios_de(Puesto(ctx, lectura)), quien)

        self._hacer(hacer, "Trayendo del centro lo que falta…")

    def _seguir(self, ultimo: Folio, quien: Usuario) -> None:
        taller, lectura = self._sesion.taller, self._sesion.motor.lectura.ctx

        def hacer(ctx: Contexto) -> Recuperacion:
            return seguir_sin_centro(taller.medios_de(Puesto(ctx, lectura)), quien, ultimo)

        self._hacer(hacer, "")

    def _hacer(self, hacer: Callable[[Contexto], Recuperacion], dicho: str) -> None:
        self._decir(dicho, "aviso")
        self._habilitar(False)
        # Where rounds are given: none may begin meanwhile.
        op = Op(self, self._sesion.motor.red, hacer).always(lambda: self._habilitar(True))
        op.success(self._on_hecho).failure(self._on_negado).run()

    def _habilitar(self, si: bool) -> None:
        for boton in (self.siga, self.sin_centro, self.folio):
            boton.setEnabled(si)

    def _on_hecho(self, hecha: Recuperacion) -> None:
        self._ofrecer_sin_centro(False)
        self.siga.hide()
        self.cerrar.show()
        self.titulo.setText("La caja ya puede seguir")
        tema.poner(self.titulo, estado="bien")
        self.texto.setText(f"Sus folios siguen en la serie {hecha.serie}. Cierre la ventana y ábrala otra vez.")
        perdidos = (
            f"Faltan {hecha.perdidos} asientos que nadie tiene: los pagos se reponen en F4 con el ticket del cliente."
        )
        self._decir(perdidos if hecha.perdidos else "", "aviso")
        self.cerrar.setFocus()

    def _on_negado(self, error: Esperado) -> None:
        self._decir(error.mensaje, "mal")
        if error.clave in ("centro_inaccesible", "sin_enlace"):
            self._ofrecer_sin_centro(True)
            self._decir(f"{error.mensaje} Si no puede esperar, siga sin centro con el último folio que dio.", "aviso")
