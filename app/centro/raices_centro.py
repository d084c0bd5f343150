"""The root of a day at the centre: the head of every epoca of every caja, signed, for an auditor to keep elsewhere.

Whoever holds one knows, without asking anybody, that nothing before those heads was changed, at the centre or a caja.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from app.domain.centro.recepcion import Comprobar
from app.domain.diario.asiento import canonico
from app.errors import EquipoError, IntegridadError, UsoError

_TECHO = 1 << 26


@dataclass(frozen=True, slots=True)
class Cabeza:
    """The last asiento of an epoca that the centre has, and the key that the epoca's asientos are signed with."""

    caja: str
    epoca: str
    seq: int
    hash: str
    publica: str


@dataclass(frozen=True, slots=True)
class RaizDelCentro:
    """The heads of an organismo at one moment.

    Attributes:
        fecha: the day that it closes; `momento`, when it was signed (ISO).
        publica: the centre's key, hexadecimal, and `firma` its signature of `mensaje`.
    """

    centro: str
    generacion: str
    organismo: str
    fecha: str
    momento: str
    cabezas: tuple[Cabeza, ...]
    publica: str
    firma: str = ""

    def mensaje(self) -> bytes:
        """The bytes that are signed."""
        datos = asdict(self)
        del datos["firma"]
        return canonico({"que": "raiz", "v": 1, **datos, "cabezas": [asdict(c) for c in self.cabezas]})

    def de_caja(self, organismo: str, numero: str) -> tuple[Cabeza, ...]:
        """The heads of one caja."""
        return tuple(c for c in self.cabezas if (self.organismo, c.caja) == (organismo, numero))


def guardar_raiz_del_centro(raiz: RaizDelCentro, ruta: Path) -> None:
    """Write it as `leer_raiz_del_centro` reads it.

    Raises:
        EquipoError: `archivo_no_escrito`.
    """
    try:
        ruta.parent.mkdir(parents=True, exist_ok=True)
        nueva = ruta.with_suffix(".nueva")
        nueva.write_text(json.dumps(asdict(raiz), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        nueva.replace(ruta)
    except OSError as error:
        raise EquipoError("archivo_no_escrito", f"No se pudo escribir {ruta}: {error.strerror}.") from error


def leer_raiz_del_centro(ruta: Path, comprobar: Comprobar) -> RaizDelCentro:
    """A kept root, with the signature that it carries checked.

    Raises:
        EquipoError: `archivo_ilegible`.
        UsoError: `raiz_invalida`, it is no such thing.
        IntegridadError: `raiz_alterada`, it is not what the centre signed.
    """
    try:
        texto = ruta.read_text(encoding="utf-8") if ruta.stat().st_size <= _TECHO else ""
    except (OSError, ValueError) as error:
        raise EquipoError("archivo_ilegible", f"No se puede leer {ruta}.") from error
    try:
        raiz = _raiz_de(json.loads(texto))
        is_suya = comprobar(raiz.publica, raiz.mensaje(), bytes.fromhex(raiz.firma))
    except (ValueError, KeyError, TypeError) as error:
        raise UsoError("raiz_invalida", f"{ruta.name} no es una raíz de «centro raiz».") from error
    if not is_suya:
        raise IntegridadError("raiz_alterada", f"{ruta.name} fue cambiada después de que el centro la firmó.")
    return raiz


def _raiz_de(datos: dict[str, Any]) -> RaizDelCentro:
    textos = {campo.name: str(datos[campo.name]) for campo in fields(RaizDelCentro) if campo.name != "cabezas"}
    cabezas = tuple(
        Cabeza(str(c["caja"]), str(c["epoca"]), int(c["seq"]), str(c["hash"]), str(c["publica"]))
        for c in datos["cabezas"]
    )
    return RaizDelCentro(**textos, cabezas=cabezas)


def claves_de_caja(
    raiz: RaizDelCentro, organismo: str, numero: str, hash_de: Callable[[Cabeza], bytes | None]
) -> dict[str, str]:
    """Public keys of a caja's epocas, once its diario has every head that the centre signed.

    Args:
        hash_de: of the asiento that the diario has in the place of a head.

    Raises:
        UsoError: `sin_claves`, the root has nothing of this caja.
        IntegridadError: `raiz_distinta`.
    """
    cabezas = raiz.de_caja(organismo, numero)
    if not cabezas:
        raise UsoError("sin_claves", f"La raíz del {raiz.fecha} no tiene nada de la caja {numero} de {organismo}.")
    if faltan := distintas(cabezas, hash_de):
        seqs = ", ".join(str(c.seq) for c in faltan)
        raise IntegridadError(
            "raiz_distinta", f"ALTERADO: el asiento {seqs} no es el que el centro firmó el {raiz.fecha}, o no está."
        )
    return {c.epoca: c.publica for c in cabezas}


def distintas(cabezas: Iterable[Cabeza], hash_de: Callable[[Cabeza], bytes | None]) -> tuple[Cabeza, ...]:
    """Those that are not there as they were signed."""
    return tuple(c for c in cabezas if (hallado := hash_de(c)) is None or hallado.hex() != c.hash)


class Raices:
    """The roots that a centre keeps in its folder, one for each organismo and day."""

    def __init__(self, carpeta: Path) -> None:
        self._carpeta = carpeta

    def ruta(self, organismo: str, dia: date) -> Path:
        """Where the one of a day is."""
        return self._carpeta / f"{organismo}-{dia.isoformat()}.raiz.json"

    def todas(self) -> tuple[Path, ...]:
        """Oldest first."""
        return tuple(sorted(self._carpeta.glob("*.raiz.json")))

    def cerrar(self, organismos: Iterable[str], dia: date, firmar: Callable[[str, date], RaizDelCentro]) -> None:
        """Keep the roots of a day that is over, those that are not kept yet."""
        for organismo in organismos:
            ruta = self.ruta(organismo, dia)
            if not ruta.exists():
                guardar_raiz_del_centro(firmar(organismo, dia), ruta)
