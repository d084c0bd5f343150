"""F5 Beneficiarios: benefits, recibos de subsidio that wait for a signature, requests that wait for an answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from app.context import Contexto
from app.domain.pago.pago import Folio
from app.domain.subsidio.subsidio import Subsidio
from app.subsidio.subsidios import emitir_a_peticion
from ui.beneficiarios.beneficios import BeneficiosPanel
from ui.beneficiarios.firmar import FirmarView
from ui.beneficiarios.pendientes import PendientesPanel
from ui.beneficiarios.solicitudes import SolicitudesPanel
from ui.op import Op
from ui.pantalla import Pantalla
from ui.piezas.flujo import Flujo
from ui.piezas.tecla import Boton
from ui.sesion import Sesion

Panel = BeneficiosPanel | PendientesPanel | SolicitudesPanel


class PantallaBeneficiarios(Pantalla):
    """F5: a row of sections; while somebody signs, only the pad."""

    tecla = "F5"
    titulo = "Beneficiarios"

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(sesion, parent)
        self.pendientes = PendientesPanel(sesion)
        self.firmar = FirmarView(sesion)
        self.beneficios = BeneficiosPanel(sesion)
        self.solicitudes = SolicitudesPanel(sesion)
        self.paneles: tuple[Panel, ...] = (self.beneficios, self.pendientes, self.solicitudes)
        self._del_cobro = False
        self._is_estrenada = False
        self._build()
        self._build_acciones()
        self.pendientes.elegido.connect(self.empezar)
        self.firmar.dejado.connect(self.escape)
        self.firmar.firmado.connect(self._on_firmado)
        sesion.firma_pedida.connect(self._on_firma_pedida)
        sesion.usuario_cambiado.connect(self._on_usuario_cambiado)
        self.solicitudes.contadas.connect(self._on_contadas)

    def _build(self) -> None:
        self._pila, self._secciones = QStackedWidget(), QStackedWidget()
        self._botones = QButtonGroup(self)
        fila = Flujo(hueco=0, entre_lineas=0)
        for n, titulo in enumerate(("Beneficios", "Por firmar", "Solicitudes")):
            boton = Boton(titulo, f"Alt {n + 1}", "pestana")
            boton.setCheckable(True)
            self._botones.addButton(boton, n)
            fila.addWidget(boton)
            self._secciones.addWidget(self.paneles[n])
            self._de_solicitudes = boton
            self.accion(titulo, f"Alt+{n + 1}", partial(self.traer, n), f"Ir a {titulo.lower()}")
        self._botones.button(0).setChecked(True)
        self._botones.idClicked.connect(self.traer)
        lista = QWidget()
        filas = QVBoxLayout(lista)
        filas.setContentsMargins(12, 4, 12, 12)
        filas.setSpacing(8)
        filas.addLayout(fila)
        filas.addWidget(self._secciones, 1)
        pad = QWidget()
        con_margen = QVBoxLayout(pad)
        con_margen.setContentsMargins(12, 12, 12, 12)
        con_margen.addWidget(self.firmar)
        self._pila.addWidget(lista)
        self._pila.addWidget(pad)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addWidget(self._pila)

    def _build_acciones(self) -> None:
        tablero, firmar = self.firmar.tablero, self.firmar
        self.accion("Firmar o archivar", "Ctrl+F", self._on_hacer, "El recibo de subsidio elegido")
        for texto, atajo, hacer, explica in (
            ("Firmar en papel", "Ctrl+P", firmar.en_papel, "Salen dos tantos; el escaneo se archiva después"),
            ("Borrar la firma", "Ctrl+Del", tablero.borrar, "Se dibuja otra vez"),
            ("Quitar el último trazo", "Ctrl+Z", tablero.deshacer, ""),
            ("Ponerlo otra vez", "Ctrl+Y", tablero.rehacer, ""),
        ):
            self.accion(texto, atajo, partial(self._si_firma, hacer), explica)
        explica = "La firma, y sigue quien cobra; el beneficio; la solicitud"
        self.accion("Guardar", "Ctrl+Return", self._on_guardar, explica)
        panel, solicitudes = self.beneficios, self.solicitudes
        for texto, atajo, hacer, explica in (
            ("Otorgar un beneficio", "Ctrl+G", panel.empezar_otorgar, "Con el PIN de un supervisor"),
            ("Renovar el elegido", "Ctrl+N", panel.empezar_renovar, "Con documento nuevo"),
            ("Retirar el elegido", "Ctrl+D", panel.empezar_retirar, "Por datos falsos se ve antes lo que se cobra"),
            ("Ver su CURP completa", "Ctrl+U", panel.pedir_curp, "Con el PIN de un supervisor"),
        ):
            self.accion(texto, atajo, partial(self._en, panel, hacer), explica)
        for texto, atajo, hacer, explica in (
            ("Recibir una solicitud", "Ctrl+S", solicitudes.empezar_recibir, "Con los documentos que se traigan"),
            ("Agregar lo que se trajo", "Ctrl+T", solicitudes.empezar_completar, "A la solicitud elegida"),
            ("Anotar el estudio", "Ctrl+M", solicitudes.empezar_estudio, "Con el PIN de un supervisor"),
            (
                "Resolver la solicitud",
                "Ctrl+R",
                solicitudes.empezar_resolver,
                "Otorgar o negar, otra persona",
            ),
            ("Imprimir su papel", "Ctrl+I", solicitudes.reimprimir, "El acuse, o la respuesta, marcado como COPIA"),
        ):
            self.accion(texto, atajo, partial(self._en, solicitudes, hacer), explica)

    @property
    def is_firmando(self) -> bool:
        """Whether the pad is at the front."""
        return self._pila.currentIndex() == 1

    @property
    def _al_frente(self) -> Panel:
        return self.paneles[self._secciones.currentIndex()]

    def mostrar(self) -> None:
        """The pad stays as it was; a list is read again, and how many requests wait."""
        if self.is_firmando:
            return
        self._al_frente.mostrar()
        if self._al_frente is not self.solicitudes:
            self.solicitudes.leer()

    def traer(self, n: int) -> None:
        """Bring a section to the front."""
        self._is_estrenada = True
        self._secciones.setCurrentIndex(n)
        self._botones.button(n).setChecked(True)
        self.paneles[n].mostrar()

    def escape(self) -> bool:
        """Back from the cashier's signature to the first one, and from that to the list; it is still to be signed."""
        if not self.is_firmando:
            return self._al_frente.escape()
        if not self.firmar.escape():
            self._cerrar_tablero()
        return True

    def _on_contadas(self, cuantas: int) -> None:
        """What waits for an answer is said on its tab, and seen first by whoever just came."""
        self._de_solicitudes.rotular(f"Solicitudes ({cuantas})" if cuantas else "Solicitudes")
        ocupado = self.is_firmando or any(p.is_ocupado for p in self.paneles)
        if cuantas and not self._is_estrenada and self.isVisible() and not ocupado:
            self.traer(2)
        self._is_estrenada = self._is_estrenada or self.isVisible()

    def _on_usuario_cambiado(self) -> None:
        self._is_estrenada = False

    def _cerrar_tablero(self) -> None:
        """Back to where it was asked for: the list, or the charge."""
        self._pila.setCurrentIndex(0)
        if self._del_cobro:
            self._del_cobro = False
            self.sesion.firma_terminada.emit()
        else:
            self.mostrar()

    def empezar(self, subsidio: Subsidio) -> None:
        """Let that one be signed now."""
        self._pila.setCurrentIndex(1)
        self.firmar.mostrar(subsidio)

    def _si_firma(self, hacer: Callable[[], None]) -> None:
        if self.is_firmando:
            hacer()

    def _on_hacer(self) -> None:
        self._en(self.pendientes, self.pendientes.hacer)

    def _en(self, panel: Panel, hacer: Callable[[], None]) -> None:
        """Only with that section at the front."""
        if not self.is_firmando and self._al_frente is panel:
            hacer()

    def _on_guardar(self) -> None:
        """Ctrl Enter does what the form at the front is for."""
        if self.is_firmando:
            self.firmar.continuar()
        else:
            self._al_frente.confirmar()

    def _on_firma_pedida(self, folios: tuple[str, ...]) -> None:
        usuario = self.sesion.usuario
        if usuario is None:
            return

        def emitir(ctx: Contexto) -> tuple[Subsidio, ...]:
            return tuple(s for folio in folios for s in emitir_a_peticion(ctx, Folio.from_texto(folio), usuario))

        op = Op(self, self.sesion.motor.escritura, emitir)
        op.failure(lambda error: self.pendientes.decir(error.mensaje, "mal")).success(self._on_emitidos).run()

    def _on_emitidos(self, subsidios: tuple[Subsidio, ...]) -> None:
        por_firmar = [s for s in subsidios if s.estado == "por_firmar"]
        if por_firmar:
            self._del_cobro = True
            self.empezar(por_firmar[0])
        else:
            self.mostrar()

    def _on_firmado(self, subsidio: Subsidio) -> None:
        falta = "; falta archivar su escaneo" if subsidio.estado == "por_archivar" else ""
        self.pendientes.decir(f"{subsidio.recibo.folio}: firmado{falta}.", "bien")
        self.sesion.aviso.emit(f"{subsidio.recibo.folio}: firmado{falta}.")
        self._cerrar_tablero()
