"""Profiles of organismos: loads `resources/organismos/<organismo>/<version>/` and checks it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from app.domain.perfil import Perfil
from app.errors import NegocioError
from app.perfiles.ajustes import leer_version
from app.perfiles.lectura import Falla, PerfilError
from app.perfiles.tablas import leer_inpc, leer_uma

__all__ = ["RECURSOS", "Falla", "PerfilError", "cargar", "conocidos", "versiones"]

RECURSOS = Path(__file__).parents[2] / "resources"


def versiones(recursos: Path = RECURSOS) -> tuple[tuple[str, str], ...]:
    """Every (organismo, version) there is, in order."""
    return tuple(sorted((p.parent.parent.name, p.parent.name) for p in recursos.glob("organismos/*/*/perfil.toml")))


def conocidos(recursos: Path = RECURSOS) -> tuple[str, ...]:
    """The organismos there are."""
    return tuple(dict.fromkeys(organismo for organismo, _ in versiones(recursos)))


def cargar(organismo: str, recursos: Path = RECURSOS) -> Perfil:
    """The profile of an organismo: its newest settings, and the tariffs of all its versions in order.

    Args:
        organismo: `cajeme`; `cajeme/2023` or `cajeme-2023` for that version alone.

    Raises:
        NegocioError: `organismo_desconocido`, listing the known ones.
        PerfilError: its files hold mistakes, or two versions cover the same month.
        EquipoError: a file cannot be read.
    """
    nombre, _, version = organismo.strip().lower().replace("/", "-", 1).partition("-")
    elegidas = [v for o, v in versiones(recursos) if o == nombre and version in ("", v)]
    if not elegidas:
        todas = ", ".join(f"{o}/{v}" for o, v in versiones(recursos))
        raise NegocioError(
            "organismo_desconocido", f"«{organismo[:40]}» no es un organismo conocido. Los que hay: {todas}."
        )
    fallas: list[Falla] = []
    inpc = leer_inpc(recursos / "nacional" / "inpc.csv", fallas)
    uma = leer_uma(recursos / "nacional" / "uma.csv", fallas)
    perfiles = [leer_version(recursos / "organismos" / nombre / v, inpc, uma, fallas) for v in elegidas]
    tarifas = tuple(sorted((t for p in perfiles for t in p.tarifas), key=lambda t: t.desde))
    for antes, despues in pairwise(tarifas):
        if despues.desde <= antes.hasta:
            mensaje = f"{despues.clave} empieza en {despues.desde}, cuando aún rige {antes.clave}"
            fallas.append(Falla(f"{despues.clave}/perfil.toml", 1, "tarifa.desde", mensaje))
    if fallas:
        raise PerfilError(tuple(fallas))
    return replace(perfiles[-1], tarifas=tarifas)
