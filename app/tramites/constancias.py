"""Give a constancia whose fee was paid: that a cuenta owes nothing, or that somebody has no contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from app.centro.frescura import PADRON, ver_frescura
from app.cobro.consulta import leer_estado
from app.context import Contexto
from app.domain.centro.frescura import exigir_datos_frescos
from app.domain.diario.contenido_tramite import constancia_de, datos_de_constancia
from app.domain.dinero import suma
from app.domain.pago.contrapago import Partes
from app.domain.pago.pago import Folio, Pago
from app.domain.pago.precio import precio_servicio
from app.domain.pago.servicio import Servicio
from app.domain.renglon import exigir_renglon
from app.domain.tramite.constancia import Constancia, exigir_sin_adeudo
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.gente.acceso import exigir
from app.ports import UnitOfWork
from app.reversos.contrapagos import leer_pago


@dataclass(frozen=True, slots=True)
class SolicitudConstancia:
    """What is asked for.

    Attributes:
        cuenta: empty for who has no contract.
        pago: folio of its fee; None for the last one of the cuenta that has a constancia left.
        domicilio, revision: of who has no contract: where, and what was looked at to know it.
    """

    cuenta: str = ""
    pago: Folio | None = None
    domicilio: str = ""
    revision: str = ""


def emitir_constancia(ctx: Contexto, solicitud: SolicitudConstancia, quien: Usuario) -> Constancia:
    """Certify what is true now, on the payment of its fee, once for each that was paid.

    Raises:
        NegocioError: `constancia_no_prevista`, `cuenta_desconocida`, `constancia_con_adeudo`, `constancia_sin_pagar`,
            `datos_viejos`, `falta_dato`, `folio_desconocido`, or what `app.gente.acceso.exigir` raises.
    """
    clase = "no_adeudo" if solicitud.cuenta else "sin_contrato"
    servicio = servicio_de_constancia(ctx, clase)
    with ctx.uow() as uow:
        hoy = exigir(uow, quien, "emitir_constancia")
        cuenta, nombre, domicilio = _de_quien(ctx, uow, solicitud)
        pago = _pagado(ctx, uow, solicitud, servicio, cuenta)
        ahora, datos_al = ctx.reloj.ahora(), _datos_al(ctx, uow, clase)
        constancia = Constancia(
            folio=uow.tramites.siguiente_folio(),
            clase=clase,
            cuenta=cuenta,
            nombre=nombre or pago.titular,
            domicilio=domicilio,
            titulo=servicio.concepto,
            momento=ahora,
            datos_al=datos_al or ahora,
            pago=pago.folio,
            leyendas=(servicio.leyenda,) if servicio.leyenda else (),
            revision=solicitud.revision.strip(),
            fundamento=servicio.fundamento,
            quien=hoy.clave,
            quien_nombre=hoy.nombre,
        )
        asiento = uow.diario.asentar("constancia", datos_de_constancia(constancia))
        uow.cola.encolar(str(constancia.folio), "tramite")
        uow.commit()
    return constancia_de(asiento)


def _datos_al(ctx: Contexto, uow: UnitOfWork, clase: str) -> datetime | None:
    """Of when what it rests on is: of the last round with the centre, or of the last import of a caja without one."""
    frescura = ver_frescura(uow, PADRON)
    if frescura is None:
        return uow.tramites.datos_al()
    if clase == "no_adeudo":
        exigir_datos_frescos(frescura, ctx.perfil.horas_de_datos, "La constancia de no adeudo")
    return frescura.al or uow.tramites.datos_al()


def servicio_de_constancia(ctx: Contexto, clase: str) -> Servicio:
    """The line of the price list that its fee is.

    Raises:
        NegocioError: `constancia_no_prevista`.
    """
    regla = ctx.perfil.constancia
    clave = "" if regla is None else getattr(regla, clase)
    if not clave:
        raise NegocioError(
            "constancia_no_prevista", f"La lista de precios de {ctx.perfil.nombre} no tiene esa constancia."
        )
    return ctx.perfil.servicio(clave)


def exigir_sin_constancia(uow: UnitOfWork, pago: Pago, partes: Partes) -> None:
    """Refuse to give back the fee of a constancia that somebody has in their hands.

    Raises:
        NegocioError: `pago_de_constancia`.
    """
    dadas = uow.tramites.constancias_del_pago(pago.folio)
    if dadas and any(a.clave.startswith("servicio:") for a in partes.aplicado):
        raise NegocioError(
            "pago_de_constancia",
            f"Con el pago {pago.folio} se dio la constancia {dadas[0].folio}: no se cancela ni se devuelve.",
        )


def _de_quien(ctx: Contexto, uow: UnitOfWork, solicitud: SolicitudConstancia) -> tuple[str, str, str]:
    """Cuenta, name and address; the name of who has no contract is that of the payment."""
    if solicitud.cuenta:
        estado = leer_estado(ctx, uow, solicitud.cuenta)
        exigir_sin_adeudo(estado.adeudo)
        cuenta = estado.cuenta
        return cuenta.numero, cuenta.titular, ", ".join(t for t in (cuenta.domicilio, cuenta.colonia) if t)
    for nombre, texto in (("el domicilio", solicitud.domicilio), ("qué se revisó", solicitud.revision)):
        if not exigir_renglon(texto).strip():
            raise NegocioError("falta_dato", f"Falta {nombre}: sin contrato, la constancia se da previa revisión.")
    return "", "", solicitud.domicilio.strip()


def _pagado(ctx: Contexto, uow: UnitOfWork, solicitud: SolicitudConstancia, servicio: Servicio, cuenta: str) -> Pago:
    folios = (solicitud.pago,) if solicitud.pago else uow.tramites.pagos_con(cuenta, servicio.concepto_de_cobro)
    for folio in folios if cuenta or solicitud.pago else ():
        pago, partes = leer_pago(uow, folio)
        dadas = len(uow.tramites.constancias_del_pago(folio))
        if pago.cuenta == cuenta and dadas < _cuantas(ctx, servicio, pago, partes):
            return pago
    a_quien = f"cobrar {cuenta}" if cuenta else "cobrar --sin-cuenta --nombre …"
    raise NegocioError(
        "constancia_sin_pagar",
        f"Antes se paga «{servicio.concepto}»: {a_quien} --servicio {servicio.clave}:1. Cada una que se paga da una.",
    )


def _cuantas(ctx: Contexto, servicio: Servicio, pago: Pago, partes: Partes) -> int:
    """How many of them a payment paid, at the price of its day."""
    unidad = precio_servicio(ctx.perfil, servicio.clave, Decimal(1), None, pago.fecha)[0].importe
    pagado = suma(a.importe for a in partes.aplicado if a.clave == servicio.concepto_de_cobro)
    return pagado.centavos // unidad.centavos
