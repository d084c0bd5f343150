"""Quoting a bill by the tariff, explained. It needs no caja: only the profile of the organismo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.domain.beneficio.descuento import descontar
from app.domain.beneficio.programa import Descuento, Medida, Programa
from app.domain.dinero import Dinero, suma
from app.domain.perfil import Perfil
from app.domain.periodo import Periodo
from app.domain.tarifa.agua import exigir_m3
from app.domain.tarifa.desglose import Paso, desglosar
from app.domain.tarifa.suministro import ConsumoPrevio, Escuela, FuentePropia, Suministro
from app.domain.tarifa.tarifa import Tarifa
from app.domain.tarifa.tarificacion import Concepto, m3_facturados, tarifar
from app.errors import NegocioError, UsoError
from app.tarifa.pedido_cotizacion import SolicitudCotizacion


@dataclass(frozen=True, slots=True)
class Base:
    """What a quotation was worked out from, for who asks why."""

    tarifa: Tarifa
    suministro: Suministro
    programa: Programa | None
    medida: Medida


@dataclass(frozen=True, slots=True)
class Cotizacion:
    """A quoted bill: conceptos gross, discounts negative; what had to be said about it in `avisos`."""

    organismo: str
    version: str
    uso: str
    area: str
    periodo: Periodo
    m3: int
    conceptos: tuple[Concepto, ...]
    descuentos: tuple[Descuento, ...]
    avisos: tuple[str, ...]
    base: Base

    @property
    def pasos(self) -> tuple[Paso, ...]:
        """Every line step by step, worked out when it is asked for."""
        b = self.base
        return desglosar(b.tarifa, b.suministro, self.conceptos, self.descuentos, b.programa, b.medida)

    @property
    def importe(self) -> Dinero:
        """Before discounts."""
        return suma(c.importe for c in self.conceptos)

    @property
    def descuento(self) -> Dinero:
        """All that is taken off: negative, or zero."""
        return suma(d.importe for d in self.descuentos)

    @property
    def total(self) -> Dinero:
        """To be paid."""
        return self.importe + self.descuento


def cotizar(perfil: Perfil, solicitud: SolicitudCotizacion, hoy: date) -> Cotizacion:
    """A bill by the tariff of the month asked for.

    Raises:
        NegocioError: an unknown uso, área, service or program (the message lists the known ones), a volume that is
            negative or absurd, a month without tariff, prices or INPC, or a program that cannot be given to such a
            toma.
    """
    periodo = solicitud.mes or _mes_de(perfil, hoy)
    tarifa = perfil.tarifa_de(periodo)
    suministro = _suministro(perfil, tarifa, solicitud, periodo)
    conceptos = tarifar(tarifa, suministro)
    programa, avisos = _programa(perfil, solicitud)
    medida = Medida(solicitud.programa_m3, solicitud.programa_porcentaje, solicitud.programa_importe)
    m3 = m3_facturados(tarifa, suministro)
    descuentos: tuple[Descuento, ...] = ()
    if programa is not None:
        descuentos = descontar(programa, tarifa, suministro, conceptos, periodo, medida)
        tope = programa.sobre_tope(Decimal(m3))
        avisos = (*avisos, tope) if tope else avisos
    return Cotizacion(
        organismo=perfil.organismo,
        version=tarifa.version,
        uso=suministro.uso,
        area=suministro.area,
        periodo=periodo,
        m3=m3,
        conceptos=conceptos,
        descuentos=descuentos,
        avisos=avisos,
        base=Base(tarifa, suministro, programa, medida),
    )


def _mes_de(perfil: Perfil, hoy: date) -> Periodo:
    mes = Periodo.from_fecha(hoy)
    return mes if any(t.rige(mes) for t in perfil.tarifas) else perfil.tarifas[-1].desde


def _suministro(perfil: Perfil, tarifa: Tarifa, solicitud: SolicitudCotizacion, periodo: Periodo) -> Suministro:
    for servicio in solicitud.sin_servicio:
        if servicio not in perfil.servicios_de_toma:
            conocidos = ", ".join(perfil.servicios_de_toma)
            raise NegocioError(
                "servicio_desconocido", f"«{servicio[:40]}» no es un servicio de toma. Conocidos: {conocidos}."
            )
    _exigir_m3(tarifa, solicitud)
    return Suministro(
        uso=solicitud.uso,
        area=solicitud.area or perfil.areas[0][0],
        m3=Decimal(0) if solicitud.m3 is None else solicitud.m3,
        periodo=periodo,
        servicios=tuple(s for s in perfil.servicios_de_toma if s not in solicitud.sin_servicio),
        con_medidor=not solicitud.sin_medidor,
        deshabitado=solicitud.deshabitado,
        volumen_presuntivo=solicitud.volumen_presuntivo,
        toma_muerta=solicitud.toma_muerta,
        regimen=solicitud.regimen,
        clase=solicitud.clase,
        unidades=solicitud.unidades,
        giro=solicitud.giro,
        escuela=_escuela(solicitud),
        fuente=_fuente(solicitud),
        historia=tuple(ConsumoPrevio(exigir_m3(m3)) for m3 in solicitud.historia),
        programas=(solicitud.programa,),
    )


def _exigir_m3(tarifa: Tarifa, solicitud: SolicitudCotizacion) -> None:
    fijos = any(c.uso == solicitud.uso and c.m3_fijos is not None for c in tarifa.cuadros)
    sin_lectura = (
        fijos
        or solicitud.sin_medidor
        or solicitud.deshabitado
        or solicitud.toma_muerta
        or solicitud.regimen == "fijo"
        or solicitud.fuente_propia == "exclusiva"
    )
    if solicitud.m3 is None and not sin_lectura:
        raise UsoError("campo_faltante", "Falta decir cuántos m³.")


def _escuela(solicitud: SolicitudCotizacion) -> Escuela | None:
    return Escuela(solicitud.alumnos, solicitud.nivel, solicitud.turnos) if solicitud.alumnos is not None else None


def _fuente(solicitud: SolicitudCotizacion) -> FuentePropia | None:
    if not solicitud.fuente_propia:
        return None
    return FuentePropia(solicitud.fuente_propia, solicitud.descarga, solicitud.extraccion)


def _programa(perfil: Perfil, solicitud: SolicitudCotizacion) -> tuple[Programa | None, tuple[str, ...]]:
    """The program that applies, and why a discount that was hoped for is not given."""
    elegido = _por_nombre(perfil, solicitud) if solicitud.programa else None
    if solicitud.programa_m3 is not None and (elegido is None or elegido.forma not in ("paga_como", "segun_estudio")):
        raise NegocioError("programa_m3_no_aplica", "«programa_m3» es solo para programas de m³ fijos.")
    avisos = []
    for programa in perfil.automaticos if solicitud.pronto_pago else ():
        if elegido is programa:
            continue
        if elegido is not None:
            avisos.append(f"{programa.nombre}: no se da junto con otro beneficio ({elegido.clave}).")
        elif solicitud.uso not in programa.usos:
            avisos.append(f"{programa.nombre}: no se da a cuentas de uso «{solicitud.uso}».")
        else:
            elegido = programa
    return elegido, tuple(avisos)


def _por_nombre(perfil: Perfil, solicitud: SolicitudCotizacion) -> Programa:
    programa = perfil.programa(solicitud.programa)
    if solicitud.uso not in programa.usos:
        raise NegocioError(
            "programa_no_aplica",
            f"{programa.nombre}: no se da a cuentas de uso «{solicitud.uso}»; solo a: {', '.join(programa.usos)}.",
        )
    if solicitud.giro.strip().casefold() in (g.casefold() for g in programa.giros_excluidos):
        raise NegocioError(
            "programa_no_aplica", f"{programa.nombre}: no se da al giro «{solicitud.giro}», que lucra con el agua."
        )
    if programa.requiere_medidor and (solicitud.sin_medidor or solicitud.regimen == "fijo"):
        raise NegocioError("programa_sin_medidor", f"{programa.nombre}: requiere servicio medido.")
    return programa
