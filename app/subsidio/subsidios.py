"""Recibos de subsidio: issued with the payment they are attached to, or when somebody asks; taken back with it.

Loreto, Reglamento 2025, Art. 157-158. What they say is decided here once and stands in the diario; signing is apart
(`app.subsidio.firmas`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from app.beneficiarios.otorgados import leer_beneficios
from app.context import Contexto
from app.domain.beneficio.programa import Descuento, Medida, Programa, Subsidiado
from app.domain.cuenta import Beneficio
from app.domain.diario.contenido_subsidio import datos_de_recibo, datos_de_reverso, recibo_de
from app.domain.pago.contrapago import Contrapago
from app.domain.pago.liquidacion import Liquidacion
from app.domain.pago.pago import Folio, Pago
from app.domain.perfil import Perfil
from app.domain.subsidio.subsidiado import de_anualidad, de_recibo, en_pie, is_devuelto, recibos_liquidados
from app.domain.subsidio.subsidio import CLASE_DE_SUBSIDIO, ReciboSubsidio, ReversoSubsidio, Subsidio, por_periodo
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.ports import UnitOfWork
from app.reversos.contrapagos import leer_pago
from app.turno.caja import exigir_turno


def emitir_con_pago(ctx: Contexto, uow: UnitOfWork, pago: Pago) -> None:
    """Issue, in the payment's own transaction, what its organismo always issues; nothing where that is on request."""
    if ctx.perfil.recibo_subsidio == "siempre":
        _emitir(ctx, uow, pago, pago.descuentos)


def subsidiar(ctx: Contexto, uow: UnitOfWork, liquidacion: Liquidacion) -> Liquidacion:
    """The same with what granted programs took off besides its discounts, for its recibos de subsidio."""
    if liquidacion.anualidad is not None:
        del_ejercicio = de_anualidad(liquidacion.anualidad)
        suyos = [s for s in del_ejercicio if ctx.perfil.programa(s.programa).is_otorgable]
    else:
        suyos = list(_ya_descontados(ctx, uow, liquidacion))
    return replace(liquidacion, subsidiado=tuple(suyos))


def _ya_descontados(ctx: Contexto, uow: UnitOfWork, liquidacion: Liquidacion) -> Iterator[Subsidiado]:
    cuenta = liquidacion.adeudo.cuenta
    for recibo in recibos_liquidados(liquidacion):
        programa = ctx.perfil.programa(recibo.programa)
        if programa.is_otorgable:
            antes = uow.pagos.del_mes(cuenta.numero, recibo.periodo)
            dados = [s for p in antes for s in en_pie(p.subsidiado, uow.contrapagos.de_pago(p.folio))]
            dados = [s for s in dados if (s.programa, s.periodo) == (programa.clave, recibo.periodo)]
            subsidiado = de_recibo(programa, ctx.perfil.tarifa_de, cuenta, recibo, dados)
            if subsidiado is not None:
                yield subsidiado


def emitir_a_peticion(ctx: Contexto, folio: Folio, cajero: Usuario) -> tuple[Subsidio, ...]:
    """The recibos of a payment, issued now if they were not yet.

    Args:
        folio: of a payment, or of a recibo de subsidio.

    Raises:
        NegocioError: `folio_desconocido`; `sin_subsidio`, no granted benefit took anything off that stands; or what
            is wrong with the turno.
    """
    with ctx.uow() as uow:
        hechos = leer_subsidios(uow, folio)
        if hechos:
            return hechos
        turno = exigir_turno(uow, ctx.reloj.ahora(), cajero)
        pago, partes = leer_pago(uow, folio)
        queda = en_pie(pago.subsidiado, uow.contrapagos.de_pago(folio))
        de_hoy = replace(pago, cajero=cajero.clave, cajero_nombre=cajero.nombre, turno=turno.numero, subsidiado=queda)
        emitidos = _emitir(ctx, uow, de_hoy, partes.descuentos)
        if not emitidos:
            raise NegocioError(
                "sin_subsidio",
                f"En el pago {folio} ningún beneficio otorgado descontó nada: no lleva recibo de subsidio.",
            )
        uow.commit()
    return tuple(Subsidio(recibo) for recibo in emitidos)


def leer_subsidios(uow: UnitOfWork, folio: Folio) -> tuple[Subsidio, ...]:
    """The recibos that a folio names: itself, or those attached to that payment.

    Raises:
        NegocioError: `folio_desconocido`, of a recibo de subsidio that does not exist.
    """
    if folio.clase != CLASE_DE_SUBSIDIO:
        return uow.subsidios.de_pago(folio)
    return (exigir_subsidio(uow, folio),)


def exigir_subsidio(uow: UnitOfWork, folio: Folio) -> Subsidio:
    """The recibo with that folio of its own.

    Raises:
        NegocioError: `folio_desconocido`.
    """
    hallado = uow.subsidios.por_folio(folio)
    if hallado is None:
        raise NegocioError("folio_desconocido", f"No hay ningún recibo de subsidio con el folio {folio}.")
    return hallado


