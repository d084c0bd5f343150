"""A `caja.db` that is being made from its centre, and one that is moved aside to make room for it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, inspect, text

from app.centro.alto import ALTO, CLAVE, Alto
from app.errors import EquipoError
from db.almacen import BASE
from db.engine import abrir_escritor, abrir_lector, errores_de_disco
from db.sincronia import PREFIJO

_ANOTAR = text("INSERT OR REPLACE INTO ajuste (clave, valor) VALUES (:c, :v)")
#: What belongs to one life of a folder; lotes, prices and anexos serve the next one too. The diario goes last: until
#: then the folder is still the stopped caja, and moving goes on where it was.
_SUYO = ("cabeza.json", "padron.db", "padron.db-wal", "padron.db-shm", "clave.enlace.json", "clave.pem")
_DIARIO = BASE


def leer_nota(carpeta: Path, nota: str) -> str:
    """A note of the file of a folder, in whatever state that is; empty where there is no such file or note."""
    if not (carpeta / BASE).is_file():
        return ""
    engine = abrir_lector(carpeta / BASE)
    try:
        with errores_de_disco(), engine.begin() as conexion:
            if not inspect(conexion).has_table("ajuste"):
                return ""
            leido = conexion.scalar(text("SELECT valor FROM ajuste WHERE clave = :c"), {"c": PREFIJO + nota})
            return str(leido or "")
    finally:
        engine.dispose()


def empezar(engine: Engine, alto: Alto, nota: str, valor: str) -> None:
    """Say in an empty file which caja it is going to be, and that it is none yet."""
    notas = {ALTO: alto.mensaje, CLAVE: alto.clave, nota: valor}
    with errores_de_disco(), engine.begin() as conexion:
        conexion.execute(_ANOTAR, [{"c": PREFIJO + clave, "v": texto} for clave, texto in notas.items()])


def apartar(carpeta: Path) -> Path:
    """Move the caja of a folder, whole, to `apartada-N` inside it; where it is now.

    Raises:
        EquipoError: `carpeta_no_escribible`.
    """
    numeros = [int(r.name.partition("-")[2]) for r in carpeta.glob("apartada-*") if r.name[9:].isdigit()]
    ultima = carpeta / f"apartada-{max(numeros, default=0)}"
    # Cut in between, the one that was begun is gone on with.
    is_empezada = ultima.is_dir() and not (ultima / BASE).exists()
    destino = ultima if is_empezada else carpeta / f"apartada-{max(numeros, default=0) + 1}"
    _vaciar_wal(carpeta)
    try:
        destino.mkdir(exist_ok=True)
        for nombre in (*_SUYO, _DIARIO):
            if (carpeta / nombre).exists():
                (carpeta / nombre).rename(destino / nombre)
    except OSError as error:
        raise EquipoError("carpeta_no_escribible", f"No se puede mover la caja anterior a {destino}.") from error
    return destino


def _vaciar_wal(carpeta: Path) -> None:
    """One file holds all of it afterwards, and one file is moved whole or not at all."""
    engine = abrir_escritor(carpeta / BASE)
    try:
        with errores_de_disco(), closing(engine.raw_connection()) as conexion:
            conexion.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        engine.dispose()
    for sufijo in ("-wal", "-shm"):
        (carpeta / f"{BASE}{sufijo}").unlink(missing_ok=True)
