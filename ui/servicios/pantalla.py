"""F2 Otros servicios: what is sold at the left, for whom and how many in the middle, money at the right.

It charges with the same parts as F1; what the cuenta owes is not touched.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.cobro.catalogo import Oferta, ofrecer
from app.cobro.cobranza import Cobro
from app.context import Contexto
from app.domain.cuenta import Cuenta
from app.domain.pago.pago import ServicioPedido
from ui.cobro.curso import Carga, Curso
from ui.cobro.hecho import hoja_de
from ui.cobro.mando import Mando
from ui.op import Op
from ui.pantalla import Pantalla
from ui.servicios.columnas import Columnas
from ui.servicios.encargo import Encargo
from ui.servicios.renglones import renglones_de
from ui.servicios.venta import en_breve
from ui.sesion import Sesion


class PantallaServicios(Pantalla):
    """F2."""

    tecla = "F2"
    titulo = "Otros servicios"
    breve = "Servicios"
    exige_turno = True

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(sesion, parent)
        self.mando = Mando(sesion, self)
        self.encargo = Encargo(sesion, self)
        self._cuenta: Cuenta | None = None
        self._curso = Curso.de()
        self._pedidos: tuple[ServicioPedido, ...] = ()
        self._antes: tuple[ServicioPedido, ...] | None = None
        self._build()
        self._build_acciones()
        self._conectar()
        self._vaciar()

    def _build(self) -> None:
        self.columnas = Columnas()
        self.lista, self.venta, self.pago = self.columnas.lista, self.columnas.venta, self.columnas.pago
        self.hecho = self.columnas.hecho
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addWidget(self.columnas)

    def _build_acciones(self) -> None:
        explica = "Lo elegido se cobra a la cuenta abierta en F1, o a quien no tiene cuenta."
        self.accion("Con la cuenta de F1, o sin cuenta", "Ctrl+N", self.cambiar_cuenta, explica)
        self.accion(
            "Aportaciones voluntarias", "Ctrl+D", self._on_aportaciones, "Espacio marca la que la persona quiera."
        )
        pasar = self.accion("Pasar a cobrar", "Ctrl+Return", self.pasar, "También Enter en la búsqueda en blanco.")
        pasar.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        self.accion("Reimprimir el último ticket", "Ctrl+R", self.reimprimir, "El que se acaba de cobrar aquí.")

    def _conectar(self) -> None:
        mando, lista, venta, pago = self.mando, self.lista, self.venta, self.pago
        lista.elegida.connect(self._on_elegida)
        lista.vacio_entrado.connect(self.pasar)
        lista.pedido.connect(lambda: self.columnas.poner_venta(buscando=True))
        venta.pedido.agregado.connect(self._on_agregado)
        venta.renglones.quitado.connect(self._on_quitado)
        venta.aportaciones.cambiadas.connect(self._rehacer)
        venta.comprador.nombre_cambiado.connect(self._rehacer)
        venta.comprador.entrado.connect(self.pasar)
        venta.comprador.cambio_pedido.connect(self.cambiar_cuenta)
        mando.cargado.connect(self._on_cargado)
        mando.rechazado.connect(self._on_rechazado)
        mando.ocupado_cambiado.connect(pago.ocupar)
        mando.terminado.connect(self._on_terminado)
        pago.pedido.connect(mando.cobrar)
        self.encargo.hecho.connect(self._on_cargado_al_recibo)
        self.encargo.rechazado.connect(venta.pedido.decir)
        self.hecho.reimprimir.connect(self._reimprimir)
        self.sesion.papel_cambiado.connect(lambda folio, estado: self.hecho.decir_papel(folio, f"Ticket {estado}"))

    # --- what the window asks ---

    def mostrar(self) -> None:
        """For the cuenta that F1 has open, unless something is half chosen for somebody already."""
        if not self._elegido() and not self.mando.ocupado:
            self._cuenta = self.sesion.cuenta
        self._releer()
        if not self.venta.pedido.is_abierto:
            self.lista.enfocar()

    def recibir(self, texto: str) -> bool:
        """What is typed outside any field looks for a service."""
        if not self.mando.ocupado:
            self.lista.escribir(texto)
        return True

    def escape(self) -> bool:
        """One step back; while a charge is under way there is none."""
        if self.mando.ocupado:
            return True
        if self.columnas.is_hecho or self.venta.pedido.cerrar():
            self.lista.enfocar()
            return True
        if self.pago.escape():
            return True
        if not self.lista.campo.hasFocus():
            self.lista.enfocar()
            return True
        if self.lista.escape():
            return True
        if self._pedidos:
            self._on_quitado(len(self._pedidos) - 1)
            return True
        if self._elegido() or self.venta.comprador.texto:
            self._vaciar()
            return True
        return False

    def cambiar_cuenta(self) -> None:
        """Sell to the cuenta of F1, or to somebody without one."""
        if self.mando.ocupado:
            return
        self._cuenta = self.sesion.cuenta if self._cuenta is None else None
        self._releer()

    def pasar(self) -> None:
        """On to the money; first the name of who pays without a cuenta."""
        if not self._elegido():
            self.pago.decir("Todavía no hay nada que cobrar: elija un servicio o una aportación.")
        elif self._cuenta is None and not self.venta.comprador.texto:
            self.columnas.turnar(buscando=False)
            self.venta.comprador.enfocar()
        else:
            if self._ordenado() != self._curso:
                self._rehacer()
            self.columnas.turnar(buscando=False)
            self.pago.enfocar()

    def reimprimir(self) -> None:
        """Print the ticket again of what was charged here last."""
        for folio in self.hecho.folios:
            self._reimprimir(folio)

    # --- what is chosen ---

    def _elegido(self) -> tuple[ServicioPedido, ...]:
        return (*self._pedidos, *self.venta.aportaciones.pedidos())

    def _releer(self) -> None:
        """The prices of today for who buys."""
        cuenta = self._cuenta
        self.venta.comprador.mostrar(cuenta, self.sesion.cuenta)

        def leer(ctx: Contexto) -> tuple[Oferta, ...]:
            return ofrecer(ctx.perfil, cuenta, ctx.reloj.ahora().date())

        Op(self, self.sesion.motor.lectura, leer).success(self._on_ofertas).run()

    def _on_ofertas(self, ofertas: tuple[Oferta, ...]) -> None:
        self.lista.poner(tuple(o for o in ofertas if o.servicio.clase != "aportacion"))
        self.venta.aportaciones.poner(tuple(o for o in ofertas if o.servicio.clase == "aportacion"))
        if self._ordenado() != self._curso:
            self._rehacer()

    def _on_elegida(self, oferta: Oferta) -> None:
        if not self.mando.ocupado:
            self.columnas.poner_venta(buscando=False)
            self.venta.pedido.abrir(oferta)

    def _on_agregado(self, pedido: ServicioPedido) -> None:
        # While the one before is being looked up, a second Enter is not a second service.
        if self.mando.ocupado or self._antes is not None:
            return
        oferta = self.venta.pedido.oferta
        if oferta is not None and oferta.servicio.clase == "cargo_al_recibo":
            self.encargo.pedir(self._cuenta, oferta.servicio, pedido)
        else:
            self._antes = self._pedidos
            self._pedidos = (*self._pedidos, pedido)
            self._rehacer()

    def _on_quitado(self, lugar: int) -> None:
        """Take a line out: a service, or (after them) a contribution."""
        if self.mando.ocupado:
            return
        if lugar < len(self._pedidos):
            self._pedidos = (*self._pedidos[:lugar], *self._pedidos[lugar + 1 :])
            self._rehacer()
        else:
            marcadas = [c for c in self.venta.aportaciones.casillas if c.isChecked()]
            marcadas[lugar - len(self._pedidos)].setChecked(False)

    def _on_aportaciones(self) -> None:
        casillas = self.venta.aportaciones.casillas
        if casillas and not self.mando.ocupado:
            self.columnas.poner_venta(buscando=False)
            casillas[0].setFocus()

    def _ordenado(self) -> Curso:
        """The charge of what is chosen now."""
        cuentas = () if self._cuenta is None else (self._cuenta.numero,)
        nombre = "" if cuentas else self.venta.comprador.texto
        return replace(self._curso, cuentas=cuentas, servicios=self._elegido(), nombre=nombre)

    def _rehacer(self) -> None:
        """Work the charge out again with what is chosen now."""
        if self.mando.ocupado:
            return
        self._curso = self._ordenado()
        self.pago.decir("")
        if self._curso.servicios:
            self.mando.poner(self._curso)
        else:
            self.mando.cancelar()
            self.venta.renglones.poner(())
            self.pago.mostrar(None, "")

    def _on_cargado(self, carga: Carga) -> None:
        if carga.negado is not None and self._antes is not None:
            self._deshacer(carga.negado.mensaje)
            return
        aplicado = () if carga.propuesta is None else carga.propuesta.liquidaciones[0].aplicado
        self.venta.renglones.poner(renglones_de(carga.curso.servicios, aplicado, self.sesion.perfil))
        self.pago.mostrar(carga.propuesta, en_breve(aplicado))
        self.pago.decir("" if carga.negado is None else carga.negado.mensaje)
        if self._antes is not None:
            self._antes = None
            self.venta.pedido.cerrar()
            self.lista.enfocar(limpiar=True)

    def _on_cargado_al_recibo(self, dicho: str) -> None:
        self.venta.pedido.cerrar()
        self.lista.enfocar(limpiar=True)
        self.lista.decir(dicho)
        self.sesion.aviso.emit(dicho)

    def _on_rechazado(self, mensaje: str) -> None:
        if self._antes is not None:
            self._deshacer(mensaje)
        else:
            self.pago.decir(mensaje)

    def _deshacer(self, mensaje: str) -> None:
        """What was just asked for cannot be had: what was typed stays, and what was chosen before too."""
        self._pedidos, self._antes = self._antes or (), None
        self._rehacer()
        self.venta.pedido.decir(mensaje)

    # --- charge ---

    def _on_terminado(self, cobro: Cobro) -> None:
        self._vaciar()
        self._cuenta = self.sesion.cuenta
        self.columnas.poner_hecho(cobro)
        self.lista.campo.setFocus()
        self._releer()
        self.sesion.cobrado.emit(cobro)
        encabezado = self.sesion.encabezado
        op = Op(self, self.sesion.motor.lectura, lambda ctx: hoja_de(cobro.pagos, encabezado))
        op.success(self.columnas.papel.mostrar).run()

    def _vaciar(self) -> None:
        """Nothing is chosen, for nobody yet."""
        self._pedidos, self._antes, self._curso = (), None, Curso.de()
        self.mando.cancelar()
        self.venta.pedido.cerrar()
        self.venta.comprador.nombre.clear()
        self.venta.aportaciones.limpiar()
        self.venta.renglones.poner(())
        self.pago.vaciar()
        self.columnas.poner_venta(buscando=True)

    def _reimprimir(self, folio: str) -> None:
        self.sesion.aviso.emit(f"Reimprimiendo {folio}…")
        self.sesion.imprenta.reimprimir(folio)
