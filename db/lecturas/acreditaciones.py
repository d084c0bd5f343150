"""Reads of the credit that was made of what was paid twice."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import BindParameter, Connection, bindparam, select

from app.domain.caja import Caja
from app.domain.centro.acreditacion import Acreditado, acreditacion_de
from app.domain.diario.asiento import Asiento
from app.domain.dinero import Dinero
from db.proyeccion import rows
from db.proyeccion.rows_centro import favor_acreditado
from db.statements import Statement

_F, _D = favor_acreditado.c, rows.diario.c
_ORGANISMO: BindParameter[str] = bindparam("organismo")
_SUYO = (_F.organismo == _D.organismo) & (_F.caja == _D.caja) & (_F.epoca == _D.epoca) & (_F.seq == _D.seq)
_DE_PAGO = Statement(
    select(*(_D[campo.name] for campo in fields(Asiento)))
    .join(favor_acreditado, _SUYO)
    .where(_F.organismo == _ORGANISMO, _F.pago == bindparam("pago"))
    .order_by(rows.EN_ORDEN)
)


class AcreditacionesRepo:
    """Credit by the payment that it comes of."""

    def __init__(self, conexion: Connection, caja: Caja) -> None:
        self._conexion = conexion
        self._caja = caja

    def de_pago(self, pago: str) -> tuple[Acreditado, ...]:
        """What was credited of a payment, by ref, one for each of its recibos that has any."""
        hechas: dict[str, Acreditado] = {}
        for fila in _DE_PAGO.rows(self._conexion, organismo=self._caja.organismo, pago=pago):
            datos = Asiento(*fila).datos()
            orden = acreditacion_de(datos)
            antes = hechas[orden.periodo].importe if orden.periodo in hechas else Dinero(datos["acreditado_antes"])
            hechas[orden.periodo] = Acreditado(orden, antes + Dinero(datos["importe"]))
        return tuple(hechas.values())
