"""Load prices, INPC or UMA, dated and with their source: checked whole against the profile before anything is kept.

The file first, then the asiento that names it: killed in between, the file is one that nobody names and nobody reads.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.context import Contexto
from app.domain.perfil import Perfil
from app.domain.tarifa.revision_tarifa import faltantes
from app.perfiles.cargada import Cargada


@dataclass(frozen=True, slots=True)
class TarifaCargada:
    """What was loaded, or would be.

    Attributes:
        sha: name under which it is kept; empty when it was only looked at.
        version: of the tariff it makes, `loreto/2025`; empty for INPC and UMA.
        avisos: what the list does not bring, and so cannot be charged.
    """

    clase: str
    filas: int
    version: str
    desde: str
    fuente: str
    avisos: tuple[str, ...]
    sha: str = ""


#: The profile of an organismo with those lists on top of what it has.
Componer = Callable[[str, Sequence[Cargada]], Perfil]


def revisar_cargada(cargada: Cargada, componer: Componer, organismos: Sequence[str]) -> TarifaCargada:
    """Check a list against the profiles it touches; what it lacks is told.

    Raises:
        NegocioError: `organismo_desconocido`; `perfil_invalido`, with every mistake by its row and column;
            `tarifa_traslapada`, it begins while a version that has an end is in force.
    """
    if cargada.clase != "tarifas":
        for organismo in organismos:
            componer(organismo, (cargada,))
        return TarifaCargada(cargada.clase, len(cargada.filas), "", "", cargada.datos.fuente, ())
    organismo = cargada.datos.organismo
    perfil = componer(organismo, (cargada,))
    tarifa = perfil.tarifa_de(cargada.desde)
    return TarifaCargada(
        "tarifas",
        len(cargada.filas),
        tarifa.clave,
        cargada.datos.desde,
        cargada.datos.fuente,
        faltantes(perfil, tarifa),
    )


def asentar_tarifa(ctx: Contexto, cargada: TarifaCargada, quien: str) -> None:
    """Append what was loaded to the diario; whoever reads the profile from then on charges by it."""
    with ctx.uow() as uow:
        uow.diario.asentar("tarifa_importada", datos_de_tarifa(cargada, quien))
        uow.commit()


def datos_de_tarifa(cargada: TarifaCargada, quien: str) -> dict[str, object]:
    """The fields of `tarifa_importada`."""
    datos: dict[str, object] = {
        "clase": cargada.clase,
        "version": cargada.version,
        "archivo": cargada.sha,
        "filas": cargada.filas,
        "fuente": cargada.fuente,
        "quien": quien,
    }
    return datos | ({"desde": cargada.desde} if cargada.desde else {})
