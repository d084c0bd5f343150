"""From a liquidation and a tender to the payment that the diario records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.deuda.anualidad import Anualidad
from app.domain.diario.contenido import datos_de_pago, pago_de
from app.domain.dinero import CERO, Dinero, suma
from app.domain.pago.liquidacion import Liquidacion
from app.domain.pago.pago import FORMAS_SAT, Folio, Medio, Pago, Reparto, SolicitudCobro
from app.domain.usuario import Usuario
from app.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Sesion:
    """Who takes the payment, where and when."""

    caja: str
    turno: int
    cajero: Usuario
    ahora: datetime


def hacer_pagos(
    sesion: Sesion,
    solicitud: SolicitudCobro,
    folio: Folio,
    liquidaciones: Sequence[Liquidacion],
    favores: Sequence[Dinero],
    reparto: Reparto,
) -> tuple[Pago, ...]:
    """One payment for each liquidation, with consecutive folios from `folio` on.

    Cash handed over and change are of the whole charge: they stand on its last payment with cash.

    Args:
        favores: credit of each cuenta that pays part of it.
    """
    con_efectivo = [i for i, medios in enumerate(reparto.medios) if any(m.medio == "efectivo" for m in medios)]
    ultimo = max(con_efectivo, default=0)
    return tuple(
        replace(
            _pago(sesion, solicitud, replace(folio, numero=folio.numero + i), liquidacion, favores[i]),
            orden=i + 1,
            redondeo=reparto.redondeos[i],
            medios=(*_del_favor(favores[i]), *reparto.medios[i]),
            recibido=reparto.recibido if i == ultimo else CERO,
            cambio=reparto.cambio if i == ultimo else CERO,
        )
        for i, liquidacion in enumerate(liquidaciones)
    )


def _pago(sesion: Sesion, solicitud: SolicitudCobro, folio: Folio, li: Liquidacion, favor: Dinero) -> Pago:
    """The payment of one cuenta, still without its part of the tender."""
    cuenta = li.adeudo.cuenta
    return Pago(
        cobro=solicitud.id,
        orden=1,
        folio=folio,
        cuenta=cuenta.numero,
        titular=cuenta.titular or solicitud.nombre.strip(),
        domicilio=", ".join(t for t in (cuenta.domicilio, cuenta.colonia) if t),
        fecha=sesion.ahora.date(),
        momento=sesion.ahora,
        cajero=sesion.cajero.clave,
        cajero_nombre=sesion.cajero.nombre,
        caja=sesion.caja,
        turno=sesion.turno,
        aplicado=li.aplicado,
        descuentos=li.descuentos,
        redondeo=CERO,
        medios=(),
        recibido=CERO,
        cambio=CERO,
        saldo_anterior=li.adeudo.total,
        saldo_restante=li.saldo_restante,
        saldo_a_favor=li.adeudo.favor - favor + li.anticipo,
        uso=cuenta.uso if cuenta.numero else "",
        medidor=cuenta.medidor,
        autorizo=solicitud.autorizado,
        avisos=li.avisos,
        subsidiado=li.subsidiado,
    )


def _del_favor(favor: Dinero) -> tuple[Medio, ...]:
    return (Medio("saldo_a_favor", favor, FORMAS_SAT["saldo_a_favor"]),) if favor else ()


def asentar_pago(uow: UnitOfWork, pago: Pago, liquidacion: Liquidacion, huella: str) -> Pago:
    """Append a payment to the diario and its ticket to the print queue; returns it with its place and hash."""
    datos = datos_de_pago(pago, huella, liquidacion.adeudo.favor, recibos_tocados(liquidacion))
    asiento = uow.diario.asentar("pago", datos)
    if liquidacion.anualidad is not None:
        uow.diario.asentar("anualidad", _datos_de_anualidad(pago, liquidacion.anualidad))
    uow.cola.encolar(str(pago.folio), "pago")
    return pago_de(asiento)


def _datos_de_anualidad(pago: Pago, anualidad: Anualidad) -> dict[str, object]:
    descuento = anualidad.descuento
    return {
        "folio": str(pago.folio),
        "cuenta": pago.cuenta,
        "ejercicio": anualidad.ejercicio,
        "meses": [{"periodo": p.texto(), "importe": i.centavos} for p, i in anualidad.meses],
        "m3": anualidad.m3,
        "importe": anualidad.importe.centavos,
        "descuento": 0 if descuento is None else descuento.importe.centavos,
    }


def recibos_tocados(liquidacion: Liquidacion) -> list[dict[str, object]]:
    """Of each recibo paid, what it was billed, its lote, and its balance before and after."""
    tocados: list[dict[str, object]] = []
    for saldo in liquidacion.adeudo.saldos:
        recibo = saldo.recibo
        # What was worked out today, a recargo or the late charge, is owed besides the recibo's balance.
        aplicado = suma(a.importe for a in liquidacion.aplicado if a.periodo == recibo.periodo and not a.causado)
        if aplicado:
            tocados.append(
                {
                    "periodo": recibo.periodo.texto(),
                    "lote": recibo.lote,
                    "vence": recibo.vence.isoformat(),
                    "total": recibo.total.centavos,
                    "antes": saldo.total.centavos,
                    "despues": (saldo.total - aplicado).centavos,
                }
            )
    return tocados
