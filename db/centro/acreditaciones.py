"""How much of each payment is to stand as credit: decided here, done by whoever holds the number of its caja."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from app.domain.centro.conciliacion import Exceso
from app.domain.centro.incidencia import Hallazgo, abono_de
from app.domain.diario.asiento import Asiento
from app.domain.dinero import CERO, Dinero
from db.centro.incidencias import palabra_de

_DE_RECIBO = text(
    "SELECT pago, folio, clase, incidencia, exceso, resolucion FROM acreditacion WHERE organismo = :organismo"
    " AND cuenta = :cuenta AND periodo = :periodo"
)
_GUARDAR = text(
    "INSERT INTO acreditacion (organismo, pago, periodo, caja, cuenta, folio, clase, incidencia, folios, exceso,"
    " centavos, resolucion) VALUES (:organismo, :pago, :periodo, :caja, :cuenta, :folio, :clase, :incidencia, :folios,"
    " :exceso, :centavos, :resolucion) ON CONFLICT (organismo, pago, periodo) DO UPDATE SET clase = EXCLUDED.clase,"
    " incidencia = EXCLUDED.incidencia, folios = EXCLUDED.folios, exceso = EXCLUDED.exceso,"
    " centavos = EXCLUDED.centavos, resolucion = EXCLUDED.resolucion"
)
_NADA = text(
    "UPDATE acreditacion SET exceso = 0, centavos = 0 WHERE organismo = :organismo AND pago = :pago"
    " AND periodo = :periodo"
)
_DE_INCIDENCIA = text(
    "SELECT pago, periodo, clase, exceso FROM acreditacion WHERE organismo = :organismo AND incidencia = :incidencia"
)
_RESOLVER = text(
    "UPDATE acreditacion SET resolucion = :resolucion, centavos = :centavos WHERE organismo = :organismo"
    " AND pago = :pago AND periodo = :periodo"
)
#: What is left of that payment's credit, and what its caja was told last.
_HECHO = """(SELECT sum(f.importe) AS importe, (array_agg(f.objetivo ORDER BY d.n DESC))[1] AS objetivo
 FROM favor_acreditado f
 JOIN diario d ON d.organismo = f.organismo AND d.caja = f.caja AND d.epoca = f.epoca AND d.seq = f.seq
 WHERE f.organismo = {de}.organismo AND f.caja = {de}.caja AND f.pago = {pago} AND f.periodo = {periodo})"""
#: What each caja has not answered: of what was paid twice, and of what it took up again and turned up.
ORDENES = f"""SELECT a.cuenta, a.pago, a.folio, a.periodo, a.incidencia, a.clase, a.folios, a.centavos,
 coalesce(s.importe, 0)::bigint AS acreditado FROM acreditacion a
 JOIN yo ON a.organismo = yo.organismo AND a.caja = yo.caja AND yo.enlazada
 LEFT JOIN LATERAL {_HECHO.format(de="a", pago="a.pago", periodo="a.periodo")} s ON true
 WHERE a.centavos <> coalesce(s.objetivo, 0)
