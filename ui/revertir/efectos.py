"""What a payment turned round would bring back, before anybody allows it: recibos, benefits, credit, and the money."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.documentos import Encabezado
from app.documentos.nombres import nombre_concepto, nombre_medio, nombre_programa
from app.domain.dinero import CERO, Dinero
from app.domain.pago.pago import Medio
from app.reversos.previas import Previa
from ui import tema
from ui.cobro.textos import Cifra
from ui.piezas.modelos import Columna, TablaModel
from ui.piezas.tabla import Tabla
from ui.piezas.tarjeta import Card, etiqueta


@dataclass(frozen=True, slots=True)
class Efecto:
    """Something that would be otherwise; None where it is not an amount that stays."""

    que: str
    antes: Dinero | None
    despues: Dinero | None


@dataclass(frozen=True, slots=True)
class Regreso:
    """A part of the money and the way it goes back."""

    medio: str
    como: str
    importe: Dinero


def efectos_de(previa: Previa, encabezado: Encabezado) -> tuple[Efecto, ...]:
    """Everything that would change, the recibos first."""
    return tuple(_efectos(previa, encabezado))


def _efectos(previa: Previa, encabezado: Encabezado) -> Iterator[Efecto]:
    for recibo in previa.recibos:
        yield Efecto(f"Recibo de {recibo.periodo}", recibo.antes, recibo.despues)
    sueltos = (a for a in previa.partes.aplicado if a.periodo is None and a.clave != "anticipo")
    for linea in sueltos:
        yield Efecto(nombre_concepto(linea.clave, encabezado, linea.detalle), -linea.importe, CERO)
    descontado: dict[str, Dinero] = {}
    for d in previa.partes.descuentos:
        descontado[d.programa] = descontado.get(d.programa, CERO) + d.importe
    for programa, importe in descontado.items():
        yield Efecto(f"Descuento {nombre_programa(programa, encabezado)}", importe, CERO)
    if previa.pago.cuenta:
        yield Efecto("Debe la cuenta", previa.saldo_anterior, previa.saldo_restante)
        favor = previa.saldo_a_favor - previa.partes.favor
        if favor or previa.saldo_a_favor:
            yield Efecto("Saldo a favor", favor, previa.saldo_a_favor)


def regresos_de(previa: Previa) -> tuple[Regreso, ...]:
    """The money, part by part."""
    return tuple(
        Regreso(nombre_medio(m.medio, m.tipo), como_regresa(previa.clase, m), -m.importe) for m in previa.partes.medios
    )


def como_regresa(clase: str, medio: Medio) -> str:
    """By which way a part goes back: cash alone leaves the drawer."""
    prueba = " · ".join(t for t in (medio.banco, medio.referencia) if t)
    if clase == "cheque_devuelto":
        return f"El banco no pagó el {prueba}: no se entrega nada"
    if medio.medio == "efectivo":
        return "Se entrega del cajón"
    if medio.medio == "tarjeta":
        return f"Se cancela en la terminal, {prueba}: no se da del cajón"
    if medio.medio == "saldo_a_favor":
        return "Vuelve al saldo a favor de la cuenta"
    if clase == "devolucion":
        return f"Por transferencia, {prueba}"
    return f"Se entrega el cheque, {prueba}" if medio.medio == "cheque" else f"Se regresa la transferencia, {prueba}"


class EfectosCard(Card):
    """The two lists and the cash in large digits."""

    def __init__(self, encabezado: Encabezado, parent: QWidget | None = None) -> None:
        super().__init__("Qué vuelve a ser", parent)
        self._encabezado = encabezado
        self.quien = etiqueta("", "tenue", dobla=True)
        self.efectos: TablaModel[Efecto] = TablaModel(_EFECTOS)
        self.regresos: TablaModel[Regreso] = TablaModel(_REGRESOS)
        self.tabla = Tabla(self.efectos, "Qué vuelve a ser", estira=0)
        self.dinero = Tabla(self.regresos, "Cómo regresa el dinero", estira=1)
        self.efectivo = Cifra(52, "Efectivo que se entregaría")
        self._cifras = QWidget()
        filas = QVBoxLayout(self._cifras)
        filas.setContentsMargins(0, 0, 0, 0)
        filas.setSpacing(4)
        filas.addWidget(etiqueta("Efectivo que se entregaría", "rotulo"))
        filas.addWidget(self.efectivo)
        filas.addWidget(etiqueta("Cómo regresa el dinero", "rotulo"))
        filas.addWidget(self.dinero)
        filas.addWidget(etiqueta("Lo que cambia", "rotulo"))
        filas.addWidget(self.tabla, 1)
        self.cuerpo.addWidget(self.quien)
        self.cuerpo.addWidget(self._cifras, 1)
        self.cuerpo.addStretch()
        self.tabla.setMinimumHeight(tema.px(110))
        self.poner(None)

    def poner(self, previa: Previa | None) -> None:
        """Show what would happen; None while nothing can."""
        self.efectos.poner(() if previa is None else efectos_de(previa, self._encabezado))
        self.regresos.poner(() if previa is None else regresos_de(previa))
        self.efectivo.poner(None if previa is None else previa.efectivo)
        # As high as its rows: what it leaves is for what changes.
        renglones = max(1, min(4, self.regresos.rowCount()))
        titulos = max(tema.px(32), self.dinero.horizontalHeader().sizeHint().height())
        self.dinero.setFixedHeight(titulos + renglones * self.dinero.verticalHeader().defaultSectionSize() + 4)
        self._cifras.setVisible(previa is not None)
        self.quien.setText(_VACIO if previa is None else f"Pago {previa.pago.folio} · regresan $ {previa.importe}")


_VACIO = "Aquí se ve qué recibos, beneficios y dinero vuelven a ser los de antes; después se autoriza."
_EFECTOS: tuple[Columna[Efecto], ...] = (
    Columna("Qué", lambda e: e.que, explica=lambda e: e.que),
    Columna("Hoy", lambda e: e.antes, derecha=True),
    Columna("Después", lambda e: e.despues, derecha=True),
)
_REGRESOS: tuple[Columna[Regreso], ...] = (
    Columna("Medio", lambda r: r.medio),
    Columna("Cómo", lambda r: r.como, explica=lambda r: r.como),
    Columna("Importe", lambda r: r.importe, derecha=True),
)
