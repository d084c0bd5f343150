"""What a cuenta owes on a day: what is left of its recibos, recargos, cargo por mora, and the convenio over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain

from app.domain.cuenta import Cuenta, Recibo
from app.domain.deuda.aplicado import Aplicado
from app.domain.deuda.atraso import ReglaDelDia, causar_mora, causar_recargos
from app.domain.deuda.recargo import TasaRecargo
from app.domain.deuda.saldo import ORDEN, Orden, Saldo, saldo_de
from app.domain.dinero import CERO, Dinero, suma
from app.domain.pago.pago import Aplicacion
from app.domain.periodo import Periodo
from app.domain.tramite.convenio import Convenio
from app.domain.tramite.situacion import Situacion, situar


@dataclass(frozen=True, slots=True)
class Adeudo:
    """What a cuenta must pay on a day, before discounts.

    Attributes:
        saldos: every known recibo in order, paid ones included.
        mora: late charge due today, as applications to be made; empty when none is.
        favor: credit the cuenta holds.
        recargos: what each recibo's lateness has cost until today and is neither paid nor in it, one line a recibo.
        convenios: made over it, newest first, in force or not.
    """

    cuenta: Cuenta
    fecha: date
    saldos: tuple[Saldo, ...]
    mora: tuple[Aplicacion, ...]
    favor: Dinero
    orden: Orden = ORDEN
    recargos: tuple[Aplicacion, ...] = ()
    convenios: tuple[Situacion, ...] = ()

    @property
    def convenio(self) -> Situacion | None:
        """The last one; None if there was none."""
        return self.convenios[0] if self.convenios else None

    @property
    def pendientes(self) -> tuple[Saldo, ...]:
        """Recibos with something left to pay, recargos included, oldest first."""
        con_recargo = {a.periodo for a in self.recargos}
        return tuple(s for s in self.saldos if s.total or s.recibo.periodo in con_recargo)

    @property
    def total(self) -> Dinero:
        """All that must be paid today: Σ saldo (collection costs included) + recargos + mora."""
        return suma(s.total for s in self.saldos) + self.total_recargos + self.total_mora

    @property
    def total_recargos(self) -> Dinero:
        """The recargos of today, apart from those that the recibos bill."""
        return suma(a.importe for a in self.recargos)

    @property
    def total_gastos(self) -> Dinero:
        """Collection costs charged and not paid; they stand in the saldos of their recibos."""
        return suma(c.importe for s in self.saldos for c in s.cargos if c.clave == "gastos")

    def recargo_de(self, periodo: Periodo) -> Dinero:
        """The recargo of today on the recibo of that month."""
        return suma(a.importe for a in self.recargos if a.periodo == periodo)

    @property
    def total_mora(self) -> Dinero:
        """The late charge with its IVA."""
        return suma(a.importe for a in self.mora)

    @property
    def rezago(self) -> Dinero:
        """What is owed of recibos already past due."""
        return suma(s.total for s in self.saldos if s.is_vencido(self.fecha))

    @property
    def al_corriente(self) -> bool:
        """No recibo past its vencimiento is unpaid, save those of a convenio whose parcialidades are up to date."""
        cubiertos = self.convenio.convenio.periodos if self.convenio and self.convenio.is_al_corriente else ()
        return not any(s.is_vencido(self.fecha) and s.recibo.periodo not in cubiertos for s in self.saldos)

    @property
    def convenidos(self) -> tuple[Periodo, ...]:
        """Months that a convenio in force covers."""
        return self.convenio.convenio.periodos if self.convenio and self.convenio.is_vigente else ()


def calcular_adeudo(
    cuenta: Cuenta,
    recibos: Sequence[Recibo],
    hechos: Sequence[Aplicado],
    favor: Dinero,
    regla: ReglaDelDia,
    fecha: date,
    orden: Orden = ORDEN,
    tasas: Sequence[TasaRecargo] = (),
    convenios: Sequence[Convenio] = (),
) -> Adeudo:
    """What `cuenta` owes on `fecha`, from its recibos and from what this diario has applied to them.

    Args:
        convenios: made over it, oldest first.
    """
    de_recibo: dict[str, list[Aplicado]] = {}
    for hecho in hechos:
        de_recibo.setdefault(hecho.periodo, []).append(hecho)
    saldos = tuple(
        saldo_de(r, de_recibo.get(r.periodo.texto(), ()), orden) for r in sorted(recibos, key=lambda r: r.periodo)
    )
    causar = partial(_causar, de_recibo, regla, tasas)
    libres, detenidos, situaciones = saldos, [], []
    for convenio in reversed(convenios):
        suyos = tuple(s for s in saldos if s.recibo.periodo in convenio.periodos)
        causado = causar(suyos, _de(suyos, hechos), min(convenio.fecha, fecha))
        situacion = situar(convenio, _debido(convenio, suyos, causado), hechos, fecha)
        situaciones.append(situacion)
        if situacion.detiene_recargos and set(suyos) <= set(libres):
            detenidos.append(causado)
            libres = tuple(s for s in libres if s not in suyos)
    ajenos = _de([s for s in saldos if s not in libres], hechos)
    de_libres = causar(libres, [h for h in hechos if h not in ajenos], fecha)
    mora, recargos = (tuple(chain(*partes)) for partes in zip(de_libres, *detenidos, strict=True))
    return Adeudo(cuenta, fecha, saldos, mora, favor, orden, _por_mes(saldos, recargos), tuple(situaciones))


#: Late charge and recargos, in this order.
_Causado = tuple[tuple[Aplicacion, ...], tuple[Aplicacion, ...]]


def _causar(
    de_recibo: Mapping[str, Sequence[Aplicado]],
    regla: ReglaDelDia,
    tasas: Sequence[TasaRecargo],
    saldos: Sequence[Saldo],
    hechos: Sequence[Aplicado],
    fecha: date,
) -> _Causado:
    """What the lateness of those recibos has cost until a day and is not paid, whenever it was paid."""
    return causar_mora(saldos, hechos, regla, fecha), causar_recargos(saldos, de_recibo, tasas, fecha)


def _de(saldos: Sequence[Saldo], hechos: Sequence[Aplicado]) -> Sequence[Aplicado]:
    """Facts about those recibos."""
    meses = {s.recibo.periodo.texto() for s in saldos}
    return [h for h in hechos if h.periodo in meses]


def _por_mes(saldos: Sequence[Saldo], lineas: Sequence[Aplicacion]) -> tuple[Aplicacion, ...]:
    """One line a recibo, in the order of the recibos."""
    return tuple(a for s in saldos for a in lineas if a.periodo == s.recibo.periodo)


def _debido(convenio: Convenio, saldos: Sequence[Saldo], causado: _Causado) -> dict[Periodo, Dinero]:
    """What is owed of each recibo of a convenio, lateness included; nothing of one that is no longer there."""
    saldo_de_mes = {s.recibo.periodo: s.total for s in saldos}
    causadas = (*causado[0], *causado[1])
    return {
        p: saldo_de_mes.get(p, CERO) + suma(a.importe for a in causadas if a.periodo == p) for p in convenio.periodos
    }
