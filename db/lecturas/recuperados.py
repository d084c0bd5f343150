"""Reads of payments taken up again from a ticket."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import Connection, func, select

from app.domain.caja import Caja
from app.domain.diario.asiento import Asiento
from app.domain.pago.pago import Folio
from app.domain.pago.recuperado import PagoRecuperado, recuperado_de
from db.proyeccion import rows
from db.proyeccion.rows_recuperado import recuperado

_R, _D, _P = recuperado.c, rows.diario.c, rows.pago.c
_SUYO = (_R.organismo == _D.organismo) & (_R.caja == _D.caja) & (_R.epoca == _D.epoca) & (_R.seq == _D.seq)
_TODOS = select(*(_D[campo.name] for campo in fields(Asiento))).join(recuperado, _SUYO).order_by(_D.n)


class RecuperadosRepo:
    """Payments taken up again at this caja."""

    def __init__(self, conexion: Connection, caja: Caja) -> None:
        self._conexion = conexion
        self._caja = caja

    def de_folio(self, folio: Folio) -> tuple[PagoRecuperado, ...]:
        """Those of a folio, oldest first: two tickets may carry the same one, where two PCs went on as one caja."""
        consulta = _TODOS.where(_R.organismo == self._caja.organismo, _R.folio == str(folio))
        return tuple(recuperado_de(Asiento(*fila)) for fila in self._conexion.execute(consulta))

    def ultimo_de(self, serie: str) -> int:
        """Number of the last payment of a serie that this file has; 0 for none."""
        suyos = (_P.organismo == self._caja.organismo, _P.caja == self._caja.numero, _P.serie == serie)
        ultimo: int | None = self._conexion.scalar(select(func.max(_P.numero)).where(*suyos))
        return ultimo or 0

    def hash_de_pago(self, folio: Folio) -> str:
        """Hash (hexadecimal) of the payment of that folio that this file has; empty for none."""
        consulta = select(_P.hash).where(_P.organismo == self._caja.organismo, _P.folio == str(folio))
        hallado: str | None = self._conexion.scalar(consulta)
        return hallado or ""
