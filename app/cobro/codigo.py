"""What a scanner reads, or a person types whole: an account number, or the code of a recibo (cuenta and month)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.context import Contexto
from app.domain.dinero import Dinero
from app.domain.pago.pago import Folio
from app.domain.periodo import Periodo
from app.errors import NegocioError

#: How the code of a ticket begins; its parts are between bars, and the third is the folio.
CODIGO_DE_TICKET = "VTN1"
_PARTES_DE_TICKET = 6
#: More than any code holds: what is longer was pasted.
_LARGO = 60
#: Digits of the month at the end of a recibo's code: `AAAAMM`.
_MES = 6


@dataclass(frozen=True, slots=True)
class Codigo:
    """A cuenta that was named exactly; `periodo` is the month of the recibo read, None for a bare number."""

    cuenta: str
    periodo: Periodo | None = None


def leer_folio(texto: str) -> Folio | None:
    """The folio of a payment: typed, or read in the code of its ticket; None when there is none."""
    partes = texto.split("|")
    try:
        folio = Folio.from_texto(partes[2] if partes[0] == CODIGO_DE_TICKET and len(partes) > 2 else texto)
    except NegocioError:
        return None
    return None if folio.clase else folio


def leer_ticket(texto: str) -> tuple[Folio, Dinero, date, str] | None:
    """What the code of a payment's ticket says: folio, total, day and verification; None when it is no such code."""
    partes = texto.strip().split("|")
    if len(partes) != _PARTES_DE_TICKET or partes[0] != CODIGO_DE_TICKET:
        return None
    try:
        leido = Folio.from_texto(partes[2]), Dinero.from_texto(partes[3]), date.fromisoformat(partes[4]), partes[5]
    except (NegocioError, ValueError):
        return None
    return None if leido[0].clase else leido


def leer_codigo(ctx: Contexto, texto: str) -> Codigo | None:
    """The cuenta that `texto` names exactly, hyphens, blanks and zeros in front aside; None when it names none.

    The code of a recibo is its cuenta's digits followed by `AAAAMM`; the cuenta must have that recibo.
    """
    limpio = _compacto(texto)
    if not any(letra.isdigit() for letra in limpio) or len(limpio) > _LARGO:
        return None
    cuenta = _cuenta_de(ctx, limpio)
    if cuenta is not None:
        return Codigo(cuenta)
    periodo = _mes_de(limpio[-_MES:])
    cuenta = _cuenta_de(ctx, limpio[:-_MES]) if periodo is not None and limpio.isdigit() else None
    if cuenta is None or all(r.periodo != periodo for r in ctx.padron.recibos(cuenta)):
        return None
    return Codigo(cuenta, periodo)


def _cuenta_de(ctx: Contexto, limpio: str) -> str | None:
    if not limpio:
        return None
    hallados = {h.cuenta for h in ctx.padron.buscar(limpio, 2) if _compacto(h.cuenta) == limpio}
    return hallados.pop() if len(hallados) == 1 else None


def _compacto(texto: str) -> str:
    return "".join(letra for letra in texto.upper() if letra.isascii() and letra.isalnum()).lstrip("0")


def _mes_de(digitos: str) -> Periodo | None:
    try:
        return Periodo.from_texto(f"{digitos[:4]}-{digitos[4:]}")
    except NegocioError:
        return None
