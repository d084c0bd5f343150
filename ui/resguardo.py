"""F6, how this caja is kept safe: when it locks by itself, and where the copies of its file go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.ajustes import Ajustes, cambiar_bloqueo
from app.context import Contexto
from app.domain.perfil import BLOQUEOS
from app.domain.permisos import puede, quien_puede
from app.domain.usuario import Usuario
from app.errors import EquipoError, NegocioError
from app.gente.acceso import identificar
from app.turno.respaldos import MISMO_DISCO, cambiar_carpeta
from ui import dialogos, tema
from ui.op import Op
from ui.piezas.formulario import combo, poner, rotulo
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion

#: How the window mends what `MISMO_DISCO` says.
OTRA_CARPETA = "Se elige otra en F6, Ajustes."

Autoriza = Callable[[Contexto], Usuario]


class ResguardoCard(Card):
    """Each change is by who may, or with the PIN of somebody who may."""

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__("Resguardo", parent)
        self._sesion = sesion
        self._ajustes = Ajustes()
        self.bloqueo = combo({minutos: f"{minutos} minutos" for minutos in BLOQUEOS})
        # Not at once when it is chosen: a scanner types digits, and a combo takes them for a choice.
        self.guardar = Boton("Cambiar")
        self.carpeta = etiqueta("", "tenue", dobla=True)
        self.elegir = Boton("Otra carpeta de respaldos…")
        for boton in (self.guardar, self.elegir):
            boton.setAutoDefault(False)
        self.mensaje = etiqueta("", "fuerte", dobla=True)
        self.cuerpo.addWidget(rotulo("Sin nadie, se bloquea a los", self.bloqueo))
        for widget in (self.bloqueo, self.guardar, self.carpeta, self.elegir, self.mensaje):
            self.cuerpo.addWidget(widget)
        self.guardar.clicked.connect(self._on_bloqueo)
        self.elegir.clicked.connect(self._on_elegir)
        self._decir("")

    def poner(self, ajustes: Ajustes, carpeta: Path) -> None:
        """Show what there is."""
        self._ajustes = ajustes
        poner(self.bloqueo, ajustes.bloqueo)
        self.carpeta.setText(f"Respaldos en {carpeta}")

    def _on_bloqueo(self) -> None:
        minutos: int = self.bloqueo.currentData()

        def hacer(autoriza: Autoriza) -> None:
            op = Op(
                self, self._sesion.motor.escritura, lambda ctx: cambiar_bloqueo(ctx, minutos, autoriza(ctx))
            ).failure(self._negar)
            op.success(lambda _: self._on_bloqueado(minutos)).run()

        poner(self.bloqueo, self._ajustes.bloqueo)
        self._autorizado("cambiar_bloqueo", hacer)

    def _on_bloqueado(self, minutos: int) -> None:
        poner(self.bloqueo, minutos)
        self._sesion.bloqueo_cambiado.emit(minutos)
        self._decir(f"Sin nadie, se bloquea a los {minutos} minutos.", "bien")

    def _on_elegir(self) -> None:
        dialogos.elegir_carpeta(self, "Carpeta de los respaldos", self._con_carpeta)

    def _con_carpeta(self, carpeta: Path) -> None:
        taller = self._sesion.taller

        def hacer(autoriza: Autoriza) -> None:
            op = Op(
                self,
                self._sesion.motor.escritura,
                lambda ctx: cambiar_carpeta(ctx, taller.copiador(ctx), carpeta, autoriza(ctx)),
            )
            op.failure(self._negar).success(lambda mismo: self._on_carpeta(carpeta, mismo)).run()

        self._autorizado("carpeta_respaldos", hacer)

    def _on_carpeta(self, carpeta: Path, is_mismo_disco: bool) -> None:
        self.carpeta.setText(f"Respaldos en {carpeta}")
        self._decir(MISMO_DISCO if is_mismo_disco else "Guardado.", "aviso" if is_mismo_disco else "bien")

    def _autorizado(self, operacion: str, hacer: Callable[[Autoriza], None]) -> None:
        usuario = self._sesion.usuario
        if usuario is None:
            return
        if puede(usuario, operacion):
            hacer(lambda ctx: usuario)
            return
        motivo = f"Autoriza {quien_puede(operacion)}."
        dialogos.pedir_autorizacion(self, motivo, lambda clave, pin: hacer(lambda ctx: identificar(ctx, clave, pin)))

    def _negar(self, error: NegocioError | EquipoError) -> None:
        self._decir(error.mensaje, "mal")

    def _decir(self, texto: str, estado: str = "") -> None:
        self.mensaje.setText(texto)
        self.mensaje.setVisible(bool(texto))
        tema.poner(self.mensaje, estado=estado)
