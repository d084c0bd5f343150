"""The form that writes down what the study of a request found; with a supervisor's PIN."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.context import Contexto
from app.domain.beneficio.solicitud import Estudio, Solicitud
from app.domain.renglon import LARGO
from app.errors import NegocioError
from app.gente.acceso import autorizar
from app.tramites.solicitudes import anotar_estudio
from ui import autorizar as autorizacion
from ui import tema
from ui.autorizacion import Asunto
from ui.beneficiarios.escritos import leer_dia
from ui.beneficiarios.evidencia import EvidenciaEdit
from ui.beneficiarios.medida import MedidaEdit
from ui.piezas.campos_en_columna import CamposEnColumna
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion


class EstudioView(Card):
    """The form.

    Signals:
        hecho: Solicitud, with its study.
    """

    hecho = Signal(object)

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__("Anotar el estudio", parent)
        self._sesion = sesion
        self._solicitud: Solicitud | None = None
        self.documento = EvidenciaEdit("estudio", sesion)
        self._build()
        self.favorable.currentIndexChanged.connect(lambda _: self._on_favorable())
        self.boton.clicked.connect(self.pedir)

    def _build(self) -> None:
        self.volver = Boton("Volver", "Esc")
        self.volver.setAutoDefault(False)
        self.de_quien = etiqueta("", "nombre", dobla=True)
        self.favorable = QComboBox()
        for texto, si in (("Favorable", True), ("No favorable", False)):
            self.favorable.addItem(texto, si)
        self.hizo, self.fecha, self.nota = QLineEdit(), QLineEdit(), QLineEdit()
        self.fecha.setPlaceholderText("dd/mm/aaaa; vacío, hoy")
        self.campos = CamposEnColumna()
        self.campos.agregar("Resultado", self.favorable)
        for rotulo, campo in (("Quién lo hizo", self.hizo), ("Fecha", self.fecha), ("Nota", self.nota)):
            campo.setMaxLength(LARGO)
            self.campos.agregar(rotulo, campo)
        self.medida = MedidaEdit()
        self._lugar = QVBoxLayout()
        self._lugar.addWidget(self.documento)
        self.mensaje = etiqueta("", "fuerte", dobla=True)
        self.boton = Boton("Anotar", "Ctrl Enter", "principal")
        self.cuerpo.addWidget(self.volver)
        self.cuerpo.addWidget(self.de_quien)
        self.cuerpo.addLayout(self._lugar)
        for parte in (self.campos, self.medida, self.mensaje, self.boton):
            self.cuerpo.addWidget(parte)
        self.cuerpo.addStretch(1)

    def empezar(self, solicitud: Solicitud) -> None:
        """Of that request."""
        self._solicitud = solicitud
        self.de_quien.setText(f"{solicitud.folio} · {solicitud.beneficiario} · {solicitud.nombre}")
        self._lugar.removeWidget(self.documento)
        self.documento.hide()
        self.documento.deleteLater()
        self.documento = EvidenciaEdit(solicitud.estudio, self._sesion)
        self.documento.numero.setPlaceholderText("Número del estudio")
        self._lugar.addWidget(self.documento)
        self.documento.encadenar(self.volver)
        self.campos.limpiar()
        self.favorable.setCurrentIndex(0)
        self._on_favorable()
        self._decir("")
        self.documento.numero.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_favorable(self) -> None:
        """One that is not sets nothing."""
        if self._solicitud is not None:
            programa = self._sesion.perfil.programa(self._solicitud.programa)
            self.medida.empezar(programa if self.favorable.currentData() else None)

    def pedir(self) -> None:
        """Ask for the supervisor's PIN and write it down."""
        solicitud = self._solicitud
        if solicitud is None:
            return
        try:
            estudio = self._estudio()
        except NegocioError as error:
            self._decir(error.mensaje)
            return
        asunto = Asunto(f"Anotar el estudio de {solicitud.folio}", None, f"Cuenta {solicitud.cuenta}")

        def hacer(ctx: Contexto, clave: str, pin: str) -> Solicitud:
            return anotar_estudio(ctx, solicitud.folio, estudio, autorizar(ctx, clave, pin, "anotar_estudio"))

        autorizacion.pedir(self, self._sesion, asunto, "anotar_estudio", hacer, self.hecho.emit)

    def _estudio(self) -> Estudio:
        return Estudio(
            numero=self.documento.numero.text(),
            fecha=leer_dia(self.fecha.text()) or self._sesion.ctx.reloj.ahora().date(),
            hizo=self.hizo.text(),
            favorable=bool(self.favorable.currentData()),
            medida=self.medida.medida(),
            archivo=self.documento.archivo,
            nota=self.nota.text(),
        )

    def _decir(self, texto: str) -> None:
        self.mensaje.setText(texto)
        self.mensaje.setVisible(bool(texto))
        tema.poner(self.mensaje, estado="mal")
