"""A new PC in the place of one that broke: it is enrolled under the same number, brings the diario and goes on.

The number's key is the new one from the moment the centre answers; what the old PC had sent comes back as it was
signed, and a new epoca in the next serie follows it. Cut anywhere, the same order with the same file goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace

from app.centro.alto import SIN_ALTO, poner_alto
from app.centro.enlace import (
    Enlace,
    Enlaces,
    cambiar_secreto,
    contacto,
    datos_de_enlace,
    enlace_de,
    estado_al_enlazar,
    preguntar,
)
from app.centro.frescura import GENTE, anotar_frescura
from app.centro.sincronizacion import exigir_acuses, exigir_centro
from app.centro.usuarios_centro import asentar_usuarios
from app.context import Contexto
from app.domain.centro.enlace import Invitacion, Solicitante, mensaje_de_solicitud
from app.domain.centro.recepcion import Comprobar
from app.errors import IntegridadError
from app.ports import UnitOfWork
from app.ports.centro import CentroRemoto, EstadoRemoto, Respuesta, UsuarioDelCentro
from app.reposicion.dudosos import dudar_de_papeles
from app.reposicion.recuperacion import abrir_epoca, serie_nueva
from app.reposicion.traida import Progreso, exigir_cabezas, exigir_prefijo, linea_de, sin_avisar, traer

#: Note in which a folder keeps which caja it is going to be, until it is.
EN_CURSO = "reemplazo"
_DUDOSO = "Se cobró en la PC anterior: no se sabe si su ticket salió. Si hace falta, imprima una copia."


@dataclass(frozen=True, slots=True)
class Reemplazo:
    """A caja that goes on in another PC.

    Attributes:
        traidos: asientos brought from the centre.
        serie: of its folios from now on.
        dudosos: papers of the open turno of which nobody knows whether they came out.
    """

    traidos: int
    serie: str
    dudosos: int


def hay_diario(enlaces: Enlaces, invitacion: Invitacion) -> bool:
    """Whether the centre has a diario of the caja that the file invites.

    Raises:
        EquipoError: the centre cannot be reached, or does not let this file in.
    """
    with contacto(enlaces, enlace_de(invitacion)) as centro:
        return bool(estado_al_enlazar(centro).cursores)


def reemplazar(ctx: Contexto, enlaces: Enlaces, invitacion: Invitacion, progreso: Progreso = sin_avisar) -> Reemplazo:
    """Enrol this PC in the place of another, and make its file from what the centre has.

    Args:
        ctx: the caja to be, over a file that holds the beginning of its diario, or nothing yet.

    Raises:
        NegocioError: why the centre refused: `enlace_usado`, `enlace_vencido` …
        EquipoError: the centre cannot be reached, or does not answer; the same order goes on from there.
        IntegridadError: `centro_falso`, `centro_ajeno`, `acuse_falso`, or that what it gives is not what the caja
            signed.
    """
    antes = enlaces.leer(ctx.caja)
    enlace = antes if antes is not None and antes.registro == invitacion.registro else enlace_de(invitacion)
    with contacto(enlaces, enlace) as centro:
        respuesta = _enrolar(ctx, enlaces, centro, enlace, invitacion)
        enlace = cambiar_secreto(ctx.caja, enlaces, centro, enlace)
        # Asked again: from here on nobody else adds to it.
        estado = centro.estado()
        exigir_centro(enlace, estado)
        exigir_acuses(ctx.caja, enlaces, enlace, estado)
        tramos = linea_de(centro, estado)
        with ctx.uow() as uow:
            exigir_prefijo(uow, tramos)
        traidos = traer(ctx.caja, centro, tramos, ctx.uow, lambda: nullcontext(ctx), enlaces.comprobar, progreso)
        bajado = centro.series(), centro.usuarios("")
    with ctx.uow() as uow:
        exigir_cabezas(uow, tramos, {c.epoca: c.cabeza for c in estado.cursores.values()})
        serie = _abrir(ctx, uow, invitacion, respuesta, *bajado)
        dudosos = dudar_de_papeles(uow, _DUDOSO)
        uow.commit()
    return Reemplazo(traidos, serie, dudosos)


def _abrir(
    ctx: Contexto,
    uow: UnitOfWork,
    invitacion: Invitacion,
    respuesta: Respuesta,
    series: Sequence[str],
    usuarios: tuple[str, tuple[UsuarioDelCentro, ...]],
) -> str:
    """The first asientos of the new epoca; its serie."""
    _exigir_suya(uow, respuesta)
    libre = serie_nueva((*series, *uow.sincronia.series()))
    caja = replace(ctx.caja, serie=max(libre, invitacion.serie, key=lambda s: (len(s), s)))
    poner_alto(uow.sincronia, SIN_ALTO)
    abrir_epoca(uow, caja, uow.sincronia.epocas()[-1], "reemplazo", "enlace", 0)
    uow.diario.asentar("caja_enlazada", datos_de_enlace(invitacion, respuesta, ""))
    cookie, gente = usuarios
    asentar_usuarios(uow, gente)
    for nota, valor in (("usuario", cookie), ("registro", invitacion.registro), (EN_CURSO, "")):
        uow.sincronia.anotar(nota, valor)
    anotar_frescura(uow, GENTE)
    return caja.serie


def _enrolar(
    ctx: Contexto, enlaces: Enlaces, centro: CentroRemoto, enlace: Enlace, invitacion: Invitacion
) -> Respuesta:
    estado = estado_al_enlazar(centro)
    exigir_centro(enlace, estado)
    respuesta = preguntar(enlaces, centro, _solicitante(ctx, enlaces, invitacion, estado))
    _exigir_contrafirma(enlaces.comprobar, ctx.caja.publica, invitacion, respuesta)
    return respuesta


def _solicitante(ctx: Contexto, enlaces: Enlaces, invitacion: Invitacion, estado: EstadoRemoto) -> Solicitante:
    """It asks with its own key over the head that the centre has: that is the diario that it will go on with."""
    ultimo, caja = list(estado.cursores.values())[-1], ctx.caja
    mensaje = mensaje_de_solicitud(invitacion.registro, caja.publica, ultimo.epoca, ultimo.seq, ultimo.cabeza)
    firma = enlaces.firmante(caja).firmar(mensaje)
    lugar = (ultimo.epoca, ultimo.seq, ultimo.cabeza)
    return Solicitante(caja.organismo, caja.numero, invitacion.registro, caja.publica, *lugar, firma)


def _exigir_contrafirma(comprobar: Comprobar, publica: str, invitacion: Invitacion, respuesta: Respuesta) -> None:
    mensaje = mensaje_de_solicitud(invitacion.registro, publica, respuesta.epoca, respuesta.seq, respuesta.cabeza)
    if not comprobar(invitacion.centro_publica, mensaje, respuesta.contrafirma):
        raise IntegridadError("centro_falso", "Quien respondió no es el centro que hizo ese enlace. Avise a sistemas.")


def _exigir_suya(uow: UnitOfWork, respuesta: Respuesta) -> None:
    if uow.sincronia.hash_de(respuesta.epoca, respuesta.seq) != respuesta.cabeza:
        raise IntegridadError(
            "diario_alterado", "El diario que dio el centro no es el que respaldó al enlazar. Avise a sistemas."
        )
