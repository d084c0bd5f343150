"""F4, efectivo: what moves cash without a payment, and the list of the day."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.context import Contexto
from app.domain.corte.vale import Vale
from app.turno.movimientos import MovimientoDelDia, aviso_de_limite, movimientos_del_dia
from ui.cajon.abrir import AbrirCajonCard
from ui.cajon.mover import NOMBRES, MoverCard
from ui.op import Op
from ui.piezas.columnas import lado_a_lado
from ui.piezas.modelos import Columna, TablaModel
from ui.piezas.tabla import Tabla, detalle_de
from ui.piezas.tarjeta import Card, RolloDeLineas, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion


class EfectivoPanel(QWidget):
    """Two cards at the left, the list at the right."""

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self.mover, self.cajon = MoverCard(sesion), AbrirCajonCard(sesion)
        self.aviso = etiqueta("", "fuerte", "aviso", dobla=True)
        self.aviso.hide()
        self.model: TablaModel[MovimientoDelDia] = TablaModel(_COLUMNAS)
        self.tabla = Tabla(self.model, "Movimientos de hoy", estira=4)
        self.otra = Boton("Reimprimir el vale", "Ctrl R")
        lista = Card("Movimientos de hoy")
        for widget in (self.aviso, self.tabla, detalle_de(self.tabla, _en_palabras), self.otra):
            lista.cuerpo.addWidget(widget, 1 if widget is self.tabla else 0)
        derecha = QWidget()
        filas = QVBoxLayout(derecha)
        filas.setContentsMargins(0, 0, 0, 0)
        filas.setSpacing(12)
        filas.addWidget(lista, 1)
        filas.addWidget(self.cajon)
        lado_a_lado(self, (RolloDeLineas(self.mover), 6), (RolloDeLineas(derecha), 11))
        self.mover.movido.connect(self._on_movido)
        self.cajon.abierto.connect(self.releer)
        self.otra.clicked.connect(self.reimprimir)

    def mostrar(self) -> None:
        """Read the list again and put the hand in the form."""
        self.releer()
        self.mover.enfocar()

    def escape(self) -> bool:
        """Nothing here is in steps."""
        return False

    def releer(self) -> None:
        """The list, and whether the drawer holds too much."""

        def leer(ctx: Contexto) -> tuple[tuple[MovimientoDelDia, ...], str]:
            return movimientos_del_dia(ctx), aviso_de_limite(ctx)

        Op(self, self._sesion.motor.lectura, leer).success(self._on_leido).run()

    def reimprimir(self) -> None:
        """The voucher of the row stood on, or of the last one, as a COPIA."""
        fila = self.tabla.currentIndex().row()
        con_vale = [m for m in self.model.dadas if m.folio]
        elegido = self.model.fila(fila) if 0 <= fila < self.model.rowCount() else next(iter(con_vale), None)
        if elegido is None or not elegido.folio:
            self._sesion.aviso.emit("Ese renglón no tiene vale que imprimir.")
        else:
            self._sesion.imprenta.reimprimir(elegido.folio)

    def _on_movido(self, vale: Vale) -> None:
        self._sesion.imprenta.imprimir([str(vale.folio)])
        self._sesion.efectivo_cambiado.emit()
        self.releer()

    def _on_leido(self, leido: tuple[tuple[MovimientoDelDia, ...], str]) -> None:
        movimientos, aviso = leido
        self.model.poner(movimientos)
        self.otra.setEnabled(any(m.folio for m in movimientos))
        self.aviso.setText(aviso)
        self.aviso.setVisible(bool(aviso))


_COLUMNAS: tuple[Columna[MovimientoDelDia], ...] = (
    Columna("Hora", lambda m: f"{m.momento:%H:%M}", orden=lambda m: m.momento),
    Columna("Qué", lambda m: NOMBRES[m.clase]),
    Columna("Vale", lambda m: m.folio),
    Columna("Importe", lambda m: m.importe, derecha=True),
    Columna("Motivo", lambda m: m.motivo, explica=lambda m: m.motivo),
)


def _en_palabras(m: MovimientoDelDia) -> str:
    """The whole row, with what has no column."""
    quien = f"Recibe o trae: {m.recibe}. " if m.recibe else ""
    autorizo = f" Autorizó: {m.autorizo}." if m.autorizo else ""
    return f"{m.motivo}. {quien}Turno {m.turno}, {m.cajero}.{autorizo}"
