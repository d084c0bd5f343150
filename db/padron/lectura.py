"""Reading `padron.db`: frozen values out, rows stay here.

A `Lector` is one connection, `mode=ro`, with its own snapshot for each question; whoever must not wait for another's
question has a `Lector` of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from threading import Event, RLock
from typing import Any

import msgspec
from sqlalchemy import Engine

from app.domain.beneficio.otorgamiento import CambioDeBeneficio
from app.domain.cuenta import CONCEPTOS, Beneficio, Cargo, Cuenta, Hallazgo, Marca, Pendiente, Recibo
from app.domain.dinero import Dinero
from app.domain.periodo import Periodo
from app.errors import EquipoError
from db.columnas import CUENTA
from db.engine import equipo
from db.padron.busqueda import buscar
from db.padron.esquema import TABLAS
from db.padron.texto import compacto
from db.statements import en_lista

_CUENTA = f"SELECT {', '.join(CUENTA)} FROM cuenta"
_RECIBOS = f"""SELECT r.periodo, r.vence, r.litros, r.pagado, r.emitido, r.referencia, r.programa, l.sha, l.hasta,
 {", ".join(CONCEPTOS)} FROM recibo r JOIN lote_aplicado l ON l.n = r.lote WHERE r.cuenta = ? ORDER BY r.periodo"""
_BENEFICIOS = """SELECT b.programa, b.beneficiario, b.documento, b.desde, b.hasta, b.curp, b.m3, b.porcentaje,
 b.importe, b.autorizacion, '' AS quien, 'lote:' || l.sha AS origen FROM beneficio b
 JOIN lote_aplicado l ON l.n = b.lote WHERE b.cuenta = ?1
UNION ALL SELECT programa, beneficiario, documento, desde, hasta, curp, m3, porcentaje, importe, autorizacion, quien,
 'asiento:' || caja || '/' || epoca || '/' || seq FROM otorgado WHERE cuenta = ?1 ORDER BY 4, 1"""
_CAMBIOS = """SELECT beneficio, programa, desde, clase, fecha, hasta, motivo, documento, quien FROM cambio
 WHERE cuenta = ? ORDER BY fecha, caja, epoca, seq"""
_CON_CURP = """SELECT cuenta FROM beneficio
 WHERE curp <> '' AND replace(replace(upper(curp), ' ', ''), '-', '') = ?1
