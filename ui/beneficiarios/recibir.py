"""The form that receives a request or completes one: for whom, and each document of the checklist that was brought."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.context import Contexto
from app.domain.beneficio.evidencia import Presentado, requisitos
from app.domain.beneficio.programa import Programa
from app.domain.beneficio.solicitud import Solicitud
from app.domain.renglon import LARGO
from app.errors import EquipoError, NegocioError
from app.tramites.solicitudes import Pedimento, completar_solicitud, recibir_solicitud
from ui import tema
from ui.beneficiarios.evidencia import EvidenciaEdit
from ui.op import Op
from ui.piezas.campos_en_columna import CamposEnColumna
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion


class RecibirView(Card):
    """The form.

    Signals:
        hecho: Solicitud, as it was received or completed.
    """

    hecho = Signal(object)

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__("Recibir una solicitud", parent)
        self._sesion = sesion
        self._completa: Solicitud | None = None
        self.documentos: list[EvidenciaEdit] = []
        self._build()
        self.programa.currentIndexChanged.connect(lambda _: self._on_programa())
        self.boton.clicked.connect(self.guardar)

    def _build(self) -> None:
        self.volver = Boton("Volver", "Esc")
        self.volver.setAutoDefault(False)
        self.programa = QComboBox()
        for programa in (p for p in self._sesion.perfil.programas if p.is_otorgable):
            self.programa.addItem(programa.nombre, programa.clave)
        self.cuenta, self.beneficiario, self.curp, self.solicitante, self.nota = (QLineEdit() for _ in range(5))
        self.campos = CamposEnColumna()
        self.campos.agregar("Programa", self.programa)
        for rotulo, campo in (
            ("Cuenta", self.cuenta),
            ("Beneficiario", self.beneficiario),
            ("Quién la trae, si es otra persona", self.solicitante),
            ("Nota", self.nota),
            ("CURP", self.curp),
        ):
            campo.setMaxLength(LARGO)
            self.campos.agregar(rotulo, campo)
        self.lista = QVBoxLayout()
        self.lista.setSpacing(8)
        self.pide = etiqueta("", "rotulo", dobla=True)
        self.mensaje = etiqueta("", "fuerte", dobla=True)
        self.boton = Boton("Recibir", "Ctrl Enter", "principal")
        self.cuerpo.addWidget(self.volver)
        self.cuerpo.addWidget(self.campos)
        self.cuerpo.addWidget(self.pide)
        self.cuerpo.addLayout(self.lista)
        for parte in (self.mensaje, self.boton):
            self.cuerpo.addWidget(parte)
        self.cuerpo.addStretch(1)

    def empezar(self, cuenta: str, titular: str) -> None:
        """A new one; of the cuenta that is open in F1 its number and titular are there already."""
        self._abrir(None)
        self.cuenta.setText(cuenta)
        self.beneficiario.setText(titular)
        self.programa.setFocus(Qt.FocusReason.OtherFocusReason)

    def completar(self, solicitud: Solicitud) -> None:
        """What was missing of that one."""
        self._abrir(solicitud)
        self.programa.setCurrentIndex(self.programa.findData(solicitud.programa))
        primero = self.curp if not solicitud.curp and self._elegido.pide_curp else None
        campos = (primero, *(d.numero for d in self.documentos))
        next((c for c in campos if c is not None), self.boton).setFocus(Qt.FocusReason.OtherFocusReason)

    def _abrir(self, completa: Solicitud | None) -> None:
        self._completa = completa
        self.campos.limpiar()
        titulo = "Recibir una solicitud" if completa is None else f"Completar la solicitud {completa.folio}"
        self.titular(titulo)
        self.boton.rotular("Recibir" if completa is None else "Completar")
        for campo in (self.programa, self.cuenta, self.beneficiario, self.solicitante, self.nota):
            self.campos.mostrar(campo, completa is None)
        if completa is not None:
            self.programa.setCurrentIndex(self.programa.findData(completa.programa))
        self._on_programa()
        self._decir("")

    @property
    def _elegido(self) -> Programa:
        return self._sesion.perfil.programa(str(self.programa.currentData()))

    def _on_programa(self) -> None:
        """The documents of that program; of one that is completed first what is missing, or all to bring one again."""
        programa, completa = self._elegido, self._completa
        self.campos.mostrar(self.curp, programa.pide_curp if completa is None else not completa.curp)
        pedidos = [r for r in requisitos(programa) if r != "CURP"]
        if completa is not None:
            hoy = self._sesion.ctx.reloj.ahora().date()
            vencidos = {d.clase for d in completa.documentos if d.vence is not None and d.vence < hoy}
            faltan = [p for p in pedidos if p in completa.faltan or p in vencidos]
            pedidos = faltan or ([] if completa.faltan else pedidos)
        for viejo in self.documentos:
            self.lista.removeWidget(viejo)
            viejo.hide()
            viejo.deleteLater()
        self.documentos = [EvidenciaEdit(p, self._sesion, _fecha_de(programa, p)) for p in pedidos]
        antes: QWidget = self.curp
        for nuevo in self.documentos:
            self.lista.addWidget(nuevo)
            antes = nuevo.encadenar(antes)
        self.pide.setText("Documentos que pide la ley; lo que no traiga se deja vacío" if pedidos else "")
        self.pide.setVisible(bool(pedidos))

    def guardar(self) -> None:
        """Receive or complete it, in the name of whoever is at the caja."""
        usuario, completa = self._sesion.usuario, self._completa
        if usuario is None:
            return
        try:
            documentos = self._presentados()
        except NegocioError as error:
            self._decir(error.mensaje)
            return
        textos = (c.text() for c in (self.cuenta, self.beneficiario, self.solicitante, self.curp, self.nota))
        cuenta, beneficiario, solicitante, curp, nota = textos
        pedimento = Pedimento(cuenta.strip(), self._elegido.clave, beneficiario, solicitante, curp, documentos, nota)

        def hacer(ctx: Contexto) -> Solicitud:
            if completa is None:
                return recibir_solicitud(ctx, pedimento, usuario)
            return completar_solicitud(ctx, completa.folio, documentos, usuario, curp)

        self.boton.setEnabled(False)
        op = Op(self, self._sesion.motor.escritura, hacer).always(lambda: self.boton.setEnabled(True))
        op.failure(self._on_negada).success(self.hecho.emit).run()

    def _presentados(self) -> tuple[Presentado, ...]:
        return tuple(p for p in (d.presentado() for d in self.documentos) if p is not None)

    def _on_negada(self, error: NegocioError | EquipoError) -> None:
        self._decir(error.mensaje)

    def _decir(self, texto: str) -> None:
        self.mensaje.setText(texto)
        self.mensaje.setVisible(bool(texto))
        tema.poner(self.mensaje, estado="mal")


def _fecha_de(programa: Programa, documento: str) -> str:
    """What its date is: when it was issued where the law limits its age, otherwise until when it is good."""
    return "expedido dd/mm/aaaa" if programa.meses_de(documento) else "vence dd/mm/aaaa"
