"""Enrol a caja at the centre with its one-time file; the caja is made if the folder has none.

Whatever is cut in between, the same order with the same file goes on where it was: the key that asks is the one in the
folder, and the centre answers the same to the same key. Of the file nothing stays useful, since the password in it is
changed as soon as the centre has answered.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from app.centro.frescura import GENTE, anotar_frescura
from app.centro.usuarios_centro import asentar_usuarios
from app.context import Contexto
from app.domain.caja import Caja
from app.domain.centro.enlace import Invitacion, Solicitante, invitacion_de, mensaje_de_solicitud
from app.domain.centro.recepcion import Comprobar
from app.errors import EquipoError, IntegridadError, NegocioError
from app.ports import Firmante, UnitOfWork
from app.ports.centro import CentroRemoto, EstadoRemoto, Respuesta

_TECHO = 1 << 16
#: Seconds to wait for the centre's answer.
ESPERA_S = 10
_RECHAZOS = {
    "enlace_usado": "Ese enlace ya lo usó otra caja. Pida otro a quien administra el centro.",
    "enlace_vencido": "Ese enlace ya venció. Pida otro a quien administra el centro.",
    "enlace_revocado": "Ese enlace fue retirado por el centro. Pida otro.",
    "enlace_sin_prueba": "El centro no pudo comprobar la llave de esta caja. Avise a sistemas.",
}


@dataclass(frozen=True, slots=True)
class Enlace:
    """How this caja enters the centre; kept beside its key, never in the diario nor in a copy of the data.

    Attributes:
        secreto, anterior: password, and the one before while nobody knows which of them the centre has.
        pimienta: hexadecimal; of the organismo's people.
        centro_id, centro_publica: the centre, and the key whose word counts.
    """

    registro: str
    url: str
    rol: str
    secreto: str
    anterior: str
    pimienta: str
    centro_id: str
    centro_publica: str


class Enlaces(Protocol):
    """What enrolment needs of the machine and the network."""

    def leer(self, caja: Caja) -> Enlace | None: ...
    def guardar(self, caja: Caja, enlace: Enlace) -> None: ...
    def contactar(self, url: str, rol: str, secreto: str) -> AbstractContextManager[CentroRemoto]: ...
    def firmante(self, caja: Caja) -> Firmante: ...
    def comprobar(self, publica: str, mensaje: bytes, firma: bytes) -> bool: ...
    def esperar(self, preguntar: Callable[[], Respuesta | None], segundos: int) -> Respuesta | None: ...


def leer_invitacion(ruta: Path, comprobar: Comprobar) -> Invitacion:
    """The enrolment file.

    Raises:
        NegocioError: `enlace_invalido`, `enlace_mas_nuevo`, or `enlace_alterado`, it is not what the centre signed.
        EquipoError: `enlace_ilegible`.
    """
    try:
        if ruta.stat().st_size > _TECHO:
            raise NegocioError("enlace_invalido", f"{ruta.name} no es un enlace de un centro.")
        datos = json.loads(ruta.read_text(encoding="utf-8"))
    except OSError as error:
        raise EquipoError("enlace_ilegible", f"No se puede leer {ruta}.") from error
    except ValueError as error:
        raise NegocioError("enlace_invalido", f"{ruta.name} no es un enlace de un centro.") from error
    invitacion = invitacion_de(datos)
    firma = datos.get("firma")
    try:
        if isinstance(firma, str) and comprobar(invitacion.centro_publica, invitacion.mensaje(), bytes.fromhex(firma)):
            return invitacion
    except ValueError:
        pass
    raise NegocioError("enlace_alterado", "Ese enlace fue cambiado después de hacerse. Pida otro.")


def exigir_suya(uow: UnitOfWork, invitacion: Invitacion) -> None:
    """Refuse to enrol a caja that is not the one that the centre expects.

    Raises:
        NegocioError: `enlace_de_otra_caja`, or `ya_enlazada`.
    """
    caja = uow.caja
    if (caja.organismo, caja.numero, int(caja.demo)) != (invitacion.organismo, invitacion.numero, invitacion.demo):
        raise NegocioError(
            "enlace_de_otra_caja",
            f"El enlace es para la caja {invitacion.numero} de {invitacion.organismo}, y esta es la {caja.numero} de "
            f"{caja.organismo}. Nada cambió.",
        )
    if uow.sincronia.nota("registro"):
        raise NegocioError("ya_enlazada", "Esta caja ya está enlazada con su centro.")


def enlazar(ctx: Contexto, enlaces: Enlaces, invitacion: Invitacion, quien: str = "") -> Enlace:
    """Enrol the open caja.

    Raises:
        NegocioError: what `exigir_suya` raises; `caja_con_historia`, the number has a diario that is not this one; or
            why the centre refused: `enlace_usado`, `enlace_vencido` …
        EquipoError: the centre cannot be reached, or did not answer in time; nothing is lost by giving the order again.
        IntegridadError: `centro_falso`, the answer is not signed by the centre of the file.
    """
    with ctx.uow() as uow:
        exigir_suya(uow, invitacion)
        solicitante = _solicitar(uow, enlaces.firmante(ctx.caja), invitacion)
    antes = enlaces.leer(ctx.caja)
    enlace = antes if antes is not None and antes.registro == invitacion.registro else enlace_de(invitacion)
    with contacto(enlaces, enlace) as centro:
        with ctx.uow() as uow:
            _exigir_sin_historia(uow, estado_al_enlazar(centro))
        respuesta = preguntar(enlaces, centro, solicitante)
        with ctx.uow() as uow:
            _exigir_respuesta(uow, enlaces.comprobar, invitacion, respuesta)
        enlace = cambiar_secreto(ctx.caja, enlaces, centro, enlace)
        cookie, gente = centro.usuarios("")
        with ctx.uow() as uow:
            uow.diario.asentar("caja_enlazada", datos_de_enlace(invitacion, respuesta, quien))
            asentar_usuarios(uow, gente)
            uow.sincronia.anotar("usuario", cookie)
            uow.sincronia.anotar("registro", invitacion.registro)
            anotar_frescura(uow, GENTE)
            uow.commit()
    return enlace


def estado_al_enlazar(centro: CentroRemoto) -> EstadoRemoto:
    """What the centre says to who comes with an enrolment file.

    Raises:
        NegocioError: `enlace_vencido`.
    """
    try:
        return centro.estado()
    except EquipoError as error:
        if error.clave != "centro_rechaza":
            raise
        raise NegocioError("enlace_vencido", "Ese enlace ya venció o fue retirado. Pida otro en el centro.") from error


def _exigir_sin_historia(uow: UnitOfWork, estado: EstadoRemoto) -> None:
    propias = {propia.epoca for propia in uow.sincronia.epocas()}
    if estado.cursores.keys() - propias and not estado.cursores.keys() & propias:
        raise NegocioError(
            "caja_con_historia",
            f"El centro ya tiene el diario de otra caja {uow.caja.numero}. Para tomar su lugar, use el enlace en una "
            "carpeta vacía: ahí se trae todo lo suyo.",
        )


def contacto(enlaces: Enlaces, enlace: Enlace) -> AbstractContextManager[CentroRemoto]:
    """The centre, entered with the password that it has: the new one, or the one before if that was not changed yet."""
    if enlace.anterior:
        try:
            with enlaces.contactar(enlace.url, enlace.rol, enlace.secreto):
                pass
        except EquipoError as error:
            if error.clave != "centro_rechaza":
                raise
            return enlaces.contactar(enlace.url, enlace.rol, enlace.anterior)
    return enlaces.contactar(enlace.url, enlace.rol, enlace.secreto)


def enlace_de(invitacion: Invitacion) -> Enlace:
    """How the caja that is invited enters its centre the first time."""
    return Enlace(
        registro=invitacion.registro,
        url=invitacion.url,
        rol=invitacion.rol,
        secreto=invitacion.secreto,
        anterior="",
        pimienta=invitacion.pimienta,
        centro_id=invitacion.centro_id,
        centro_publica=invitacion.centro_publica,
    )


def _solicitar(uow: UnitOfWork, firmante: Firmante, invitacion: Invitacion) -> Solicitante:
    ultima, caja = uow.sincronia.epocas()[-1], uow.caja
    mensaje = mensaje_de_solicitud(invitacion.registro, caja.publica, ultima.epoca, ultima.seq, ultima.cabeza)
    return Solicitante(
        caja.organismo, caja.numero, invitacion.registro, caja.publica, ultima.epoca, ultima.seq, ultima.cabeza,
        firmante.firmar(mensaje),
    )  # fmt: skip


def preguntar(enlaces: Enlaces, centro: CentroRemoto, solicitante: Solicitante) -> Respuesta:
    """The centre's answer to who asks to be enrolled.

    Raises:
        NegocioError: why it refused.
        EquipoError: `centro_sin_respuesta`.
    """
    centro.pedir_enlace(solicitante)
    respuesta = enlaces.esperar(lambda: centro.respuesta(solicitante.registro, solicitante.publica), ESPERA_S)
    if respuesta is None:
        raise EquipoError(
            "centro_sin_respuesta", "El centro recibió la solicitud y no responde: su servicio está detenido. Repita."
        )
    if respuesta.rechazo:
        raise NegocioError(respuesta.rechazo, _RECHAZOS.get(respuesta.rechazo, "El centro no aceptó ese enlace."))
    return respuesta


def _exigir_respuesta(uow: UnitOfWork, comprobar: Comprobar, invitacion: Invitacion, respuesta: Respuesta) -> None:
    mensaje = mensaje_de_solicitud(
        invitacion.registro, uow.caja.publica, respuesta.epoca, respuesta.seq, respuesta.cabeza
    )
    suyo = uow.sincronia.hash_de(respuesta.epoca, respuesta.seq) == respuesta.cabeza
    if not suyo or not comprobar(invitacion.centro_publica, mensaje, respuesta.contrafirma):
        raise IntegridadError("centro_falso", "Quien respondió no es el centro que hizo ese enlace. Avise a sistemas.")


def cambiar_secreto(caja: Caja, enlaces: Enlaces, centro: CentroRemoto, enlace: Enlace) -> Enlace:
    """Kept before the centre is told: cut anywhere, one of the two that are kept is the one that the centre has."""
    nuevo = replace(enlace, secreto=secrets.token_urlsafe(24), anterior=enlace.anterior or enlace.secreto)
    enlaces.guardar(caja, nuevo)
    centro.cambiar_secreto(enlace.rol, nuevo.secreto)
    nuevo = replace(nuevo, anterior="")
    enlaces.guardar(caja, nuevo)
    return nuevo


def datos_de_enlace(invitacion: Invitacion, respuesta: Respuesta, quien: str) -> dict[str, Any]:
    """Content of a `caja_enlazada`."""
    return {
        "registro": invitacion.registro,
        "centro": invitacion.centro_id,
        "centro_publica": invitacion.centro_publica,
        "epoca": respuesta.epoca,
        "seq": respuesta.seq,
        "cabeza": respuesta.cabeza.hex(),
        "contrafirma": respuesta.contrafirma.hex(),
        "quien": quien or "enlace",
    }
