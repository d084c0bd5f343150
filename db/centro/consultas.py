"""What the centre's staff looks at: cajas, incidencias, and whether everything is as it was written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection, text

from app.centro.centro import CajaVista, ErrorDelCentro, EstadoDelCentro, Recaudado
from app.domain.centro.recepcion import Acuse, Comprobar
from app.domain.diario.asiento import GENESIS
from db.centro.diario import CAJA, Identidad
from db.centro.incidencias import ABIERTAS, leer_incidencias
from db.centro.padron import recibos_distintos
from db.diario import asiento_de

_CAJAS = text(
    """SELECT r.organismo, r.caja, r.centro,
 CASE WHEN r.revocado IS NOT NULL THEN 'baja' WHEN r.usado IS NULL THEN 'invitada' ELSE 'enlazada' END AS estado,
 coalesce(c.epoca, '') AS epoca, coalesce(c.seq, 0) AS asientos, coalesce(t.pagos, 0) AS pagos,
 coalesce(t.centavos, 0) AS cobrado, coalesce(e.cuantos, 0) AS en_espera, coalesce(q.cuantos, 0) AS apartados,
 coalesce(to_char(greatest(c.contacto, s.momento) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), '') AS contacto,
 coalesce(extract(epoch FROM s.momento - s.enviado)::bigint, c.desfase, 0) AS desfase, coalesce(a.cajero, '') AS turno,
 coalesce(v.serie, '') AS serie, s.sin_enviar, coalesce(s.programa, '') AS programa, coalesce(s.aviso, '') AS aviso
FROM (SELECT DISTINCT ON (organismo, caja) * FROM registro
 ORDER BY organismo, caja, revocado IS NOT NULL, usado DESC NULLS LAST, vence DESC) r
LEFT JOIN LATERAL (SELECT * FROM caja_cursor c WHERE c.organismo = r.organismo AND c.caja = r.caja
 ORDER BY contacto DESC NULLS LAST LIMIT 1) c ON true
LEFT JOIN LATERAL (SELECT * FROM saludo s WHERE s.organismo = r.organismo AND s.caja = r.caja
 ORDER BY momento DESC LIMIT 1) s ON true
LEFT JOIN LATERAL (SELECT v.serie FROM epoca v WHERE v.organismo = r.organismo AND v.caja = r.caja
 AND v.epoca = c.epoca) v ON true
LEFT JOIN LATERAL (SELECT sum(pagos)::bigint AS pagos, sum(centavos)::bigint AS centavos FROM caja_cursor c
 WHERE c.organismo = r.organismo AND c.caja = r.caja) t ON true
LEFT JOIN LATERAL (SELECT count(*) AS cuantos FROM entrada e WHERE e.organismo = r.organismo AND e.caja = r.caja) e
 ON true
LEFT JOIN LATERAL (SELECT count(*) AS cuantos FROM cuarentena q WHERE q.organismo = r.organismo AND q.caja = r.caja) q
 ON true
LEFT JOIN LATERAL (SELECT t.cajero FROM turno t WHERE t.organismo = r.organismo AND t.caja = r.caja AND NOT EXISTS
 (SELECT 1 FROM corte k WHERE k.organismo = t.organismo AND k.caja = t.caja AND k.turno = t.numero)
 ORDER BY t.numero DESC LIMIT 1) a ON true
ORDER BY r.organismo, length(r.caja), r.caja"""
)
_RECAUDADO = text(
    """SELECT organismo, caja, hora, sum(pagos)::bigint AS pagos, sum(centavos)::bigint AS centavos
FROM (SELECT organismo, caja, hora, count(*) AS pagos, sum(total) AS centavos FROM pago
 WHERE fecha = :dia GROUP BY 1, 2, 3 UNION ALL
 SELECT organismo, caja, hora, 0, sum(total) FROM contrapago WHERE fecha = :dia GROUP BY 1, 2, 3) x
