"""Profiles of organismos: loads `resources/organismos/<organismo>/<version>/` and checks it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from app.domain.perfil import Perfil
from app.domain.tarifa.tarifa import SIN_FIN, Tarifa
from app.errors import NegocioError
from app.perfiles.ajustes import leer_version
from app.perfiles.cargada import Cargada
from app.perfiles.lectura import Falla, PerfilError
from app.perfiles.tablas import con_inpc, con_uma, leer_inpc, leer_uma

__all__ = ["RECURSOS", "Falla", "PerfilError", "cargar", "conocidos", "versiones"]

RECURSOS = Path(__file__).parents[2] / "resources"


def versiones(recursos: Path = RECURSOS) -> tuple[tuple[str, str], ...]:
    """Every (organismo, version) there is, in order."""
    return tuple(sorted((p.parent.parent.name, p.parent.name) for p in recursos.glob("organismos/*/*/perfil.toml")))


def conocidos(recursos: Path = RECURSOS) -> tuple[str, ...]:
    """The organismos there are."""
    return tuple(dict.fromkeys(organismo for organismo, _ in versiones(recursos)))


def cargar(organismo: str, recursos: Path = RECURSOS, cargadas: Sequence[Cargada] = ()) -> Perfil:
    """The profile of an organismo: its newest settings, and the tariffs of all its versions in order.

    Args:
        organismo: `cajeme`; `cajeme/2023` or `cajeme-2023` for that version alone (with what was loaded on top of it).
        cargadas: figures loaded since, in the order in which they were; those of other organismos are left alone.

    Raises:
        NegocioError: `organismo_desconocido`, listing the known ones.
        PerfilError: its files hold mistakes, or two versions cover the same month.
        EquipoError: a file cannot be read.
    """
    nombre, _, version = organismo.strip().lower().replace("/", "-", 1).partition("-")
    elegidas = [v for o, v in versiones(recursos) if o == nombre and version in ("", v)]
    propias = [c for c in cargadas if c.clase == "tarifas" and c.datos.organismo == nombre]
    if not elegidas and version and any(c.version == version for c in propias):
        return _solo_version(cargar(nombre, recursos, cargadas), version)
    if not elegidas:
        todas = ", ".join(f"{o}/{v}" for o, v in versiones(recursos))
        raise NegocioError(
            "organismo_desconocido", f"«{organismo[:40]}» no es un organismo conocido. Los que hay: {todas}."
        )
    fallas: list[Falla] = []
    inpc = con_inpc(leer_inpc(recursos / "nacional" / "inpc.csv", fallas), cargadas)
    uma = con_uma(leer_uma(recursos / "nacional" / "uma.csv", fallas), cargadas)
    perfiles = [
        leer_version(recursos / "organismos" / nombre / v, inpc, uma, fallas, propias if v == elegidas[-1] else ())
        for v in elegidas
    ]
    tarifas = _en_orden(tuple(t for p in perfiles for t in p.tarifas), fallas)
    if fallas:
        raise PerfilError(tuple(dict.fromkeys(fallas)))
    if de_listas := [f for c in propias for f in c.filas[0].fallas]:
        raise PerfilError(tuple(dict.fromkeys(de_listas)), "La lista")
    return replace(perfiles[-1], tarifas=tarifas)


def _solo_version(perfil: Perfil, version: str) -> Perfil:
    return replace(perfil, tarifas=tuple(t for t in perfil.tarifas if t.version == version))


def _en_orden(tarifas: tuple[Tarifa, ...], fallas: list[Falla]) -> tuple[Tarifa, ...]:
    """By their first month; one without end gives way to the next, and any other overlap is a mistake.

    A structure without prices rules only where no list with prices does; of two lists that begin the same month, the
    one loaded last stands.
    """
    por_mes = {t.desde: t for t in tarifas if not t.sin_precios}
    hechas = [por_mes[mes] for mes in sorted(por_mes)]
    for n, (antes, despues) in enumerate(pairwise(hechas[:])):
        if despues.desde > antes.hasta:
            continue
        if antes.hasta != SIN_FIN:
            mensaje = f"{despues.clave} empieza en {despues.desde}, cuando aún rige {antes.clave}"
            fallas.append(Falla(f"{despues.clave}/perfil.toml", 1, "tarifa.desde", mensaje))
        hechas[n] = replace(antes, hasta=despues.desde.mas(-1))
    vacias = [t for t in tarifas if t.sin_precios]
    if not hechas:
        return tuple(vacias)
    previas = [replace(t, hasta=hechas[0].desde.mas(-1)) for t in vacias if t.desde < hechas[0].desde]
    return (*previas, *hechas)
