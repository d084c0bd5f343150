"""Convenios: a debt of a date agreed to be paid in parts, a down payment and monthly parcialidades.

Cajeme, Ley de Ingresos 2023, Art. 6; Ocampo, Reglamento 2022, Art. 55: «una ampliación o prórroga para el cumplimiento
de pago de adeudos». The sources give its existence alone; the rest are decisions, kept in the profile. The debt stays
where it is, recibo by recibo: a convenio is a timetable over it, and what became of it follows from what was paid.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.domain.calendario import Calendario
from app.domain.deuda.aplicado import Aplicado
from app.domain.dinero import CERO, Dinero, suma
from app.domain.errores import NegocioError
from app.domain.pago.pago import Folio
from app.domain.periodo import Periodo, sumar_meses

#: Who may sign one.
CALIDADES = ("titular", "tercero")
#: Why a person ends one, and how that is said. That two parcialidades were missed needs nobody's word.
MOTIVOS_DE_FIN = {
    "renuncia": "renuncia de quien lo firmó",
    "error": "se hizo por error",
    "cambio_de_titular": "cambio de titular",
}


@dataclass(frozen=True, slots=True)
class ReglaConvenio:
    """What the organismo allows.

    Attributes:
        enganche_minimo: per cent of the debt, 0 to 100.
        parcialidades_maximas: how many months at most, 1 or more.
        incumplidas: parcialidades past due and not covered that end it.
        fundamento: article; empty where the law read says nothing and it is the organismo's decision.
    """

    enganche_minimo: Decimal
    parcialidades_maximas: int
    incumplidas: int
    fundamento: str


@dataclass(frozen=True, slots=True)
class Parcialidad:
    """A part of the debt and the last day to pay it on time; number 0 is the enganche, due the day it is signed."""

    n: int
    vence: date
    importe: Dinero

    def __str__(self) -> str:
        return f"la parcialidad {self.n}" if self.n else "el enganche"


@dataclass(frozen=True, slots=True)
class Convenido:
    """A recibo that a convenio covers, with what was owed of it that day.

    Attributes:
        accesorios: recargos and late charge of that day, which its saldo does not hold.
    """

    periodo: Periodo
    saldo: Dinero
    accesorios: Dinero = CERO

    @property
    def importe(self) -> Dinero:
        """All that was owed of it."""
        return self.saldo + self.accesorios


@dataclass(frozen=True, slots=True)
class Fin:
    """A convenio ended by a person: one of `MOTIVOS_DE_FIN`, what was left to pay, and who allowed it."""

    fecha: date
    motivo: str
    faltaba: Dinero
    autorizo: str


@dataclass(frozen=True, slots=True)
class Convenio:
    """A convenio as the diario has it.

    Attributes:
        titular, domicilio: of the cuenta on that day.
        recibos: what it covers, oldest first.
        parcialidades: in order, the enganche (if any) first; they add up to the debt.
        documento: what proves who signed, or their authority; empty for none.
        incumplidas: how many missed ones end it.
        quien, autorizo: claves of who made it and of the supervisor who allowed it.
        epoca, seq: place of its asiento in the diario of the caja that its folio names.
        fin: None while no person ended it.
    """

    folio: Folio
    cuenta: str
    titular: str
    domicilio: str
    fecha: date
    recibos: tuple[Convenido, ...]
    parcialidades: tuple[Parcialidad, ...]
    firmante: str
    calidad: str
    documento: str
    incumplidas: int
    fundamento: str
    quien: str
    autorizo: str
    epoca: str
    seq: int
    hash: str = ""
    fin: Fin | None = None

    @property
    def deuda(self) -> Dinero:
        """What it was made over."""
        return suma(r.importe for r in self.recibos)

    @property
    def periodos(self) -> tuple[Periodo, ...]:
        """Months it covers."""
        return tuple(r.periodo for r in self.recibos)

    @property
    def mensuales(self) -> int:
        """How many parcialidades there are, the enganche aside."""
        return self.parcialidades[-1].n

    def is_posterior(self, hecho: Aplicado) -> bool:
        """Whether something was paid after it was made."""
        if hecho.fecha != self.fecha:
            return hecho.fecha > self.fecha
        return (hecho.caja, hecho.epoca) != (self.folio.caja, self.epoca) or hecho.seq > self.seq


def planear(
    regla: ReglaConvenio, calendario: Calendario, fecha: date, deuda: Dinero, enganche: Dinero, cuantas: int
) -> tuple[Parcialidad, ...]:
    """The parts of a debt: the enganche on the day, the rest in equal monthly parts, by largest remainder.

    Each is due as many months later, on that day or else the next working one (CFF Art. 12).

    Args:
        cuantas: parcialidades besides the enganche.

    Raises:
        NegocioError: `convenio_sin_deuda`, `enganche_corto`, `enganche_excede` or `parcialidades_invalidas`.
    """
    if deuda <= CERO:
        raise NegocioError("convenio_sin_deuda", "No hay adeudo vencido que convenir.")
    minimo = deuda.por(regla.enganche_minimo / 100)
    if enganche < minimo:
        raise NegocioError(
            "enganche_corto",
            f"El enganche es de {minimo} por lo menos, {regla.enganche_minimo.normalize():f} % de {deuda}.",
        )
    resto = deuda - enganche
    if resto <= CERO:
        raise NegocioError("enganche_excede", f"El enganche debe ser menor que el adeudo, {deuda}.")
    if not 1 <= cuantas <= min(regla.parcialidades_maximas, resto.centavos):
        raise NegocioError(
            "parcialidades_invalidas",
            f"Las parcialidades van de 1 a {min(regla.parcialidades_maximas, resto.centavos)}.",
        )
    primera = (Parcialidad(0, fecha, enganche),) if enganche else ()
    partes = resto.repartir([1] * cuantas)
    return (
        *primera,
        *(Parcialidad(n, calendario.habil_desde(sumar_meses(fecha, n)), i) for n, i in enumerate(partes, 1)),
    )
