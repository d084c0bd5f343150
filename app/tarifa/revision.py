"""Look over an organismo's tariff as it is loaded here: its mistakes are told, not only refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app import perfiles
from app.domain.perfil import Perfil
from app.domain.tarifa.revision_tarifa import HallazgoTarifa, revisar
from app.perfiles import PerfilError
from app.perfiles.publicados import leer_publicados


def revisar_tarifa(
    organismo: str, cargar: Callable[[str], Perfil], recursos: Path = perfiles.RECURSOS
) -> tuple[HallazgoTarifa, ...]:
    """What is found in the tariffs of an organismo, or of one version.

    A profile that cannot be loaded (a gap, an overlap, a cell that is no number) is all findings: file, row and column.

    Args:
        organismo: `cajeme`, `cajeme/2023`.
        cargar: gives the profile with what was loaded on top.

    Raises:
        NegocioError: `organismo_desconocido`.
        EquipoError: a file cannot be read.
    """
    try:
        perfil = cargar(organismo)
    except PerfilError as error:
        return tuple(
            HallazgoTarifa(organismo, f"{f.columna}: {f.mensaje}.", renglon=f"{f.archivo}, renglón {f.renglon}")
            for f in error.fallas
        )
    publicados = {t.clave: leer_publicados(recursos / "organismos" / t.organismo / t.version) for t in perfil.tarifas}
    return revisar(perfil, publicados)
