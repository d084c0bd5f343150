"""Enrolment at the centre: an invitation with its role, the answer to who came with it, and revoking a caja."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, Row, text

from app.domain.centro.enlace import Invitacion, Solicitante, serie_siguiente
from app.domain.centro.recepcion import Comprobar
from app.errors import NegocioError
from app.ports import Firmante, Reloj
from db.centro.conexion import reintentar
from db.centro.diario import DiarioPropio, Identidad
from db.centro.permisos import Roles, cerrar_rol, crear_rol_de_caja

_SERIES = text(
    "SELECT serie FROM registro WHERE organismo = :organismo AND caja = :caja"
    " UNION SELECT serie FROM epoca WHERE organismo = :organismo AND caja = :caja"
)
_REGISTRAR = text(
    "INSERT INTO registro (organismo, caja, id, centro, rol, serie, vence, publica, epoca, cabeza, motivo)"
    " VALUES (:organismo, :caja, :id, :centro, :rol, :serie, :vence, '', '', '', '')"
)
_PEDIDOS = text(
    "SELECT p.* FROM enlace_pedido p LEFT JOIN enlace_respuesta r ON r.organismo = p.organismo AND r.caja = p.caja"
    " AND r.registro = p.registro AND r.publica = p.publica WHERE r.registro IS NULL ORDER BY p.organismo, p.caja"
)
_REGISTRO = text(
    "SELECT usado IS NOT NULL AS usado, publica, revocado IS NOT NULL AS revocado, vence > clock_timestamp() AS vivo"
    " FROM registro WHERE organismo = :organismo AND caja = :caja AND id = :registro FOR UPDATE"
)
_RESPONDER = text(
    "INSERT INTO enlace_respuesta (organismo, caja, registro, publica, contrafirma, rechazo)"
    " VALUES (:organismo, :caja, :registro, :publica, :contrafirma, :rechazo)"
)
_USAR = text(
    "UPDATE registro SET usado = clock_timestamp(), publica = :publica, epoca = :epoca, cabeza = :cabeza"
    " WHERE organismo = :organismo AND caja = :caja AND id = :registro"
)
_ANTERIORES = text(
    "UPDATE registro SET revocado = clock_timestamp(), motivo = :motivo WHERE organismo = :organismo AND caja = :caja"
    " AND id <> :registro AND revocado IS NULL RETURNING rol"
)
_SIN_LLAVE = text("UPDATE caja_cursor SET publica = '' WHERE organismo = :organismo AND caja = :caja")
_CON_LLAVE = text(
    "UPDATE caja_cursor c SET publica = :publica WHERE c.organismo = :organismo AND c.caja = :caja AND c.epoca = :epoca"
    " AND EXISTS (SELECT 1 FROM epoca e WHERE e.organismo = c.organismo AND e.caja = c.caja AND e.epoca = c.epoca"
    " AND e.publica = :publica)"
)
_ULTIMO = text(
    "SELECT epoca, seq FROM caja_cursor WHERE organismo = :organismo AND caja = :caja ORDER BY contacto DESC NULLS LAST"
    " LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Invitada:
    """A caja that the centre expects.

    Attributes:
        url: of the centre as the caja will reach it, without a password.
        pimienta: hexadecimal, for the PIN verifiers of the organismo's people.
    """

    organismo: str
    version: str
    numero: str
    centro: str
    url: str
    pimienta: str
    vence: datetime


def dar_de_alta(
    conexion: Connection, roles: Roles, identidad: Identidad, firmante: Firmante, reloj: Reloj, invitada: Invitada
) -> Invitacion:
    """Make the role and the invitation of a caja, in the caller's transaction, which may make roles."""
    registro, secreto = str(uuid.uuid4()), secrets.token_urlsafe(24)
    llave = {"organismo": invitada.organismo, "caja": invitada.numero}
    rol = roles.de_caja(invitada.organismo, invitada.numero, registro)
    crear_rol_de_caja(conexion, roles, rol, secreto)
    conexion.exec_driver_sql(f"SET LOCAL ROLE {roles.dueno}")
    usadas = conexion.execute(_SERIES, llave).scalars().all()
    serie = serie_siguiente(max(usadas, key=lambda s: (len(s), s), default=""))
    conexion.execute(
        _REGISTRAR,
        llave | {"id": registro, "centro": invitada.centro, "rol": rol, "serie": serie, "vence": invitada.vence},
    )
    DiarioPropio(conexion, invitada.organismo, firmante, reloj).asentar(
        "caja_registrada",
        {
            "caja": invitada.numero,
            "centro": invitada.centro,
            "registro": registro,
            "vence": invitada.vence.isoformat(),
            "quien": "centro",
        },
    )
    return _invitacion(identidad, invitada, registro, rol, secreto, serie)


