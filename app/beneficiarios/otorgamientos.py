"""Grant a benefit at the counter, and renew it: by a supervisor who is not charging, on documents that are named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.beneficiarios.curp import compactar, exigir_curp
from app.beneficiarios.otorgados import elegir, exigir_cuenta, leer_beneficios, nombrar, ref_de
from app.beneficiarios.parecidos import exigir_otra_persona
from app.context import Contexto
from app.domain.beneficio.evidencia import Evidencia
from app.domain.beneficio.otorgamiento import (
    SolicitudBeneficio,
    exigir_medida,
    exigir_otorgable,
    exigir_unico,
    se_enciman,
    siguiente_termino,
    vigencia,
)
from app.domain.beneficio.programa import Programa
from app.domain.cuenta import Beneficio
from app.domain.diario.asiento import Asiento
from app.domain.diario.contenido_solicitud import en_campos, en_lista
from app.domain.renglon import exigir_renglon
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.gente.acceso import exigir_ajeno
from app.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Otorgado:
    """A benefit as an asiento just left it, and the place of that asiento."""

    beneficio: Beneficio
    seq: int
    hash: str


def otorgar(ctx: Contexto, solicitud: SolicitudBeneficio, quien: Usuario) -> Otorgado:
    """Grant a program of the profile to a cuenta.

    Raises:
        NegocioError: `requiere_supervisor`, `autoriza_otro`, `cuenta_desconocida`, `programa_desconocido`,
            `programa_no_se_otorga`, `programa_no_aplica`, `programa_incompleto`, `falta_dato`, `curp_invalida`,
            `vigencia_invalida`, `vigencia_excede`, `beneficio_vigente`, `beneficio_excluyente`, `beneficio_en_otra`,
            `posible_misma_persona`.
    """
    with ctx.uow() as uow:
        exigir_ajeno(uow, quien, "otorgar_beneficio")
        hecho = hecho_de(ctx, uow, asentar_otorgamiento(ctx, uow, solicitud, quien))
        uow.commit()
    return hecho


def asentar_otorgamiento(
    ctx: Contexto, uow: UnitOfWork, solicitud: SolicitudBeneficio, quien: Usuario, folio: str = ""
) -> Asiento:
    """The grant itself, in the caller's unit of work, who made sure that `quien` may.

    Args:
        folio: of the request that it answers; empty for one that is granted at once.

    Raises:
        NegocioError: what `otorgar` raises of the grant.
    """
    programa = ctx.perfil.programa(solicitud.programa)
    curp = _exigir_datos(programa, solicitud)
    cuenta = exigir_cuenta(ctx, solicitud.cuenta)
    exigir_otorgable(programa, cuenta)
    exigir_medida(programa, solicitud.medida, cuenta.area)
    hoy = ctx.reloj.ahora().date()
    desde = solicitud.desde or hoy
    hasta = vigencia(programa, desde, solicitud.hasta, hoy)
    exigir_unico(ctx.perfil, programa, leer_beneficios(ctx, uow, cuenta.numero), desde, hasta)
    exigir_un_inmueble(ctx, uow, cuenta.numero, curp, desde, hasta)
    parecidas = exigir_otra_persona(ctx, uow, solicitud, desde, hasta)
    datos = _datos(solicitud, programa, curp, desde, hasta) | parecidas | ({"solicitud": folio} if folio else {})
    return uow.diario.asentar("beneficio_otorgado", datos | de_quien(uow, quien))


def renovar(
    ctx: Contexto,
    cuenta: str,
    programa: str,
    documento: str,
    quien: Usuario,
    *,
    hasta: date | None = None,
    evidencias: Sequence[Evidencia] = (),
) -> Otorgado:
    """Prolong a benefit that is about to end or has ended, on new evidence; how much was granted stays the same.

    Raises:
        NegocioError: `beneficio_desconocido`, `no_se_renueva`, `renovacion_temprana`, `falta_vigencia`, or what
            `otorgar` raises.
    """
    de_que = ctx.perfil.programa(programa)
    _exigir_textos(("el número del documento", documento), *_textos_de(evidencias))
    with ctx.uow() as uow:
        exigir_ajeno(uow, quien, "renovar_beneficio")
        toma = exigir_cuenta(ctx, cuenta)
        todos = leer_beneficios(ctx, uow, toma.numero)
        beneficio = elegir(todos, de_que, toma.numero)
        exigir_otorgable(de_que, toma)
        desde, ultimo = siguiente_termino(de_que, beneficio, hasta, ctx.reloj.ahora().date())
        exigir_unico(ctx.perfil, de_que, [b for b in todos if b != beneficio], desde, ultimo)
        exigir_un_inmueble(ctx, uow, toma.numero, compactar(beneficio.curp), desde, ultimo)
        datos = nombrar(beneficio) | {
            "fecha": desde.isoformat(),
            "hasta": ultimo.isoformat(),
            "documento": documento.strip(),
        }
        asiento = uow.diario.asentar("beneficio_renovado", datos | _en_datos(evidencias) | de_quien(uow, quien))
        hecho = hecho_de(ctx, uow, asiento)
        uow.commit()
    return hecho


def _exigir_datos(programa: Programa, solicitud: SolicitudBeneficio) -> str:
    """The CURP, once everything that was written may stand and nothing is missing."""
    datos = [("el nombre del beneficiario", solicitud.beneficiario), ("el número del documento", solicitud.documento)]
    if programa.requiere_autorizacion:
        datos += [("el número del oficio o resolución", solicitud.autorizacion), ("el motivo", solicitud.motivo)]
    if programa.pide_curp:
        datos.append(("la CURP del beneficiario", solicitud.curp))
    _exigir_textos(*datos, *_textos_de(solicitud.evidencias))
    exigir_renglon(solicitud.autorizacion)
    exigir_renglon(solicitud.motivo)
    exigir_renglon(solicitud.otra_persona)
    return exigir_curp(solicitud.curp) if solicitud.curp.strip() else ""


def _textos_de(evidencias: Sequence[Evidencia]) -> list[tuple[str, str]]:
    clases = [("qué documento es cada evidencia", e.clase) for e in evidencias]
    return clases + [(f"el número de «{e.clase[:40]}»", e.numero) for e in evidencias]


def _exigir_textos(*datos: tuple[str, str]) -> None:
    for nombre, texto in datos:
        if not exigir_renglon(texto).strip():
            raise NegocioError("falta_dato", f"Falta {nombre}: sin eso no se otorga ningún beneficio.")


def exigir_un_inmueble(ctx: Contexto, uow: UnitOfWork, cuenta: str, curp: str, desde: date, hasta: date | None) -> None:
    """One person, one property: nobody holds a benefit on another cuenta for the same days (Loreto, Art. 151)."""
    if not curp:
        return
    for otra in sorted({*ctx.padron.cuentas_con_curp(curp), *uow.beneficios.con_curp(curp)} - {cuenta}):
        suyos = [b for b in leer_beneficios(ctx, uow, otra) if compactar(b.curp) == curp]
        for beneficio in suyos:
            if se_enciman(beneficio, desde, hasta):
                nombre = ctx.perfil.programa(beneficio.programa).nombre
                raise NegocioError(
                    "beneficio_en_otra",
                    f"Esa persona ya tiene {nombre} en la cuenta {otra}: se da en un solo inmueble.",
                )


def _datos(
    solicitud: SolicitudBeneficio, programa: Programa, curp: str, desde: date, hasta: date | None
) -> dict[str, Any]:
    textos = {
        "hasta": hasta.isoformat() if hasta else "",
        "curp": curp,
        "autorizacion": solicitud.autorizacion.strip(),
        "motivo": solicitud.motivo.strip(),
    }
    return {
        "cuenta": solicitud.cuenta,
        "programa": programa.clave,
        "beneficiario": " ".join(solicitud.beneficiario.split()),
        "documento": solicitud.documento.strip(),
        "desde": desde.isoformat(),
        "fundamento": programa.fundamento,
        **{campo: texto for campo, texto in textos.items() if texto},
        **en_campos(solicitud.medida),
        **_en_datos(solicitud.evidencias),
    }


def _en_datos(evidencias: Sequence[Evidencia]) -> dict[str, Any]:
    return {"evidencias": en_lista(evidencias)} if evidencias else {}


def de_quien(uow: UnitOfWork, quien: Usuario) -> dict[str, Any]:
    """Who decided, and in which turno; of none when none is open."""
    turno = uow.turnos.abierto()
    return {"quien": quien.clave} | ({} if turno is None else {"turno": turno.numero})


def hecho_de(ctx: Contexto, uow: UnitOfWork, asiento: Asiento) -> Otorgado:
    """The benefit as everybody reads it from now on."""
    datos = asiento.datos()
    llave = datos.get("beneficio", f"{asiento.caja}/{asiento.epoca}/{asiento.seq}")
    beneficio = next(
        b
        for b in leer_beneficios(ctx, uow, datos["cuenta"])
        if (ref_de(b), b.programa, b.desde.isoformat()) == (llave, datos["programa"], datos["desde"])
    )
    return Otorgado(beneficio, asiento.seq, asiento.hash.hex())
