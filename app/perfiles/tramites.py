"""Sections `convenio`, `constancia` and `solicitudes` of `perfil.toml`; without one of the first two it has none."""

from __future__ import annotations

from typing import Any

from app.domain.beneficio.solicitud import SIN_PLAZO, ReglaSolicitud
from app.domain.pago.servicio import Servicio
from app.domain.tramite.constancia import ReglaConstancia
from app.domain.tramite.convenio import ReglaConvenio
from app.perfiles.seccion import Seccion


def leer_tramites(toml: Seccion, servicios: tuple[Servicio, ...]) -> dict[str, Any]:
    """The sections, and which services are a reconexión, by the fields of `Perfil`."""
    claves = tuple(s.clave for s in servicios)
    return {
        "convenio": _convenio(toml.seccion("convenio")) if toml.tiene("convenio") else None,
        "constancia": _constancia(toml.seccion("constancia"), servicios) if toml.tiene("constancia") else None,
        "solicitudes": _solicitudes(toml.seccion("solicitudes")) if toml.tiene("solicitudes") else SIN_PLAZO,
        "reconexiones": toml.palabras("reconexiones", claves) if toml.tiene("reconexiones") else (),
    }


def _convenio(seccion: Seccion) -> ReglaConvenio:
    """What is allowed of a convenio; mistakes are noted in the section."""
    maximas, incumplidas = seccion.entero("parcialidades_maximas"), seccion.entero("incumplidas")
    for clave, valor in (("parcialidades_maximas", maximas), ("incumplidas", incumplidas)):
        if not valor:
            seccion.fallar(clave, "debe ser 1 o más")
    return ReglaConvenio(seccion.por_ciento("enganche_minimo"), maximas, incumplidas, seccion.texto("fundamento"))


def _constancia(seccion: Seccion, servicios: tuple[Servicio, ...]) -> ReglaConstancia:
    """Which lines of the price list the constancias are; mistakes are noted in the section."""
    return ReglaConstancia(
        no_adeudo=seccion.palabra("no_adeudo", _claves(servicios, "cuenta_sin_adeudo")),
        sin_contrato=seccion.palabra("sin_contrato", ("", *_claves(servicios, "sin_cuenta"))),
        horas=seccion.entero("horas"),
    )


def _solicitudes(seccion: Seccion) -> ReglaSolicitud:
    """In how many working days they are answered, and whether a study goes before the grant."""
    return ReglaSolicitud(
        seccion.entero("dias_para_resolver"), seccion.logico("estudio_previo"), seccion.texto("fundamento")
    )


def _claves(servicios: tuple[Servicio, ...], para: str) -> tuple[str, ...]:
    return tuple(s.clave for s in servicios if s.para == para)
