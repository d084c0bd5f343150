"""F3 Simular tarifa: what somebody would pay, step by step, beside what they would otherwise, and the curve of both."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.dinero import CERO, Dinero
from app.domain.periodo import Periodo
from app.domain.tarifa.escala import METODOS
from app.errors import NegocioError
from app.tarifa.simulacion import Lectura, lecturas_de
from ui import tema
from ui.pantalla import Pantalla
from ui.piezas.tarjeta import Card, Renglon
from ui.sesion import Sesion
from ui.simulador.curva import Curva, Trazo
from ui.simulador.lado import LadoCard
from ui.simulador.mando import Mando, Pedido, Respuesta
from ui.simulador.toma import TomaCard

#: Narrower than this, in pixels at 100 %, the form goes above; narrower than the second, one bill over the other.
_ANCHA, _DE_DOS = 900, 560
_FORMA = 288


class PantallaSimular(Pantalla):
    """F3."""

    tecla = "F3"
    titulo = "Simular tarifa"
    breve = "Simular"

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(sesion, parent)
        self.toma = TomaCard()
        self.lados = (LadoCard(0), LadoCard(1))
        self.curva = Curva()
        self.mando = Mando(sesion, self)
        self._build()
        self._build_acciones()
        self.toma.cambiada.connect(self._pedir)
        for card in self.lados:
            card.cambiado.connect(self._pedir)
        self.curva.elegido.connect(self.toma.elegir_m3)
        self.mando.respondido.connect(self._on_respondido)
        sesion.perfil_cambiado.connect(self._on_perfil_cambiado)
        self._listo = False

    def _build(self) -> None:
        self.dibujo = Card("Total por m³")
        self.dibujo.cuerpo.setSpacing(4)
        self.diferencia = Renglon("", "tenue")
        self.dibujo.cuerpo.addWidget(self.diferencia)
        self.dibujo.cuerpo.addWidget(self.curva, 1)
        self._recibos = QHBoxLayout()
        self._recibos.setSpacing(12)
        for card in self.lados:
            self._recibos.addWidget(card, 1)
        derecha = QVBoxLayout()
        derecha.setSpacing(12)
        derecha.addWidget(self.dibujo, 2)
        derecha.addLayout(self._recibos, 3)
        self._columnas = QHBoxLayout(self)
        self._columnas.setContentsMargins(12, 12, 12, 12)
        self._columnas.setSpacing(12)
        self._columnas.addWidget(self.toma)
        self._columnas.addLayout(derecha, 1)

    def _build_acciones(self) -> None:
        self.accion(
            "Otro consumo", "Ctrl+M", self._ir_a_m3, "A los m³: ↑ ↓ de uno en uno, Re Pág y Av Pág de diez en diez"
        )
        self.accion(
            "Otra tarifa para comparar", "Ctrl+T", self.lados[1].lectura.setFocus, "↑ ↓ eligen versión o método"
        )
        self.accion("Otro mes para comparar", "Ctrl+G", self.lados[1].mes.setFocus, "↑ ↓ eligen el mes")

    def mostrar(self) -> None:
        """The hand on the m³."""
        if not self._listo:
            self._listo = True
            self._on_perfil_cambiado()
        self._ir_a_m3()

    def escape(self) -> bool:
        """Back to the m³."""
        if self.toma.m3.hasFocus():
            return False
        self._ir_a_m3()
        return True

    def recibir(self, texto: str) -> bool:
        """Figures typed outside any field are m³."""
        if not (texto.isascii() and texto.isdigit()):
            return False
        self.toma.m3.setText(texto)
        self.toma.m3.setFocus()
        return True

    def _ir_a_m3(self) -> None:
        self.toma.m3.setFocus()
        self.toma.m3.selectAll()

    def _on_perfil_cambiado(self) -> None:
        if not self._listo:
            return
        perfil, hoy = self.sesion.perfil, self.sesion.ctx.reloj.ahora().date()
        lecturas = lecturas_de(perfil)
        vigente = _preferida([x for x in lecturas if not x.otra], Periodo.from_fecha(hoy))
        otra = next((x for x in lecturas if x.tarifa.clave == vigente.tarifa.clave and _is_otro_metodo(x.otra)), None)
        self.mando.olvidar()
        self.toma.poner(perfil)
        self.lados[0].poner(lecturas, hoy, vigente)
        self.lados[1].poner((None, *lecturas), hoy, otra)

    def _pedir(self) -> None:
        uno, otro = (card.lado() for card in self.lados)
        if uno is None:
            return
        try:
            solicitud = self.toma.solicitud()
        except NegocioError as error:
            self.toma.decir(error.mensaje)
            return
        self.toma.decir("")
        self.mando.pedir(Pedido(solicitud, (uno, otro), self.toma.escala))

    def _on_respondido(self, respuesta: Respuesta) -> None:
        trazos: list[Trazo | None] = []
        for card, simulacion in zip(self.lados, respuesta.lados, strict=True):
            card.mostrar(simulacion, self.sesion.encabezado)
            total = None if simulacion is None or simulacion.cotizacion is None else simulacion.cotizacion.total
            self._recibos.setStretchFactor(card, 1 if simulacion is not None else 0)
            trazos.append(None if simulacion is None else Trazo(card.letra, simulacion.curva, total))
        m3 = respuesta.pedido.solicitud.m3
        self.curva.poner(respuesta.pedido.volumenes, trazos, None if m3 is None else int(m3))
        self.diferencia.setText(comparar(*(None if t is None else t.elegido for t in trazos)))
        self.diferencia.setVisible(bool(self.diferencia.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side from a width on that grows with the letters."""
        ancho, lado = self.width(), QBoxLayout.Direction
        ancha = ancho >= tema.px(_ANCHA)
        self._columnas.setDirection(lado.LeftToRight if ancha else lado.TopToBottom)
        self.toma.setMaximumWidth(tema.px(_FORMA) if ancha else 16_777_215)
        self.toma.setMinimumWidth(tema.px(_FORMA) if ancha else 0)
        self._recibos.setDirection(lado.LeftToRight if ancho >= tema.px(_DE_DOS) else lado.TopToBottom)
        super().resizeEvent(event)


def _preferida(lecturas: Sequence[Lectura], mes: Periodo) -> Lectura:
    """That of the month; else the newest one that has prices, or any."""
    con_precios = [x for x in lecturas if not x.tarifa.sin_precios] or lecturas
    return next((x for x in con_precios if x.tarifa.rige(mes)), con_precios[0])


def _is_otro_metodo(otra: tuple[str, ...]) -> bool:
    return len(otra) == 1 and otra[0] in METODOS


def comparar(uno: Dinero | None, otro: Dinero | None) -> str:
    """`B cobra 12.30 más que A (1.9 %)`; empty where there are not two totals."""
    if uno is None or otro is None:
        return ""
    if uno == otro:
        return f"A y B cobran lo mismo: {uno}."
    mas = otro > uno
    cuanto = otro - uno if mas else uno - otro
    tanto = f" ({Decimal(cuanto.centavos) * 100 / uno.centavos:.1f} %)" if uno != CERO else ""
    return f"B cobra {cuanto} {'más' if mas else 'menos'} que A{tanto}."
