"""Every action leaves the GUI thread through one class, from the button to the disk and back.

    Op(self, motor.escritura, lambda ctx: cobrar(ctx, solicitud, cajero)).success(self._on_cobrado).run()

Callbacks come back on the GUI thread by one signal. The writer is one thread, so that actions happen in the order in
which they were given; readers never wait for it; what waits on something outside has threads of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Self

import shiboken6
from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from app.context import Contexto
from app.domain.perfil import Perfil
from app.errors import EquipoError, NegocioError

Esperado = NegocioError | EquipoError


@dataclass(frozen=True, slots=True)
class Via:
    """A way of working: the threads that do it and the context they are handed."""

    pool: QThreadPool
    ctx: Contexto


class Motor(QObject):
    """The threads of an open caja.

    Attributes:
        escritura: one thread, with the context that may write.
        lectura: two threads, with a context that only reads.
        reportes: two threads that only read: a report, and the one that takes its place while it is being stopped.
        aparte: four threads for what waits on something outside: a printer, a file, the hashing of a PIN.
        red: one thread for the rounds with the centre, which may wait long.
        negadas: how many actions of the writer ended without having written.

    Signals:
        imprevisto: an error nobody foresaw (a bug, already caught), to be written down and told.
    """

    imprevisto = Signal(object)

    def __init__(self, escritura: Contexto, lectura: Contexto, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.escritura = Via(self._pool(1), escritura)
        self.lectura = Via(self._pool(2), lectura)
        self.reportes = Via(self._pool(2), lectura)
        self.aparte = Via(self._pool(4), escritura)
        self.red = Via(self._pool(1), escritura)
        self.negadas = 0

    def _pool(self, hilos: int) -> QThreadPool:
        pool = QThreadPool(self)
        pool.setMaxThreadCount(hilos)
        pool.setExpiryTimeout(-1)
        return pool

    def cambiar_perfil(self, perfil: Perfil) -> None:
        """From now on actions work with this profile; those under way end with the one they began with."""
        for nombre in ("escritura", "lectura", "reportes", "aparte", "red"):
            via: Via = getattr(self, nombre)
            setattr(self, nombre, replace(via, ctx=replace(via.ctx, perfil=perfil)))

    def is_ocupado(self) -> bool:
        """Whether the writer is at work, or its answer has still to be shown."""
        return any(op.is_de(self.escritura) for op in _EN_CURSO)

    def esperar(self, ms: int = 10_000) -> bool:
        """Wait until nothing is under way, before the files are closed; False when something still is."""
        vias = (self.red, self.escritura, self.lectura, self.reportes, self.aparte)
        return all(via.pool.waitForDone(ms) for via in vias)


class Op(QObject):
    """One action, run once. Its callbacks are dropped when `parent` is gone by then."""

    _terminado = Signal(object, object)

    def __init__(self, parent: QObject, via: Via, hacer: Callable[[Contexto], Any]) -> None:
        super().__init__()
        self._parent = parent
        self._via = via
        self._hacer = hacer
        self._exito: Callable[[Any], None] = lambda resultado: None
        self._fracaso: Callable[[Esperado], None] = self._avisar
        self._final: Callable[[], None] = lambda: None
        self._terminado.connect(self._on_terminado)

    def success(self, hacer: Callable[[Any], None]) -> Self:
        """What to do with the result."""
        self._exito = hacer
        return self

    def failure(self, hacer: Callable[[Esperado], None]) -> Self:
        """What to do with an expected error; without this it is shown in a dialog."""
        self._fracaso = hacer
        return self

    def always(self, hacer: Callable[[], None]) -> Self:
        """What to do first when it ends, well or badly, such as enabling a button again."""
        self._final = hacer
        return self

    def is_de(self, via: Via) -> bool:
        """Whether that is the way it works."""
        return self._via.pool is via.pool

    def run(self) -> None:
        """Start it; returns at once."""
        _EN_CURSO.add(self)
        self._via.pool.start(_Tarea(self))

    def trabajar(self) -> None:
        """The work itself, on a thread of the pool."""
        try:
            self._terminado.emit(self._hacer(self._via.ctx), None)
        except Exception as error:
            self._terminado.emit(None, error)

    def _on_terminado(self, resultado: Any, error: Exception | None) -> None:
        _EN_CURSO.discard(self)
        if not shiboken6.isValid(self._via.pool):
            # The window is gone, and whoever asked with it.
            return
        motor = self._via.pool.parent()
        assert isinstance(motor, Motor)
        if error is not None and self.is_de(motor.escritura):
            motor.negadas += 1
        if not shiboken6.isValid(self._parent):
            return
        self._final()
        if error is None:
            self._exito(resultado)
        elif isinstance(error, (NegocioError, EquipoError)):
            self._fracaso(error)
        else:
            motor.imprevisto.emit(error)

    def _avisar(self, error: Esperado) -> None:
        # The dialogs import Op's neighbours; nothing is shown unless nobody else takes the error.
        from ui import dialogos

        dialogos.avisar(self._parent, error.mensaje)


class _Tarea(QRunnable):
    """What the pool runs and deletes; the `Op` stays on the GUI thread, where its signal is delivered."""

    def __init__(self, op: Op) -> None:
        super().__init__()
        self._op = op

    def run(self) -> None:
        self._op.trabajar()


#: Actions under way: nothing else keeps them alive between the pool and the callback.
_EN_CURSO: set[Op] = set()
