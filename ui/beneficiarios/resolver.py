"""The form that answers a request: granted with all that it holds, refused or given up with the reason; with a PIN."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.context import Contexto
from app.domain.beneficio.programa import SIN_MEDIDA
from app.domain.beneficio.solicitud import Solicitud
from app.domain.renglon import LARGO
from app.errors import NegocioError
from app.gente.acceso import autorizar
from app.tramites.resoluciones import Resolucion, Resuelta, resolver_solicitud
from ui import autorizar as autorizacion
from ui import tema
from ui.autorizacion import Asunto
from ui.beneficiarios.escritos import leer_dia
from ui.beneficiarios.medida import MedidaEdit
from ui.piezas.campos_en_columna import CamposEnColumna
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion

_VERBOS = {"aceptada": "Otorgar", "negada": "Negar", "desistida": "Dar por desistida"}


class ResolverView(Card):
    """The form.

    Signals:
        hecho: Resuelta.
    """

    hecho = Signal(object)

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__("Resolver una solicitud", parent)
        self._sesion = sesion
        self._solicitud: Solicitud | None = None
        self._build()
        self.resultado.currentIndexChanged.connect(lambda _: self._on_resultado())
        self.boton.clicked.connect(self.pedir)

    def _build(self) -> None:
        self.volver = Boton("Volver", "Esc")
        self.volver.setAutoDefault(False)
        self.de_quien = etiqueta("", "nombre", dobla=True)
        self.lleva = etiqueta("", "tenue", dobla=True)
        self.resultado = QComboBox()
        for clave, verbo in _VERBOS.items():
            self.resultado.addItem(verbo, clave)
        textos = (QLineEdit() for _ in range(6))
        self.motivo, self.fundamento, self.autorizacion, self.desde, self.hasta, self.otra_persona = textos
        for campo in (self.desde, self.hasta):
            campo.setPlaceholderText("dd/mm/aaaa; vacío, lo usual")
        self.otra_persona.setPlaceholderText("Solo si un nombre parecido está en otra cuenta")
        self.campos = CamposEnColumna()
        self.campos.agregar("Se resuelve", self.resultado)
        for rotulo, campo in (
            ("Por qué", self.motivo),
            ("Artículo", self.fundamento),
            ("Oficio o resolución", self.autorizacion),
            ("Desde", self.desde),
            ("Hasta", self.hasta),
            ("Es otra persona: cómo se sabe", self.otra_persona),
        ):
            campo.setMaxLength(LARGO)
            self.campos.agregar(rotulo, campo)
        self.medida = MedidaEdit()
        self.mensaje = etiqueta("", "fuerte", dobla=True)
        self.boton = Boton("Otorgar", "Ctrl Enter", "principal")
        for parte in (self.volver, self.de_quien, self.lleva, self.campos, self.medida, self.mensaje, self.boton):
            self.cuerpo.addWidget(parte)
        self.cuerpo.addStretch(1)

    def empezar(self, solicitud: Solicitud) -> None:
        """Of that request: what it lacks is said before anybody decides."""
        self._solicitud = solicitud
        self.de_quien.setText(f"{solicitud.folio} · {solicitud.beneficiario} · {solicitud.nombre}")
        por_traer = solicitud.por_traer(self._sesion.ctx.reloj.ahora().date())
        papeles = "; ".join(f"{d.clase}, {d.numero}" for d in solicitud.documentos)
        lleva = f"Falta: {'; '.join(por_traer)}" if por_traer else f"Se otorga con: {papeles}" if papeles else ""
        self.lleva.setText(lleva)
        self.lleva.setVisible(bool(lleva))
        self.campos.limpiar()
        self.resultado.setCurrentIndex(self.resultado.findData("negada" if por_traer else "aceptada"))
        self._on_resultado()
        self._decir("")
        self.resultado.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_resultado(self) -> None:
        """Only the fields of that answer; how much, only where neither the law nor the study says it."""
        solicitud, resultado = self._solicitud, str(self.resultado.currentData())
        if solicitud is None:
            return
        programa, otorga = self._sesion.perfil.programa(solicitud.programa), resultado == "aceptada"
        fijada = solicitud.hecho is not None and solicitud.hecho.medida != SIN_MEDIDA
        self.medida.empezar(programa if otorga and not fijada else None)
        self.campos.mostrar(self.motivo, not otorga or programa.requiere_autorizacion)
        self.campos.mostrar(self.fundamento, resultado == "negada")
        self.campos.mostrar(self.autorizacion, otorga and programa.requiere_autorizacion)
        for campo in (self.desde, self.hasta, self.otra_persona):
            self.campos.mostrar(campo, otorga)
        self.fundamento.setPlaceholderText(solicitud.fundamento)
        self.boton.rotular(_VERBOS[resultado])

    def pedir(self) -> None:
        """Ask for the supervisor's PIN and answer it."""
        solicitud, turno = self._solicitud, self._sesion.turno
        if solicitud is None:
            return
        try:
            resolucion = self._resolucion(solicitud)
        except NegocioError as error:
            self._decir(error.mensaje)
            return
        ajeno = "" if turno is None else turno.cajero
        verbo = _VERBOS[resolucion.resultado]
        asunto = Asunto(f"{verbo}: {solicitud.nombre}", None, f"{solicitud.beneficiario}, cuenta {solicitud.cuenta}")

        def hacer(ctx: Contexto, clave: str, pin: str) -> Resuelta:
            return resolver_solicitud(ctx, resolucion, autorizar(ctx, clave, pin, "resolver_solicitud", ajeno))

        autorizacion.pedir(self, self._sesion, asunto, "resolver_solicitud", hacer, self.hecho.emit, ajeno)

    def _resolucion(self, solicitud: Solicitud) -> Resolucion:
        return Resolucion(
            folio=solicitud.folio,
            resultado=str(self.resultado.currentData()),
            motivo=self.motivo.text(),
            fundamento=self.fundamento.text(),
            medida=self.medida.medida(),
            autorizacion=self.autorizacion.text(),
            otra_persona=self.otra_persona.text(),
            desde=leer_dia(self.desde.text()),
            hasta=leer_dia(self.hasta.text()),
        )

    def _decir(self, texto: str) -> None:
        self.mensaje.setText(texto)
        self.mensaje.setVisible(bool(texto))
        tema.poner(self.mensaje, estado="mal")
