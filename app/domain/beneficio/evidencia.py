"""The documents that a benefit rests on: what its program asks for, what was shown, and until when each is good.

Loreto, Reglamento 2025, Art. 153, says them one by one; of the clinical exam, «vigencia máxima de un año».
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.beneficio.programa import Programa
from app.domain.errores import NegocioError
from app.domain.periodo import sumar_meses


@dataclass(frozen=True, slots=True)
class Evidencia:
    """A document that was shown: what it is, and its number.

    Attributes:
        archivo: SHA-256 of its scan; empty for none.
        vence: last day on which it is good; None where it does not say.
    """

    clase: str
    numero: str
    archivo: str = ""
    vence: date | None = None


@dataclass(frozen=True, slots=True)
class Presentado:
    """A document as it is shown at the counter.

    Attributes:
        clase: which one of the checklist, or what else it is.
        fecha: day of its issue where the law limits its age; of any other, its last day. None for neither.
        archivo: SHA-256 of its scan; empty for none.
    """

    clase: str
    numero: str
    fecha: date | None = None
    archivo: str = ""


def requisitos(programa: Programa) -> tuple[str, ...]:
    """The documents that somebody must bring: the checklist of the program, but for the study, which is made here."""
    return tuple(e for e in programa.evidencia if e != programa.estudio)


def faltantes(programa: Programa, documentos: Iterable[Evidencia], curp: str) -> tuple[str, ...]:
    """What of the checklist was not shown."""
    traidos = {d.clase for d in documentos} | ({"CURP"} if curp else set())
    return tuple(r for r in requisitos(programa) if r not in traidos)


def recibir_documento(programa: Programa, presentado: Presentado, hoy: date) -> Evidencia:
    """A document that is good today, with its last day.

    Raises:
        NegocioError: `falta_dato`, it has a limited age and no date; `fecha_invalida`, issued in the future;
            `documento_vencido`.
    """
    clase, vence = presentado.clase.strip(), presentado.fecha
    meses = programa.meses_de(clase)
    if meses:
        if presentado.fecha is None:
            raise NegocioError("falta_dato", f"Diga qué día se expidió: {clase}. Vale {meses} meses desde entonces.")
        if presentado.fecha > hoy:
            raise NegocioError(
                "fecha_invalida",
                f"{clase}: se habría expedido el {presentado.fecha:%d/%m/%Y}, después de hoy.",
            )
        vence = sumar_meses(presentado.fecha, meses) - timedelta(days=1)
    if vence is not None and vence < hoy:
        raise NegocioError("documento_vencido", f"{clase}: venció el {vence:%d/%m/%Y}. Hay que traer uno vigente.")
    return Evidencia(clase, presentado.numero.strip(), presentado.archivo, vence)


def reunir(antes: Iterable[Evidencia], nuevos: Iterable[Evidencia]) -> tuple[Evidencia, ...]:
    """All documents of a request; one that is brought again takes the place of the one before."""
    return tuple({d.clase: d for d in (*antes, *nuevos)}.values())
