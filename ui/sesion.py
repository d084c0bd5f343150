"""What the screens share: the threads, who is at the caja and with which turno, and what happened."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.context import Contexto
from app.documentos import Encabezado
from app.domain.caja import Caja
from app.domain.corte.corte import Turno
from app.domain.cuenta import Cuenta
from app.domain.perfil import Perfil
from app.domain.permisos import puede
from app.domain.usuario import Usuario
from app.taller import Taller
from ui.op import Motor
from ui.papel.imprenta import Imprenta
from ui.rondas import Rondas


class Sesion(QObject):
    """An open caja in front of somebody, or of nobody while it is locked.

    Attributes:
        motor: the threads, each with its context.
        taller: makes what needs concrete parts; used inside an `Op`, never on the GUI thread.
        encabezado: the organismo's header of papers.
        imprenta: prints what was charged, and any paper again; see `ui.papel.imprenta`.
        rondas: keeps the caja in contact with its centre; see `ui.rondas`.

    Signals:
        usuario_cambiado: Usuario, or None when it was locked.
        turno_cambiado: Turno, or None when there is none.
        perfil_cambiado: other prices count from now on.
        bloqueo_cambiado: minutes without anybody after which it locks.
        aviso: one line for the status bar.
        cobrado: the Cobro just confirmed.
        efectivo_cambiado: money moved without a charge: cash in or out, a payment turned round.
        reversion_pedida: folio of a payment to be cancelled or given back, in F4.
        papel_cambiado: folio, and in words what became of its paper.
        firma_pedida: folios of payments whose recibo de subsidio is to be signed now.
        firma_terminada: it was signed, or left for later; the next person may come.
        impresora_cambiada: in words how the printer is; estado: bien, aviso, mal.
    """

    usuario_cambiado = Signal(object)
    turno_cambiado = Signal(object)
    perfil_cambiado = Signal()
    bloqueo_cambiado = Signal(int)
    aviso = Signal(str)
    cobrado = Signal(object)
    efectivo_cambiado = Signal()
    reversion_pedida = Signal(str)
    papel_cambiado = Signal(str, str)
    impresora_cambiada = Signal(str, str)
    firma_pedida = Signal(object)
    firma_terminada = Signal()

    def __init__(self, motor: Motor, taller: Taller, encabezado: Encabezado, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.motor = motor
        self.taller = taller
        self.encabezado = encabezado
        self._usuario: Usuario | None = None
        self._turno: Turno | None = None
        self._cuenta: Cuenta | None = None
        self.imprenta = Imprenta(self)
        self.rondas = Rondas(self)

    @property
    def ctx(self) -> Contexto:
        """For what is no work: the caja's identity, its profile, its clock."""
        return self.motor.lectura.ctx

    @property
    def caja(self) -> Caja:
        """Which till this is."""
        return self.ctx.caja

    @property
    def perfil(self) -> Perfil:
        """The organismo."""
        return self.ctx.perfil

    @property
    def usuario(self) -> Usuario | None:
        """Who is at the caja."""
        return self._usuario

    def si_puede(self, operacion: str) -> tuple[str, ...]:
        """The clave of who is here if they may do that themselves, to be offered; none otherwise."""
        usuario = self._usuario
        return (usuario.clave,) if usuario is not None and puede(usuario, operacion) else ()

    @property
    def turno(self) -> Turno | None:
        """The open turno."""
        return self._turno

    @property
    def cuenta(self) -> Cuenta | None:
        """The cuenta that F1 has open."""
        return self._cuenta

    def poner_cuenta(self, cuenta: Cuenta | None) -> None:
        """F1 opened a cuenta, or left it."""
        self._cuenta = cuenta

    def entrar(self, usuario: Usuario) -> None:
        """Somebody signed in."""
        self._usuario = usuario
        self.usuario_cambiado.emit(usuario)

    def bloquear(self) -> None:
        """Nobody is at the caja until a PIN says so; what is on the screens stays."""
        self._usuario = None
        self.usuario_cambiado.emit(None)

    def poner_turno(self, turno: Turno | None) -> None:
        """A turno was opened, closed or read."""
        self._turno = turno
        self.turno_cambiado.emit(turno)

    def poner_perfil(self, perfil: Perfil) -> None:
        """Prices were loaded: from now on everything is worked out by this profile."""
        self.motor.cambiar_perfil(perfil)
        self.perfil_cambiado.emit()
