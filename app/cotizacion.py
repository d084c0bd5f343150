"""Quoting a bill by the tariff, explained. It needs no caja: only the profile of the organismo."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.domain.beneficio import Descuento, Programa, descontar
from app.domain.dinero import Dinero, suma
from app.domain.perfil import Perfil
from app.domain.periodo import Periodo
from app.domain.tarificacion import Concepto, Suministro, m3_facturados, tarifar
from app.errors import NegocioError, UsoError

_NUMERO = re.compile(r"-?\d{1,15}(\.\d{1,9})?", re.ASCII)
_FLAGS = {"": False, "1": True}


@dataclass(frozen=True, slots=True)
class SolicitudCotizacion:
    """What is to be quoted.

    Attributes:
        area: empty for the organismo's first one.
        m3: volume read; None where none is (no meter, uninhabited).
        mes: None for the month of the clock, or the tariff's first one when it does not cover that.
        programa: a program asked for by name, refused where it cannot be given; empty for none.
        programa_m3: m³ that a program of fixed m³ charges as.
        pronto_pago: paid before the vencimiento; where that gives no discount, a notice says why.
        sin_servicio: services that the toma has not contracted.
    """

    organismo: str
    uso: str
    area: str = ""
    m3: Decimal | None = None
    mes: Periodo | None = None
    programa: str = ""
    programa_m3: int | None = None
    pronto_pago: bool = False
    sin_medidor: bool = False
    deshabitado: bool = False
    sin_servicio: tuple[str, ...] = ()

    @classmethod
    def from_textos(cls, campos: Mapping[str, str]) -> SolicitudCotizacion:
        """Read fields as typed, absent ones as blank; flags are `1` or blank, services are joined by `|`.

        Raises:
            UsoError: `m3_invalido`, `bandera_invalida`, `campo_faltante`.
            NegocioError: `periodo_invalido`.
        """
        textos = {clave: texto.strip() for clave, texto in campos.items()}
        for obligatorio in ("organismo", "uso"):
            if not textos.get(obligatorio):
                raise UsoError("campo_faltante", f"Falta decir «{obligatorio}».")
        mes, programa_m3 = textos.get("mes", ""), _numero(textos, "programa_m3")
        if programa_m3 is not None and programa_m3 != int(programa_m3):
            raise UsoError("m3_invalido", "«programa_m3» son m³ enteros.")
        return cls(
            organismo=textos["organismo"],
            uso=textos["uso"],
            area=textos.get("area", ""),
            m3=_numero(textos, "m3"),
            mes=Periodo.from_texto(mes) if mes else None,
            programa=textos.get("programa", ""),
            programa_m3=None if programa_m3 is None else int(programa_m3),
            pronto_pago=_flag(textos, "pronto_pago"),
            sin_medidor=_flag(textos, "sin_medidor"),
            deshabitado=_flag(textos, "deshabitado"),
            sin_servicio=tuple(s.strip() for s in textos.get("sin_servicio", "").split("|") if s.strip()),
        )


def _numero(textos: Mapping[str, str], clave: str) -> Decimal | None:
    texto = textos.get(clave, "")
    if not texto:
        return None
    if not _NUMERO.fullmatch(texto):
        raise UsoError("m3_invalido", f"«{texto[:40]}» no es un número de m³. Escríbalo sin comas ni letras: 32")
    return Decimal(texto)


def _flag(textos: Mapping[str, str], clave: str) -> bool:
    texto = textos.get(clave, "")
    if texto not in _FLAGS:
        raise UsoError("bandera_invalida", f"«{clave}» lleva 1 o nada; dice «{texto[:40]}».")
    return _FLAGS[texto]


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
            negative or absurd, a month without tariff or INPC, or a program that cannot be given to such a toma.
    """
    periodo = solicitud.mes or _mes_de(perfil, hoy)
    tarifa = perfil.tarifa_de(periodo)
    suministro = _suministro(perfil, solicitud, periodo)
    conceptos = tarifar(tarifa, suministro)
    programa, avisos = _programa(perfil, solicitud)
    descuentos = descontar(programa, tarifa, suministro, conceptos, periodo) if programa else ()
    return Cotizacion(
        organismo=perfil.organismo,
        version=tarifa.version,
        uso=suministro.uso,
        area=suministro.area,
        periodo=periodo,
        m3=m3_facturados(tarifa, suministro),
        conceptos=conceptos,
        descuentos=descuentos,
        avisos=avisos,
    )


def _mes_de(perfil: Perfil, hoy: date) -> Periodo:
    mes = Periodo.from_fecha(hoy)
    return mes if any(t.rige(mes) for t in perfil.tarifas) else perfil.tarifas[-1].desde


def _suministro(perfil: Perfil, solicitud: SolicitudCotizacion, periodo: Periodo) -> Suministro:
    for servicio in solicitud.sin_servicio:
        if servicio not in perfil.servicios_de_toma:
            conocidos = ", ".join(perfil.servicios_de_toma)
            raise NegocioError(
                "servicio_desconocido", f"«{servicio[:40]}» no es un servicio de toma. Conocidos: {conocidos}."
            )
    if solicitud.m3 is None and not (solicitud.sin_medidor or solicitud.deshabitado):
        raise UsoError("campo_faltante", "Falta decir cuántos m³.")
    return Suministro(
        uso=solicitud.uso,
        area=solicitud.area or perfil.areas[0][0],
        m3=Decimal(0) if solicitud.m3 is None else solicitud.m3,
        periodo=periodo,
        servicios=tuple(s for s in perfil.servicios_de_toma if s not in solicitud.sin_servicio),
        con_medidor=not solicitud.sin_medidor,
        deshabitado=solicitud.deshabitado,
    )


def _programa(perfil: Perfil, solicitud: SolicitudCotizacion) -> tuple[Programa | None, tuple[str, ...]]:
    """The program that applies, and why a discount that was hoped for is not given."""
    elegido = _por_nombre(perfil, solicitud) if solicitud.programa else None
    if solicitud.programa_m3 is not None:
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
    if programa.requiere_medidor and solicitud.sin_medidor:
        raise NegocioError("programa_sin_medidor", f"{programa.nombre}: requiere servicio medido.")
    return programa
