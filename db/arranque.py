"""What must hold of `caja.db` before anything is appended to it: quick enough for every start.

The whole diario, with its signatures, is `verificacion`'s work; here only what may have happened since the last corte.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, select, text

from app.centro.alto import ALTO, CABEZA_AUSENTE, CLAVE, HASTA, TRAYENDO
from app.errors import IntegridadError, NegocioError
from db.diario import leer
from db.proyeccion.rows import AL_REVES, diario
from db.sincronia import PREFIJO
from db.unit_of_work import Cabeza


def exigir_integridad(conexion: Connection, carpeta: Path) -> None:
    """Refuse a file that is not the one that was written; stop one that is an earlier copy of it.

    Stopped, it can be looked at, and nothing is appended to it until a supervisor has it go on.

    Raises:
        IntegridadError: `cabeza_ausente`, its last asiento is not the one that was confirmed; `cadena_rota`, an asiento
            since the last corte was altered.
    """
    _exigir_cabeza(conexion, Cabeza(carpeta / "cabeza.json").leer())
    _exigir_cadena(conexion)


def exigir_entera(conexion: Connection) -> None:
    """Refuse a caja whose diario is still being brought from the centre.

    Raises:
        NegocioError: `reemplazo_a_medias`.
    """
    consulta = text("SELECT valor FROM ajuste WHERE clave = :c")
    if conexion.scalar(consulta, {"c": PREFIJO + CLAVE}) == TRAYENDO:
        raise NegocioError(TRAYENDO, conexion.scalar(consulta, {"c": PREFIJO + ALTO}) or "")


def exigir_sin_rastro(carpeta: Path) -> None:
    """Refuse a folder whose diario is gone: a new one over it would use its folios again.

    Raises:
        IntegridadError: `diario_perdido`.
    """
    if not (carpeta / "cabeza.json").exists():
        return
    cabeza = Cabeza(carpeta / "cabeza.json").leer()
    hasta = "" if cabeza is None else f", que llegó al asiento {cabeza[1]}"
    raise IntegridadError(
        "diario_perdido",
        f"En {carpeta} hubo una caja{hasta}, y su diario no está. No se hace otra encima: avise a sistemas, "
        "recupere caja.db de un respaldo y conserve la carpeta como está.",
    )


def _exigir_cabeza(conexion: Connection, cabeza: tuple[str, int, str] | None) -> None:
    if cabeza is None:
        return
    epoca, seq, resumen = cabeza
    guardado = conexion.scalar(select(diario.c.hash).where(diario.c.epoca == epoca, diario.c.seq == seq))
    if guardado is None:
        _detener(conexion, epoca, seq)
    elif guardado.hex() != resumen:
        raise IntegridadError(
            CABEZA_AUSENTE,
            f"El asiento {seq} no es el que se confirmó: este archivo es de otra copia o fue alterado. "
            "No se cobra con él; avise a sistemas y conserve la carpeta como está.",
        )


def _detener(conexion: Connection, epoca: str, seq: int) -> None:
    notas = {
        ALTO: f"Falta lo asentado hasta el {seq}: este archivo es una copia anterior. No se cobra con él hasta que un "
        "supervisor traiga lo que falta.",
        CLAVE: CABEZA_AUSENTE,
        HASTA: f"{epoca}/{seq}",
    }
    orden = text("INSERT OR REPLACE INTO ajuste (clave, valor) VALUES (:c, :v)")
    conexion.execute(orden, [{"c": PREFIJO + clave, "v": valor} for clave, valor in notas.items()])


def _exigir_cadena(conexion: Connection) -> None:
    cortes = select(diario.c.n).where(diario.c.tipo == "turno_cerrado").order_by(*AL_REVES)
    corte: int | None = conexion.scalar(cortes.limit(1))
    anterior = None
    for asiento in leer(conexion, 1 if corte is None else corte):
        seguido = anterior is None or asiento.prev_hash == anterior.hash
        if not seguido or asiento.calcular_hash() != asiento.hash:
            raise IntegridadError(
                "cadena_rota",
                f"El asiento {asiento.seq} no es el que se guardó. No se cobra con este archivo; avise a sistemas, "
                "pruebe con «verificar» y conserve la carpeta como está.",
            )
        anterior = asiento
