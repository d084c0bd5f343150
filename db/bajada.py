"""What comes down of the padrón: the rows that changed since a cookie, of one snapshot, kept as a lote like any import.

A row that changes gets its stream's new version, and versions come to be seen in their order: what is above the cookie
is all that is new. Cut anywhere, the cookie says after which row the next page begins. What was granted at cajas is
stamped with its place in the centre's diario, which is a counter of the same kind; a row that is no more comes down as
a `baja`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import psycopg
from sqlalchemy import Connection, text

from app.centro.ronda import PAGINA, LoteBajado
from app.domain.cuenta import Marca
from db.centro.corrientes import CORRIENTES, Corriente, Origen
from db.columnas import BAJA, CLASES
from db.lotes import EscritorLote, Lotes

_BLOQUE = 1_000
_NUMEROS = {
    "volumen_presuntivo", "unidades", "alumnos", "turnos", "lectura_anterior", "lectura_actual", "m3", "importe",
    "litros", "agua", "alcantarillado", "saneamiento", "drenaje", "tratamiento", "iva", "recargos", "mora", "otros",
    "total", "pagado", "seq",
}  # fmt: skip
_RECIBO = CLASES["recibos"]
_TOTAL, _PAGADO = _RECIBO.index("total"), _RECIBO.index("pagado")


class Bajada:
    """One page of one snapshot, inside the transaction that its caller opened as REPEATABLE READ.

    Args:
        origen: where the rows are read, and whose payments up to the centre's cursor the amounts already include.
        propias: epocas that whoever asks has whole: what was granted in them it knows.
    """

    def __init__(
        self, conexion: Connection, origen: Origen, cookie: str, tope: int = PAGINA, propias: Sequence[str] = ()
    ) -> None:
        self._conexion = conexion
        self._origen = origen
        self._propias = list(propias)
        self._queda = tope
        flujos = {f.nombre: f for f in conexion.execute(text(origen.flujos))}
        self._v = {nombre: int(flujo.v) for nombre, flujo in flujos.items()}
        self._generacion = flujos["padron"].generacion
        antes = json.loads(cookie) if cookie else {}
        self._lugares: dict[str, list[Any]] = antes.get("lugares", {}) if antes.get("g") == self._generacion else {}
        self._bajas: list[tuple[str, ...]] = []
        # Counted once, when the load begins, and carried by the cookie from page to page.
        self._de: int
        self._van: int
        self._de, self._van = antes.get("avance") or (self._contar(), 0)

    def bajar(self, lotes: Lotes, organismo: str) -> LoteBajado:
        """Write what is new as a lote."""
        marcas = [Marca(c.caja, c.epoca, c.seq) for c in self._conexion.execute(text(self._origen.marcas))]
        escritor = lotes.nuevo(organismo, marcas)
        total = pagado = 0
        try:
            for corriente in CORRIENTES:
                for filas in self._bloques(corriente):
                    escritor.escribir(corriente.clase, filas)
                    if corriente.clase == "recibos":
                        total += sum(f[_TOTAL] for f in filas)
                        pagado += sum(f[_PAGADO] for f in filas)
            escritor.escribir("bajas", self._bajas)
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
        for corriente in CORRIENTES:
            consulta = text(
                f"SELECT count(*) FROM {self._origen.de(corriente)} WHERE ver >= :desde AND ver <= :v"
                f"{self._sin_propias(corriente, 'cast(:propias AS text[])')}"
            )
            desde = self._lugares.get(corriente.clase, [0])[0]
            valores = {"desde": desde, "v": self._v[corriente.flujo], "propias": self._propias}
            cuantas += int(self._conexion.execute(consulta, valores).scalar_one())
        return cuantas

    def _bloques(self, corriente: Corriente) -> Iterator[list[Sequence[Any]]]:
        if self._queda <= 0:
            return
        clase, llave = corriente.clase, corriente.llave
        columnas = CLASES[clase]
        lugar = self._lugares.get(clase) or [0, *("" for _ in llave)]
        leidas = self._copiar(corriente, lugar)
        while filas := list(islice(leidas, _BLOQUE)):
            self._queda -= len(filas)
            # The version comes after the columns: it belongs to the stream, not to the lote.
            ultima = filas[-1]
            self._lugares[clase] = [ultima[-1], *(ultima[columnas.index(campo)] for campo in llave)]
            vivas: list[Sequence[Any]] = [fila[:-2] for fila in filas if not fila[-2]]
            if len(vivas) < len(filas):
                self._bajas += [_baja(corriente, fila) for fila in filas if fila[-2]]
            if vivas:
                yield vivas
        if self._queda > 0:
            self._lugares[clase] = [self._v[corriente.flujo] + 1, *("" for _ in llave)]

    def _copiar(self, corriente: Corriente, lugar: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        driver = self._conexion.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        columnas = CLASES[corriente.clase]
        leidas = [corriente.calculadas.get(campo, campo) for campo in columnas]
        orden = ", ".join(("ver", *corriente.llave))
        # The first condition is the one that an index and the view's barrier let through.
        consulta = (
            f"COPY (SELECT {', '.join(leidas)}, baja, ver FROM {self._origen.de(corriente)}"
            f" WHERE ver >= %s AND ver <= %s AND ({orden}) > ({', '.join(['%s'] * len(lugar))})"
            f"{self._sin_propias(corriente, '%s::text[]')} ORDER BY {orden} LIMIT %s) TO STDOUT"
        )
        valores = [lugar[0], self._v[corriente.flujo], *lugar]
        valores += [self._propias, self._queda] if corriente.is_de_caja and self._propias else [self._queda]
        with driver.cursor() as cursor, cursor.copy(consulta, valores) as copia:
            copia.set_types([*("bigint" if c in _NUMEROS else "text" for c in columnas), "bigint", "bigint"])
            yield from copia.rows()

    def _sin_propias(self, corriente: Corriente, valor: str) -> str:
        return f" AND epoca <> ALL({valor})" if corriente.is_de_caja and self._propias else ""


def _baja(corriente: Corriente, fila: Sequence[Any]) -> tuple[str, ...]:
    columnas = CLASES[corriente.clase]
    llave = [str(fila[columnas.index(campo)]) for campo in corriente.llave]
    return corriente.clase, *llave, *("" for _ in range(len(BAJA) - 1 - len(llave)))
