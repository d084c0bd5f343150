"""Reads of payments taken up again from a ticket."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, func, select

from app.domain.caja import Caja
from app.domain.pago.pago import Folio
from app.domain.pago.recuperado import PagoRecuperado, recuperado_de
from db.lecturas.asientos import asientos_de, leer_asientos
from db.proyeccion import rows
from db.proyeccion.rows_recuperado import recuperado
from db.statements import Statement

_P = rows.pago.c
_DE_FOLIO = Statement(asientos_de(recuperado).where(recuperado.c.folio == bindparam("folio")))


class RecuperadosRepo:
    """Payments taken up again at this caja."""

    def __init__(self, conexion: Connection, caja: Caja) -> None:
        self._conexion = conexion
        self._caja = caja

    def de_folio(self, folio: Folio) -> tuple[PagoRecuperado, ...]:
        """Those of a folio, oldest first: two tickets may carry the same one, where two PCs went on as one caja."""
        valores = {"organismo": self._caja.organismo, "folio": str(folio)}
        return tuple(map(recuperado_de, leer_asientos(self._conexion, _DE_FOLIO, **valores)))

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
