"""After a batch was filed: recibos brought up to date, and what several cajas did to the same one looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, text

from app.domain.asiento import Asiento
from app.domain.conciliacion import Cobrado, Exceso, conciliar
from app.domain.dinero import Dinero
from app.domain.incidencia import Hallazgo
from db.centro.padron import HECHOS, aplicar_pagos

_TOCAN = ("pago", "pago_cancelado", "devolucion", "cheque_devuelto", "condonacion")
_PAGADOS_DE_MAS = text(
    "SELECT cuenta, periodo, total - pagado AS debido FROM padron_recibo WHERE organismo = :organismo"
    " AND pagado + aplicado > total"
    " AND (cuenta, periodo) IN (SELECT unnest(cast(:cuentas AS text[])), unnest(cast(:periodos AS text[])))"
    " ORDER BY cuenta, periodo"
)
#: Of each payment what is left of it, with what turned it round; in the order in which the payments arrived: those of
#: the batch under way, which have no place in it yet, come last.
_COBRADOS = text(
    f"""SELECT min(x.ref) FILTER (WHERE x.propio) AS ref, x.folio, sum(x.importe)::bigint AS importe,
 sum(x.importe + x.descuento)::bigint AS dinero
FROM (SELECT a.caja || '/' || a.epoca || '/' || a.seq AS ref, d.n, a.seq, c.seq IS NULL AS propio,
 coalesce(c.cancela, p.folio, a.caja || '/' || a.epoca || '/' || a.seq) AS folio, a.importe,
 coalesce((SELECT sum(z.importe) FROM descuento z WHERE z.organismo = a.organismo AND z.caja = a.caja
  AND z.epoca = a.epoca AND z.seq = a.seq AND z.periodo = a.periodo AND z.clave = a.clave), 0) AS descuento
 FROM padron_recibo r JOIN aplicacion a ON {HECHOS}
 LEFT JOIN diario d ON d.organismo = a.organismo AND d.caja = a.caja AND d.epoca = a.epoca AND d.seq = a.seq
 LEFT JOIN pago p ON p.organismo = a.organismo AND p.caja = a.caja AND p.epoca = a.epoca AND p.seq = a.seq
 LEFT JOIN contrapago c ON c.organismo = a.organismo AND c.caja = a.caja AND c.epoca = a.epoca AND c.seq = a.seq
 WHERE r.organismo = :organismo AND r.cuenta = :cuenta AND r.periodo = :periodo) x
GROUP BY x.folio HAVING bool_or(x.propio)
ORDER BY min(x.n) FILTER (WHERE x.propio) NULLS LAST, min(x.seq) FILTER (WHERE x.propio)"""
)


def conciliar_lote(conexion: Connection, asientos: Sequence[Asiento]) -> Sequence[Hallazgo]:
    """Bring the padrón up to the asientos of a batch, in its transaction; what somebody must look at."""
    lugares = [(a.caja, a.epoca, a.seq) for a in asientos if a.tipo in _TOCAN]
    if not lugares:
        return ()
    organismo = asientos[0].organismo
    tocados = aplicar_pagos(conexion, organismo, lugares)
    return list(_excesos(conexion, organismo, tocados))


def _excesos(conexion: Connection, organismo: str, tocados: Sequence[tuple[str, str]]) -> Iterator[Hallazgo]:
    cuentas, periodos = [c for c, _ in tocados], [p for _, p in tocados]
    parametros = {"organismo": organismo, "cuentas": cuentas, "periodos": periodos}
    for recibo in conexion.execute(_PAGADOS_DE_MAS, parametros).all():
        llave = {"organismo": organismo, "cuenta": recibo.cuenta, "periodo": recibo.periodo}
        filas = conexion.execute(_COBRADOS, llave)
        cobrados = [Cobrado(f.ref, f.folio, Dinero(f.importe), Dinero(f.dinero)) for f in filas]
        for exceso in conciliar(Dinero(recibo.debido), cobrados):
            yield _hallazgo(recibo.cuenta, recibo.periodo, exceso)


def _hallazgo(cuenta: str, periodo: str, exceso: Exceso) -> Hallazgo:
    despues, antes = exceso.despues, exceso.antes
    cobrados = [despues] if antes is None else [antes, despues]
    clase, como = "pago_de_mas", f"de más con el folio {despues.folio}"
    if antes is not None:
        clase = "doble_pago"
        como = f"con los folios {antes.folio} ({antes.dinero}) y {despues.folio} ({despues.dinero})"
    return Hallazgo(
        clase=clase,
        caja=despues.ref.partition("/")[0],
        refs=tuple(c.ref for c in cobrados),
        resumen=f"El recibo {periodo} de la cuenta {cuenta} se pagó {como}: quedan {exceso.importe} a favor.",
        cuenta=cuenta,
        importe=exceso.importe,
        folios=tuple(c.folio for c in cobrados),
        importes=tuple(c.dinero for c in cobrados),
        objeto=periodo,
    )
