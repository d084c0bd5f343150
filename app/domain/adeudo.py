"""What a cuenta owes on a day: the recibos' facts less the payments they do not include yet, recargos, cargo por mora.

Owed of a recibo = what was billed − what the billing system had received − the applications of payments that its
`hasta` does not cover; never below zero, so that importing the billing system's next file neither charges twice nor
frees twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from app.domain.aplicado import Aplicado, descontado_de, primer_dia, sumar
from app.domain.cuenta import ACCESORIOS, CONCEPTOS, Cargo, Cuenta, Recibo
from app.domain.dinero import CERO, Dinero, suma
from app.domain.pago import Aplicacion
from app.domain.periodo import Periodo, sumar_meses
from app.domain.recargo import TasaRecargo, causar

#: Order of application: groups of conceptos paid one after the other; what is in none comes last, in proportion.
Orden = tuple[tuple[str, ...], ...]
#: The default, after Código Fiscal de la Federación, Art. 20.
ORDEN: Orden = (("gastos", "mora", "iva_mora"), ("recargos", "recargos_diferencia"), ("multa",))


@dataclass(frozen=True, slots=True)
class Saldo:
    """What is left to pay of one recibo, by concepto.

    Attributes:
        liquidado: day of the last payment known here, when nothing is left.
        exceso: what was received beyond what is billed now: the recibo was billed again for less. It is told, never
            turned into credit by itself, since the same payment may be in `pagado` and in the diario.
        recargos_cobrados: recargos worked out here and extinguished already, beyond those that the recibo bills.
        descontado: what programs took off it already, by concepto; billed again, it is not given twice.
    """

    recibo: Recibo
    cargos: tuple[Cargo, ...]
    liquidado: date | None = None
    exceso: Dinero = CERO
    recargos_cobrados: Dinero = CERO
    descontado: tuple[Cargo, ...] = ()

    @property
    def total(self) -> Dinero:
        """What is left of the whole recibo."""
        return suma(c.importe for c in self.cargos)

    def is_vencido(self, fecha: date) -> bool:
        """Past due and unpaid; on the day itself it is not yet."""
        return bool(self.total) and self.recibo.vence < fecha


@dataclass(frozen=True, slots=True)
class ReglaMora:
    """Cargo administrativo por mora: amount, its IVA, and in which month past due it appears (2 = the second)."""

    importe: Dinero
    iva: Dinero
    meses: int
    fundamento: str


#: The rule at the prices of a day; None where no tariff is in force to price it.
ReglaDelDia = Callable[[date], ReglaMora | None]
_MORA = ("mora", "iva_mora")


@dataclass(frozen=True, slots=True)
class Adeudo:
    """What a cuenta must pay on a day, before discounts.

    Attributes:
        saldos: every known recibo in order, paid ones included.
        mora: late charge due today, as applications to be made; empty when none is.
        favor: credit the cuenta holds.
        recargos: what each recibo's lateness has cost until today and is neither paid nor in it, one line a recibo.
    """

    cuenta: Cuenta
    fecha: date
    saldos: tuple[Saldo, ...]
    mora: tuple[Aplicacion, ...]
    favor: Dinero
    orden: Orden = ORDEN
    recargos: tuple[Aplicacion, ...] = ()

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
        """No recibo past its vencimiento is unpaid."""
        return not any(s.is_vencido(self.fecha) for s in self.saldos)


def calcular_adeudo(
    cuenta: Cuenta,
    recibos: Sequence[Recibo],
    hechos: Sequence[Aplicado],
    favor: Dinero,
    regla: ReglaDelDia,
    fecha: date,
    orden: Orden = ORDEN,
    tasas: Sequence[TasaRecargo] = (),
) -> Adeudo:
    """What `cuenta` owes on `fecha`, from its recibos and from what this diario has applied to them."""
    de_recibo: dict[str, list[Aplicado]] = {}
    for hecho in hechos:
        de_recibo.setdefault(hecho.periodo, []).append(hecho)
    saldos = tuple(
        saldo_de(r, de_recibo.get(r.periodo.texto(), ()), orden) for r in sorted(recibos, key=lambda r: r.periodo)
    )
    mora = _mora(saldos, hechos, regla, fecha)
    return Adeudo(cuenta, fecha, saldos, mora, favor, orden, _recargos(saldos, de_recibo, tasas, fecha))


def saldo_de(recibo: Recibo, hechos: Sequence[Aplicado], orden: Orden = ORDEN) -> Saldo:
    """What is left of a recibo after what was received before and the payments it does not include."""
    # What a caja charged is in no import: neither `pagado` nor `hasta` speaks of it.
    propios = tuple(c for c in recibo.cargos if c.clave in CONCEPTOS)
    cargados = {c.clave for c in recibo.cargos} - set(CONCEPTOS)
    quedan = {c.clave: c.importe for c in recibo.cargos}
    for parte in repartir(propios, recibo.pagado, orden):
        quedan[parte.clave] -= parte.importe
    ultimo = None
    causados = []
    for hecho in hechos:
        if hecho.causado:
            causados.append(hecho)
            continue
        ultimo = hecho.fecha if ultimo is None else max(ultimo, hecho.fecha)
        if hecho.clave in cargados or not recibo.incluye(hecho.caja, hecho.epoca, hecho.seq):
            quedan[hecho.clave] = quedan.get(hecho.clave, CERO) - hecho.importe
    cobrados = _absorber(recibo, causados, quedan)
    exceso = -suma(i for i in quedan.values() if i < CERO)
    quedan = {clave: max(importe, CERO) for clave, importe in quedan.items()}
    # Billed again with other conceptos: what no longer fits its own concepto still counts against the recibo.
    for parte in repartir(tuple(Cargo(c.clave, quedan[c.clave]) for c in propios), exceso, orden):
        quedan[parte.clave] -= parte.importe
        exceso -= parte.importe
    if suma(quedan[c.clave] for c in recibo.cargos) > recibo.total:
        # A file that already knows of a cancelled payment: it is owed again, and not twice.
        quedan = {c.clave: c.importe for c in recibo.cargos}
    final = tuple(Cargo(c.clave, quedan[c.clave], c.detalle, c.fundamento) for c in recibo.cargos)
    liquidado = None if suma(c.importe for c in final) else ultimo
    return Saldo(recibo, final, liquidado, exceso, cobrados, descontado_de(recibo, hechos))


def _absorber(recibo: Recibo, causados: Iterable[Aplicado], quedan: dict[str, Dinero]) -> Dinero:
    """Charge a recibo billed again with what had been worked out here only for what is more; the recargos left over.

    Where its import already counts the payment, nobody can tell whether it also bills that recargo: it is taken as
    charged besides, so that in doubt nothing is charged twice.
    """
    aparte = CERO
    # What turns a payment round counts against it before anything is absorbed.
    netos = sumar(causados, lambda h: (h.clave, recibo.incluye(h.caja, h.epoca, h.seq)))
    for (clave, incluido), importe in netos.items():
        cabe = CERO
        if not incluido:
            cabe = max(min(importe, quedan.get(clave, CERO)), CERO)
        if cabe:
            quedan[clave] -= cabe
        if clave == "recargos":
            aparte += importe - cabe
    return aparte


def repartir(cargos: Sequence[Cargo], importe: Dinero, orden: Orden) -> tuple[Cargo, ...]:
    """Spread a part payment over one recibo's conceptos: by `orden` first, then the rest in proportion.

    Takes at most what the cargos add up to; no concepto is overpaid.
    """
    partes: list[Cargo] = []
    queda = min(importe, suma(c.importe for c in cargos))
    primeros = [clave for grupo in orden for clave in grupo]
    for clave in primeros:
        for cargo in cargos:
            if cargo.clave == clave:
                parte = min(queda, cargo.importe)
                partes.append(replace(cargo, importe=parte))
                queda -= parte
    resto = [c for c in cargos if c.clave not in primeros]
    if queda:
        importes = queda.repartir([c.importe.centavos for c in resto])
        partes.extend(replace(c, importe=i) for c, i in zip(resto, importes, strict=True))
    return tuple(p for p in partes if p.importe)


def _mora(
    saldos: Sequence[Saldo], hechos: Sequence[Aplicado], regla_del: ReglaDelDia, fecha: date
) -> tuple[Aplicacion, ...]:
    """Once per cuenta and episode of arrears, from the second month past due of its oldest unpaid recibo.

    An abono may pay part of it: the rest is still due, at the price of the day on which it was first charged.
    """
    vencidos = [s.recibo for s in saldos if s.is_vencido(fecha)]
    if not vencidos:
        return ()
    viejo = min(vencidos, key=lambda r: r.vence)
    inicio = _inicio_de_episodio(saldos, viejo.vence)
    pagos = [h for h in hechos if h.clave in _MORA and h.fecha > inicio]
    regla = regla_del(primer_dia(pagos, fecha))
    if regla is None or fecha <= sumar_meses(viejo.vence, regla.meses - 1):
        return ()
    if any(c.clave == "mora" and c.importe for s in saldos if s.recibo.vence >= inicio for c in s.recibo.cargos):
        return ()
    detalle = f"visita de cobranza, segundo mes de vencimiento de {viejo.periodo}"
    lineas = (
        Aplicacion(viejo.periodo, "mora", regla.importe, detalle, regla.fundamento),
        Aplicacion(viejo.periodo, "iva_mora", regla.iva, "IVA del cargo por mora", regla.fundamento),
    )
    restos = (replace(a, importe=a.importe - suma(h.importe for h in pagos if h.clave == a.clave)) for a in lineas)
    return tuple(a for a in restos if a.importe > CERO)


def _inicio_de_episodio(saldos: Sequence[Saldo], inicio: date) -> date:
    """The vencimiento with which the present arrears began: a recibo paid late, after `inicio`, moves it back."""
    for saldo in reversed(saldos):
        if saldo.liquidado is not None and saldo.recibo.vence < inicio < saldo.liquidado:
            inicio = saldo.recibo.vence
    return inicio


def _recargos(
    saldos: Sequence[Saldo], hechos: Mapping[str, Sequence[Aplicado]], tasas: Sequence[TasaRecargo], fecha: date
) -> tuple[Aplicacion, ...]:
    """Of each recibo past due, what has accrued less what it bills and what was already charged here."""
    lineas = []
    for saldo in saldos if tasas else ():
        recibo = saldo.recibo
        pagos = [h for h in hechos.get(recibo.periodo.texto(), ()) if h.clave not in ACCESORIOS]
        if recibo.vence >= fecha or not (saldo.total or pagos):
            continue
        causado = causar(tasas, recibo.vence, fecha, partial(_principal_en, saldo, pagos))
        ya = suma(c.importe for c in recibo.cargos if c.clave == "recargos") + saldo.recargos_cobrados
        if causado.importe > ya:
            detalle = f"{causado.detalle}, menos {ya} ya en el recibo o pagado" if ya else causado.detalle
            debido = causado.importe - ya
            lineas.append(Aplicacion(recibo.periodo, "recargos", debido, detalle, causado.fundamento))
    return tuple(lineas)


def _principal_en(saldo: Saldo, pagos: Sequence[Aplicado], dia: date) -> Dinero:
    """What was left of a recibo's principal at the end of a day: what is left now, and what was paid after it.

    What the billing system had received, of which no payment here tells the day, counts as paid on time.
    """
    queda = suma(c.importe for c in saldo.cargos if c.clave not in ACCESORIOS) - saldo.exceso
    facturado = suma(c.importe for c in saldo.recibo.cargos if c.clave not in ACCESORIOS)
    return min(facturado, max(CERO, queda + suma(h.importe for h in pagos if h.fecha > dia)))
