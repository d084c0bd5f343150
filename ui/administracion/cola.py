"""F6, papers that have not come out: offered again one by one or all together, or not wanted any more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.context import Contexto
from app.domain.papel import DESCONOCIDO, ENVIANDO, FALLO, PENDIENTE, PapelEnCola
from app.papel.impresion import descartar_papel, papeles_en_cola
from ui import dialogos, tema
from ui.op import Op
from ui.papel.imprenta import nombre_de_papel
from ui.piezas.modelos import Columna, TablaModel
from ui.piezas.tabla import Tabla, detalle_de
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion

_ESTADOS = {
    PENDIENTE: "sin imprimir",
    ENVIANDO: "imprimiéndose",
    FALLO: "falló",
    DESCONOCIDO: "en duda: saldrá como copia",
}
_COLUMNAS: tuple[Columna[PapelEnCola], ...] = (
    Columna("Papel", lambda p: nombre_de_papel(p.folio), orden=lambda p: p.folio),
    Columna("Estado", lambda p: _ESTADOS.get(p.estado, p.estado)),
    Columna("Detalle", lambda p: p.detalle, explica=lambda p: p.detalle),
)


class ColaCard(Card):
    """The queue."""

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__("Papeles en cola", parent)
        self._sesion = sesion
        self.explica = etiqueta("", "tenue", dobla=True)
        self.model: TablaModel[PapelEnCola] = TablaModel(_COLUMNAS)
        self.tabla = Tabla(self.model, "Papeles en cola", estira=2)
        self.tabla.setMinimumHeight(tema.px(140))
        self.detalle = detalle_de(self.tabla, lambda papel: papel.detalle)
        self._hueco = QWidget()
        self.imprimir, self.quitar = Boton("Imprimir", "Ctrl B", "principal"), Boton("Quitar de la cola")
        botones = QHBoxLayout()
        botones.setSpacing(12)
        botones.addWidget(self.quitar)
        botones.addWidget(self.imprimir, 1)
        self.cuerpo.addWidget(self.explica)
        self.cuerpo.addWidget(self.tabla, 1)
        self.cuerpo.addWidget(self._hueco, 1)
        self.cuerpo.addWidget(self.detalle)
        self.cuerpo.addLayout(botones)
        self.imprimir.clicked.connect(self.imprimir_cola)
        self.quitar.clicked.connect(self._quitar)
        self.tabla.selectionModel().selectionChanged.connect(lambda: self._rotular())
        sesion.imprenta.cola_cambiada.connect(self.poner)
        self.poner(())

    def poner(self, cola: Sequence[PapelEnCola]) -> None:
        """Show the queue."""
        self.model.poner(tuple(cola))
        self.explica.setText(
            "Lo que no salió se ofrece aquí; nada de antes se imprime por sorpresa."
            if cola
            else "Nada espera a la impresora."
        )
        self.tabla.setVisible(bool(cola))
        self._hueco.setVisible(not cola)
        self._rotular()

    def _elegidos(self) -> tuple[str, ...]:
        filas = sorted({i.row() for i in self.tabla.selectionModel().selectedIndexes()})
        return tuple(self.model.fila(fila).folio for fila in filas)

    def _rotular(self) -> None:
        elegidos, todos = len(self._elegidos()), self.model.rowCount()
        self.imprimir.rotular(f"Imprimir {elegidos}" if elegidos else f"Imprimir todos ({todos})")
        self.imprimir.setEnabled(bool(todos))
        self.quitar.setEnabled(bool(elegidos))

    def imprimir_cola(self) -> None:
        """Print what is chosen in it, or all."""
        self._sesion.imprenta.imprimir(self._elegidos())

    def _quitar(self) -> None:
        elegidos = self._elegidos()
        usuario = self._sesion.usuario
        if not elegidos or usuario is None:
            return
        quien = usuario.clave

        def hacer(ctx: Contexto) -> tuple[PapelEnCola, ...]:
            for folio in elegidos:
                descartar_papel(ctx, folio, quien)
            return papeles_en_cola(ctx)

        def contestado(si: bool) -> None:
            if si:
                Op(self, self._sesion.motor.escritura, hacer).success(self.poner).run()

        cuantos = "1 papel" if len(elegidos) == 1 else f"{len(elegidos)} papeles"
        detalle = "Los pagos no se tocan; cualquier papel se puede sacar después por su folio, como copia."
        dialogos.preguntar(
            self, f"¿Quitar {cuantos} de la cola sin imprimir?", "Quitar de la cola", contestado, detalle
        )
