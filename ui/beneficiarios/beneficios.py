"""Who holds a benefit: in force, to be renewed, withdrawn; and what is done to the one stood on, by a supervisor."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.beneficiarios.curp import velar
from app.beneficiarios.otorgados import Listas, ver_beneficios
from app.context import Contexto
from app.domain.cuenta import MOTIVOS_DE_RETIRO, Beneficio
from app.gente.acceso import autorizar
from ui import autorizar as autorizacion
from ui.autorizacion import Asunto
from ui.beneficiarios.lista import ListaConFormas
from ui.beneficiarios.otorgar import OtorgarView
from ui.beneficiarios.retirar import RetirarView
from ui.op import Op
from ui.piezas.modelos import Columna, TablaModel, fecha
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion

_LISTAS = {"vigentes": "Vigentes", "por_renovar": "Por renovar", "retirados": "Retirados"}


class BeneficiosPanel(ListaConFormas[Beneficio]):
    """The list at the left; at the right one benefit, or the form that grants, renews or withdraws."""

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(sesion, TablaModel(_columnas(sesion)), "Beneficios", _LISTAS.values(), 1, parent)
        self._listas = Listas((), (), ())
        self.otorgar, self.retirar = OtorgarView(sesion), RetirarView(sesion)
        self.poner_paginas(self._build_ficha(), self.otorgar, self.retirar)
        self._conectar()

    def _build_ficha(self) -> Card:
        ficha = Card("Beneficio")
        self.nombre = etiqueta("", "nombre", dobla=True)
        self.datos = etiqueta("", "", dobla=True)
        self.ver_curp = Boton("Ver la CURP completa", "Ctrl U")
        self.boton_otorgar = Boton("Otorgar uno nuevo", "Ctrl G", "principal")
        self.boton_renovar = Boton("Renovar", "Ctrl N")
        self.boton_retirar = Boton("Retirar", "Ctrl D")
        for widget in (self.nombre, self.datos, self.ver_curp, self.boton_renovar, self.boton_retirar):
            ficha.cuerpo.addWidget(widget)
        ficha.cuerpo.addStretch(1)
        ficha.cuerpo.addWidget(self.boton_otorgar)
        for boton in (self.ver_curp, self.boton_otorgar, self.boton_renovar, self.boton_retirar):
            boton.setAutoDefault(False)
        return ficha

    def _conectar(self) -> None:
        self.cuenta.returnPressed.connect(self.mostrar)
        self.cuales.idClicked.connect(lambda _: self._poner_lista())
        self.tabla.selectionModel().currentRowChanged.connect(lambda *_: self._on_parado())
        self.ver_curp.clicked.connect(self.pedir_curp)
        self.boton_otorgar.clicked.connect(self.empezar_otorgar)
        self.boton_renovar.clicked.connect(self.empezar_renovar)
        self.boton_retirar.clicked.connect(self.empezar_retirar)
        for vista in (self.otorgar, self.retirar):
            vista.volver.clicked.connect(self.escape)
            vista.hecho.connect(self._on_hecho)

    def mostrar(self) -> None:
        """Read the lists again, of the cuenta that is written."""
        cuenta = self.cuenta.text().strip()
        op = Op(self, self._sesion.motor.lectura, lambda ctx: ver_beneficios(ctx, cuenta))
        op.failure(lambda error: self.decir(error.mensaje, "mal")).success(self._on_leidos).run()
        if not self.is_ocupado:
            self.tabla.setFocus(Qt.FocusReason.OtherFocusReason)

    def confirmar(self) -> None:
        """What the open form is for."""
        if self._derecha.currentWidget() is self.otorgar:
            self.otorgar.pedir()
        elif self.is_ocupado:
            self.retirar.pedir()

    def empezar_otorgar(self) -> None:
        """The form of a new one, for the cuenta that is written or open in F1."""
        abierta = self._sesion.cuenta
        numero = self.cuenta.text().strip() or ("" if abierta is None else abierta.numero)
        self._derecha.setCurrentWidget(self.otorgar)
        self.otorgar.empezar(numero)

    def empezar_renovar(self) -> None:
        """The form that prolongs the one stood on."""
        if self.actual is not None:
            self._derecha.setCurrentWidget(self.otorgar)
            self.otorgar.empezar(self.actual.cuenta, self.actual)

    def empezar_retirar(self) -> None:
        """The form that takes the one stood on back."""
        if self.actual is not None:
            self._derecha.setCurrentWidget(self.retirar)
            self.retirar.empezar(self.actual)

    def pedir_curp(self) -> None:
        """Show it to who may see it, with their PIN."""
        actual = self.actual
        if actual is None or not actual.curp:
            return
        asunto = Asunto("Ver completa la CURP de un beneficiario", None, f"Cuenta {actual.cuenta}")

        def comprobar(ctx: Contexto, clave: str, pin: str) -> Beneficio:
            autorizar(ctx, clave, pin, "ver_curp")
            return actual

        autorizacion.pedir(self, self._sesion, asunto, "ver_curp", comprobar, partial(self._poner_ficha, con_curp=True))

    def _on_leidos(self, listas: Listas) -> None:
        self._listas = listas
        for boton, (campo, titulo) in zip(self.cuales.buttons(), _LISTAS.items(), strict=True):
            boton.setText(f"{titulo} ({len(getattr(listas, campo))})")
        self._poner_lista()

    def _poner_lista(self) -> None:
        campo = tuple(_LISTAS)[self.cuales.checkedId()]
        antes = self.actual
        self.model.poner(getattr(self._listas, campo))
        filas = list(self.model.filas)
        if filas:
            self.tabla.setCurrentIndex(self.model.index(filas.index(antes) if antes in filas else 0, 0))
        self._on_parado()

    def _on_parado(self) -> None:
        actual = self.actual
        for boton in (self.boton_renovar, self.boton_retirar, self.ver_curp):
            boton.setEnabled(actual is not None and actual.retirado is None)
        if actual is None:
            self.nombre.setText("Ninguno en esta lista.")
            self.datos.setText("")
            return
        self._poner_ficha(actual)

    def _poner_ficha(self, b: Beneficio, *, con_curp: bool = False) -> None:
        programa = self._sesion.perfil.programa(b.programa)
        curp = (b.curp if con_curp else velar(b.curp)) or "no se pidió"
        retiro = f"Retirado el {b.retirado:%d/%m/%Y}: {MOTIVOS_DE_RETIRO[b.retiro]}" if b.retirado else ""
        renglones = (
            f"Cuenta {b.cuenta}",
            f"{programa.nombre} · {programa.fundamento}",
            f"CURP: {curp}",
            f"Documento: {b.documento}",
            f"Del {b.desde:%d/%m/%Y} " + (f"al {b.hasta:%d/%m/%Y}" if b.hasta else "sin fin"),
            f"Otorgó: {b.quien or 'importado'}",
            retiro,
        )
        self.nombre.setText(b.beneficiario)
        self.datos.setText("\n".join(r for r in renglones if r))
        self.ver_curp.setEnabled(bool(b.curp) and not con_curp)

    def _on_hecho(self, texto: str) -> None:
        self._derecha.setCurrentIndex(0)
        self.decir(texto, "bien")
        self._sesion.aviso.emit(texto)
        self.mostrar()


def _columnas(sesion: Sesion) -> tuple[Columna[Beneficio], ...]:
    perfil = sesion.perfil
    hoy = sesion.ctx.reloj.ahora
    return (
        Columna("Cuenta", lambda b: b.cuenta),
        Columna("Beneficiario", lambda b: b.beneficiario, explica=lambda b: b.beneficiario),
        Columna("Programa", lambda b: perfil.programa(b.programa).nombre),
        Columna("Hasta", lambda b: fecha(b.hasta) if b.hasta else "sin fin", orden=lambda b: str(b.hasta or "9")),
        Columna("Está", lambda b: b.situacion(hoy().date()).replace("_", " ")),
        Columna("Otorgó", lambda b: b.quien or "importado"),
    )
