"""A payment: what was owed, what was taken off, by what means it was paid, and the folio that proves it.

A payment is valid only with its recibo oficial (Ley de Ingresos de Cajeme 2023, Art. 9); it is never changed, a
correction is a new asiento.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from app.domain.beneficio.programa import Descuento, Subsidiado
from app.domain.dinero import CERO, Dinero, suma
from app.domain.errores import NegocioError
from app.domain.periodo import Periodo
from app.domain.renglon import exigir_renglon

#: Means of payment and the SAT form each one is (Anexo 20, c_FormaPago); a card's depends on its type.
FORMAS_SAT = {"efectivo": "01", "cheque": "02", "transferencia": "03", "saldo_a_favor": "17"}
FORMAS_TARJETA = {"credito": "04", "debito": "28"}
#: What a customer may hand over; credit of the cuenta is used by the till itself, nobody tenders it.
MEDIOS = ("efectivo", "tarjeta", "cheque", "transferencia")
#: What a caja works out on the day of the payment. A line of theirs that is in no recibo carries its own fundamento.
_CAUSADOS = ("mora", "iva_mora", "recargos")

#: Nothing, S a recibo de subsidio, C what turns a payment round, M a voucher of cash moved, T a trámite.
_FOLIO = re.compile(r"([SCMT]?)(\d{1,6})([A-Z]{1,3})-(\d{6,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Folio:
    """Number of a receipt: `2A-004518`; `S2A-000012` of a recibo de subsidio, `C2A-000003` of a cancelación.

    Dense inside (clase, caja, serie), never reused; a new epoca of the caja takes the next serie.
    """

    caja: str
    serie: str
    numero: int
    clase: str = ""

    @classmethod
    def from_texto(cls, texto: str) -> Folio:
        """Read a folio as it is printed, in upper or lower case.

        Raises:
            NegocioError: `folio_invalido`.
        """
        partes = _FOLIO.fullmatch(texto.strip().upper())
        if not partes:
            raise NegocioError("folio_invalido", f"«{texto[:20]}» no es un folio. Son como 2A-004518")
        return cls(partes[2], partes[3], int(partes[4]), partes[1])

    def __str__(self) -> str:
        return f"{self.clase}{self.caja}{self.serie}-{self.numero:06d}"


@dataclass(frozen=True, slots=True)
class Medio:
    """A part of a tender. `importe` is what stays with the organismo: cash less the change, once it is a payment's."""

    medio: str
    importe: Dinero
    forma: str = ""
    referencia: str = ""
    banco: str = ""
    tipo: str = ""


@dataclass(frozen=True, slots=True)
class Aplicacion:
    """What a payment extinguished of one concepto, before discounts.

    `periodo` is None for what belongs to no recibo: a service, a payment ahead (`anticipo`).
    """

    periodo: Periodo | None
    clave: str
    importe: Dinero
    detalle: str = ""
    fundamento: str = ""

    @property
    def causado(self) -> bool:
        """Whether it was worked out on the day, in no recibo: the late charge, a recargo."""
        return is_causado(self.clave, self.fundamento)


def is_causado(clave: str, fundamento: str) -> bool:
    """Whether a line of the diario is of what was worked out on its day: what a recibo bills names no fundamento."""
    return clave in _CAUSADOS and bool(fundamento)


