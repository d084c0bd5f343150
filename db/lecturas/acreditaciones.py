"""Reads of the credit that was made of what was paid twice."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam

from app.domain.caja import Caja
from app.domain.centro.acreditacion import Acreditado, acreditacion_de
from app.domain.dinero import Dinero
from db.lecturas.asientos import asientos_de, leer_asientos
from db.proyeccion.rows_centro import favor_acreditado
from db.statements import Statement

_DE_PAGO = Statement(asientos_de(favor_acreditado).where(favor_acreditado.c.pago == bindparam("pago")))


class AcreditacionesRepo:
    """Credit by the payment that it comes of."""

    def __init__(self, conexion: Connection, caja: Caja) -> None:
        self._conexion = conexion
        self._caja = caja

    def de_pago(self, pago: str) -> tuple[Acreditado, ...]:
        """What was credited of a payment, by ref, one for each of its recibos that has any."""
        hechas: dict[str, Acreditado] = {}
        for asiento in leer_asientos(self._conexion, _DE_PAGO, organismo=self._caja.organismo, pago=pago):
            datos = asiento.datos()
            orden = acreditacion_de(datos)
            antes = hechas[orden.periodo].importe if orden.periodo in hechas else Dinero(datos["acreditado_antes"])
            hechas[orden.periodo] = Acreditado(orden, antes + Dinero(datos["importe"]))
        return tuple(hechas.values())
