"""F4 Caja y corte: open the turno, look at it, count the drawer, close it.

The count is typed denomination by denomination; where it is blind, what is expected is shown only after the count is
committed. Closing asks once, in its place, and Esc goes back to the count.
"""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.context import Contexto
from app.documentos import corte_x as papel_de_corte
from app.domain.corte.corte import Corte
from app.domain.permisos import puede
from app.domain.usuario import Usuario
from app.errors import EquipoError, NegocioError
from app.turno.caja import cerrar_turno, corte_x
from app.turno.cortes import Jornada, folio_de_corte, ver_jornada
from app.turno.respaldos import MISMO_DISCO, respaldar_tras_el_corte
from ui.caja.arqueo import ArqueoCard
from ui.caja.jornada import JornadaCard
from ui.caja.turno import AbrirCard, ResultadoCard
from ui.op import Op
from ui.pantalla import Pantalla
from ui.papel.impreso import Impreso, ImpresoCard
from ui.piezas.columnas import lado_a_lado
from ui.piezas.pila import Pila
from ui.piezas.tarjeta import etiqueta
from ui.piezas.tecla import Boton
from ui.resguardo import OTRA_CARPETA
from ui.sesion import Sesion

_CIEGO = "Cuente lo que hay en el cajón, con su fondo. El sistema muestra su cifra después."
_ABIERTO = "Cuente lo que hay en el cajón, con su fondo de $\u00a0{fondo}."
_MOTIVO_MAXIMO = 200


