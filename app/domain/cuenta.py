"""Cuenta, recibo and beneficio as the padrón knows them.

A recibo's amounts are facts from the billing system; `hasta` says which payments those facts already include, so
that the next import neither charges twice nor forgives twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from app.domain.dinero import Dinero, suma
from app.domain.periodo import Periodo

#: Conceptos of the month's service, the ones benefits may touch.
CONCEPTOS_DEL_MES = ("agua", "alcantarillado", "saneamiento", "drenaje", "tratamiento", "iva")
#: All conceptos a recibo may carry, in the order in which they are shown.
CONCEPTOS = (*CONCEPTOS_DEL_MES, "recargos", "mora", "otros")
#: What lateness adds to a debt: paid before the principal, and the cause of no recargos.
ACCESORIOS = ("gastos", "mora", "iva_mora", "recargos", "recargos_diferencia", "multa")
#: Why a benefit is withdrawn, and how that is said.
MOTIVOS_DE_RETIRO = {
    "vencido": "venció sin renovarse",
    "datos_falsos": "datos falsos",
    "defuncion": "defunción del beneficiario",
    "renuncia": "renuncia",
    "cambio_de_titular": "cambio de titular",
}
#: States that a cuenta may be in.
ESTADOS = ("activa", "limitada", "suspendida", "toma_muerta", "deshabitada")


@dataclass(frozen=True, slots=True)
class Cuenta:
    """A contract: who, where, and what decides its tariff. Fields are the import columns of the same name."""

    numero: str
    titular: str
    domicilio: str = ""
    colonia: str = ""
    uso: str = "domestico"
    area: str = ""
    clase: str = ""
    regimen: str = "medido"
    medidor: str = ""
    medidor_estado: str = "funciona"
    servicios: tuple[str, ...] = ()
    estado: str = "activa"
    ruta: str = ""
    volumen_presuntivo: int | None = None
    unidades: int | None = None
    alumnos: int | None = None
    nivel: str = ""
    turnos: int | None = None
    giro: str = ""
    fuente_propia: str = ""
    rfc: str = ""
    telefono: str = ""


@dataclass(frozen=True, slots=True)
class Marca:
    """A place in a diario: the payments of (caja, epoca) up to `seq` are included."""

    caja: str
    epoca: str
    seq: int


@dataclass(frozen=True, slots=True)
class Cargo:
    """One concepto of a recibo with the amount that was billed.

    Attributes:
        detalle, fundamento: of what a caja charged to the recibo; empty for what the billing system says.
    """

    clave: str
    importe: Dinero
    detalle: str = ""
    fundamento: str = ""


@dataclass(frozen=True, slots=True)
class Recibo:
    """The month's bill of a cuenta.

    Attributes:
        m3: billed volume in cubic metres, three decimals at most.
        cargos: what was billed, before any payment, and what a caja charged to it; sums to the recibo's total.
        pagado: what the billing system had already received when it reported `hasta`.
        programa: benefit already taken off when it was issued; empty when the amounts are before any benefit.
        lote: SHA-256 of the import it came from; empty for one that only holds what a caja charged.
    """

    cuenta: str
    periodo: Periodo
    vence: date
    m3: Decimal
    cargos: tuple[Cargo, ...]
    pagado: Dinero = field(default=Dinero(0))
    emitido: date | None = None
    referencia: str = ""
    programa: str = ""
    lote: str = ""
    hasta: tuple[Marca, ...] = ()

    @property
    def total(self) -> Dinero:
        """What was billed."""
        return suma(c.importe for c in self.cargos)

    @property
    def is_del_mes(self) -> bool:
        """Whether it bills a month's service, and not only what a caja charged to it."""
        return any(c.clave in CONCEPTOS_DEL_MES for c in self.cargos)

    def incluye(self, caja: str, epoca: str, seq: int) -> bool:
        """Whether `pagado` already counts the payment at that place of a diario."""
        return any(m.caja == caja and m.epoca == epoca and seq <= m.seq for m in self.hasta)


@dataclass(frozen=True, slots=True)
class Beneficio:
    """A program that a cuenta's beneficiary holds.

    Attributes:
        desde: first day in force.
        hasta: last day in force; None while no end is set.
        documento: number of the evidence it rests on.
        origen: `lote:<sha256>` or `asiento:<caja>/<epoca>/<seq>`.
        quien: clave of the supervisor who granted it at a caja; empty for an imported one.
        renovado: first day of its last term; None while it was never renewed.
        retirado: first day without it; None while it was not withdrawn.
        retiro: why it was withdrawn, one of `MOTIVOS_DE_RETIRO`.
    """

    cuenta: str
    programa: str
    beneficiario: str
    documento: str
    desde: date
    hasta: date | None = None
    curp: str = ""
    m3: int | None = None
    porcentaje: Decimal | None = None
    importe: Dinero | None = None
    autorizacion: str = ""
    origen: str = ""
    quien: str = ""
    renovado: date | None = None
    retirado: date | None = None
    retiro: str = ""

    def is_vigente(self, fecha: date) -> bool:
        """Whether it is in force on that day."""
        return self.situacion(fecha) == "vigente"

    def situacion(self, fecha: date) -> str:
        """What it is on that day: `vigente`, `retirado`, `vencido`, or `por_empezar`."""
        if self.retirado is not None and fecha >= self.retirado:
            return "retirado"
        if self.hasta is not None and fecha > self.hasta:
            return "vencido"
        return "vigente" if fecha >= self.desde else "por_empezar"


class Pendiente(NamedTuple):
    """The little that lists need of a recibo not yet paid whole, for many cuentas at once.

    `periodo` is `AAAA-MM` and `vence` `AAAA-MM-DD`: both sort as text. `saldo` is whole centavos, above zero.
    """

    cuenta: str
    periodo: str
    vence: str
    saldo: int
    hasta: tuple[Marca, ...]


@dataclass(frozen=True, slots=True)
class Hallazgo:
    """A cuenta that a search found, with what is shown in the list."""

    cuenta: str
    titular: str
    domicilio: str
    colonia: str
    medidor: str
