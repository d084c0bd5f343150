"""What lies between the opening of a turno and its corte, summed by place in the diario and never by the clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, ScalarSelect, Select, Table, bindparam, case, func, or_, select

from app.domain.caja import Caja
from app.domain.corte.corte import CONTRAPAGOS, Cifras, Serie, Totales, Turno
from app.domain.corte.entrega import CorteEnLista
from app.domain.diario.asiento import Asiento
from app.domain.dinero import Dinero, suma
from app.domain.respaldo import Respaldo
from db.lecturas import entregas
from db.lecturas.asientos import COLUMNAS, ORGANISMO, mismo
from db.proyeccion import rows
from db.statements import Statement

_D, _PAGO, _CORTE, _TURNO = rows.diario.c, rows.pago.c, rows.corte.c, rows.turno.c
#: What counts in a corte; debt forgiven is filed beside payments, and belongs to none.
_DE_DINERO = ("pago", *CONTRAPAGOS)
_IS_DE_DINERO = or_(*(_D.tipo == tipo for tipo in _DE_DINERO))
#: After every asiento of any diario.
_FIN = 2**62
_TRAMO = (_D.organismo == ORGANISMO) & (_D.n > bindparam("desde")) & (_D.n < bindparam("hasta"))


def _sumas(tabla: Table, *claves: str) -> Statement:
    c = tabla.c
    grupo = [c[clave] for clave in claves]
    return Statement(
        select(*grupo, func.sum(c.importe))
        .select_from(rows.diario.join(tabla, mismo(tabla, rows.diario)))
        .where(_TRAMO, _IS_DE_DINERO)
        .group_by(*grupo)
        .order_by(*grupo)
    )


_MEDIOS, _PROGRAMAS = _sumas(rows.medio, "medio"), _sumas(rows.descuento, "programa")
_APLICADO = _sumas(rows.aplicacion, "clave", "antiguedad")
_PAGOS = Statement(
    select(
        _PAGO.uso,
        _PAGO.serie,
        func.count(),
        func.sum(_PAGO.total),
        func.sum(_PAGO.redondeo),
        func.min(_PAGO.numero),
        func.max(_PAGO.numero),
        func.min(_D.n).label("primero"),
    )
    .select_from(rows.diario.join(rows.pago, mismo(rows.pago, rows.diario)))
    .where(_TRAMO, _D.tipo == "pago")
    .group_by(_PAGO.uso, _PAGO.serie)
    .order_by("primero")
)
#: A cancelación gives its paper back; a cheque that the bank returned was handed over with an earlier corte.
_PAPELES = func.sum(case((_D.tipo == "pago_cancelado", -1), else_=1))
_EN_PAPEL = Statement(
    select(rows.medio.c.medio, _PAPELES, func.sum(rows.medio.c.importe))
    .select_from(rows.diario.join(rows.medio, mismo(rows.medio, rows.diario)))
    .where(_TRAMO, _IS_DE_DINERO, _D.tipo != "cheque_devuelto")
    .group_by(rows.medio.c.medio)
    .having(_PAPELES > 0)
    .order_by(rows.medio.c.medio)
)


def _lugar(tabla: Table, turno: Column[Any]) -> ScalarSelect[int]:
    """Place in the file of what opened, or closed, a turno."""
    suyo = (tabla.c.organismo == ORGANISMO, tabla.c.caja == bindparam("caja"), turno == bindparam("turno"))
    return select(_D.n).join(tabla, mismo(tabla, rows.diario)).where(*suyo).scalar_subquery()


_EXTREMOS = Statement(select(_lugar(rows.turno, _TURNO.numero), _lugar(rows.corte, _CORTE.turno)))
_LUGAR_DE_APERTURA = Statement(
    select(_TURNO.seq).where(_TURNO.organismo == ORGANISMO, _TURNO.numero == bindparam("turno"))
)
_CABEZA = Statement(select(_D.seq, _D.hash).where(_D.organismo == ORGANISMO).order_by(_D.n.desc()).limit(1))
_ULTIMO_PERPETUO = Statement(
    select(_CORTE.turno, _CORTE.perpetuo)
    .where(_CORTE.organismo == ORGANISMO, _CORTE.turno < bindparam("turno"), _CORTE.perpetuo.is_not(None))
    .order_by(_CORTE.turno.desc())
    .limit(1)
)
_COBRADO = Statement(
    select(func.coalesce(func.sum(_PAGO.total), 0)).where(
        _PAGO.organismo == ORGANISMO,
        _PAGO.caja == bindparam("caja"),
        _PAGO.turno > bindparam("desde"),
        _PAGO.turno < bindparam("turno"),
    )
)
_CORTE_Z = Statement(
    select(*COLUMNAS, _TURNO.numero, _TURNO.cajero, _TURNO.fondo, _TURNO.abierto)
    .join(rows.corte, mismo(rows.corte, rows.diario))
    .join(
        rows.turno,
        (_TURNO.organismo == _CORTE.organismo) & (_TURNO.caja == _CORTE.caja) & (_TURNO.numero == _CORTE.turno),
    )
    .where(_CORTE.organismo == ORGANISMO, _CORTE.numero == bindparam("numero"))
)


class CortesRepo:
    """Cortes of this caja."""

    def __init__(self, conexion: Connection, caja: Caja) -> None:
        self._conexion = conexion
        self._caja = caja

    def cifras(self, turno: int) -> Cifras:
        """What the payments of a turno add up to; what turns them round is in the sums."""
        tramo = self._tramo(turno)
        pagos = self._filas(_PAGOS, **tramo)
        aplicado = self._filas(_APLICADO, **tramo)
        series = _series(pagos)
        redondeo = sum(int(fila[4]) for fila in pagos)
        folios = [f"{self._caja.numero}{s.serie}-{n:06d}" for s in series for n in (s.desde, s.hasta)]
        return Cifras(
            medios=_totales(self._filas(_MEDIOS, **tramo)),
            conceptos=_totales([(f[0], f[2]) for f in aplicado] + ([("redondeo", redondeo)] if redondeo else [])),
            programas=_totales(self._filas(_PROGRAMAS, **tramo)),
            usos=_totales([(fila[0] or "sin_cuenta", fila[3]) for fila in pagos]),
            antiguedad=_totales([(f[1], f[2]) for f in aplicado]),
            pagos=sum(int(fila[2]) for fila in pagos),
            cobrado=suma(Dinero(int(fila[3])) for fila in pagos),
            folio_inicial=folios[0] if folios else "",
            folio_final=folios[-1] if folios else "",
            series=series,
        )

    def _filas(self, consulta: Statement, **valores: Any) -> Sequence[tuple[Any, ...]]:
        return consulta.rows(self._conexion, organismo=self._caja.organismo, **valores)

    def _tramo(self, turno: int) -> dict[str, int]:
        """Between which places of the file the asientos of a turno are: after the last one there is none yet."""
        ((desde, hasta),) = self._filas(_EXTREMOS, caja=self._caja.numero, turno=turno)
        return {"desde": desde, "hasta": _FIN if hasta is None else hasta}

    def asientos(self, turno: int, tipos: Sequence[str]) -> tuple[Asiento, ...]:
        """The asientos of a turno of those kinds, in order."""
        return self._asientos(_de_tipos(tipos).order_by(_D.n), self._tramo(turno))

    def ultimo(self, turno: int, tipos: Sequence[str]) -> Asiento | None:
        """The last asiento of a turno of those kinds."""
        ultimos = _de_tipos(tipos).order_by(_D.n.desc()).limit(1)
        return next(iter(self._asientos(ultimos, self._tramo(turno))), None)

    def _asientos(self, consulta: Select[Any], valores: dict[str, int]) -> tuple[Asiento, ...]:
        todos = {"organismo": self._caja.organismo} | valores
        return tuple(Asiento(*fila) for fila in self._conexion.execute(consulta, todos))

    def medios(self, turno: int) -> Totales:
        """What came in by each medio, less what went back."""
        return _totales(self._filas(_MEDIOS, **self._tramo(turno)))

    def perpetuo(self, turno: int) -> Dinero:
        """Every payment of the turnos before that one."""
        desde, sabido = next(iter(self._filas(_ULTIMO_PERPETUO, turno=turno)), (0, 0))
        ((resto,),) = self._filas(_COBRADO, caja=self._caja.numero, desde=desde, turno=turno)
        return Dinero(int(sabido) + int(resto))

    def cabeza(self) -> tuple[int, str]:
        """Place and hash of the last asiento; of an empty diario, nothing."""
        seq, resumen = next(iter(self._filas(_CABEZA)), (0, b""))
        return seq, resumen.hex()

    def apertura(self, turno: int) -> int:
        """Place of the asiento that opened a turno."""
        ((seq,),) = self._filas(_LUGAR_DE_APERTURA, turno=turno)
        return int(seq)

    def siguiente(self) -> int:
        """Number of the next corte Z."""
        ultimo: int | None = self._conexion.scalar(select(func.max(_CORTE.numero)))
        return 1 if ultimo is None else ultimo + 1

    def corte(self, numero: int) -> tuple[Asiento, Turno] | None:
        """The asiento of a corte Z and the turno that it closed."""
        fila = next(iter(self._filas(_CORTE_Z, numero=numero)), None)
        if fila is None:
            return None
        *asiento, turno, cajero, fondo, abierto = fila
        return Asiento(*asiento), Turno(turno, cajero, Dinero(fondo), datetime.fromisoformat(abierto))

    def numeros(self, desde: date, hasta: date) -> tuple[int, ...]:
        """The cortes of the turnos opened on those days, both included, in order."""
        consulta = (
            select(_CORTE.numero)
            .join(rows.turno, (_TURNO.organismo == _CORTE.organismo) & (_TURNO.numero == _CORTE.turno))
            .where(func.substr(_TURNO.abierto, 1, 10).between(desde.isoformat(), hasta.isoformat()))
            .order_by(_CORTE.numero)
        )
        return tuple(self._conexion.scalars(consulta))

    def lista(self, desde: date, hasta: date) -> tuple[CorteEnLista, ...]:
        """Cortes of the turnos opened on those days, and those that treasury has not accepted; newest first."""
        return entregas.lista(self._conexion, self._caja.organismo, desde, hasta)

    def pasos(self, numero: int) -> tuple[Asiento, ...]:
        """What became of the money of a corte, in order."""
        return entregas.pasos(self._conexion, self._caja.organismo, numero)

    def documentos(self, turno: int) -> tuple[tuple[str, int, Dinero], ...]:
        """Of each medio of a turno, how many papers there are and what they come to."""
        filas = self._filas(_EN_PAPEL, **self._tramo(turno))
        return tuple((medio, cuantos, Dinero(int(importe))) for medio, cuantos, importe in filas)

    def ultimo_respaldo(self) -> Respaldo | None:
        """The last copy that was made of this caja's file."""
        r = rows.respaldo.c
        consulta = select(r.archivo, r.sha, r.bytes, r.hasta, r.cabeza, r.mismo_disco, r.momento)
        en_orden = consulta.join(rows.diario, mismo(rows.respaldo, rows.diario)).order_by(_D.n.desc()).limit(1)
        for archivo, sha, largo, hasta, cabeza, mismo_disco, momento in self._conexion.execute(en_orden):
            return Respaldo(archivo, sha, largo, hasta, cabeza, mismo_disco == 1, datetime.fromisoformat(momento))
        return None


def _de_tipos(tipos: Sequence[str]) -> Select[Any]:
    return select(*COLUMNAS).where(_TRAMO, _D.tipo.in_(tipos))


def _series(pagos: Sequence[tuple[Any, ...]]) -> tuple[Serie, ...]:
    """First and last number of each serie, in the order in which they were used."""
    extremos: dict[str, tuple[int, int]] = {}
    for _, serie, _, _, _, primero, ultimo, _ in pagos:
        antes = extremos.get(serie, (primero, ultimo))
        extremos[serie] = (min(antes[0], primero), max(antes[1], ultimo))
    return tuple(Serie("", serie, desde, hasta) for serie, (desde, hasta) in extremos.items())


def _totales(filas: Sequence[tuple[Any, ...]]) -> Totales:
    """Sums by clave, in the order of the claves; what was all turned round is left out."""
    totales: dict[str, int] = {}
    for clave, importe in filas:
        totales[clave] = totales.get(clave, 0) + int(importe)
    return tuple((clave, Dinero(totales[clave])) for clave in sorted(totales) if totales[clave])