UNION ALL SELECT r.cuenta, z.recuperado, r.folio, '', '', 'pago_aparecido', json_build_array(r.folio)::text, z.queda,
 (g.importe + coalesce(s.importe, 0))::bigint FROM recuperado_fin z
 JOIN recuperado r ON r.organismo = z.organismo AND r.caja = split_part(z.recuperado, '/', 1)
 AND r.epoca = split_part(z.recuperado, '/', 2) AND r.seq = split_part(z.recuperado, '/', 3)::bigint
 JOIN yo ON r.organismo = yo.organismo AND r.caja = yo.caja AND yo.enlazada
 JOIN favor g ON g.organismo = r.organismo AND g.caja = r.caja AND g.epoca = r.epoca AND g.seq = r.seq
 LEFT JOIN LATERAL {_HECHO.format(de="r", pago="z.recuperado", periodo="''")} s ON true
 WHERE z.queda IS DISTINCT FROM s.objetivo"""

#: What stands of credit because of one payment of a recibo, and the most that an answer of its caja says should.
_ABONADO = text(
    "SELECT sum(importe)::bigint AS hecho, max(objetivo + falta)::bigint AS debido FROM favor_acreditado"
    " WHERE organismo = :organismo AND caja = :caja AND pago = :pago AND periodo = :periodo"
)


@dataclass(frozen=True, slots=True)
class Desvanecida:
    """An incidencia whose excess is no longer, or is told by another since: of a payment turned round, or a recibo."""

    incidencia: str
    clase: str
    folio: str


def decidir(
    conexion: Connection,
    organismo: str,
    cuenta: str,
    periodo: str,
    hallados: Sequence[tuple[Exceso, Hallazgo]],
) -> tuple[Desvanecida, ...]:
    """Say of a recibo which payments leave how much credit, in the caller's transaction; what is no longer so.

    What a person said of a payment's excess stays said, whatever becomes of the others, and also where it arrived
    before the payment; `hallados` are noted already.
    """
    recibo = {"organismo": organismo, "cuenta": cuenta, "periodo": periodo}
    antes = {fila.pago: fila for fila in conexion.execute(_DE_RECIBO, recibo)}
    idas: list[Any] = []
    for exceso, hallazgo in hallados:
        previa = antes.pop(exceso.despues.ref, None)
        if exceso.despues.is_condonado:
            continue
        resolucion = previa.resolucion if previa is not None else ""
        resolucion = resolucion or palabra_de(conexion, organismo, hallazgo.id)
        conexion.execute(_GUARDAR, recibo | _orden(exceso, hallazgo, resolucion))
        idas += [] if previa is None else [previa]
    for fila in (fila for fila in antes.values() if fila.exceso):
        conexion.execute(_NADA, {"organismo": organismo, "pago": fila.pago, "periodo": periodo})
        idas.append(fila)
    vivas = {hallazgo.id for _, hallazgo in hallados}
    return tuple(
        Desvanecida(f.incidencia, f.clase, f.folio) for f in idas if not f.resolucion and f.incidencia not in vivas
    )


def abono_repetido(conexion: Connection, asiento: Asiento) -> Iterator[Hallazgo]:
    """Credit that a PC made and broke before it was sent, and the one in its place made again; of one answer.

    What the first one spent of it nobody can take back: its rows are in no file that goes on.
    """
    d = asiento.datos()
    llave = {"organismo": asiento.organismo, "caja": asiento.caja, "pago": d["pago"], "periodo": d["periodo"]}
    fila = conexion.execute(_ABONADO, llave).one()
    de_mas = Dinero((fila.hecho or 0) - (fila.debido or 0))
    if de_mas > CERO:
        folio = str(d.get("folio", ""))
        yield Hallazgo(
            clase="abono_repetido",
            caja=asiento.caja,
            refs=(d["pago"],),
            resumen=f"El saldo a favor del pago {folio} lo abonaron dos PC de la caja {asiento.caja} a la cuenta "
            f"{d['cuenta']}, sin saber una de la otra: hay {de_mas} de más.",
            cuenta=d["cuenta"],
            importe=de_mas,
            folios=(folio,),
            importes=(de_mas,),
            objeto=d["periodo"],
        )


def _orden(exceso: Exceso, hallazgo: Hallazgo, resolucion: str) -> dict[str, object]:
    pago = exceso.despues
    return {
        "pago": pago.ref,
        "caja": pago.caja,
        "folio": pago.folio,
        "clase": hallazgo.clase,
        "incidencia": hallazgo.id,
        "folios": json.dumps(hallazgo.folios),
        "exceso": exceso.importe.centavos,
        "centavos": abono_de(hallazgo.clase, exceso.importe, resolucion).centavos,
        "resolucion": resolucion,
    }


def resolver(conexion: Connection, organismo: str, incidencia: str) -> None:
    """What a person said of an incidencia decides what stands as credit because of it, in the caller's transaction.

    Only the word of somebody whom it concerns counts, and of those the first.
    """
    if not (resolucion := palabra_de(conexion, organismo, incidencia)):
        return
    llave = {"organismo": organismo, "incidencia": incidencia}
    for fila in conexion.execute(_DE_INCIDENCIA, llave).all():
        importe = abono_de(fila.clase, Dinero(fila.exceso), resolucion)
        decision = {"resolucion": resolucion, "centavos": max(importe, CERO).centavos}
        conexion.execute(_RESOLVER, {"organismo": organismo, "pago": fila.pago, "periodo": fila.periodo} | decision)
