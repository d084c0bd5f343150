"""Reads of the recibos de subsidio: each with its signatures, its scan and what was taken back of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, bindparam, select

from app.domain.caja import Caja
from app.domain.diario.asiento import Asiento
from app.domain.diario.contenido_subsidio import archivo_de, firma_de, recibo_de, reverso_de
from app.domain.pago.pago import Folio
from app.domain.subsidio.subsidio import CLASE_DE_SUBSIDIO, ReversoSubsidio, Subsidio
from db.lecturas.asientos import ORGANISMO, Numeracion, asientos_de, leer_asientos
from db.proyeccion import rows_subsidio
from db.statements import Statement

_S, _F, _A, _R = (
    rows_subsidio.subsidio,
    rows_subsidio.subsidio_firma,
    rows_subsidio.subsidio_archivo,
    rows_subsidio.subsidio_reverso,
)
_EMITIDOS = asientos_de(_S)


def _suyos(tabla: Table) -> Select[Any]:
    """What a table says of the recibo that is looked at."""
    suyo = (tabla.c.organismo == _S.c.organismo) & (tabla.c.folio == _S.c.folio)
    return select(tabla.c.folio).where(suyo).correlate(_S)


_SIN_FIRMA = ~_suyos(_F).exists()
_EN_PAPEL = _suyos(_F).where(_F.c.modo == "papel", ~_suyos(_A).exists()).exists()


def _con_todo(*condiciones: ColumnElement[bool]) -> tuple[Statement, ...]:
    """Of some recibos: their asientos, their signatures, their scans, and what took them back."""
    folios = select(_S.c.folio).where(_S.c.organismo == ORGANISMO, *condiciones)
    despues = (Statement(asientos_de(t).where(t.c.folio.in_(folios))) for t in (_F, _A, _R))
    return Statement(_EMITIDOS.where(*condiciones)), *despues


_POR_FOLIO = _con_todo(_S.c.folio == bindparam("folio"))
_DE_PAGO = _con_todo(_S.c.pago == bindparam("pago"))
_PENDIENTES = _con_todo(_SIN_FIRMA | _EN_PAPEL)
_DEL_TURNO = _con_todo(_SIN_FIRMA | _EN_PAPEL, _S.c.turno == bindparam("turno"))
_ENTRE = _con_todo(_S.c.fecha.between(bindparam("desde"), bindparam("hasta")))
_FOLIOS = Numeracion(_S, CLASE_DE_SUBSIDIO)


def con_lo_suyo(
    emitidos: Sequence[Asiento], firmas: Sequence[Asiento], archivos: Sequence[Asiento], reversos: Sequence[Asiento]
) -> Iterator[Subsidio]:
    """Each recibo issued, with what happened to it among those asientos."""
    firmados = {f.folio: f for f in map(firma_de, firmas)}
    archivados = {a.folio: a for a in map(archivo_de, archivos)}
    revertidos: dict[Folio, list[ReversoSubsidio]] = {}
    for reverso in map(reverso_de, reversos):
        revertidos.setdefault(reverso.folio, []).append(reverso)
    for r in map(recibo_de, emitidos):
        yield Subsidio(r, firmados.get(r.folio), archivados.get(r.folio), tuple(revertidos.get(r.folio, ())))


class SubsidiosRepo:
    """Recibos de subsidio of this caja."""

    def __init__(self, conexion: Connection, caja: Caja) -> None:
        self._conexion = conexion
        self._caja = caja

    def siguiente_folio(self) -> Folio:
        """The next number of class S in this caja's serie."""
        return _FOLIOS.siguiente(self._conexion, self._caja)

    def por_folio(self, folio: Folio) -> Subsidio | None:
        """The one with that folio of its own."""
        return next(iter(self._leer(_POR_FOLIO, folio=str(folio))), None)

    def de_pago(self, pago: Folio) -> tuple[Subsidio, ...]:
        """Those attached to a payment, one for each program."""
        return self._leer(_DE_PAGO, pago=str(pago))

    def pendientes(self, turno: int | None = None) -> tuple[Subsidio, ...]:
        """Those that wait for a signature or for their scan, oldest first; only of that turno if one is given."""
        leidos = self._leer(_PENDIENTES) if turno is None else self._leer(_DEL_TURNO, turno=turno)
        return tuple(s for s in leidos if s.estado in ("por_firmar", "por_archivar"))

    def entre(self, desde: str, hasta: str) -> tuple[Subsidio, ...]:
        """Those issued on those days (`AAAA-MM-DD`, both included), oldest first."""
        return self._leer(_ENTRE, desde=desde, hasta=hasta)

    def asientos(self, folio: Folio) -> Sequence[Asiento]:
        """Everything that the diario says of one, in order of what it says."""
        return [a for consulta in _POR_FOLIO for a in self._asientos(consulta, folio=str(folio))]

    def _leer(self, consultas: tuple[Statement, ...], **valores: Any) -> tuple[Subsidio, ...]:
        return tuple(con_lo_suyo(*(self._asientos(consulta, **valores) for consulta in consultas)))

    def _asientos(self, consulta: Statement, **valores: Any) -> Sequence[Asiento]:
        return leer_asientos(self._conexion, consulta, organismo=self._caja.organismo, **valores)
