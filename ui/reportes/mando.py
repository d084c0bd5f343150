"""Asks for reports off the GUI thread; a newer request stops the one under way, whose answer is never shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.context import Contexto
from app.domain.corte.diferencia import ReporteDiferencias
from app.domain.reporte.reporte import Filtro, Reporte
from app.domain.reporte.reporte_beneficios import ReporteBeneficios
from app.domain.reporte.reporte_incidencias import ReporteIncidencias
from app.domain.reporte.reporte_solicitudes import ReporteSolicitudes
from app.domain.reporte.reporte_subsidios import ReporteSubsidios
from app.domain.usuario import Usuario
from app.errors import EquipoError, NegocioError
from app.reportes.beneficios import ver_beneficios_aplicados
from app.reportes.cobranza import ver_reporte
from app.reportes.diferencias import ver_diferencias
from app.reportes.incidencias import ver_incidencias
from app.reportes.puertos import Avance
from app.reportes.solicitudes import ver_reporte_de_solicitudes
from app.reportes.subsidios import ver_subsidios
from ui.op import Op
from ui.piezas.trabajo import Cancelable
from ui.sesion import Sesion

#: What can be asked for besides the dimensions of `app.domain.reporte.reporte`.
BENEFICIOS, SUBSIDIOS, SOLICITUDES, DIFERENCIAS = "beneficios", "subsidios", "solicitudes", "diferencias"
INCIDENCIAS = "incidencias"
_CANCELADO = "Se canceló el reporte."

Hecho = Reporte | ReporteBeneficios | ReporteSubsidios | ReporteSolicitudes | ReporteDiferencias | ReporteIncidencias


@dataclass(frozen=True, slots=True)
class Pedido:
    """What is to be seen, one of the names above or a dimension, and of which payments."""

    que: str
    filtro: Filtro


class Mando(QObject):
    """One report at a time.

    Signals:
        avanzado: pieces done, and of how many.
        hecho: the report asked for last.
        negado: NegocioError or EquipoError: why there is none.
        ocupado: whether something is under way.
    """

    avanzado = Signal(int, int)
    hecho = Signal(object)
    negado = Signal(object)
    ocupado = Signal(bool)
    _contado = Signal(object, int, int)

    def __init__(self, sesion: Sesion, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self._en_curso: Cancelable | None = None
        self._turno = object()
        self._contado.connect(self._on_contado)

    def is_ocupado(self) -> bool:
        """Whether something is under way."""
        return self._en_curso is not None

    def pedir(self, pedido: Pedido, quien: Usuario) -> None:
        """Ask; what was under way is stopped."""
        if self._en_curso is not None:
            self._en_curso.cancelar()
        turno = object()
        en_curso = self._en_curso = Cancelable(partial(self._contado.emit, turno), _CANCELADO)
        self._turno = turno

        def hacer(ctx: Contexto) -> Hecho:
            return _ver(ctx, pedido, quien, en_curso)

        op = Op(self, self._sesion.motor.reportes, hacer).success(partial(self._on_hecho, turno))
        op.failure(partial(self._on_negado, turno)).run()
        self.ocupado.emit(True)

    def parar(self) -> bool:
        """Stop what is under way; False when nothing is."""
        if self._en_curso is None:
            return False
        self._en_curso.cancelar()
        return True

    def olvidar(self) -> None:
        """Stop what is under way and show nothing of it, even if it was done already: somebody else is here now."""
        self.parar()
        self._turno, self._en_curso = object(), None
        self.ocupado.emit(False)

    def _on_contado(self, turno: object, hechos: int, total: int) -> None:
        if turno is self._turno and self._en_curso is not None:
            self.avanzado.emit(hechos, total)

    def _on_hecho(self, turno: object, hecho: Hecho) -> None:
        if turno is self._turno:
            self._en_curso = None
            self.ocupado.emit(False)
            self.hecho.emit(hecho)

    def _on_negado(self, turno: object, error: NegocioError | EquipoError) -> None:
        if turno is self._turno:
            self._en_curso = None
            self.ocupado.emit(False)
            self.negado.emit(error)


def _ver(ctx: Contexto, pedido: Pedido, quien: Usuario, avance: Avance) -> Hecho:
    # Also before the first piece: one that was overtaken while it waited for its turn is not begun.
    avance(0, 1)
    if pedido.que == BENEFICIOS:
        return ver_beneficios_aplicados(ctx, pedido.filtro, quien, avance)
    if pedido.que == SUBSIDIOS:
        return ver_subsidios(ctx, pedido.filtro, quien, avance)
    if pedido.que == INCIDENCIAS:
        return ver_incidencias(ctx, pedido.filtro, quien)
    if pedido.que == SOLICITUDES:
        return ver_reporte_de_solicitudes(ctx, pedido.filtro, quien, avance)
    if pedido.que == DIFERENCIAS:
        return ver_diferencias(ctx, pedido.filtro, quien, avance)
    return ver_reporte(ctx, pedido.que, pedido.filtro, quien, avance)
