"""The póliza: what several cortes collected, as cargos and abonos by account code of the organismo.

The codes are the organismo's chart of accounts, data of its profile; nothing is written for what has none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.domain.corte.corte import Corte
from app.domain.dinero import Dinero
from app.domain.errores import NegocioError

#: Accounts besides those of what is collected: cash missing and left over at the count.
FALTANTE, SOBRANTE = "faltante", "sobrante"
#: Lines that are said at most in a refusal.
_SE_DICEN = 30


@dataclass(frozen=True, slots=True)
class Contabilidad:
    """What the accounting of an organismo says of its cortes.

    Attributes:
        cuentas: account code of each `medios.efectivo`, `conceptos.agua`, `programas.insen`, `arqueo.faltante`; empty
            where nobody has given it.
        subsidios: programs that somebody else covers, recorded as income in full (Loreto, Art. 157 and 159).
    """

    cuentas: Mapping[str, str] = field(default_factory=dict)
    subsidios: tuple[str, ...] = ()


SIN_CUENTAS = Contabilidad()


@dataclass(frozen=True, slots=True)
class RenglonPoliza:
    """A line of a póliza: an account, what of the cortes it holds, and its cargo or its abono."""

    cuenta: str
    concepto: str
    cargo: Dinero
    abono: Dinero


def hacer_poliza(cortes: Iterable[Corte], contabilidad: Contabilidad) -> tuple[RenglonPoliza, ...]:
    """The póliza of several cortes: Σ cargos = Σ abonos.

    What was collected and what was taken off are cargos, conceptos before discounts are abonos; cash missing or left
    over by the last count goes between the cash and its own account.

    Raises:
        NegocioError: `falta_cuenta_contable`, naming every line of the profile to be filled in.
    """
    saldos: Counter[str] = Counter()
    for corte in cortes:
        for grupo, totales, signo in (
            ("medios", corte.medios, 1), ("programas", corte.programas, -1), ("conceptos", corte.conceptos, -1),
        ):  # fmt: skip
            for clave, importe in totales:
                saldos[f"{grupo}.{familia(clave)}"] += signo * importe.centavos
        final = corte.diferencia_final
        _diferencia(saldos, 0 if final is None else final.centavos)
    faltan = [linea for linea in saldos if saldos[linea] and not contabilidad.cuentas.get(linea)]
    if faltan:
        raise NegocioError("falta_cuenta_contable", _por_llenar(sorted(faltan)))
    return tuple(
        RenglonPoliza(contabilidad.cuentas[linea], linea, Dinero(max(saldo, 0)), Dinero(max(-saldo, 0)))
        for linea, saldo in saldos.items()
        if saldo
    )


def _diferencia(saldos: Counter[str], centavos: int) -> None:
    if centavos:
        saldos["medios.efectivo"] += centavos
        saldos[f"arqueo.{SOBRANTE if centavos > 0 else FALTANTE}"] -= centavos


def familia(clave: str) -> str:
    """What a concepto is called in a chart of accounts: all the otros servicios are one, and so are their IVA."""
    return clave.partition(":")[0]


def _por_llenar(faltan: list[str]) -> str:
    dichas = ", ".join(f"[contabilidad.{linea.replace('.', '] ', 1)}" for linea in faltan[:_SE_DICEN])
    return (
        f"Faltan cuentas contables en perfil.toml: {dichas}. Escriba en cada renglón el código del catálogo de "
        "cuentas del organismo y vuelva a exportar."
    )
