"""What a caja charges to a cuenta's recibo: collection costs, a fine, a service «con cargo al recibo».

It is born at the counter and belongs to no import: `pagado` and `hasta` of the billing system say nothing about it.
Cajeme, Ley de Ingresos 2023, Art. 33: reconexión «con cargo al recibo» goes on the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from app.domain.cuenta import CONCEPTOS, Cargo, Recibo
from app.domain.dinero import Dinero
from app.domain.periodo import Periodo, sumar_meses

#: Conceptos that a recibo, or the day, brings: charged again at the counter nobody could tell what pays which.
NO_SE_CARGAN = (*CONCEPTOS, "iva_mora", "anticipo", "redondeo")


@dataclass(frozen=True, slots=True)
class Cargado:
    """A concepto charged to a recibo, as the diario has it.

    Attributes:
        ref: its asiento, `caja/epoca/seq`; all the conceptos of one charge share it.
        anula: ref of the charge that this one takes back; its amounts are then negative. Empty for a charge.
    """

    ref: str
    periodo: Periodo
    vence: date
    clave: str
    importe: Dinero
    detalle: str = ""
    fundamento: str = ""
    motivo: str = ""
    anula: str = ""


def vivos(cargados: Iterable[Cargado]) -> tuple[Cargado, ...]:
    """The charges that stand: neither taken back nor what takes back."""
    todos = tuple(cargados)
    anulados = {c.anula for c in todos}
    return tuple(c for c in todos if not c.anula and c.ref not in anulados)


def con_cargos(cuenta: str, recibos: Sequence[Recibo], cargados: Iterable[Cargado]) -> tuple[Recibo, ...]:
    """The recibos with what was charged to each; where the padrón has none of that month yet, one of its own."""
    por_mes: dict[Periodo, list[Cargado]] = {}
    for cargado in vivos(cargados):
        por_mes.setdefault(cargado.periodo, []).append(cargado)
    if not por_mes:
        return tuple(recibos)
    hechos = [replace(r, cargos=(*r.cargos, *_sumar(por_mes.pop(r.periodo, [])))) for r in recibos]
    for periodo, suyos in por_mes.items():
        vence = max(c.vence for c in suyos)
        hechos.append(Recibo(cuenta, periodo, vence, Decimal(0), _sumar(suyos)))
    return tuple(hechos)


def _sumar(cargados: Sequence[Cargado]) -> tuple[Cargo, ...]:
    """One line a concepto, since what pays it names only its month and its clave."""
    cargos: dict[str, Cargo] = {}
    for c in cargados:
        antes = cargos.get(c.clave)
        if antes is None:
            cargos[c.clave] = Cargo(c.clave, c.importe, c.detalle, c.fundamento)
        else:
            detalles = dict.fromkeys((*filter(None, antes.detalle.split("; ")), *filter(None, [c.detalle])))
            cargos[c.clave] = replace(antes, importe=antes.importe + c.importe, detalle="; ".join(detalles))
    return tuple(cargos.values())


def siguiente_recibo(recibos: Sequence[Recibo], hoy: date) -> tuple[Periodo, date]:
    """Month and vencimiento of the cuenta's next recibo: as long after the last one as its months are.

    A padrón that has not been imported for a while does not send it to the past: it is never before this month.
    """
    ultimo = max(recibos, key=lambda r: r.periodo, default=None)
    este = Periodo.from_fecha(hoy)
    if ultimo is None:
        return este, sumar_meses(hoy, 1)
    periodo = max(ultimo.periodo.mas(1), este)
    return periodo, sumar_meses(ultimo.vence, periodo.desde(ultimo.periodo))
