"""Pay the year ahead, where the law has a discount for it (Romita 2020, Art. 45): what the charge would be."""

from __future__ import annotations

from app.beneficiarios.beneficios import vigente
from app.cobro.consulta import EstadoDeCuenta
from app.domain.beneficio.beneficio import medida_de, sin_requisitos
from app.domain.beneficio.programa import Medida, Programa
from app.domain.deuda.anualidad import Anualidad, cotizar_anual, meses_por_pagar
from app.domain.pago.liquidacion import Liquidacion
from app.domain.pago.pago import Aplicacion, SolicitudCobro
from app.domain.perfil import Perfil
from app.domain.periodo import MESES
from app.errors import NegocioError


def anual_de(perfil: Perfil) -> str:
    """Clave of the program of the year paid ahead; empty where the law has none."""
    return next((p.clave for p in perfil.programas if p.forma == "anual"), "")


def liquidar_anual(perfil: Perfil, estado: EstadoDeCuenta, solicitud: SolicitudCobro) -> Liquidacion:
    """What paying the rest of this year ahead comes to: credit before the discount, and the discount as its own line.

    Raises:
        NegocioError: `anual_aparte`, asked for together with something else; `anual_fuera_de_plazo`,
            `beneficio_negado`, `anual_ya_pagado`, `anual_con_adeudo`, or what `cotizar_anual` raises.
    """
    if solicitud.recibos or solicitud.servicios or solicitud.convenio or solicitud.monto is not None:
        raise NegocioError("anual_aparte", "El pago anual va solo: sin meses elegidos, monto ni otros servicios.")
    adeudo, programa = estado.adeudo, perfil.programa(solicitud.programa)
    _exigir_plazo(programa, estado)
    if razon := sin_requisitos(programa, adeudo.cuenta):
        raise NegocioError("beneficio_negado", f"{programa.nombre}: {razon}")
    meses = meses_por_pagar(adeudo)
    anualidad = cotizar_anual(programa, adeudo.cuenta, meses, perfil.tarifa_de, _derecho(perfil, estado))
    return Liquidacion(
        adeudo,
        (Aplicacion(None, "anticipo", anualidad.importe, anualidad.detalle, programa.fundamento),),
        () if anualidad.descuento is None else (anualidad.descuento,),
        (_aviso(anualidad),),
        anualidad=anualidad,
    )


def _exigir_plazo(programa: Programa, estado: EstadoDeCuenta) -> None:
    fecha = estado.adeudo.fecha
    if fecha.month not in programa.meses_de_pago:
        cuales = " y ".join(MESES[mes - 1] for mes in programa.meses_de_pago)
        raise NegocioError("anual_fuera_de_plazo", f"{programa.nombre}: se hace en {cuales}.")
    for adelantado in estado.adelantados:
        if adelantado.periodo.ejercicio == fecha.year:
            raise NegocioError("anual_ya_pagado", f"El año {fecha.year} ya se pagó, con el folio {adelantado.folio}.")


def _derecho(perfil: Perfil, estado: EstadoDeCuenta) -> tuple[Programa, Medida] | None:
    """The benefit that the cuenta holds: «quienes gocen de este descuento no podrán tener el … pago anualizado»."""
    otorgado = vigente(estado.beneficios, estado.adeudo)
    if otorgado is None:
        return None
    programa = perfil.programa(otorgado.programa)
    return None if sin_requisitos(programa, estado.cuenta) else (programa, medida_de(otorgado))


def _aviso(anualidad: Anualidad) -> str:
    return (
        f"{anualidad.detalle.capitalize()}. Cada recibo se paga de ahí hasta lo de su mes; lo que pase, en su recibo."
    )
