"""What became of a convenio until a day, from what is owed of its recibos and from what was paid since it was made.

Nothing else is kept of it: a payment that is turned round takes back what it had covered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from app.domain.deuda.aplicado import Aplicado
from app.domain.dinero import CERO, Dinero, suma
from app.domain.periodo import Periodo, sumar_meses
from app.domain.tramite.convenio import Convenido, Convenio, Parcialidad

_DIA = timedelta(days=1)


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
        que = f"abona {importe} a {self._nombrar(abiertas[0])}".replace(" a el ", " al ")
        if cubiertas:
            que = f"cubre {'hasta ' if len(cubiertas) > 1 else ''}{self._nombrar(cubiertas[-1])}"
        if len(cubiertas) == len(abiertas):
            return f"Convenio {self.convenio.folio}: {que}. Queda cumplido."
        sigue = abiertas[len(cubiertas)].parcialidad
        return (
            f"Convenio {self.convenio.folio}: {que}. Quedan {self.pendiente - importe}; {sigue} vence el "
            f"{sigue.vence:%d/%m/%Y}."
        )

    def _nombrar(self, parte: Cubierta) -> str:
        """`la parcialidad 2 de 6`."""
        de = f" de {self.convenio.mensuales}" if parte.parcialidad.n else ""
        return f"{parte.parcialidad}{de}"


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
