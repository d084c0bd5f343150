"""The requests that wait for an answer, the most urgent first, and what is done to the one stood on."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.context import Contexto
from app.domain.beneficio.solicitud import ESTADOS, Solicitud
from app.tramites.resoluciones import Resuelta
from app.tramites.solicitudes import ver_solicitudes
from ui.beneficiarios.estudio import EstudioView
from ui.beneficiarios.lista import ListaConFormas
from ui.beneficiarios.recibir import RecibirView
from ui.beneficiarios.resolver import ResolverView
from ui.beneficiarios.solicitud import FichaSolicitud
from ui.op import Op
from ui.piezas.modelos import Columna, TablaModel
from ui.piezas.tabla import detalle_de
from ui.piezas.tecla import Boton
from ui.sesion import Sesion

#: So many days an answered one is still in the list of those answered.
_DIAS = 60
_CUALES = ("Pendientes", "Resueltas")
Leidas = tuple[Solicitud, ...]


class SolicitudesPanel(ListaConFormas[Solicitud]):
    """The list at the left; at the right one request, or the form that receives, completes, studies or answers.

    Signals:
        contadas: how many wait for an answer.
    """

    contadas = Signal(int)

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(sesion, TablaModel(_columnas(sesion)), "Solicitudes de beneficio", _CUALES, 2, parent)
        self._leidas: Leidas = ()
        self._build()
        self._conectar()

    def _hoy(self) -> date:
        return self._sesion.ctx.reloj.ahora().date()

    def _build(self) -> None:
        self.boton_recibir = Boton("Recibir una nueva", "Ctrl S", "principal")
        self.boton_recibir.setAutoDefault(False)
        self.lista.cuerpo.insertWidget(self.lista.cuerpo.count() - 1, detalle_de(self.tabla, self._en_palabras))
        self.lista.cuerpo.addWidget(self.boton_recibir)
        self.recibir, self.estudio = RecibirView(self._sesion), EstudioView(self._sesion)
        self.resolver, self.ficha = ResolverView(self._sesion), FichaSolicitud()
        self.poner_paginas(self.ficha, self.recibir, self.estudio, self.resolver)

    def _conectar(self) -> None:
        self.cuenta.returnPressed.connect(self.mostrar)
        self.cuales.idClicked.connect(lambda _: self._poner_lista())
        self.tabla.selectionModel().currentRowChanged.connect(lambda *_: self._on_parado())
        self.boton_recibir.clicked.connect(self.empezar_recibir)
        self.ficha.completar.clicked.connect(self.empezar_completar)
        self.ficha.estudio.clicked.connect(self.empezar_estudio)
        self.ficha.resolver.clicked.connect(self.empezar_resolver)
        self.ficha.papel.clicked.connect(self.reimprimir)
        for vista in (self.recibir, self.estudio, self.resolver):
            vista.volver.clicked.connect(self.escape)
        self.recibir.hecho.connect(self._on_recibida)
        self.estudio.hecho.connect(self._on_estudiada)
        self.resolver.hecho.connect(self._on_resuelta)

    def mostrar(self) -> None:
        """Read the list again, of the cuenta that is written."""
        self.leer()
        if not self.is_ocupado:
            self.tabla.setFocus(Qt.FocusReason.OtherFocusReason)

    def leer(self) -> None:
        """The same, with the hand left where it is."""
        cuenta = self.cuenta.text().strip()

        def hacer(ctx: Contexto) -> Leidas:
            return ver_solicitudes(ctx, cuenta, _DIAS)

        op = Op(self, self._sesion.motor.lectura, hacer)
        op.failure(lambda error: self.decir(error.mensaje, "mal")).success(self._on_leidas).run()

    def confirmar(self) -> None:
        """What the open form is for."""
        vista = self._derecha.currentWidget()
        if vista is self.recibir:
            self.recibir.guardar()
        elif vista is self.estudio:
            self.estudio.pedir()
        elif vista is self.resolver:
            self.resolver.pedir()

    def empezar_recibir(self) -> None:
        """The form of a new one, for the cuenta that is written or open in F1."""
        abierta, escrita = self._sesion.cuenta, self.cuenta.text().strip()
        is_suya = abierta is not None and escrita in ("", abierta.numero)
        self._derecha.setCurrentWidget(self.recibir)
        if abierta is not None and is_suya:
            self.recibir.empezar(abierta.numero, abierta.titular)
        else:
            self.recibir.empezar(escrita, "")

    def empezar_completar(self) -> None:
        """The form of what was brought later."""
        if self.actual is not None and self.ficha.completar.isEnabled():
            self._derecha.setCurrentWidget(self.recibir)
            self.recibir.completar(self.actual)

    def empezar_estudio(self) -> None:
        """The form of its study."""
        if self.actual is not None and self.ficha.estudio.isEnabled():
            self._derecha.setCurrentWidget(self.estudio)
            self.estudio.empezar(self.actual)

    def empezar_resolver(self) -> None:
        """The form that answers it."""
        if self.actual is not None and self.ficha.resolver.isEnabled():
            self._derecha.setCurrentWidget(self.resolver)
            self.resolver.empezar(self.actual)

    def reimprimir(self) -> None:
        """Its paper again, marked COPIA: the acuse, or its answer."""
        if self.actual is not None:
            self._sesion.imprenta.reimprimir(str(self.actual.folio))

    def _on_leidas(self, leidas: Leidas) -> None:
        self._leidas = leidas
        cuantas = sum(s.respuesta is None for s in leidas)
        for boton, numero in zip(self.cuales.buttons(), (cuantas, len(leidas) - cuantas), strict=True):
            boton.setText(f"{_CUALES[self.cuales.id(boton)]} ({numero})")
        if not self.cuenta.text().strip():
            self.contadas.emit(cuantas)
        self._poner_lista()

    def _poner_lista(self) -> None:
        resueltas, antes = self.cuales.checkedId() == 1, self.actual
        self.model.poner(tuple(s for s in self._leidas if (s.respuesta is not None) == resueltas))
        folios = [s.folio for s in self.model.filas]
        if folios:
            fila = folios.index(antes.folio) if antes is not None and antes.folio in folios else 0
            self.tabla.setCurrentIndex(self.model.index(fila, 0))
        self._on_parado()

    def _en_palabras(self, s: Solicitud) -> str:
        por_traer = s.por_traer(self._hoy()) if s.respuesta is None else ()
        return f"Falta traer: {'; '.join(por_traer)}" if por_traer else ""

    def _on_parado(self) -> None:
        self.ficha.poner(self.actual, self._hoy())

    def _on_recibida(self, s: Solicitud) -> None:
        por_traer = s.por_traer(self._hoy())
        falta = f" Falta traer: {'; '.join(por_traer)}." if por_traer else ""
        self._terminar(s, f"{s.folio}: recibida.{falta}")

    def _on_estudiada(self, s: Solicitud) -> None:
        self._terminar(s, f"{s.folio}: estudio anotado.", con_papel=False)

    def _on_resuelta(self, resuelta: Resuelta) -> None:
        s, respuesta = resuelta.solicitud, resuelta.solicitud.respuesta
        motivo = f" Por qué: {respuesta.motivo}" if respuesta is not None and respuesta.motivo else ""
        self._terminar(s, f"{s.folio}: {ESTADOS[s.estado(self._hoy())]}.{motivo}")

    def _terminar(self, s: Solicitud, texto: str, *, con_papel: bool = True) -> None:
        self._derecha.setCurrentIndex(0)
        self.decir(texto, "bien")
        self._sesion.aviso.emit(texto)
        if con_papel:
            self._sesion.imprenta.imprimir((str(s.folio),))
        self.mostrar()


def _columnas(sesion: Sesion) -> tuple[Columna[Solicitud], ...]:
    def hoy() -> date:
        return sesion.ctx.reloj.ahora().date()

    return (
        Columna("Folio", lambda s: str(s.folio)),
        Columna("Cuenta", lambda s: s.cuenta),
        Columna("Beneficiario", lambda s: s.beneficiario, explica=lambda s: s.beneficiario),
        Columna("Está", lambda s: ESTADOS[s.estado(hoy())]),
        Columna("Días", lambda s: s.edad(hoy()), derecha=True),
        Columna("Plazo", lambda s: _plazo(s.quedan(hoy())), orden=lambda s: str(s.plazo or "9")),
    )


def _plazo(quedan: int | None) -> str:
    """Days left of the term of one that waits; a dash where there is none."""
    if quedan is None:
        return "—"
    return f"vencido {-quedan} d" if quedan < 0 else "hoy" if not quedan else f"{quedan} d"
