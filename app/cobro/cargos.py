"""Charge something to a cuenta's recibo, to be paid with it: collection costs, a fine, a service «con cargo al recibo».

It takes no money: a charge is debt from here on, paid like any other, and taken back only by a contrary one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.cobro.consulta import EstadoDeCuenta, leer_estado
from app.context import Contexto
from app.domain.cuenta import ACCESORIOS, Cargo
from app.domain.deuda.adeudo import Adeudo
from app.domain.deuda.cargo import NO_SE_CARGAN, Cargado, siguiente_recibo
from app.domain.diario.asiento import Asiento
from app.domain.dinero import CERO, Dinero, suma
from app.domain.periodo import Periodo, sumar_meses
from app.domain.renglon import exigir_renglon
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.gente.acceso import exigir_ajeno
from app.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class CargoHecho:
    """A charge: where it went and by which name it may be taken back; `repetido` when it had been made before."""

    ref: str
    cuenta: str
    periodo: Periodo
    vence: date
    conceptos: tuple[Cargo, ...]
    repetido: bool = False

    @classmethod
    def from_asiento(cls, asiento: Asiento, *, repetido: bool = False) -> CargoHecho:
        """Of a `cargo` asiento."""
        d = asiento.datos()
        conceptos = tuple(
            Cargo(c["clave"], Dinero(c["importe"]), c.get("detalle", ""), c.get("fundamento", ""))
            for c in d["conceptos"]
        )
        mes, vence = Periodo.from_texto(d["periodo"]), date.fromisoformat(d["vence"])
        return cls(asiento.ref, d["cuenta"], mes, vence, conceptos, repetido)

    @property
    def importe(self) -> Dinero:
        """What it adds to the debt; negative for one that takes another back."""
        return suma(c.importe for c in self.conceptos)


def cargar(
    ctx: Contexto,
    cuenta: str,
    conceptos: Sequence[Cargo],
    motivo: str,
    quien: Usuario,
    *,
    periodo: Periodo | None = None,
    autorizo: str = "",
) -> CargoHecho:
    """Charge `conceptos` to a recibo of a cuenta; see `asentar_cargo`."""
    with ctx.uow() as uow:
        hecho = asentar_cargo(ctx, uow, cuenta, conceptos, motivo, quien, periodo=periodo, autorizo=autorizo)
        uow.commit()
    return hecho


def asentar_cargo(
    ctx: Contexto,
    uow: UnitOfWork,
    cuenta: str,
    conceptos: Sequence[Cargo],
    motivo: str,
    quien: Usuario,
    *,
    periodo: Periodo | None = None,
    autorizo: str = "",
    origen: str = "",
    pedido: Mapping[str, str] | None = None,
) -> CargoHecho:
    """Append the charge in the caller's unit of work.

    Args:
        conceptos: amounts above zero, IVA as its own line, each with its fundamento.
        periodo: the recibo it goes on; None for the cuenta's next one.
        autorizo: clave of the supervisor who allowed it, where it needed one.
        origen: ref of the asiento that it comes from, such as a `cheque_devuelto`.
        pedido: what is kept of the order behind it, by which a retry is told.

    Raises:
        NegocioError: `cuenta_desconocida`, `falta_motivo`, `cargo_vacio`, `concepto_no_se_carga`, or
            `recibo_vencido` when something that would itself cause recargos goes on a recibo already past due.
    """
    estado = leer_estado(ctx, uow, cuenta)
    _exigir_motivo(motivo)
    _exigir_conceptos(conceptos)
    mes, vence = _exigir_recibo(estado.adeudo, periodo, conceptos)
    datos = {
        "cuenta": estado.cuenta.numero,
        "periodo": mes.texto(),
        "vence": vence.isoformat(),
        "conceptos": [_concepto(c) for c in conceptos],
        "motivo": motivo.strip(),
        "quien": quien.clave,
    }
    asiento = uow.diario.asentar("cargo", datos | _con_texto(autorizo=autorizo, origen=origen, **(pedido or {})))
    return CargoHecho.from_asiento(asiento)


def anular_cargo(ctx: Contexto, cuenta: str, ref: str, motivo: str, quien: Usuario) -> CargoHecho:
    """Take a charge back, whole, by another one with opposite amounts.

    Raises:
        NegocioError: `cuenta_desconocida`, `falta_motivo`, `cargo_desconocido`, or `cargo_pagado` when some of it is
            no longer owed.
    """
    _exigir_motivo(motivo)
    with ctx.uow() as uow:
        exigir_ajeno(uow, quien, "anular_cargo")
        estado = leer_estado(ctx, uow, cuenta)
        lineas = [c for c in estado.cargos if c.ref == ref]
        if not lineas:
            raise NegocioError("cargo_desconocido", f"La cuenta {cuenta[:30]} no tiene ningún cargo {ref[:60]} en pie.")
        _exigir_sin_pagar(estado, lineas)
        conceptos = tuple(Cargo(c.clave, -c.importe, c.detalle, c.fundamento) for c in lineas)
        datos = {
            "cuenta": estado.cuenta.numero,
            "periodo": lineas[0].periodo.texto(),
            "vence": lineas[0].vence.isoformat(),
            "conceptos": [_concepto(c) for c in conceptos],
            "motivo": motivo.strip(),
            "anula": ref,
            "quien": quien.clave,
        }
        asiento = uow.diario.asentar("cargo", datos)
        uow.commit()
    return CargoHecho.from_asiento(asiento)


def _exigir_recibo(adeudo: Adeudo, periodo: Periodo | None, conceptos: Sequence[Cargo]) -> tuple[Periodo, date]:
    mes, vence = _donde(adeudo, periodo)
    if vence < adeudo.fecha and any(c.clave not in ACCESORIOS for c in conceptos):
        raise NegocioError("recibo_vencido", f"El recibo de {mes} ya venció: el cargo va en el siguiente.")
    return mes, vence


def _donde(adeudo: Adeudo, periodo: Periodo | None) -> tuple[Periodo, date]:
    recibos = [s.recibo for s in adeudo.saldos]
    siguiente, vence = siguiente_recibo([r for r in recibos if r.is_del_mes], adeudo.fecha)
    if periodo is None:
        periodo = siguiente
    de_ese_mes = [r.vence for r in recibos if r.periodo == periodo]
    return periodo, de_ese_mes[0] if de_ese_mes else sumar_meses(vence, periodo.desde(siguiente))


def _exigir_motivo(motivo: str) -> None:
    if not exigir_renglon(motivo).strip():
        raise NegocioError("falta_motivo", "Diga el motivo del cargo: queda en el diario.")


def _exigir_conceptos(conceptos: Sequence[Cargo]) -> None:
    if not conceptos or any(c.importe <= CERO for c in conceptos):
        raise NegocioError("cargo_vacio", "El importe de un cargo debe ser mayor que cero.")
    for cargo in conceptos:
        if cargo.clave in NO_SE_CARGAN:
            raise NegocioError("concepto_no_se_carga", f"«{cargo.clave}» lo trae el recibo: no se carga en la caja.")


def _exigir_sin_pagar(estado: EstadoDeCuenta, lineas: Sequence[Cargado]) -> None:
    debido = {(s.recibo.periodo, c.clave): c.importe for s in estado.adeudo.saldos for c in s.cargos}
    for linea in lineas:
        if debido[linea.periodo, linea.clave] < linea.importe:
            raise NegocioError(
                "cargo_pagado", "Ese cargo ya se pagó o se condonó, entero o en parte: anule primero ese pago."
            )


def _con_texto(**textos: str) -> dict[str, object]:
    return {clave: texto for clave, texto in textos.items() if texto}


def _concepto(cargo: Cargo) -> dict[str, object]:
    propios: dict[str, object] = {"clave": cargo.clave, "importe": cargo.importe.centavos}
    return propios | _con_texto(detalle=cargo.detalle, fundamento=cargo.fundamento)
