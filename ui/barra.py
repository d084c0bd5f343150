"""The bars around the screens: which caja and who, the row of screens, and what is always worth knowing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QSizePolicy, QWidget

from app.domain.corte.corte import Turno
from app.domain.periodo import Periodo
from app.domain.usuario import Usuario
from app.tarifa.precios import falta_tarifa
from ui import tema
from ui.pantalla import Pantalla
from ui.piezas.flujo import Flujo
from ui.piezas.modelos import fecha
from ui.piezas.tarjeta import Renglon, etiqueta
from ui.piezas.tecla import Boton
from ui.rondas import Vuelta, avance_en_palabras, en_palabras
from ui.sesion import Sesion

#: Between tabs, at the ends of their row, and what each side of one can do without.
_HUECO, _MARGEN, _ORILLA = 4, 12, 11
_DIAS = ("lun", "mar", "mié", "jue", "vie", "sáb", "dom")
_ROLES = {
    "cajero": "caja",
    "supervisor": "supervisión",
    "tesoreria": "tesorería",
    "auditor": "auditoría",
    "administrador": "administración",
}


class Cabecera(QFrame):
    """Ventanilla · organismo · centro · caja; demonstration or not; who.

    Signals:
        bloqueo_pedido: to lock.
    """

    bloqueo_pedido = Signal()

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("clase", "barra")
        caja = sesion.caja
        self.lugar = Renglon(f"{sesion.perfil.nombre} · {caja.centro} · Caja\u00a0{caja.numero}", "tenue")
        self.demo = etiqueta("DEMOSTRACIÓN", "insignia", "aviso")
        self.quien = Renglon()
        self.bloquea = Boton("", "Ctrl L", "plano")
        self.bloquea.setAccessibleName("Bloquear la caja (Ctrl L)")
        self.bloquea.setToolTip("Bloquear la caja")
        self.bloquea.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        fila = Flujo(self, hueco=14)
        fila.setContentsMargins(16, 5, 12, 5)
        fila.addWidget(etiqueta("Ventanilla", "fuerte"))
        fila.addWidget(self.lugar)
        fila.empujar()
        for widget in (self.demo, self.quien, self.bloquea):
            fila.addWidget(widget)
        self.demo.setVisible(caja.demo)
        self.bloquea.clicked.connect(self.bloqueo_pedido)
        sesion.usuario_cambiado.connect(self._on_usuario_cambiado)

    def _on_usuario_cambiado(self, usuario: Usuario | None) -> None:
        self.quien.setText("" if usuario is None else f"{usuario.nombre} · {_ROLES[usuario.roles[0]]}")


class Pestana(Boton):
    """The tab of a screen: where room is short it gives up what is beside its words, and then some of the words.

    Attributes:
        estrechez: how much of it is given up, 0 for nothing to `MAXIMA`.
    """

    MAXIMA = 2

    def __init__(self, pantalla: Pantalla) -> None:
        super().__init__(pantalla.titulo, pantalla.tecla, "pestana")
        self._nombres = (pantalla.titulo, pantalla.titulo, pantalla.breve or pantalla.titulo)
        self.estrechez = 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def ancho(self, estrechez: int) -> int:
        """Pixels that it takes when so much is given up."""
        letras = self.fontMetrics().horizontalAdvance
        otras = letras(self._nombres[estrechez]) - letras(self.text())
        return super().sizeHint().width() + otras - (2 * _ORILLA if estrechez else 0)

    def estrechar(self, estrechez: int) -> None:
        """Give up so much; a screen reader goes on saying the whole name."""
        if estrechez != self.estrechez:
            self.estrechez = estrechez
            self.setText(self._nombres[estrechez])
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As any button, less what it gives up."""
        return QSize(self.ancho(self.estrechez), super().sizeHint().height())


