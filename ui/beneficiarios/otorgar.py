"""The form that grants a program or prolongs one: the documents that its law asks for, with number and scan."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from app.beneficiarios.otorgamientos import Otorgado, otorgar, renovar
from app.context import Contexto
from app.domain.beneficio.otorgamiento import SolicitudBeneficio
from app.domain.beneficio.programa import Medida, Programa
from app.domain.cuenta import Beneficio
from app.domain.renglon import LARGO
from app.errors import NegocioError
from app.gente.acceso import autorizar
from ui import autorizar as autorizacion
from ui import tema
from ui.autorizacion import Asunto
from ui.beneficiarios.escritos import leer_dia, leer_m3, leer_porcentaje
from ui.beneficiarios.evidencia import EvidenciaEdit
from ui.piezas.campos import DineroEdit
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion


class OtorgarView(Card):
    """The form.

    Signals:
        hecho: what was done, in words.
    """

    hecho = Signal(str)

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__("Otorgar un beneficio", parent)
        self._sesion = sesion
        self._renueva: Beneficio | None = None
        self.evidencias: list[EvidenciaEdit] = []
        self._build_formulario()
        self.programa.currentIndexChanged.connect(lambda _: self._on_programa())
        self.boton.clicked.connect(self.pedir)

    def _build_formulario(self) -> None:
        self.volver = Boton("Volver", "Esc")
        self.volver.setAutoDefault(False)
        self.programa = QComboBox()
        for programa in (p for p in self._sesion.perfil.programas if p.is_otorgable):
            self.programa.addItem(programa.nombre, programa.clave)
        textos = (QLineEdit() for _ in range(11))
        self.cuenta, self.beneficiario, self.curp, self.documento, self.desde, self.hasta, *resto = textos
        self.m3, self.porcentaje, self.autorizacion, self.motivo, self.otra_persona = resto
        self.importe = DineroEdit("Importe al mes")
        for campo in (self.desde, self.hasta):
            campo.setPlaceholderText("dd/mm/aaaa; vacío, lo usual")
        self.otra_persona.setPlaceholderText("Solo si un nombre parecido está en otra cuenta")
        campos: tuple[tuple[str, QWidget], ...] = (
            ("Programa", self.programa),
            ("Cuenta", self.cuenta),
            ("Beneficiario", self.beneficiario),
            ("CURP", self.curp),
            ("Documento en que descansa", self.documento),
            ("Desde", self.desde),
            ("Hasta", self.hasta),
            ("m³ que paga, del estudio", self.m3),
            ("Porcentaje, del estudio u oficio", self.porcentaje),
            ("Importe, del estudio u oficio", self.importe),
            ("Oficio o resolución", self.autorizacion),
            ("Por qué se autorizó", self.motivo),
            ("Es otra persona: cómo se sabe", self.otra_persona),
        )
        self.formulario = QFormLayout()
        self.formulario.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.formulario.setVerticalSpacing(4)
        for rotulo, widget in campos:
            nombre = etiqueta(rotulo, "rotulo", dobla=True)
            nombre.setBuddy(widget)
            widget.setAccessibleName(rotulo)
            if isinstance(widget, QLineEdit) and widget is not self.importe:
                widget.setMaxLength(LARGO)
            self.formulario.addRow(nombre, widget)
        self.lista = QVBoxLayout()
        self.mensaje = etiqueta("", "fuerte", dobla=True)
        self.boton = Boton("Otorgar", "Ctrl Enter", "principal")
        self.cuerpo.addWidget(self.volver)
        self.cuerpo.addLayout(self.formulario)
        self.cuerpo.addWidget(etiqueta("Documentos que pide la ley", "rotulo"))
        self.cuerpo.addLayout(self.lista)
        self.cuerpo.addWidget(self.mensaje)
        self.cuerpo.addWidget(self.boton)
        self.cuerpo.addStretch(1)

    def empezar(self, cuenta: str, renueva: Beneficio | None = None) -> None:
        """A new one for that cuenta, or the next term of one."""
        self._renueva = renueva
        self.titular("Otorgar un beneficio" if renueva is None else f"Renovar a {renueva.beneficiario}")
        self.boton.rotular("Otorgar" if renueva is None else "Renovar")
        for campo in (self.cuenta, self.beneficiario, self.curp, self.documento, self.desde, self.hasta, self.m3):
            campo.clear()
        for campo in (self.porcentaje, self.importe, self.autorizacion, self.motivo, self.otra_persona):
            campo.clear()
        self.cuenta.setText(cuenta)
        if renueva is not None:
            self.programa.setCurrentIndex(self.programa.findData(renueva.programa))
        for widget in (self.programa, self.cuenta, self.beneficiario, self.curp, self.desde, self.otra_persona):
            self._ver(widget, renueva is None)
        self._on_programa()
        self._decir("")
        (self.programa if renueva is None else self.documento).setFocus(Qt.FocusReason.OtherFocusReason)

    def _ver(self, widget: QWidget, si: bool) -> None:
        widget.setVisible(si)
        rotulo = self.formulario.labelForField(widget)
        if rotulo is not None:
            rotulo.setVisible(si)

    @property
    def _elegido(self) -> Programa:
        return self._sesion.perfil.programa(str(self.programa.currentData()))

    def _on_programa(self) -> None:
        """The documents and figures of that program; what it does not let anybody decide is not asked."""
        programa, nuevo = self._elegido, self._renueva is None
        casos = (
            (self.m3, Medida(m3=1)),
            (self.porcentaje, Medida(porcentaje=Decimal(1))),
            (self.importe, Medida(importe=None)),
        )
        for widget, medida in casos[:2]:
            self._ver(widget, nuevo and programa.sobra_en(medida) is None)
        self._ver(self.importe, nuevo and programa.forma in ("monto", "segun_estudio", "autorizado"))
        for widget in (self.autorizacion, self.motivo):
            self._ver(widget, nuevo and programa.requiere_autorizacion)
        for vieja in self.evidencias:
            self.lista.removeWidget(vieja)
            vieja.hide()
            vieja.deleteLater()
        self.evidencias = [EvidenciaEdit(e, self._sesion) for e in programa.evidencia if e != "CURP"]
        antes: QWidget = self.otra_persona
        for nueva in self.evidencias:
            self.lista.addWidget(nueva)
            antes = nueva.encadenar(antes)

    def pedir(self) -> None:
        """Ask for the supervisor's PIN and do it."""
        try:
            solicitud = self._solicitud()
        except NegocioError as error:
            self._decir(error.mensaje)
            return
        usuario, vieja = self._sesion.usuario, self._renueva
        ajeno = "" if usuario is None else usuario.clave
        operacion = "otorgar_beneficio" if vieja is None else "renovar_beneficio"
        verbo = "Otorgar" if vieja is None else "Renovar"
        asunto = Asunto(f"{verbo} {self._elegido.nombre}", None, f"Cuenta {solicitud.cuenta}")

        def hacer(ctx: Contexto, clave: str, pin: str) -> Otorgado:
            quien = autorizar(ctx, clave, pin, operacion, ajeno)
            if vieja is None:
                return otorgar(ctx, solicitud, quien)
            return renovar(
                ctx, vieja.cuenta, vieja.programa, solicitud.documento, quien,
                hasta=solicitud.hasta, evidencias=solicitud.evidencias,
            )  # fmt: skip

        autorizacion.pedir(self, self._sesion, asunto, operacion, hacer, self._on_otorgado, ajeno)

    def _on_otorgado(self, dado: Otorgado) -> None:
        b = dado.beneficio
        fin = f"hasta el {b.hasta:%d/%m/%Y}" if b.hasta else "sin fin"
        self.hecho.emit(f"Cuenta {b.cuenta}: {self._sesion.perfil.programa(b.programa).nombre}, {fin}.")

    def _solicitud(self) -> SolicitudBeneficio:
        vieja = self._renueva
        medida = Medida(leer_m3(self.m3.text()), leer_porcentaje(self.porcentaje.text()), self.importe.importe())
        dichas = (e.evidencia() for e in self.evidencias)
        return SolicitudBeneficio(
            cuenta=self.cuenta.text().strip() if vieja is None else vieja.cuenta,
            programa=self._elegido.clave,
            beneficiario=self.beneficiario.text() if vieja is None else vieja.beneficiario,
            documento=self.documento.text(),
            desde=leer_dia(self.desde.text()),
            hasta=leer_dia(self.hasta.text()),
            medida=medida,
            curp=self.curp.text(),
            autorizacion=self.autorizacion.text(),
            motivo=self.motivo.text(),
            evidencias=tuple(e for e in dichas if e is not None),
            otra_persona=self.otra_persona.text(),
        )

    def _decir(self, texto: str) -> None:
        self.mensaje.setText(texto)
        self.mensaje.setVisible(bool(texto))
        tema.poner(self.mensaje, estado="mal")
