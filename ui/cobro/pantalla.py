"""F1 Cobrar: three columns, who, what and how much; nothing here but where things are and what the keys do."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.cobro.cobranza import Cobro
from app.cobro.ultimos import CUANTOS, Ultimo, ultimos_pagos
from app.domain.pago.pago import Pago
from app.domain.periodo import Periodo
from ui.cobro.columnas import Columnas
from ui.cobro.curso import Carga
from ui.cobro.hecho import hoja_de
from ui.cobro.mando import Mando
from ui.cobro.totales import en_breve
from ui.cobro.tramites import Tramites
from ui.op import Op
from ui.pantalla import Pantalla
from ui.papel.papel import VistaPapel
from ui.sesion import Sesion

_GUIA_OTRA = "Otra cuenta para este mismo cobro: escríbala o lea su código. Esc vuelve."


class PantallaCobrar(Pantalla):
    """The screen where the day goes by."""

    tecla = "F1"
    titulo = "Cobrar"
    exige_turno = True

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(sesion, parent)
        self.mando = Mando(sesion, self)
        self._agregando = False
        self._id = ""
        self._build()
        self._build_acciones()
        self.tramites = Tramites(self)
        self._conectar()
        self._vaciar()

    def _build(self) -> None:
        self.columnas = Columnas(self.sesion)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addWidget(self.columnas)
        self.buscador, self.cuenta, self.pago = self.columnas.buscador, self.columnas.cuenta, self.columnas.pago
        self.hecho, self.ultimos, self.porque = self.columnas.hecho, self.columnas.ultimos, self.columnas.porque
        self.condonar = self.columnas.condonar

    def _build_acciones(self) -> None:
        self.accion("Otra cuenta en el mismo cobro", "Ctrl+N", self.agregar, "También F1 otra vez, o leer su código.")
        self.accion("Pagar una parte, o por adelantado", "F7", self._on_parte, "Cuánto se recibe hoy.")
        self.accion("¿Por qué este importe?", "F8", self._on_porque, "Cada concepto con su base, tasa y artículo.")
        self.accion("Con o sin beneficio", "Ctrl+B", self.mando.cambiar_beneficio, "Deja de dar el beneficio, o lo da.")
        self.accion("Autoriza un supervisor", "Ctrl+S", self._on_supervisor, "Pagar un recibo dejando uno anterior.")
        self.accion("Reimprimir el último ticket", "Ctrl+R", self.reimprimir, "Sale marcado como COPIA.")
        self.accion("Últimos cobros", "F9", self._on_ultimos, "Con su ticket; Ctrl R lo imprime, Supr lo cancela.")

    def _conectar(self) -> None:
        mando, pago, cuenta = self.mando, self.pago, self.cuenta
        self.buscador.elegida.connect(self._on_elegida)
        mando.cargado.connect(self._on_cargado)
        mando.rechazado.connect(self._on_rechazado)
        mando.ocupado_cambiado.connect(pago.ocupar)
        mando.terminado.connect(self._on_terminado)
        pago.pedido.connect(mando.cobrar)
        pago.parte_cambiada.connect(mando.poner_monto)
        pago.movido.connect(cuenta.recibos.mover)
        pago.espacio.connect(cuenta.recibos.alternar)
        cuenta.alternado.connect(mando.alternar)
        cuenta.quitada.connect(mando.quitar)
        cuenta.boton_porque.clicked.connect(self._on_porque)
        cuenta.boton_parte.clicked.connect(self._on_parte)
        cuenta.boton_beneficio.clicked.connect(mando.cambiar_beneficio)
        self.porque.volver.clicked.connect(self.escape)
        self.ultimos.volver.clicked.connect(self.escape)
        self.ultimos.visto.connect(self._on_visto)
        self.columnas.ultimo.boton_otra.clicked.connect(self.reimprimir)
        self.columnas.ultimo.boton_lista.clicked.connect(self._on_ultimos)
        self.hecho.reimprimir.connect(self._reimprimir)
        self.sesion.papel_cambiado.connect(self._on_papel_cambiado)
        self.sesion.usuario_cambiado.connect(lambda _: self._releer_ultimos())

    def mostrar(self) -> None:
        """Ready to type, where one was."""
        self._releer_ultimos()
        self._enfocar()

    def otra_vez(self) -> None:
        """F1 again asks for another cuenta for the same charge."""
        self.agregar()

    def recibir(self, texto: str) -> bool:
        """What is typed outside any field is a search."""
        if not self.mando.ocupado:
            self.buscador.escribir(texto)
        return True

    def leer(self, codigo: str) -> bool:
        """A scanned code opens its cuenta, or adds it to the charge on the screen; it never charges."""
        if not self.mando.ocupado:
            self._agregando = self.mando.curso is not None
            self.buscador.escribir(codigo)
            self.buscador.entrar()
        return True

    def agregar(self) -> None:
        """Ask for another cuenta for this charge."""
        if self.mando.ocupado:
            return
        self._agregando = self.mando.curso is not None
        if self._agregando:
            self.columnas.poner(self.cuenta)
            self.buscador.enfocar(limpiar=True, guia=_GUIA_OTRA)
        else:
            self.buscador.enfocar()

    def escape(self) -> bool:
        """One step back; while a charge is under way there is none."""
        if self.mando.ocupado:
            return True
        if self.columnas.pagina in (self.porque, self.ultimos, *self.tramites.paginas):
            self.columnas.poner(self.columnas.vacia if self.mando.curso is None else self.cuenta)
            self._enfocar()
            return True
        if self.mando.curso is None:
            return self._escapar_sin_cobro()
        if self._agregando or self.buscador.campo.hasFocus():
            self._agregando = False
            self.buscador.limpiar()
            self.columnas.poner(self.cuenta)
            self._enfocar()
            return True
        if self.pago.escape():
            return True
        if len(self.mando.curso.cuentas) > 1:
            self.mando.quitar(self.mando.curso.cuentas[-1])
            return True
        self._vaciar()
        self.buscador.enfocar()
        return True

    def _escapar_sin_cobro(self) -> bool:
        if self.buscador.escape():
            self.buscador.enfocar()
            return True
        if self.columnas.pagina is self.columnas.hoja:
            self._vaciar()
            self.buscador.enfocar()
            return True
        return False

    def reimprimir(self) -> None:
        """Print the ticket again of what is stood on, else of what was charged last."""
        if self.columnas.pagina is self.ultimos and self.ultimos.actual is not None:
            self._reimprimir(str(self.ultimos.actual.folio))
        elif self.columnas.pagina is self.columnas.convenido:
            self.columnas.convenido.reimprimir()
        elif self.hecho.folios and self.columnas.pagina is self.columnas.hoja:
            for folio in self.hecho.folios:
                self._reimprimir(folio)
        elif self.ultimos.ultimo is not None:
            self._reimprimir(str(self.ultimos.ultimo.folio))

    def _reimprimir(self, folio: str) -> None:
        self.sesion.aviso.emit(f"Reimprimiendo {folio}…")
        self.sesion.imprenta.reimprimir(folio)

    def _enfocar(self) -> None:
        if self.mando.curso is None or self.mando.carga is None or self.mando.carga.propuesta is None:
            self.buscador.enfocar()
        else:
            self.pago.enfocar()

    def _vaciar(self) -> None:
        self._agregando = False
        self.mando.cancelar()
        self.cuenta.olvidar()
        self.pago.vaciar()
        self.columnas.poner(self.columnas.vacia)

    def _on_elegida(self, numero: str, periodo: Periodo | None, solo: bool) -> None:
        self.mando.abrir(numero, periodo, solo, self._agregando)

    def _on_cargado(self, carga: Carga, periodo: Periodo | None, solo: bool) -> None:
        nueva = self.cuenta.ficha is None or self._agregando or carga.curso.id != self._id
        if nueva and carga.curso.id != self._id:
            self.pago.vaciar()
        self._id = carga.curso.id
        self._agregando = False
        self.cuenta.mostrar(carga, periodo)
        self.pago.mostrar(carga.propuesta, en_breve(carga, self.sesion.encabezado))
        self.pago.parte.nota.setVisible(carga.curso.monto is None)
        self.pago.decir(self._razon(carga))
        if nueva:
            self.columnas.poner(self.cuenta)
            self._on_nueva(carga, periodo, solo)

    def _on_nueva(self, carga: Carga, periodo: Periodo | None, solo: bool) -> None:
        if carga.propuesta is not None:
            self.pago.enfocar(sordo=solo)
        elif self.columnas.is_estrecha:
            self.cuenta.boton_parte.setFocus()
        else:
            self.buscador.enfocar()
        if periodo is not None and self.cuenta.recibos.actual != periodo:
            self.pago.decir(f"El recibo de {periodo} ya está pagado.")

    def _razon(self, carga: Carga) -> str:
        if carga.negado is None or carga.negado.clave == "sin_adeudo":
            return ""
        como = " Ctrl S: lo autoriza aquí mismo." if self.mando.necesita_supervisor() else ""
        return carga.negado.mensaje + como

    def _on_rechazado(self, mensaje: str) -> None:
        if self.mando.curso is None:
            self.buscador.decir(mensaje)
        else:
            self.pago.decir(mensaje)

    def _on_terminado(self, cobro: Cobro) -> None:
        self._vaciar()
        self.hecho.mostrar(cobro)
        self.columnas.papel.mostrar(None)
        self.columnas.poner(self.columnas.hoja)
        self.buscador.enfocar(limpiar=True)
        self.sesion.cobrado.emit(cobro)
        self._componer(cobro.pagos, self.columnas.papel)
        self._releer_ultimos()

    def _componer(self, pagos: tuple[Pago, ...], donde: VistaPapel) -> None:
        encabezado = self.sesion.encabezado
        Op(self, self.sesion.motor.lectura, lambda ctx: hoja_de(pagos, encabezado)).success(donde.mostrar).run()

    def _on_parte(self) -> None:
        if self.mando.curso is None or self.mando.ocupado:
            return
        if len(self.mando.curso.cuentas) > 1:
            self.pago.decir("Con varias cuentas se paga todo lo que deben; el abono va por separado.")
            return
        self.columnas.poner(self.cuenta)
        self.pago.parte.abrir()

    def _on_porque(self) -> None:
        ficha = self.cuenta.ficha
        if self.mando.curso is None or ficha is None or not ficha.adeudo.total:
            return
        if self.columnas.pagina is self.porque:
            self.escape()
            return
        self.porque.mostrar(ficha)
        self.columnas.poner(self.porque)

    def _on_supervisor(self) -> None:
        if self.mando.necesita_supervisor():
            self.mando.pedir_autorizacion()

    def _on_ultimos(self) -> None:
        if self.mando.ocupado:
            return
        self.columnas.copia.mostrar(None)
        self.columnas.poner(self.ultimos)
        self.ultimos.enfocar()
        self._releer_ultimos()

    def _on_visto(self, pago: Pago) -> None:
        if self.columnas.pagina is self.ultimos:
            self._componer((pago,), self.columnas.copia)

    def _on_papel_cambiado(self, folio: str, estado: str) -> None:
        self.hecho.decir_papel(folio, f"Ticket {estado}")
        self._releer_ultimos()

    def _releer_ultimos(self) -> None:
        """The last one alone, but for who is looking at the whole list."""
        if self.sesion.usuario is None:
            return
        cuantos = CUANTOS if self.columnas.pagina is self.ultimos else 1
        op = Op(self, self.sesion.motor.lectura, lambda ctx: ultimos_pagos(ctx, cuantos))
        op.success(self._on_ultimos_leidos).run()

    def _on_ultimos_leidos(self, ultimos: tuple[Ultimo, ...]) -> None:
        self.columnas.ultimo.mostrar(ultimos[0] if ultimos else None)
        donde = self.ultimos.actual
        self.ultimos.poner(ultimos)
        if self.columnas.pagina is self.ultimos:
            self.ultimos.volver_a(donde)
