"""What a toma received in a month, as the tariff needs to know it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.domain.cuenta import Cuenta
from app.domain.dinero import Dinero
from app.domain.periodo import Periodo


@dataclass(frozen=True, slots=True)
class ConsumoPrevio:
    """An earlier month of the same toma: its m³, and what its agua was billed (None where that is not known)."""

    m3: Decimal
    agua: Dinero | None = None


@dataclass(frozen=True, slots=True)
class FuentePropia:
    """Water that does not come from the organismo, and that its sewers take.

    Attributes:
        tipo: `exclusiva`, no other source; `mixta`, beside the organismo's.
        descarga: m³ measured at the discharge; None where nothing measures it.
        extraccion: m³ declared as extracted; None where they are not known.
    """

    tipo: str
    descarga: Decimal | None = None
    extraccion: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Escuela:
    """A public school: its pupils in each turno, its nivel, and how many turnos it has."""

    alumnos: int
    nivel: str
    turnos: int


@dataclass(frozen=True, slots=True)
class Suministro:
    """What a toma received in a month.

    Attributes:
        m3: volume read; a fraction of m³ is truncated when it is billed.
        servicios: services contracted (`agua`, `alcantarillado`, `saneamiento` …).
        con_medidor: whether `m3` was read from a working meter.
        deshabitado, toma_muerta: registered as such.
        volumen_presuntivo: m³ of the cuenta's own history, where there is no reading; None for none.
        regimen: `medido`, or `fijo` for who pays by cuota fija.
        clase: of the cuota fija, where the law tells classes apart.
        unidades: homes or premises behind one meter.
        giro: line of business, which may pay a sobrecuota.
        historia: earlier months, the newest last.
        programas: claves of the benefits that the cuenta holds.
    """

    uso: str
    area: str
    m3: Decimal
    periodo: Periodo
    servicios: tuple[str, ...]
    con_medidor: bool = True
    deshabitado: bool = False
    volumen_presuntivo: int | None = None
    toma_muerta: bool = False
    regimen: str = "medido"
    clase: str = ""
    unidades: int = 1
    giro: str = ""
    escuela: Escuela | None = None
    fuente: FuentePropia | None = None
    historia: tuple[ConsumoPrevio, ...] = ()
    programas: tuple[str, ...] = ()

    @classmethod
    def from_cuenta(
        cls,
        cuenta: Cuenta,
        m3: Decimal,
        periodo: Periodo,
        historia: tuple[ConsumoPrevio, ...] = (),
        servicios: tuple[str, ...] | None = None,
        programas: tuple[str, ...] = (),
    ) -> Suministro:
        """What a cuenta received, with what its contract says; `servicios` other than the contracted ones if given."""
        return cls(
            uso=cuenta.uso,
            area=cuenta.area,
            m3=m3,
            periodo=periodo,
            servicios=cuenta.servicios if servicios is None else servicios,
            con_medidor=is_medida(cuenta),
            deshabitado=cuenta.estado == "deshabitada",
            volumen_presuntivo=cuenta.volumen_presuntivo,
            toma_muerta=cuenta.estado == "toma_muerta",
            regimen=cuenta.regimen,
            clase=cuenta.clase,
            unidades=cuenta.unidades or 1,
            giro=cuenta.giro,
            escuela=Escuela(cuenta.alumnos, cuenta.nivel, cuenta.turnos or 1) if cuenta.alumnos is not None else None,
            fuente=_fuente(cuenta, m3),
            historia=historia,
            programas=programas,
        )


def is_medida(cuenta: Cuenta) -> bool:
    """Whether consumption is measured by a meter that works."""
    return cuenta.regimen == "medido" and cuenta.medidor_estado == "funciona"


def _fuente(cuenta: Cuenta, m3: Decimal) -> FuentePropia | None:
    """Of who has only its own source, the reading is of the discharge when a meter takes it, else what is declared.

    Of who has both, the reading is of the organismo's water, and the discharge is told apart when billing.
    """
    if cuenta.fuente_propia != "exclusiva":
        return FuentePropia(cuenta.fuente_propia) if cuenta.fuente_propia else None
    if is_medida(cuenta):
        return FuentePropia("exclusiva", descarga=m3)
    return FuentePropia("exclusiva", extraccion=m3)
