"""What comes of several cortes: their concentrado, their póliza, and the root of a day for the auditor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.context import Contexto
from app.documentos import papel_de_concentrado
from app.errors import EquipoError, NegocioError
from app.papel.exportacion import EXTENSIONES, escribir_listado
from app.turno.contabilidad import listado_de_concentrado, listado_de_poliza, ver_concentrado, ver_poliza
from app.turno.raices import guardar_raiz, raiz_del_dia
from ui import dialogos
from ui.op import Op
from ui.papel.impreso import Impreso
from ui.papel.papel import COLUMNAS
from ui.sesion import Sesion

_HOJAS = "Hoja de cálculo (*.xlsx);;Texto separado por comas (*.csv)"


class Cuentas(QObject):
    """Reads them and writes them to files, off the GUI thread.

    Signals:
        papel_listo: an `Impreso` to look at.
        negada: why it could not be.
    """

    papel_listo = Signal(object)
    negada = Signal(str)

    def __init__(self, sesion: Sesion, parent: QObject) -> None:
        super().__init__(parent)
        self._sesion, self._pantalla = sesion, parent

    def ver_concentrado(self, desde: date, hasta: date) -> None:
        """The paper of those days."""
        encabezado = self._sesion.encabezado

        def hacer(ctx: Contexto) -> Impreso:
            return Impreso.from_documento(papel_de_concentrado(ver_concentrado(ctx, desde, hasta), encabezado))

        op = Op(self, self._sesion.motor.lectura, hacer)
        op.success(self.papel_listo.emit).failure(self._on_negada).run()

    def guardar_concentrado(self, desde: date, hasta: date) -> None:
        """The same to a file: a list for spreadsheets, or the paper."""
        encabezado, taller = self._sesion.encabezado, self._sesion.taller

        def hacer(ctx: Contexto, ruta: Path) -> None:
            concentrado = ver_concentrado(ctx, desde, hasta)
            if ruta.suffix.lower() in EXTENSIONES:
                escribir_listado(listado_de_concentrado(concentrado), ruta)
            else:
                taller.guardar_papel(papel_de_concentrado(concentrado, encabezado), ruta, COLUMNAS)

        self._guardar("Guardar el concentrado", f"{_HOJAS};;PDF (*.pdf)", f"concentrado {desde} {hasta}", hacer)

    def guardar_poliza(self, desde: date, hasta: date) -> None:
        """The póliza of those days to a file."""

        def hacer(ctx: Contexto, ruta: Path) -> None:
            escribir_listado(listado_de_poliza(ver_poliza(ctx, desde, hasta), desde, hasta), ruta)

        self._guardar("Guardar la póliza", _HOJAS, f"poliza {desde} {hasta}", hacer)

    def guardar_raiz(self, dia: date) -> None:
        """The root of that day to a file, for an auditor to keep elsewhere."""

        def hacer(ctx: Contexto, ruta: Path) -> None:
            guardar_raiz(raiz_del_dia(ctx, dia), ruta)

        self._guardar("Guardar la raíz del día", "Raíz (*.json)", f"raiz caja {self._sesion.caja.numero} {dia}", hacer)

    def _guardar(self, titulo: str, filtro: str, nombre: str, hacer: Callable[[Contexto, Path], None]) -> None:
        dialogos.guardar_archivo(self._pantalla, titulo, filtro, lambda ruta: self._escribir(ruta, hacer), nombre)

    def _escribir(self, ruta: Path, hacer: Callable[[Contexto, Path], None]) -> None:
        op = Op(self, self._sesion.motor.lectura, lambda ctx: hacer(ctx, ruta))
        op.success(lambda _: self._sesion.aviso.emit(f"Guardado: {ruta.name}.")).failure(self._on_negada).run()

    def _on_negada(self, error: NegocioError | EquipoError) -> None:
        self.negada.emit(error.mensaje)
