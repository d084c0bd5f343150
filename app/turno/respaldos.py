"""Copies of the caja's file after each corte: made when the Z is already on the disk, and never a reason to undo it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from app.context import Contexto
from app.domain.respaldo import Respaldo
from app.domain.usuario import Usuario
from app.errors import EquipoError, NegocioError
from app.gente.acceso import exigir

#: Name of the setting of this PC that says where copies go; empty for a folder beside the caja's own file.
AJUSTE = "respaldos"
#: Whoever says it says besides how another is chosen there.
MISMO_DISCO = "Los respaldos están en el mismo disco que la caja: si se pierde uno se pierden los dos."


class Copiador(Protocol):
    """Makes copies of the open file, and takes away those that are no longer kept."""

    def copiar(self, carpeta: Path, momento: datetime) -> Respaldo:
        """A whole copy of the file as it is on the disk now, in that folder.

        Raises:
            EquipoError: the folder, or the disk; nothing is left there.
        """
        ...

    def copiar_anexos(self, carpeta: Path) -> int:
        """Add to that folder the anexos that it lacks; how many.

        Raises:
            EquipoError: the folder, the disk, or an anexo that is not what was kept; the others are there.
        """
        ...

    def depurar(self, carpeta: Path) -> int:
        """Take away the copies that nobody needs to keep; how many."""
        ...

    def carpeta(self, elegida: str) -> Path:
        """The folder chosen, or the one beside the caja's file when none was."""
        ...

    def is_mismo_disco(self, carpeta: Path) -> bool:
        """Whether that folder would be lost with the caja's own disk."""
        ...


def respaldar(ctx: Contexto, copiador: Copiador) -> Respaldo:
    """Copy the caja's file and write down that it was done; then the old copies give way.

    Raises:
        EquipoError: `respaldo_fallido`; what was charged and the corte stay as they are.
    """
    with ctx.uow() as uow:
        elegida = uow.ajustes.todos().get(AJUSTE, "")
    carpeta = copiador.carpeta(elegida)
    hecho = copiador.copiar(carpeta, ctx.reloj.ahora())
    with ctx.uow() as uow:
        uow.diario.asentar(
            "respaldo_hecho",
            {
                "archivo": hecho.archivo,
                "sha": hecho.sha,
                "bytes": hecho.bytes,
                "seq": hecho.seq,
                "cabeza": hecho.cabeza,
                "mismo_disco": int(hecho.mismo_disco),
                "momento": hecho.momento.isoformat(),
            },
        )
        uow.commit()
    copiador.depurar(carpeta)
    return hecho


def respaldar_anexos(ctx: Contexto, copiador: Copiador) -> int:
    """Copy the signatures, signed papers and scans that are not among the copies yet; how many.

    They never change and each is named by its hash: nothing is written down of it.

    Raises:
        EquipoError: `anexos_sin_respaldo`, or the disk; the copy of the caja's file stays good.
    """
    with ctx.uow() as uow:
        elegida = uow.ajustes.todos().get(AJUSTE, "")
    return copiador.copiar_anexos(copiador.carpeta(elegida))


def respaldar_tras_el_corte(ctx: Contexto, copiador: Copiador) -> tuple[Respaldo | None, tuple[str, ...]]:
    """The copy that follows a corte Z, and what has to be said about it; whatever happens, the Z stands."""
    try:
        hecho = respaldar(ctx, copiador)
    except EquipoError as error:
        return None, (f"El corte quedó hecho, pero sin respaldo. {error.mensaje}",)
    avisos = (MISMO_DISCO,) if hecho.mismo_disco else ()
    try:
        respaldar_anexos(ctx, copiador)
    except EquipoError as error:
        return hecho, (f"El respaldo quedó hecho, pero sin todos sus anexos. {error.mensaje}", *avisos)
    return hecho, avisos


def ver_respaldos(ctx: Contexto, copiador: Copiador) -> dict[str, Any]:
    """What `diagnostico` says of the copies: the last one, whether the next goes to the same disk, and the warning."""
    with ctx.uow() as uow:
        elegida, ultimo = uow.ajustes.todos().get(AJUSTE, ""), uow.cortes.ultimo_respaldo()
    mismo_disco = copiador.is_mismo_disco(copiador.carpeta(elegida))
    hecho = {} if ultimo is None else {"momento": ultimo.momento.isoformat(timespec="seconds"), "seq": ultimo.seq}
    return {"respaldo": {"ultimo": hecho, "mismo_disco": mismo_disco}, "avisos": [MISMO_DISCO] if mismo_disco else []}


def carpeta_de_respaldos(ctx: Contexto, copiador: Copiador) -> Path:
    """Where copies go now."""
    with ctx.uow() as uow:
        return copiador.carpeta(uow.ajustes.todos().get(AJUSTE, ""))


def cambiar_carpeta(ctx: Contexto, copiador: Copiador, carpeta: Path, quien: Usuario) -> bool:
    """Choose where copies go; whether that is the disk of the caja itself.

    Raises:
        NegocioError: `requiere_administrador`, or `carpeta_invalida`.
    """
    if not carpeta.is_dir():
        raise NegocioError("carpeta_invalida", f"{carpeta} no es una carpeta: créela, o conecte el otro disco.")
    elegida = str(carpeta.resolve())
    with ctx.uow() as uow:
        exigir(uow, quien, "carpeta_respaldos")
        antes = uow.ajustes.todos().get(AJUSTE, "")
        if antes != elegida:
            uow.ajustes.guardar(AJUSTE, elegida)
            uow.diario.asentar(
                "ajuste_cambiado",
                {"ambito": "caja", "ajuste": AJUSTE, "antes": antes, "despues": elegida, "quien": quien.clave},
            )
            uow.commit()
    return copiador.is_mismo_disco(carpeta)
