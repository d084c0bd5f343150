"""Why a cuenta owes what it owes: every concepto worked out again by the tariff of its month, beside what was billed.

The amounts to be paid are those that were billed; the tariff explains them, and where the two differ it is said. What
is taken off comes from the liquidation that will be charged, never from a calculation of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.domain.beneficio.beneficio import medida_de, suministro_de_recibo
from app.domain.beneficio.programa import Descuento
from app.domain.cuenta import CONCEPTOS_DEL_MES, Beneficio, Cargo, Cuenta, Recibo
from app.domain.deuda.adeudo import Adeudo
from app.domain.deuda.saldo import Saldo
from app.domain.dinero import CERO, Dinero, suma
from app.domain.pago.pago import Aplicacion
from app.domain.perfil import Perfil
from app.domain.periodo import Periodo
from app.domain.tarifa.desglose import Paso, desglosar
from app.domain.tarifa.suministro import Suministro
from app.domain.tarifa.tarifa import Tarifa
from app.domain.tarifa.tarificacion import Concepto, m3_facturados, tarifar
from app.errors import NegocioError


@dataclass(frozen=True, slots=True)
class Linea:
    """A concepto of a recibo.

    Attributes:
        facturado: what was billed.
        debido: what is left of it.
        tarifado: what the tariff of its month gives; None where no tariff gives it.
        detalle: how it comes about, as a sum a person could do.
        pasos: the same, step by step.
    """

    clave: str
    facturado: Dinero
    debido: Dinero
    tarifado: Dinero | None = None
    detalle: str = ""
    fundamento: str = ""
    pasos: tuple[Paso, ...] = ()

    @property
    def difiere(self) -> bool:
        """Whether what was billed is not what the tariff gives."""
        return self.tarifado is not None and self.tarifado != self.facturado


@dataclass(frozen=True, slots=True)
class ReciboExplicado:
    """A recibo with its reasons.

    Attributes:
        tarifa: the version of the tariff that explains it, `cajeme/2023`; empty where there is none.
        m3: the m³ that the tariff was applied to.
        aviso: why the tariff does not explain what was billed; empty when it does.
        pasos: of each of `descuentos`, step by step; empty where nothing was billed by the tariff.
    """

    periodo: Periodo
    facturado: Dinero
    debido: Dinero
    lineas: tuple[Linea, ...]
    descuentos: tuple[Descuento, ...]
    tarifa: str = ""
    m3: int = 0
    aviso: str = ""
    pasos: tuple[tuple[Paso, ...], ...] = ()

    @property
    def descuento(self) -> Dinero:
        """All that is taken off: negative, or zero."""
        return suma(d.importe for d in self.descuentos)


@dataclass(frozen=True, slots=True)
class Explicacion:
    """Everything that a cuenta owes, explained: its recibos, oldest first, and what paying late costs.

    Attributes:
        recargos: of today, one line a recibo, apart from those that it bills.
    """

    recibos: tuple[ReciboExplicado, ...]
    mora: tuple[Aplicacion, ...]
    recargos: tuple[Aplicacion, ...] = ()

    def del_periodo(self, periodo: Periodo | None) -> ReciboExplicado | None:
        """The recibo of that month, if something is owed of it."""
        return next((r for r in self.recibos if r.periodo == periodo), None)


_CENTAVO = Decimal("0.01")


def explicar(
    perfil: Perfil, adeudo: Adeudo, descuentos: Sequence[Descuento] = (), beneficios: Sequence[Beneficio] = ()
) -> Explicacion:
    """Explain what `adeudo` holds.

    Args:
        descuentos: what the payment being prepared takes off.
        beneficios: what the cuenta was granted, which may say how much.
    """
    vigentes = [b for b in beneficios if b.is_vigente(adeudo.fecha)]
    recibos = tuple(
        _explicar(
            perfil,
            adeudo.cuenta,
            saldo,
            tuple(d for d in descuentos if d.periodo == saldo.recibo.periodo),
            vigentes,
        )
        for saldo in adeudo.pendientes
    )
    return Explicacion(recibos, adeudo.mora, adeudo.recargos)


def _explicar(
    perfil: Perfil,
    cuenta: Cuenta,
    saldo: Saldo,
    descuentos: tuple[Descuento, ...],
    beneficios: Sequence[Beneficio],
) -> ReciboExplicado:
    recibo = saldo.recibo
    if not recibo.is_del_mes:
        return _sin_tarifa(saldo, descuentos, "")
    tarifa = next((t for t in perfil.tarifas if t.rige(recibo.periodo)), None)
    if tarifa is None:
        aviso = f"No hay tarifa de {recibo.periodo} con qué rehacer la cuenta: se cobra lo facturado."
        return _sin_tarifa(saldo, descuentos, aviso)
    try:
        suministro, conceptos = _tarifar(tarifa, cuenta, recibo)
    except NegocioError as error:
        return _sin_tarifa(saldo, descuentos, f"La tarifa no explica este recibo: {error.mensaje}")
    m3 = m3_facturados(tarifa, suministro)
    pasos = {p.clave: p.pasos for p in desglosar(tarifa, suministro, conceptos)}
    aviso = _diferencia(recibo, conceptos)
    # What was scaled to another bill is not the sum of the tariff's own steps.
    rebajas = () if aviso else _rebajas(perfil, tarifa, suministro, descuentos, beneficios)
    return ReciboExplicado(
        periodo=recibo.periodo,
        facturado=recibo.total,
        debido=saldo.total,
        lineas=_lineas(saldo, conceptos, pasos),
        descuentos=descuentos,
        tarifa=tarifa.clave,
        m3=m3,
        aviso=aviso,
        pasos=rebajas,
    )


def _rebajas(
    perfil: Perfil,
    tarifa: Tarifa,
    suministro: Suministro,
    descuentos: Sequence[Descuento],
    beneficios: Sequence[Beneficio],
) -> tuple[tuple[Paso, ...], ...]:
    hechas = []
    for descuento in descuentos:
        otorgado = next((b for b in beneficios if b.programa == descuento.programa), None)
        programa, medida = perfil.programa(descuento.programa), medida_de(otorgado)
        (linea,) = desglosar(tarifa, suministro, (), (descuento,), programa, medida)
        # Worked out for another volume than this one, its steps are not these: better none than wrong ones.
        is_suyo = all(abs(p.importe) < _CENTAVO for p in linea.pasos[1:])
        hechas.append(linea.pasos if is_suyo else ())
    return tuple(hechas)


def _tarifar(tarifa: Tarifa, cuenta: Cuenta, recibo: Recibo) -> tuple[Suministro, tuple[Concepto, ...]]:
    """The bill by the contract of today; by the billed m³ as if measured, when only that gives what was billed."""
    servicios = ("agua", *(c.clave for c in recibo.cargos if c.clave in CONCEPTOS_DEL_MES))
    por_contrato = Suministro.from_cuenta(cuenta, recibo.m3, recibo.periodo, servicios=servicios)
    hechos: list[tuple[Suministro, tuple[Concepto, ...]]] = []
    for suministro in (por_contrato, suministro_de_recibo(cuenta, recibo, servicios)):
        try:
            hechos.append((suministro, tarifar(tarifa, suministro)))
        except NegocioError:
            if suministro is not por_contrato and not hechos:
                raise
    return next((h for h in hechos if not _diferencia(recibo, h[1])), hechos[0])


def _lineas(saldo: Saldo, conceptos: Sequence[Concepto], pasos: Mapping[str, tuple[Paso, ...]]) -> tuple[Linea, ...]:
    tarifados = {c.clave: c for c in conceptos}
    debidos = {c.clave: c.importe for c in saldo.cargos}
    lineas = [
        _linea(cargo, debidos.get(cargo.clave, CERO), tarifados.pop(cargo.clave, None), pasos)
        for cargo in saldo.recibo.cargos
    ]
    lineas.extend(_linea(Cargo(c.clave, CERO), CERO, c, pasos) for c in tarifados.values())
    return tuple(lineas)


def _linea(cargo: Cargo, debido: Dinero, concepto: Concepto | None, pasos: Mapping[str, tuple[Paso, ...]]) -> Linea:
    if concepto is None:
        return Linea(cargo.clave, cargo.importe, debido, detalle=cargo.detalle, fundamento=cargo.fundamento)
    return Linea(
        cargo.clave,
        cargo.importe,
        debido,
        concepto.importe,
        concepto.detalle,
        concepto.fundamento,
        pasos.get(cargo.clave, ()),
    )


def _diferencia(recibo: Recibo, conceptos: Sequence[Concepto]) -> str:
    cobrado = {c.clave: c.importe for c in recibo.cargos if c.clave in CONCEPTOS_DEL_MES}
    if cobrado == {c.clave: c.importe for c in conceptos}:
        return ""
    de_mes, de_tarifa = suma(cobrado.values()), suma(c.importe for c in conceptos)
    programa = f" Se emitió con el programa {recibo.programa} ya descontado." if recibo.programa else ""
    return f"Se facturó {de_mes}; la tarifa de {recibo.periodo} da {de_tarifa}. Se cobra lo facturado.{programa}"


def _sin_tarifa(saldo: Saldo, descuentos: tuple[Descuento, ...], aviso: str) -> ReciboExplicado:
    return ReciboExplicado(
        periodo=saldo.recibo.periodo,
        facturado=saldo.recibo.total,
        debido=saldo.total,
        lineas=_lineas(saldo, (), {}),
        descuentos=descuentos,
        aviso=aviso,
    )
