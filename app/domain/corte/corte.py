"""Turno, corte and arqueo: one cashier's session at one till, and the cut that closes it.

X looks and changes nothing, Z closes. The corte stores what the system expects, what was counted and their
difference; it never adjusts. It is cut by place in the diario, never by the clock.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from app.domain.corte.entrega import Paso
from app.domain.corte.novedades import SIN_NOVEDADES, IncidenciaDeCorte, Novedades
from app.domain.dinero import CERO, Dinero, suma
from app.domain.errores import NegocioError
from app.domain.pago.servicio import APORTACION

#: Banco de México bills and coins in circulation that a drawer counts, in centavos.
DENOMINACIONES = (100000, 50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10)
#: Means whose papers are counted one by one beside the cash: the cheques, and the vouchers of the cards.
DE_PAPEL = ("cheque", "tarjeta")
#: Asientos that turn a payment round: what they carry has the opposite sign.
CONTRAPAGOS = ("pago_cancelado", "devolucion", "cheque_devuelto")
#: More pieces of one denomination than any drawer holds.
TECHO_PIEZAS = 20_000
#: A larger cheque or voucher was mistyped.
TECHO_PAPEL = Dinero(1_000_000_000)
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
    """The count of the drawer: pieces of each denomination (centavos), and papers one by one (medio, importe)."""

    piezas: tuple[tuple[int, int], ...]
    valores: tuple[tuple[str, Dinero], ...] = ()

    @classmethod
    def from_texto(cls, texto: str) -> Arqueo:
        """Read `500x2,100x3,0.50x4`; empty text or `0` is an empty drawer.

        Raises:
            NegocioError: `arqueo_invalido`, for a denomination that does not exist or is repeated, more pieces than a
                drawer holds, or a part that is not understood: nothing is skipped, so that `0,50x4` is not read as 50
                pesos.
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
        return cls(tuple(sorted(piezas.items(), reverse=True))).exigir()

    def exigir(self) -> Arqueo:
        """The same, if a drawer may hold it.

        Raises:
            NegocioError: `arqueo_invalido`, for a denomination that does not exist or is repeated, pieces below zero or
                more than fit, or a paper that is none (`DE_PAPEL`), below 0.01 or absurdly large.
        """
        valores = [valor for valor, _ in self.piezas]
        for valor, piezas in self.piezas:
            nombre = Dinero(valor)
            if valor not in DENOMINACIONES or valores.count(valor) > 1:
                raise NegocioError("arqueo_invalido", f"No hay denominación de {nombre}, o está dos veces.")
            if not 0 <= piezas <= TECHO_PIEZAS:
                raise NegocioError("arqueo_invalido", f"{piezas} piezas de {nombre} no caben en un cajón: revise.")
        for medio, importe in self.valores:
            if medio not in DE_PAPEL or not CERO < importe <= TECHO_PAPEL:
                raise NegocioError("arqueo_invalido", f"Un papel de {importe} no puede ser: revise los que contó.")
        return self

    @property
    def total(self) -> Dinero:
        """What the cash adds up to."""
        return suma(Dinero(valor * n) for valor, n in self.piezas)


Totales = tuple[tuple[str, Dinero], ...]


@dataclass(frozen=True, slots=True)
class Serie:
    """The folios of one class and serie that a turno used, from the first number to the last."""

    clase: str
    serie: str
    desde: int
    hasta: int


@dataclass(frozen=True, slots=True)
class Otorgado:
    """A benefit granted at the window during a turno, by name: of which cuenta, for whom, and who granted it."""

    cuenta: str
    programa: str
    beneficiario: str
    quien: str


@dataclass(frozen=True, slots=True)
class Cifras:
    """What the asientos between two places of a diario add up to.

    Attributes:
        medios: by means of payment; cash net of change.
        conceptos: before discounts; cash rounding is one of them.
        programas: discounts by programa, negative.
        usos: what was paid by uso of the cuenta; `sin_cuenta` for sales to nobody's.
        antiguedad: `conceptos` without rounding, by what they were owed for (`ANTIGUEDADES`).
        pagos, cobrado: how many payments and their sum, as if none had been turned round.
        cancelados, devueltos: folios of the payments that were turned round: of this turno, and of earlier ones.
    """

    medios: Totales
    conceptos: Totales
    programas: Totales
    usos: Totales
    antiguedad: Totales
    pagos: int
    cobrado: Dinero
    folio_inicial: str
    folio_final: str
    series: tuple[Serie, ...]
    cancelados: tuple[str, ...] = ()
    devueltos: tuple[str, ...] = ()
    otorgados: tuple[Otorgado, ...] = ()
    novedades: Novedades = SIN_NOVEDADES


