"""Benefits: what a program takes off a month's bill, and when it may not.

A program is data of the profile, of few shapes. `porcentaje`: a percentage of the water of the first N m³ (Ley de
Ingresos de Cajeme 2023, Art. 33, tarifas INSEN and pensionado: «Dicho beneficio se aplica a un consumo máximo de
26 m³, y el excedente en m³ se cobrará de acuerdo con lo establecido en las tarifas vigentes»). `porcentaje_total`: a
percentage of the month's conceptos (Art. 46, pronto pago).

No discount exceeds its concepto, so that a benefit never makes anybody a creditor.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from app.domain.cuenta import CONCEPTOS_DEL_MES, Beneficio, Cuenta, Recibo
from app.domain.dinero import CERO, Dinero, redondear, suma
from app.domain.errores import NegocioError
from app.domain.periodo import Periodo
from app.domain.tarifa import Tarifa, tramos
from app.domain.tarificacion import (
    Concepto,
    Suministro,
    base_de_iva,
    contratados,
    derivar,
    exacto,
    formula,
    is_medida,
    m3_facturados,
    por_ciento,
    tarifar,
)

FORMAS = ("porcentaje", "porcentaje_total")
#: What alcantarillado and saneamiento are a percentage of: the agua after the benefit, or before it.
DERIVADOS = ("neto", "bruto")
#: Billed and tariff may differ by so much before a benefit is scaled: what the law's own printed totals differ by.
TOLERANCIA = Dinero(2)


@dataclass(frozen=True, slots=True)
class Programa:
    """A program of the law, as data.

    Attributes:
        nombre: as the law calls it, for screens and paper.
        forma: one of `FORMAS`.
        porcentajes: (área, percentage); 50 means 50 %.
        primeros_m3: the benefit reaches only the first so many m³; None for all.
        usos: usos that may have it.
        derivados_sobre: one of `DERIVADOS`.
        automatico: not granted to anybody: earned by how the recibo is paid, before its vencimiento.
        incluye_vencimiento: an automatic one is still earned on the day of the vencimiento itself.
        excluyente: not given together with any other benefit.
        evidencia: documents it rests on.
    """

    clave: str
    nombre: str
    forma: str
    porcentajes: tuple[tuple[str, Decimal], ...]
    usos: tuple[str, ...]
    primeros_m3: int | None = None
    requiere_al_corriente: bool = True
    requiere_medidor: bool = False
    derivados_sobre: str = "neto"
    automatico: bool = False
    incluye_vencimiento: bool = False
    excluyente: bool = True
    evidencia: tuple[str, ...] = ()
    fundamento: str = ""

    def porcentaje(self, area: str) -> Decimal:
        """The percentage in an área; zero where the program gives none."""
        return dict(self.porcentajes).get(area, Decimal(0))


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
class Beneficiado:
    """What a program takes off a recibo; when it takes off nothing, `aviso` says why, for the cashier."""

    descuentos: tuple[Descuento, ...] = ()
    aviso: str = ""

    @property
    def total(self) -> Dinero:
        """Sum of the discounts: negative, or zero."""
        return suma(d.importe for d in self.descuentos)


def descontar(
    programa: Programa, tarifa: Tarifa, suministro: Suministro, conceptos: Sequence[Concepto], periodo: Periodo
) -> tuple[Descuento, ...]:
    """What a program takes off the bill that `tarifar` gave for `suministro`; conceptos it leaves whole are absent.

    Raises:
        NegocioError: as `tarifar`.
    """
    brutos = {c.clave: c.importe for c in conceptos}
    if programa.forma == "porcentaje_total":
        return _sobre_el_total(programa, suministro.area, brutos, periodo)
    return _sobre_el_agua(programa, tarifa, suministro, brutos, periodo)


def _sobre_el_agua(
    programa: Programa, tarifa: Tarifa, suministro: Suministro, brutos: Mapping[str, Dinero], periodo: Periodo
) -> tuple[Descuento, ...]:
    """A percentage of the cuota mínima and the first m³; what follows from the agua is worked out again on the net.

    The discount of each concepto is the gross, rounded, less the net, rounded.
    """
    tasa = programa.porcentaje(suministro.area)
    cuadro = tarifa.cuadro_del_mes(suministro.uso, suministro.area, suministro.periodo)
    partes = tramos(cuadro, tarifa.metodo, m3_facturados(tarifa, suministro), programa.primeros_m3)
    agua = brutos["agua"] - min(brutos["agua"], redondear(exacto(cuadro, partes) * tasa / 100))
    netos = dict(brutos) | {"agua": agua}
    if programa.derivados_sobre == "neto":
        netos |= {p.clave: derivar(p, agua) for p in contratados(tarifa, suministro)}
    if "iva" in brutos:
        netos["iva"] = base_de_iva(tarifa, suministro.uso, list(netos.items())).por(tarifa.iva.tasa / 100)
    detalles = {"agua": f"{por_ciento(tasa)} de {formula(cuadro, partes)}"}
    return tuple(
        Descuento(
            periodo,
            programa.clave,
            clave,
            netos[clave] - bruto,
            detalles.get(clave, f"sobre el agua con beneficio: {netos[clave]} en vez de {bruto}"),
            programa.fundamento,
        )
        for clave, bruto in brutos.items()
        if netos[clave] != bruto
    )


def _sobre_el_total(
    programa: Programa, area: str, brutos: Mapping[str, Dinero], periodo: Periodo
) -> tuple[Descuento, ...]:
    """A percentage of the sum, rounded once and spread by largest remainder: each concepto's income stays known."""
    tasa = programa.porcentaje(area)
    total = suma(brutos.values())
    partes = total.por(tasa / 100).repartir([i.centavos for i in brutos.values()])
    detalle = f"parte del {por_ciento(tasa)} de {total}"
    return tuple(
        Descuento(periodo, programa.clave, clave, -parte, detalle, programa.fundamento)
        for clave, parte in zip(brutos, partes, strict=True)
        if parte
    )


