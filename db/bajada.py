"""What comes down of the padrón: the rows that changed since a cookie, of one snapshot, kept as a lote like any import.

A row that changes gets the stream's new version, and versions come to be seen in their order: what is above the cookie
is all that is new. Cut anywhere, the cookie says after which row the next page begins.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import psycopg
from sqlalchemy import Connection, text

from app.domain.cuenta import Marca
from app.ronda import PAGINA, LoteBajado
from db.centro.padron import CLASES
from db.lotes import EscritorLote, Lotes

_BLOQUE = 1_000
#: What a recibo was paid: what its import says and what all cajas have applied since, up to the marks of the lote.
_PAGADO = "greatest(0, least(total, pagado + aplicado))::bigint"


class Bajada:
    """One page of one snapshot, inside the transaction that its caller opened as REPEATABLE READ.

    Args:
        caja: whose payments up to the centre's cursor the amounts already include.
    """

    def __init__(self, conexion: Connection, caja: str, cookie: str, tope: int = PAGINA) -> None:
        self._conexion = conexion
        self._caja = caja
        self._queda = tope
        flujo = conexion.execute(text("SELECT v, generacion FROM el_flujo WHERE nombre = 'padron'")).one()
        self._v = flujo.v
        antes = json.loads(cookie) if cookie else {}
        self._lugares: dict[str, list[Any]] = antes.get("lugares", {}) if antes.get("g") == flujo.generacion else {}
        self._generacion = flujo.generacion
        # Counted once, when the load begins, and carried by the cookie from page to page.
        self._de: int
        self._van: int
        self._de, self._van = antes.get("avance") or (self._contar(), 0)

    def bajar(self, lotes: Lotes, organismo: str) -> LoteBajado:
        """Write what is new as a lote."""
        cursores = self._conexion.execute(text("SELECT epoca, seq FROM mi_cursor ORDER BY inicio"))
        escritor = lotes.nuevo(organismo, [Marca(self._caja, c.epoca, c.seq) for c in cursores])
        total = pagado = 0
        try:
            for clase in CLASES:
                for filas in self._bloques(clase):
                    escritor.escribir(clase, filas)
                    if clase == "recibos":
                        total += sum(f[_TOTAL] for f in filas)
                        pagado += sum(f[_PAGADO_EN_LOTE] for f in filas)
            return self._cerrar(escritor, total, pagado)
        finally:
            escritor.descartar()

    def _cerrar(self, escritor: EscritorLote, total: int, pagado: int) -> LoteBajado:
        filas = sum(escritor.filas.values())
        sha = escritor.cerrar(total, pagado) if filas else ""
        van, is_completo = self._van + filas, self._queda > 0
        # What changed meanwhile is counted by nobody: more may come than was said.
        de = max(van, self._de)
        avance = {} if is_completo else {"avance": [de, van]}
        cookie = json.dumps({"g": self._generacion, "lugares": self._lugares, **avance})
        return LoteBajado(sha, filas, total, pagado, cookie, is_completo, van, van if is_completo else de)

    def _contar(self) -> int:
        cuantas = 0
        for clase, (tabla, _, _) in CLASES.items():
            consulta = text(f"SELECT count(*) FROM {_vista(tabla)} WHERE ver >= :desde AND ver <= :v")
            desde = self._lugares.get(clase, [0])[0]
            cuantas += int(self._conexion.execute(consulta, {"desde": desde, "v": self._v}).scalar_one())
        return cuantas

    def _bloques(self, clase: str) -> Iterator[list[Sequence[Any]]]:
        if self._queda <= 0:
            return
        tabla, columnas, llave = CLASES[clase]
        lugar = self._lugares.get(clase) or [0, *("" for _ in llave)]
        leidas = self._copiar(tabla, columnas, llave, lugar)
        while filas := list(islice(leidas, _BLOQUE)):
            self._queda -= len(filas)
            # The version comes after the columns: it belongs to the stream, not to the lote.
            ultima = filas[-1]
            self._lugares[clase] = [ultima[-1], *(ultima[columnas.index(campo)] for campo in llave)]
            yield [fila[:-1] for fila in filas]
        if self._queda > 0:
            self._lugares[clase] = [self._v + 1, *("" for _ in llave)]

    def _copiar(
        self, tabla: str, columnas: Sequence[str], llave: Sequence[str], lugar: Sequence[Any]
    ) -> Iterator[tuple[Any, ...]]:
        driver = self._conexion.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        leidas = [_PAGADO if campo == "pagado" else campo for campo in columnas]
        marcas = ", ".join(["%s"] * len(lugar))
        # The first condition is the one that an index and the view's barrier let through.
        orden = (
            f"COPY (SELECT {', '.join(leidas)}, ver FROM {_vista(tabla)} WHERE ver >= %s AND ver <= %s"
            f" AND (ver, {', '.join(llave)}) > ({marcas}) ORDER BY ver, {', '.join(llave)} LIMIT %s) TO STDOUT"
        )
        with driver.cursor() as cursor, cursor.copy(orden, [lugar[0], self._v, *lugar, self._queda]) as copia:
            copia.set_types([*("bigint" if campo in _NUMEROS else "text" for campo in columnas), "bigint"])
            yield from copia.rows()


def _vista(tabla: str) -> str:
    return tabla.replace("padron_", "el_")


_RECIBO = CLASES["recibos"][1]
_TOTAL, _PAGADO_EN_LOTE = _RECIBO.index("total"), _RECIBO.index("pagado")
_NUMEROS = {
    "volumen_presuntivo", "unidades", "alumnos", "turnos", "lectura_anterior", "lectura_actual", "m3", "importe",
    "litros", "agua", "alcantarillado", "saneamiento", "drenaje", "tratamiento", "iva", "recargos", "mora", "otros",
    "total", "pagado",
}  # fmt: skip
