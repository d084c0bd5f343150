"""Heads of every epoca that the centre has: to be signed at the end of a day, and looked for afterwards."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, text

from app.centro.raices_centro import Cabeza, RaizDelCentro, distintas
from app.domain.centro.recepcion import Comprobar
from app.ports import Firmante
from db.centro.diario import Identidad

_CABEZAS = text(
    "SELECT c.caja, c.epoca, c.seq, c.cabeza, e.publica FROM caja_cursor c JOIN epoca e ON e.organismo = c.organismo"
    " AND e.caja = c.caja AND e.epoca = c.epoca WHERE c.organismo = :organismo ORDER BY length(c.caja), c.caja, c.epoca"
)
_HASH = text("SELECT hash FROM diario WHERE organismo = :organismo AND caja = :caja AND epoca = :epoca AND seq = :seq")


def firmar_raiz(
    conexion: Connection, identidad: Identidad, firmante: Firmante, organismo: str, dia: date, ahora: datetime
) -> RaizDelCentro:
    """The heads of an organismo as they are, signed as those with which a day ends."""
    cabezas = tuple(
        Cabeza(f.caja, f.epoca, f.seq, bytes(f.cabeza).hex(), f.publica)
        for f in conexion.execute(_CABEZAS, {"organismo": organismo})
    )
    cuando = dia.isoformat(), ahora.isoformat(timespec="seconds")
    campos = identidad.id, identidad.generacion, organismo, *cuando, cabezas, identidad.publica
    return RaizDelCentro(*campos, firmante.firmar(RaizDelCentro(*campos).mensaje()).hex())


def cabezas_distintas(
    conexion: Connection, identidad: Identidad, comprobar: Comprobar, raiz: RaizDelCentro
) -> tuple[Cabeza, ...]:
    """Those that the centre no longer has as they were signed; all of them where its key did not sign the root."""
    if not comprobar(identidad.publica, raiz.mensaje(), bytes.fromhex(raiz.firma)):
        return raiz.cabezas
    return distintas(raiz.cabezas, lambda cabeza: _hash(conexion, raiz.organismo, cabeza))


def _hash(conexion: Connection, organismo: str, cabeza: Cabeza) -> bytes | None:
    lugar = {"organismo": organismo, "caja": cabeza.caja, "epoca": cabeza.epoca, "seq": cabeza.seq}
    hallado = conexion.execute(_HASH, lugar).scalar()
    return None if hallado is None else bytes(hallado)
