"""What was turned round of each payment against its lines: never more of anything than it had."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, Table, func, select, union_all

from db.lecturas.asientos import mismo
from db.proyeccion import rows

_C, _P = rows.contrapago.c, rows.pago.c
#: Money never goes back in another way than by transfer.
_POR_DONDE_VINO = ("efectivo", "tarjeta", "cheque", "saldo_a_favor")


def reversos_de_mas(conexion: Connection) -> Iterator[tuple[int, str]]:
    """(seq, mensaje) of each payment of which more went back than it had of something."""
    for tabla, claves, signo, que in (
        (rows.aplicacion, ("periodo", "clave"), 1, "lo que pagó de"),
        (rows.descuento, ("periodo", "clave", "programa"), -1, "lo que se le descontó de"),
        (rows.medio, ("medio",), 1, "lo que se recibió en"),
    ):
        for fila in conexion.execute(_de_mas(tabla, claves, signo)):
            folio, seq, *llave = tuple(fila)
            if tabla is not rows.medio or llave[0] in _POR_DONDE_VINO:
                cual = " ".join(filter(None, llave))
                yield seq, f"del pago {folio} se devolvió más que {que} {cual}"


def _de_mas(tabla: Table, claves: tuple[str, ...], signo: int) -> Select[Any]:
    """Payments turned round whose lines of something, with what went back of them, change their sign."""
    suyas = [tabla.c[clave] for clave in claves]
    vueltas = select(_C.cancela.label("folio"), _C.seq, *suyas, tabla.c.importe).join(
        tabla, mismo(tabla, rows.contrapago)
    )
    pagadas = (
        select(_P.folio, _P.seq, *suyas, tabla.c.importe)
        .join(tabla, mismo(tabla, rows.pago))
        .where(_P.folio.in_(select(_C.cancela)))
    )
    todas = union_all(vueltas, pagadas).subquery()
    grupo = [todas.c.folio, *(todas.c[clave] for clave in claves)]
    return (
        select(todas.c.folio, func.max(todas.c.seq), *grupo[1:])
        .group_by(*grupo)
        .having(signo * func.sum(todas.c.importe) < 0)
        .order_by(*grupo)
    )
