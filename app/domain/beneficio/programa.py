"""The programs of the law, as data: what each takes off, who may have it, on what evidence, and for how long.

Few shapes (`FORMAS`) and their settings express every row of the four laws; a program is a section of `perfil.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.domain.dinero import CERO, Dinero
from app.domain.periodo import Periodo

#: `porcentaje`: of the agua of the first m³. `porcentaje_total`: of the month's conceptos. `paga_como`: the bill of so
#: many m³. `monto`: a fixed amount. `segun_estudio`: the one of those that the study set. `autorizado`: what somebody
#: with the power to authorised, on the debt of a day. `anual`: for paying the whole year ahead.
FORMAS = ("porcentaje", "porcentaje_total", "paga_como", "monto", "segun_estudio", "autorizado", "anual")
#: What alcantarillado and saneamiento are a percentage of: the agua after the benefit, or before it.
DERIVADOS = ("neto", "bruto")
#: At what range's price the first m³ of a `porcentaje` are taken under `rango_alcanzado`: that of the whole
#: consumption, or that of the m³ it reaches.
RANGOS_DE_BENEFICIO = ("del_consumo", "del_limite")
#: What is consumed beyond `k_max` is charged at the price of the range that the whole consumption reaches, or each m³
#: as it would be charged without the program.
EXCEDENTES = ("rango_alcanzado", "su_precio")
#: A percentage of several conceptos: of their sum, rounded once and spread; or of each, rounded each.
REDONDEOS = ("por_total", "por_concepto")
#: When a cuenta has several rights: the one granted last, or the one that takes off most.
VARIOS_DERECHOS = ("el_ultimo", "el_mayor")

_MEDIDAS = {"m3": "m³", "porcentaje": "un porcentaje propio", "importe": "un importe"}
#: What a grant decides, by the shape of its program.
_DECIDIBLES = {
    "paga_como": ("m3",),
    "monto": ("importe",),
    "segun_estudio": ("m3", "porcentaje", "importe"),
    "autorizado": ("porcentaje", "importe"),
    "anual": (),
}


@dataclass(frozen=True, slots=True)
class Medida:
    """How much of a program a cuenta was granted, where the program leaves it to a study or an authorisation.

    Attributes:
        m3: pays as so many m³.
        porcentaje: 50 means 50 %.
        importe: pesos a month; of an authorisation, of the whole debt.
    """

    m3: int | None = None
    porcentaje: Decimal | None = None
    importe: Dinero | None = None


SIN_MEDIDA = Medida()


@dataclass(frozen=True, slots=True)
class Programa:
    """A program of the law.

    Attributes:
        nombre: as the law calls it, for screens and paper.
        forma: one of `FORMAS`.
        usos: usos that may have it.
        porcentajes: (área, percentage); 50 means 50 %. Empty: what was granted says it.
        porcentaje_max: no grant may exceed it.
        primeros_m3: the benefit reaches only the first so many m³; None for all.
        k_max: largest m³ that may be paid as; what is consumed beyond is charged.
        valores_m3: the only m³ that may be paid as; empty for any up to `k_max`.
        tope_consumo: above it there is no benefit that month.
        conceptos: those a `porcentaje_total` reaches; empty for all of the month.
        redondeo: one of `REDONDEOS`.
        rango: one of `RANGOS_DE_BENEFICIO`.
        excedente: one of `EXCEDENTES`.
        derivados_sobre: one of `DERIVADOS`.
        automatico: not granted to anybody: earned by how the recibo is paid, before its vencimiento.
        incluye_vencimiento: an automatic one is still earned on the day of the vencimiento itself.
        excluyente: not given together with any other benefit.
        requiere_autorizacion: a grant needs the number of an oficio or resolution.
        giros_excluidos: lines of business that may not have it (water is what they sell).
        meses: how long a grant lasts at most before it must be renewed; None for no limit of the law.
        meses_de_pago: months of the year in which an `anual` may be paid.
        evidencia: documents it rests on.
        meses_de_evidencia: so many months after its issue each of them is good for; 0 for no limit of the law.
        estudio: the study that the organismo makes of who asks for it; empty for none.
    """

    clave: str
    nombre: str
    forma: str
    usos: tuple[str, ...]
    porcentajes: tuple[tuple[str, Decimal], ...] = ()
    porcentaje_max: Decimal = Decimal(100)
    primeros_m3: int | None = None
    k_max: int | None = None
    valores_m3: tuple[int, ...] = ()
    tope_consumo: int | None = None
    conceptos: tuple[str, ...] = ()
    redondeo: str = "por_total"
    rango: str = "del_consumo"
    excedente: str = "rango_alcanzado"
    requiere_al_corriente: bool = True
    requiere_medidor: bool = False
    requiere_autorizacion: bool = False
    derivados_sobre: str = "neto"
    automatico: bool = False
    incluye_vencimiento: bool = False
    excluyente: bool = True
    giros_excluidos: tuple[str, ...] = ()
    meses: int | None = None
    meses_de_pago: tuple[int, ...] = ()
    evidencia: tuple[str, ...] = ()
    meses_de_evidencia: tuple[int, ...] = ()
    estudio: str = ""
    fundamento: str = ""

    @property
    def is_otorgable(self) -> bool:
        """Whether somebody grants it: not what is earned by how a recibo, or the year, is paid."""
        return not self.automatico and self.forma != "anual"

    @property
    def pide_curp(self) -> bool:
        """Whether its evidence names the CURP of the beneficiary."""
        return "CURP" in self.evidencia

    def meses_de(self, documento: str) -> int:
        """For how many months after its issue a document is good; 0 for no limit."""
        return dict(zip(self.evidencia, self.meses_de_evidencia, strict=False)).get(documento, 0)

    def porcentaje(self, area: str, medida: Medida = SIN_MEDIDA) -> Decimal:
        """The percentage in an área, or what was granted where the program says none; zero for nothing at all."""
        if self.porcentajes:
            return dict(self.porcentajes).get(area, Decimal(0))
        return medida.porcentaje or Decimal(0)

    def m3_de(self, medida: Medida) -> int | None:
        """The m³ that are paid: those granted, or the only ones the program knows."""
        return self.valores_m3[0] if medida.m3 is None and len(self.valores_m3) == 1 else medida.m3

    def forma_de(self, medida: Medida) -> str:
        """The shape a grant has: of what a study decides, the one that it decided."""
        if self.forma == "segun_estudio":
            if medida.m3 is not None:
                return "paga_como"
            return "monto" if medida.importe is not None else "porcentaje_total"
        if self.forma == "autorizado":
            return "monto" if medida.importe is not None else "porcentaje_total"
        return self.forma

    def sobre_tope(self, m3: Decimal) -> str | None:
        """Why a month of so many m³ gets nothing, in Spanish; None when it is not above what the program allows."""
        if self.tope_consumo is None or m3 <= self.tope_consumo:
            return None
        return f"{self.nombre}: no se da en un mes de más de {self.tope_consumo} m³, y este tiene {m3.normalize():f}."

    def falta_en(self, medida: Medida, area: str) -> str | None:
        """What a grant lacks or has too much of, in Spanish; None when it can be worked out."""
        forma = self.forma_de(medida)
        if forma == "paga_como":
            return self._falta_en_m3(self.m3_de(medida))
        if forma == "monto":
            return None if medida.importe is not None and medida.importe > CERO else "falta el importe que se autorizó."
        tasa = self.porcentaje(area, medida)
        if tasa < 0:
            return "un porcentaje negativo no es un descuento."
        if not tasa and not self.porcentajes:
            o_importe = "" if forma == "porcentaje" else " o el importe"
            return f"falta el porcentaje{o_importe}: ni el perfil ni lo otorgado lo dicen."
        if tasa > self.porcentaje_max:
            return f"no puede pasar de {self.porcentaje_max.normalize():f} %."
        return None

    def sobra_en(self, medida: Medida) -> str | None:
        """What a grant says that the program does not let it decide, in Spanish; None for nothing."""
        dichas = {"m3": medida.m3, "porcentaje": medida.porcentaje, "importe": medida.importe}
        sobran = [c for c, valor in dichas.items() if valor is not None and c not in self._decidibles()]
        if sobran:
            return f"no se otorga con {_MEDIDAS[sobran[0]]}."
        return "se otorga de una sola manera." if sum(v is not None for v in dichas.values()) > 1 else None

    def _decidibles(self) -> tuple[str, ...]:
        if self.forma in ("porcentaje", "porcentaje_total"):
            return () if self.porcentajes else ("porcentaje",)
        return _DECIDIBLES[self.forma]

    def _falta_en_m3(self, m3: int | None) -> str | None:
        if m3 is None:
            return "falta cuántos m³ paga: los fija el estudio."
        if self.valores_m3 and m3 not in self.valores_m3:
            return f"se paga como {', '.join(map(str, self.valores_m3))} m³; no como {m3}."
        if self.k_max is not None and not 1 <= m3 <= self.k_max:
            return f"se paga como 1 a {self.k_max} m³; no como {m3}."
        return None


@dataclass(frozen=True, slots=True)
class Descuento:
    """What a program takes off one concepto: a negative amount. `periodo` is None for what belongs to no recibo."""

    periodo: Periodo | None
    programa: str
    clave: str
    importe: Dinero
    detalle: str = ""
    fundamento: str = ""


@dataclass(frozen=True, slots=True)
class Subsidiado:
    """What a granted program took off a month that is in no discount of the payment's own months.

    Attributes:
        clave: `anticipo`, a month of the year that it pays ahead; `recibo`, one billed with the program already off.
        importe: above zero; None where nobody can tell.
        detalle: how it was worked out, or why it cannot be, in Spanish.
    """

    programa: str
    clave: str
    periodo: Periodo
    importe: Dinero | None
    detalle: str
