"""A supervisor's word at the cashier's window: asked for in a box, refused in it, in hand for a minute, used once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.context import Contexto
from app.domain.autorizacion import Autorizacion, Pedida
from app.domain.permisos import puede
from app.domain.usuario import Usuario
from app.gente.acceso import ver_usuarios
from app.turno.autorizaciones import conceder
from ui import dialogos, tema
from ui.autorizacion import Asunto, AutorizacionDialog
from ui.op import Op
from ui.sesion import Sesion

T = TypeVar("T")
Comprobar = Callable[[Contexto, str, str], T]


def pedir(
    parent: QObject,
    sesion: Sesion,
    asunto: Asunto,
    operacion: str,
    comprobar: Comprobar[T],
    hecho: Callable[[T], None],
    ajeno: str = "",
) -> None:
    """Ask for somebody's clave and PIN until it is good, or nobody gives it.

    Args:
        operacion: who may do it is named in the box (`app.domain.permisos`).
        comprobar: checks clave and PIN, off the GUI thread; what it refuses is said in the box.
        hecho: gets what `comprobar` gave.
        ajeno: clave of the person it is about, who is not named.
    """
    respuesta = dialogos.registro(dialogos.Mensaje("autorizacion", asunto.texto, asunto.resto))
    if respuesta is not None:
        op = Op(parent, sesion.motor.aparte, lambda ctx: comprobar(ctx, *respuesta))
        op.success(hecho).run()
        return

    def abrir(gente: Sequence[Usuario]) -> None:
        if QApplication.activeModalWidget() is not None:
            return
        ventana = dialogos.ventana_de(parent)
        caja = AutorizacionDialog(ventana, asunto, _quienes(gente, operacion, ajeno))
        dialogos.devolver_teclado(caja, ventana)
        sesion.usuario_cambiado.connect(caja.reject)
        caja.dada.connect(lambda clave, pin: _comprobar(caja, sesion, lambda ctx: comprobar(ctx, clave, pin), hecho))
        caja.open()

    Op(parent, sesion.motor.lectura, ver_usuarios).success(abrir).run()


def _comprobar(
    caja: AutorizacionDialog, sesion: Sesion, hacer: Callable[[Contexto], T], hecho: Callable[[T], None]
) -> None:
    caja.ocupar(True)
    # On a thread of its own: checking a PIN is slow on purpose, and the writer must not wait for it.
    op = (
        Op(caja, sesion.motor.aparte, hacer)
        .always(lambda: caja.ocupar(False))
        .failure(lambda error: caja.negar(error.mensaje))
    )
    op.success(lambda dado: _aceptar(caja, hecho, dado)).run()


def _aceptar(caja: AutorizacionDialog, hecho: Callable[[T], None], dado: T) -> None:
    # Whoever closed the box meanwhile wants nothing done.
    if caja.isVisible():
        caja.accept()
        hecho(dado)


def _quienes(gente: Sequence[Usuario], operacion: str, ajeno: str) -> list[tuple[str, str]]:
    return [(u.clave, u.nombre) for u in gente if puede(u, operacion) and u.clave != ajeno]


class PermisoView(QLabel):
    """The word in hand, with the seconds it is still good for; not seen while there is none.

    What is refused after it was given keeps it, so that it can be tried again; what it was used for spends it.
    """

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self._dada: Autorizacion | None = None
        self.setProperty("rol", "insignia")
        self.setWordWrap(True)
        self._tic = QTimer(self, interval=500)
        self._tic.timeout.connect(self._decir)
        self.hide()

    def usar(self, asunto: Asunto, pedida: Pedida, hecho: Callable[[Autorizacion], None]) -> None:
        """Go on with the word for that: the one in hand while it is good, or one that is asked for."""
        dada = self._dada
        if dada is not None and dada.pedida == pedida and self._quedan(dada) > 0:
            hecho(dada)
            return
        self.gastar()

        def concedida(nueva: Autorizacion) -> None:
            self._dada = nueva
            self._decir()
            self._tic.start()
            hecho(nueva)

        pedir(
            self,
            self._sesion,
            asunto,
            pedida.operacion,
            lambda ctx, clave, pin: conceder(ctx, clave, pin, pedida),
            concedida,
            pedida.cajero,
        )

    def gastar(self) -> None:
        """It was used, or what it was for is no longer on the screen."""
        self._dada = None
        self._tic.stop()
        self.hide()

    def _quedan(self, dada: Autorizacion) -> int:
        return int((dada.vence - self._sesion.ctx.reloj.ahora()).total_seconds())

    def _decir(self) -> None:
        dada = self._dada
        if dada is None:
            return
        quedan = self._quedan(dada)
        if quedan > 0:
            self.setText(f"Autoriza {dada.quien}: vale {quedan} s")
        else:
            self.setText("La autorización duró un minuto y ya venció: se pide otra vez.")
            self._tic.stop()
        tema.poner(self, estado="bien" if quedan > 0 else "aviso")
        self.show()