@dataclass(frozen=True, slots=True)
class Corte:
    """The figures of a turno. `esperado` and `perpetuo` are None where the reader must not see them before the count.

    `conceptos` is all that was collected; `propios` is the organismo's, `aportaciones` is third parties' money.

    Attributes:
        subsidios: of `programas`, what somebody else covers, as income (Loreto, Art. 157 and 159); positive.
        perpetuo: every payment that this caja ever took, up to this corte; it never goes down.
        arqueo, motivo, quien: the count of a corte Z, the explanation of its difference, and who closed.
        apertura: place of the asiento that opened the turno: what lies from there to `seq` was counted.
        seq, hash: place and hash of a Z's asiento; of an X, the last asiento that it counts.
        sin_enviar: asientos that the centre had not acknowledged; None for a caja without a centre.
        incidencias: open ones about a payment of the turno, as the centre had told this caja by then.
        pasos: what became of the money afterwards, in order.
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
    subsidios: Totales = ()
    usos: Totales = ()
    antiguedad: Totales = ()
    devueltos: tuple[str, ...] = ()
    otorgados: tuple[Otorgado, ...] = ()
    series: tuple[Serie, ...] = ()
    perpetuo: Dinero | None = None
    arqueo: Arqueo | None = None
    motivo: str = ""
    quien: str = ""
    apertura: int = 0
    seq: int = 0
    hash: str = ""
    sin_enviar: int | None = None
    incidencias: tuple[IncidenciaDeCorte, ...] = ()
    novedades: Novedades = SIN_NOVEDADES
    pasos: tuple[Paso, ...] = ()

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

    @property
    def recuento(self) -> Paso | None:
        """The last time that a supervisor counted the money again."""
        return next((paso for paso in reversed(self.pasos) if paso.clase == "recontado"), None)

    @property
    def hallado(self) -> Dinero | None:
        """Cash counted last: the supervisor's count where there is one, else the cashier's; None before any."""
        return self.contado if self.recuento is None else self.recuento.importe

    @property
    def diferencia_final(self) -> Dinero | None:
        """Cash missing (below zero) or left over by the last count; None before any."""
        if self.recuento is None or self.esperado is None:
            return self.diferencia
        return self.recuento.importe - self.esperado

    @property
    def en_papel(self) -> tuple[tuple[str, Dinero, Dinero], ...]:
        """(medio, what the drawer should hold, what was counted paper by paper) of the means that were counted so."""
        contados = dict.fromkeys(medio for medio, _ in self.arqueo.valores) if self.arqueo else {}
        return tuple((medio, self._en_cajon(medio), self._contado_en(medio)) for medio in contados)

    def _en_cajon(self, medio: str) -> Dinero:
        """What came by a medio in papers: a cheque that the bank returned left with an earlier corte."""
        del_banco = self.novedades.cheques_del_banco if medio == "cheque" else ()
        return dict(self.medios).get(medio, CERO) + suma(vuelta.importe for vuelta in del_banco)

    def _contado_en(self, medio: str) -> Dinero:
        valores = self.arqueo.valores if self.arqueo else ()
        return suma(importe for clave, importe in valores if clave == medio)

    @property
    def piezas(self) -> tuple[tuple[int, int, int | None], ...]:
        """(denomination, pieces the cashier counted, pieces the supervisor counted) of all that anybody counted."""
        cajero = dict(self.arqueo.piezas) if self.arqueo else {}
        supervisor = None if self.recuento is None else dict(self.recuento.piezas)
        valores = sorted(cajero.keys() | (supervisor or {}).keys(), reverse=True)
        return tuple((v, cajero.get(v, 0), None if supervisor is None else supervisor.get(v, 0)) for v in valores)


def efectivo_esperado(fondo: Dinero, medios: Totales, entradas: Dinero, retiros: Dinero) -> Dinero:
    """Cash that should be in the drawer: opening float + cash taken (net of change) + entradas − retiros."""
    return fondo + suma(importe for medio, importe in medios if medio == "efectivo") + entradas - retiros


def exigir_motivo(diferencia: Dinero, limite: Dinero | None, motivo: str, *, ciego: bool, dudoso: bool = False) -> None:
    """Refuse a difference that has to be explained and is not; where the count is blind, without saying how much.

    Args:
        limite: the largest difference that needs no explanation; None for none that does.
        dudoso: an earlier count of the turno did not match: whatever was counted now has to be explained, so that
            being refused or not tells nothing of it.

    Raises:
        NegocioError: `falta_motivo`.
    """
    if limite is None or motivo.strip() or not (dudoso or Dinero(abs(diferencia.centavos)) > limite):
        return
    if ciego:
        raise NegocioError(
            "falta_motivo",
            "El conteo quedó guardado y hay uno de este turno que no coincide: escriba el motivo y cierre con este "
            "mismo. No se ajusta nada; si contó mal, dígalo en el motivo y el supervisor recuenta.",
        )
    raise NegocioError(
        "falta_motivo", f"La diferencia es {diferencia}: pasa de {limite}, y necesita un motivo. No se ajusta nada."
    )
