"""Turno, corte and arqueo: one cashier's session at one till, and the cut that closes it.

X looks and changes nothing, Z closes. The corte stores what the system expects, what was counted and their
difference; it never adjusts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from app.domain.dinero import Dinero, suma
from app.domain.errores import NegocioError
from app.domain.servicio import APORTACION

#: Banco de México bills and coins in circulation that a drawer counts, in centavos.
DENOMINACIONES = (100000, 50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10)
_PARTE = re.compile(r"(\d{1,4}(?:\.\d{1,2})?)x(\d{1,6})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Turno:
    """One cashier's session, from the opening float to the corte."""

    numero: int
    cajero: str
    fondo: Dinero
    abierto: datetime


@dataclass(frozen=True, slots=True)
class Movimiento:
    """Cash that enters or leaves the drawer without a payment: entrada, retiro or entrega (to the vault)."""

    clase: str
    importe: Dinero
    motivo: str


@dataclass(frozen=True, slots=True)
class Arqueo:
    """The count of the drawer: pieces of each denomination (centavos)."""

    piezas: tuple[tuple[int, int], ...]

    @classmethod
    def from_texto(cls, texto: str) -> Arqueo:
        """Read `500x2,100x3,0.50x4`; empty text or `0` is an empty drawer.

        Raises:
            NegocioError: `arqueo_invalido`, for a denomination that does not exist or is repeated, or a part that is
                not understood: nothing is skipped, so that `0,50x4` is not read as 50 pesos.
        """
        piezas: dict[int, int] = {}
        for parte in [] if texto.strip() in ("", "0") else map(str.strip, texto.split(",")):
            leido = _PARTE.fullmatch(parte)
            if not leido:
                raise NegocioError("arqueo_invalido", f"«{parte[:20]}» no se entiende. Escriba 500x2,100x3,0.50x4")
            valor = Dinero.from_texto(leido[1]).centavos
            if valor not in DENOMINACIONES:
                raise NegocioError("arqueo_invalido", f"No hay billete ni moneda de {leido[1]}.")
            if valor in piezas:
                raise NegocioError("arqueo_invalido", f"La denominación {leido[1]} está dos veces.")
            piezas[valor] = int(leido[2])
        return cls(tuple(sorted(piezas.items(), reverse=True)))

    @property
    def total(self) -> Dinero:
        """What the count adds up to."""
        return suma(Dinero(valor * n) for valor, n in self.piezas)


Totales = tuple[tuple[str, Dinero], ...]


@dataclass(frozen=True, slots=True)
class Corte:
    """The figures of a turno. `esperado` is None where the reader must not see it before the count.

    `conceptos` is all that was collected; `propios` is the organismo's, `aportaciones` is third parties' money.
    """

    clase: str
    numero: int
    turno: int
    caja: str
    cajero: str
    abierto: datetime
    momento: datetime
    fondo: Dinero
    medios: Totales
    conceptos: Totales
    programas: Totales
    pagos: int
    cancelados: tuple[str, ...]
    entradas: Dinero
    retiros: Dinero
    folio_inicial: str
    folio_final: str
    esperado: Dinero | None
    contado: Dinero | None = None
    diferencia: Dinero | None = None

    @property
    def propios(self) -> Totales:
        """Income of the organismo by concepto, cash rounding included."""
        return tuple((clave, importe) for clave, importe in self.conceptos if not clave.startswith(APORTACION))

    @property
    def aportaciones(self) -> Totales:
        """Collected for third parties, by the clave of each contribution (Ley de Ingresos de Cajeme 2023, Art. 33)."""
        return tuple(
            (clave.removeprefix(APORTACION), importe)
            for clave, importe in self.conceptos
            if clave.startswith(APORTACION)
        )


def efectivo_esperado(fondo: Dinero, medios: Totales, entradas: Dinero, retiros: Dinero) -> Dinero:
    """Cash that should be in the drawer: opening float + cash taken (net of change) + entradas − retiros."""
    return fondo + suma(importe for medio, importe in medios if medio == "efectivo") + entradas - retiros
