"""Take a payment: liquidate again, compare with what was seen, append the asientos, commit once.

The order of things is the promise of the product: nothing is printed here, nothing is kept in memory for later; when
`cobrar` returns, the payment is on the disk, and the same order given again returns the same payment.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.beneficiarios.beneficios import Pedido, beneficiar
from app.centro.frescura import exigir_reconexion_fresca
from app.cobro.anualidades import liquidar_anual
from app.cobro.consulta import EstadoDeCuenta, leer_estado
from app.cobro.registro import Sesion, asentar_pago, hacer_pagos
from app.context import Contexto
from app.domain.cuenta import Cuenta
from app.domain.deuda.adeudo import Adeudo
from app.domain.diario.asiento import canonico
from app.domain.dinero import CERO, Dinero, suma
from app.domain.pago.liquidacion import Liquidacion, liquidar
from app.domain.pago.pago import Pago, SolicitudCobro, repartir_medios, revisar_medios
from app.domain.pago.venta import vender
from app.domain.renglon import exigir_renglon
from app.domain.tramite.parcialidad import con_aviso, liquidar_parcialidad
from app.domain.usuario import Usuario
from app.errors import EquipoError, NegocioError
from app.gente.acceso import exigir
from app.ports import UnitOfWork
from app.subsidio.subsidios import emitir_con_pago, subsidiar
from app.turno.caja import exigir_turno

#: Below this much free disk no payment is taken, so that the corte and the sync can still finish.
_ESPACIO_MINIMO = 50 * 2**20


@dataclass(frozen=True, slots=True)
class Cobro:
    """A confirmed charge: its payments, one change for all of them."""

    pagos: tuple[Pago, ...]
    cambio: Dinero
    repetido: bool = False


def cobrar(ctx: Contexto, solicitud: SolicitudCobro, cajero: Usuario) -> Cobro:
    """Take the payment that the cashier confirmed, exactly once.

    Raises:
        NegocioError: whatever makes it impossible, with nothing written: no open turno, unknown cuenta, nothing
            owed, a benefit that cannot be given, money short, the total changed since it was shown, or the id
            was already used for another charge.
        EquipoError: the disk.
    """
    medios = revisar_medios(solicitud.medios)
    _revisar_solicitud(solicitud)
    huella = huella_de(solicitud)
    with ctx.uow() as uow:
        hechos = uow.pagos.del_cobro(solicitud.id)
        if hechos:
            return _repetido(uow, solicitud, huella, hechos)
        ahora = ctx.reloj.ahora()
        turno = exigir_turno(uow, ahora, cajero)
        if solicitud.autorizado:
            # Who allowed it signed in a while ago.
            exigir(uow, Usuario(solicitud.autorizado, solicitud.autorizado, ()), "saltar_rezago", cajero.clave)
        if ctx.espacio_libre() < _ESPACIO_MINIMO:
            raise EquipoError("disco_casi_lleno", "Queda muy poco disco: libere espacio antes de seguir cobrando.")
        liquidaciones = liquidar_solicitud(ctx, uow, solicitud)
        _exigir_total_visto(solicitud, liquidaciones)
        favores = tuple(favor_usado(li, solicitud) for li in liquidaciones)
        totales = tuple(li.total - f for li, f in zip(liquidaciones, favores, strict=True))
        reparto = repartir_medios(totales, medios, multiplo_de_efectivo(ctx))
        sesion = Sesion(ctx.caja.numero, turno.numero, cajero, ahora)
        liquidaciones = tuple(subsidiar(ctx, uow, li) for li in liquidaciones)
        pagos = hacer_pagos(sesion, solicitud, uow.pagos.siguiente_folio(), liquidaciones, favores, reparto)
        asentados = tuple(asentar_pago(uow, pago, li, huella) for pago, li in zip(pagos, liquidaciones, strict=True))
        for pago in asentados:
            emitir_con_pago(ctx, uow, pago)
        uow.commit()
    return Cobro(asentados, reparto.cambio)


def liquidar_solicitud(ctx: Contexto, uow: UnitOfWork, solicitud: SolicitudCobro) -> tuple[Liquidacion, ...]:
    """What the order would do to each cuenta, in order; writes nothing."""
    exigir_reconexion_fresca(ctx, uow, solicitud.servicios)
    if not solicitud.cuentas:
        return (vender(ctx.perfil, solicitud.servicios, _sin_adeudo(ctx), CERO),)
    estados = (leer_estado(ctx, uow, numero) for numero in solicitud.cuentas)
    return tuple(replace(_liquidar_cuenta(ctx, solicitud, e), apartados=e.apartados) for e in estados)


def _liquidar_cuenta(ctx: Contexto, solicitud: SolicitudCobro, estado: EstadoDeCuenta) -> Liquidacion:
    if _is_solo_servicios(solicitud):
        return vender(ctx.perfil, solicitud.servicios, estado.adeudo, estado.adeudo.total)
    if solicitud.programa and ctx.perfil.programa(solicitud.programa).forma == "anual":
        return liquidar_anual(ctx.perfil, estado, solicitud)
    pedido = Pedido(solicitud.programa, solicitud.sin_beneficio)
    como = liquidar_parcialidad if solicitud.convenio else liquidar
    hecha = como(
        estado.adeudo,
        beneficiar(ctx.perfil, estado.adeudo, estado.beneficios, pedido, estado.adelantados),
        elegidos=solicitud.recibos,
        monto=solicitud.monto,
        salta_rezago=bool(solicitud.autorizado),
    )
    hecha = con_aviso(hecha)
    if not solicitud.servicios:
        return hecha
    servicios = vender(ctx.perfil, solicitud.servicios, estado.adeudo, hecha.saldo_restante)
    return replace(hecha, aplicado=(*hecha.aplicado, *servicios.aplicado), avisos=(*hecha.avisos, *servicios.avisos))


def _sin_adeudo(ctx: Contexto) -> Adeudo:
    """Of somebody without a cuenta."""
    return Adeudo(Cuenta(numero="", titular=""), ctx.reloj.ahora().date(), (), (), CERO)


def huella_de(solicitud: SolicitudCobro) -> str:
    """Digest of what was ordered, by which a repeated id with other contents is told from a retry."""
    contenido = {
        "cuentas": list(solicitud.cuentas),
        "medios": [[m.medio, m.importe.centavos, m.referencia, m.banco, m.tipo] for m in solicitud.medios],
        "monto": "" if solicitud.monto is None else solicitud.monto.texto(),
        "recibos": [p.texto() for p in solicitud.recibos],
        "programa": solicitud.programa,
        "sin_beneficio": int(solicitud.sin_beneficio),
        # Without a reference, as it always was: a retry of an order of before is still the same order.
        "servicios": [[s.clave, str(s.cantidad), str(s.importe), *_si(s.referencia)] for s in solicitud.servicios],
        "nombre": solicitud.nombre,
    } | ({"convenio": 1} if solicitud.convenio else {})
    return hashlib.sha256(canonico(contenido)).hexdigest()


def _si(texto: str) -> tuple[str, ...]:
    return (texto,) if texto else ()


def _revisar_solicitud(solicitud: SolicitudCobro) -> None:
    exigir_renglon(solicitud.nombre)
    if len(set(solicitud.cuentas)) != len(solicitud.cuentas):
        raise NegocioError("cuenta_repetida", "La misma cuenta está dos veces en el cobro.")
    en_parte = solicitud.monto is not None or bool(solicitud.recibos) or solicitud.convenio
    if len(solicitud.cuentas) > 1 and (en_parte or solicitud.servicios):
        raise NegocioError(
            "varias_cuentas", "Con varias cuentas se paga todo lo que deben; el abono y los servicios van por separado."
        )
    if not solicitud.cuentas and not solicitud.servicios:
        raise NegocioError("cobro_vacio", "Diga qué cuenta o qué servicio se cobra.")
    if not solicitud.cuentas and not solicitud.nombre.strip():
        raise NegocioError("falta_nombre", "Para cobrar sin cuenta hace falta el nombre de quien paga.")
    if not solicitud.cuentas and en_parte:
        raise NegocioError("sin_cuenta", "Sin cuenta solo se cobran servicios: no hay recibos ni abono que aplicar.")
    if solicitud.programa and _is_solo_servicios(solicitud):
        raise NegocioError("programa_no_aplica", "Ningún programa descuenta de los otros servicios.")


def _is_solo_servicios(solicitud: SolicitudCobro) -> bool:
    return bool(solicitud.servicios) and not (solicitud.recibos or solicitud.convenio) and solicitud.monto is None


def _repetido(uow: UnitOfWork, solicitud: SolicitudCobro, huella: str, hechos: tuple[Pago, ...]) -> Cobro:
    if uow.pagos.huella_del_cobro(solicitud.id) != huella:
        raise NegocioError(
            "id_repetido",
            f"Ese identificador ya es del folio {hechos[0].folio}, que cobró otra cosa. No se cobró nada.",
        )
    return Cobro(hechos, suma(p.cambio for p in hechos), repetido=True)


def _exigir_total_visto(solicitud: SolicitudCobro, liquidaciones: Sequence[Liquidacion]) -> None:
    total = suma(li.total for li in liquidaciones)
    if solicitud.total_visto is not None and solicitud.total_visto != total:
        raise NegocioError(
            "total_cambio",
            f"El total cambió: se mostró {solicitud.total_visto} y ahora es {total}. "
            "Revise la cuenta y confirme otra vez.",
        )


def multiplo_de_efectivo(ctx: Contexto) -> Dinero:
    """What cash is rounded down to at this caja; zero for no rounding."""
    perfil = ctx.perfil
    return perfil.demostracion.redondeo_efectivo if ctx.caja.demo else perfil.redondeo_efectivo


def favor_usado(liquidacion: Liquidacion, solicitud: SolicitudCobro) -> Dinero:
    """Credit that pays part of this: what the cuenta holds, when all that was chosen is being paid."""
    return CERO if solicitud.monto is not None else liquidacion.favor_utilizable
