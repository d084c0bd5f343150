"""F11 Tesorería: each corte Z, counted again, handed over, accepted or sent back; and what comes of several.

Whoever is at the caja does what their roles allow; for the rest somebody gives their PIN. A recount never shows what
was counted before, and nothing here adjusts a figure.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.documentos import corte_x as papel_de_corte
from app.documentos import ficha_de_deposito
from app.domain.corte.corte import Arqueo, Corte
from app.domain.corte.entrega import CorteEnLista
from app.errors import EquipoError, NegocioError
from app.turno.cortes import folio_de_corte, is_a_ciegas, lista_de_cortes, ver_corte
from ui.op import Op
from ui.pantalla import Pantalla
from ui.papel.impreso import Impreso, ImpresoCard
from ui.piezas.flujo import Flujo
from ui.piezas.pila import Pila
from ui.piezas.tecla import Boton
from ui.sesion import Sesion
from ui.tesoreria.cuentas import Cuentas
from ui.tesoreria.detalle import DetalleCard
from ui.tesoreria.entrega import Entrega
from ui.tesoreria.formas import ConteoCard, RespuestaCard
from ui.tesoreria.lista import Fila, ListaCard

#: Days of the list at first.
_ATRAS = timedelta(days=31)
_RECUENTO = "Cuente lo que hay, sin ver el conteo del cajero: las tres cifras se ven al terminar."
_ENTREGA = "Estas son las piezas del último conteo; cambie las que no se entregan, si el fondo se queda en el cajón."


class PantallaTesoreria(Pantalla):
    """F11."""

    tecla = "F11"
    titulo = "Tesorería"
    operacion = "ver_cortes"

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(sesion, parent)
        self.entrega, self.cuentas = Entrega(sesion, self), Cuentas(sesion, self)
        self._leidos: tuple[CorteEnLista, ...] = ()
        self._build()
        self._build_acciones()
        self._conectar()

    def _build(self) -> None:
        self.lista, self.detalle, self.impreso = ListaCard(), DetalleCard(), ImpresoCard()
        self.recuento = ConteoCard({"motivo": "Motivo del recuento"}, "Guardar el recuento")
        campos = {"referencia": "Bolsa o ficha del banco", "recibe": "Quien lo lleva o lo toma"}
        self.deposito = ConteoCard(campos, "Entregar")
        self.respuesta = RespuestaCard()
        self._derecha = Pila()
        for card in (self.detalle, self.recuento, self.deposito, self.respuesta, self.impreso):
            self._derecha.addWidget(card)
        botones = Flujo(hueco=8)
        self.boton_concentrado = Boton("Concentrado", "Ctrl G")
        self.boton_poliza, self.boton_raiz = Boton("Póliza", "Ctrl J"), Boton("Raíz del día", "Ctrl K")
        for boton in (self.boton_concentrado, self.boton_poliza, self.boton_raiz):
            botones.addWidget(boton)
        self.lista.cuerpo.addLayout(botones)
        columnas = QHBoxLayout(self)
        columnas.setContentsMargins(12, 12, 12, 12)
        columnas.setSpacing(12)
        columnas.addWidget(self.lista, 11)
        columnas.addWidget(self._derecha, 9)

    def _build_acciones(self) -> None:
        for texto, atajo, que, explica in (
            ("Recontar", "Ctrl+R", "recontar", "Contar otra vez el dinero del corte elegido; lo hace un supervisor"),
            ("Entregar", "Ctrl+T", "entregar", "Entregar su dinero a tesorería, con su ficha de depósito"),
            ("Aceptar", "Ctrl+A", "aceptar", "Tesorería lo recibe"),
            ("Rechazar", "Ctrl+D", "rechazar", "Tesorería lo regresa, con el motivo; se entrega otra vez"),
            ("Ver el corte", "Ctrl+B", "papel", "El papel del corte, con todo lo que ha pasado con su dinero"),
            ("Ver la ficha", "Ctrl+F", "ficha", "La ficha de depósito de su última entrega"),
        ):
            self.accion(texto, atajo, partial(self._pedir, que), explica)
        for texto, atajo, hacer, explica in (
            ("Concentrado", "Ctrl+G", self._ver_concentrado, "Los cortes de esos días juntos, por caja y día"),
            ("Guardar el concentrado", "Ctrl+U", self._guardar_concentrado, "En XLSX, CSV o PDF"),
            ("Póliza", "Ctrl+J", self._guardar_poliza, "La póliza contable de esos días, en XLSX o CSV"),
            (
                "Raíz del día",
                "Ctrl+K",
                self._guardar_raiz,
                "El último asiento del día «hasta», para el auditor",
            ),
            ("Imprimir", "Ctrl+P", self._imprimir, "El papel que está a la vista"),
        ):
            self.accion(texto, atajo, hacer, explica)
        sigue = self.accion("Seguir", "Ctrl+Return", self._seguir, "Guardar lo que se escribió")
        sigue.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])

    def _conectar(self) -> None:
        self.lista.pedida.connect(self._releer)
        self.lista.elegido.connect(self._on_elegido)
        self.lista.tabla.doubleClicked.connect(lambda: self._pedir("papel"))
        self.detalle.pedido.connect(self._pedir)
        for forma in (self.recuento, self.deposito, self.respuesta):
            forma.pie.volver.clicked.connect(self.escape)
            forma.pie.seguido.connect(self._seguir)
        self.impreso.volver.clicked.connect(self.escape)
        self.boton_concentrado.clicked.connect(self._ver_concentrado)
        self.boton_poliza.clicked.connect(self._guardar_poliza)
        self.boton_raiz.clicked.connect(self._guardar_raiz)
        self.entrega.hecha.connect(self._on_hecha)
        self.entrega.negada.connect(self._on_negada)
        self.cuentas.papel_listo.connect(self._on_papel)
        self.cuentas.negada.connect(lambda texto: self.lista.decir(texto))

    # --- what is shown ---

    def mostrar(self) -> None:
        """Read the list again and put the hand on it."""
        hoy = self.sesion.ctx.reloj.ahora().date()
        self.lista.poner_dias(hoy - _ATRAS, hoy)
        self._releer()
        if self._derecha.currentWidget() is self.detalle:
            self.lista.tabla.setFocus()

    def escape(self) -> bool:
        """From a form or a paper to the corte."""
        if self._derecha.currentWidget() is self.detalle:
            return False
        self._derecha.setCurrentWidget(self.detalle)
        self._repintar()
        self.lista.tabla.setFocus()
        return True

    def dias(self) -> tuple[date, date] | None:
        """The days of the list; None, and said, when what was typed is no date."""
        try:
            return self.lista.dias()
        except NegocioError as error:
            self.lista.decir(error.mensaje)
            return None

    def _releer(self) -> None:
        self.lista.decir("")
        if (dias := self.dias()) is not None:
            op = Op(self, self.sesion.motor.lectura, lambda ctx: lista_de_cortes(ctx, *dias))
            op.success(self._on_leidos).failure(self._on_error).run()

    def _on_leidos(self, leidos: tuple[CorteEnLista, ...]) -> None:
        self._leidos = leidos
        self._repintar()

    def _repintar(self) -> None:
        """Nothing is seen of any count while one is being made."""
        contando = self._derecha.currentWidget() is self.recuento
        self.lista.poner([Fila(corte, contando or self._is_oculto(corte)) for corte in self._leidos])

    def _is_oculto(self, corte: CorteEnLista) -> bool:
        usuario = self.sesion.usuario
        return usuario is not None and is_a_ciegas(self.sesion.ctx, usuario, corte)

    def _on_elegido(self, numero: int) -> None:
        if self._derecha.currentWidget() not in (self.detalle, self.impreso):
            return
        if not numero:
            self.detalle.poner(None)
            return
        op = Op(self, self.sesion.motor.lectura, lambda ctx: ver_corte(ctx, numero))
        op.success(self._on_corte).failure(self._on_error).run()

    def _on_corte(self, corte: Corte) -> None:
        fila = self.lista.fila()
        if fila is not None and fila.corte.numero == corte.numero:
            self.detalle.poner(corte, oculto=fila.oculto)

    def _on_error(self, error: NegocioError | EquipoError) -> None:
        self.lista.decir(error.mensaje)

    # --- one corte ---

    def _pedir(self, que: str) -> None:
        """Begin something with the corte that is chosen, where it may be done now."""
        corte = self.detalle.corte
        if corte is None or self._derecha.currentWidget() not in (self.detalle, self.impreso):
            return
        if not self.detalle.is_posible(que):
            self.sesion.aviso.emit(f"Al corte Z {corte.numero} no se le puede hacer eso ahora.")
        elif que in ("papel", "ficha"):
            self._ver(corte, que)
        elif que == "recontar":
            self.recuento.limpiar()
            self.recuento.pie.limpiar()
            self.recuento.poner(f"Recuento del corte Z {corte.numero}", _RECUENTO, None)
            self._al_frente(self.recuento)
            self._repintar()
            self.recuento.enfocar()
        elif que == "entregar":
            self.deposito.poner(f"Entrega del corte Z {corte.numero}", _ENTREGA, None)
            self.deposito.pie.limpiar()
            self.deposito.llenar(Arqueo(corte.recuento.piezas) if corte.recuento else corte.arqueo or Arqueo(()))
            self._al_frente(self.deposito)
            self.deposito.pie.campos["referencia"].setFocus()
        else:
            self._al_frente(self.respuesta)
            self.respuesta.poner(corte, rechaza=que == "rechazar")

    def _al_frente(self, card: QWidget) -> None:
        self._derecha.setCurrentWidget(card)

    def _seguir(self) -> None:
        """Save what the form at the front says."""
        corte, frente = self.detalle.corte, self._derecha.currentWidget()
        if corte is None or self.entrega.is_ocupada:
            return
        if frente is self.recuento and (arqueo := self._contado(self.recuento)) is not None:
            self.entrega.recontar(corte, arqueo, self.recuento.pie.texto("motivo"))
        elif frente is self.deposito and (arqueo := self._contado(self.deposito)) is not None:
            pie = self.deposito.pie
            self.entrega.entregar(corte, arqueo, pie.texto("referencia"), pie.texto("recibe"))
        elif frente is self.respuesta:
            self._responder(corte)

    def _contado(self, card: ConteoCard) -> Arqueo | None:
        arqueo = card.arqueo()
        if arqueo is None:
            card.pie.decir(card.mensaje())
            card.enfocar()
        return arqueo

    def _responder(self, corte: Corte) -> None:
        pie, hallado = self.respuesta.pie, self.respuesta.hallado()
        if self.respuesta.is_rechazo:
            self.entrega.rechazar(corte, pie.texto("nota"))
        elif hallado is None:
            pie.decir(self.respuesta.importe.mensaje() or "Escriba el efectivo que se halló.")
            self.respuesta.importe.setFocus()
        else:
            self.entrega.aceptar(corte, hallado, pie.texto("nota"))

    def _on_hecha(self, corte: Corte, dicho: str) -> None:
        self._al_frente(self.detalle)
        self.sesion.aviso.emit(dicho)
        self.detalle.poner(corte)
        self._releer()
        self.lista.tabla.setFocus()

    def _on_negada(self, texto: str) -> None:
        frente = self._derecha.currentWidget()
        if isinstance(frente, (ConteoCard, RespuestaCard)):
            frente.pie.decir(texto)

    # --- papers ---

    def _ver(self, corte: Corte, que: str) -> None:
        is_corte = que == "papel"
        hacer, encabezado = (papel_de_corte if is_corte else ficha_de_deposito), self.sesion.encabezado
        folio = folio_de_corte(corte.numero) if is_corte else ""
        op = Op(self, self.sesion.motor.lectura, lambda ctx: Impreso.from_documento(hacer(corte, encabezado)))
        op.success(lambda impreso: self._on_papel(impreso, folio)).failure(self._on_error).run()

    def _on_papel(self, impreso: Impreso, folio: str = "") -> None:
        """What has no folio comes out as often as it is wanted; a corte did once, and is printed again as a copy."""
        imprenta = self.sesion.imprenta
        if folio:
            self.impreso.poner(impreso, "Imprimir otra vez", lambda: imprenta.reimprimir(folio))
        else:
            self.impreso.poner(impreso, "Imprimir", lambda: imprenta.sacar(impreso.documento, "papel de tesorería"))
        self._al_frente(self.impreso)
        self.impreso.imprimir.setFocus()

    def _imprimir(self) -> None:
        if self._derecha.currentWidget() is self.impreso:
            self.impreso.pulsar()

    def _ver_concentrado(self) -> None:
        if (dias := self.dias()) is not None:
            self.cuentas.ver_concentrado(*dias)

    def _guardar_concentrado(self) -> None:
        if (dias := self.dias()) is not None:
            self.cuentas.guardar_concentrado(*dias)

    def _guardar_poliza(self) -> None:
        if (dias := self.dias()) is not None:
            self.cuentas.guardar_poliza(*dias)

    def _guardar_raiz(self) -> None:
        if (dias := self.dias()) is not None:
            self.cuentas.guardar_raiz(dias[1])
