"""How much is granted, in the fields that a program leaves open: m³, a percentage, an amount."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.beneficio.programa import Medida, Programa
from app.domain.dinero import CERO
from ui.beneficiarios.escritos import leer_m3, leer_porcentaje
from ui.piezas.campos import DineroEdit
from ui.piezas.campos_en_columna import CamposEnColumna

_ROTULOS = ("m³ que paga", "Porcentaje", "Importe al mes")


class MedidaEdit(CamposEnColumna):
    """Three fields, of which those are seen that a program lets somebody decide."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.m3, self.porcentaje, self.importe = QLineEdit(), QLineEdit(), DineroEdit(_ROTULOS[2])
        for rotulo, campo in zip(_ROTULOS, (self.m3, self.porcentaje, self.importe), strict=True):
            self.agregar(rotulo, campo)

    def empezar(self, programa: Programa | None) -> None:
        """Blank, with the fields of that program; None for no field at all."""
        self.limpiar()
        abiertos = () if programa is None else _que_decide(programa)
        for campo in (self.m3, self.porcentaje, self.importe):
            self.mostrar(campo, campo.accessibleName() in abiertos)
        self.setVisible(bool(abiertos))

    def medida(self) -> Medida:
        """What was written.

        Raises:
            NegocioError: `m3_invalidos`, `porcentaje_invalido`.
        """
        return Medida(leer_m3(self.m3.text()), leer_porcentaje(self.porcentaje.text()), self.importe.importe())


def _que_decide(programa: Programa) -> tuple[str, ...]:
    """What it leaves open; m³ of which it knows only one are not asked for."""
    casos = (Medida(m3=1), Medida(porcentaje=Decimal(1)), Medida(importe=CERO))
    dichos = [rotulo for rotulo, medida in zip(_ROTULOS, casos, strict=True) if programa.sobra_en(medida) is None]
    return tuple(r for r in dichos if r != _ROTULOS[0] or len(programa.valores_m3) != 1)
