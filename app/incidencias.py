"""Incidencias: what each class means to whoever looks at it, what may be said of it, and resolving one at a caja.

A caja writes nothing at the centre: that it was resolved is an asiento of its own, which goes up like any other.
"""

from __future__ import annotations

from app.acceso import exigir
from app.context import Contexto
from app.domain.renglon import exigir_renglon
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.puertos_centro import IncidenciaRemota
from app.vigilancia import leer_incidencias

#: What somebody may say that was done, by its clave.
RESOLUCIONES = {
    "a_favor": "Quedó a favor de la cuenta",
    "devuelto": "Se devolvió el dinero",
    "corregido": "Se corrigió",
    "sin_efecto": "No hay nada que hacer",
}
#: What is about the trust in a caja, or the centre's own books, is not settled by the caja that it is about.
DEL_CENTRO = ("bifurcacion", "alterado", "sin_registro", "sin_archivar", "reloj")
_NOMBRES = {
    "doble_pago": "Recibo pagado dos veces",
    "pago_de_mas": "Recibo pagado de más",
    "bifurcacion": "Dos copias de la misma caja",
    "alterado": "Asiento que su caja no firmó",
    "sin_registro": "Caja que nadie enlazó",
    "sin_archivar": "Asiento que no se pudo archivar",
    "reloj": "Reloj de una caja",
}
_QUE_HACER = {
    "doble_pago": "Los dos pagos valen. Avise a la persona: lo que sobra es suyo, a favor de su cuenta, o se le "
    "devuelve con su ticket en F4, Revertir.",
    "pago_de_mas": "El pago vale. Lo que sobra es de la cuenta: a su favor, o se devuelve con su ticket en F4.",
    "bifurcacion": "No se cobra más con ninguna de las dos carpetas. Sistemas averigua cuál es la buena.",
    "alterado": "Sistemas revisa esa caja con «verificar» y el disco de su PC antes de seguir cobrando.",
    "sin_registro": "Si la caja es de aquí, se enlaza otra vez; si se dio de baja, se revisa por qué sigue en uso.",
    "sin_archivar": "El dato está guardado. Sistemas actualiza el programa del centro y lo archiva otra vez.",
    "reloj": "Ponga en hora el reloj de esa PC, y que se ajuste solo por la red.",
}


def nombre_de_clase(clase: str) -> str:
    """How a class is called on the screen; one that this program does not know, by its clave."""
    return _NOMBRES.get(clase, clase.replace("_", " ").capitalize())


def que_hacer(clase: str) -> str:
    """What whoever looks at one should do."""
    return _QUE_HACER.get(
        clase, "Vea lo que dice, arréglelo con la persona si le toca, y resuélvala diciendo qué se hizo."
    )


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


def resolver_incidencia(ctx: Contexto, id: str, resolucion: str, nota: str, quien: Usuario) -> IncidenciaRemota:
    """Say at this caja what was done about something of its own; the centre closes it with the next round.

    Raises:
        NegocioError: `incidencia_desconocida`, `incidencia_del_centro`, `resolucion_invalida`, `falta_motivo`, or what
            `exigir` raises.
    """
    nota = exigir_resolucion(resolucion, nota)
    with ctx.uow() as uow:
        quien = exigir(uow, quien, "resolver_incidencia")
        hallada = next((i for i in leer_incidencias(uow) if i.id == id), None)
        if hallada is None:
            raise NegocioError("incidencia_desconocida", "Esa incidencia ya no está abierta.")
        if hallada.clase in DEL_CENTRO:
            raise NegocioError("incidencia_del_centro", "Esa la resuelve quien administra el centro, no la caja.")
        datos = {"incidencia": id, "clase": hallada.clase, "resolucion": resolucion, "refs": [], "nota": nota}
        uow.diario.asentar("incidencia_resuelta", datos | {"quien": quien.clave})
        uow.commit()
    return hallada
