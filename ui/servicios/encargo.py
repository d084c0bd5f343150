"""A service «con cargo al recibo»: asked once, then put on the cuenta's next recibo; no money changes hands."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.cobro.cargos import CargoHecho
from app.cobro.servicios import cargar_servicios
from app.domain.cuenta import Cuenta
from app.domain.pago.pago import ServicioPedido
from app.domain.pago.servicio import Servicio
from ui import dialogos
from ui.op import Op
from ui.sesion import Sesion


class Encargo(QObject):
    """Puts one service on a recibo at a time.

    Signals:
        hecho: in one line, what was charged and where.
        rechazado: in one line, why not.
    """

    hecho = Signal(str)
    rechazado = Signal(str)

    def __init__(self, sesion: Sesion, parent: QObject) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self._ocupado = False

    def pedir(self, cuenta: Cuenta | None, servicio: Servicio, pedido: ServicioPedido) -> None:
        """Ask, and do it."""
        if cuenta is None or self._ocupado:
            return
        self._ocupado = True
        texto = f"«{servicio.concepto}» no se cobra ahora: se suma al siguiente recibo de {cuenta.numero}."
        hacer = partial(self._on_respuesta, cuenta.numero, pedido)
        dialogos.preguntar(self, texto, "Sí, cargar", hacer, "¿Se carga a su recibo?", "No cargar")

    def _on_respuesta(self, numero: str, pedido: ServicioPedido, si: bool) -> None:
        usuario = self._sesion.usuario
        if not si or usuario is None:
            self._ocupado = False
            return
        op = Op(self, self._sesion.motor.escritura, lambda ctx: cargar_servicios(ctx, numero, (pedido,), usuario))
        op.always(self._soltar).success(self._on_hecho).failure(lambda e: self.rechazado.emit(e.mensaje)).run()

    def _soltar(self) -> None:
        self._ocupado = False

    def _on_hecho(self, hecho: CargoHecho) -> None:
        self.hecho.emit(f"Cargado a {hecho.cuenta}, recibo de {hecho.periodo}: $ {hecho.importe}.")
