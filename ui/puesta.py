"""The open caja behind the window: its threads, its screens, and who signs in.

It brings nearly everything with it; `ui.arranque` imports it off the GUI thread, once the sign-in is on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from app.ajustes import leer_ajustes
from app.context import Contexto
from app.domain.corte.corte import Turno
from app.domain.permisos import puede
from app.domain.usuario import Usuario
from app.errors import EquipoError, NegocioError
from app.fundacion import GENTE_DEMO
from app.gente.acceso import identificar, ver_usuarios
from app.puesto import Puesto
from app.saltos import Vigia, asentar_salto
from app.sistema.reloj import en_marcha
from app.taller import Taller
from app.turno.caja import ver_turno
from ui import tema
from ui.administracion.pantalla import PantallaAdministracion
from ui.beneficiarios.pantalla import PantallaBeneficiarios
from ui.caja.pantalla import PantallaCaja
from ui.cobro.pantalla import PantallaCobrar
from ui.cuerpo import Cuerpo
from ui.op import Motor, Op
from ui.reportes.pantalla import PantallaReportes
from ui.servicios.pantalla import PantallaServicios
from ui.sesion import Sesion
from ui.simulador.pantalla import PantallaSimular
from ui.tesoreria.pantalla import PantallaTesoreria
from ui.ventana import VentanaPrincipal

#: How often the clock is compared with the time that really went by.
_VIGILA_MS = 10_000


class CajaAbierta(QObject):
    """A caja that is open and shown.

    Attributes:
        motor, sesion, cuerpo: threads, what the screens share, and the screens.

    Signals:
        lista: the people who may sign in are on the screen.
    """

    lista = Signal()

    def __init__(
        self,
        ventana: VentanaPrincipal,
        taller: Taller,
        puesto: Puesto,
        anotar: Callable[[BaseException], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._ventana = ventana
        self._acceso = ventana.acceso
        self.motor = Motor(puesto.escritura, puesto.lectura, self)
        self.motor.imprevisto.connect(anotar)
        self.sesion = Sesion(self.motor, taller, taller.encabezado(puesto.lectura), self)
        pantallas = (
            PantallaCobrar, PantallaServicios, PantallaSimular, PantallaCaja, PantallaBeneficiarios,
            PantallaAdministracion, PantallaReportes, PantallaTesoreria,
        )  # fmt: skip
        with tema.sin_vestir():
            self.cuerpo = Cuerpo(self.sesion, pantallas)
            ventana.poner_cuerpo(self.cuerpo, self.motor)
        self._vigia = Vigia(puesto.escritura, en_marcha)
        self._tic = QTimer(self, interval=_VIGILA_MS)
        self._tic.timeout.connect(self.vigilar)
        self._tic.start()
        self.sesion.usuario_cambiado.connect(self._on_usuario_cambiado)
        self._acceso.pedido.connect(self._on_pedido)
        self._leer(self._on_gente)
        bloqueo = Op(self, self.motor.lectura, lambda ctx: leer_ajustes(ctx).bloqueo)
        bloqueo.success(self.sesion.bloqueo_cambiado.emit).run()
        self.sesion.rondas.empezar()

    def _leer(self, hecho: Callable[[tuple[Turno | None, Sequence[Usuario]]], None]) -> None:
        op = Op(self, self.motor.lectura, lambda ctx: (ver_turno(ctx), ver_usuarios(ctx)))
        op.success(hecho).failure(lambda error: self._acceso.fallar(error.mensaje)).run()

    def _on_gente(self, leido: tuple[Turno | None, Sequence[Usuario]]) -> None:
        turno, gente = leido
        self.sesion.poner_turno(turno)
        caja = self.sesion.caja
        lugar = f"{self.sesion.perfil.nombre} · {caja.centro} · Caja\u00a0{caja.numero}"
        pines = "; ".join(f"{clave}, PIN {pin}" for clave, _, _, pin in GENTE_DEMO)
        self._poner_gente(turno, gente)
        self._acceso.poner(lugar, f"Demostración: {pines}." if caja.demo else "")
        self.lista.emit()

    def _poner_gente(self, turno: Turno | None, gente: Sequence[Usuario]) -> None:
        # Most often a cashier: whoever charges comes before whoever supervises.
        primero = next((u.clave for u in gente if puede(u, "cobrar")), "")
        self._acceso.poner_gente([(u.clave, u.nombre) for u in gente], turno.cajero if turno else primero)

    def _on_pedido(self, clave: str, pin: str) -> None:
        def entrar(ctx: Contexto) -> Usuario:
            return identificar(ctx, clave, pin)

        # On the writer: a failed attempt is written down.
        op = Op(self, self.motor.escritura, entrar).always(self._acceso.contestar)
        op.success(self._on_identificado).failure(self._on_negado).run()

    def _on_identificado(self, usuario: Usuario) -> None:
        self._ventana.entrar()
        self.sesion.entrar(usuario)

    def _on_negado(self, error: NegocioError | EquipoError) -> None:
        self._acceso.negar(error.mensaje)

    def vigilar(self) -> None:
        """Write down, and say, that the clock did not advance as time does."""
        salto = self._vigia.mirar()
        if salto is not None:
            dicho = (
                f"El reloj de este equipo saltó de {salto.antes:%d/%m %H:%M} a {salto.despues:%d/%m %H:%M}: revíselo."
            )
            op = Op(self, self.motor.escritura, lambda ctx: asentar_salto(ctx, salto))
            op.success(lambda _: self.sesion.aviso.emit(dicho)).run()

    def _on_usuario_cambiado(self, usuario: Usuario | None) -> None:
        if usuario is None:
            self._ventana.poner_acceso()
            # Somebody may have been registered since; the one who locked stays chosen.
            self._leer(lambda leido: self._poner_gente(*leido))