class Pestanas(QFrame):
    """The row of screens.

    Signals:
        elegida: number of a screen.
    """

    elegida = Signal(int)

    def __init__(self, pantallas: Sequence[Pantalla], ultima: Pantalla, parent: QWidget | None = None) -> None:
        """`ultima` stands at the right end, apart from the others."""
        super().__init__(parent)
        self.setProperty("clase", "barra")
        self.setAccessibleName("Pantallas")
        self._grupo = QButtonGroup(self)
        fila = Flujo(self, hueco=_HUECO, entre_lineas=0)
        fila.setContentsMargins(_MARGEN, 0, _MARGEN, 0)
        for n, pantalla in enumerate((*pantallas, ultima)):
            boton = Pestana(pantalla)
            if pantalla is ultima:
                fila.empujar()
            fila.addWidget(boton)
            self._grupo.addButton(boton, n)
        self._grupo.idClicked.connect(self.elegida)

    def marcar(self, n: int) -> None:
        """Show which screen is at the front."""
        self._grupo.button(n).setChecked(True)

    def permitir(self, n: int, si: bool) -> None:
        """Show or hide a screen's tab."""
        self._grupo.button(n).setVisible(si)
        self._apretar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Closer together, before a second line."""
        super().resizeEvent(event)
        self._apretar()

    def _apretar(self) -> None:
        """Give up as little as one line lacks, and nothing where it would be in vain."""
        pestanas = [b for b in self._grupo.buttons() if isinstance(b, Pestana)]
        vistas = [p for p in pestanas if not p.isHidden()]
        queda = self.width() - 2 * _MARGEN - _HUECO * (len(vistas) - 1)
        caben = (n for n in range(Pestana.MAXIMA + 1) if sum(p.ancho(n) for p in vistas) <= queda)
        estrechez = next(caben, 0)
        for pestana in pestanas:
            pestana.estrechar(estrechez)


class Punto(QWidget):
    """A dot in the colour of a state; the words beside it say the same."""

    def __init__(self, estado: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._estado = estado
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As the text beside it."""
        return QSize(tema.px(9), tema.px(9))

    def poner(self, estado: str) -> None:
        """Another state: bien, aviso, mal, or tenue for none."""
        self._estado = estado
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A filled circle."""
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        pintor.setPen(Qt.PenStyle.NoPen)
        pintor.setBrush(tema.color(self._estado))
        pintor.drawEllipse(QPointF(self.width() / 2, self.height() / 2), self.width() / 2, self.height() / 2)
        pintor.end()


class Estado(QFrame):
    """Printer, centre, turno, how many charges, what was said last, and the caja's clock."""

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("clase", "pie")
        self.setAccessibleName("Estado de la caja")
        self._sesion = sesion
        self._cobros = 0
        self._build()
        sesion.turno_cambiado.connect(self._on_turno_cambiado)
        sesion.impresora_cambiada.connect(self._on_impresora_cambiada)
        sesion.aviso.connect(self._on_aviso)
        sesion.rondas.hecha.connect(self._on_ronda)
        sesion.rondas.avance.connect(self._on_avance)
        sesion.perfil_cambiado.connect(self._on_perfil_cambiado)
        self._tic = QTimer(self)
        self._tic.setInterval(1_000)
        self._tic.timeout.connect(self._on_segundo)
        self._tic.start()
        self._on_segundo()
        self._on_perfil_cambiado()

    def _build(self) -> None:
        self.impresora, self._punto = Renglon("Impresora sin revisar", "leyenda"), Punto("tenue")
        self.centro, self._punto_del_centro = Renglon("Sin centro", "leyenda"), Punto("tenue")
        self.turno = etiqueta("Sin turno", "leyenda")
        self.precios = Renglon("", "leyenda")
        tema.poner(self.precios, estado="aviso")
        self.limite = Renglon("", "leyenda")
        self.limite.hide()
        tema.poner(self.limite, estado="aviso")
        self.dicho = Renglon("", "leyenda")
        self.hora = etiqueta("", "leyenda")
        fila = Flujo(self, hueco=8)
        fila.setContentsMargins(16, 5, 16, 5)
        suyas = (self._punto, self.impresora, _aparte(), self._punto_del_centro, self.centro, _aparte())
        for widget in (*suyas, self.turno, _aparte()):
            fila.addWidget(widget)
        fila.addWidget(self.limite)
        fila.addWidget(self.precios)
        fila.addWidget(self.dicho)
        fila.empujar()
        fila.addWidget(self.hora)

    def contar(self, cobros: int) -> None:
        """How many payments the turno holds."""
        self._cobros = cobros
        self._on_turno_cambiado(self._sesion.turno)

    def avisar_limite(self, texto: str) -> None:
        """Whether the drawer holds more cash than the organismo wants; empty for not."""
        self.limite.setText(texto)
        self.limite.setVisible(bool(texto))

    def _on_turno_cambiado(self, turno: Turno | None) -> None:
        if turno is None:
            self.avisar_limite("")
            self._cobros = 0
            self.turno.setText("Sin turno")
            return
        cuantos = "1 cobro" if self._cobros == 1 else f"{self._cobros} cobros"
        self.turno.setText(f"Turno {turno.numero} · abierto {turno.abierto:%H:%M} · {cuantos}")

    def _on_impresora_cambiada(self, texto: str, estado: str) -> None:
        self.impresora.setText(texto)
        self._punto.poner(estado)

    def _on_ronda(self, vuelta: Vuelta) -> None:
        texto, estado, explica = en_palabras(vuelta)
        self.centro.setText(texto)
        self.centro.setToolTip(explica)
        self._punto_del_centro.poner(estado)

    def _on_avance(self, hecho: int, total: int) -> None:
        self.centro.setText(avance_en_palabras(hecho, total))

    def _on_aviso(self, texto: str) -> None:
        self.dicho.setText(texto)

    def _on_perfil_cambiado(self) -> None:
        """What is missing to bill this month; imported recibos are charged all the same."""
        mes = Periodo.from_fecha(self._sesion.ctx.reloj.ahora().date())
        falta = falta_tarifa(self._sesion.perfil, mes)
        self.precios.setText(f"Sin precios de {mes}: se cargan en F6" if falta else "")
        self.precios.setToolTip(falta)
        self.precios.setVisible(bool(falta))

    def _on_segundo(self) -> None:
        texto = reloj_en_palabras(self._sesion.ctx.reloj.ahora())
        if texto != self.hora.text():
            self.hora.setText(texto)


def reloj_en_palabras(momento: datetime) -> str:
    """`mar 5 sep 2023 · 12:41`."""
    return f"{_DIAS[momento.weekday()]} {fecha(momento)} · {momento:%H:%M}"


def _aparte() -> QLabel:
    hueco = QLabel()
    hueco.setFixedWidth(8)
    return hueco
