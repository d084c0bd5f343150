"""The centre as a caja reaches it: one connection, with its own role, for as long as a round lasts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

import psycopg
from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from app.centro.alto import REEMPLAZADA
from app.centro.ronda import LoteBajado
from app.domain.caja import Caja
from app.domain.centro.acreditacion import Acreditacion
from app.domain.centro.enlace import Solicitante
from app.domain.centro.incidencia import Incidencia
from app.domain.diario.asiento import Asiento
from app.domain.dinero import Dinero
from app.errors import EquipoError, NegocioError
from app.ports.centro import CursorRemoto, EstadoRemoto, Respuesta, Saludo, UsuarioDelCentro
from db.bajada import Bajada
from db.centro.conexion import abrir, errores_de_red, plazo, reintentar
from db.centro.corrientes import para_caja
from db.centro.paquete import recibir
from db.centro.permisos import poner_secreto
from db.diario import asiento_de
from db.lecturas.incidencias import CAMPOS, incidencia_de
from db.lotes import Lotes

#: Seconds that one question may take; a batch of 500 asientos takes well under one.
_PACIENCIA_S = 20
#: As many times that for a page of the padrón.
_VECES_DE_CARGA = 30
_CAMPOS = [campo.name for campo in fields(Asiento)]
_COLUMNAS = [*_CAMPOS, "enviado"]
_ENVIAR = (
    f"INSERT INTO entrada ({', '.join(_COLUMNAS)}) VALUES ({', '.join(f'%({c})s' for c in _COLUMNAS)})"
    # The hash is part of the key: what conflicts is the very same asiento, which waits there already.
    " ON CONFLICT DO NOTHING"
)
_PRIMEROS = text("SELECT * FROM mi_diario WHERE seq = 1 ORDER BY n")
_DIARIO = text("SELECT * FROM mi_diario WHERE epoca = :epoca AND seq BETWEEN :desde AND :hasta ORDER BY seq")
_BAJA = text("SELECT motivo, revocado FROM mi_baja")
_YO = text("SELECT 1 FROM yo")
_PEDIR = text(
    "INSERT INTO enlace_pedido (organismo, caja, registro, publica, epoca, seq, cabeza, prueba)"
    " VALUES (:organismo, :caja, :registro, :publica, :epoca, :seq, :cabeza, :prueba) ON CONFLICT DO NOTHING"
)
_RESPUESTA = text(
    "SELECT epoca, seq, cabeza, contrafirma, rechazo FROM mi_respuesta"
    " WHERE registro = :registro AND publica = :publica"
)
_INCIDENCIAS = text(
    f"SELECT {', '.join(CAMPOS)} FROM (SELECT * FROM mis_incidencias UNION ALL SELECT * FROM mis_resueltas) x"
    " ORDER BY resolucion <> '', momento DESC, id LIMIT :cuantas"
)
_SALUDAR = text(
    "INSERT INTO saludo (organismo, caja, epoca, seq, sin_enviar, programa, aviso, enviado)"
    " SELECT organismo, caja, :epoca, :seq, :sin_enviar, :programa, :aviso, :enviado FROM yo WHERE enlazada"
)
_ACREDITACIONES = text(
    "SELECT cuenta, pago, folio, periodo, incidencia, clase, folios, centavos, acreditado FROM mis_acreditaciones"
    " ORDER BY pago, periodo"
)
_GENTE = text("SELECT clave, nombre, roles, activo, verificador FROM el_usuario WHERE ver > :desde ORDER BY ver, clave")
_LISTAS = text("SELECT sha, contenido FROM el_tarifa WHERE ver > :desde ORDER BY ver")
_CENTRO = text("SELECT id, generacion, publica, clock_timestamp() AS reloj FROM este_centro")
_CURSORES = text("SELECT epoca, seq, cabeza, firma, pagos, centavos, folio FROM mi_cursor ORDER BY inicio")
_ESPERA = text("SELECT epoca, desde, hasta, cuantos FROM mi_espera")


class Remoto:
    """Implements `app.ports.centro.CentroRemoto` over PostgreSQL.

    Args:
        paciencia_s: seconds that one question may take.
    """

    def __init__(self, conexion: Connection, paciencia_s: int = _PACIENCIA_S) -> None:
        self._conexion = conexion
        self._paciencia_s = paciencia_s

    @contextmanager
    def _transaccion(self, veces: int = 1) -> Iterator[Connection]:
        limite = plazo(self._conexion, veces * self._paciencia_s)
        with errores_de_red(), _misma_version(), limite, self._conexion.begin():
            yield self._conexion

    def estado(self) -> EstadoRemoto:
        """What the centre says of itself and of this caja, all of one moment."""
        with self._transaccion() as conexion:
            conexion.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            if conexion.execute(_YO).scalar() is None:
                raise _fuera(conexion.execute(_BAJA).one_or_none())
            centro = conexion.execute(_CENTRO).one()
            cursores = {f.epoca: _cursor(f) for f in conexion.execute(_CURSORES)}
            esperan = {f.epoca: _esperan(f, cursores.get(f.epoca)) for f in conexion.execute(_ESPERA)}
            apartados = conexion.execute(text("SELECT count(*) FROM mi_cuarentena")).scalar_one()
            incidencias = conexion.execute(text("SELECT count(*) FROM mis_incidencias")).scalar_one()
        quien = centro.id, centro.generacion, centro.publica
        return EstadoRemoto(*quien, cursores, esperan, apartados, incidencias, centro.reloj)

    def enviar(self, asientos: Sequence[Asiento], ahora: datetime) -> None:
        """Leave asientos in `entrada`, all or none."""
        filas = [{c: getattr(a, c) for c in _CAMPOS} | {"enviado": ahora} for a in asientos]
        with self._transaccion() as conexion:
            conexion.exec_driver_sql(_ENVIAR, filas)

    def primeros(self) -> tuple[Asiento, ...]:
        """The first asiento of each epoca of this caja, in the order in which those began here."""
        with self._transaccion() as conexion:
            return tuple(asiento_de(fila) for fila in conexion.execute(_PRIMEROS).mappings())

    def diario(self, epoca: str, desde: int, cuantos: int) -> tuple[Asiento, ...]:
        """Asientos of this caja, in order, from a seq of an epoca on."""
        valores = {"epoca": epoca, "desde": desde, "hasta": desde + cuantos - 1}
        with self._transaccion() as conexion:
            return tuple(asiento_de(fila) for fila in conexion.execute(_DIARIO, valores).mappings())

    def hash_de_pago(self, folio: str) -> str:
        """Hash (hexadecimal) of the payment of this caja with that folio; empty where there is none here."""
        with self._transaccion() as conexion:
            hallado = conexion.execute(
                text("SELECT hash FROM mis_pagos WHERE folio = :folio"), {"folio": folio}
            ).scalar()
        return str(hallado or "")

    def series(self) -> tuple[str, ...]:
        """Every serie that this caja has had, or that was promised to another PC of its number."""
        with self._transaccion() as conexion:
            return tuple(conexion.execute(text("SELECT serie FROM mis_series")).scalars())

    def incidencias(self, cuantas: int) -> tuple[Incidencia, ...]:
        """Those that concern this caja: the open ones first, and each the newest first; so many at most."""
        with self._transaccion() as conexion:
            return tuple(incidencia_de(fila) for fila in conexion.execute(_INCIDENCIAS, {"cuantas": cuantas}))

    def saludar(self, saludo: Saludo) -> None:
        """Say how this caja is, for whoever looks after all of them."""
        with self._transaccion() as conexion:
            conexion.execute(_SALUDAR, asdict(saludo))

    def acreditaciones(self) -> tuple[Acreditacion, ...]:
        """What is to stand as credit of payments taken at this caja, and does not yet."""
        with self._transaccion() as conexion:
            return tuple(_acreditacion(fila) for fila in conexion.execute(_ACREDITACIONES))

    def pedir_enlace(self, solicitante: Solicitante) -> None:
        """Ask to be enrolled; asking again changes nothing."""
        campos = {campo.name: getattr(solicitante, campo.name) for campo in fields(Solicitante)}
        with self._transaccion() as conexion:
            if conexion.execute(_YO).scalar() is None:
                raise NegocioError("enlace_vencido", "Ese enlace ya venció o fue retirado. Pida otro en el centro.")
            conexion.execute(_PEDIR, campos)

    def respuesta(self, registro: str, publica: str) -> Respuesta | None:
        """The answer, once there is one."""
        with self._transaccion() as conexion:
            fila = conexion.execute(_RESPUESTA, {"registro": registro, "publica": publica}).one_or_none()
        if fila is None:
            return None
        return Respuesta(fila.epoca, fila.seq, bytes(fila.cabeza), bytes(fila.contrafirma), fila.rechazo)

    def cambiar_secreto(self, rol: str, secreto: str) -> None:
        """Change the password with which this caja enters."""
        with self._transaccion() as conexion:
            poner_secreto(conexion, rol, secreto)

    def usuarios(self, cookie: str) -> tuple[str, tuple[UsuarioDelCentro, ...]]:
        """People of the organismo that changed since that cookie, and the next cookie."""
        with self._transaccion() as conexion:
            conexion.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            siguiente, desde = tomar_cookie(conexion, "usuario", cookie)
            filas = conexion.execute(_GENTE, {"desde": desde}).all()
        gente = (
            UsuarioDelCentro(f.clave, f.nombre, tuple(f.roles.split(",")), f.activo == 1, f.verificador) for f in filas
        )
        return siguiente, tuple(gente)

    def tarifas(self, cookie: str) -> tuple[str, tuple[tuple[str, bytes], ...]]:
        """Lists of figures loaded since that cookie, in order, and the next cookie."""
        with self._transaccion() as conexion:
            conexion.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            siguiente, desde = tomar_cookie(conexion, "tarifa", cookie)
            filas = conexion.execute(_LISTAS, {"desde": desde}).all()
        return siguiente, tuple((f.sha, bytes(f.contenido)) for f in filas)

    def bajar(self, lotes: Lotes, caja: Caja, cookie: str, propias: Sequence[str] = ()) -> LoteBajado:
        """A page of what changed in the padrón since that cookie, as a lote.

        Args:
            propias: epocas that the caja's own file has.
        """
        with self._transaccion(_VECES_DE_CARGA) as conexion:
            conexion.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            generacion = conexion.execute(text("SELECT generacion FROM el_flujo WHERE nombre = 'padron'")).scalar_one()
            empacada = recibir(conexion, lotes, cookie, generacion)
            if empacada is not None:
                return empacada
            return Bajada(conexion, para_caja(caja.numero), cookie, propias=propias).bajar(lotes, caja.organismo)


def _fuera(baja: Any) -> EquipoError | NegocioError:
    """Why this role is nobody here."""
    if baja is None or baja.motivo != "reemplazo":
        return EquipoError("centro_rechaza", "El centro dio de baja a esta caja, o su enlace venció.")
    return NegocioError(
        REEMPLAZADA,
        f"Otra PC tomó el lugar de esta caja el {baja.revocado:%d/%m/%Y}. No cobre en esta: lo que aquí falte por "
        "enviar lo recoge la PC nueva, con «recuperar disco» y la carpeta de datos de esta.",
    )


@contextmanager
def _misma_version() -> Iterator[None]:
    """What a caja asks for is there in every centre that this program knows.

    Raises:
        EquipoError: `centro_otra_version`.
    """
    try:
        yield
    except ProgrammingError as error:
        if not isinstance(error.orig, (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn)):
            raise
        raise EquipoError(
            "centro_otra_version",
            "El centro es de otra versión del programa. Lo cobrado queda guardado; quien administra el centro debe "
            "ponerlo al día con «centro iniciar», o actualizar esta caja.",
        ) from error


def tomar_cookie(conexion: Connection, flujo: str, cookie: str) -> tuple[str, int]:
    """The cookie of this moment, and from which version on rows are wanted: 0 in a generation that was not known."""
    fila = conexion.execute(text("SELECT v, generacion FROM el_flujo WHERE nombre = :n"), {"n": flujo}).one()
    generacion, _, v = cookie.partition("/")
    return f"{fila.generacion}/{fila.v}", int(v) if generacion == fila.generacion else 0


def _acreditacion(fila: Any) -> Acreditacion:
    cuenta, pago, folio, periodo, incidencia, clase, folios, importe, acreditado = fila
    textos = cuenta, pago, folio, periodo, incidencia, clase
    return Acreditacion(*textos, tuple(json.loads(folios)), Dinero(importe), Dinero(acreditado))


def _cursor(fila: Any) -> CursorRemoto:
    return CursorRemoto(
        fila.epoca, fila.seq, bytes(fila.cabeza), bytes(fila.firma), fila.pagos, fila.centavos, fila.folio
    )


def _esperan(fila: Any, cursor: CursorRemoto | None) -> int:
    """Only an unbroken row counts: after a gap everything is sent again, which changes nothing that is there."""
    hay = 0 if cursor is None else cursor.seq
    seguidos = fila.desde <= hay + 1 and fila.cuantos == fila.hasta - fila.desde + 1
    return int(fila.hasta) if seguidos else 0


@contextmanager
def contactar(url: str, rol: str, secreto: str, paciencia_s: int = _PACIENCIA_S) -> Iterator[Remoto]:
    """Enter the centre for the length of the block.

    Args:
        paciencia_s: seconds that one question may take.

    Raises:
        UsoError: a URL that is not taken.
        EquipoError: nobody answers, or it does not let this role in.
    """
    engine = abrir(url, rol, secreto)
    with errores_de_red():
        # Somebody waits for this round, and the next one comes soon.
        conexion = reintentar(engine.connect, intentos=2)
    try:
        yield Remoto(conexion, paciencia_s)
    finally:
        with errores_de_red():
            conexion.close()
        engine.dispose()
