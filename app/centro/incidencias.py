"""An incidencia resolved at a caja that it is about: an asiento of the caja's own, which goes up like any other."""

from __future__ import annotations

from app.centro.vigilancia import abiertas
from app.context import Contexto
from app.domain.centro.incidencia import DEL_CENTRO, RESOLUCIONES, Incidencia, datos_de_resolucion
from app.domain.renglon import exigir_renglon
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.gente.acceso import exigir


def exigir_resolucion(resolucion: str, nota: str) -> str:
    """The note of a resolution that may be kept.

    Raises:
        NegocioError: `resolucion_invalida` or `falta_motivo`.
    """
    if resolucion not in RESOLUCIONES:
        raise NegocioError("resolucion_invalida", f"Las resoluciones son: {', '.join(RESOLUCIONES)}.")
    if not exigir_renglon(nota).strip():
        raise NegocioError("falta_motivo", "Diga en pocas palabras qué se hizo y por qué.")
    return nota.strip()


def resolver_incidencia(ctx: Contexto, id: str, resolucion: str, nota: str, quien: Usuario) -> Incidencia:
    """Say at this caja what was done about something of its own; the centre closes it with the next round.

    Raises:
        NegocioError: `incidencia_desconocida`, `incidencia_del_centro`, `resolucion_invalida`, `falta_motivo`, or what
            `exigir` raises.
    """
    nota = exigir_resolucion(resolucion, nota)
    with ctx.uow() as uow:
        quien = exigir(uow, quien, "resolver_incidencia")
        hallada = next((i for i in abiertas(uow) if i.id == id), None)
        if hallada is None:
            raise NegocioError("incidencia_desconocida", "Esa incidencia ya no está abierta.")
        if hallada.clase in DEL_CENTRO:
            raise NegocioError("incidencia_del_centro", "Esa la resuelve quien administra el centro, no la caja.")
        uow.diario.asentar("incidencia_resuelta", datos_de_resolucion(hallada, resolucion, nota, quien.clave))
        uow.commit()
    return hallada
