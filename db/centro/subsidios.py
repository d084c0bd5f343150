"""The recibos de subsidio of every caja of an organismo, each with the centro de cobranza where it was issued."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection, text

from app.domain.diario.asiento import Asiento
from app.domain.reporte.reporte_subsidios import EnSuCentro
from db.diario import asiento_de
from db.lecturas.subsidios import con_lo_suyo

_DE_ESTOS_DIAS = "s.organismo = :organismo AND s.fecha BETWEEN :desde AND :hasta"
_DE = """SELECT d.* FROM diario d JOIN {tabla} t ON t.organismo = d.organismo AND t.caja = d.caja AND t.epoca = d.epoca
 AND t.seq = d.seq WHERE t.organismo = :organismo AND t.folio IN (SELECT s.folio FROM subsidio s WHERE {estos})
 ORDER BY length(d.caja), d.caja, d.epoca, d.seq"""
_TABLAS = ("subsidio", "subsidio_firma", "subsidio_archivo", "subsidio_reverso")
_CONSULTAS = tuple(text(_DE.format(tabla=tabla, estos=_DE_ESTOS_DIAS)) for tabla in _TABLAS)
_EPOCAS = text("SELECT d.* FROM diario d WHERE d.organismo = :organismo AND d.tipo = 'epoca_abierta'")


def leer_subsidios(conexion: Connection, organismo: str, desde: date, hasta: date) -> Iterator[EnSuCentro]:
    """Those of payments of those days, both included; the centro is what the caja's papers said it was."""
    dias = {"organismo": organismo, "desde": desde.isoformat(), "hasta": hasta.isoformat()}
    leidos = [[asiento_de(f) for f in conexion.execute(consulta, dias).mappings()] for consulta in _CONSULTAS]
    abiertas = [asiento_de(f) for f in conexion.execute(_EPOCAS, {"organismo": organismo}).mappings()]
    centros = {(a.caja, a.epoca): str(a.datos()["centro"]) for a in abiertas}
    emitidos: list[Asiento] = leidos[0]
    for asiento, subsidio in zip(emitidos, con_lo_suyo(*leidos), strict=True):
        yield EnSuCentro(centros.get((asiento.caja, asiento.epoca), ""), asiento.caja, subsidio)
