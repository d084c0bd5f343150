"""Answer a request: grant it with the documents that it holds, refuse it and say why, or note that it was given up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.beneficiarios.otorgados import ref_de
from app.beneficiarios.otorgamientos import Otorgado, asentar_otorgamiento, hecho_de
from app.context import Contexto
from app.domain.beneficio.otorgamiento import SolicitudBeneficio
from app.domain.beneficio.programa import SIN_MEDIDA, Medida
from app.domain.beneficio.solicitud import (
    RESULTADOS,
    Respuesta,
    Solicitud,
    exigir_otorgada,
    exigir_pendiente,
    medida_de_solicitud,
)
from app.domain.diario.contenido_solicitud import datos_de_respuesta
from app.domain.nombre import is_misma_persona
from app.domain.pago.pago import Folio
from app.domain.renglon import exigir_renglon
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.gente.acceso import exigir, exigir_ajeno
from app.ports import UnitOfWork
from app.tramites.solicitudes import exigir_solicitud


@dataclass(frozen=True, slots=True)
class Resolucion:
    """What a supervisor decided.

    Attributes:
        resultado: one of `app.domain.beneficio.solicitud.RESULTADOS`.
        motivo: why it is refused or given up; of a grant, why it was authorised, where the program asks for that.
        fundamento: article of a refusal; empty for that of the program.
        documento: number of what the grant rests on; empty for the study's, or that of its first document.
        medida: how much, where neither the program nor the study says it.
        autorizacion, otra_persona, desde, hasta: of the grant, as in `SolicitudBeneficio`.
    """

    folio: Folio
    resultado: str
    motivo: str = ""
    fundamento: str = ""
    documento: str = ""
    medida: Medida = SIN_MEDIDA
    autorizacion: str = ""
    otra_persona: str = ""
    desde: date | None = None
    hasta: date | None = None


@dataclass(frozen=True, slots=True)
class Resuelta:
    """A request with its answer, and the benefit that it led to; None for none."""

    solicitud: Solicitud
    otorgado: Otorgado | None = None


def resolver_solicitud(ctx: Contexto, resolucion: Resolucion, quien: Usuario) -> Resuelta:
    """Answer a request, once, by somebody else than who received it; a grant is made in the same transaction.

    Raises:
        NegocioError: `requiere_supervisor`, `autoriza_otro`, `solicitud_propia`, `folio_desconocido`,
            `resultado_desconocido`, `solicitud_resuelta`, `falta_motivo`, `solicitud_incompleta`, `falta_estudio`,
            `estudio_desfavorable`, `medida_del_estudio`, or what
            `app.beneficiarios.otorgamientos.otorgar` raises of a grant.
    """
    _exigir_palabras(resolucion)
    with ctx.uow() as uow:
        solicitud = exigir_solicitud(uow, resolucion.folio)
        exigir_ajeno(uow, quien, "resolver_solicitud")
        hoy = exigir(uow, quien, "resolver_solicitud", solicitud.quien)
        exigir_pendiente(solicitud)
        _exigir_que_no_sea_suya(solicitud, hoy)
        otorgado = _otorgar(ctx, uow, solicitud, resolucion, hoy) if resolucion.resultado == "aceptada" else None
        respuesta = _respuesta(ctx, solicitud, resolucion, otorgado, hoy)
        uow.diario.asentar("solicitud_resuelta", datos_de_respuesta(resolucion.folio, respuesta))
        resuelta = Resuelta(exigir_solicitud(uow, resolucion.folio), otorgado)
        uow.cola.encolar(str(resolucion.folio), "tramite")
        uow.commit()
    return resuelta


def _respuesta(
    ctx: Contexto, solicitud: Solicitud, resolucion: Resolucion, otorgado: Otorgado | None, quien: Usuario
) -> Respuesta:
    respuesta = Respuesta(
        resultado=resolucion.resultado,
        momento=ctx.reloj.ahora(),
        motivo=resolucion.motivo.strip(),
        fundamento=resolucion.fundamento.strip() or solicitud.fundamento,
        quien=quien.clave,
        quien_nombre=quien.nombre,
    )
    if otorgado is None:
        return respuesta
    dado = otorgado.beneficio
    return replace(respuesta, otorgado=ref_de(dado), desde=dado.desde, hasta=dado.hasta)


def _exigir_palabras(resolucion: Resolucion) -> None:
    if resolucion.resultado not in RESULTADOS:
        raise NegocioError(
            "resultado_desconocido",
            f"Una solicitud acaba como {', '.join(RESULTADOS)}; no como «{resolucion.resultado[:30]}».",
        )
    for texto in (resolucion.motivo, resolucion.fundamento, resolucion.documento):
        exigir_renglon(texto)
    if resolucion.resultado != "aceptada" and not resolucion.motivo.strip():
        raise NegocioError("falta_motivo", "Diga por qué: queda en el diario y sale en el papel de quien la pidió.")


def _exigir_que_no_sea_suya(solicitud: Solicitud, quien: Usuario) -> None:
    for nombre in (solicitud.beneficiario, solicitud.solicitante):
        if is_misma_persona(quien.nombre, nombre):
            raise NegocioError(
                "solicitud_propia",
                f"La solicitud {solicitud.folio} es de {nombre}: nadie resuelve lo que pidió. Que lo haga otro.",
            )


def _otorgar(ctx: Contexto, uow: UnitOfWork, solicitud: Solicitud, resolucion: Resolucion, quien: Usuario) -> Otorgado:
    """The grant, with everything that the request brought: nothing is asked for twice."""
    exigir_otorgada(solicitud, ctx.reloj.ahora().date())
    de_que = SolicitudBeneficio(
        cuenta=solicitud.cuenta,
        programa=solicitud.programa,
        beneficiario=solicitud.beneficiario,
        documento=resolucion.documento.strip() or _documento_de(solicitud),
        desde=resolucion.desde,
        hasta=resolucion.hasta,
        medida=medida_de_solicitud(solicitud, resolucion.medida),
        curp=solicitud.curp,
        autorizacion=resolucion.autorizacion,
        motivo=resolucion.motivo,
        evidencias=solicitud.documentos,
        otra_persona=resolucion.otra_persona,
    )
    return hecho_de(ctx, uow, asentar_otorgamiento(ctx, uow, de_que, quien, str(solicitud.folio)))


def _documento_de(solicitud: Solicitud) -> str:
    """Number of what it rests on: the study that decided it, or the first document of the checklist."""
    if solicitud.hecho is not None:
        return solicitud.hecho.numero
    return next((d.numero for d in solicitud.documentos), "")
