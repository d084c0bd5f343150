"""The whole padrón, cuenta by cuenta and in constant memory: each with its recibos and readings of some months."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, Self

import msgspec
from sqlalchemy.pool import PoolProxiedConnection

from app.domain.periodo import Periodo
from app.domain.tarifa.medicion import Expediente, Lectura, MesFacturado
from db.columnas import CUENTA
from db.engine import equipo, errores_de_disco
from db.padron.lectura import cuenta_from

# One row a cuenta: what hangs from it is gathered inside SQLite, where each cuenta's rows are neighbours on the disk.
_EXPEDIENTES = f"""SELECT {", ".join(f"c.{columna}" for columna in CUENTA)},
 (SELECT json_group_array(json_array(periodo, litros, agua, lectura_actual)) FROM recibo
  WHERE cuenta = c.numero AND periodo BETWEEN ? AND ?),
 (SELECT json_group_array(json_array(periodo, litros, fecha, observacion)) FROM lectura
  WHERE cuenta = c.numero AND periodo BETWEEN ? AND ?),
 (SELECT json_group_array(DISTINCT programa) FROM beneficio
  WHERE cuenta = c.numero AND substr(desde, 1, 7) <= ? AND (hasta = '' OR substr(hasta, 1, 7) >= ?))
 FROM cuenta c ORDER BY c.numero"""
_BLOQUE = 500


class Expedientes:
    """One snapshot of the padrón, on a connection of its own, for as long as its block lasts.

    Attributes:
        lotes: those it is the fold of, in order.
        total: how many cuentas there are.
    """

    lotes: list[str]
    total: int

    def __init__(self, prestada: PoolProxiedConnection) -> None:
        self._prestada = prestada
        self._cursor = prestada.cursor()

    def __enter__(self) -> Self:
        with errores_de_disco():
            self._cursor.execute("BEGIN")
            self._cursor.execute("SELECT sha FROM lote_aplicado ORDER BY n")
            self.lotes = [sha for (sha,) in self._cursor.fetchall()]
            self._cursor.execute("SELECT count(*) FROM cuenta")
            self.total = self._cursor.fetchall()[0][0]
        return self

    def __exit__(self, *exc: object) -> None:
        self._cursor.close()
        # Nothing was written: only the snapshot is let go.
        self._prestada.rollback()

    def leer(self, desde: Periodo, hasta: Periodo) -> Iterator[Expediente]:
        """Every cuenta by number, with its recibos and readings from one month to another, oldest first.

        Raises:
            EquipoError: the disk.
        """
        meses = (desde.texto(), hasta.texto())
        recibos = msgspec.json.Decoder(list[MesFacturado])
        lecturas = msgspec.json.Decoder(list[Lectura])
        programas = msgspec.json.Decoder(list[str])
        for fila in self._filas((*meses, *meses, meses[1], meses[1])):
            yield Expediente(
                cuenta_from(fila[:-3]),
                tuple(sorted(recibos.decode(fila[-3]))),
                tuple(sorted(lecturas.decode(fila[-2]))),
                tuple(sorted(programas.decode(fila[-1]))),
            )

    def _filas(self, valores: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        try:
            self._cursor.execute(_EXPEDIENTES, valores)
            while bloque := self._cursor.fetchmany(_BLOQUE):
                yield from bloque
        except sqlite3.Error as error:
            raise equipo(error) from error
