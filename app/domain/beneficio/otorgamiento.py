"""Granting, renewing and withdrawing a benefit: who may hold one, for how long, and only one.

Cajeme, Ley de Ingresos 2023, Art. 33: «no podrán gozar de otro diverso». Loreto, Reglamento 2025, Art. 151: «se
aplicará a un solo inmueble, y en los casos en que los usuarios acrediten el derecho a más de un beneficio, se otorgará
el de mayor cuantía»; Art. 156: renewed «cada año».
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.beneficio.beneficio import fin_de_ley, sin_requisitos, ultimo_dia
from app.domain.beneficio.evidencia import Evidencia
from app.domain.beneficio.programa import SIN_MEDIDA, Medida, Programa
from app.domain.cuenta import Beneficio, Cuenta
from app.domain.errores import NegocioError
from app.domain.perfil import Perfil

#: So many days before its end a benefit may be renewed, and is listed as one to renew.
DIAS_PARA_RENOVAR = 60


@dataclass(frozen=True, slots=True)
class SolicitudBeneficio:
    """What a supervisor confirmed to grant.

    Attributes:
        documento: number of the evidence it rests on.
        desde: first day; None for today.
        hasta: last day; None for as long as the law lets it last.
        autorizacion, motivo: number of the oficio or resolution and why, where the program asks for one.
        otra_persona: how the supervisor knows that it is not who holds a benefit elsewhere under a like name; empty
            when nobody said so.
    """

    cuenta: str
    programa: str
    beneficiario: str
    documento: str
    desde: date | None = None
    hasta: date | None = None
    medida: Medida = SIN_MEDIDA
    curp: str = ""
    autorizacion: str = ""
    motivo: str = ""
    evidencias: tuple[Evidencia, ...] = ()
    otra_persona: str = ""


@dataclass(frozen=True, slots=True)
class CambioDeBeneficio:
    """A renewal or a withdrawal, as the diario has it.

    Attributes:
        beneficio: the grant: ref of its asiento, or `lote:<sha>` of an imported one.
        desde: first day of the grant, which with the programa tells imported ones apart.
        clase: `renovado` or `retirado`.
        fecha: first day of the new term, or first day without it.
        hasta: last day of the new term; None for a withdrawal.
        motivo: of a withdrawal, one of `MOTIVOS_DE_RETIRO`.
        documento: of a renewal, the evidence it rests on.
        quien: clave of the supervisor.
    """

    beneficio: str
    programa: str
    desde: date
    clase: str
    fecha: date
    hasta: date | None = None
    motivo: str = ""
    documento: str = ""
    quien: str = ""

    def is_de(self, beneficio: Beneficio) -> bool:
        """Whether it is about that grant; an imported one stays the same when its row is imported again."""
        if self.beneficio.startswith("lote:"):
            de_lote = beneficio.origen.startswith("lote:")
            return de_lote and (beneficio.programa, beneficio.desde) == (self.programa, self.desde)
        return beneficio.origen == f"asiento:{self.beneficio}"


def con_cambios(
    perfil: Perfil, beneficios: Iterable[Beneficio], cambios: Sequence[CambioDeBeneficio]
) -> tuple[Beneficio, ...]:
    """The grants of a cuenta as their renewals and withdrawals left them, each with the end that the law gives it."""
    return tuple(_con_cambios(perfil, b, [c for c in cambios if c.is_de(b)]) for b in beneficios)


def _con_cambios(perfil: Perfil, beneficio: Beneficio, cambios: Sequence[CambioDeBeneficio]) -> Beneficio:
    for cambio in cambios:
        if cambio.clase == "retirado":
            beneficio = replace(beneficio, retirado=cambio.fecha, retiro=cambio.motivo)
        else:
            # A later import may know of a longer term than the counter does; of a shorter one it did not hear.
            hasta = max(filter(None, (beneficio.hasta, cambio.hasta)))
            beneficio = replace(beneficio, renovado=cambio.fecha, hasta=hasta, documento=cambio.documento)
    return replace(beneficio, hasta=ultimo_dia(perfil.programa(beneficio.programa), beneficio))


def exigir_otorgable(programa: Programa, cuenta: Cuenta) -> None:
    """Refuse a program that nobody grants, or not to such a toma.

    Raises:
        NegocioError: `programa_no_se_otorga`, `programa_no_aplica`.
    """
    if not programa.is_otorgable:
        como = (
            "se gana al pagar antes del vencimiento" if programa.automatico else "se da al pagar el año por adelantado"
        )
        raise NegocioError("programa_no_se_otorga", f"{programa.nombre}: no se otorga a una cuenta, {como}.")
    if razon := sin_requisitos(programa, cuenta):
        raise NegocioError("programa_no_aplica", f"{programa.nombre}: {razon}")


def exigir_medida(programa: Programa, medida: Medida, area: str) -> None:
    """Refuse a grant that does not say how much, says too much, or what the program does not leave open.

    Raises:
        NegocioError: `programa_incompleto`.
    """
    if razon := programa.sobra_en(medida) or programa.falta_en(medida, area):
        raise NegocioError("programa_incompleto", f"{programa.nombre}: {razon}")


def vigencia(programa: Programa, desde: date, hasta: date | None, hoy: date) -> date | None:
    """Last day of a term that begins on `desde`: the one asked for, or the longest that the law allows.

    Raises:
        NegocioError: `vigencia_invalida`, it would end before it begins, or be over already; `vigencia_excede`.
    """
    limite = fin_de_ley(programa, desde)
    ultimo = hasta or limite
    if ultimo is not None and ultimo < max(desde, hoy):
        raise NegocioError(
            "vigencia_invalida",
            f"Terminaría el {ultimo:%d/%m/%Y}: antes de empezar, o antes de hoy. Revise las fechas.",
        )
    if limite is not None and ultimo is not None and ultimo > limite:
        raise NegocioError(
            "vigencia_excede",
            f"{programa.nombre}: dura a lo más {programa.meses} meses, hasta el {limite:%d/%m/%Y}; después se renueva.",
        )
    return ultimo


def siguiente_termino(programa: Programa, beneficio: Beneficio, hasta: date | None, hoy: date) -> tuple[date, date]:
    """First and last day of the term that a renewal gives: from the day after the present end, or from today.

    Args:
        beneficio: with the end that the law gives it.
        hasta: last day asked for; None for as long as the law lets it last.

    Raises:
        NegocioError: `no_se_renueva`, an authorisation, or what has no end; `renovacion_temprana`;
            `falta_vigencia`; or what `vigencia` raises.
    """
    if programa.forma == "autorizado":
        raise NegocioError("no_se_renueva", f"{programa.nombre}: se autoriza de nuevo, no se renueva.")
    if beneficio.hasta is None:
        raise NegocioError("no_se_renueva", f"{programa.nombre}: se otorgó sin fecha de término; no hay qué renovar.")
    desde = max(hoy, beneficio.hasta + timedelta(days=1))
    if (beneficio.hasta - hoy).days > DIAS_PARA_RENOVAR:
        raise NegocioError(
            "renovacion_temprana",
            f"{programa.nombre}: vence el {beneficio.hasta:%d/%m/%Y}. Se renueva desde {DIAS_PARA_RENOVAR} días antes.",
        )
    ultimo = vigencia(programa, desde, hasta, hoy)
    if ultimo is None:
        raise NegocioError("falta_vigencia", f"{programa.nombre}: diga hasta qué día se renueva.")
    return desde, ultimo


def se_enciman(beneficio: Beneficio, desde: date, hasta: date | None) -> bool:
    """Whether a grant is in force on some day from `desde` to `hasta` (None: for ever)."""
    fin = beneficio.hasta
    if beneficio.retirado is not None:
        ultimo = beneficio.retirado - timedelta(days=1)
        fin = ultimo if fin is None else min(fin, ultimo)
    return (fin is None or max(desde, beneficio.desde) <= fin) and (hasta is None or beneficio.desde <= hasta)


def exigir_unico(
    perfil: Perfil, programa: Programa, otros: Iterable[Beneficio], desde: date, hasta: date | None
) -> None:
    """Refuse a second benefit of the cuenta for the same days, where the law does not let several rights stand.

    Raises:
        NegocioError: `beneficio_vigente`, the same program; `beneficio_excluyente`, another.
    """
    for otro in otros:
        if not se_enciman(otro, desde, hasta):
            continue
        fin = f"hasta el {otro.hasta:%d/%m/%Y}" if otro.hasta else "sin fecha de término"
        if otro.programa == programa.clave:
            raise NegocioError(
                "beneficio_vigente", f"La cuenta ya tiene {programa.nombre} {fin}: se renueva o se retira."
            )
        ajeno = perfil.programa(otro.programa)
        if perfil.varios_derechos != "el_mayor" and (programa.excluyente or ajeno.excluyente):
            raise NegocioError(
                "beneficio_excluyente",
                f"{programa.nombre}: no se da junto con otro, y la cuenta tiene {ajeno.nombre} {fin}.",
            )
