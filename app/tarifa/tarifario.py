"""The profiles of a data folder: those of the program, with the figures loaded into that folder on top."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from app import perfiles
from app.context import Contexto
from app.domain.perfil import Perfil
from app.errors import NegocioError
from app.perfiles import archivo
from app.perfiles.cargada import Cargada, Datos, leer_cargada
from app.tarifa.tarifas import TarifaCargada, asentar_tarifa, revisar_cargada


class Tarifario:
    """Reads profiles and loads figures.

    Args:
        nombradas: names of the lists that the folder's diario holds, in order; None where there is no caja yet.
        organismo: whose prices alone may be loaded, where that is known without a caja.
    """

    def __init__(self, datos: Path, nombradas: Callable[[], Sequence[str] | None], organismo: str = "") -> None:
        self._datos = datos
        self._nombradas = nombradas
        self._organismo = organismo

    def perfil(self, organismo: str) -> Perfil:
        """The profile of an organismo.

        Raises:
            NegocioError, EquipoError: as `perfiles.cargar`.
            IntegridadError: `tarifa_danada`.
        """
        return perfiles.cargar(organismo, cargadas=self.cargadas())

    def cargadas(self) -> tuple[Cargada, ...]:
        """The lists of figures that count here, in the order in which they were loaded.

        Raises:
            IntegridadError: `tarifa_danada`.
        """
        nombradas = self._nombradas() if (self._datos / archivo.CARPETA).is_dir() else ()
        return archivo.leer(self._datos, archivo.sueltas(self._datos) if nombradas is None else nombradas)

    def importar(self, ruta: Path, datos: Datos, ctx: Contexto | None, quien: str) -> TarifaCargada:
        """Load prices, INPC or UMA; they count for whoever reads the profile from then on.

        Args:
            ctx: the caja; None in a folder that has none yet.
            quien: who answers for it; empty only looks.

        Raises:
            NegocioError: `organismo_ajeno`, `tarifa_repetida`, and what `revisar_cargada` raises.
            EquipoError: a file cannot be read, or the folder not written.
        """
        propio = self._organismo if ctx is None else ctx.caja.organismo
        cargada = leer_cargada(ruta, replace(datos, organismo=datos.organismo or propio))
        if propio and cargada.datos.organismo not in ("", propio):
            de_quien = "este centro" if ctx is None else "esta caja"
            raise NegocioError(
                "organismo_ajeno", f"La lista es de {cargada.datos.organismo}, y en {de_quien} se pide para {propio}."
            )
        antes = self.cargadas()
        # Prices are those of the last list of their month: an earlier one may be gone back to.
        mismas = [c for c in antes if _de_que(c) == _de_que(cargada)]
        if any(c.texto() == cargada.texto() for c in (mismas[-1:] if cargada.clase == "tarifas" else mismas)):
            raise NegocioError("tarifa_repetida", "Esa misma lista ya está cargada: no cambia nada.")
        revisada = _revisar(cargada, antes)
        if not quien:
            return revisada
        revisada = replace(revisada, sha=archivo.guardar(self._datos, cargada))
        if ctx is not None:
            asentar_tarifa(ctx, revisada, quien)
        return revisada

    def recibir(self, listas: Sequence[tuple[str, bytes]]) -> tuple[TarifaCargada, ...]:
        """Keep lists that the centre sent, in their order; they count once the diario names them.

        Args:
            listas: name and content of each.

        Raises:
            IntegridadError: `tarifa_danada`, one is not what its name says.
            NegocioError: what `revisar_cargada` raises: this program does not understand one.
            EquipoError: the folder cannot be written.
        """
        antes, hechas = list(self.cargadas()), []
        for sha, contenido in listas:
            archivo.guardar_contenido(self._datos, contenido)
            (cargada,) = archivo.leer(self._datos, [sha])
            hechas.append(replace(_revisar(cargada, antes), sha=sha))
            antes.append(cargada)
        return tuple(hechas)

    def sueltas(self) -> tuple[TarifaCargada, ...]:
        """What was loaded into the folder before it had a caja, for its first asientos."""
        shas = archivo.sueltas(self._datos)
        cargadas = archivo.leer(self._datos, shas)
        return tuple(
            replace(_revisar(cargada, cargadas[:n]), sha=sha)
            for n, (sha, cargada) in enumerate(zip(shas, cargadas, strict=True))
        )


def _de_que(cargada: Cargada) -> tuple[str, str, str]:
    """What a list is of: kind and, of prices, whose and since when."""
    datos = cargada.datos
    return (cargada.clase, datos.organismo, datos.desde) if cargada.clase == "tarifas" else (cargada.clase, "", "")


def _revisar(cargada: Cargada, antes: Sequence[Cargada]) -> TarifaCargada:
    def componer(organismo: str, nuevas: Sequence[Cargada]) -> Perfil:
        return perfiles.cargar(organismo, cargadas=(*antes, *nuevas))

    return revisar_cargada(cargada, componer, perfiles.conocidos())
