"""The root of a day: the last asiento of it, signed, for an auditor to keep elsewhere and to look for afterwards.

Whoever holds the roots of some days knows that nothing before them was changed, whoever holds the key.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from app.context import Contexto
from app.domain.diario.asiento import Asiento
from app.errors import EquipoError, NegocioError


@dataclass(frozen=True, slots=True)
class Raiz:
    """Place, hash and signature of the last asiento of a day, with the public key that checks it."""

    organismo: str
    caja: str
    fecha: str
    epoca: str
    seq: int
    hash: str
    firma: str
    publica: str


def raiz_del_dia(ctx: Contexto, fecha: date) -> Raiz:
    """The root of a day, by the place of its asientos in the diario.

    Raises:
        NegocioError: `dia_sin_asientos`.
    """
    hallada = None
    for asiento, publica in _con_llave(ctx):
        if asiento.datos()["momento"][:10] == fecha.isoformat():
            hallada = _raiz(asiento, publica, fecha)
    if hallada is None:
        raise NegocioError("dia_sin_asientos", f"La caja no asentó nada el {fecha:%d/%m/%Y}.")
    return hallada


def guardar_raiz(raiz: Raiz, ruta: Path) -> None:
    """Write a root to a file, as `is_raiz_de_este_diario` reads it.

    Raises:
        EquipoError: `archivo_no_escrito`.
    """
    try:
        ruta.write_text(json.dumps(asdict(raiz), indent=2) + "\n", encoding="ascii")
    except OSError as error:
        raise EquipoError("archivo_no_escrito", f"No se pudo escribir {ruta}: {error.strerror}.") from error


def is_raiz_de_este_diario(ctx: Contexto, guardada: Mapping[str, object]) -> bool:
    """Whether the asiento that a kept root names is still here, as it was."""
    return any(
        (asiento.organismo, asiento.caja, asiento.epoca, asiento.seq, asiento.hash.hex(), publica)
        == tuple(guardada.get(campo) for campo in ("organismo", "caja", "epoca", "seq", "hash", "publica"))
        for asiento, publica in _con_llave(ctx)
    )


def _con_llave(ctx: Contexto) -> Iterator[tuple[Asiento, str]]:
    """Every asiento with the public key of its epoca."""
    publica = ""
    with ctx.uow() as uow:
        for asiento in uow.diario.asientos():
            if asiento.tipo == "epoca_abierta":
                publica = asiento.datos()["publica"]
            yield asiento, publica


def _raiz(asiento: Asiento, publica: str, fecha: date) -> Raiz:
    return Raiz(
        organismo=asiento.organismo,
        caja=asiento.caja,
        fecha=fecha.isoformat(),
        epoca=asiento.epoca,
        seq=asiento.seq,
        hash=asiento.hash.hex(),
        firma=asiento.firma.hex(),
        publica=publica,
    )
