"""Folding a lote into `padron.db`: the only writer of its tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from app.errors import IntegridadError
from db.columnas import BENEFICIO, CAMBIO, CLASES, CUENTA, LECTURA, OTORGADO, RECIBO
from db.lotes import LectorLote
from db.padron.esquema import LLAVES, TABLAS, insertar
from db.padron.texto import compacto, huella, palabras

_TOTAL = RECIBO.index("total")
_PAGADO = RECIBO.index("pagado")
_TITULAR, _DOMICILIO, _COLONIA, _MEDIDOR = (CUENTA.index(c) for c in ("titular", "domicilio", "colonia", "medidor"))

_DERIVADAS = ("numero_compacto", "medidor_compacto", "nombre", "lote")
_INSERTAR_CUENTA = insertar("cuenta", ("id", *CUENTA, *_DERIVADAS))
_CAMBIAR_CUENTA = f"UPDATE cuenta SET {', '.join(f'{c} = ?' for c in (*CUENTA, *_DERIVADAS))} WHERE id = ?"
_INSERTAR_RECIBO = insertar("recibo", (*RECIBO, "saldo", "lote"), "INSERT OR REPLACE")
_INSERTAR_LECTURA = insertar("lectura", (*LECTURA, "lote"), "INSERT OR REPLACE")
_INSERTAR_BENEFICIO = insertar("beneficio", (*BENEFICIO, "lote"), "INSERT OR REPLACE")
_INSERTAR_OTORGADO = insertar("otorgado", (*OTORGADO, "lote"), "INSERT OR REPLACE")
_INSERTAR_CAMBIO = insertar("cambio", (*CAMBIO, "lote"), "INSERT OR REPLACE")
_INSERTAR_TEXTO = "INSERT INTO busqueda (rowid, texto) VALUES (?, ?)"
_QUITAR_TEXTO = "INSERT INTO busqueda (busqueda, rowid, texto) VALUES ('delete', ?, ?)"
_INSERTAR_PALABRA = "INSERT OR IGNORE INTO palabra (palabra) VALUES (?)"
_YA_GUARDADAS = """SELECT numero, id, titular, domicilio, colonia, medidor, numero_compacto, medidor_compacto
 FROM cuenta WHERE numero IN (SELECT value FROM json_each(?))"""

#: Words known to be in `palabra`; forgotten past this many, so that a strange file does not fill the memory.
_LIMITE_PALABRAS = 200_000


class Plegador:
    """Folds lotes over one connection, inside the transaction its caller opened.

    Attributes:
        con_busqueda: whether the search index is kept too; a fold made only to compare goes without.
    """

    def __init__(self, conexion: Connection, con_busqueda: bool = True) -> None:
        self._conexion = conexion
        self._con_busqueda = con_busqueda
        self._conocidas: set[str] = set()
        self._lote = 0
        self._ultimo_id = self._valor("SELECT coalesce(max(id), 0) FROM cuenta")
        self._hay_cuentas = self._ultimo_id > 0
        self._plegar_clase: dict[str, Callable[[list[list[Any]]], None]] = {
            "cuentas": self._cuentas,
            "recibos": self._recibos,
            "lecturas": lambda filas: self._guardar(_INSERTAR_LECTURA, filas),
            "beneficios": lambda filas: self._guardar(_INSERTAR_BENEFICIO, filas),
            "otorgados": lambda filas: self._guardar(_INSERTAR_OTORGADO, filas),
            "cambios": lambda filas: self._guardar(_INSERTAR_CAMBIO, filas),
            "bajas": self._bajas,
        }

    def plegar(self, lector: LectorLote) -> None:
        """Apply one lote, whole, and note it in `lote_aplicado`.

        Raises:
            IntegridadError: the lote is not what its name says; the caller's transaction must be rolled back.
        """
        # A kind that a lote of before did not know has no rows in it.
        if any(tuple(columnas) != CLASES.get(clase) for clase, columnas in lector.cabecera.columnas.items()):
            raise _danado(lector.sha)
        self._lote = self._valor("SELECT coalesce(max(n), 0) + 1 FROM lote_aplicado")
        hasta = msgspec.json.encode(lector.cabecera.hasta).decode()
        self._conexion.exec_driver_sql(
            "INSERT INTO lote_aplicado (n, sha, hasta) VALUES (?, ?, ?)", (self._lote, lector.sha, hasta)
        )
        try:
            for bloque in lector.bloques():
                self._plegar_clase[bloque.clase](bloque.filas)
        except (IntegrityError, TypeError, AttributeError) as error:
            raise _danado(lector.sha) from error
        self._hay_cuentas = self._ultimo_id > 0

    def _valor(self, sql: str) -> int:
        return int(self._conexion.exec_driver_sql(sql).scalar_one())

    def _guardar(self, sql: str, filas: list[list[Any]]) -> None:
        lote = self._lote
        self._muchas(sql, [(*fila, lote) for fila in filas])

    def _recibos(self, filas: list[list[Any]]) -> None:
        lote = self._lote
        self._muchas(_INSERTAR_RECIBO, [(*f, f[_TOTAL] - f[_PAGADO], lote) for f in filas])

    def _bajas(self, filas: list[list[Any]]) -> None:
        """Rows that are no more at the centre; those that were never here are none."""
        for clase in ("recibos", "beneficios", "cuentas"):
            llave = LLAVES[TABLAS[clase]]
            suyas = [tuple(fila[1 : 1 + len(llave)]) for fila in filas if fila[0] == clase]
            if clase == "cuentas" and self._con_busqueda:
                self._muchas(_QUITAR_TEXTO, list(self._guardadas([list(c) for c in suyas]).values()))
            union = " AND ".join(f"{campo} = ?" for campo in llave)
            self._muchas(f"DELETE FROM {TABLAS[clase]} WHERE {union}", suyas)

    def _cuentas(self, filas: list[list[Any]]) -> None:
        lote, guardadas = self._lote, self._guardadas(filas)
        nuevas, cambiadas, textos, quitados, vistas = [], [], [], [], set[str]()
        for fila in filas:
            voces = palabras(fila[_TITULAR])
            antes = guardadas.get(fila[0])
            claves = compacto(fila[0]), compacto(fila[_MEDIDOR])
            texto = documento(voces, (fila[_DOMICILIO], fila[_COLONIA], fila[0], fila[_MEDIDOR]), claves)
            vistas.update(voces)
            if antes is None:
                self._ultimo_id += 1
                nuevas.append((self._ultimo_id, *fila, *claves, huella(voces), lote))
                textos.append((self._ultimo_id, texto))
                continue
            cambiadas.append((*fila, *claves, huella(voces), lote, antes[0]))
            if antes[1] != texto:
                quitados.append(antes)
                textos.append((antes[0], texto))
        self._muchas(_INSERTAR_CUENTA, nuevas)
        self._muchas(_CAMBIAR_CUENTA, cambiadas)
        if self._con_busqueda:
            self._muchas(_QUITAR_TEXTO, quitados)
            self._muchas(_INSERTAR_TEXTO, textos)
            self._guardar_palabras(vistas)

    def _guardadas(self, filas: list[list[Any]]) -> dict[str, tuple[int, str]]:
        """Id and indexed text of the cuentas that are there already."""
        if not self._hay_cuentas:
            return {}
        numeros = msgspec.json.encode([fila[0] for fila in filas]).decode()
        antes = self._conexion.exec_driver_sql(_YA_GUARDADAS, (numeros,))
        return {a[0]: (a[1], documento(palabras(a[2]), (a[3], a[4], a[0], a[5]), (a[6], a[7]))) for a in antes}

    def _guardar_palabras(self, vistas: set[str]) -> None:
        nuevas = vistas - self._conocidas
        self._muchas(_INSERTAR_PALABRA, [(voz,) for voz in sorted(nuevas)])
        self._conocidas |= nuevas
        if len(self._conocidas) > _LIMITE_PALABRAS:
            self._conocidas.clear()

    def _muchas(self, sql: str, filas: list[tuple[Any, ...]]) -> None:
        if filas:
            self._conexion.exec_driver_sql(sql, filas)


def documento(titular: list[str], otros: tuple[str, ...], claves: tuple[str, ...]) -> str:
    """What the search index holds of a cuenta, each word once.

    Args:
        titular: folded words of the name.
        otros: street, colonia, account and meter number, as they are.
        claves: both numbers without hyphens or zeros in front.
    """
    voces = dict.fromkeys(titular)
    voces.update(dict.fromkeys(palabras(" ".join((*otros, *claves)))))
    return " ".join(voces)


def _danado(sha: str) -> IntegridadError:
    return IntegridadError("lote_danado", f"El lote {sha} no se puede aplicar: está dañado. Recupérelo de un respaldo.")
