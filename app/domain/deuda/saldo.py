"""What is left to pay of one recibo: its facts less the payments they do not include yet.

Owed of a recibo = what was billed − what the billing system had received − the applications of payments that its
`hasta` does not cover; never below zero, so that importing the billing system's next file neither charges twice nor
frees twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.cuenta import CONCEPTOS, Cargo, Recibo
from app.domain.deuda.aplicado import Aplicado, descontado_de, sumar
from app.domain.dinero import CERO, Dinero, suma

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
        return self.recibo.vence < fecha and bool(self.total)


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