def subsidios_pendientes(ctx: Contexto, turno: int | None = None) -> tuple[Subsidio, ...]:
    """Those that nobody has signed, or whose signed paper is not put away; of one turno, or of all of them."""
    with ctx.uow() as uow:
        return uow.subsidios.pendientes(turno)


def lleva_subsidio(perfil: Perfil, pago: Pago) -> bool:
    """Whether a granted program took something off a payment: it has a recibo, or somebody may ask for one."""
    programas = {d.programa for d in pago.descuentos if d.periodo} | {s.programa for s in pago.subsidiado}
    return any(perfil.programa(clave).is_otorgable for clave in programas)


def revertir_subsidios(uow: UnitOfWork, hecho: Contrapago) -> None:
    """Take back what a contrapago gave back of its payment's recibos, in its transaction; signed or not, they stay."""
    pago = uow.pagos.por_folio(hecho.cancela)
    subsidiado = () if pago is None else tuple(s for s in pago.subsidiado if is_devuelto(s, hecho.partes))
    for subsidio in uow.subsidios.de_pago(hecho.cancela):
        ya = {periodo for r in subsidio.reversos for periodo, _ in r.periodos}
        ahora = [s for s in subsidiado if s.periodo not in ya]
        periodos = por_periodo(hecho.partes.descuentos, subsidio.recibo.programa, ahora)
        if periodos:
            reverso = ReversoSubsidio(subsidio.recibo.folio, hecho.folio, periodos)
            uow.diario.asentar("subsidio_revertido", datos_de_reverso(reverso))


def _emitir(ctx: Contexto, uow: UnitOfWork, pago: Pago, descuentos: Sequence[Descuento]) -> tuple[ReciboSubsidio, ...]:
    """One for each granted program that took something off."""
    claves = dict.fromkeys([*(d.programa for d in descuentos), *(s.programa for s in pago.subsidiado)])
    meses = {clave: por_periodo(descuentos, clave, pago.subsidiado) for clave in claves}
    otorgables = [p for p in map(ctx.perfil.programa, claves) if p.is_otorgable and meses[p.clave]]
    if not otorgables:
        return ()
    beneficios = leer_beneficios(ctx, uow, pago.cuenta)
    cuenta = ctx.padron.cuenta(pago.cuenta)
    area = "" if cuenta is None else cuenta.area
    emitidos: list[ReciboSubsidio] = []
    for programa in otorgables:
        suyos = [b for b in beneficios if b.programa == programa.clave and b.desde <= pago.fecha]
        # Of what was billed with it off, the grant may have ended since.
        vigentes = [b for b in suyos if b.is_vigente(pago.fecha)] or (suyos if pago.subsidiado else [])
        recibo = _recibo(ctx, pago, programa, vigentes[-1] if vigentes else None, area)
        recibo = replace(recibo, folio=uow.subsidios.siguiente_folio(), periodos=meses[programa.clave])
        emitidos.append(recibo_de(uow.diario.asentar("recibo_subsidio", datos_de_recibo(recibo))))
    return tuple(emitidos)


def _recibo(ctx: Contexto, pago: Pago, programa: Programa, beneficio: Beneficio | None, area: str) -> ReciboSubsidio:
    """Still without folio and months; `momento` is the one in which it is issued."""
    medida = Medida() if beneficio is None else Medida(beneficio.m3, beneficio.porcentaje, beneficio.importe)
    porcentaje = programa.porcentaje(area, medida)
    return ReciboSubsidio(
        organismo=ctx.perfil.organismo,
        folio=pago.folio,
        pago=pago.folio,
        pago_hash=pago.hash,
        fecha=pago.fecha,
        momento=ctx.reloj.ahora(),
        cuenta=pago.cuenta,
        titular=pago.titular,
        domicilio=pago.domicilio,
        beneficiario=pago.titular if beneficio is None else beneficio.beneficiario,
        programa=programa.clave,
        nombre=programa.nombre,
        porcentaje=_por_ciento(porcentaje),
        limite=_limite(programa, medida),
        periodos=(),
        cajero=pago.cajero,
        cajero_nombre=pago.cajero_nombre,
        turno=pago.turno,
        fundamento=programa.fundamento,
        notas=tuple(dict.fromkeys(s.detalle for s in pago.subsidiado if s.programa == programa.clave)),
    )


def _por_ciento(porcentaje: Decimal) -> str:
    return f"{porcentaje.normalize():f}" if porcentaje else ""


def _limite(programa: Programa, medida: Medida) -> str:
    """Up to where the benefit reaches, as people say it."""
    if programa.primeros_m3 is not None:
        return f"los primeros {programa.primeros_m3} m³"
    m3 = programa.m3_de(medida)
    if programa.forma_de(medida) == "paga_como" and m3 is not None:
        return f"paga como {m3} m³"
    return "" if medida.importe is None else f"{medida.importe} al mes"