@dataclass(frozen=True, slots=True)
class Pago:
    """A confirmed payment of one cuenta (or of nobody's, for a service): Σ aplicado + Σ descuentos + redondeo = total.

    Attributes:
        cobro: UUID of the charge it belongs to; several cuentas paid with one tender share it.
        orden: place inside that charge, from 1.
        recibido, cambio: cash handed over and given back, on the charge's last payment with cash.
        saldo_anterior, saldo_restante: what the cuenta owed before and after, in full.
        saldo_a_favor: credit of the cuenta after this payment.
        uso, medidor: of the cuenta on that day.
        autorizo: clave of the supervisor who allowed what needed one; empty for nobody.
        subsidiado: what programs took off besides `descuentos`: its recibos de subsidio say it too.
        seq, hash: place and hash (hexadecimal) of its asiento; zero and empty while it is being made.
    """

    cobro: str
    orden: int
    folio: Folio
    cuenta: str
    titular: str
    domicilio: str
    fecha: date
    momento: datetime
    cajero: str
    cajero_nombre: str
    caja: str
    turno: int
    aplicado: tuple[Aplicacion, ...]
    descuentos: tuple[Descuento, ...]
    redondeo: Dinero
    medios: tuple[Medio, ...]
    recibido: Dinero
    cambio: Dinero
    saldo_anterior: Dinero
    saldo_restante: Dinero
    saldo_a_favor: Dinero
    uso: str = ""
    medidor: str = ""
    autorizo: str = ""
    avisos: tuple[str, ...] = ()
    subsidiado: tuple[Subsidiado, ...] = ()
    seq: int = 0
    hash: str = ""

    @property
    def total(self) -> Dinero:
        """What was paid."""
        return suma(a.importe for a in self.aplicado) + suma(d.importe for d in self.descuentos) + self.redondeo


@dataclass(frozen=True, slots=True)
class ServicioPedido:
    """One of the otros servicios: so many of it, or (where the list has no price) for so much before IVA.

    `referencia` names the document that `importe` comes from.
    """

    clave: str
    cantidad: Decimal | None = None
    importe: Dinero | None = None
    referencia: str = ""


@dataclass(frozen=True, slots=True)
class SolicitudCobro:
    """What the cashier confirmed, frozen: nothing of it is decided again behind the counter.

    Attributes:
        id: UUID minted by the view; a retry with the same one returns the same payment.
        cuentas: one or several, paid with one tender; empty for a sale to somebody without a cuenta.
        medios: the tender; cash as it was handed over.
        monto: how much to pay when it is not what is owed (abono or payment ahead); None pays all that was chosen.
        recibos: months to pay; empty means all that is owed.
        programa: benefit asked for by name; empty applies the granted one.
        servicios: otros servicios; alone, they are charged without what the cuenta owes.
        total_visto: the total shown to the customer before cash rounding; None skips the comparison.
        autorizado: clave of the supervisor who allowed what needs one; empty for nobody.
        convenio: pay what the convenio of the cuenta asks for now (or `monto`), and the months of `recibos` besides.
    """

    id: str
    cuentas: tuple[str, ...]
    medios: tuple[Medio, ...]
    monto: Dinero | None = None
    recibos: tuple[Periodo, ...] = ()
    programa: str = ""
    sin_beneficio: bool = False
    servicios: tuple[ServicioPedido, ...] = ()
    nombre: str = ""
    total_visto: Dinero | None = None
    autorizado: str = ""
    convenio: bool = False


def revisar_medios(medios: tuple[Medio, ...]) -> tuple[Medio, ...]:
    """Check a tender and give each part its SAT form.

    Raises:
        NegocioError: an amount that is not positive, an unknown means, or one without the data that proves it.
    """
    return tuple(_revisar_medio(m) for m in medios)


def _revisar_medio(medio: Medio) -> Medio:
    if medio.medio not in MEDIOS:
        raise NegocioError("medio_desconocido", f"No se cobra con «{medio.medio[:40]}», sino con {', '.join(MEDIOS)}.")
    exigir_renglon(medio.referencia)
    exigir_renglon(medio.banco)
    if medio.importe <= CERO:
        raise NegocioError("importe_no_positivo", f"El importe en {medio.medio} debe ser mayor que cero.")
    if medio.medio == "tarjeta":
        if medio.tipo not in FORMAS_TARJETA:
            raise NegocioError("tarjeta_sin_tipo", "Diga si la tarjeta es de crédito o de débito.")
        if not medio.referencia.strip():
            raise NegocioError("tarjeta_sin_autorizacion", "Falta el número de autorización de la tarjeta.")
        return replace(medio, forma=FORMAS_TARJETA[medio.tipo])
    if medio.medio == "cheque" and not (medio.banco.strip() and medio.referencia.strip()):
        raise NegocioError("cheque_incompleto", "El cheque necesita su banco y su número.")
    if medio.medio == "transferencia" and not medio.referencia.strip():
        raise NegocioError("transferencia_sin_referencia", "Falta la referencia de la transferencia.")
    return replace(medio, forma=FORMAS_SAT[medio.medio])


