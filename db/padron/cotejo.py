"""Comparing rows about to be imported with `padron.db`, in constant memory: what was seen goes to temporary tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy.pool import PoolProxiedConnection

from app.domain.cuenta import Marca
from app.importacion.puertos import ALTA, CAMBIO, IGUAL, REPETIDA, SIN_CUENTA, Fila
from db.columnas import CLASES
from db.engine import errores_de_disco
from db.padron.esquema import LLAVES, TABLAS

_SIN_CUENTA = """SELECT value FROM json_each(?) j
 WHERE NOT EXISTS (SELECT 1 FROM vista_cuentas v WHERE v.llave = j.value)
 AND NOT EXISTS (SELECT 1 FROM cuenta c WHERE c.numero = j.value)"""
_BLOQUE = 1_000


class Cotejo:
    """One import's comparison. Its connection is its own and is thrown away after it."""

    def __init__(self, prestada: PoolProxiedConnection) -> None:
        self._cursor = prestada.cursor()
        self._vistas = 0
        with errores_de_disco():
            self._ejecutar("PRAGMA temp.journal_mode = OFF")
            self._ejecutar("PRAGMA temp.cache_size = -16000")
            for clase in CLASES:
                self._ejecutar(
                    f"CREATE TEMP TABLE vista_{clase} (llave TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID"
                )
            self._ejecutar("BEGIN")
            self._hay = {c: bool(self._ejecutar(f"SELECT 1 FROM {t} LIMIT 1")) for c, t in TABLAS.items()}

    def cuentas(self, filas: Sequence[Fila]) -> list[int]:
        """Keyed by numero."""
        return self._estados("cuentas", filas, [(f[0],) for f in filas])

    def recibos(self, filas: Sequence[Fila], hasta: Sequence[Marca]) -> list[int]:
        """Keyed by cuenta and periodo."""
        vector = msgspec.json.encode([(m.caja, m.epoca, m.seq) for m in hasta]).decode()
        return self._estados("recibos", filas, [(f[0], f[1]) for f in filas], (vector,))

    def lecturas(self, filas: Sequence[Fila]) -> list[int]:
        """Keyed by cuenta and periodo."""
        return self._estados("lecturas", filas, [(f[0], f[1]) for f in filas])

    def beneficios(self, filas: Sequence[Fila]) -> list[int]:
        """Keyed by cuenta, programa and first day."""
        return self._estados("beneficios", filas, [(f[0], f[1], f[2]) for f in filas])

    def ausentes(self, clase: str) -> tuple[int, int]:
        """How many rows of a kind were not seen, and how many there are."""
        tabla = TABLAS[clase]
        with errores_de_disco():
            ((faltan,),) = self._ejecutar(f"SELECT count(*) FROM {tabla} t WHERE {_no_vista(clase)}")
            ((hay,),) = self._ejecutar(f"SELECT count(*) FROM {tabla}")
        return faltan, hay

    def llaves_ausentes(self, clase: str) -> Iterator[tuple[str, ...]]:
        """What names those that were not seen, in its order."""
        llave = ", ".join(LLAVES[TABLAS[clase]])
        with errores_de_disco():
            self._cursor.execute(f"SELECT {llave} FROM {TABLAS[clase]} t WHERE {_no_vista(clase)} ORDER BY {llave}")
            while filas := self._cursor.fetchmany(_BLOQUE):
                yield from map(tuple, filas)

    def _estados(self, clase: str, filas: Sequence[Fila], llaves: list[tuple[str, ...]], extra: Fila = ()) -> list[int]:
        if not filas:
            return []
        with errores_de_disco():
            estados = [ALTA] * len(filas)
            if clase != "cuentas":
                self._marcar_sin_cuenta(llaves, estados)
            self._marcar_repetidas(clase, llaves, estados)
            if self._hay[clase]:
                guardadas = self._guardadas(clase, llaves, bool(extra))
                for i, llave in enumerate(llaves):
                    if estados[i] == ALTA and (guardada := guardadas.get(llave)) is not None:
                        estados[i] = IGUAL if guardada == (*filas[i], *extra) else CAMBIO
            return estados

    def _marcar_sin_cuenta(self, llaves: list[tuple[str, ...]], estados: list[int]) -> None:
        distintas = list(dict.fromkeys(llave[0] for llave in llaves))
        ajenas = {fila[0] for fila in self._ejecutar(_SIN_CUENTA, (_json(distintas),))}
        if ajenas:
            for i, llave in enumerate(llaves):
                if llave[0] in ajenas:
                    estados[i] = SIN_CUENTA

    def _marcar_repetidas(self, clase: str, llaves: list[tuple[str, ...]], estados: list[int]) -> None:
        """No key holds a space, so that keys joined by one stay apart."""
        lugares = [i for i, estado in enumerate(estados) if estado == ALTA]
        textos = _json([" ".join(llaves[i]) for i in lugares])
        base, tabla = self._vistas, f"vista_{clase}"
        self._vistas += len(lugares)
        self._cursor.execute(f"INSERT OR IGNORE INTO {tabla} SELECT value, ? + key FROM json_each(?)", (base, textos))
        if self._cursor.rowcount == len(lugares):
            return
        for (i,) in self._ejecutar(
            f"SELECT key FROM json_each(?) j JOIN {tabla} v ON v.llave = j.value WHERE v.n <> ? + j.key", (textos, base)
        ):
            estados[lugares[i]] = REPETIDA

    def _guardadas(self, clase: str, llaves: list[tuple[str, ...]], con_vector: bool) -> dict[tuple[str, ...], Fila]:
        """Rows of the padrón with these keys, as an import would bring them."""
        tabla, columnas = TABLAS[clase], CLASES[clase]
        partes = LLAVES[tabla]
        union = " AND ".join(f"t.{parte} = json_extract(j.value, '$[{i}]')" for i, parte in enumerate(partes))
        sql = f"""SELECT {", ".join(f"t.{c}" for c in columnas)}{", l.hasta" if con_vector else ""} FROM json_each(?) j
 CROSS JOIN {tabla} t ON {union}{" JOIN lote_aplicado l ON l.n = t.lote" if con_vector else ""}"""
        toma: Callable[[Fila], tuple[str, ...]] = _llave(columnas, partes)
        return {toma(fila): fila for fila in self._ejecutar(sql, (_json(llaves),))}

    def _ejecutar(self, sql: str, valores: Fila = ()) -> list[Any]:
        self._cursor.execute(sql, valores)
        return list(self._cursor.fetchall())


def _no_vista(clase: str) -> str:
    llave = " || ' ' || ".join(f"t.{campo}" for campo in LLAVES[TABLAS[clase]])
    return f"NOT EXISTS (SELECT 1 FROM vista_{clase} v WHERE v.llave = {llave})"


def _llave(columnas: tuple[str, ...], partes: tuple[str, ...]) -> Callable[[Fila], tuple[str, ...]]:
    lugares = [columnas.index(parte) for parte in partes]
    return lambda fila: tuple(fila[i] for i in lugares)


def _json(valor: object) -> str:
    return msgspec.json.encode(valor).decode()
