"""Sums of the projection for reports: aggregated by the database, row by row where they are many, over one snapshot."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, Select, Table, case, func, literal, select, union_all
from sqlalchemy.exc import DBAPIError

from app.domain.caja import Caja
from app.domain.corte.corte import Turno
from app.domain.corte.diferencia import DiferenciaDeCorte
from app.domain.dinero import Dinero
from app.domain.reporte.reporte import DE_RENGLON, Filtro, Partida
from app.domain.reporte.reporte_beneficios import BeneficioAplicado
from app.errors import NegocioError
from db.lecturas.asientos import mismo
from db.proyeccion import rows

#: Payments, and what turned them round.
_ORIGENES = ((rows.pago, False), (rows.contrapago, True))
#: Where the lines of a payment say it, and in which column.
_LINEAS = {
    "medio": (rows.medio, "medio"),
    "concepto": (rows.aplicacion, "clave"),
    "antiguedad": (rows.aplicacion, "antiguedad"),
    "programa": (rows.descuento, "programa"),
}
#: Days are read; weeks and months are added up from them.
_COLUMNAS = {"dia": "fecha", "semana": "fecha", "mes": "fecha"}
#: Steps of SQLite's machine between two looks at whether to go on: some hundredths of a second.
_PASOS = 400_000
#: Rows fetched at a time where a report may have any number of them.
_TANDA = 500


class ReportesRepo:
    """Reads for reports of one caja."""

    def __init__(self, conexion: Connection, caja: Caja) -> None:
        self._conexion = conexion
        self._caja = caja

    @contextmanager
    def vigilar(self, seguir: Callable[[], None]) -> Iterator[None]:
        """Ask `seguir` now and then whether to go on; what it raises ends the query under way and the block."""
        base: Any = self._conexion.connection.driver_connection
        if not isinstance(base, sqlite3.Connection):
            yield
            return
        negado: list[NegocioError] = []

        def mirar() -> int:
            try:
                seguir()
            except NegocioError as error:
                negado.append(error)
            return len(negado)

        base.set_progress_handler(mirar, _PASOS)
        try:
            yield
        except (DBAPIError, sqlite3.Error):
            if negado:
                raise negado[0] from None
            raise
        finally:
            base.set_progress_handler(None, 0)

    def turno(self, numero: int) -> Turno | None:
        """The turno of that number, open or closed."""
        t = rows.turno.c
        consulta = select(t.numero, t.cajero, t.fondo, t.abierto).where(
            t.organismo == self._caja.organismo, t.caja == self._caja.numero, t.numero == numero
        )
        for n, cajero, fondo, abierto in self._conexion.execute(consulta):
            return Turno(n, cajero, Dinero(fondo), datetime.fromisoformat(abierto))
        return None

    def extremos(self, filtro: Filtro) -> tuple[date, date] | None:
        """First and last day with a payment or a reversal of that filter."""
        dias: list[str] = []
        for tabla, _ in _ORIGENES:
            for extremo in (func.min, func.max):
                # One at a time, each is a step in the index; both together would read all of it.
                consulta = select(extremo(tabla.c.fecha)).where(*self._de(tabla, filtro))
                dias += [dia for dia in self._conexion.scalars(consulta) if dia is not None]
        return (date.fromisoformat(min(dias)), date.fromisoformat(max(dias))) if dias else None

    def partidas(self, por: str, filtro: Filtro) -> Sequence[Partida]:
        """Sums by one of `app.domain.reporte.reporte.DIMENSIONES`, of payments and of reversals."""
        leidas: list[Partida] = []
        for tabla, is_reverso in _ORIGENES:
            for consulta in self._consultas(por, tabla, filtro):
                filas = self._conexion.execute(consulta)
                leidas += [Partida(_clave(por, c), n, Dinero(int(i)), is_reverso) for c, n, i in filas]
        return leidas

    def _consultas(self, por: str, tabla: Table, filtro: Filtro) -> Iterator[Executable]:
        de_estos = self._de(tabla, filtro)
        if por not in DE_RENGLON:
            grupo = tabla.c[_COLUMNAS.get(por, por)]
            yield select(grupo, func.count(), func.sum(tabla.c.total)).where(*de_estos).group_by(grupo)
            return
        lineas, columna = _LINEAS[por]
        grupo = lineas.c[columna]
        sumas = select(grupo, func.count(), func.sum(lineas.c.importe)).select_from(_con_lineas(tabla, lineas))
        yield sumas.where(*de_estos).group_by(grupo)
        redondeo = tabla.c.redondeo
        if por == "concepto":
            veces = func.count()
            vuelto = select(literal("redondeo"), veces, func.sum(redondeo)).where(*de_estos, redondeo != 0)
            yield vuelto.having(veces > 0)

    def totales(self, filtro: Filtro) -> Sequence[Partida]:
        """How many payments and reversals, and what they come to."""
        leidos: list[Partida] = []
        for tabla, is_reverso in _ORIGENES:
            total = func.coalesce(func.sum(tabla.c.total), 0)
            consulta = select(func.count(), total).where(*self._de(tabla, filtro))
            leidos += [Partida("total", n, Dinero(int(i)), is_reverso) for n, i in self._conexion.execute(consulta)]
        return leidos

    def fuera(self, por: str, filtro: Filtro) -> int:
        """What of the payments is in no row of a report, net of what went back, in centavos."""
        if por not in ("concepto", "antiguedad"):
            return 0
        hallado = sum(p.importe.centavos for p in self.partidas("programa", filtro))
        if por == "antiguedad":
            for tabla, _ in _ORIGENES:
                redondeado = func.coalesce(func.sum(tabla.c.redondeo), 0)
                hallado += int(self._conexion.scalar(select(redondeado).where(*self._de(tabla, filtro))) or 0)
        return hallado

    def beneficios(self, filtro: Filtro, sin_otorgar: Sequence[str]) -> Iterator[BeneficioAplicado]:
        """By cuenta and programa, as they are read: there may be any number."""
        d, b = rows.descuento, rows.beneficio
        cuenta = case((d.c.programa.in_(sin_otorgar), literal("")), else_=d.c.cuenta).label("cuenta")
        partes: list[Select[Any]] = [
            select(cuenta, d.c.programa, d.c.fundamento, d.c.importe)
            .select_from(_con_lineas(tabla, d))
            .where(*self._de(tabla, filtro))
            for tabla, _ in _ORIGENES
        ]
        if not filtro.turno and not filtro.cajero:
            en_esos_dias = b.c.otorgado.between(filtro.desde.isoformat(), filtro.hasta.isoformat())
            otorgados = select(b.c.cuenta, b.c.programa, literal(""), literal(0))
            partes.append(otorgados.where(b.c.organismo == self._caja.organismo, en_esos_dias))
        todos = union_all(*partes).subquery()
        t = todos.c
        consulta = select(t.programa, t.cuenta, func.sum(t.importe), func.max(t.fundamento))
        en_orden = consulta.group_by(t.cuenta, t.programa).order_by(t.cuenta, t.programa)
        filas = self._conexion.execution_options(yield_per=_TANDA).execute(en_orden)
        for programa, de_quien, importe, fundamento in filas:
            yield BeneficioAplicado(programa, de_quien, Dinero(int(importe)), fundamento)

    def diferencias(self, filtro: Filtro) -> Iterator[DiferenciaDeCorte]:
        """The cortes Z of the turnos opened on those days, each with its last recount."""
        c, t, p = rows.corte.c, rows.turno.c, rows.corte_paso.c
        recontados = select(p.caja, p.corte, p.importe).where(
            p.organismo == self._caja.organismo, p.clase == "recontado"
        )
        ultimos = {(caja, corte): Dinero(i) for caja, corte, i in self._conexion.execute(recontados.order_by(p.seq))}
        dia = func.substr(t.abierto, 1, 10)
        suyo = (t.organismo == c.organismo) & (t.caja == c.caja) & (t.numero == c.turno)
        consulta = (
            select(c.numero, c.turno, c.caja, c.cajero, dia, c.esperado, c.contado, c.diferencia)
            .join(rows.turno, suyo)
            .where(c.organismo == self._caja.organismo)
            .where(dia >= filtro.desde.isoformat(), dia <= filtro.hasta.isoformat())
            .where(*([c.cajero == filtro.cajero] if filtro.cajero else []))
            .order_by(t.abierto, c.numero)
        )
        for numero, turno, caja, cajero, abierto, *importes in self._conexion.execute(consulta):
            esperado, contado, diferencia = map(Dinero, importes)
            recontado, dia_de_apertura = ultimos.get((caja, numero)), date.fromisoformat(abierto)
            yield DiferenciaDeCorte(
                numero, turno, caja, cajero, dia_de_apertura, esperado, contado, diferencia, recontado
            )

    def _de(self, tabla: Table, filtro: Filtro) -> list[ColumnElement[bool]]:
        """The conditions of a filter on payments or reversals."""
        c = tabla.c
        hechas = [c.organismo == self._caja.organismo]
        if filtro.turno:
            hechas += [c.caja == self._caja.numero, c.turno == filtro.turno]
        else:
            hechas.append(c.fecha.between(filtro.desde.isoformat(), filtro.hasta.isoformat()))
        if filtro.cajero:
            hechas.append(c.cajero == filtro.cajero)
        if filtro.sin_turno:
            hechas.append((c.caja != self._caja.numero) | (c.turno != filtro.sin_turno))
        return hechas


def _con_lineas(tabla: Table, lineas: Table) -> Any:
    """Payments with their lines."""
    return tabla.join(lineas, mismo(lineas, tabla))


def _clave(por: str, clave: Any) -> str:
    """As reports name it: hours with two digits, the sale to nobody by its name."""
    if por == "hora":
        return f"{clave:02d}"
    return str(clave) or ("sin_cuenta" if por == "uso" else "")
