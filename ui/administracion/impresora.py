"""The card of F6 where the printers of this PC are described, tried and kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from app.ajustes import PAPELES, Ajustes, cambiar_impresora
from app.context import Contexto
from app.documentos import papel_de_prueba
from app.domain.papel import IMPRESO, Respuesta
from app.domain.permisos import puede
from app.domain.usuario import Usuario
from app.errors import EquipoError, NegocioError
from app.gente.acceso import identificar
from app.papel.impresora import (
    ANCHOS,
    CODIGOS,
    CORTES,
    DENSIDADES,
    FLUJOS,
    PAGINAS,
    PISTAS,
    PULSOS,
    TIPOS,
    VELOCIDADES,
    Hallada,
    Impresora,
    revisar_impresora,
)
from app.turno.cajon import probar_con_cajon
from ui import dialogos, tema
from ui.op import Op
from ui.piezas.formulario import NumeroEdit, combo, en_dos_columnas, formulario, leido, poner, rotulo
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion

#: Who answers for a change: already known, or by a PIN that is checked off the GUI thread.
Autoriza = Callable[[Contexto], Usuario]

_CAJONES = {2: "Punta 2", 5: "Punta 5", 0: "No hay"}
_BUSCAR = "Las que conoce el sistema…"


class ImpresoraCard(Card):
    """A printer: where it is and what it can do; one for all papers, or one of their own for some.

    Signals:
        cambiada: another printer is kept.
    """

    cambiada = Signal()

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__("Impresora de este equipo", parent)
        self._sesion = sesion
        self._ajustes = Ajustes()
        self._puesta = Impresora()
        self._build_lugar()
        self._build_detalles()
        self._build_botones()
        self.para.currentIndexChanged.connect(lambda: self._mostrar_puesta())
        self.tipo.currentIndexChanged.connect(self._on_tipo_cambiado)
        self.pagina.activated.connect(lambda: self.numero_pagina.poner(PAGINAS[self.pagina.currentData()]))
        self.halladas.activated.connect(self._on_hallada)
        self._mostrar_puesta()

    def _build_lugar(self) -> None:
        self.para, self.tipo, self.columnas = combo(PAPELES), combo(TIPOS), combo(_papeles())
        self.destino, self.halladas = QLineEdit(), QComboBox()
        self.destino.setMaxLength(400)
        self.destino.setAccessibleName("Destino de la impresora")
        self.halladas.setAccessibleName("Impresoras que conoce el sistema")
        self.elegir, self.buscar = Boton("Elegir…"), Boton("Buscar")
        lugar = QHBoxLayout()
        lugar.setSpacing(8)
        for widget in (self.destino, self.elegir, self.buscar):
            lugar.addWidget(widget, 1 if widget is self.destino else 0)
        self.rotulo_destino = etiqueta("Destino", "rotulo")
        self.rotulo_destino.setBuddy(self.destino)
        filas = formulario()
        filas.addRow(rotulo("Tipo", self.tipo), self.tipo)
        filas.addRow(self.rotulo_destino, lugar)
        filas.addRow(self.halladas)
        self.halladas.hide()
        self.pista = etiqueta("", "leyenda", dobla=True)
        self.cuerpo.addLayout(en_dos_columnas((("Papeles", self.para), ("Ancho", self.columnas))))
        self.cuerpo.addLayout(filas)
        self.cuerpo.addWidget(self.pista)
        self.elegir.clicked.connect(self._elegir)
        self.buscar.clicked.connect(self._buscar)

    def _build_detalles(self) -> None:
        self.mas = Boton("Más de esta impresora", "", "plano")
        self.mas.setCheckable(True)
        self.detalles, self.de_serie = QWidget(), QWidget()
        self.pagina, self.corte, self.cajon = combo({p: p for p in PAGINAS}), combo(CORTES), combo(_CAJONES)
        self.qr, self.barras = combo(CODIGOS), combo(CODIGOS)
        self.velocidad, self.flujo = combo({v: f"{v} bits/s" for v in VELOCIDADES}), combo(FLUJOS)
        self.numero_pagina, self.pulso = NumeroEdit(range(256)), NumeroEdit(PULSOS)
        self.densidad = NumeroEdit(DENSIDADES)
        campos: tuple[tuple[str, QWidget], ...] = (
            ("Página de códigos", self.pagina),
            ("Su número", self.numero_pagina),
            ("Cajón", self.cajon),
            ("Pulso, ms", self.pulso),
            ("Dibuja el QR", self.qr),
            ("Dibuja las barras", self.barras),
            ("Corte", self.corte),
            ("Densidad, -6 a 6", self.densidad),
        )
        en_dos_columnas(campos, self.detalles)
        en_dos_columnas((("Velocidad", self.velocidad), ("Control de flujo", self.flujo)), self.de_serie)
        self.prueba_de_cajon = Boton("Imprimir prueba y abrir el cajón")
        for widget in (self.mas, self.de_serie, self.detalles, self.prueba_de_cajon):
            self.cuerpo.addWidget(widget)
        for widget in (self.detalles, self.prueba_de_cajon):
            widget.hide()
            self.mas.toggled.connect(widget.setVisible)
        self.prueba_de_cajon.clicked.connect(self._probar_cajon)

    def _build_botones(self) -> None:
        self.mensaje = etiqueta("", "fuerte", dobla=True)
        self.probar = Boton("Imprimir prueba", "Ctrl T")
        self.guardar = Boton("Guardar impresora", "Ctrl G", "principal")
        botones = QHBoxLayout()
        botones.addWidget(self.probar)
        botones.addWidget(self.guardar, 1)
        self.cuerpo.addWidget(self.mensaje)
        self.cuerpo.addLayout(botones)
        self.probar.clicked.connect(self.imprimir_prueba)
        self.guardar.clicked.connect(self.guardar_impresora)

    def poner(self, ajustes: Ajustes) -> None:
        """Show what is kept; a printer that was written and not saved stays as it was written."""
        self._ajustes = ajustes
        if self.escrita() == self._puesta:
            self._mostrar_puesta()

    def _mostrar_puesta(self) -> None:
        clase = self.para.currentData()
        propia = dict(self._ajustes.propias).get(clase, Impresora())
        self._puesta = propia if clase else self._ajustes.impresora
        for nombre, valor in asdict(self._puesta).items():
            poner(getattr(self, nombre), valor)
        self._acomodar()

    def escrita(self) -> Impresora:
        """The printer as it stands in the form, saved or not."""
        return Impresora(**{nombre: leido(getattr(self, nombre)) for nombre in asdict(self._puesta)})

    def guardar_impresora(self) -> None:
        """Keep it; a supervisor or administrador who is not at the caja gives a PIN."""
        self._autorizado("Cambiar la impresora: autoriza un supervisor o un administrador.", self._cambiar)

    def _autorizado(self, motivo: str, hacer: Callable[[Autoriza], None]) -> None:
        usuario = self._sesion.usuario
        if usuario is None:
            return
        if puede(usuario, "cambiar_impresora"):
            hacer(lambda ctx: usuario)
            return
        dialogos.pedir_autorizacion(self, motivo, lambda clave, pin: hacer(lambda ctx: identificar(ctx, clave, pin)))

    def imprimir_prueba(self) -> None:
        """Print a test on the printer of the form, before it is saved."""
        self._probar(None)

    def _probar_cajon(self) -> None:
        self._autorizado("Probar el cajón: autoriza un supervisor o un administrador.", self._probar)

    def _probar(self, autoriza: Autoriza | None) -> None:
        try:
            impresora = revisar_impresora(self.escrita())
        except NegocioError as error:
            self.negar(error)
            return
        taller, encabezado = self._sesion.taller, self._sesion.encabezado

        def hacer(ctx: Contexto) -> Respuesta:
            dispositivo = taller.dispositivo(impresora)
            if dispositivo is None:
                raise NegocioError("sin_impresora", "Elija primero qué impresora hay.")
            prueba = papel_de_prueba(encabezado, impresora, ctx.reloj.ahora())
            if autoriza is None:
                return dispositivo.sacar(prueba, "prueba")
            return probar_con_cajon(ctx, dispositivo, prueba, autoriza(ctx))

        self._decir("Imprimiendo la prueba…")
        self._ocupar(Op(self, self._sesion.motor.aparte, hacer).success(self._on_prueba))

    def _cambiar(self, autoriza: Autoriza) -> None:
        nueva, clase = self.escrita(), self.para.currentData()
        hacer = Op(self, self._sesion.motor.aparte, lambda ctx: cambiar_impresora(ctx, nueva, autoriza(ctx), clase))
        self._ocupar(hacer.success(self._on_cambiada))

    def _ocupar(self, op: Op) -> None:
        self._habilitar(False)
        op.always(lambda: self._habilitar(True)).failure(self.negar).run()

    def _habilitar(self, si: bool) -> None:
        for boton in (self.probar, self.guardar, self.buscar, self.prueba_de_cajon):
            boton.setEnabled(si)

    def _on_prueba(self, respuesta: Respuesta) -> None:
        salida = "La prueba salió." if respuesta.estado == IMPRESO else "La impresora recibió la prueba: vea si salió."
        self._decir(f"{salida} {respuesta.aviso}".strip(), "aviso" if respuesta.aviso else "bien")

    def _on_cambiada(self, impresora: Impresora) -> None:
        self._puesta = self.escrita()
        self._decir(f"Guardado: {impresora.texto()}.", "bien")
        self._sesion.imprenta.empezar()
        self.cambiada.emit()

    def negar(self, error: NegocioError | EquipoError) -> None:
        """Say why not."""
        self._decir(error.mensaje, "mal")

    def _decir(self, texto: str, estado: str = "") -> None:
        self.mensaje.setText(texto)
        tema.poner(self.mensaje, estado=estado)

    def _on_tipo_cambiado(self) -> None:
        self._acomodar()
        self._decir("")

    def _acomodar(self) -> None:
        """Show what that type of printer has."""
        tipo = self.tipo.currentData()
        self.pista.setText(PISTAS[tipo] if tipo != "ninguna" or not self.para.currentData() else _COMO_TODOS)
        con_destino = tipo != "ninguna"
        for widget in (self.destino, self.rotulo_destino):
            widget.setVisible(con_destino)
        self.elegir.setVisible(tipo in ("archivo", "carpeta"))
        self.de_serie.setVisible(tipo == "serie")
        self.probar.setEnabled(con_destino)
        self.prueba_de_cajon.setEnabled(con_destino)

    def _elegir(self) -> None:
        if self.tipo.currentData() == "carpeta":
            dialogos.elegir_carpeta(self, "Carpeta de los papeles", lambda ruta: self.destino.setText(str(ruta)))
        else:
            filtro = "Todos los archivos (*)"
            dialogos.guardar_archivo(self, "Archivo", filtro, lambda ruta: self.destino.setText(str(ruta)))

    def _buscar(self) -> None:
        taller = self._sesion.taller
        self._decir("Buscando…")
        hacer = Op(self, self._sesion.motor.aparte, lambda ctx: tuple(taller.impresoras_halladas()))
        self._ocupar(hacer.success(self._on_halladas))

    def _on_halladas(self, halladas: tuple[Hallada, ...]) -> None:
        self.halladas.clear()
        self.halladas.addItem(_BUSCAR, None)
        for hallada in halladas:
            self.halladas.addItem(hallada.nombre, hallada)
        self.halladas.setVisible(bool(halladas))
        self._decir("" if halladas else "El sistema no conoce ninguna. Una de red se pone por su dirección.", "aviso")

    def _on_hallada(self) -> None:
        hallada = self.halladas.currentData()
        if hallada is not None:
            self.tipo.setCurrentIndex(self.tipo.findData(hallada.tipo))
            self.destino.setText(hallada.destino)


_COMO_TODOS = "Esos papeles salen por donde salen todos."


def _papeles() -> dict[int, str]:
    return {columnas: f"{ancho} mm, {columnas} columnas" for columnas, ancho in sorted(ANCHOS.items(), reverse=True)}
