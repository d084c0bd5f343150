"""Constancias: a paper that says that a cuenta owes nothing, or that somebody has no contract.

Cajeme, Ley de Ingresos 2023, Art. 33: cartas de no adeudo are paid for and given «siempre y cuando no cuenten con
ningún tipo de adeudo»; to who has no service, «previa revisión», «con la aclaración de que no existe un contrato».
Romita, Art. 14 fr. X; Loreto, Art. 119 XXX and XXXI.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.deuda.adeudo import Adeudo
from app.domain.errores import NegocioError
from app.domain.pago.pago import Folio

CLASES = ("no_adeudo", "sin_contrato")


@dataclass(frozen=True, slots=True)
class ReglaConstancia:
    """Which line of the price list each constancia is, by clave; empty for one that the law does not have.

    Attributes:
        horas: how old the data may be that it rests on, once they come from a centre.
    """

    no_adeudo: str
    sin_contrato: str
    horas: int


@dataclass(frozen=True, slots=True)
class Constancia:
    """A constancia as the diario has it.

    Attributes:
        clase: one of `CLASES`.
        cuenta: empty for `sin_contrato`.
        titulo: what the price list calls it.
        datos_al: moment of the oldest data it rests on.
        pago: folio of the payment of its fee.
        leyendas: sentences that the law wants on it.
        revision: what was looked at before saying that there is no contract; empty for `no_adeudo`.
    """

    folio: Folio
    clase: str
    cuenta: str
    nombre: str
    domicilio: str
    titulo: str
    momento: datetime
    datos_al: datetime
    pago: Folio
    leyendas: tuple[str, ...]
    revision: str
    fundamento: str
    quien: str
    quien_nombre: str
    seq: int = 0
    hash: str = ""


def exigir_sin_adeudo(adeudo: Adeudo) -> None:
    """Refuse it to whoever owes anything, past due or not; a convenio, however well kept, is a debt.

    Raises:
        NegocioError: `constancia_con_adeudo`.
    """
    if not adeudo.total:
        return
    convenio = " Un convenio al corriente no cuenta como pagado." if adeudo.convenidos else ""
    raise NegocioError(
        "constancia_con_adeudo",
        f"La cuenta {adeudo.cuenta.numero} debe {adeudo.total}: la constancia es para quien no debe nada.{convenio}",
    )
