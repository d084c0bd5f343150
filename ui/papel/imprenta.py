"""Prints after the commit: what was just charged goes to the printer while the cashier goes on.

One paper at a time, on a thread of its own; a failure is told in the status bar and never opens a dialog. Papers of
before are offered in F6, not printed by surprise.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.ajustes import Ajustes, leer_ajustes
from app.cobro.cobranza import Cobro
from app.context import Contexto
from app.documentos import Documento
from app.domain.papel import DESCONOCIDO, ENVIADO, FALLO, IMPRESO, PENDIENTE, PapelEnCola, SalidaDePapel
from app.domain.usuario import Usuario
from app.errors import EquipoError, NegocioError
from app.papel.impresion import (
    Dispositivo,
    Elegir,
    imprimir_pendientes,
    papeles_en_cola,
    recuperar_cola,
    reimprimir_papel,
)
from app.papel.papeles import clase_de_papel
from ui.op import Op

if TYPE_CHECKING:
    from ui.sesion import Sesion

_FRASES = {
    IMPRESO: "impreso",
    ENVIADO: "enviado a la impresora",
    PENDIENTE: "quedó en cola: no hay impresora",
    FALLO: "no se imprimió y quedó en cola",
    DESCONOCIDO: "en duda, quedó en cola",
}
_TONOS = {IMPRESO: "bien", ENVIADO: "bien", PENDIENTE: "aviso", FALLO: "mal", DESCONOCIDO: "aviso"}
#: Milliseconds after which a printer that failed is asked again.
_VUELTA_MS = 15_000
_TONOS_DE_PEOR = ("bien", "aviso", "mal")


@dataclass(frozen=True, slots=True)
class Hecho:
    """What one turn of the press did.

    Attributes:
        reparo: what the printer says of itself when nothing was printed, and how bad that is.
    """

    ajustes: Ajustes
    salidas: tuple[SalidaDePapel, ...]
    cola: tuple[PapelEnCola, ...]
    reparo: tuple[str, str] = ("bien", "")


class Imprenta(QObject):
    """The press of an open window.

    Attributes:
        vuelta: asks a printer that failed how it is, until it is well; nothing is printed by that.

    Signals:
        cola_cambiada: every `PapelEnCola` that is left.
    """

    cola_cambiada = Signal(object)

    def __init__(self, sesion: Sesion) -> None:
        super().__init__(sesion)
        self._sesion = sesion
        self._turnos: deque[Callable[[Contexto], Hecho]] = deque()
        self._is_ocupada = False
        self._is_empezada = False
        self.vuelta = QTimer(self)
        self.vuelta.setSingleShot(True)
        self.vuelta.setInterval(_VUELTA_MS)
        self.vuelta.timeout.connect(self.preguntar)
        sesion.cobrado.connect(self._on_cobrado)
        sesion.usuario_cambiado.connect(self._on_usuario_cambiado)

    def empezar(self) -> None:
        """At the start: what the last end of the program cut short is in doubt, and the printer says how it is."""
        taller = self._sesion.taller

        def hacer(ctx: Contexto) -> Hecho:
            ajustes = leer_ajustes(ctx)
            if ajustes.impresora.is_puesta or ajustes.propias:
                taller.calentar_impresion()
            return Hecho(ajustes, (), recuperar_cola(ctx), _reparo(taller.dispositivo(ajustes.impresora)))

        self._hacer(hacer)

    def preguntar(self) -> None:
        """Ask the printer how it is: paper was put in, or the cable."""
        taller = self._sesion.taller

        def hacer(ctx: Contexto) -> Hecho:
            ajustes = leer_ajustes(ctx)
            return Hecho(ajustes, (), papeles_en_cola(ctx), _reparo(taller.dispositivo(ajustes.impresora)))

        self._hacer(hacer)

    def imprimir(self, folios: Sequence[str] = ()) -> None:
        """Print those papers of the queue; all of it for none."""
        elegidos = tuple(folios)
        quien = self._quien()
        encabezado = self._sesion.encabezado

        def hacer(ctx: Contexto) -> Hecho:
            ajustes = leer_ajustes(ctx)
            salidas = imprimir_pendientes(ctx, self._elegir(ajustes), encabezado, elegidos, quien)
            return Hecho(ajustes, salidas, papeles_en_cola(ctx))

        self._hacer(hacer)

    def reimprimir(self, folio: str) -> None:
        """Print a paper again, marked COPIA n."""
        quien = self._quien()
        encabezado = self._sesion.encabezado

        def hacer(ctx: Contexto) -> Hecho:
            ajustes = leer_ajustes(ctx)
            salida = reimprimir_papel(ctx, self._elegir(ajustes), encabezado, folio, quien)
            return Hecho(ajustes, (salida,), papeles_en_cola(ctx))

        self._hacer(hacer)

    def sacar(self, documento: Documento, nombre: str, clase: str = "corte") -> None:
        """Print a paper that is in no queue and no diario, such as a corte X."""

        def hacer(ctx: Contexto) -> Hecho:
            ajustes = leer_ajustes(ctx)
            dispositivo = self._elegir(ajustes)(clase)
            if dispositivo is None:
                raise EquipoError("sin_impresora", "No hay impresora configurada. Elíjala en F6, Ajustes.")
            respuesta = dispositivo.sacar(documento, nombre)
            salida = SalidaDePapel(nombre, "", 0, respuesta.estado, respuesta.aviso)
            return Hecho(ajustes, (salida,), papeles_en_cola(ctx))

        self._hacer(hacer)

    def _elegir(self, ajustes: Ajustes) -> Elegir:
        taller = self._sesion.taller
        return lambda clase: taller.dispositivo(ajustes.impresora_de(clase))

    def _quien(self) -> str:
        usuario = self._sesion.usuario
        return usuario.clave if usuario else ""

    def _on_usuario_cambiado(self, usuario: Usuario | None) -> None:
        if usuario is not None and not self._is_empezada:
            self._is_empezada = True
            self.empezar()

    def _on_cobrado(self, cobro: Cobro) -> None:
        self.imprimir([str(pago.folio) for pago in cobro.pagos])

    def _hacer(self, hacer: Callable[[Contexto], Hecho]) -> None:
        self._turnos.append(hacer)
        self._seguir()

    def _seguir(self) -> None:
        if self._is_ocupada or not self._turnos:
            return
        self._is_ocupada = True
        op = Op(self, self._sesion.motor.aparte, self._turnos.popleft())
        op.success(self._on_hecho).failure(self._on_fallo).always(self._on_libre).run()

    def _on_libre(self) -> None:
        self._is_ocupada = False
        self._seguir()

    def _on_hecho(self, hecho: Hecho) -> None:
        for salida in hecho.salidas:
            frase = en_palabras(salida)
            self._sesion.papel_cambiado.emit(salida.folio, frase)
            # What to do about it is said beside the printer's dot.
            self._sesion.aviso.emit(f"{nombre_de_papel(salida.folio)}: {en_palabras(replace(salida, detalle=''))}")
        self._decir(*_estado(hecho))
        self.cola_cambiada.emit(hecho.cola)

    def _decir(self, texto: str, tono: str) -> None:
        self._sesion.impresora_cambiada.emit(texto, tono)
        if tono == "mal":
            self.vuelta.start()
        else:
            self.vuelta.stop()

    def _on_fallo(self, error: NegocioError | EquipoError) -> None:
        self._sesion.aviso.emit(f"No se imprimió: {error.mensaje}")
        if isinstance(error, EquipoError):
            self._decir(error.mensaje.rstrip("."), "mal")


def _reparo(dispositivo: Dispositivo | None) -> tuple[str, str]:
    if dispositivo is None:
        return "bien", ""
    try:
        return "bien", dispositivo.preguntar().aviso
    except EquipoError as error:
        return "mal", error.mensaje


_PAPELES = {
    "corte": "Corte",
    "contrapago": "Comprobante",
    "movimiento": "Vale",
    "pago": "Ticket",
    "subsidio": "Recibo de subsidio",
    "tramite": "Trámite",
}


def nombre_de_papel(folio: str) -> str:
    """`Ticket 2A-000123`, `Corte Z-12`, `Vale M2A-000007`; other papers say what they are."""
    if folio[:1].islower():
        return folio.capitalize()
    return f"{_PAPELES[clase_de_papel(folio)]} {folio}"


def en_palabras(salida: SalidaDePapel) -> str:
    """What became of a paper, as the cashier reads it."""
    copia = f"COPIA {salida.copia}: " if salida.copia else ""
    detalle = f". {salida.detalle}" if salida.detalle and salida.estado != PENDIENTE else ""
    return f"{copia}{_FRASES[salida.estado]}{detalle}"


def _estado(hecho: Hecho) -> tuple[str, str]:
    """How the printer is, for the status bar: what to do about it, when there is something to do."""
    dichos = [(_TONOS[s.estado], s.detalle) for s in hecho.salidas] or [hecho.reparo]
    tono, detalle = max(dichos, key=lambda dicho: (_TONOS_DE_PEOR.index(dicho[0]), bool(dicho[1])))
    hay = hecho.ajustes.impresora.is_puesta or any(s.estado != PENDIENTE for s in hecho.salidas)
    en_cola = f" · {len(hecho.cola)} en cola" if hecho.cola else ""
    if not hay or not detalle:
        tono = "aviso" if not hay or (hecho.cola and not hecho.salidas) else tono
        return f"{'Impresora lista' if hay else 'Sin impresora'}{en_cola}", tono
    return f"{detalle.rstrip('.')}{en_cola}", "aviso" if tono == "bien" else tono
