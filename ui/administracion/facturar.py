"""F6, bill a month: look at what its readings would make and at what somebody must look at first, then make it.

Nothing is written until somebody who administers the caja gives a PIN; a reading that is not believed never keeps the
others out.
"""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from app.context import Contexto
from app.domain.periodo import Periodo
from app.errors import EquipoError, NegocioError
from app.facturacion import Facturacion, PedidoFacturacion
from app.gente.acceso import autorizar
from ui import dialogos
from ui.administracion.facturacion import FacturacionCard
from ui.op import Op
from ui.piezas.columnas import lado_a_lado
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.trabajo import Cancelable, PieTrabajo
from ui.sesion import Sesion

_EXPLICA = (
    "De las lecturas del mes salen sus recibos, con la tarifa y las fechas de cada ruta. "
    "A nadie se le factura dos veces."
)
_CANCELADA = "Se canceló: no se facturó nada."


class FacturarPanel(QWidget):
    """The screen of billing.

    Signals:
        avanzado: cuentas read, and of how many; it comes from the thread that works.
    """

    avanzado = Signal(int, int)

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self._revisado: PedidoFacturacion | None = None
        self.revision = FacturacionCard()
        self._build_pedido()
        self._build_pie()
        self.columnas = lado_a_lado(self, (self.orden, 2), (self.revision, 4))
        self.avanzado.connect(self._on_avanzado)
        self.mes.setText(Periodo.from_fecha(sesion.ctx.reloj.ahora().date()).texto())

    def _build_pedido(self) -> None:
        self.orden = Card("Facturar el mes")
        self.orden.cuerpo.addWidget(etiqueta(_EXPLICA, "tenue", dobla=True))
        self.mes = self._campo("Mes que se factura", "AAAA-MM", 7)
        self.rutas = self._campo("Rutas", "todas", 400)
        self.emision = self._campo("Emitir desde el día", "el del calendario", 10)
        filas = QFormLayout()
        filas.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        filas.setVerticalSpacing(6)
        for titulo, campo in (
            ("Mes", self.mes),
            ("Rutas, separadas por comas", self.rutas),
            ("Emitir desde (AAAA-MM-DD)", self.emision),
        ):
            filas.addRow(etiqueta(titulo, "rotulo"), campo)
        self.orden.cuerpo.addLayout(filas)

    def _campo(self, nombre: str, muestra: str, largo: int) -> QLineEdit:
        campo = QLineEdit()
        campo.setAccessibleName(nombre)
        campo.setPlaceholderText(muestra)
        campo.setMaxLength(largo)
        campo.textChanged.connect(self._on_pedido_cambiado)
        campo.returnPressed.connect(self.revisar)
        return campo

    def _build_pie(self) -> None:
        self.pie = PieTrabajo("Facturación en curso", "Revisar", ("Facturar", "Ctrl F"))
        self.orden.cuerpo.addStretch(1)
        self.orden.cuerpo.addWidget(self.pie)
        self.pie.revisar.clicked.connect(self.revisar)
        self.pie.hacer.clicked.connect(self.facturar)
        self.pie.ocupacion_cambiada.connect(self._habilitar)

    def mostrar(self) -> None:
        """Put the hand on the month."""
        self.mes.setFocus()
        self.mes.selectAll()

    def pedido(self) -> PedidoFacturacion:
        """What the form says.

        Raises:
            NegocioError: `periodo_invalido`, `fecha_invalida`.
        """
        rutas = tuple(filter(None, map(str.strip, self.rutas.text().split(","))))
        dia = self.emision.text().strip()
        try:
            emision = date.fromisoformat(dia) if dia else None
        except ValueError as error:
            mensaje = f"«{dia}» no es una fecha. Escríbala AAAA-MM-DD, por ejemplo 2023-09-30."
            raise NegocioError("fecha_invalida", mensaje) from error
        return PedidoFacturacion(Periodo.from_texto(self.mes.text()), rutas, emision)

    def revisar(self) -> None:
        """Work it all out and show what would be billed; nothing is written."""
        if self.pie.is_ocupado():
            return
        try:
            self._empezar("Revisando", self.pedido(), None)
        except NegocioError as error:
            self.pie.decir(error.mensaje, "mal")

    def facturar(self) -> None:
        """Make what was looked at, with an administrador's PIN."""
        if self._revisado is None or self.pie.is_ocupado():
            return
        pedido = self._revisado
        conocidos = self._sesion.si_puede("facturar")
        dialogos.pedir_autorizacion(
            self,
            f"Facturar {pedido.mes}: autoriza un administrador.",
            lambda clave, pin: self._empezar("Facturando", pedido, (clave, pin)),
            conocidos,
        )

    def _empezar(self, verbo: str, pedido: PedidoFacturacion, autoriza: tuple[str, str] | None) -> None:
        taller = self._sesion.taller
        en_curso = Cancelable(self.avanzado.emit, _CANCELADA)

        def hacer(ctx: Contexto) -> Facturacion:
            quien = "" if autoriza is None else autorizar(ctx, *autoriza, "facturar").clave
            return taller.facturar(ctx, pedido, quien, en_curso)

        hecho = self._on_facturado if autoriza else partial(self._on_revisado, pedido)
        op = Op(self, self._sesion.motor.aparte, hacer).failure(self._on_negado).success(hecho)
        self.pie.empezar(op, f"{verbo} {pedido.mes}…", en_curso)

    def _on_avanzado(self, leidas: int, total: int) -> None:
        self.pie.avanzar(f"{leidas:,} de {total:,} cuentas…", leidas, total)

    def _on_revisado(self, pedido: PedidoFacturacion, hecha: Facturacion) -> None:
        self._revisado = pedido if hecha.facturadas and self._is_igual(pedido) else None
        self.revision.poner(hecha, f"Si se factura {pedido.mes}")
        nada = "No hay nada que facturar: mire la lista por revisar." if hecha.revisar else "No hay nada que facturar."
        self.pie.decir("Revisado: todavía no se facturó nada." if hecha.facturadas else nada)
        self._habilitar()
        if self._revisado is not None:
            self.pie.hacer.setFocus()

    def _is_igual(self, pedido: PedidoFacturacion) -> bool:
        try:
            return pedido == self.pedido()
        except NegocioError:
            return False

    def _on_facturado(self, hecha: Facturacion) -> None:
        self._revisado = None
        self.revision.poner(hecha, f"Facturado {hecha.mes}")
        self.pie.decir(f"Facturado: {hecha.facturadas:,} recibos por {hecha.total}.", "bien")
        self._sesion.aviso.emit("Padrón actualizado.")
        self._habilitar()

    def _on_negado(self, error: NegocioError | EquipoError) -> None:
        self.pie.decir(error.mensaje, "mal")

    def _on_pedido_cambiado(self) -> None:
        self._revisado = None
        self._habilitar()

    def _habilitar(self) -> None:
        self.pie.permitir(self._revisado is not None)