UNION SELECT cuenta FROM otorgado WHERE curp = ?1 ORDER BY cuenta"""
_CON_BENEFICIO = """SELECT cuenta FROM beneficio UNION SELECT cuenta FROM otorgado UNION SELECT cuenta FROM cambio
 ORDER BY cuenta"""
_BENEFICIARIOS = """SELECT cuenta, beneficiario FROM beneficio UNION SELECT cuenta, beneficiario FROM otorgado
 ORDER BY cuenta, beneficiario"""
_PENDIENTES = """SELECT r.cuenta, r.periodo, r.vence, r.saldo, l.hasta FROM json_each(?) j
 CROSS JOIN recibo r ON r.cuenta = j.value AND r.saldo > 0 JOIN lote_aplicado l ON l.n = r.lote"""


class Lector:
    """One reading connection. Usable from any thread, one question at a time; `interrumpir` from any other."""

    def __init__(self, engine: Engine) -> None:
        self._prestada = engine.raw_connection()
        conexion = self._prestada.driver_connection
        assert isinstance(conexion, sqlite3.Connection)
        self._conexion = conexion
        self._turno = RLock()
        self._interrumpida = Event()
        conexion.execute("PRAGMA cache_size = -16000")

    def cerrar(self) -> None:
        """Give the connection back."""
        self._prestada.close()

    def cuenta(self, numero: str) -> Cuenta | None:
        """The cuenta of exactly that number."""
        filas = self._leer(f"{_CUENTA} WHERE numero = ?", (numero,))
        return cuenta_from(filas[0]) if filas else None

    def cuentas_por_medidor(self, medidor: str) -> tuple[Cuenta, ...]:
        """The cuentas with that meter, hyphens and zeros in front aside; more than one when the padrón repeats it."""
        clave = compacto(medidor)
        if not clave:
            return ()
        filas = self._leer(f"{_CUENTA} WHERE medidor_compacto = ? AND medidor_compacto <> '' ORDER BY numero", (clave,))
        return tuple(map(cuenta_from, filas))

    def recibos(self, numero: str) -> tuple[Recibo, ...]:
        """Every recibo of a cuenta, oldest first."""
        return tuple(_recibo(numero, fila) for fila in self._leer(_RECIBOS, (numero,)))

    def beneficios(self, numero: str) -> tuple[Beneficio, ...]:
        """Every benefit imported for a cuenta or granted to it at other cajas, in force or not, oldest first."""
        return tuple(_beneficio(numero, fila) for fila in self._leer(_BENEFICIOS, (numero,)))

    def cambios(self, numero: str) -> tuple[CambioDeBeneficio, ...]:
        """What other cajas did to the benefits of a cuenta, by its first day."""
        return tuple(
            CambioDeBeneficio(
                beneficio, programa, date.fromisoformat(desde), clase, date.fromisoformat(fecha),
                date.fromisoformat(hasta) if hasta else None, *textos,
            )
            for beneficio, programa, desde, clase, fecha, hasta, *textos in self._leer(_CAMBIOS, (numero,))
        )  # fmt: skip

    def cuentas_con_curp(self, curp: str) -> tuple[str, ...]:
        """Cuentas with a benefit imported for who has that CURP, however the file spells it."""
        return tuple(fila[0] for fila in self._leer(_CON_CURP, (curp,)))

    def cuentas_con_beneficio(self) -> tuple[str, ...]:
        """Cuentas with a benefit imported, or granted or changed at other cajas, in force or not."""
        return tuple(fila[0] for fila in self._leer(_CON_BENEFICIO, ()))

    def beneficiarios(self) -> tuple[tuple[str, str], ...]:
        """(cuenta, name) of whoever a benefit was imported for or granted to at other cajas, in force or not."""
        return tuple(self._leer(_BENEFICIARIOS, ()))

    def pendientes(self, numeros: Sequence[str]) -> tuple[Pendiente, ...]:
        """Recibos not paid whole of many cuentas, in the order asked for, oldest first in each."""
        filas = self._leer(_PENDIENTES, (en_lista(numeros),))
        return tuple(Pendiente(c, p, v, s, marcas_from(h)) for c, p, v, s, h in filas)

    def buscar(self, texto: str, limite: int = 50) -> tuple[Hallazgo, ...]:
        """Cuentas by number, meter, or words of name and address; never an error for what was typed.

        Raises:
            EquipoError: `busqueda_interrumpida`, when `interrumpir` was called meanwhile.
        """
        with self._turno:
            self._interrumpida.clear()
            return buscar(self._leer_o_parar, texto, limite)

    def interrumpir(self) -> None:
        """Stop the question under way, if any: a newer one is waiting."""
        self._interrumpida.set()
        self._conexion.interrupt()

    def conteos(self) -> dict[str, int]:
        """How many rows there are of each kind."""
        return {clase: self._leer(f"SELECT count(*) FROM {tabla}", ())[0][0] for clase, tabla in TABLAS.items()}

    def aplicados(self) -> list[str]:
        """The lotes that are folded, in order."""
        return [fila[0] for fila in self._leer("SELECT sha FROM lote_aplicado ORDER BY n", ())]

    def _leer(self, sql: str, valores: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        with self._turno:
            try:
                return self._conexion.execute(sql, valores).fetchall()
            except sqlite3.Error as error:
                # Cut short while it opens the search's own tables, SQLite only says that their constructor failed.
                if "interrupted" in str(error) or self._interrumpida.is_set():
                    raise _interrumpida() from error
                raise equipo(error) from error

    def _leer_o_parar(self, sql: str, valores: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        """SQLite forgets an interruption that falls between two statements of one search."""
        if self._interrumpida.is_set():
            raise _interrumpida()
        return self._leer(sql, valores)


def _interrumpida() -> EquipoError:
    return EquipoError("busqueda_interrumpida", "La búsqueda se detuvo porque empezó otra.")


@lru_cache(maxsize=1024)
def marcas_from(texto: str) -> tuple[Marca, ...]:
    """The vector that `lote_aplicado.hasta` holds."""
    return tuple(Marca(*m) for m in msgspec.json.decode(texto))


def cuenta_from(fila: Sequence[Any]) -> Cuenta:
    """The value of a row, in the order of `CUENTA`."""
    valores = dict(zip(CUENTA, fila, strict=True))
    valores["servicios"] = tuple(filter(None, valores["servicios"].split("|")))
    return Cuenta(**valores)


def m3_from(litros: int) -> Decimal:
    """Cubic metres of whole litres, without decimals that say nothing."""
    return Decimal(litros // 1000) if litros % 1000 == 0 else (Decimal(litros) / 1000).normalize()


def _recibo(numero: str, fila: tuple[Any, ...]) -> Recibo:
    periodo, vence, litros, pagado, emitido, referencia, programa, sha, hasta, *importes = fila
    return Recibo(
        cuenta=numero,
        periodo=Periodo(int(periodo[:4]), int(periodo[5:])),
        vence=date.fromisoformat(vence),
        m3=m3_from(litros),
        cargos=tuple(Cargo(c, Dinero(i)) for c, i in zip(CONCEPTOS, importes, strict=True) if i),
        pagado=Dinero(pagado),
        emitido=date.fromisoformat(emitido) if emitido else None,
        referencia=referencia,
        programa=programa,
        lote=sha,
        hasta=marcas_from(hasta),
    )


def _beneficio(numero: str, fila: tuple[Any, ...]) -> Beneficio:
    programa, beneficiario, documento, desde, hasta, curp, m3, porcentaje, importe, autorizacion, quien, origen = fila
    return Beneficio(
        cuenta=numero,
        programa=programa,
        beneficiario=beneficiario,
        documento=documento,
        desde=date.fromisoformat(desde),
        hasta=date.fromisoformat(hasta) if hasta else None,
        curp=curp,
        m3=m3,
        porcentaje=Decimal(porcentaje) if porcentaje else None,
        importe=None if importe is None else Dinero(importe),
        autorizacion=autorizacion,
        origen=origen,
        quien=quien,
    )
