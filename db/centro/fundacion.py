"""Make the centre's database, or bring it up to this program: roles, tables, projection, rights."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from app.domain.centro.recepcion import Acuse
from app.errors import NegocioError
from app.ports import Firmante, Reloj
from db.centro.conexion import ESQUEMA
from db.centro.diario import DiarioPropio, Identidad, leer_identidad
from db.centro.permisos import Roles, crear_roles, otorgar, quitar_vistas
from db.diario import leer
from db.proyeccion import proyeccion, rows

#: Revisions of the centre's shape, oldest first.
REVISIONES = ("0001", "0002", "0003", "0004")
#: Streams of each organismo: arrival order of the diario, and what goes down.
FLUJOS = ("diario", "padron", "usuario", "tarifa")
_VERSION_MINIMA = 150_000


@dataclass(frozen=True, slots=True)
class Nueva:
    """What a new centre is to be."""

    publica: str
    demo: bool = False
    reloj_inicio: str = ""
    reloj_creada: str = ""


def iniciar(engine: Engine, nueva: Nueva, secreto: str) -> Identidad:
    """Make the centre, or migrate the one that is there; everything or nothing.

    Args:
        engine: enters as somebody who may make roles and schemas.
        secreto: password of the role of `servir`, new each time.

    Raises:
        NegocioError: `postgres_viejo`, `centro_mas_nuevo`, `base_ajena`, or `centro_de_otra_llave`.
    """
    with engine.begin() as conexion:
        _exigir_version(conexion)
        dueno = _dueno(conexion)
        identificador = str(uuid.uuid4())
        roles = Roles(identificador) if dueno is None else _roles_de(dueno)
        crear_roles(conexion, roles, secreto)
        if dueno is None:
            conexion.exec_driver_sql(f"CREATE SCHEMA {ESQUEMA} AUTHORIZATION {roles.dueno}")
        conexion.exec_driver_sql(f"SET LOCAL ROLE {roles.dueno}")
        _migrar(conexion)
        if dueno is None:
            _nacer(conexion, identificador, nueva)
        identidad = leer_identidad(conexion)
        if identidad.publica != nueva.publica:
            raise NegocioError(
                "centro_de_otra_llave",
                "Ese centro firma con otra llave, que está en la carpeta donde se inició. Úselo desde ahí.",
            )
        _proyectar(conexion, nueva=dueno is None)
        otorgar(conexion, roles)
        conexion.exec_driver_sql(f"GRANT SELECT ON alembic_version TO {roles.servir}")
    return identidad


def agregar_organismo(
    conexion: Connection, organismo: str, version: str, nombre: str, firmante: Firmante, reloj: Reloj
) -> bool:
    """Give the centre one organismo more, with its streams and the centre's diario; whether it was new."""
    parametros = {"o": organismo, "v": version, "n": nombre}
    puesto = conexion.execute(
        text("INSERT INTO organismo (organismo, version, nombre) VALUES (:o, :v, :n) ON CONFLICT DO NOTHING"),
        parametros,
    )
    if not puesto.rowcount:
        return False
    for flujo in FLUJOS:
        conexion.execute(
            text("INSERT INTO flujo (organismo, nombre, v, generacion) VALUES (:o, :f, 0, :g)"),
            {"o": organismo, "f": flujo, "g": str(uuid.uuid4())},
        )
    propio = DiarioPropio(conexion, organismo, firmante, reloj)
    propio.abrir(version, leer_identidad(conexion), str(uuid.uuid4()))
    return True


def exigir_al_dia(conexion: Connection) -> Identidad:
    """The centre, if it has this program's shape.

    Raises:
        NegocioError: `sin_centro`, `centro_anterior` or `centro_mas_nuevo`.
    """
    if conexion.exec_driver_sql("SELECT to_regclass('ventanilla.centro')").scalar() is None:
        raise NegocioError("sin_centro", "En esa base no hay ningún centro. Hágalo con «centro iniciar --url U».")
    revision = conexion.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    plegada = conexion.execute(text("SELECT proyeccion FROM centro")).scalar_one()
    if revision not in REVISIONES or plegada > rows.PROYECCION_VERSION:
        raise _mas_nuevo()
    if (revision, plegada) != (REVISIONES[-1], rows.PROYECCION_VERSION):
        raise NegocioError(
            "centro_anterior", "El centro es de una versión anterior: póngalo al día con «centro iniciar»."
        )
    return leer_identidad(conexion)


