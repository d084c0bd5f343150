"""The open turno in figures: charges, folios, when the rush was, and what came in by each medio."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.documentos.nombres import nombre_medio
from app.domain.dinero import suma
from app.turno.cortes import Jornada, PorHora, PorMedio
from ui import tema
from ui.piezas.barras import Barra, Barras
from ui.piezas.cifra import Cifra
from ui.piezas.modelos import Columna, TablaModel
from ui.piezas.tabla import Tabla
from ui.piezas.tarjeta import Card, etiqueta

_OCULTO = "se muestra al terminar"


class JornadaCard(Card):
    """The turno's figures; buttons are added below by whoever shows it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Cobranza del turno", parent)
        self.cobros, self.cancelados, self.folios = Cifra("Cobros"), Cifra("Cancelados"), Cifra("Folios")
        fila = QHBoxLayout()
        fila.setSpacing(12)
        for cifra in (self.cobros, self.cancelados, self.folios):
            fila.addWidget(cifra, 3 if cifra is self.folios else 2)
        self.titulo_barras = etiqueta("", "leyenda")
        self.barras = Barras("Cobranza por hora")
        self.model: TablaModel[PorMedio] = TablaModel(_COLUMNAS)
        self.tabla = Tabla(self.model, "Cobrado por medio", estira=0)
        self.tabla.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.tabla.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabla.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.tabla.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.aportaciones = etiqueta("", "tenue", dobla=True)
        self._build_cifras(fila)
        self.poner(None)

    def _build_cifras(self, fila: QHBoxLayout) -> None:
        """All of them scroll together where the letters are too large for the screen; the buttons stay."""
        cifras = QWidget()
        columna = QVBoxLayout(cifras)
        columna.setContentsMargins(0, 0, 0, 0)
        columna.setSpacing(12)
        columna.addLayout(fila)
        columna.addWidget(self.titulo_barras)
        columna.addWidget(self.barras, 1)
        columna.addWidget(self.tabla)
        columna.addWidget(self.aportaciones)
        rollo = QScrollArea()
        rollo.setWidgetResizable(True)
        rollo.setFrameShape(QFrame.Shape.NoFrame)
        rollo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rollo.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rollo.setWidget(cifras)
        rollo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        rollo.setMinimumHeight(tema.px(160))
        self.cuerpo.addWidget(rollo, 1)

    def poner(self, jornada: Jornada | None) -> None:
        """Show a turno; None for none."""
        self.cobros.poner("0" if jornada is None else str(jornada.corte.pagos))
        self.cancelados.poner("0" if jornada is None else str(len(jornada.corte.cancelados)))
        self.folios.poner(*_folios(jornada))
        ciego = jornada is not None and jornada.ciego
        self.titulo_barras.setText("Cobros por hora" if ciego else "Cobranza por hora")
        self.barras.poner(() if jornada is None else [_barra(h) for h in jornada.horas])
        self.model.poner(() if jornada is None else jornada.medios)
        terceros = () if jornada is None else jornada.corte.aportaciones
        self.aportaciones.setText(f"De eso, $ {suma(i for _, i in terceros)} son aportaciones a terceros.")
        self.aportaciones.setVisible(bool(terceros))
        self._ajustar_tabla()

    def _ajustar_tabla(self) -> None:
        """As high as its rows, so that it never scrolls while there is room."""
        filas = self.tabla.verticalHeader()
        filas.setDefaultSectionSize(tema.px(34))
        titulos = max(tema.px(28), self.tabla.horizontalHeader().sizeHint().height())
        alto = titulos + filas.defaultSectionSize() * max(4, self.model.rowCount()) + 2
        self.tabla.setFixedHeight(alto)


_COLUMNAS: tuple[Columna[PorMedio], ...] = (
    Columna("Medio", lambda m: nombre_medio(m.medio)),
    Columna("Cobros", lambda m: m.cobros, derecha=True),
    Columna(
        "Importe",
        lambda m: _OCULTO if m.importe is None else m.importe,
        derecha=True,
        orden=lambda m: m.importe,
    ),
)


def _folios(jornada: Jornada | None) -> tuple[str, str]:
    """The range of folios, smaller than the other figures since it is long."""
    if jornada is None or not jornada.corte.folio_inicial:
        return "—", "cifra"
    inicial, final = jornada.corte.folio_inicial, jornada.corte.folio_final
    return (inicial if inicial == final else f"{inicial} a {final}"), "titulo"


def _barra(h: PorHora) -> Barra:
    cobros = f"{h.cobros} cobro" if h.cobros == 1 else f"{h.cobros} cobros"
    if h.importe is None:
        return Barra(h.cobros, f"{h.hora} h", str(h.cobros), f"De {h.hora} a {h.hora + 1} h: {cobros}")
    pesos = f"{h.importe.centavos // 100:,}" if h.importe else ""
    return Barra(h.importe.centavos, f"{h.hora} h", pesos, f"De {h.hora} a {h.hora + 1} h: {cobros}, $ {h.importe}")
