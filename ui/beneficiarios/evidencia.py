"""A document of the checklist in a form: its number, its date where that is asked for, and the scan kept of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.beneficiarios.escaneos import guardar_escaneo
from app.context import Contexto
from app.domain.beneficio.evidencia import Evidencia, Presentado
from app.domain.renglon import LARGO
from ui import dialogos
from ui.beneficiarios.escritos import leer_dia
from ui.op import Op
from ui.piezas.tarjeta import etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion

ESCANEO = "Foto, escaneo o PDF (*.png *.jpg *.jpeg *.pdf)"
_SIN_NUMERO = "ver escaneo"


class EvidenciaEdit(QWidget):
    """The fields of one document.

    Attributes:
        fecha: its date; None where the form does not ask for it.
    """

    def __init__(self, clase: str, sesion: Sesion, fecha: str = "", parent: QWidget | None = None) -> None:
        """`fecha` says what its date is; empty for a form that does not ask for it."""
        super().__init__(parent)
        self._clase, self._sesion = clase, sesion
        self._archivo = ""
        self.fecha = QLineEdit() if fecha else None
        self.numero = QLineEdit()
        self.numero.setPlaceholderText("Número" if fecha else "Número o fecha; vacío si no lo trae")
        self.numero.setAccessibleName(clase)
        self.numero.setMaxLength(LARGO)
        self.escaneo = Boton("Escaneo…")
        self.escaneo.setAutoDefault(False)
        fila = QHBoxLayout()
        fila.addWidget(self.numero, 3)
        if self.fecha is not None:
            self.fecha.setPlaceholderText(fecha)
            self.fecha.setAccessibleName(f"{clase}: {fecha}")
            self.fecha.setMaxLength(10)
            fila.addWidget(self.fecha, 2)
        fila.addWidget(self.escaneo)
        filas = QVBoxLayout(self)
        filas.setContentsMargins(0, 0, 0, 0)
        filas.setSpacing(4)
        filas.addWidget(etiqueta(clase.capitalize() if clase.islower() else clase, "leyenda", dobla=True))
        filas.addLayout(fila)
        self.escaneo.clicked.connect(lambda: dialogos.elegir_archivo(self, f"Escaneo: {clase}", ESCANEO, self.guardar))

    def guardar(self, ruta: Path) -> None:
        """Keep the scan beside the diario; what is no scan is told."""
        taller = self._sesion.taller

        def hacer(ctx: Contexto) -> str:
            return guardar_escaneo(ctx.anexos, taller.sellador(ctx.caja), ruta)

        op = Op(self, self._sesion.motor.aparte, hacer)
        op.failure(lambda error: dialogos.avisar(self, error.mensaje)).success(self._on_guardado).run()

    def _on_guardado(self, sha: str) -> None:
        self._archivo = sha
        self.escaneo.rotular("Guardado ✓")

    def encadenar(self, antes: QWidget) -> QWidget:
        """Tab comes here from that widget, though this was made later; the last of its own fields."""
        for campo in filter(None, (self.numero, self.fecha, self.escaneo)):
            self.setTabOrder(antes, campo)
            antes = campo
        return antes

    @property
    def archivo(self) -> str:
        """SHA-256 of the scan that was kept; empty for none."""
        return self._archivo

    def evidencia(self) -> Evidencia | None:
        """What was shown; None for nothing."""
        presentado = self.presentado()
        return None if presentado is None else Evidencia(presentado.clase, presentado.numero, presentado.archivo)

    def presentado(self) -> Presentado | None:
        """The same with its date.

        Raises:
            NegocioError: `fecha_invalida`.
        """
        fecha = None if self.fecha is None else leer_dia(self.fecha.text())
        numero = self.numero.text().strip() or (_SIN_NUMERO if self._archivo else "")
        if not numero and fecha is None:
            return None
        return Presentado(self._clase[:LARGO], numero, fecha, self._archivo)
