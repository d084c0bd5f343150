"""How much of each payment is to stand as credit: decided here, done by whoever holds the number of its caja."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from app.domain.conciliacion import Exceso
from app.domain.dinero import CERO, Dinero
from app.domain.incidencia import Hallazgo, abono_de

_DE_RECIBO = text(
    "SELECT pago, folio, clase, incidencia, exceso, resolucion FROM acreditacion WHERE organismo = :organismo"
    " AND cuenta = :cuenta AND periodo = :periodo"
)
_GUARDAR = text(
    "INSERT INTO acreditacion (organismo, pago, periodo, caja, cuenta, folio, clase, incidencia, folios, exceso,"
    " centavos, resolucion) VALUES (:organismo, :pago, :periodo, :caja, :cuenta, :folio, :clase, :incidencia, :folios,"
    " :exceso, :centavos, '') ON CONFLICT (organismo, pago, periodo) DO UPDATE SET clase = EXCLUDED.clase,"
    " incidencia = EXCLUDED.incidencia, folios = EXCLUDED.folios, exceso = EXCLUDED.exceso,"
    " centavos = EXCLUDED.centavos"
)
_NADA = text(
    "UPDATE acreditacion SET exceso = 0, centavos = 0 WHERE organismo = :organismo AND pago = :pago"
    " AND periodo = :periodo"
)
_DE_INCIDENCIA = text(
    "SELECT a.pago, a.periodo, a.clase, a.exceso FROM acreditacion a JOIN incidencia i ON i.organismo = a.organismo"
    " AND i.id = a.incidencia WHERE a.organismo = :organismo AND a.incidencia = :incidencia AND a.resolucion = ''"
    " AND (:caja = '0' OR i.caja = :caja OR strpos(i.refs, '\"' || :caja || '/') > 0)"
)
_RESOLVER = text(
    "UPDATE acreditacion SET resolucion = :resolucion, centavos = :centavos WHERE organismo = :organismo"
    " AND pago = :pago AND periodo = :periodo"
)


@dataclass(frozen=True, slots=True)
class Desvanecida:
    """An incidencia whose excess is no longer: one of its payments was turned round, or the recibo became more."""

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

    What a person said of a payment's excess stays said, whatever becomes of the others.
    """
    recibo = {"organismo": organismo, "cuenta": cuenta, "periodo": periodo}
    antes = {fila.pago: fila for fila in conexion.execute(_DE_RECIBO, recibo)}
    for exceso, hallazgo in hallados:
        previa = antes.pop(exceso.despues.ref, None)
        if exceso.despues.is_condonado:
            continue
        resolucion = "" if previa is None else previa.resolucion
        conexion.execute(_GUARDAR, recibo | _orden(exceso, hallazgo, resolucion))
    quedan = [fila for fila in antes.values() if fila.exceso]
    for fila in quedan:
        conexion.execute(_NADA, {"organismo": organismo, "pago": fila.pago, "periodo": periodo})
    return tuple(Desvanecida(f.incidencia, f.clase, f.folio) for f in quedan if not f.resolucion)


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
    }


def resolver(conexion: Connection, organismo: str, caja: str, dicho: Mapping[str, str]) -> None:
    """What a person said of an incidencia decides what stands as credit because of it, in the caller's transaction.

    The first word counts, of the centre or of a caja that it is about, as it does for the incidencia itself.

    Args:
        caja: which said it.
        dicho: content of an `incidencia_resuelta` asiento.
    """
    llave = {"organismo": organismo, "caja": caja, "incidencia": dicho["incidencia"]}
    for fila in conexion.execute(_DE_INCIDENCIA, llave).all():
        importe = abono_de(fila.clase, Dinero(fila.exceso), dicho["resolucion"])
        decision = {"resolucion": dicho["resolucion"], "centavos": max(importe, CERO).centavos}
        conexion.execute(_RESOLVER, {"organismo": organismo, "pago": fila.pago, "periodo": fila.periodo} | decision)
