"""What reads of the diario have in common: the asientos that filed the rows of a table, and the folio that is next."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sqlalchemy import BindParameter, Connection, FromClause, Select, bindparam, func, select
from sqlalchemy.sql.elements import ColumnElement

from app.domain.caja import Caja
from app.domain.diario.asiento import Asiento
from app.domain.pago.pago import Folio
from db.proyeccion import rows
from db.statements import Statement

ORGANISMO: BindParameter[str] = bindparam("organismo")
#: Those of a JSON list, the value `cuentas`.
CUENTAS = select(func.json_each(bindparam("cuentas")).table_valued("value").c.value)
#: What an `Asiento` is made of, in its order.
COLUMNAS = tuple(rows.diario.c[campo.name] for campo in fields(Asiento))


def mismo(una: FromClause, otra: FromClause) -> ColumnElement[bool]:
    """Whether one asiento filed both rows."""
    a, b = una.c, otra.c
    return (a.organismo == b.organismo) & (a.caja == b.caja) & (a.epoca == b.epoca) & (a.seq == b.seq)


def por_lugar(tabla: FromClause) -> tuple[ColumnElement[Any], ...]:
    """The order of rows in their diarios. It begins with an expression for the reason of `rows.EN_ORDEN`."""
    t = tabla.c
    return t.caja.concat(""), t.epoca, t.seq


def asientos_de(tabla: FromClause) -> Select[Any]:
    """The asientos that filed the rows of a table, in order."""
    suyos = select(*COLUMNAS).join(tabla, mismo(tabla, rows.diario))
    return suyos.where(tabla.c.organismo == ORGANISMO).order_by(rows.EN_ORDEN)


def leer_asientos(conexion: Connection, consulta: Statement, **valores: Any) -> tuple[Asiento, ...]:
    """What a statement over `COLUMNAS` reads."""
    return tuple(Asiento(*fila) for fila in consulta.rows(conexion, **valores))


class Numeracion:
    """The numbers of a class of folio, dense inside a serie of a caja."""

    def __init__(self, tabla: FromClause, clase: str = "") -> None:
        t = tabla.c
        suyos = (t.organismo == ORGANISMO, t.caja == bindparam("caja"), t.serie == bindparam("serie"))
        self._ultimo = Statement(select(func.max(t.numero)).where(*suyos))
        self._clase = clase

    def siguiente(self, conexion: Connection, caja: Caja) -> Folio:
        """The one that the next paper of that caja takes in its serie."""
        valores = {"organismo": caja.organismo, "caja": caja.numero, "serie": caja.serie}
        ((ultimo,),) = self._ultimo.rows(conexion, **valores)
        return Folio(caja.numero, caja.serie, 1 if ultimo is None else ultimo + 1, self._clase)
