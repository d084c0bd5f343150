"""F10 Reportes: what was collected in any days, benefits, subsidies, differences; as tables, pictures and paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.context import Contexto
from app.documentos import Documento, Encabezado, papel_de_beneficios, papel_de_diferencias, papel_de_reporte
from app.documentos.reporte_incidencias import papel_de_incidencias
from app.documentos.reporte_solicitudes import papel_de_solicitudes
from app.documentos.reporte_subsidios import papel_de_subsidios
from app.domain.reporte.reporte import Reporte
from app.domain.reporte.reporte_beneficios import ReporteBeneficios
from app.domain.reporte.reporte_incidencias import ReporteIncidencias
from app.domain.reporte.reporte_solicitudes import ReporteSolicitudes
from app.domain.reporte.reporte_subsidios import ReporteSubsidios
from app.errors import EquipoError, NegocioError
from app.gente.acceso import ver_usuarios
from ui import dialogos, tema
from ui.op import Op
from ui.pantalla import Pantalla
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.reportes.forma import FormaCard
from ui.reportes.grafica import GraficaView
from ui.reportes.mando import Hecho, Mando
from ui.reportes.tablas import TablasCard
from ui.sesion import Sesion

#: Narrower than this, in pixels at 100 %, the picture goes under the table; and than the second, the benefits, which
#: need the whole width, have none.
_ANCHA, _DE_BENEFICIOS = 900, 1100
_PROGRESO = 160
_COLUMNAS = 92
_FILTRO = "PDF (*.pdf)"


class _Filas(QVBoxLayout):
    """Rows that ask for the least height they do with: tables shrink and scroll before the whole screen does."""

    def heightForWidth(self, ancho: int) -> int:
        orilla = self.contentsMargins()
        libre = ancho - orilla.left() - orilla.right()
        todas = (self.itemAt(n) for n in range(self.count()))
        filas = [fila for fila in todas if fila is not None and not fila.isEmpty()]
        altos = [f.heightForWidth(libre) if f.hasHeightForWidth() else f.minimumSize().height() for f in filas]
        return sum(altos) + self.spacing() * (len(filas) - 1) + orilla.top() + orilla.bottom()


class PantallaReportes(Pantalla):
    """F10."""

    tecla = "F10"
    titulo = "Reportes"
    operacion = "ver_reportes"

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(sesion, parent)
        self._hecho: Hecho | None = None
        self.forma = FormaCard(sesion.ctx.reloj.ahora().date())
        self.tablas = TablasCard(sesion.encabezado)
        self.grafica = GraficaView("Gráfica del reporte")
        self.mando = Mando(sesion, self)
        self._build()
        self._build_acciones()
        self.forma.cambiada.connect(self.pedir)
        self.mando.hecho.connect(self._on_hecho)
        self.mando.negado.connect(self._on_negado)
        self.mando.avanzado.connect(self._on_avanzado)
        self.mando.ocupado.connect(self._on_ocupado)
        sesion.usuario_cambiado.connect(self._on_usuario_cambiado)

    def _build(self) -> None:
        self.mensaje = etiqueta("", "fuerte", dobla=True)
        self.sello = etiqueta("", "leyenda", dobla=True)
        self.progreso = QProgressBar()
        self.progreso.setTextVisible(False)
        self.progreso.setAccessibleName("Reporte en curso")
        self.cancelar = Boton("Cancelar", "Esc")
        self.pdf = Boton("Guardar PDF", "Ctrl P")
        self.progreso.setMaximumWidth(tema.px(_PROGRESO))
        self._dibujo = Card("")
        self.titulo_dibujo = self._dibujo.rotulo
        self._dibujo.cuerpo.addWidget(self.grafica, 1)
        pie = QHBoxLayout()
        pie.setSpacing(12)
        pie.addWidget(self.sello, 1)
        pie.addWidget(self.progreso)
        pie.addWidget(self.cancelar)
        pie.addWidget(self.pdf)
        self._columnas = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columnas.setSpacing(12)
        self._columnas.addWidget(self.tablas, 13)
        self._columnas.addWidget(self._dibujo, 8)
        filas = _Filas(self)
        filas.setContentsMargins(12, 12, 12, 12)
        filas.setSpacing(12)
        filas.addWidget(self.forma)
        filas.addWidget(self.mensaje)
        filas.addLayout(self._columnas, 1)
        filas.addLayout(pie)
        self.cancelar.clicked.connect(self.mando.parar)
        self.pdf.clicked.connect(self.guardar_pdf)
        self._on_ocupado(False)
        self._decir("")

    def _build_acciones(self) -> None:
        self.accion("Ver el reporte", "Ctrl+R", self.pedir, "Otra vez, con lo cobrado hasta ahora")
        self.accion("Guardar en PDF", "Ctrl+P", self.guardar_pdf, "El reporte con su gráfica, en hojas carta")

    def mostrar(self) -> None:
        """Today's figures; who may have charged is read again."""
        self.forma.poner_hoy(self.sesion.ctx.reloj.ahora().date())
        Op(self, self.sesion.motor.lectura, ver_usuarios).success(self.forma.poner_cajeros).run()
        self.forma.que.setFocus()
        self.pedir()

    def escape(self) -> bool:
        """Stop the report under way."""
        return self.mando.parar()

    def pedir(self) -> None:
        """Ask for what the form says; whatever was under way is stopped."""
        usuario = self.sesion.usuario
        if usuario is None:
            return
        try:
            pedido = self.forma.pedido()
        except NegocioError as error:
            self._on_negado(error)
            return
        self._decir("")
        self.mando.pedir(pedido, usuario)

    def guardar_pdf(self) -> None:
        """Ask where, and write the paper there off the GUI thread."""
        hecho, encabezado, taller = self._hecho, self.sesion.encabezado, self.sesion.taller
        if hecho is None:
            self.sesion.aviso.emit("Todavía no hay reporte que guardar.")
            return

        def guardar(ruta: Path) -> None:
            destino = ruta if ruta.suffix.lower() == ".pdf" else ruta.with_name(f"{ruta.name}.pdf")

            def hacer(ctx: Contexto) -> None:
                taller.guardar_papel(_papel(hecho, encabezado), destino, _COLUMNAS)

            op = Op(self, self.sesion.motor.aparte, hacer).failure(self._on_no_guardado)
            op.success(lambda nada: self.sesion.aviso.emit(f"Guardado: {destino.name}.")).run()

        dialogos.guardar_archivo(self, "Guardar el reporte", _FILTRO, guardar, f"{self.tablas.rotulo.text()}.pdf")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        self._acomodar()

    def _acomodar(self) -> None:
        lado = QBoxLayout.Direction.LeftToRight
        if self.width() < tema.px(_ANCHA):
            lado = QBoxLayout.Direction.TopToBottom
        self._columnas.setDirection(lado)
        angosta = self.width() < tema.px(_DE_BENEFICIOS)
        sin_dibujo = angosta and isinstance(self._hecho, ReporteBeneficios)
        # How many are no amounts: there is nothing to draw.
        self._dibujo.setVisible(not (sin_dibujo or isinstance(self._hecho, ReporteSolicitudes)))

    # --- what comes back ---

    def _on_hecho(self, hecho: Hecho) -> None:
        self._hecho = hecho
        self.grafica.poner(self.tablas.poner(hecho))
        self._acomodar()
        self.titulo_dibujo.setText(_dibujado(hecho))
        self.titulo_dibujo.show()
        sello = hecho.sello
        self.sello.setText(
            f"Lo pidió {sello.quien} el {sello.momento:%d/%m/%Y a las %H:%M}. Leído hasta el asiento {sello.seq:,}, "
            f"{sello.hash[:16]}."
        )
        oculto = hecho.filtro.sin_turno
        self._decir(f"No incluye el turno {oculto}: está abierto y se cuenta a ciegas." if oculto else "", "aviso")
        self.pdf.setEnabled(True)

    def _on_negado(self, error: NegocioError | EquipoError) -> None:
        self._vaciar()
        self._decir(error.mensaje, "mal" if error.clave not in ("sin_movimientos", "cancelado") else "")

    def _on_no_guardado(self, error: NegocioError | EquipoError) -> None:
        self._decir(error.mensaje, "mal")

    def _on_avanzado(self, hechos: int, total: int) -> None:
        self.progreso.setRange(0, total)
        self.progreso.setValue(hechos)

    def _on_ocupado(self, si: bool) -> None:
        if si:
            self.progreso.setRange(0, 0)
        self.progreso.setVisible(si)
        self.cancelar.setVisible(si)

    def _on_usuario_cambiado(self, usuario: object) -> None:
        """What one person asked for is not left on the screen for another."""
        self.mando.olvidar()
        self._vaciar()

    def _vaciar(self) -> None:
        self._hecho = None
        self.grafica.poner(self.tablas.vaciar())
        self.titulo_dibujo.hide()
        self.sello.setText("")
        self.pdf.setEnabled(False)

    def _decir(self, texto: str, estado: str = "") -> None:
        self.mensaje.setText(texto)
        self.mensaje.setVisible(bool(texto))
        tema.poner(self.mensaje, estado=estado)


def _dibujado(hecho: Hecho) -> str:
    """What the picture is of."""
    if isinstance(hecho, Reporte):
        return "Descontado" if hecho.por == "programa" else "Neto"
    if isinstance(hecho, ReporteSubsidios):
        return "Por cubrir de cada mes"
    if isinstance(hecho, ReporteIncidencias):
        return "En duda por clase"
    return "Descontado por programa" if isinstance(hecho, ReporteBeneficios) else "Diferencia de cada corte"


def _papel(hecho: Hecho, encabezado: Encabezado) -> Documento:
    if isinstance(hecho, Reporte):
        return papel_de_reporte(hecho, encabezado)
    if isinstance(hecho, ReporteBeneficios):
        return papel_de_beneficios(hecho, encabezado)
    if isinstance(hecho, ReporteSubsidios):
        return papel_de_subsidios(hecho, encabezado)
    if isinstance(hecho, ReporteIncidencias):
        return papel_de_incidencias(hecho, encabezado)
    if isinstance(hecho, ReporteSolicitudes):
        return papel_de_solicitudes(hecho, encabezado)
    return papel_de_diferencias(hecho, encabezado)
