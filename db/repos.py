"""Reads and the few writes of the caja's tables; frozen values go out, rows never do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, tuple_, union_all

from app.domain.caja import Caja
from app.domain.corte.corte import Movimiento, Turno
from app.domain.corte.vale import CLASE_DE_VALE
from app.domain.cuenta import Marca
from app.domain.deuda.aplicado import Aplicado
from app.domain.diario.asiento import Asiento
from app.domain.diario.contenido import pago_de
from app.domain.dinero import CERO, Dinero
from app.domain.pago.pago import Folio, Pago
from app.domain.periodo import Periodo
from db.lecturas.asientos import (
    COLUMNAS,
    CUENTAS,
    ORGANISMO,
    Numeracion,
    asientos_de,
    leer_asientos,
    mismo,
)
from db.proyeccion import rows
from db.statements import Statement, en_lista

_PAGO, _DIARIO, _APLICACION, _FAVOR = rows.pago.c, rows.diario.c, rows.aplicacion.c, rows.favor.c
_TURNO, _CORTE = rows.turno.c, rows.corte.c

#: Payments and what turned them round, alike: what one adds to a sum the other takes away.
_COBRADO = union_all(
    *(
        select(t.c.organismo, t.c.caja, t.c.epoca, t.c.seq, t.c.folio, t.c.turno, t.c.redondeo)
        for t in (rows.pago, rows.contrapago)
    )
).subquery()
_LUGAR = _COBRADO.join(rows.diario, mismo(_COBRADO, rows.diario))
_CON_ASIENTO = select(*COLUMNAS).join(rows.pago, mismo(rows.pago, rows.diario))
_DEL_COBRO = Statement(
    _CON_ASIENTO.where(_PAGO.organismo == ORGANISMO, _PAGO.cobro == bindparam("cobro")).order_by(_PAGO.orden)
)
_HUELLA = select(_PAGO.huella).where(_PAGO.organismo == ORGANISMO, _PAGO.cobro == bindparam("cobro")).limit(1)
_POR_FOLIO = Statement(_CON_ASIENTO.where(_PAGO.organismo == ORGANISMO, _PAGO.folio == bindparam("folio")))
_ULTIMOS = Statement(
    _CON_ASIENTO.where(_PAGO.organismo == ORGANISMO, _PAGO.caja == bindparam("caja"))
    .order_by(_DIARIO.n.desc())
    .limit(bindparam("cuantos"))
)
_A, _D = _APLICACION, rows.descuento.c
_DEL_MES = Statement(
    _CON_ASIENTO.where(
        tuple_(_PAGO.organismo, _PAGO.caja, _PAGO.epoca, _PAGO.seq).in_(
            select(_A.organismo, _A.caja, _A.epoca, _A.seq).where(
                _A.organismo == ORGANISMO, _A.cuenta == bindparam("cuenta"), _A.periodo == bindparam("periodo")
            )
        )
    ).order_by(_DIARIO.n)
)
_DESCONTADO = (
    select(func.coalesce(-func.sum(_D.importe), 0))
    .where(mismo(rows.descuento, rows.aplicacion))
    .where(_D.periodo == _A.periodo, _D.clave == _A.clave)
    .scalar_subquery()
)
_APLICADOS = Statement(
    select(
        _A.cuenta, _A.caja, _A.epoca, _A.seq, _A.fecha, _A.periodo, _A.clave, _A.importe, _A.causado, _DESCONTADO
    ).where(_A.organismo == ORGANISMO, _A.cuenta.in_(CUENTAS))
)
_CON_LINEA = (
    select(_A.n)
    .where(mismo(rows.aplicacion, rows.descuento))
    .where(_A.periodo == _D.periodo, _A.clave == _D.clave)
    .exists()
)
#: Discounts that go back with part of a payment whose line of that concepto stays.
_SIN_LINEA = Statement(
    select(_D.cuenta, _D.caja, _D.epoca, _D.seq, _D.fecha, _D.periodo, _D.clave, -_D.importe).where(
        _D.organismo == ORGANISMO, _D.cuenta.in_(CUENTAS), _D.importe > 0, ~_CON_LINEA
    )
)
_FAVORES = Statement(
    select(_FAVOR.cuenta, func.sum(_FAVOR.importe))
    .where(_FAVOR.organismo == ORGANISMO, _FAVOR.cuenta.in_(CUENTAS))
    .group_by(_FAVOR.cuenta)
)
_MOVIMIENTO = rows.movimiento.c
_VALE = Statement(
    asientos_de(rows.movimiento).where(
        _MOVIMIENTO.caja == bindparam("caja"),
        _MOVIMIENTO.serie == bindparam("serie"),
        _MOVIMIENTO.numero == bindparam("numero"),
    )
)
_FOLIOS, _VALES = Numeracion(rows.pago), Numeracion(rows.movimiento, CLASE_DE_VALE)
#: Only the last one may be open: while one is, no other is opened.
_ULTIMO_TURNO = (
    select(rows.turno)
    .where(_TURNO.organismo == ORGANISMO, _TURNO.caja == bindparam("caja"))
    .order_by(_TURNO.numero.desc())
    .limit(1)
    .subquery()
)
_T = _ULTIMO_TURNO.c
_CERRADO = select(_CORTE.turno).where(
    _CORTE.organismo == _T.organismo, _CORTE.caja == _T.caja, _CORTE.turno == _T.numero
)
_ABIERTO = Statement(select(_T.numero, _T.cajero, _T.fondo, _T.abierto).where(~_CERRADO.exists()))
_DEL_TURNO = Statement(
    _CON_ASIENTO.where(
        _PAGO.organismo == ORGANISMO, _PAGO.caja == bindparam("caja"), _PAGO.turno == bindparam("turno")
    ).order_by(rows.EN_ORDEN)
)


class PagosRepo:
    """Payments of this caja."""

    def __init__(self, conexion: Connection, caja: Caja) -> None:
        self._conexion = conexion
        self._caja = caja

    def del_cobro(self, cobro: str) -> tuple[Pago, ...]:
        """The payments of one charge, in their order; none if it was never confirmed."""
        return self._pagos(_DEL_COBRO, cobro=cobro)

    def huella_del_cobro(self, cobro: str) -> str:
        """Digest of the order that a charge confirmed; empty if there is none."""
        huella: str | None = self._conexion.scalar(_HUELLA, {"organismo": self._caja.organismo, "cobro": cobro})
        return "" if huella is None else huella

    def por_folio(self, folio: Folio) -> Pago | None:
        """The payment with that folio."""
        return next(iter(self._pagos(_POR_FOLIO, folio=str(folio))), None)

    def turno_de(self, folio: str) -> int | None:
        """In which turno a payment was taken; None for one that is not of this caja."""
        suyo = (_PAGO.organismo == self._caja.organismo, _PAGO.folio == folio, _PAGO.caja == self._caja.numero)
        turno: int | None = self._conexion.scalar(select(_PAGO.turno).where(*suyo))
        return turno

    def ultimos(self, cuantos: int) -> tuple[Pago, ...]:
        """The last payments of this caja, newest first."""
        return self._pagos(_ULTIMOS, caja=self._caja.numero, cuantos=cuantos)

    def del_mes(self, cuenta: str, periodo: Periodo) -> tuple[Pago, ...]:
        """Payments of a month of a cuenta, turned round or not, oldest first."""
        return self._pagos(_DEL_MES, cuenta=cuenta, periodo=periodo.texto())

    def _pagos(self, consulta: Statement, **valores: str | int) -> tuple[Pago, ...]:
        asientos = leer_asientos(self._conexion, consulta, organismo=self._caja.organismo, **valores)
        return tuple(map(pago_de, asientos))

    def aplicados(self, cuentas: Sequence[str]) -> Mapping[str, tuple[Aplicado, ...]]:
        """What this diario has applied to each of those cuentas."""
        hechos: dict[str, list[Aplicado]] = {}
        for cuenta, caja, epoca, seq, fecha, *linea in self._de_cuentas(_APLICADOS, cuentas):
            periodo, clave, importe, causado, descontado = linea
            lugar = (caja, epoca, seq, date.fromisoformat(fecha))
            hecho = Aplicado(*lugar, periodo, clave, Dinero(importe), causado == 1, Dinero(int(descontado)))
            hechos.setdefault(cuenta, []).append(hecho)
        for cuenta, caja, epoca, seq, fecha, periodo, clave, descontado in self._de_cuentas(_SIN_LINEA, cuentas):
            lugar = (caja, epoca, seq, date.fromisoformat(fecha))
            hecho = Aplicado(*lugar, periodo, clave, CERO, descontado=Dinero(int(descontado)))
            hechos.setdefault(cuenta, []).append(hecho)
        return {cuenta: tuple(lista) for cuenta, lista in hechos.items()}

    def favores(self, cuentas: Sequence[str]) -> Mapping[str, Dinero]:
        """Credit that each of those cuentas holds; those without any are left out."""
        return {cuenta: Dinero(int(importe)) for cuenta, importe in self._de_cuentas(_FAVORES, cuentas)}

    def _de_cuentas(self, consulta: Statement, cuentas: Sequence[str]) -> Sequence[tuple[Any, ...]]:
        return consulta.rows(self._conexion, organismo=self._caja.organismo, cuentas=en_lista(cuentas))

    def siguiente_folio(self) -> Folio:
        """The folio that the next payment takes: dense inside the serie of this epoca."""
        return _FOLIOS.siguiente(self._conexion, self._caja)

    def marcas_hasta(self, folio: Folio | None) -> tuple[Marca, ...]:
        """The vector «every payment of this caja up to that folio», and what turned them round; None is none of them.

        Args:
            folio: of a payment, or of class C.

        Raises:
            LookupError: nothing has that folio.
        """
        if folio is None:
            return ()
        del_folio = (_COBRADO.c.organismo == self._caja.organismo) & (_COBRADO.c.folio == str(folio))
        lugar: int | None = self._conexion.scalar(select(_DIARIO.n).select_from(_LUGAR).where(del_folio))
        if lugar is None:
            raise LookupError(str(folio))
        hasta_ahi = select(_COBRADO.c.epoca, func.max(_COBRADO.c.seq)).select_from(_LUGAR).where(_DIARIO.n <= lugar)
        epocas = self._conexion.execute(hasta_ahi.group_by(_COBRADO.c.epoca).order_by(func.max(_DIARIO.n)))
        return tuple(Marca(self._caja.numero, epoca, seq) for epoca, seq in epocas)

    def is_vacio(self) -> bool:
        """Whether this caja has taken no payment yet."""
        return self._conexion.scalar(select(_PAGO.seq).limit(1)) is None


class TurnosRepo:
    """Turnos of this caja."""

    def __init__(self, conexion: Connection, caja: Caja) -> None:
        self._conexion = conexion
        self._caja = caja

    def abierto(self) -> Turno | None:
        """The turno that no corte has closed."""
        for numero, cajero, fondo, abierto in _ABIERTO.rows(
            self._conexion, organismo=self._caja.organismo, caja=self._caja.numero
        ):
            return Turno(numero, cajero, Dinero(fondo), datetime.fromisoformat(abierto))
        return None

    def siguiente(self) -> int:
        """Number of the next turno."""
        ultimo: int | None = self._conexion.scalar(select(func.max(rows.turno.c.numero)))
        return 1 if ultimo is None else ultimo + 1

    def movimientos(self, turno: int) -> tuple[Movimiento, ...]:
        """Cash in and out of a turno, in order."""
        m, caja = _MOVIMIENTO, self._caja
        suyos = (m.organismo == caja.organismo, m.caja == caja.numero, m.turno == turno)
        consulta = select(m.clase, m.importe, m.motivo).where(*suyos).order_by(m.seq)
        return tuple(Movimiento(f.clase, Dinero(f.importe), f.motivo) for f in self._conexion.execute(consulta))

    def siguiente_vale(self) -> Folio:
        """The next number of class M in this caja's serie."""
        return _VALES.siguiente(self._conexion, self._caja)

    def vale(self, folio: Folio) -> Asiento | None:
        """The asiento of a movimiento, by its voucher."""
        caja = self._caja
        valores = {"organismo": caja.organismo, "caja": caja.numero, "serie": folio.serie, "numero": folio.numero}
        return next(iter(leer_asientos(self._conexion, _VALE, **valores)), None)

    def pagos(self, turno: int) -> tuple[Asiento, ...]:
        """The asientos of a turno's payments, in order."""
        valores = {"organismo": self._caja.organismo, "caja": self._caja.numero, "turno": turno}
        return leer_asientos(self._conexion, _DEL_TURNO, **valores)
