"""The diario and its public keys, for somebody who checks them elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.centro.raices_centro import Cabeza, claves_de_caja, leer_raiz_del_centro
from app.domain.centro.recepcion import Comprobar
from app.errors import EquipoError, UsoError
from db.almacen import EPOCAS, Almacen
from db.diario import leer
from db.engine import errores_de_disco
from db.proyeccion import rows

_SUFIJO = ".pub"


def exportar_diario(almacen: Almacen, ruta: Path) -> int:
    """Write every asiento as a line of JSON, its content as it was signed; returns how many.

    Raises:
        EquipoError: the file cannot be written.
    """
    cuantos = 0
    try:
        with ruta.open("w", encoding="utf-8") as archivo, errores_de_disco(), almacen.engine.begin() as conexion:
            for a in leer(conexion):
                linea = {
                    "organismo": a.organismo,
                    "caja": a.caja,
                    "epoca": a.epoca,
                    "seq": a.seq,
                    "tipo": a.tipo,
                    "v": a.v,
                    "contenido": a.contenido.decode(errors="backslashreplace"),
                    "prev_hash": a.prev_hash.hex(),
                    "hash": a.hash.hex(),
                    "firma": a.firma.hex(),
                }
                archivo.write(json.dumps(linea, ensure_ascii=False) + "\n")
                cuantos += 1
    except OSError as error:
        raise EquipoError("archivo_no_escribible", f"No se puede escribir {ruta}.") from error
    return cuantos


def exportar_claves(almacen: Almacen, carpeta: Path) -> list[Path]:
    """Write the public key of each epoca to a file of its own, named by the epoca.

    Raises:
        EquipoError: the folder cannot be written.
    """
    epocas = _epocas(almacen)
    try:
        carpeta.mkdir(parents=True, exist_ok=True)
        rutas = []
        for e in epocas:
            rutas.append(carpeta / f"{e.organismo}-{e.caja}-{e.epoca}{_SUFIJO}")
            rutas[-1].write_text(f"{e.publica}\n", encoding="ascii")
    except OSError as error:
        raise EquipoError("archivo_no_escribible", f"No se puede escribir en {carpeta}.") from error
    return rutas


def _epocas(almacen: Almacen) -> Sequence[Any]:
    with errores_de_disco(), almacen.engine.begin() as conexion:
        return conexion.execute(EPOCAS.order_by(rows.diario.c.n)).all()


def publicas_de(almacen: Almacen) -> Mapping[str, str]:
    """The public key of each epoca, as the diario itself says it."""
    return {e.epoca: e.publica for e in _epocas(almacen)}


def leer_publicas(carpeta: Path) -> Mapping[str, str]:
    """Every public key of a folder of exported ones, of whatever caja, by the name of its file.

    Raises:
        UsoError: `sin_claves`.
        EquipoError: they cannot be read.
    """
    try:
        claves = {r.stem: r.read_text("ascii", "replace").strip() for r in sorted(carpeta.glob(f"*{_SUFIJO}"))}
    except OSError as error:
        raise EquipoError("claves_ilegibles", f"No se pueden leer las claves de {carpeta}.") from error
    if not claves:
        raise UsoError("sin_claves", f"En {carpeta} no hay claves públicas exportadas («claves exportar DIR»).")
    return claves


def leer_claves(origen: Path, almacen: Almacen, comprobar: Comprobar) -> Mapping[str, str]:
    """The public key of each epoca of this caja: as a folder of exported ones says, or a root that the centre signed.

    Raises:
        UsoError: `sin_claves`, there is none of this caja; `raiz_invalida`.
        EquipoError: they cannot be read.
        IntegridadError: `raiz_alterada`; `raiz_distinta`, the diario does not have what the centre signed.
    """
    if origen.is_file():
        raiz, caja = leer_raiz_del_centro(origen, comprobar), almacen.caja
        return claves_de_caja(raiz, caja.organismo, caja.numero, lambda cabeza: _hash(almacen, cabeza))
    prefijo = f"{almacen.caja.organismo}-{almacen.caja.numero}-"
    try:
        claves = {
            ruta.name.removeprefix(prefijo).removesuffix(_SUFIJO): ruta.read_text("ascii", "replace").strip()
            for ruta in sorted(origen.glob(f"{prefijo}*{_SUFIJO}"))
        }
    except OSError as error:
        raise EquipoError("claves_ilegibles", f"No se pueden leer las claves de {origen}.") from error
    if not claves:
        raise UsoError("sin_claves", f"En {origen} no hay claves públicas de esta caja.")
    return claves


def _hash(almacen: Almacen, cabeza: Cabeza) -> bytes | None:
    """Of the asiento that the diario has in the place of a head; None where it has none."""
    d, caja = rows.diario.c, almacen.caja
    suyo = (d.organismo == caja.organismo, d.caja == caja.numero, d.epoca == cabeza.epoca, d.seq == cabeza.seq)
    with errores_de_disco(), almacen.engine.begin() as conexion:
        leido: bytes | None = conexion.scalar(select(d.hash).where(*suyo))
        return leido
