"""After a batch was filed: recibos brought up to date, and what several cajas did to the same cuenta looked at."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from app.domain.asiento import Asiento
from db.centro.incidencias import Incidencia
from db.centro.padron import aplicar_pagos

_TOCAN = ("pago", "pago_cancelado", "devolucion", "cheque_devuelto", "condonacion")


def conciliar_lote(conexion: Connection, asientos: Sequence[Asiento]) -> Sequence[Incidencia]:
    """Bring the padrón up to the asientos of a batch, in its transaction; what somebody must look at."""
    lugares = [(a.caja, a.epoca, a.seq) for a in asientos if a.tipo in _TOCAN]
    if lugares:
        aplicar_pagos(conexion, asientos[0].organismo, lugares)
    return ()