def redondeo_de_efectivo(importe: Dinero, multiplo: Dinero) -> Dinero:
    """What cash rounding takes off an amount to be paid in cash: ≤ 0, down to a multiple.

    Coins under 0.10 do not exist; the profile says to what multiple cash is rounded, always in the customer's
    favour (decision), zero for none.
    """
    if not multiplo:
        return CERO
    return Dinero(-(importe.centavos % multiplo.centavos))


@dataclass(frozen=True, slots=True)
class Reparto:
    """How one tender pays for several totals: means and rounding of each, cash received and change of the whole."""

    medios: tuple[tuple[Medio, ...], ...]
    redondeos: tuple[Dinero, ...]
    recibido: Dinero
    cambio: Dinero


def repartir_medios(totales: tuple[Dinero, ...], medios: tuple[Medio, ...], multiplo: Dinero) -> Reparto:
    """Spread a tender over totals, in order; cash pays last, so that change comes only from cash.

    Rounding is one for the whole cash part, never without cash, and stands on the last payments that have cash: on
    the one before only what the last one's cash is too small for.

    Raises:
        NegocioError: `pago_insuficiente`, or `sobra_sin_efectivo` when what is not cash exceeds the total.
    """
    debido = suma(totales)
    sin_efectivo = suma(m.importe for m in medios if m.medio != "efectivo")
    recibido = suma(m.importe for m in medios if m.medio == "efectivo")
    if sin_efectivo > debido:
        raise NegocioError(
            "sobra_sin_efectivo",
            f"Lo que no es efectivo ({sin_efectivo}) pasa del total ({debido}); solo del efectivo se da cambio.",
        )
    en_efectivo = debido - sin_efectivo
    redondeo = redondeo_de_efectivo(en_efectivo, multiplo) if recibido else CERO
    if recibido < en_efectivo + redondeo:
        raise NegocioError(
            "pago_insuficiente",
            f"Faltan {en_efectivo + redondeo - recibido} para pagar {debido + redondeo}. "
            "Para pagar solo una parte, diga cuánto se abona.",
        )
    partes, efectivos = _partes(totales, medios)
    redondeos = [CERO] * len(totales)
    falta = -redondeo
    for i in reversed(range(len(totales))):
        parte = min(falta, efectivos[i])
        redondeos[i], efectivos[i], falta = -parte, efectivos[i] - parte, falta - parte
    con_efectivo = tuple(
        (*parte, Medio("efectivo", e, FORMAS_SAT["efectivo"])) if e else parte
        for parte, e in zip(partes, efectivos, strict=True)
    )
    return Reparto(con_efectivo, tuple(redondeos), recibido, recibido - en_efectivo - redondeo)


def _partes(
    totales: tuple[Dinero, ...], medios: tuple[Medio, ...]
) -> tuple[tuple[tuple[Medio, ...], ...], list[Dinero]]:
    """For each total, its share of every means but cash, and what is left of it for cash."""
    faltan = list(totales)
    partes: list[list[Medio]] = [[] for _ in totales]
    for medio in medios:
        if medio.medio == "efectivo":
            continue
        queda = medio.importe
        for i, falta in enumerate(faltan):
            parte = min(queda, falta)
            if parte:
                partes[i].append(replace(medio, importe=parte))
                faltan[i], queda = falta - parte, queda - parte
    return tuple(tuple(p) for p in partes), faltan
