"""Reads of the requests of benefits of a caja, each rebuilt from all that its diario says of it."""

from __future__ import annotations

from sqlalchemy import BindParameter, ColumnElement, Connection, bindparam, select

from app.domain.beneficio.solicitud import Solicitud
from app.domain.caja import Caja
from app.domain.diario.asiento import Asiento
from app.domain.diario.contenido_solicitud import solicitud_de
from app.domain.pago.pago import Folio
from db.lecturas.asientos import ORGANISMO, asientos_de
from db.proyeccion import rows_tramite
from db.statements import Statement

_S = rows_tramite.solicitud.c
_P, _R = rows_tramite.solicitud_paso.c, rows_tramite.solicitud_respuesta.c
_CONTESTADA = select(_R.folio).where(_R.organismo == _S.organismo, _R.folio == _S.folio)
_PENDIENTE = ~_CONTESTADA.exists()


def _de_las(*condiciones: ColumnElement[bool]) -> Statement:
    """All asientos of the requests that meet the conditions, request by request, in order."""
    folios = select(_S.folio).where(_S.organismo == ORGANISMO, *condiciones)
    todos = asientos_de(rows_tramite.solicitud_paso).add_columns(_P.folio)
    return Statement(todos.where(_P.folio.in_(folios)))


_DESDE: BindParameter[str] = bindparam("desde")
_POR_FOLIO = _de_las(_S.folio == bindparam("folio"))
_PENDIENTES = _de_las(_PENDIENTE)
_PENDIENTES_DE_CUENTA = _de_las(_PENDIENTE, _S.cuenta == bindparam("cuenta"))
_CON_CURP = _de_las(
    _PENDIENTE, _S.folio.in_(select(_P.folio).where(_P.organismo == ORGANISMO, _P.curp == bindparam("curp")))
)
_DE_CUENTA = _de_las(_S.cuenta == bindparam("cuenta"))
_ENTRE = _de_las(_S.fecha <= bindparam("hasta"), (_S.fecha >= _DESDE) | ~_CONTESTADA.where(_R.fecha < _DESDE).exists())


class SolicitudesRepo:
    """Requests of benefits of this caja."""

    def __init__(self, conexion: Connection, caja: Caja) -> None:
        self._conexion = conexion
        self._organismo = caja.organismo

    def por_folio(self, folio: Folio) -> Solicitud | None:
        """The one with that folio."""
        return next(iter(self._leer(_POR_FOLIO, folio=str(folio))), None)

    def pendientes(self, cuenta: str = "") -> tuple[Solicitud, ...]:
        """Those without an answer, oldest first; of one cuenta, or of all."""
        return self._leer(_PENDIENTES_DE_CUENTA, cuenta=cuenta) if cuenta else self._leer(_PENDIENTES)

    def pendientes_de(self, curp: str) -> tuple[Solicitud, ...]:
        """Those without an answer for who has that CURP."""
        return self._leer(_CON_CURP, curp=curp)

    def de_cuenta(self, cuenta: str) -> tuple[Solicitud, ...]:
        """All of a cuenta, oldest first."""
        return self._leer(_DE_CUENTA, cuenta=cuenta)

    def entre(self, desde: str, hasta: str) -> tuple[Solicitud, ...]:
        """Received or answered on those days (`AAAA-MM-DD`, both included), or received before and still open then."""
        return self._leer(_ENTRE, desde=desde, hasta=hasta)

    def _leer(self, consulta: Statement, **valores: str) -> tuple[Solicitud, ...]:
        de_cada: dict[str, list[Asiento]] = {}
        for *asiento, folio in consulta.rows(self._conexion, organismo=self._organismo, **valores):
            de_cada.setdefault(folio, []).append(Asiento(*asiento))
        return tuple(solicitud_de(asientos) for asientos in de_cada.values())