class PantallaCorte(Pantalla):
    """F4."""

    tecla = "F4"
    titulo = "Caja y corte"

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(sesion, parent)
        self._jornada: Jornada | None = None
        self._cerrado: Corte | None = None
        self._is_cerrando = False
        self._build_izquierda()
        self._build_derecha()
        lado_a_lado(self, (self._izquierda, 6), (self._derecha, 13))
        self._build_acciones()
        sesion.turno_cambiado.connect(self._on_turno_cambiado)
        sesion.cobrado.connect(self._on_cobrado)
        sesion.papel_cambiado.connect(self._on_papel_cambiado)
        sesion.usuario_cambiado.connect(self._on_usuario_cambiado)
        sesion.efectivo_cambiado.connect(lambda: self._on_cobrado(None))
        sesion.rondas.hecha.connect(lambda vuelta: self.resultado.poner_envio(vuelta.contacto.por_enviar))
        self._mostrar_estado()

    def _build_izquierda(self) -> None:
        self.abrir, self.arqueo, self.resultado = AbrirCard(self.sesion), ArqueoCard(), ResultadoCard()
        self._izquierda = Pila()
        for card in (self.abrir, self.arqueo, self.resultado):
            self._izquierda.addWidget(card)
        self.arqueo.conteo_cambiado.connect(self._on_conteo_cambiado)
        self.resultado.otro_pedido.connect(self._on_otro_pedido)

    def _build_derecha(self) -> None:
        self.jornada, self.impreso = JornadaCard(), ImpresoCard()
        self.aviso = etiqueta("", "fuerte", "aviso", dobla=True)
        self.mensaje = etiqueta("", "fuerte", "mal", dobla=True)
        self.motivo = QLineEdit()
        self.motivo.setAccessibleName("Motivo de la diferencia, o nota del corte")
        self.motivo.setPlaceholderText("Motivo de la diferencia, o nota; se puede dejar en blanco")
        self.motivo.setMaxLength(_MOTIVO_MAXIMO)
        self.boton_x = Boton("Corte X", "Ctrl X")
        self.boton_cerrar = Boton("Terminar conteo", "Ctrl Enter", "principal")
        botones = QHBoxLayout()
        botones.setSpacing(12)
        botones.addWidget(self.boton_x, 1)
        botones.addWidget(self.boton_cerrar, 2)
        for widget in (self.aviso, self.mensaje, self.motivo):
            widget.hide()
            self.jornada.cuerpo.addWidget(widget)
        self.jornada.cuerpo.addLayout(botones)
        self._derecha = Pila()
        self._derecha.addWidget(self.jornada)
        self._derecha.addWidget(self.impreso)
        self.boton_x.clicked.connect(self._ver_corte_x)
        self.boton_cerrar.clicked.connect(self._terminar)
        self.impreso.volver.clicked.connect(self.escape)
        self.motivo.returnPressed.connect(self._terminar)

    def _build_acciones(self) -> None:
        self.accion("Corte X", "Ctrl+X", self._ver_corte_x, "Ver las cifras del turno hasta ahora, sin cerrarlo")
        explica = "Cerrar el turno con lo contado; pregunta una vez"
        termina = self.accion("Terminar conteo", "Ctrl+Return", self._terminar, explica)
        termina.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        self.accion("Imprimir el corte", "Ctrl+P", self._imprimir, "Imprimir el corte que está a la vista")

    # --- what is shown ---

    def mostrar(self) -> None:
        """Read the turno again and put the hand in the count."""
        self._releer()
        self._enfocar()

    def escape(self) -> bool:
        """From the paper to the figures, from the question to the count."""
        if self._is_cerrando:
            self._preguntar(False)
        elif self._derecha.currentWidget() is self.impreso and self._cerrado is None:
            self._derecha.setCurrentWidget(self.jornada)
        elif self._cerrado is not None:
            self._on_otro_pedido()
        else:
            return False
        self._enfocar()
        return True

    def _mostrar_estado(self) -> None:
        """The cards that go with what there is: a corte just made, a turno, or nothing."""
        if self._cerrado is not None:
            self._izquierda.setCurrentWidget(self.resultado)
            return
        jornada = self._jornada
        self._izquierda.setCurrentWidget(self.abrir if jornada is None else self.arqueo)
        self.jornada.poner(jornada)
        self.boton_x.setEnabled(jornada is not None)
        self.boton_cerrar.setEnabled(jornada is not None)
        self.aviso.setVisible(False)
        if jornada is not None:
            turno = jornada.turno
            indicacion = _CIEGO if jornada.ciego else _ABIERTO.format(fondo=turno.fondo)
            self.arqueo.poner(f"Arqueo del turno {turno.numero}", indicacion, jornada.corte.esperado)
            self.aviso.setText(_aviso_de(jornada, self.sesion.usuario))
            self.aviso.setVisible(bool(self.aviso.text()))

    def _enfocar(self) -> None:
        if self._izquierda.currentWidget() is self.resultado:
            self.resultado.otro.setFocus()
        elif self._izquierda.currentWidget() is self.abrir:
            self.abrir.enfocar()
        else:
            self.arqueo.enfocar()

    def _releer(self) -> None:
        Op(self, self.sesion.motor.lectura, ver_jornada).success(self._on_jornada).failure(self._decir).run()

    def _on_jornada(self, jornada: Jornada | None) -> None:
        cambia = (jornada is None) != (self._jornada is None)
        self._jornada = jornada
        self._mostrar_estado()
        if cambia and self.isVisible():
            self._enfocar()

    def _on_turno_cambiado(self, turno: object) -> None:
        if turno is not None:
            self._cerrado = None
            self._derecha.setCurrentWidget(self.jornada)
        self._releer()

    def _on_usuario_cambiado(self, usuario: Usuario | None) -> None:
        """Whoever comes next finds the drawer, not the corte of who was there."""
        if usuario is None:
            return
        self.abrir.setEnabled(puede(usuario, "abrir_turno"))
        self.resultado.otro.setVisible(puede(usuario, "abrir_turno"))
        if self._cerrado is not None and self._cerrado.quien != usuario.clave:
            self._on_otro_pedido()
        elif self._jornada is not None:
            self._mostrar_estado()

    def _on_cobrado(self, cobro: object) -> None:
        if self.isVisible():
            self._releer()

    def _on_papel_cambiado(self, folio: str, frase: str) -> None:
        if self._cerrado is not None and folio == folio_de_corte(self._cerrado.numero):
            self.resultado.papel.setText(f"Papel del corte: {frase}")

    def _decir(self, error: NegocioError | EquipoError) -> None:
        self.mensaje.setText(error.mensaje)
        self.mensaje.show()

    def _on_otro_pedido(self) -> None:
        self._cerrado = None
        self._derecha.setCurrentWidget(self.jornada)
        self._mostrar_estado()
        self._enfocar()

    # --- papers ---

    def _ver_corte_x(self) -> None:
        if self._jornada is None or self._cerrado is not None:
            return
        encabezado = self.sesion.encabezado

        def hacer(ctx: Contexto) -> Impreso:
            return Impreso.from_documento(papel_de_corte(corte_x(ctx), encabezado))

        Op(self, self.sesion.motor.lectura, hacer).success(self._on_corte_x).failure(self._decir).run()

    def _on_corte_x(self, impreso: Impreso) -> None:
        self._preguntar(False)
        imprenta = self.sesion.imprenta
        self.impreso.poner(impreso, "Imprimir", lambda: imprenta.sacar(impreso.documento, "corte-x"))
        self.impreso.volver.show()
        self._derecha.setCurrentWidget(self.impreso)
        self.impreso.imprimir.setFocus()

    def _imprimir(self) -> None:
        if self._derecha.currentWidget() is self.impreso:
            self.impreso.pulsar()

    # --- close ---

    def _on_conteo_cambiado(self) -> None:
        self.mensaje.hide()
        if self._is_cerrando:
            self._preguntar(False)

    def _preguntar(self, si: bool) -> None:
        """Ask, in the place of the button, whether to close; or stop asking."""
        self._is_cerrando = si
        self.motivo.setVisible(si)
        self.boton_cerrar.rotular(f"Cerrar el turno con $ {self.arqueo.total()}" if si else "Terminar conteo")
        if si:
            self.motivo.setFocus()

    def _terminar(self) -> None:
        if self._jornada is None or self._cerrado is not None or not self.boton_cerrar.isEnabled():
            return
        self._derecha.setCurrentWidget(self.jornada)
        arqueo = self.arqueo.arqueo()
        if arqueo is None:
            self._decir(NegocioError("arqueo_incompleto", self.arqueo.mensaje()))
            self.arqueo.enfocar()
        elif not self._is_cerrando:
            self._preguntar(True)
        elif (usuario := self.sesion.usuario) is not None:
            motivo, encabezado = self.motivo.text().strip(), self.sesion.encabezado

            def hacer(ctx: Contexto) -> tuple[Corte, Impreso]:
                corte = cerrar_turno(ctx, usuario, arqueo, motivo)
                return corte, Impreso.from_documento(papel_de_corte(corte, encabezado))

            self.boton_cerrar.setEnabled(False)
            op = Op(self, self.sesion.motor.escritura, hacer).always(lambda: self.boton_cerrar.setEnabled(True))
            op.failure(self._decir).success(self._on_cerrado).run()

    def _on_cerrado(self, cerrado: tuple[Corte, Impreso]) -> None:
        corte, impreso = cerrado
        folio, imprenta = folio_de_corte(corte.numero), self.sesion.imprenta
        self._cerrado, self._jornada = corte, None
        self._preguntar(False)
        self.motivo.clear()
        self.arqueo.limpiar()
        self.resultado.poner(corte)
        self.impreso.poner(impreso, "Imprimir otra vez", lambda: imprenta.reimprimir(folio))
        self.impreso.volver.hide()
        self._mostrar_estado()
        self._derecha.setCurrentWidget(self.impreso)
        self._enfocar()
        self.sesion.poner_turno(None)
        imprenta.imprimir([folio])
        self.sesion.rondas.pedir()
        self._respaldar()

    def _respaldar(self) -> None:
        """The copy that follows a Z, off the way; what there is to say of it goes to the status bar."""
        taller = self.sesion.taller
        op = Op(self, self.sesion.motor.aparte, lambda ctx: respaldar_tras_el_corte(ctx, taller.copiador(ctx))[1])
        op.success(self._on_respaldado).run()

    def _on_respaldado(self, avisos: tuple[str, ...]) -> None:
        dichos = [f"{a} {OTRA_CARPETA}" if a == MISMO_DISCO else a for a in avisos]
        if dichos:
            self.sesion.aviso.emit(" ".join(dichos))


def _aviso_de(jornada: Jornada, usuario: Usuario | None) -> str:
    """What the cashier should know before counting: a turno of another day, or of somebody else."""
    turno = jornada.turno
    is_de_hoy = turno.abierto.date() == jornada.corte.momento.date()
    if usuario is not None and usuario.clave != turno.cajero and puede(usuario, "cerrar_turno_ajeno"):
        cuando = "" if is_de_hoy else f" del {turno.abierto:%d/%m/%Y}"
        return f"Este turno{cuando} es de {turno.cajero}: cuente lo que hay y ciérrelo con el motivo."
    if not is_de_hoy:
        return f"Este turno es del {turno.abierto:%d/%m/%Y}: lo cierra un supervisor con su arqueo; abra el de hoy."
    if usuario is not None and usuario.clave != turno.cajero:
        return f"Este turno es de {turno.cajero}. Lo cierra su cajero o un supervisor."
    return ""
