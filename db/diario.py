"""The diario of a caja: append one asiento, read them back in order."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, Select, bindparam, func, insert, select, text
from uuid_utils.compat import uuid7

from app.centro.alto import Alto
from app.domain.caja import Caja
from app.domain.diario.asiento import GENESIS, Asiento, canonico, hash_de
from app.errors import NegocioError
from app.ports import Firmante, Reloj
from db.proyeccion import proyeccion
from db.proyeccion.rows import AL_DERECHO, AL_REVES, diario, epoca, lote, pedido, tarifa
from db.statements import Statement

_TABLA = diario.c
_INSERT = Statement(insert(diario))
_CABEZA = Statement(select(_TABLA.n, _TABLA.epoca, _TABLA.seq, _TABLA.hash).order_by(*AL_REVES).limit(1))
_ALTO = Statement(
    text(
        "SELECT (SELECT valor FROM ajuste WHERE clave = 'centro.alto') AS mensaje,"
        " (SELECT valor FROM ajuste WHERE clave = 'centro.alto.clave') AS clave"
    )
)
_TODOS = select(diario).order_by(*AL_DERECHO)


#: Of a caja that was made from its centre: files that its diario names before that were on another PC.
_AQUI = (
    select(func.coalesce(func.max(_TABLA.n), 0))
    .join(epoca, (_TABLA.epoca == epoca.c.epoca) & (_TABLA.seq == epoca.c.seq))
    .where(epoca.c.motivo == "reemplazo")
    .scalar_subquery()
)


def _en_orden(columna: Column[str]) -> Select[str]:
    """Files of this PC, of a table of the projection, in the order of the asientos that named them."""
    tabla = columna.table.c
    mismo = (_TABLA.epoca == tabla.epoca) & (_TABLA.seq == tabla.seq)
    return select(columna).join(diario, mismo).where(_TABLA.n > _AQUI).order_by(_TABLA.n)


_DEL_PEDIDO = (
    select(diario)
    .join(
        pedido,
        (_TABLA.organismo == pedido.c.organismo)
        & (_TABLA.caja == pedido.c.caja)
        & (_TABLA.epoca == pedido.c.epoca)
        & (_TABLA.seq == pedido.c.seq),
    )
    .where(pedido.c.organismo == bindparam("organismo"), pedido.c.pedido == bindparam("id"))
)
#: SHA-256 of every lote of this PC that the diario names, in order; and of every list of figures.
LOTES, TARIFAS = _en_orden(lote.c.sha), _en_orden(tarifa.c.archivo)


def asiento_de(fila: RowMapping) -> Asiento:
    """The value of a row of the diario."""
    return Asiento(
        fila["organismo"],
        fila["caja"],
        fila["epoca"],
        fila["seq"],
        fila["tipo"],
        fila["v"],
        fila["contenido"],
        fila["prev_hash"],
        fila["hash"],
        fila["firma"],
    )


def leer(conexion: Connection, desde_n: int = 1) -> Iterator[Asiento]:
    """Every asiento in the order in which it was appended, streaming."""
    resultado = conexion.execute(_TODOS.where(_TABLA.n >= desde_n).execution_options(yield_per=1000))
    for fila in resultado.mappings():
        yield asiento_de(fila)


class DiarioRepo:
    """Appends to the diario inside one unit of work.

    Attributes:
        ultimo: the last asiento appended by this unit of work, for the head kept outside the file.
    """

    def __init__(self, conexion: Connection, caja: Caja, firmante: Firmante, reloj: Reloj) -> None:
        self._conexion = conexion
        self._caja = caja
        self._firmante = firmante
        self._reloj = reloj
        self.ultimo: Asiento | None = None

    def asentar(self, tipo: str, datos: Mapping[str, Any], v: int = 1) -> Asiento:
        """Append one entry, chained and signed, and file it into the projection.

        Raises:
            NegocioError, IntegridadError: see `exigir_abierto`.
        """
        n, epoca, seq, prev = self._cabeza(is_apertura=tipo == "epoca_abierta")
        n, seq = n + 1, seq + 1 if epoca == self._caja.epoca else 1
        completos = {"id": str(uuid7()), "momento": self._reloj.ahora().isoformat(), **datos}
        contenido = canonico(completos)
        caja = self._caja
        resumen = hash_de(caja.organismo, caja.numero, caja.epoca, seq, tipo, v, contenido, prev)
        asiento = Asiento(
            caja.organismo,
            caja.numero,
            caja.epoca,
            seq,
            tipo,
            v,
            contenido,
            prev,
            resumen,
            self._firmante.firmar(resumen),
        )
        _INSERT.write(self._conexion, [_fila(asiento, n)])
        proyeccion.proyectar(self._conexion, asiento)
        self.ultimo = asiento
        return asiento

    def abrir_epoca(self, caja: Caja, datos: Mapping[str, Any]) -> Asiento:
        """Append the first asiento of that caja's epoca; what follows in this unit of work belongs to it."""
        self._caja = caja
        return self.asentar("epoca_abierta", datos, v=2)

    def agregar(self, asientos: Sequence[Asiento]) -> None:
        """Append asientos as they were signed once, and file them; the head outside the file stays what it was."""
        n = next(iter(_CABEZA.rows(self._conexion)), (0,))[0]
        _INSERT.write(self._conexion, [_fila(asiento, n + i) for i, asiento in enumerate(asientos, 1)])
        for asiento in asientos:
            proyeccion.proyectar(self._conexion, asiento)

    def exigir_abierto(self) -> None:
        """See `app.ports.Diario`."""
        self._cabeza(is_apertura=False)

    def _cabeza(self, *, is_apertura: bool) -> tuple[int, str, int, bytes]:
        """The last asiento's place in the file, epoca, seq and hash; nothing is appended to a file that is not its
        caja any more: it would be another history."""
        (notas,) = _ALTO.rows(self._conexion)
        if notas[0]:
            Alto(notas[1] or "", notas[0]).exigir()
        n, epoca, seq, prev = next(iter(_CABEZA.rows(self._conexion)), (0, "", 0, GENESIS))
        if epoca not in ("", self._caja.epoca) and not is_apertura:
            raise NegocioError(
                "caja_siguio", "Esta caja ya sigue con otra serie de folios. Cierre el programa y ábralo otra vez."
            )
        return n, epoca, seq, prev

    def asientos(self, desde: int = 1) -> Iterator[Asiento]:
        """Every asiento from the n-th on, in the order in which it was appended."""
        return leer(self._conexion, desde)

    def ultimo_momento(self) -> datetime | None:
        """What the clock said when the last asiento was appended; None in an empty diario."""
        contenido = self._conexion.scalar(select(_TABLA.contenido).order_by(*AL_REVES).limit(1))
        return None if contenido is None else datetime.fromisoformat(json.loads(contenido)["momento"])

    def del_pedido(self, id: str) -> Asiento | None:
        """What an order with that UUID appended."""
        valores = {"organismo": self._caja.organismo, "id": id}
        fila = self._conexion.execute(_DEL_PEDIDO, valores).mappings().one_or_none()
        return None if fila is None else asiento_de(fila)

    def lotes(self) -> list[str]:
        """Every lote that the diario names, in order."""
        return list(self._conexion.scalars(LOTES))


def _fila(asiento: Asiento, n: int) -> dict[str, Any]:
    return {
        "organismo": asiento.organismo,
        "caja": asiento.caja,
        "epoca": asiento.epoca,
        "seq": asiento.seq,
        "n": n,
        "tipo": asiento.tipo,
        "v": asiento.v,
        "contenido": asiento.contenido,
        "prev_hash": asiento.prev_hash,
        "hash": asiento.hash,
        "firma": asiento.firma,
    }
