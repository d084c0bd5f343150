"""Convenios: a debt of a date agreed to be paid in parts, a down payment and monthly parcialidades.

Cajeme, Ley de Ingresos 2023, Art. 6; Ocampo, Reglamento 2022, Art. 55: «una ampliación o prórroga para el cumplimiento
de pago de adeudos». The sources give its existence alone; the rest are decisions, kept in the profile. The debt stays
where it is, recibo by recibo: a convenio is a timetable over it, and what became of it follows from what was paid.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate

from app.domain.aplicado import Aplicado
from app.domain.calendario import Calendario
from app.domain.dinero import CERO, Dinero, suma
from app.domain.errores import NegocioError
from app.domain.pago import Folio
from app.domain.periodo import Periodo, sumar_meses

#: Who may sign one.
CALIDADES = ("titular", "tercero")
#: Why a person ends one, and how that is said. That two parcialidades were missed needs nobody's word.
MOTIVOS_DE_FIN = {
    "renuncia": "renuncia de quien lo firmó",
    "error": "se hizo por error",
    "cambio_de_titular": "cambio de titular",
}
_DIA = timedelta(days=1)


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


@dataclass(frozen=True, slots=True)
class Cubierta:
    """A parcialidad and how much of it is covered."""

    parcialidad: Parcialidad
    cubierto: Dinero

    @property
    def falta(self) -> Dinero:
        """What is left of it."""
        return self.parcialidad.importe - self.cubierto


@dataclass(frozen=True, slots=True)
class Situacion:
    """What became of a convenio until a day.

    Attributes:
        estado: `vigente`, `cumplido`, `incumplido` (parcialidades missed) or `terminado` (by a person).
        partes: its parcialidades, covered one after the other.
        fuera: what is owed of its recibos and was not agreed: charged since, or billed again for more.
        roto: first day on which it was no longer in force for having been missed; None if it never was.
    """

    convenio: Convenio
    fecha: date
    estado: str
    partes: tuple[Cubierta, ...]
    fuera: Dinero = CERO
    roto: date | None = None

    @property
    def is_vigente(self) -> bool:
        """Whether it is being kept and is not finished."""
        return self.estado == "vigente"

    @property
    def detiene_recargos(self) -> bool:
        """Whether lateness stopped on the day it was made: it is kept, or was until its end."""
        return self.estado in ("vigente", "cumplido")

    @property
    def pendiente(self) -> Dinero:
        """What is left of the agreed debt."""
        return suma(p.falta for p in self.partes)

    @property
    def cubierto(self) -> Dinero:
        """What of the agreed debt is extinguished."""
        return suma(p.cubierto for p in self.partes)

    @property
    def atrasadas(self) -> tuple[Cubierta, ...]:
        """Parcialidades past due and not covered."""
        return tuple(p for p in self.partes if p.falta and p.parcialidad.vence < self.fecha)

    @property
    def siguiente(self) -> Cubierta | None:
        """The first that is not covered; None when all are."""
        return next((p for p in self.partes if p.falta), None)

    @property
    def por_pagar(self) -> Dinero:
        """What it asks for now: all that is due until today, or else what is left of the next parcialidad."""
        debidas = suma(p.falta for p in self.partes if p.parcialidad.vence <= self.fecha)
        return debidas or suma(p.falta for p in (self.siguiente,) if p is not None)

    @property
    def is_al_corriente(self) -> bool:
        """In force, its enganche covered, no parcialidad past due, nothing owed of its recibos that was not agreed."""
        primera = self.siguiente
        sin_enganche = primera is not None and not primera.parcialidad.n
        return self.is_vigente and not (self.atrasadas or self.fuera or sin_enganche)

    def avisar(self, importe: Dinero) -> str:
        """What a payment of so much of it does, for the ticket."""
        cubiertas, resto = [], importe
        abiertas = [p for p in self.partes if p.falta]
        for parte in abiertas:
            if parte.falta > resto:
                break
            cubiertas.append(parte)
            resto -= parte.falta
        que = f"cubre {'hasta ' if len(cubiertas) > 1 else ''}{cubiertas[-1].parcialidad}" if cubiertas else ""
        que = que or f"abona {importe} a {abiertas[0].parcialidad}".replace(" a el ", " al ")
        if len(cubiertas) == len(abiertas):
            return f"Convenio {self.convenio.folio}: {que}. Queda cumplido."
        sigue = abiertas[len(cubiertas)].parcialidad
        return (
            f"Convenio {self.convenio.folio}: {que}, de {self.convenio.mensuales}. Quedan {self.pendiente - importe}; "
            f"{sigue} vence el {sigue.vence:%d/%m/%Y}."
        )


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


def situar(convenio: Convenio, debido: Mapping[Periodo, Dinero], hechos: Sequence[Aplicado], fecha: date) -> Situacion:
    """What became of it until `fecha`, from what is still owed and from what was paid since, and when.

    What was paid elsewhere, nobody knows when, was paid on time. A payment that is turned round was never one; money
    given back had covered until that day.

    Args:
        debido: what is owed now of each recibo it covers, as if lateness had stopped on its day.
        hechos: of the cuenta.
    """
    propios = {p.texto() for p in convenio.periodos}
    pagos = sorted(
        (h for h in hechos if h.periodo in propios and convenio.is_posterior(h)), key=lambda h: (h.fecha, h.seq)
    )
    pendientes = [_pendiente(r, debido[r.periodo], pagos) for r in convenio.recibos]
    cubierto = convenio.deuda - suma(pendientes)

    def cubierto_en(dia: date) -> Dinero:
        return max(CERO, cubierto - suma(h.importe for h in pagos if h.fecha > dia))

    roto = _roto(convenio, cubierto_en, fecha)
    estado = "incumplido" if roto else "vigente" if cubierto < convenio.deuda else "cumplido"
    fuera = suma(debido[p] for p in convenio.periodos) - suma(pendientes)
    return Situacion(convenio, fecha, "terminado" if convenio.fin else estado, _cubrir(convenio, cubierto), fuera, roto)


def _pendiente(recibo: Convenido, debido: Dinero, pagos: Sequence[Aplicado]) -> Dinero:
    """What is left of what was agreed of a recibo; debt that appeared later is not part of it."""
    pagado = CERO
    for hecho in pagos:
        if hecho.periodo == recibo.periodo.texto():
            # Turning round what was paid before it was made reopens a debt that was not agreed.
            pagado = max(CERO, pagado + hecho.importe)
    return min(debido, max(CERO, recibo.importe - pagado))


def _roto(convenio: Convenio, cubierto_en: Callable[[date], Dinero], fecha: date) -> date | None:
    """The day after the one on which it was missed: its enganche, so many parcialidades, or its whole term."""
    acumulados = tuple(accumulate(p.importe.centavos for p in convenio.parcialidades))
    for cuantas, parcialidad in enumerate(convenio.parcialidades, 1):
        if parcialidad.vence >= fecha:
            return None
        cubierto = cubierto_en(parcialidad.vence).centavos
        faltan = sum(cubierto < acumulado for acumulado in acumulados[:cuantas])
        if faltan >= convenio.incumplidas or (faltan and not parcialidad.n):
            return parcialidad.vence + _DIA
    # After the last one no other falls due: a month more, and what is missing has been missed twice.
    termino = sumar_meses(convenio.parcialidades[-1].vence, 1)
    return termino + _DIA if termino < fecha and cubierto_en(termino) < convenio.deuda else None


def _cubrir(convenio: Convenio, cubierto: Dinero) -> tuple[Cubierta, ...]:
    partes = []
    for parcialidad in convenio.parcialidades:
        parte = min(cubierto, parcialidad.importe)
        partes.append(Cubierta(parcialidad, parte))
        cubierto -= parte
    return tuple(partes)