GROUP BY 1, 2, 3 ORDER BY organismo, length(caja), caja, hora"""
)
_CURSORES = text(
    "SELECT organismo, caja, epoca, seq, cabeza, firma, publica, pagos, centavos FROM caja_cursor"
    " ORDER BY organismo, caja, epoca"
)
_ASIENTOS = text("SELECT * FROM diario WHERE organismo = :organismo AND caja = :caja AND epoca = :epoca ORDER BY seq")
_PAGOS = text(
    "SELECT count(*) AS pagos, coalesce(sum(total), 0) AS centavos FROM pago WHERE organismo = :organismo"
    " AND caja = :caja AND epoca = :epoca"
)
_LLAVE = text("SELECT publica FROM epoca WHERE organismo = :organismo AND caja = :caja AND epoca = :epoca")
#: Credit that stands because of a payment of which it was never said that anything is left over.
_SIN_ORDEN = text(
    """SELECT f.organismo, f.caja, max(f.seq) AS seq, f.pago FROM favor_acreditado f WHERE NOT EXISTS
 (SELECT 1 FROM acreditacion a WHERE a.organismo = f.organismo AND a.caja = f.caja AND a.pago = f.pago
 AND a.periodo = f.periodo) GROUP BY f.organismo, f.caja, f.pago, f.periodo HAVING sum(f.importe) > sum(f.falta)
 ORDER BY 1, 2, 3"""
)
_ANTERIOR = text(
    "SELECT 1 FROM diario WHERE organismo = :organismo AND caja = :caja AND hash = :hash AND epoca <> :epoca"
)


def leer_estado(conexion: Connection, identidad: Identidad) -> EstadoDelCentro:
    """All of it at one moment."""
    organismos = tuple(conexion.execute(text("SELECT organismo FROM organismo ORDER BY 1")).scalars())
    cajas = tuple(CajaVista(*fila) for fila in conexion.execute(_CAJAS))
    return EstadoDelCentro(identidad.id, identidad.generacion, organismos, cajas, leer_incidencias(conexion, ABIERTAS))


def leer_recaudacion(conexion: Connection, dia: date) -> tuple[Recaudado, ...]:
    """What was collected that day by caja and hour."""
    return tuple(Recaudado(*fila) for fila in conexion.execute(_RECAUDADO, {"dia": dia.isoformat()}))


def verificar(conexion: Connection, identidad: Identidad, comprobar: Comprobar) -> Iterator[ErrorDelCentro]:
    """Everything that is not as it was written: chains, signatures, heads, sums, and the padrón's own."""
    for cursor in conexion.execute(_CURSORES).mappings().all():
        llave = {campo: cursor[campo] for campo in ("organismo", "caja", "epoca")}
        donde = (cursor["organismo"], cursor["caja"])
        cabeza, seq = None, 0
        publica = conexion.execute(_LLAVE, llave).scalar() or cursor["publica"]
        for fila in conexion.execute(_ASIENTOS.execution_options(yield_per=1000), llave).mappings():
            asiento, seq = asiento_de(fila), seq + 1
            if asiento.seq != seq or not _sigue(conexion, llave, cabeza, asiento.prev_hash):
                yield ErrorDelCentro(*donde, asiento.seq, "no sigue al asiento anterior")
                seq = asiento.seq
            if asiento.calcular_hash() != asiento.hash:
                yield ErrorDelCentro(*donde, asiento.seq, "el contenido no es el que se asentó")
            if not comprobar(publica, asiento.hash, asiento.firma):
                yield ErrorDelCentro(*donde, asiento.seq, "la firma no es de la llave de su caja")
            cabeza = asiento.hash
        if (seq, cabeza) != (cursor["seq"], bytes(cursor["cabeza"])):
            yield ErrorDelCentro(*donde, seq, f"el diario llega al {seq} y el cursor dice {cursor['seq']}")
        acuse = Acuse(
            identidad.id, identidad.generacion, *donde, cursor["epoca"], cursor["seq"], bytes(cursor["cabeza"])
        )
        if not comprobar(identidad.publica, acuse.mensaje(), bytes(cursor["firma"])):
            yield ErrorDelCentro(*donde, seq, "la cabeza no lleva la firma del centro")
        sumas = conexion.execute(_PAGOS, llave).one()
        if donde[1] != CAJA and tuple(sumas) != (cursor["pagos"], cursor["centavos"]):
            yield ErrorDelCentro(*donde, seq, "los pagos archivados no son los que llegaron")
    for suelto in conexion.execute(_SIN_ORDEN):
        yield ErrorDelCentro(
            suelto.organismo, suelto.caja, suelto.seq, f"abonó por el pago {suelto.pago} lo que nadie ordenó"
        )
    for organismo in conexion.execute(text("SELECT organismo FROM organismo ORDER BY 1")).scalars().all():
        for cuenta, periodo in recibos_distintos(conexion, organismo):
            yield ErrorDelCentro(
                organismo, "", 0, f"lo aplicado al recibo {periodo} de {cuenta} no sale de los diarios"
            )


def _sigue(conexion: Connection, llave: dict[str, str], cabeza: bytes | None, previo: bytes) -> bool:
    """Whether an asiento goes on from that head; the first of an epoca, from another epoca or from nothing."""
    if cabeza is not None:
        return previo == cabeza
    return previo == GENESIS or conexion.execute(_ANTERIOR, llave | {"hash": previo}).scalar() is not None