def descontar_de_recibo(programa: Programa, tarifa: Tarifa | None, cuenta: Cuenta, recibo: Recibo) -> Beneficiado:
    """What a program takes off a recibo that is paid whole, from its own m³ and month and the cuenta's uso and área.

    A recibo issued with its program already taken off gets nothing again. If what was billed differs from the tariff
    of its month by more than `TOLERANCIA`, each concepto's benefit is scaled to what was billed and the line says so.

    Args:
        tarifa: the tariff of the recibo's month; None where there is none.
    """
    if recibo.programa:
        return Beneficiado(aviso=_ya_descontado(recibo))
    if tarifa is None or not tarifa.rige(recibo.periodo):
        return Beneficiado(
            aviso=f"{programa.nombre}: no hay tarifa de {recibo.periodo} con qué calcular el descuento de ese recibo."
        )
    cobrados = _cobrados(recibo)
    if programa.forma == "porcentaje_total":
        return Beneficiado(_sobre_el_total(programa, cuenta.area, cobrados, recibo.periodo))
    # The recibo's m³ are the billed ones, and its conceptos the services it charges for.
    suministro = Suministro(
        cuenta.uso, cuenta.area, recibo.m3, recibo.periodo, ("agua", *cobrados), deshabitado=_is_deshabitada(cuenta)
    )
    try:
        conceptos = tarifar(tarifa, suministro)
        descuentos = descontar(programa, tarifa, suministro, conceptos, recibo.periodo)
    except NegocioError as error:
        return Beneficiado(aviso=f"{programa.nombre}, recibo de {recibo.periodo}: {error.mensaje}")
    return Beneficiado(_a_lo_cobrado(descuentos, conceptos, cobrados))


def _cobrados(recibo: Recibo) -> dict[str, Dinero]:
    """The month's conceptos as they were billed; recargos, mora and the like are no benefit's business."""
    cobrados: dict[str, Dinero] = {}
    for cargo in recibo.cargos:
        if cargo.clave in CONCEPTOS_DEL_MES:
            cobrados[cargo.clave] = cobrados.get(cargo.clave, CERO) + cargo.importe
    return cobrados


def _is_deshabitada(cuenta: Cuenta) -> bool:
    return cuenta.estado == "deshabitada"


