"""Where each kind of row that comes down is read at the centre, by which counter it is stamped, and what names it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from db.columnas import CAMBIO, OTORGADO

#: What a recibo was paid: what its import says and what all cajas have applied since, up to the marks of the lote.
_PAGADO = "greatest(0, least(total, pagado + aplicado))::bigint"


@dataclass(frozen=True, slots=True)
class Corriente:
    """A kind of row of a lote, as it comes down.

    Attributes:
        flujo: the counter row whose values its `ver` are.
        nombre: of its view for cajas, after `el_`.
        consulta: its rows of every organismo, with `organismo`, `baja` and `ver`.
        llave: columns of text, never empty, that after `ver` give its order and name a row.
        calculadas: columns that are worked out.
        is_de_caja: its rows are asientos of cajas; whoever has an epoca whole has them.
    """

    clase: str
    flujo: str
    nombre: str
    consulta: str
    llave: tuple[str, ...]
    calculadas: Mapping[str, str] = field(default_factory=dict)
    is_de_caja: bool = False


def _asentada(tabla: str, columnas: tuple[str, ...]) -> str:
    return (
        f"SELECT t.organismo, {', '.join(f't.{c}' for c in columnas)}, 0 AS baja, d.n AS ver FROM {tabla} t"
        " JOIN diario d ON d.organismo = t.organismo AND d.caja = t.caja AND d.epoca = t.epoca AND d.seq = t.seq"
    )


#: In the order in which a lote holds them.
CORRIENTES = (
    Corriente("cuentas", "padron", "cuenta", "SELECT * FROM padron_cuenta", ("numero",)),
    Corriente("recibos", "padron", "recibo", "SELECT * FROM padron_recibo", ("cuenta", "periodo"), {"pagado": _PAGADO}),
    Corriente("beneficios", "padron", "beneficio", "SELECT * FROM padron_beneficio", ("cuenta", "programa", "desde")),
    Corriente("otorgados", "diario", "otorgado", _asentada("beneficio", OTORGADO), ("caja", "epoca"), is_de_caja=True),
    Corriente("cambios", "diario", "cambio", _asentada("beneficio_cambio", CAMBIO), ("caja", "epoca"), is_de_caja=True),
)
#: Views of what comes down, by name.
VISTAS = {
    f"el_{c.nombre}": f"SELECT t.* FROM ({c.consulta}) t JOIN yo ON t.organismo = yo.organismo AND yo.enlazada"
    for c in CORRIENTES
}


@dataclass(frozen=True, slots=True)
class Origen:
    """How the rows of one organismo are reached.

    Attributes:
        flujos: a query of its counters.
        marcas: a query of the payments that the amounts include: caja, epoca, seq.
        organismo: whose tables are read; empty where the views say it.
    """

    flujos: str
    marcas: str
    organismo: str = ""

    def de(self, corriente: Corriente) -> str:
        """What to put after FROM."""
        if not self.organismo:
            return f"el_{corriente.nombre}"
        return f"(SELECT * FROM ({corriente.consulta}) t WHERE t.organismo = {_literal(self.organismo)}) t"


def para_caja(numero: str) -> Origen:
    """As that caja sees them, through its views."""
    return Origen(
        "SELECT nombre, v, generacion FROM el_flujo",
        f"SELECT {_literal(numero)} AS caja, epoca, seq FROM mi_cursor ORDER BY inicio",
    )


def para_todas(organismo: str) -> Origen:
    """As the centre itself sees them: with the payments of every caja."""
    suyo = f"WHERE organismo = {_literal(organismo)}"
    return Origen(
        f"SELECT nombre, v, generacion FROM flujo {suyo}",
        f"SELECT caja, epoca, seq FROM caja_cursor {suyo} AND caja <> '0' ORDER BY caja, epoca",
        organismo,
    )


def _literal(texto: str) -> str:
    return "'" + texto.replace("'", "''") + "'"
