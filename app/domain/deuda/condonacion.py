"""Condonación: debts and fines forgiven, whole or in part, by whom the organismo empowers.

Cajeme, Ley de Ingresos 2023, Art. 46: «El Organismo podrá condonar total o parcialmente los adeudos y multas de acuerdo
con las facultades que le son otorgadas a las unidades administrativas». It extinguishes debt without money.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.deuda.adeudo import Adeudo
from app.domain.dinero import CERO, Dinero
from app.domain.errores import NegocioError
from app.domain.pago.liquidacion import Ofrecido, liquidar
from app.domain.pago.pago import Aplicacion

#: What is forgiven together with another concepto.
_JUNTOS = {"mora": ("iva_mora",)}


@dataclass(frozen=True, slots=True)
class Condonacion:
    """A condonación as the diario has it.

    Attributes:
        resolucion: number of the oficio or resolution that orders it.
        autoridad: who signed it.
        quien: clave of the supervisor who applied it.
    """

    fecha: date
    importe: Dinero
    resolucion: str
    autoridad: str
    motivo: str
    quien: str


def condonar(adeudo: Adeudo, monto: Dinero, conceptos: Sequence[str] = ()) -> tuple[Aplicacion, ...]:
    """What a condonación of `monto` extinguishes, in the order in which a payment would.

    Args:
        conceptos: only these; empty for any. The IVA of the late charge goes with it.

    Raises:
        NegocioError: `importe_no_positivo`, or `condonacion_excede`, more than is owed of those conceptos.
    """
    if monto <= CERO:
        raise NegocioError("importe_no_positivo", "El monto que se condona debe ser mayor que cero.")
    parte = _solo(adeudo, {c for clave in conceptos for c in (clave, *_JUNTOS.get(clave, ()))}) if conceptos else adeudo
    if monto > parte.total:
        de_que = f" de {', '.join(conceptos)}" if conceptos else ""
        raise NegocioError(
            "condonacion_excede",
            f"La cuenta {adeudo.cuenta.numero} debe {parte.total}{de_que}: no se pueden condonar {monto}.",
        )
    return liquidar(parte, lambda saldo: Ofrecido(), monto=monto).aplicado


def _solo(adeudo: Adeudo, claves: set[str]) -> Adeudo:
    """The part of a debt that is of some conceptos."""
    saldos = tuple(replace(s, cargos=tuple(c for c in s.cargos if c.clave in claves)) for s in adeudo.saldos)
    recargos = adeudo.recargos if "recargos" in claves else ()
    return replace(adeudo, saldos=saldos, mora=tuple(a for a in adeudo.mora if a.clave in claves), recargos=recargos)
