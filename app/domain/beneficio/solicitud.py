"""The request of a benefit: received with the documents of its program, completed, studied, and answered once.

Loreto, Reglamento 2025, Art. 154: the applicant hands in a request «al que se deberá anexar la documentación»; then a
study is made «en un plazo no mayor a treinta días hábiles, contados a partir de la recepción de los documentos», and
where the organismo did not make it in time «bastará la documentación». Cajeme, Ley de Ingresos 2023, Art. 33: where a
study decides how much, nothing is granted before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.beneficio.evidencia import Evidencia
from app.domain.beneficio.programa import SIN_MEDIDA, Medida
from app.domain.calendario import Calendario
from app.domain.errores import NegocioError
from app.domain.pago.pago import Folio

#: States, and how people say them; the last three are answers.
ESTADOS = {
    "incompleta": "faltan documentos",
    "en_estudio": "falta el estudio",
    "por_resolver": "por resolver",
    "aceptada": "otorgada",
    "negada": "negada",
    "desistida": "desistida",
}
#: How one ends: it was granted, it was refused, or whoever asked wants it no more.
RESULTADOS = ("aceptada", "negada", "desistida")
#: The last day of the term is warned about from so many days before.
DIAS_DE_AVISO = 5


@dataclass(frozen=True, slots=True)
class ReglaSolicitud:
    """What the law says of requests.

    Attributes:
        dias: working days to answer, from the day on which the documents are complete; 0 where it sets no term.
        estudio_previo: where a program rests on a study, nothing is granted before it.
        fundamento: article of the term.
    """

    dias: int = 0
    estudio_previo: bool = True
    fundamento: str = ""

    def plazo(self, calendario: Calendario, completa: date) -> date | None:
        """Last day to answer one whose documents were complete on a day; None for no term."""
        return calendario.tras_habiles(completa, self.dias) if self.dias else None


#: Where the law read says nothing of them.
SIN_PLAZO = ReglaSolicitud()


@dataclass(frozen=True, slots=True)
class Estudio:
    """What a study (estudio socioeconómico, estudio financiero) found.

    Attributes:
        numero: of the study.
        hizo: name of who made it.
        medida: how much it sets, where the program leaves that to it.
        archivo: SHA-256 of its scan; empty for none.
        quien: clave of the supervisor who wrote it down.
    """

    numero: str
    fecha: date
    hizo: str
    favorable: bool
    medida: Medida = SIN_MEDIDA
    archivo: str = ""
    nota: str = ""
    quien: str = ""


@dataclass(frozen=True, slots=True)
class Respuesta:
    """How a request ended.

    Attributes:
        resultado: one of `RESULTADOS`.
        motivo: why it was refused or given up; empty when it was granted.
        fundamento: article it rests on.
        otorgado: ref of the `beneficio_otorgado` it led to; empty for none.
        desde, hasta: first and last day of what was granted; None for no grant, or for no end.
    """

    resultado: str
    momento: datetime
    motivo: str = ""
    fundamento: str = ""
    otorgado: str = ""
    desde: date | None = None
    hasta: date | None = None
    quien: str = ""
    quien_nombre: str = ""


@dataclass(frozen=True, slots=True)
class Solicitud:
    """A request of a benefit as the diario has it.

    Attributes:
        nombre, fundamento: of the program, as it was called that day, and its article.
        solicitante: who brought it: the beneficiary or somebody for them.
        documentos: what was shown; of one that was brought again, the last.
        faltan: what of the checklist was not shown yet.
        estudio: the study its program rests on; empty for none.
        estudio_previo: nothing is granted before it.
        plazo: last day to answer; None while documents are missing, or where the law sets no term.
        plazo_fundamento: article of that term.
        quien, quien_nombre: who received it.
        hecho: the study, once made; the last one where it was made again.
    """

    folio: Folio
    cuenta: str
    titular: str
    programa: str
    nombre: str
    fundamento: str
    beneficiario: str
    solicitante: str
    momento: datetime
    documentos: tuple[Evidencia, ...]
    faltan: tuple[str, ...]
    curp: str = ""
    estudio: str = ""
    estudio_previo: bool = True
    plazo: date | None = None
    plazo_fundamento: str = ""
    nota: str = ""
    quien: str = ""
    quien_nombre: str = ""
    hecho: Estudio | None = None
    respuesta: Respuesta | None = None
    seq: int = 0
    hash: str = ""

    @property
    def fecha(self) -> date:
        """The day it was received."""
        return self.momento.date()

    def por_traer(self, hoy: date) -> tuple[str, ...]:
        """What must be brought, in Spanish: what was never shown, and what expired since."""
        vencidos = (d for d in self.documentos if d.vence is not None and d.vence < hoy)
        return (*self.faltan, *(f"{d.clase} (venció el {d.vence:%d/%m/%Y})" for d in vencidos))

    def estado(self, hoy: date) -> str:
        """One of `ESTADOS`."""
        if self.respuesta is not None:
            return self.respuesta.resultado
        if self.por_traer(hoy):
            return "incompleta"
        return "en_estudio" if self.estudio and self.estudio_previo and self.hecho is None else "por_resolver"

    def quedan(self, hoy: date) -> int | None:
        """Days left of its term, below zero when it is over; None for no term, or once it was answered."""
        return None if self.plazo is None or self.respuesta is not None else (self.plazo - hoy).days

    def edad(self, hoy: date) -> int:
        """Days since it was received, up to its answer."""
        ultimo = hoy if self.respuesta is None else self.respuesta.momento.date()
        return (ultimo - self.fecha).days


def exigir_pendiente(solicitud: Solicitud) -> None:
    """Refuse what is done to one that has its answer.

    Raises:
        NegocioError: `solicitud_resuelta`.
    """
    if (respuesta := solicitud.respuesta) is not None:
        raise NegocioError(
            "solicitud_resuelta",
            f"La solicitud {solicitud.folio} ya se resolvió el {respuesta.momento:%d/%m/%Y}: "
            f"{ESTADOS[respuesta.resultado]}. Si hace falta, se recibe otra.",
        )


def exigir_estudiable(solicitud: Solicitud) -> None:
    """Refuse a study that the program does not rest on, or of a request that ended without a grant.

    A grant that did not wait for its study keeps the right to it: «cuando se realice el estudio, se corrobore la
    situación del usuario» (Loreto, Art. 154).

    Raises:
        NegocioError: `sin_estudio`, `solicitud_resuelta`.
    """
    if not solicitud.estudio:
        raise NegocioError("sin_estudio", f"{solicitud.nombre}: la ley no pide ningún estudio para este programa.")
    respuesta = solicitud.respuesta
    tardio = respuesta is not None and respuesta.resultado == "aceptada" and solicitud.hecho is None
    if not tardio:
        exigir_pendiente(solicitud)


def exigir_otorgada(solicitud: Solicitud, hoy: date) -> None:
    """Refuse to grant on less than the law asks for.

    Raises:
        NegocioError: `solicitud_incompleta`, `falta_estudio`, `estudio_desfavorable`.
    """
    if por_traer := solicitud.por_traer(hoy):
        raise NegocioError(
            "solicitud_incompleta", f"A la solicitud {solicitud.folio} le falta: {'; '.join(por_traer)}."
        )
    if solicitud.estado(hoy) == "en_estudio":
        raise NegocioError("falta_estudio", f"{solicitud.nombre}: falta anotar el resultado del {solicitud.estudio}.")
    hecho = solicitud.hecho
    if hecho is not None and not hecho.favorable:
        raise NegocioError(
            "estudio_desfavorable",
            f"El estudio {hecho.numero} no fue favorable: se niega, o se anota otro estudio antes de otorgar.",
        )


def medida_de_solicitud(solicitud: Solicitud, dicha: Medida) -> Medida:
    """How much is granted: what the study set, or what is said where it set nothing.

    Raises:
        NegocioError: `medida_del_estudio`, something else is said than what the study set.
    """
    fijada = SIN_MEDIDA if solicitud.hecho is None else solicitud.hecho.medida
    if fijada == SIN_MEDIDA:
        return dicha
    if dicha not in (SIN_MEDIDA, fijada):
        raise NegocioError(
            "medida_del_estudio", "El estudio ya fijó cuánto se otorga: no se da otra cosa sin otro estudio."
        )
    return fijada


def por_urgencia(solicitudes: Iterable[Solicitud]) -> tuple[Solicitud, ...]:
    """Those whose term ends first, first; then those without one, oldest first."""
    return tuple(sorted(solicitudes, key=lambda s: (s.plazo or date.max, s.momento, str(s.folio))))


def aviso_de_plazo(solicitud: Solicitud, hoy: date) -> str:
    """What must be known of its term, in Spanish; empty while there is time, or where there is none."""
    quedan = solicitud.quedan(hoy)
    if quedan is None or quedan > DIAS_DE_AVISO:
        return ""
    if quedan < 0:
        return f"el plazo venció hace {-quedan} {'día' if quedan == -1 else 'días'}"
    return "el plazo vence hoy" if not quedan else f"quedan {quedan} {'día' if quedan == 1 else 'días'} de plazo"
