"""The caja's folder, opened: engines, identity, unit of work; created, migrated and recovered here."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, Select, inspect, select, text
from sqlalchemy.exc import OperationalError

from app.domain.caja import Caja
from app.errors import EquipoError, IntegridadError, NegocioError
from app.ports import Firmante, Reloj
from db.arranque import exigir_entera, exigir_integridad, exigir_sin_rastro
from db.diario import LOTES, TARIFAS, leer
from db.engine import abrir_escritor, abrir_lector, danada, errores_de_disco
from db.proyeccion import proyeccion, rows
from db.unit_of_work import Cabeza, SqlUnitOfWork

BASE = "caja.db"
#: Epocas with the diario they opened, to be ordered by it: a serie after Z sorts before B as text.
EPOCAS = select(rows.epoca).join(
    rows.diario, (rows.diario.c.epoca == rows.epoca.c.epoca) & (rows.diario.c.seq == rows.epoca.c.seq)
)
#: What a caja's folder may hold before its first asiento.
_PROPIO = re.compile(
    r"(caja|padron)\.db.*|lotes|tarifas|anexos|respaldos|apartada-\d+|clave\.(pem|enlace\.json)|\.candado"
    r"|bitacora\.log.*|ventana\.json"
)
#: Revisions of the shape of `caja.db`, oldest first; the last one is this program's.
REVISIONES = ("0001", "0002", "0003")


@dataclass(frozen=True, slots=True)
class Almacen:
    """The open `caja.db` of a folder."""

    carpeta: Path
    engine: Engine
    caja: Caja

    def uow(self, firmante: Firmante, reloj: Reloj) -> SqlUnitOfWork:
        """A unit of work: one per user action."""
        return SqlUnitOfWork(self.engine, self.caja, firmante, reloj, Cabeza(self.carpeta / "cabeza.json").guardar)

    def lotes(self) -> list[str]:
        """SHA-256 of every lote that the diario names, in order."""
        return self._leer(LOTES)

    def tarifas(self) -> list[str]:
        """SHA-256 of every list of figures that the diario names, in order."""
        return self._leer(TARIFAS)

    def _leer(self, consulta: Select[str]) -> list[str]:
        with errores_de_disco(), self.engine.begin() as conexion:
            return list(conexion.scalars(consulta))

    def cerrar(self) -> None:
        """Let the files go."""
        self.engine.dispose()


def is_caja(carpeta: Path) -> bool:
    """Whether that folder holds a caja."""
    return (carpeta / BASE).is_file()


def crear(carpeta: Path) -> Engine:
    """Make the empty `caja.db` in a folder that has none; the caller appends the first asiento.

    Raises:
        NegocioError: `carpeta_ocupada`, there is a caja already, or something that is not of a caja.
        IntegridadError: `diario_perdido`, there was a caja.
        EquipoError: the folder cannot be written.
    """
    if is_caja(carpeta):
        _exigir_incompleta(carpeta)
    exigir_sin_rastro(carpeta)
    _exigir_sin_otra_cosa(carpeta)
    try:
        (carpeta / "lotes").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EquipoError("carpeta_no_escribible", f"No se puede escribir en {carpeta}.") from error
    engine = abrir_escritor(carpeta / BASE)
    with errores_de_disco():
        _migrar(engine)
        with engine.begin() as conexion:
            _crear_proyeccion(conexion)
    return engine


def _exigir_incompleta(carpeta: Path) -> None:
    """A caja whose making was cut short holds nothing and gives its place to the next try."""
    engine = abrir_lector(carpeta / BASE)
    try:
        with errores_de_disco(), engine.begin() as conexion:
            hay_diario = inspect(conexion).has_table("diario")
            if hay_diario and conexion.scalar(select(rows.diario.c.seq).limit(1)) is not None:
                raise NegocioError("carpeta_ocupada", f"La carpeta {carpeta} ya tiene una caja.")
    finally:
        engine.dispose()
    exigir_sin_rastro(carpeta)
    for sufijo in ("", "-wal", "-shm"):
        (carpeta / f"{BASE}{sufijo}").unlink(missing_ok=True)


def _exigir_sin_otra_cosa(carpeta: Path) -> None:
    """What a making that was cut short leaves is ours; anything else belongs to somebody."""
    try:
        ajenos = sorted(ruta.name for ruta in carpeta.iterdir() if not _PROPIO.fullmatch(ruta.name))
    except FileNotFoundError:
        return
    except OSError as error:
        raise EquipoError("carpeta_no_escribible", f"No se puede usar {carpeta} como carpeta de una caja.") from error
    if ajenos:
        raise NegocioError("carpeta_ocupada", f"La carpeta {carpeta} no está vacía: tiene {ajenos[0]}. Elija otra.")


def abrir(carpeta: Path, *, escribir: bool) -> Almacen:
    """Open the caja of a folder, migrated and refolded if it is an older one and may be written.

    Raises:
        NegocioError: `sin_caja`, or `base_mas_nueva`.
        IntegridadError: to be written and not the file that was written before, see `exigir_integridad`.
        NegocioError: `reemplazo_a_medias`, it is still being brought from the centre.
        EquipoError: the disk.
    """
    if not is_caja(carpeta):
        exigir_sin_rastro(carpeta)
        raise NegocioError("sin_caja", f"En {carpeta} no hay ninguna caja. Cree una con «demo» o con «caja iniciar».")
    engine = abrir_escritor(carpeta / BASE) if escribir else abrir_lector(carpeta / BASE)
    try:
        with errores_de_disco():
            _poner_al_dia(engine, carpeta, escribir=escribir)
            with engine.begin() as conexion:
                exigir_entera(conexion)
                caja = _leer_caja_de(conexion, carpeta)
                if escribir:
                    exigir_integridad(conexion, carpeta)
    except OperationalError as error:
        engine.dispose()
        # Up to date by now: a table or a column that is not there was lost in the file.
        raise danada() from error
    except BaseException:
        engine.dispose()
        raise
    return Almacen(carpeta, engine, caja)


def _leer_caja_de(conexion: Connection, carpeta: Path) -> Caja:
    if conexion.scalar(select(rows.epoca.c.seq).limit(1)) is None:
        if conexion.scalar(select(rows.diario.c.seq).limit(1)) is not None:
            raise IntegridadError(
                "proyeccion_danada",
                "Las tablas de esta caja no son las que salen de su diario. No se cobra con este archivo; avise a "
                "sistemas y conserve la carpeta como está.",
            )
        exigir_sin_rastro(carpeta)
    return leer_caja(conexion)


def leer_caja(conexion: Connection) -> Caja:
    """Identity of the caja: its last epoca."""
    fila = conexion.execute(EPOCAS.order_by(rows.diario.c.n.desc()).limit(1)).one_or_none()
    if fila is None:
        raise NegocioError(
            "caja_incompleta", "Esta caja se quedó a medio crear y no tiene nada. Vuelva a crearla en la misma carpeta."
        )
    return Caja(
        organismo=fila.organismo,
        version=fila.version,
        numero=fila.caja,
        centro=fila.centro,
        epoca=fila.epoca,
        serie=fila.serie,
        publica=fila.publica,
        demo=fila.demo == 1,
        reloj_inicio=fila.reloj_inicio,
        reloj_creada=fila.reloj_creada,
    )


def _poner_al_dia(engine: Engine, carpeta: Path, *, escribir: bool) -> None:
    with engine.begin() as conexion:
        revision = _revision(conexion)
        version = _version_de_proyeccion(conexion) if revision else 0
    if revision not in REVISIONES or version > rows.PROYECCION_VERSION:
        raise NegocioError(
            "base_mas_nueva", "Esta caja la escribió una versión más nueva del programa. Actualice el programa."
        )
    if (revision, version) == (REVISIONES[-1], rows.PROYECCION_VERSION):
        return
    if not escribir:
        raise NegocioError("base_anterior", "Esta caja es de una versión anterior: ábrala primero para cobrar.")
    _copiar(engine, carpeta / f"caja-antes-de-{REVISIONES[-1]}-{rows.PROYECCION_VERSION}.db")
    _migrar(engine)
    with engine.begin() as conexion:
        proyeccion.plegar(conexion, list(leer(conexion)))
        _anotar_version(conexion)


def _copiar(engine: Engine, destino: Path) -> None:
    if destino.exists():
        return
    provisional = destino.with_suffix(".nueva")
    provisional.unlink(missing_ok=True)
    _sin_transaccion(engine, lambda conexion: conexion.execute("VACUUM INTO ?", (str(provisional),)))
    shutil.move(provisional, destino)


def _sin_transaccion(engine: Engine, orden: Callable[..., object]) -> None:
    """Run what SQLite refuses inside a transaction, on the raw connection."""
    with closing(engine.raw_connection()) as conexion:
        orden(conexion.driver_connection)


def _migrar(engine: Engine) -> None:
    # Alembic costs a fifth of a second to import, and most starts have nothing to migrate.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as conexion:
        config.attributes["connection"] = conexion
        command.upgrade(config, "head")


def _crear_proyeccion(conexion: Connection) -> None:
    proyeccion.crear(conexion)
    _anotar_version(conexion)


def _anotar_version(conexion: Connection) -> None:
    conexion.execute(
        text("INSERT OR REPLACE INTO ajuste (clave, valor) VALUES ('proyeccion', :v)"),
        {"v": str(rows.PROYECCION_VERSION)},
    )


def _revision(conexion: Connection) -> str:
    if not inspect(conexion).has_table("alembic_version"):
        return ""
    leida: str | None = conexion.scalar(text("SELECT version_num FROM alembic_version"))
    return "" if leida is None else leida


def _version_de_proyeccion(conexion: Connection) -> int:
    leida: str | None = conexion.scalar(text("SELECT valor FROM ajuste WHERE clave = 'proyeccion'"))
    return 0 if leida is None else int(leida)