def _mas_nuevo() -> NegocioError:
    return NegocioError("centro_mas_nuevo", "El centro es de una versión más nueva del programa. Actualice este.")


def _exigir_version(conexion: Connection) -> None:
    version = int(conexion.exec_driver_sql("SHOW server_version_num").scalar_one())
    if version < _VERSION_MINIMA:
        raise NegocioError(
            "postgres_viejo", f"El centro necesita PostgreSQL 15 o posterior; este es {version // 10_000}."
        )


def _dueno(conexion: Connection) -> str | None:
    """The owner of the centre's schema; None where there is no such schema."""
    consulta = "SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = %s"
    leido: str | None = conexion.exec_driver_sql(consulta, (ESQUEMA,)).scalar()
    return leido


def _roles_de(dueno: str) -> Roles:
    prefijo = dueno.removesuffix("_dueno")
    roles = Roles(prefijo.removeprefix("ventanilla_"))
    if roles.dueno != dueno:
        raise NegocioError("base_ajena", f"El esquema {ESQUEMA} de esa base es de otro programa. Use otra base.")
    return roles


def _migrar(conexion: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    ruta = conexion.exec_driver_sql("SELECT to_regclass('ventanilla.alembic_version')").scalar()
    if ruta is not None:
        revision = conexion.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        if revision not in REVISIONES:
            raise _mas_nuevo()
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migraciones"))
    config.attributes["connection"] = conexion
    command.upgrade(config, "head")


def _nacer(conexion: Connection, identificador: str, nueva: Nueva) -> None:
    conexion.execute(
        text(
            "INSERT INTO centro (id, generacion, publica, demo, reloj_inicio, reloj_creada, proyeccion)"
            " VALUES (:id, :generacion, :publica, :demo, :inicio, :creada, 0)"
        ),
        {
            "id": identificador,
            "generacion": str(uuid.uuid4()),
            "publica": nueva.publica,
            "demo": int(nueva.demo),
            "inicio": nueva.reloj_inicio,
            "creada": nueva.reloj_creada,
        },
    )


def _proyectar(conexion: Connection, *, nueva: bool) -> None:
    plegada = conexion.execute(text("SELECT proyeccion FROM centro")).scalar_one()
    if plegada > rows.PROYECCION_VERSION:
        raise _mas_nuevo()
    if plegada == rows.PROYECCION_VERSION:
        return
    if nueva:
        proyeccion.crear(conexion)
    else:
        quitar_vistas(conexion)
        proyeccion.plegar(conexion, leer(conexion))
    conexion.execute(text("UPDATE centro SET proyeccion = :v"), {"v": rows.PROYECCION_VERSION})


def renovar_generacion(conexion: Connection, firmante: Firmante) -> None:
    """A new generation of the whole centre: every head is signed anew, and every stream pulled from its beginning."""
    identidad = leer_identidad(conexion)
    nueva = str(uuid.uuid4())
    conexion.execute(text("UPDATE centro SET generacion = :g"), {"g": nueva})
    conexion.execute(text("UPDATE flujo SET generacion = :g"), {"g": nueva})
    cursores = conexion.execute(text("SELECT organismo, caja, epoca, seq, cabeza FROM caja_cursor FOR UPDATE")).all()
    for c in cursores:
        acuse = Acuse(identidad.id, nueva, c.organismo, c.caja, c.epoca, c.seq, bytes(c.cabeza))
        conexion.execute(
            text(
                "UPDATE caja_cursor SET firma = :firma WHERE organismo = :organismo AND caja = :caja AND epoca = :epoca"
            ),
            {"firma": firmante.firmar(acuse.mensaje()), "organismo": c.organismo, "caja": c.caja, "epoca": c.epoca},
        )