def dar_de_baja(
    conexion: Connection, roles: Roles, firmante: Firmante, reloj: Reloj, organismo: str, numero: str, motivo: str
) -> tuple[str, int]:
    """Revoke a caja, in the caller's transaction; the last asiento taken as good. What it still sends is set aside.

    Raises:
        NegocioError: `caja_desconocida`, the centre expects no such caja.
    """
    llave = {"organismo": organismo, "caja": numero}
    conexion.exec_driver_sql(f"SET LOCAL ROLE {roles.dueno}")
    abiertos = conexion.execute(_ANTERIORES, llave | {"registro": "", "motivo": motivo}).scalars().all()
    if not abiertos:
        raise NegocioError("caja_desconocida", f"El centro no tiene ninguna caja {numero} de {organismo} en servicio.")
    conexion.execute(_SIN_LLAVE, llave)
    ultimo = conexion.execute(_ULTIMO, llave).one_or_none()
    epoca, seq = ("", 0) if ultimo is None else (ultimo.epoca, ultimo.seq)
    DiarioPropio(conexion, organismo, firmante, reloj).asentar(
        "caja_revocada", {"caja": numero, "epoca": epoca, "seq": seq, "motivo": motivo, "quien": "centro"}
    )
    conexion.exec_driver_sql("SET LOCAL ROLE NONE")
    for rol in abiertos:
        cerrar_rol(conexion, rol)
    return epoca, seq


def _invitacion(
    identidad: Identidad, invitada: Invitada, registro: str, rol: str, secreto: str, serie: str
) -> Invitacion:
    return Invitacion(
        registro=registro,
        url=invitada.url,
        rol=rol,
        secreto=secreto,
        organismo=invitada.organismo,
        version=invitada.version,
        numero=invitada.numero,
        centro=invitada.centro,
        serie=serie,
        centro_id=identidad.id,
        centro_publica=identidad.publica,
        pimienta=invitada.pimienta,
        demo=int(identidad.demo),
        reloj_inicio=identidad.reloj_inicio,
        reloj_creada=identidad.reloj_creada,
        vence=invitada.vence.isoformat(),
    )


class Portero:
    """Answers who asks to be enrolled."""

    def __init__(self, engine: Engine, firmante: Firmante, comprobar: Comprobar, reloj: Reloj) -> None:
        self._engine = engine
        self._firmante = firmante
        self._comprobar = comprobar
        self._reloj = reloj

    def atender(self) -> int:
        """Answer everybody who waits; how many."""
        with self._engine.begin() as conexion:
            pedidos = conexion.execute(_PEDIDOS).all()
        for pedido in pedidos:
            reintentar(lambda pedido=pedido: self._responder(pedido))  # type: ignore[misc]
        return len(pedidos)

    def _responder(self, pedido: Row[tuple[object, ...]]) -> None:
        solicitante = Solicitante(
            pedido.organismo, pedido.caja, pedido.registro, pedido.publica, pedido.epoca, pedido.seq,
            bytes(pedido.cabeza), bytes(pedido.prueba),
        )  # fmt: skip
        llave = {"organismo": pedido.organismo, "caja": pedido.caja, "registro": pedido.registro}
        with self._engine.begin() as conexion:
            registro = conexion.execute(_REGISTRO, llave).one()
            rechazo = self._rechazo(registro, solicitante)
            contrafirma = b"" if rechazo else self._firmante.firmar(solicitante.mensaje())
            if not rechazo and not registro.usado:
                self._admitir(conexion, llave, solicitante)
            respuesta = {"publica": pedido.publica, "contrafirma": contrafirma, "rechazo": rechazo}
            conexion.execute(_RESPONDER, llave | respuesta)

    def _rechazo(self, registro: Row[tuple[object, ...]], solicitante: Solicitante) -> str:
        if registro.usado and registro.publica != solicitante.publica:
            return "enlace_usado"
        if registro.revocado:
            return "enlace_revocado"
        if not registro.usado and not registro.vivo:
            return "enlace_vencido"
        if not self._comprobar(solicitante.publica, solicitante.mensaje(), solicitante.prueba):
            return "enlace_sin_prueba"
        return ""

    def _admitir(self, conexion: Connection, llave: dict[str, str], solicitante: Solicitante) -> None:
        """Register the key; another PC that had the caja's identity until now has it no more.

        It neither enters nor begins an epoca again; what it signed before stays good, since the new PC may still bring
        it from its disk. A key that was taken back with `dar_de_baja` signs nothing more.
        """
        campos = {"publica": solicitante.publica, "epoca": solicitante.epoca, "cabeza": solicitante.cabeza.hex()}
        conexion.execute(_USAR, llave | campos)
        conexion.execute(_ANTERIORES, llave | {"motivo": "reemplazo"})
        # The same PC, invited again: it goes on in the epoca that its key began.
        conexion.execute(_CON_LLAVE, llave | campos)
        DiarioPropio(conexion, solicitante.organismo, self._firmante, self._reloj).asentar(
            "caja_registrada",
            {
                "caja": solicitante.caja,
                "registro": solicitante.registro,
                "publica": solicitante.publica,
                "cabeza": solicitante.cabeza.hex(),
                "quien": "centro",
            },
        )
