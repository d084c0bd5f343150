"""The steps of a corte's money, each done by who may do it: whoever is at the caja, or somebody with their PIN."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.context import Contexto
from app.domain.corte.corte import Arqueo, Corte
from app.domain.dinero import Dinero
from app.domain.permisos import puede
from app.domain.usuario import Usuario
from app.errors import EquipoError, NegocioError
from app.gente.acceso import autorizar
from app.turno.entregas import aceptar, entregar, rechazar, recontar
from ui import autorizar as autorizacion
from ui.autorizacion import Asunto
from ui.caja.arqueo import diferencia_en_palabras
from ui.op import Op
from ui.sesion import Sesion

Hacer = Callable[[Contexto, Usuario], Corte]


class Entrega(QObject):
    """Does the steps, one at a time.

    Signals:
        hecha: the corte as it is now, and what was done in words.
        negada: why it was not.
    """

    hecha = Signal(object, str)
    negada = Signal(str)

    def __init__(self, sesion: Sesion, parent: QObject) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self.is_ocupada = False

    def recontar(self, corte: Corte, arqueo: Arqueo, motivo: str) -> None:
        """A supervisor's count beside the cashier's."""
        asunto = Asunto(f"Recontar el corte Z {corte.numero}", arqueo.total, f"Lo contó {corte.cajero}.")
        self._con(
            "recontar", corte, asunto, lambda ctx, quien: recontar(ctx, corte.numero, arqueo, motivo, quien), _recontado
        )

    def entregar(self, corte: Corte, arqueo: Arqueo, referencia: str, recibe: str) -> None:
        """Hand the money over: its own cashier does, or a supervisor."""

        def hacer(ctx: Contexto, quien: Usuario) -> Corte:
            return entregar(ctx, corte.numero, arqueo, quien, referencia, recibe)

        usuario = self._sesion.usuario
        if usuario is not None and usuario.clave == corte.cajero:
            self._hacer(usuario, hacer, _entregado)
        else:
            asunto = Asunto(f"Entregar el dinero del corte Z {corte.numero}", arqueo.total, f"Es de {corte.cajero}.")
            self._con("entregar_ajeno", corte, asunto, hacer, _entregado)

    def aceptar(self, corte: Corte, hallado: Dinero, nota: str) -> None:
        """Treasury takes it as good."""
        asunto = Asunto(f"Aceptar el dinero del corte Z {corte.numero}", hallado, f"Es de {corte.cajero}.")
        self._con(
            "recibir_corte",
            corte,
            asunto,
            lambda ctx, quien: aceptar(ctx, corte.numero, hallado, nota, quien),
            lambda hecho: f"Corte Z {hecho.numero} aceptado: $ {hecho.pasos[-1].importe}.",
        )

    def rechazar(self, corte: Corte, motivo: str) -> None:
        """Treasury sends it back."""
        asunto = Asunto(f"Rechazar el dinero del corte Z {corte.numero}", None, f"Es de {corte.cajero}. {motivo}")
        self._con(
            "recibir_corte",
            corte,
            asunto,
            lambda ctx, quien: rechazar(ctx, corte.numero, motivo, quien),
            lambda hecho: f"Corte Z {hecho.numero} rechazado: se recuenta y se entrega otra vez.",
        )

    def _con(
        self, operacion: str, corte: Corte, asunto: Asunto, hacer: Hacer, en_palabras: Callable[[Corte], str]
    ) -> None:
        """Whoever is at the caja, if they may; else somebody who may is asked for."""
        usuario = self._sesion.usuario
        if usuario is not None and puede(usuario, operacion) and usuario.clave != corte.cajero:
            self._hacer(usuario, hacer, en_palabras)
            return

        def comprobar(ctx: Contexto, clave: str, pin: str) -> Usuario:
            return autorizar(ctx, clave, pin, operacion, corte.cajero)

        autorizacion.pedir(
            self,
            self._sesion,
            asunto,
            operacion,
            comprobar,
            lambda quien: self._hacer(quien, hacer, en_palabras),
            corte.cajero,
        )

    def _hacer(self, quien: Usuario, hacer: Hacer, en_palabras: Callable[[Corte], str]) -> None:
        if self.is_ocupada:
            return
        self.is_ocupada = True
        op = Op(self, self._sesion.motor.escritura, lambda ctx: hacer(ctx, quien)).always(self._on_libre)
        op.failure(self._on_negada).success(lambda corte: self.hecha.emit(corte, en_palabras(corte))).run()

    def _on_libre(self) -> None:
        self.is_ocupada = False

    def _on_negada(self, error: NegocioError | EquipoError) -> None:
        self.negada.emit(error.mensaje)


def _recontado(corte: Corte) -> str:
    diferencia = corte.diferencia_final
    dicha = "" if diferencia is None else f": {diferencia_en_palabras(diferencia)[0]}"
    return f"Corte Z {corte.numero} recontado{dicha}."


def _entregado(corte: Corte) -> str:
    return f"Corte Z {corte.numero} entregado: $ {corte.pasos[-1].importe}. Ctrl F muestra su ficha de depósito."
