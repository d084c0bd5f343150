"""Pay what a convenio asks for: its recibos by the profile's order, and beside them months that it does not cover."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from app.domain.deuda.adeudo import Adeudo
from app.domain.dinero import Dinero, suma
from app.domain.errores import NegocioError
from app.domain.pago.liquidacion import Beneficiar, Liquidacion, Ofrecido, liquidar
from app.domain.pago.pago import Aplicacion
from app.domain.periodo import Periodo
from app.domain.tramite.situacion import Situacion


def exigir_convenio(adeudo: Adeudo) -> Situacion:
    """The convenio of the cuenta, in force.

    Raises:
        NegocioError: `sin_convenio`.
    """
    if adeudo.convenio is None or not adeudo.convenio.is_vigente:
        raise NegocioError("sin_convenio", f"La cuenta {adeudo.cuenta.numero} no tiene ningún convenio en vigor.")
    return adeudo.convenio


def liquidar_parcialidad(
    adeudo: Adeudo,
    beneficiar: Beneficiar,
    *,
    elegidos: tuple[Periodo, ...] = (),
    monto: Dinero | None = None,
    salta_rezago: bool = False,
) -> Liquidacion:
    """Work out a payment of the convenio in force: what it asks for now, or `monto` of it, without any benefit.

    Args:
        beneficiar: what a benefit takes off a month that it does not cover.
        elegidos: months paid besides, whole; none that it covers.

    Raises:
        NegocioError: `sin_convenio`, `mes_convenido`, `monto_excede_convenio`, or what `liquidar` raises.
    """
    situacion = exigir_convenio(adeudo)
    cubiertos = situacion.convenio.periodos
    if dentro := [p for p in elegidos if p in cubiertos]:
        raise NegocioError(
            "mes_convenido", f"El recibo de {dentro[0]} está en el convenio: se paga con sus parcialidades."
        )
    convenido = _solo(adeudo, cubiertos)
    cuanto = situacion.por_pagar if monto is None else monto
    if cuanto > convenido.total:
        raise NegocioError("monto_excede_convenio", f"Del convenio se deben {convenido.total}: no se cobran {cuanto}.")
    partes = [liquidar(convenido, lambda saldo: Ofrecido(), monto=cuanto)]
    if elegidos:
        aparte = _solo(adeudo, {s.recibo.periodo for s in adeudo.saldos} - {*cubiertos})
        partes.append(liquidar(aparte, beneficiar, elegidos=elegidos, salta_rezago=salta_rezago))
    return Liquidacion(
        adeudo,
        tuple(a for parte in partes for a in parte.aplicado),
        tuple(d for parte in partes for d in parte.descuentos),
        tuple(dict.fromkeys(aviso for parte in partes for aviso in parte.avisos)),
    )


def con_aviso(liquidacion: Liquidacion) -> Liquidacion:
    """The same, saying what it does to a convenio in force whose recibos it pays."""
    adeudo = liquidacion.adeudo
    importe = suma(a.importe for a in liquidacion.aplicado if a.periodo in adeudo.convenidos)
    if adeudo.convenio is None or not importe:
        return liquidacion
    aviso = adeudo.convenio.avisar(min(importe, adeudo.convenio.pendiente))
    return replace(liquidacion, avisos=(*liquidacion.avisos, aviso))


def _solo(adeudo: Adeudo, meses: Container[Periodo]) -> Adeudo:
    """The part of a debt that is of some months."""

    def suyas(lineas: tuple[Aplicacion, ...]) -> tuple[Aplicacion, ...]:
        return tuple(a for a in lineas if a.periodo in meses)

    saldos = tuple(s for s in adeudo.saldos if s.recibo.periodo in meses)
    return replace(adeudo, saldos=saldos, mora=suyas(adeudo.mora), recargos=suyas(adeudo.recargos), convenios=())
