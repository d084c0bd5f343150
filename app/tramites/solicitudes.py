"""Receive the request of a benefit at the counter, complete it with what was missing, and write its study down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.beneficiarios.curp import exigir_curp
from app.beneficiarios.otorgados import exigir_cuenta, leer_beneficios
from app.beneficiarios.otorgamientos import exigir_un_inmueble
from app.context import Contexto
from app.domain.beneficio.evidencia import Evidencia, Presentado, faltantes, recibir_documento, reunir
from app.domain.beneficio.otorgamiento import exigir_otorgable, exigir_unico
from app.domain.beneficio.programa import SIN_MEDIDA, Programa
from app.domain.beneficio.solicitud import (
    Estudio,
    Solicitud,
    exigir_estudiable,
    exigir_pendiente,
    por_urgencia,
)
from app.domain.cuenta import Cuenta
from app.domain.diario.contenido_solicitud import datos_de_completada, datos_de_estudio, datos_de_solicitud
from app.domain.pago.pago import Folio
from app.domain.renglon import exigir_renglon
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.gente.acceso import exigir
from app.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Pedimento:
    """What somebody asks for, with the documents they brought.

    Attributes:
        solicitante: who brings it; empty for the beneficiary.
    """

    cuenta: str
    programa: str
    beneficiario: str
    solicitante: str = ""
    curp: str = ""
    documentos: tuple[Presentado, ...] = ()
    nota: str = ""


def recibir_solicitud(ctx: Contexto, pedimento: Pedimento, quien: Usuario) -> Solicitud:
    """Receive a request, complete or not, and give its acuse.

    Raises:
        NegocioError: `cuenta_desconocida`, `programa_desconocido`, `programa_no_se_otorga`, `programa_no_aplica`,
            `falta_dato`, `texto_invalido`, `curp_invalida`, `documento_vencido`, `fecha_invalida`,
            `solicitud_pendiente`, `beneficio_vigente`, `beneficio_en_otra`, or what
            `app.gente.acceso.exigir` raises.
    """
    programa = ctx.perfil.programa(pedimento.programa)
    curp = _exigir_datos(pedimento)
    ahora = ctx.reloj.ahora()
    documentos = _recibidos(programa, pedimento.documentos, ahora.date())
    with ctx.uow() as uow:
        hoy = exigir(uow, quien, "recibir_solicitud")
        cuenta = exigir_cuenta(ctx, pedimento.cuenta)
        exigir_otorgable(programa, cuenta)
        _exigir_sin_otra(ctx, uow, programa, cuenta.numero, curp)
        solicitud = _con_plazo(ctx, _solicitud(ctx, uow, pedimento, cuenta, documentos, curp, hoy), ahora.date())
        uow.diario.asentar("solicitud", datos_de_solicitud(solicitud))
        uow.cola.encolar(str(solicitud.folio), "tramite")
        hecha = exigir_solicitud(uow, solicitud.folio)
        uow.commit()
    return hecha


def completar_solicitud(
    ctx: Contexto, folio: Folio, documentos: Sequence[Presentado], quien: Usuario, curp: str = ""
) -> Solicitud:
    """Add what was brought later: what was missing, or one that takes the place of another.

    Raises:
        NegocioError: `folio_desconocido`, `solicitud_resuelta`, `falta_dato`, nothing was brought; `curp_distinta`,
            or what `recibir_solicitud` raises of documents and of the CURP.
    """
    nueva = exigir_curp(curp) if curp.strip() else ""
    if not documentos and not nueva:
        raise NegocioError("falta_dato", "Diga qué documento se trajo.")
    with ctx.uow() as uow:
        exigir(uow, quien, "recibir_solicitud")
        antes = exigir_solicitud(uow, folio)
        exigir_pendiente(antes)
        if nueva and antes.curp not in ("", nueva):
            raise NegocioError("curp_distinta", f"La solicitud {folio} se recibió con otra CURP: revísela.")
        programa, hoy = ctx.perfil.programa(antes.programa), ctx.reloj.ahora().date()
        if nueva and not antes.curp:
            _exigir_sin_otra(ctx, uow, programa, antes.cuenta, nueva, antes.folio)
        nuevos = _recibidos(programa, documentos, hoy)
        todos = reunir(antes.documentos, nuevos)
        curp = antes.curp or nueva
        ahora = replace(antes, documentos=todos, curp=curp, faltan=faltantes(programa, todos, curp))
        ahora = _con_plazo(ctx, ahora, hoy)
        uow.diario.asentar("solicitud_completada", datos_de_completada(antes, ahora, nuevos, quien.clave))
        uow.cola.encolar(str(folio), "tramite")
        uow.commit()
    return ahora


def anotar_estudio(ctx: Contexto, folio: Folio, estudio: Estudio, quien: Usuario) -> Solicitud:
    """Write down what the study found; a later one takes its place.

    Raises:
        NegocioError: `folio_desconocido`, `sin_estudio`, `solicitud_resuelta`, `falta_dato`, `fecha_invalida`,
            `programa_incompleto`, it sets what the program does not leave open, or too much.
    """
    for nombre, texto in (("el número del estudio", estudio.numero), ("quién lo hizo", estudio.hizo)):
        _exigir_texto(nombre, texto)
    exigir_renglon(estudio.nota)
    with ctx.uow() as uow:
        exigir(uow, quien, "anotar_estudio")
        solicitud = exigir_solicitud(uow, folio)
        exigir_estudiable(solicitud)
        if estudio.fecha > ctx.reloj.ahora().date():
            raise NegocioError("fecha_invalida", f"El estudio sería del {estudio.fecha:%d/%m/%Y}, después de hoy.")
        programa = ctx.perfil.programa(solicitud.programa)
        _exigir_medida_posible(programa, estudio, exigir_cuenta(ctx, solicitud.cuenta))
        hecho = replace(
            estudio,
            numero=estudio.numero.strip(),
            hizo=" ".join(estudio.hizo.split()),
            nota=estudio.nota.strip(),
            quien=quien.clave,
        )
        uow.diario.asentar("solicitud_estudio", datos_de_estudio(folio, hecho))
        uow.commit()
    return replace(solicitud, hecho=hecho)


def exigir_solicitud(uow: UnitOfWork, folio: Folio) -> Solicitud:
    """The request with that folio.

    Raises:
        NegocioError: `folio_desconocido`.
    """
    solicitud = uow.solicitudes.por_folio(folio)
    if solicitud is None:
        raise NegocioError("folio_desconocido", f"No hay ninguna solicitud con el folio {folio}.")
    return solicitud


def ver_solicitud(ctx: Contexto, folio: Folio) -> Solicitud:
    """One of them.

    Raises:
        NegocioError: `folio_desconocido`.
    """
    with ctx.uow() as uow:
        return exigir_solicitud(uow, folio)


def ver_solicitudes(ctx: Contexto, cuenta: str = "", dias: int = 0) -> tuple[Solicitud, ...]:
    """Those that wait for an answer, the most urgent first; of one cuenta, or of all.

    Args:
        dias: those answered in the last so many days too, the last one first, after them.

    Raises:
        NegocioError: `cuenta_desconocida`.
    """
    hoy = ctx.reloj.ahora().date()
    desde = hoy - timedelta(days=dias)
    with ctx.uow() as uow:
        numero = exigir_cuenta(ctx, cuenta).numero if cuenta else ""
        leidas = uow.solicitudes.entre(desde.isoformat(), hoy.isoformat()) if dias else ()
        pendientes = uow.solicitudes.pendientes(numero)
    resueltas = [(s.respuesta.momento, s) for s in leidas if s.respuesta is not None and numero in ("", s.cuenta)]
    recientes = [par for par in resueltas if par[0].date() >= desde]
    return (*por_urgencia(pendientes), *(s for _, s in sorted(recientes, key=lambda par: par[0], reverse=True)))


def _solicitud(
    ctx: Contexto,
    uow: UnitOfWork,
    pedimento: Pedimento,
    cuenta: Cuenta,
    documentos: tuple[Evidencia, ...],
    curp: str,
    quien: Usuario,
) -> Solicitud:
    """What is received, still without its term."""
    programa = ctx.perfil.programa(pedimento.programa)
    beneficiario = " ".join(pedimento.beneficiario.split())
    return Solicitud(
        folio=uow.tramites.siguiente_folio(),
        cuenta=cuenta.numero,
        titular=cuenta.titular,
        programa=programa.clave,
        nombre=programa.nombre,
        fundamento=programa.fundamento,
        beneficiario=beneficiario,
        solicitante=" ".join(pedimento.solicitante.split()) or beneficiario,
        momento=ctx.reloj.ahora(),
        documentos=documentos,
        faltan=faltantes(programa, documentos, curp),
        curp=curp,
        estudio=programa.estudio,
        estudio_previo=ctx.perfil.solicitudes.estudio_previo,
        nota=pedimento.nota.strip(),
        quien=quien.clave,
        quien_nombre=quien.nombre,
    )


def _exigir_datos(pedimento: Pedimento) -> str:
    """The CURP, empty where it was not brought, once everything that was written may stand."""
    _exigir_texto("el nombre del beneficiario", pedimento.beneficiario)
    exigir_renglon(pedimento.solicitante)
    exigir_renglon(pedimento.nota)
    return exigir_curp(pedimento.curp) if pedimento.curp.strip() else ""


def _exigir_texto(nombre: str, texto: str) -> None:
    if not exigir_renglon(texto).strip():
        raise NegocioError("falta_dato", f"Falta {nombre}.")


def _recibidos(programa: Programa, presentados: Sequence[Presentado], hoy: date) -> tuple[Evidencia, ...]:
    for p in presentados:
        _exigir_texto("qué documento es cada uno", p.clase)
        _exigir_texto(f"el número de «{p.clase[:40]}»", p.numero)
        if p.clase.strip().upper() == "CURP":
            raise NegocioError("falta_dato", "La CURP se escribe en su lugar, con sus 18 letras y números.")
    return reunir((), (recibir_documento(programa, p, hoy) for p in presentados))


def _exigir_sin_otra(
    ctx: Contexto, uow: UnitOfWork, programa: Programa, cuenta: str, curp: str, propia: Folio | None = None
) -> None:
    """Neither another request that waits, nor the same benefit, nor one of the same person on another property.

    Another program of the cuenta is no obstacle yet: it may have ended by the day of the answer.
    """
    hoy = ctx.reloj.ahora().date()
    de_cuenta = [s for s in uow.solicitudes.pendientes(cuenta) if s.programa == programa.clave]
    suyas = [s for s in (*de_cuenta, *(uow.solicitudes.pendientes_de(curp) if curp else ())) if s.folio != propia]
    if suyas:
        otra = suyas[0]
        raise NegocioError(
            "solicitud_pendiente",
            f"Ya espera respuesta la solicitud {otra.folio} de {otra.beneficiario}, cuenta {otra.cuenta}, del "
            f"{otra.fecha:%d/%m/%Y}: complétela o resuélvala antes.",
        )
    iguales = [b for b in leer_beneficios(ctx, uow, cuenta) if b.programa == programa.clave]
    exigir_unico(ctx.perfil, programa, iguales, hoy, None)
    exigir_un_inmueble(ctx, uow, cuenta, curp, hoy, None)


def _exigir_medida_posible(programa: Programa, estudio: Estudio, cuenta: Cuenta) -> None:
    medida = estudio.medida
    if medida == SIN_MEDIDA:
        return
    razon = programa.sobra_en(medida) or programa.falta_en(medida, cuenta.area)
    if not estudio.favorable:
        razon = "un estudio que no fue favorable no fija cuánto se otorga."
    if razon:
        raise NegocioError("programa_incompleto", f"{programa.nombre}: {razon}")


def _con_plazo(ctx: Contexto, solicitud: Solicitud, hoy: date) -> Solicitud:
    """Its term runs from the day on which nothing is missing any more, and only once."""
    if solicitud.faltan or solicitud.plazo is not None:
        return solicitud
    regla = ctx.perfil.solicitudes
    plazo = regla.plazo(ctx.perfil.facturacion.calendario, hoy)
    return replace(solicitud, plazo=plazo, plazo_fundamento=regla.fundamento if plazo else "")