def _a_lo_cobrado(
    descuentos: Sequence[Descuento], conceptos: Sequence[Concepto], cobrados: Mapping[str, Dinero]
) -> tuple[Descuento, ...]:
    tarifados = {c.clave: c.importe for c in conceptos}
    diferencia = suma(cobrados.values()) - suma(tarifados.values())
    escala = not -TOLERANCIA <= diferencia <= TOLERANCIA
    ajustados = []
    for descuento in descuentos:
        cobrado = cobrados.get(descuento.clave, CERO)
        if escala and cobrado != tarifados[descuento.clave]:
            descuento = _escalar(descuento, cobrado, tarifados[descuento.clave])
        ajustados.append(replace(descuento, importe=max(descuento.importe, -cobrado)))
    return tuple(d for d in ajustados if d.importe)


def _escalar(descuento: Descuento, cobrado: Dinero, tarifado: Dinero) -> Descuento:
    # The amount is rounded as a positive one: half up means in the customer's favour.
    proporcion = Decimal(-descuento.importe.centavos * cobrado.centavos) / tarifado.centavos
    detalle = f"{descuento.detalle}; ajustado a lo facturado, {cobrado} en vez de {tarifado}"
    return replace(descuento, importe=-redondear(proporcion / 100), detalle=detalle)


def condiciones(
    programa: Programa,
    cuenta: Cuenta,
    beneficio: Beneficio | None,
    al_corriente: bool,
    fecha: date,
    recibo: Recibo,
) -> str | None:
    """Why a program is not given on a recibo paid on `fecha`, in Spanish for the cashier; None when it is.

    Args:
        beneficio: what the cuenta holds; None for nothing.
        al_corriente: judged before this payment.
    """
    if recibo.programa:
        return _ya_descontado(recibo)
    razon = _sin_ganar(programa, cuenta, beneficio, fecha, recibo)
    if razon is None:
        razon = _sin_requisitos(programa, cuenta, al_corriente)
    return f"{programa.nombre}: {razon}" if razon else None


def _sin_requisitos(programa: Programa, cuenta: Cuenta, al_corriente: bool) -> str | None:
    if cuenta.uso not in programa.usos:
        return f"no se da a cuentas de uso «{cuenta.uso}»."
    if not programa.porcentaje(cuenta.area):
        return f"no se da en el área «{cuenta.area}»."
    if programa.requiere_medidor and not is_medida(cuenta):
        return "requiere servicio medido, y la cuenta no tiene un medidor que funcione."
    if programa.requiere_al_corriente and not al_corriente:
        return "la cuenta tiene rezago. Se dará en los recibos que sigan a este pago."
    return None


def _sin_ganar(
    programa: Programa, cuenta: Cuenta, beneficio: Beneficio | None, fecha: date, recibo: Recibo
) -> str | None:
    if not programa.automatico:
        return _sin_otorgar(programa, cuenta, beneficio, fecha)
    if programa.excluyente and beneficio is not None and beneficio.is_vigente(fecha):
        return f"no se da junto con otro beneficio, y la cuenta tiene {beneficio.programa}."
    limite = recibo.vence if programa.incluye_vencimiento else recibo.vence - timedelta(days=1)
    if fecha > limite:
        return f"el recibo de {recibo.periodo} debía pagarse a más tardar el {limite:%d/%m/%Y}."
    return None


def _sin_otorgar(programa: Programa, cuenta: Cuenta, beneficio: Beneficio | None, fecha: date) -> str | None:
    if beneficio is None or beneficio.programa != programa.clave or beneficio.cuenta != cuenta.numero:
        return f"no está otorgado a la cuenta {cuenta.numero}."
    if fecha < beneficio.desde:
        return f"está otorgado a partir del {beneficio.desde:%d/%m/%Y}."
    if beneficio.hasta is not None and fecha > beneficio.hasta:
        return f"venció el {beneficio.hasta:%d/%m/%Y}. Hay que renovarlo."
    return None


def _ya_descontado(recibo: Recibo) -> str:
    return f"El recibo de {recibo.periodo} se emitió con el programa {recibo.programa} ya descontado."
