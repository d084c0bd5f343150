"""Benefits at the counter: what a program takes off a recibo, and why it may not be given.

Only a benefit already granted to that cuenta and in force may be applied; an automatic one is earned by how the recibo
is paid. The amounts of a recibo are what was billed, and the tariff of its month says what the benefit is worth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from app.domain.beneficio.descuento import descontar
from app.domain.beneficio.programa import SIN_MEDIDA, Descuento, Medida, Programa
from app.domain.cuenta import CONCEPTOS_DEL_MES, MOTIVOS_DE_RETIRO, Beneficio, Cuenta, Recibo
from app.domain.dinero import CERO, Dinero, redondear, suma
from app.domain.errores import NegocioError
from app.domain.periodo import Periodo, sumar_meses
from app.domain.tarifa.suministro import Suministro, is_medida
from app.domain.tarifa.tarifa import Tarifa
from app.domain.tarifa.tarificacion import Concepto, tarifar

#: Billed and tariff may differ by so much before a benefit is scaled: what the law's own printed totals differ by.
TOLERANCIA = Dinero(2)


@dataclass(frozen=True, slots=True)
class Beneficiado:
    """What a program takes off a recibo; when it takes off nothing, `aviso` says why, for the cashier."""

    descuentos: tuple[Descuento, ...] = ()
    aviso: str = ""

    @property
    def total(self) -> Dinero:
        """Sum of the discounts: negative, or zero."""
        return suma(d.importe for d in self.descuentos)


def medida_de(beneficio: Beneficio | None) -> Medida:
    """How much was granted."""
    if beneficio is None:
        return SIN_MEDIDA
    return Medida(beneficio.m3, beneficio.porcentaje, beneficio.importe)


def descontar_de_recibo(
    programa: Programa, tarifa: Tarifa | None, cuenta: Cuenta, recibo: Recibo, medida: Medida = SIN_MEDIDA
) -> Beneficiado:
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
    if sobrado := programa.sobre_tope(Decimal(int(recibo.m3))):
        return Beneficiado(aviso=sobrado)
    cobrados = cobrados_del_mes(recibo)
    suministro = replace(suministro_de_recibo(cuenta, recibo, tuple(cobrados)), programas=(programa.clave,))
    try:
        if programa.forma_de(medida) in _FORMAS_SOBRE_LO_FACTURADO:
            conceptos = [Concepto(clave, importe, "", "") for clave, importe in cobrados.items()]
            return Beneficiado(descontar(programa, tarifa, suministro, conceptos, recibo.periodo, medida))
        tarifados = tarifar(tarifa, suministro)
        descuentos = descontar(programa, tarifa, suministro, tarifados, recibo.periodo, medida)
    except NegocioError as error:
        return Beneficiado(aviso=f"{programa.nombre}, recibo de {recibo.periodo}: {error.mensaje}")
    return Beneficiado(_a_lo_cobrado(descuentos, tarifados, cobrados))


#: What these take off depends on what was billed, and on no price.
_FORMAS_SOBRE_LO_FACTURADO = ("porcentaje_total", "monto")


def suministro_de_recibo(cuenta: Cuenta, recibo: Recibo, servicios: tuple[str, ...]) -> Suministro:
    """What was supplied, as a recibo tells it: its m³ are the billed ones, its conceptos the services it charges.

    What the cuenta is today may not be what it was that month: only where the recibo says no m³ does it count.
    """
    contratado = Suministro.from_cuenta(cuenta, recibo.m3, recibo.periodo, servicios=("agua", *servicios))
    facturados = int(recibo.m3)
    return replace(
        contratado,
        con_medidor=contratado.con_medidor or bool(facturados),
        volumen_presuntivo=facturados or contratado.volumen_presuntivo,
        deshabitado=contratado.deshabitado and not facturados,
        toma_muerta=False,
        escuela=None,
        fuente=None,
    )


def cobrados_del_mes(recibo: Recibo) -> dict[str, Dinero]:
    """The month's conceptos as they were billed; recargos, mora and the like are no benefit's business."""
    cobrados: dict[str, Dinero] = {}
    for cargo in recibo.cargos:
        if cargo.clave in CONCEPTOS_DEL_MES:
            cobrados[cargo.clave] = cobrados.get(cargo.clave, CERO) + cargo.importe
    return cobrados


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
    razon = _sin_ganar(programa, cuenta, beneficio, fecha, recibo) or sin_requisitos(programa, cuenta)
    if razon is None and programa.requiere_al_corriente and not al_corriente:
        razon = "la cuenta tiene rezago. Se dará en los recibos que sigan a este pago."
    return f"{programa.nombre}: {razon}" if razon else None


def sin_requisitos(programa: Programa, cuenta: Cuenta) -> str | None:
    """Why a toma such as this may not have a program, in Spanish; None when it may."""
    if cuenta.uso not in programa.usos:
        return f"no se da a cuentas de uso «{cuenta.uso}»."
    if programa.porcentajes and not programa.porcentaje(cuenta.area):
        return f"no se da en el área «{cuenta.area}»."
    if cuenta.giro.strip().casefold() in (g.casefold() for g in programa.giros_excluidos):
        return f"no se da al giro «{cuenta.giro}», que lucra con el agua."
    if programa.requiere_medidor and not is_medida(cuenta):
        return "requiere servicio medido, y la cuenta no tiene un medidor que funcione."
    return None


def _sin_ganar(
    programa: Programa, cuenta: Cuenta, beneficio: Beneficio | None, fecha: date, recibo: Recibo
) -> str | None:
    if not programa.automatico:
        return _sin_otorgar(programa, cuenta, beneficio, fecha, recibo)
    if programa.excluyente and beneficio is not None and beneficio.is_vigente(fecha):
        return f"no se da junto con otro beneficio, y la cuenta tiene {beneficio.programa}."
    limite = recibo.vence if programa.incluye_vencimiento else recibo.vence - timedelta(days=1)
    if fecha > limite:
        return f"el recibo de {recibo.periodo} debía pagarse a más tardar el {limite:%d/%m/%Y}."
    return None


def _sin_otorgar(
    programa: Programa, cuenta: Cuenta, beneficio: Beneficio | None, fecha: date, recibo: Recibo
) -> str | None:
    if beneficio is None or beneficio.programa != programa.clave or beneficio.cuenta != cuenta.numero:
        return f"no está otorgado a la cuenta {cuenta.numero}."
    if beneficio.retirado is not None and fecha >= beneficio.retirado:
        return f"se retiró el {beneficio.retirado:%d/%m/%Y} ({MOTIVOS_DE_RETIRO[beneficio.retiro]})."
    if fecha < beneficio.desde:
        return f"está otorgado a partir del {beneficio.desde:%d/%m/%Y}."
    hasta = ultimo_dia(programa, beneficio)
    if hasta is not None and fecha > hasta:
        con = f" con: {'; '.join(programa.evidencia)}" if programa.evidencia else ""
        return f"venció el {hasta:%d/%m/%Y}. Hay que renovarlo{con}."
    if programa.requiere_autorizacion and not beneficio.autorizacion.strip():
        return "falta el número del oficio o resolución que lo autoriza."
    falta = programa.falta_en(medida_de(beneficio), cuenta.area)
    return falta or _sin_alcance(programa, beneficio, recibo)


def _sin_alcance(programa: Programa, beneficio: Beneficio, recibo: Recibo) -> str | None:
    """An authorisation is for the debt of its day, not for what is billed later."""
    if programa.forma == "autorizado" and recibo.periodo > Periodo.from_fecha(beneficio.desde):
        return f"se autorizó el {beneficio.desde:%d/%m/%Y}, antes de este recibo."
    return None


def ultimo_dia(programa: Programa, beneficio: Beneficio) -> date | None:
    """Last day in force: the one of the grant, and never later than the law lets it last; None for no end."""
    limite = fin_de_ley(programa, beneficio.renovado or beneficio.desde)
    if limite is None or beneficio.hasta is None:
        return limite or beneficio.hasta
    return min(limite, beneficio.hasta)


def fin_de_ley(programa: Programa, desde: date) -> date | None:
    """Last day that the law lets a term which begins on `desde` last; None for no limit."""
    if programa.meses is None:
        return None
    siguiente = sumar_meses(desde, programa.meses)
    # Begun on a day that the last month does not have, it lasts to the end of that month.
    return siguiente if siguiente.day < desde.day else siguiente - timedelta(days=1)


def _ya_descontado(recibo: Recibo) -> str:
    return f"El recibo de {recibo.periodo} se emitió con el programa {recibo.programa} ya descontado."
