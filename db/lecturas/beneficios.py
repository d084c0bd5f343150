"""Reads of the benefits granted at the caja, of what was done to any, and of the years paid ahead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, func, select

from app.domain.beneficio.otorgamiento import CambioDeBeneficio
from app.domain.beneficio.retiro import Descontado, Recuperado
from app.domain.cuenta import Beneficio
from app.domain.deuda.anualidad import Adelantado
from app.domain.dinero import Dinero
from app.domain.periodo import Periodo
from db.lecturas.asientos import ORGANISMO, asientos_de, leer_asientos, mismo, por_lugar
from db.proyeccion import rows
from db.statements import Statement

_B, _C, _A, _D = rows.beneficio.c, rows.beneficio_cambio.c, rows.anualidad.c, rows.descuento.c
_R, _L = rows.contrapago.c, rows.aplicacion.c
_CUENTA: BindParameter[str] = bindparam("cuenta")
_OTORGADOS = Statement(
    select(
        _B.caja, _B.epoca, _B.seq, _B.programa, _B.beneficiario, _B.documento, _B.desde, _B.hasta, _B.curp, _B.m3,
        _B.porcentaje, _B.importe, _B.autorizacion, _B.quien,
    )
    .where(_B.organismo == ORGANISMO, _B.cuenta == _CUENTA)
    .order_by(_B.desde, _B.caja, _B.epoca, _B.seq)
)  # fmt: skip
_CAMBIOS = Statement(
    select(
        _C.beneficio, _C.programa, _C.desde, _C.clase, _C.fecha, _C.hasta, _C.motivo, _C.documento, _C.quien
    )
    .where(_C.organismo == ORGANISMO, _C.cuenta == _CUENTA)
    .order_by(*por_lugar(rows.beneficio_cambio))
)  # fmt: skip
_CON_CURP = Statement(
    select(_B.cuenta).distinct().where(_B.organismo == ORGANISMO, _B.curp == bindparam("curp")).order_by(_B.cuenta)
)
_BENEFICIARIOS = Statement(
    select(_B.cuenta, _B.beneficiario).distinct().where(_B.organismo == ORGANISMO).order_by(_B.cuenta, _B.beneficiario)
)
_CON_ALGO = Statement(
    select(_B.cuenta)
    .where(_B.organismo == ORGANISMO)
    .union(select(_C.cuenta).where(_C.organismo == ORGANISMO))
    .order_by("cuenta")
)
#: Given back, even in part, a year is not paid ahead any more: what is left of its money is credit like any other.
_DEL_ANTICIPO = select(_L.seq).where(mismo(rows.aplicacion, rows.contrapago), _L.clave == "anticipo").exists()
_DESHECHA = select(_R.seq).where(_R.organismo == _A.organismo, _R.cancela == _A.folio, _DEL_ANTICIPO).exists()
_ADELANTADOS = Statement(
    select(_A.periodo, _A.importe, _A.folio)
    .where(_A.organismo == ORGANISMO, _A.cuenta == _CUENTA, ~_DESHECHA)
    .order_by(_A.periodo, _A.caja, _A.epoca, _A.seq)
)
_DESCONTADO = Statement(
    select(_D.periodo, func.min(_D.fecha), func.sum(_D.importe))
    .where(
        _D.organismo == ORGANISMO,
        _D.cuenta == _CUENTA,
        _D.programa == bindparam("programa"),
        _D.fecha.between(bindparam("desde"), bindparam("hasta")),
    )
    .group_by(_D.periodo)
    .order_by(_D.periodo)
)
_RETIRADOS = Statement(asientos_de(rows.beneficio_cambio).where(_C.cuenta == _CUENTA, _C.motivo == bindparam("motivo")))


class BeneficiosRepo:
    """What the diarios at hand granted, renewed or withdrew, and discounted because of it."""

    def __init__(self, conexion: Connection, organismo: str) -> None:
        self._conexion = conexion
        self._organismo = organismo

    def otorgados(self, cuenta: str) -> tuple[Beneficio, ...]:
        """Grants of a cuenta, as they were made."""
        return tuple(_beneficio(cuenta, fila) for fila in self._leer(_OTORGADOS, cuenta=cuenta))

    def cambios(self, cuenta: str) -> tuple[CambioDeBeneficio, ...]:
        """Renewals and withdrawals of the benefits of a cuenta, imported ones too, in order."""
        return tuple(
            CambioDeBeneficio(
                beneficio, programa, date.fromisoformat(desde), clase, date.fromisoformat(fecha), _dia(hasta), *textos
            )
            for beneficio, programa, desde, clase, fecha, hasta, *textos in self._leer(_CAMBIOS, cuenta=cuenta)
        )

    def con_curp(self, curp: str) -> tuple[str, ...]:
        """Cuentas with something granted to who has that CURP."""
        return tuple(fila[0] for fila in self._leer(_CON_CURP, curp=curp))

    def beneficiarios(self) -> tuple[tuple[str, str], ...]:
        """(cuenta, name) of whoever something was granted to, in force or not."""
        return tuple((cuenta, nombre) for cuenta, nombre in self._leer(_BENEFICIARIOS))

    def cuentas(self) -> tuple[str, ...]:
        """Cuentas with something granted, renewed or withdrawn here."""
        return tuple(fila[0] for fila in self._leer(_CON_ALGO))

    def adelantados(self, cuenta: str) -> tuple[Adelantado, ...]:
        """Months of a cuenta paid ahead and not given back, in order."""
        filas = self._leer(_ADELANTADOS, cuenta=cuenta)
        return tuple(Adelantado(Periodo.from_texto(p), Dinero(i), folio) for p, i, folio in filas)

    def recuperados(self, cuenta: str) -> tuple[Recuperado, ...]:
        """Withdrawals of a cuenta's benefits that charged what had been taken off."""
        valores = {"organismo": self._organismo, "cuenta": cuenta, "motivo": "datos_falsos"}
        dichos = [a.datos() for a in leer_asientos(self._conexion, _RETIRADOS, **valores)]
        return tuple(
            Recuperado(d["programa"], date.fromisoformat(d["desde"]), date.fromisoformat(d["hasta"]), d["cargo"])
            for d in dichos
            if "cargo" in d
        )

    def descontado(self, cuenta: str, programa: str, desde: date, hasta: date) -> tuple[Descontado, ...]:
        """What a program took off in the payments of those days, both included, by the month it was taken off."""
        dias = {"desde": desde.isoformat(), "hasta": hasta.isoformat()}
        filas = self._leer(_DESCONTADO, cuenta=cuenta, programa=programa, **dias)
        return tuple(
            Descontado(Periodo.from_texto(p) if p else None, date.fromisoformat(f), -Dinero(int(i)))
            for p, f, i in filas
            if i
        )

    def _leer(self, consulta: Statement, **valores: str) -> Sequence[tuple[Any, ...]]:
        return consulta.rows(self._conexion, organismo=self._organismo, **valores)


def _dia(texto: str) -> date | None:
    return date.fromisoformat(texto) if texto else None


def _beneficio(cuenta: str, fila: tuple[Any, ...]) -> Beneficio:
    caja, epoca, seq, programa, beneficiario, documento, desde, hasta, curp, m3, porcentaje, importe, *textos = fila
    autorizacion, quien = textos
    return Beneficio(
        cuenta=cuenta,
        programa=programa,
        beneficiario=beneficiario,
        documento=documento,
        desde=date.fromisoformat(desde),
        hasta=_dia(hasta),
        curp=curp,
        m3=m3,
        porcentaje=Decimal(porcentaje) if porcentaje else None,
        importe=None if importe is None else Dinero(importe),
        autorizacion=autorizacion,
        origen=f"asiento:{caja}/{epoca}/{seq}",
        quien=quien,
    )
