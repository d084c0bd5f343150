"""Take a payment: liquidate again, compare with what was seen, append the asientos, commit once.

The order of things is the promise of the product: nothing is printed here, nothing is kept in memory for later; when
`cobrar` returns, the payment is on the disk, and the same order given again returns the same payment.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.beneficios import Pedido, beneficiar
from app.caja import exigir_turno
from app.consulta import leer_estado
from app.context import Contexto
from app.domain.adeudo import Adeudo, calcular_adeudo
from app.domain.asiento import canonico
from app.domain.contenido import datos_de_pago, pago_de
from app.domain.corte import Turno
from app.domain.cuenta import Cuenta
from app.domain.dinero import CERO, Dinero, suma
from app.domain.liquidacion import Liquidacion, is_de_deuda, liquidar
from app.domain.pago import (
    FORMAS_SAT,
    Aplicacion,
    Medio,
    Pago,
    Reparto,
    SolicitudCobro,
    repartir_medios,
    revisar_medios,
)
from app.domain.precio import precio_servicio
from app.domain.usuario import Usuario
from app.errors import EquipoError, NegocioError
from app.ports import UnitOfWork

#: Below this much free disk no payment is taken, so that the corte and the sync can still finish.
_ESPACIO_MINIMO = 50 * 2**20
_NADIE = Cuenta(numero="", titular="")


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
        if ctx.espacio_libre() < _ESPACIO_MINIMO:
            raise EquipoError("disco_casi_lleno", "Queda muy poco disco: libere espacio antes de seguir cobrando.")
        liquidaciones = liquidar_solicitud(ctx, uow, solicitud)
        _exigir_total_visto(solicitud, liquidaciones)
        favores = [_favor_usado(li, solicitud) for li in liquidaciones]
        totales = tuple(li.total - f for li, f in zip(liquidaciones, favores, strict=True))
        reparto = repartir_medios(totales, medios, _multiplo_de_efectivo(ctx))
        pagos = _pagos(ctx, uow, solicitud, cajero, turno, ahora, liquidaciones, favores, reparto)
        asentados = tuple(_asentar(uow, pago, li, huella) for pago, li in zip(pagos, liquidaciones, strict=True))
        uow.commit()
    return Cobro(asentados, reparto.cambio)


def liquidar_solicitud(ctx: Contexto, uow: UnitOfWork, solicitud: SolicitudCobro) -> tuple[Liquidacion, ...]:
    """What the order would do to each cuenta, in order; writes nothing."""
    if not solicitud.cuentas:
        return (_liquidar_servicios(ctx, solicitud, _sin_adeudo(_NADIE, ctx)),)
    return tuple(_liquidar_cuenta(ctx, uow, solicitud, numero) for numero in solicitud.cuentas)


def _liquidar_cuenta(ctx: Contexto, uow: UnitOfWork, solicitud: SolicitudCobro, numero: str) -> Liquidacion:
    estado = leer_estado(ctx, uow, numero)
    if solicitud.servicios and not solicitud.recibos and solicitud.monto is None:
        return _liquidar_servicios(ctx, solicitud, estado.adeudo)
    pedido = Pedido(solicitud.programa, solicitud.sin_beneficio)
    hecha = liquidar(
        estado.adeudo,
        beneficiar(ctx.perfil, estado.adeudo, estado.beneficios, pedido),
        elegidos=solicitud.recibos,
        monto=solicitud.monto,
        salta_rezago=bool(solicitud.autorizado),
    )
    if not solicitud.servicios:
        return hecha
    servicios = _liquidar_servicios(ctx, solicitud, estado.adeudo).aplicado
    return replace(hecha, aplicado=(*hecha.aplicado, *servicios))


def _liquidar_servicios(ctx: Contexto, solicitud: SolicitudCobro, adeudo: Adeudo) -> Liquidacion:
    """Other services bought now: their price and IVA, apart from what the cuenta owes."""
    lineas = [
        Aplicacion(None, concepto.clave, concepto.importe, concepto.detalle, concepto.fundamento)
        for s in solicitud.servicios
        for concepto in precio_servicio(ctx.perfil, s.clave, s.cantidad, s.importe, adeudo.fecha)
    ]
    return Liquidacion(adeudo, tuple(lineas), ())


def _sin_adeudo(cuenta: Cuenta, ctx: Contexto) -> Adeudo:
    return calcular_adeudo(cuenta, (), (), CERO, None, ctx.reloj.ahora().date())


def huella_de(solicitud: SolicitudCobro) -> str:
    """Digest of what was ordered, by which a repeated id with other contents is told from a retry."""
    contenido = {
        "cuentas": list(solicitud.cuentas),
        "medios": [[m.medio, m.importe.centavos, m.referencia, m.banco, m.tipo] for m in solicitud.medios],
        "monto": "" if solicitud.monto is None else solicitud.monto.texto(),
        "recibos": [p.texto() for p in solicitud.recibos],
        "programa": solicitud.programa,
        "sin_beneficio": int(solicitud.sin_beneficio),
        "servicios": [[s.clave, str(s.cantidad), str(s.importe)] for s in solicitud.servicios],
        "nombre": solicitud.nombre,
    }
    return hashlib.sha256(canonico(contenido)).hexdigest()


def _revisar_solicitud(solicitud: SolicitudCobro) -> None:
    if len(set(solicitud.cuentas)) != len(solicitud.cuentas):
        raise NegocioError("cuenta_repetida", "La misma cuenta está dos veces en el cobro.")
    if len(solicitud.cuentas) > 1 and (solicitud.monto is not None or solicitud.recibos or solicitud.servicios):
        raise NegocioError(
            "varias_cuentas", "Con varias cuentas se paga todo lo que deben; el abono y los servicios van por separado."
        )
    if not solicitud.cuentas and not solicitud.servicios:
        raise NegocioError("cobro_vacio", "Diga qué cuenta o qué servicio se cobra.")
    if not solicitud.cuentas and not solicitud.nombre.strip():
        raise NegocioError("falta_nombre", "Para cobrar sin cuenta hace falta el nombre de quien paga.")


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
            f"El total cambió: se mostró {solicitud.total_visto} y ahora es {total}. Revise la cuenta y confirme otra vez.",
        )


def _multiplo_de_efectivo(ctx: Contexto) -> Dinero:
    perfil = ctx.perfil
    return perfil.demostracion.redondeo_efectivo if ctx.caja.demo else perfil.redondeo_efectivo


def _favor_usado(liquidacion: Liquidacion, solicitud: SolicitudCobro) -> Dinero:
    """Credit that pays part of this: what the cuenta holds, when all that was chosen is being paid."""
    if solicitud.monto is not None:
        return CERO
    return min(liquidacion.adeudo.favor, liquidacion.total)


def _pagos(
    ctx: Contexto,
    uow: UnitOfWork,
    solicitud: SolicitudCobro,
    cajero: Usuario,
    turno: Turno,
    ahora: datetime,
    liquidaciones: Sequence[Liquidacion],
    favores: Sequence[Dinero],
    reparto: Reparto,
) -> list[Pago]:
    folio = uow.pagos.siguiente_folio()
    ultimo = max(
        (i for i, partes in enumerate(reparto.medios) if any(m.medio == "efectivo" for m in partes)), default=0
    )
    pagos = []
    for i, (li, favor) in enumerate(zip(liquidaciones, favores, strict=True)):
        cuenta = li.adeudo.cuenta
        del_favor = (Medio("saldo_a_favor", favor, FORMAS_SAT["saldo_a_favor"]),) if favor else ()
        pagos.append(
            Pago(
                cobro=solicitud.id,
                orden=i + 1,
                folio=replace(folio, numero=folio.numero + i),
                cuenta=cuenta.numero,
                titular=cuenta.titular or solicitud.nombre.strip(),
                domicilio=", ".join(t for t in (cuenta.domicilio, cuenta.colonia) if t),
                fecha=ahora.date(),
                momento=ahora,
                cajero=cajero.clave,
                cajero_nombre=cajero.nombre,
                caja=ctx.caja.numero,
                turno=turno.numero,
                aplicado=li.aplicado,
                descuentos=li.descuentos,
                redondeo=reparto.redondeos[i],
                medios=(*del_favor, *reparto.medios[i]),
                recibido=reparto.recibido if i == ultimo else CERO,
                cambio=reparto.cambio if i == ultimo else CERO,
                saldo_anterior=li.adeudo.total,
                saldo_restante=li.saldo_restante,
                saldo_a_favor=li.adeudo.favor - favor + li.anticipo,
                avisos=li.avisos,
            )
        )
    return pagos


def _asentar(uow: UnitOfWork, pago: Pago, liquidacion: Liquidacion, huella: str) -> Pago:
    datos = datos_de_pago(pago, huella, liquidacion.adeudo.favor, _recibos_tocados(liquidacion))
    asiento = uow.diario.asentar("pago", datos)
    uow.cola.encolar(str(pago.folio), "pago")
    return pago_de(asiento)


def _recibos_tocados(liquidacion: Liquidacion) -> list[dict[str, object]]:
    """Of each recibo paid, what it was billed, its lote, and its balance before and after."""
    tocados = []
    for saldo in liquidacion.adeudo.saldos:
        recibo = saldo.recibo
        claves = {c.clave for c in saldo.cargos}
        aplicado = suma(
            a.importe
            for a in liquidacion.aplicado
            if is_de_deuda(a) and a.periodo == recibo.periodo and a.clave in claves
        )
        if aplicado:
            tocados.append(
                {
                    "periodo": recibo.periodo.texto(),
                    "lote": recibo.lote,
                    "total": recibo.total.centavos,
                    "antes": saldo.total.centavos,
                    "despues": (saldo.total - aplicado).centavos,
                }
            )
    return tocados
