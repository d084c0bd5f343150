"""The section of the centre: facts and comparison at the left, what to look at and the rounds at the right."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.centro.contacto import Enlazada, ver_enlazada
from app.centro.incidencias import resolver_incidencia
from app.context import Contexto
from app.domain.centro.incidencia import DEL_CENTRO, Incidencia
from app.domain.permisos import puede
from app.domain.usuario import Usuario
from app.errors import EquipoError, NegocioError
from app.gente.acceso import autorizar
from ui import autorizar as autorizacion
from ui.autorizacion import Asunto
from ui.enlace.estado import CotejoCard, EstadoCard
from ui.enlace.historia import HistoriaCard
from ui.enlace.incidencias import IncidenciasCard
from ui.op import Op
from ui.piezas.modelos import Columna
from ui.rondas import Vuelta, avance_en_palabras, en_palabras
from ui.sesion import Sesion

_ESTADO: Columna[Incidencia] = Columna("Estado", lambda i: i.estado)
_OPERACION = "resolver_incidencia"


class EnlacePanel(QWidget):
    """The screen of the centre, at a caja."""

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self._is_resolviendo = False
        self._ultima: Vuelta | None = None
        self._build()
        rondas = sesion.rondas
        self.estado.ahora.clicked.connect(self.sincronizar)
        self.incidencias.pedida.connect(self._on_pedida)
        rondas.empezada.connect(lambda: self._ocupar(True))
        rondas.avance.connect(self._on_avance)
        rondas.hecha.connect(self._on_ronda)

    def _build(self) -> None:
        self.estado, self.cotejo, self.historia = EstadoCard(), CotejoCard(), HistoriaCard()
        self.incidencias = IncidenciasCard(ZoneInfo(self._sesion.perfil.zona), (_ESTADO,), _impide)
        self.columnas = QHBoxLayout(self)
        self.columnas.setContentsMargins(0, 0, 0, 0)
        self.columnas.setSpacing(12)
        for cards, ancho in (((self.estado, self.cotejo), 5), ((self.incidencias, self.historia), 8)):
            columna = QVBoxLayout()
            columna.setSpacing(12)
            for n, card in enumerate(cards):
                columna.addWidget(card, n if cards[0] is self.estado else 1)
            self.columnas.addLayout(columna, ancho)

    def mostrar(self) -> None:
        """Read it again; the hand goes to what must be looked at."""
        self.releer()
        self.incidencias.tabla.setFocus()

    def releer(self) -> None:
        """What the caja's file knows, off the GUI thread."""
        Op(self, self._sesion.motor.lectura, ver_enlazada).success(self._on_leida).run()

    def sincronizar(self) -> None:
        """A round now."""
        self._sesion.rondas.pedir()

    def resolver(self) -> None:
        """Settle what is stood on."""
        self.incidencias.resolver()

    def _on_leida(self, vista: Enlazada | None) -> None:
        self.estado.poner(vista)
        self.cotejo.poner(vista)
        self.historia.poner(self._sesion.rondas.historia)
        self.incidencias.poner(() if vista is None else vista.incidencias)
        if vista is not None:
            self._ultima = replace(self._ultima or Vuelta(vista.contacto), contacto=vista.contacto)
            self._decir(self._ultima)

    def _on_ronda(self, vuelta: Vuelta) -> None:
        self._ultima = vuelta
        self._ocupar(False)
        if self.isVisible():
            self.releer()

    def _on_avance(self, hecho: int, total: int) -> None:
        self.estado.decir(avance_en_palabras(hecho, total), "tenue", "Lo que ya llegó se busca y se cobra.")

    def _decir(self, vuelta: Vuelta) -> None:
        if not self._sesion.rondas.is_en_curso:
            self.estado.decir(*en_palabras(vuelta))

    def _ocupar(self, si: bool) -> None:
        self.estado.ahora.setEnabled(not si)
        if si:
            self.estado.decir("Hablando con el centro…", "tenue", "Mientras tanto se cobra igual.")

    # --- settling one ---

    def _on_pedida(self, incidencia: Incidencia, resolucion: str, nota: str) -> None:
        usuario = self._sesion.usuario
        if usuario is not None and puede(usuario, _OPERACION):
            self._resolver(incidencia, resolucion, nota, usuario)
            return
        asunto = Asunto(f"Resolver: {incidencia.titulo}", None, f"{incidencia.resumen} {nota}")

        def comprobar(ctx: Contexto, clave: str, pin: str) -> Usuario:
            return autorizar(ctx, clave, pin, _OPERACION)

        def hecho(quien: Usuario) -> None:
            self._resolver(incidencia, resolucion, nota, quien)

        autorizacion.pedir(self, self._sesion, asunto, _OPERACION, comprobar, hecho)

    def _resolver(self, incidencia: Incidencia, resolucion: str, nota: str, quien: Usuario) -> None:
        if self._is_resolviendo:
            return
        self._is_resolviendo = True
        self.incidencias.ocupar(True)

        def hacer(ctx: Contexto) -> Incidencia:
            return resolver_incidencia(ctx, incidencia.id, resolucion, nota, quien)

        op = Op(self, self._sesion.motor.escritura, hacer).always(self._on_libre)
        op.success(self._on_resuelta).failure(self._on_negada).run()

    def _on_libre(self) -> None:
        self._is_resolviendo = False
        self.incidencias.ocupar(False)

    def _on_resuelta(self, incidencia: Incidencia) -> None:
        self.incidencias.resuelta()
        self._sesion.aviso.emit(f"Resuelta: {incidencia.titulo}. El centro lo sabrá en esta ronda.")
        self.releer()
        self.sincronizar()

    def _on_negada(self, error: NegocioError | EquipoError) -> None:
        self.incidencias.decir(error.mensaje)


def _impide(incidencia: Incidencia) -> str:
    return "La resuelve quien administra el centro." if incidencia.clase in DEL_CENTRO else ""
