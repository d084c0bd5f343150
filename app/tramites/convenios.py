"""Make a convenio, end one, look at them: a cashier at the counter, with the word of a supervisor."""

from __future__ import annotations

from dataclasses import dataclass

from app.cobro.consulta import leer_estado
from app.context import Contexto
from app.domain.autorizacion import Autorizacion
from app.domain.deuda.adeudo import Adeudo
from app.domain.diario.contenido_tramite import convenio_de, datos_de_convenio
from app.domain.dinero import Dinero, suma
from app.domain.periodo import Periodo
from app.domain.renglon import exigir_renglon
from app.domain.tramite.convenio import (
    CALIDADES,
    MOTIVOS_DE_FIN,
    Convenido,
    Convenio,
    Parcialidad,
    ReglaConvenio,
    planear,
)
from app.domain.tramite.parcialidad import exigir_convenio
from app.domain.tramite.situacion import Situacion
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.gente.acceso import exigir
from app.ports import UnitOfWork
from app.turno.autorizaciones import asentar_permiso, exigir_motivo


@dataclass(frozen=True, slots=True)
class SolicitudConvenio:
    """What is agreed at the counter.

    Attributes:
        hasta: newest month that it covers; None for all that are past due.
        firmante: empty for the titular of the cuenta.
        calidad: one of `CALIDADES`.
        documento: identification of who signs; of a third person, what gives them the authority.
        deuda_vista: the debt that was shown; None skips the comparison.
    """

    cuenta: str
    enganche: Dinero
    parcialidades: int
    hasta: Periodo | None = None
    firmante: str = ""
    calidad: str = "titular"
    documento: str = ""
    deuda_vista: Dinero | None = None


@dataclass(frozen=True, slots=True)
class PlanDeConvenio:
    """What a convenio would be, before anybody signs it.

    Attributes:
        enganche_minimo: the least down payment that the profile allows of this debt.
    """

    adeudo: Adeudo
    regla: ReglaConvenio
    recibos: tuple[Convenido, ...]
    parcialidades: tuple[Parcialidad, ...]

    @property
    def deuda(self) -> Dinero:
        """What it is made over."""
        return suma(r.importe for r in self.recibos)

    @property
    def enganche_minimo(self) -> Dinero:
        """The least down payment that the profile allows of this debt."""
        return self.deuda.por(self.regla.enganche_minimo / 100)


def proponer_convenio(ctx: Contexto, solicitud: SolicitudConvenio) -> PlanDeConvenio:
    """What would be agreed today; writes nothing.

    Raises:
        NegocioError: `convenio_no_previsto`, `cuenta_desconocida`, `convenio_vigente`, or what `planear` raises.
    """
    with ctx.uow() as uow:
        return _planear(ctx, uow, solicitud)


def convenible(ctx: Contexto, cuenta: str, hasta: Periodo | None = None) -> PlanDeConvenio:
    """What of a cuenta's debt may be agreed and how much down payment it asks for, still without parcialidades.

    Raises:
        NegocioError: `convenio_no_previsto`, `cuenta_desconocida`, `convenio_vigente` or `convenio_sin_deuda`.
    """
    with ctx.uow() as uow:
        return _convenible(ctx, uow, cuenta, hasta)


def hacer_convenio(
    ctx: Contexto, solicitud: SolicitudConvenio, cajero: Usuario, autorizacion: Autorizacion
) -> Situacion:
    """Agree it: from here on it is in force, and its enganche is to be paid today.

    Args:
        autorizacion: of the operation `hacer_convenio`, for that cuenta and at least its debt.

    Raises:
        NegocioError: what `proponer_convenio` raises, `falta_dato`, `calidad_desconocida`, `total_cambio`, or what is
            wrong with the authorisation; nothing is written.
    """
    with ctx.uow() as uow:
        exigir(uow, cajero, "cobrar")
        plan = _planear(ctx, uow, solicitud)
        if solicitud.deuda_vista is not None and solicitud.deuda_vista != plan.deuda:
            raise NegocioError(
                "total_cambio",
                f"El adeudo cambió: se mostró {solicitud.deuda_vista} y ahora es {plan.deuda}. Revíselo otra vez.",
            )
        ahora, cuenta = ctx.reloj.ahora(), plan.adeudo.cuenta.numero
        permiso = asentar_permiso(uow, autorizacion, "hacer_convenio", cuenta, cajero.clave, ahora, plan.deuda)
        datos = datos_de_convenio(_convenio(uow, plan, solicitud, cajero, autorizacion))
        asiento = uow.diario.asentar("convenio_hecho", datos | {"permiso": permiso} | _anterior(plan.adeudo))
        uow.cola.encolar(str(convenio_de(asiento).folio), "tramite")
        hecho = exigir_convenio(leer_estado(ctx, uow, cuenta).adeudo)
        uow.commit()
    return hecho


def terminar_convenio(
    ctx: Contexto, cuenta: str, motivo: str, nota: str, cajero: Usuario, autorizacion: Autorizacion
) -> Situacion:
    """End the one in force: what is left is owed again, with recargos as if it had not been made.

    Args:
        motivo: one of `MOTIVOS_DE_FIN`.
        nota: what it rests on.

    Raises:
        NegocioError: `sin_convenio`, `motivo_desconocido`, `falta_motivo`, or what is wrong with the authorisation.
    """
    if motivo not in MOTIVOS_DE_FIN:
        raise NegocioError("motivo_desconocido", f"Un convenio se termina por: {', '.join(MOTIVOS_DE_FIN)}.")
    exigir_motivo(nota)
    with ctx.uow() as uow:
        exigir(uow, cajero, "cobrar")
        adeudo = leer_estado(ctx, uow, cuenta).adeudo
        situacion, numero = exigir_convenio(adeudo), adeudo.cuenta.numero
        permiso = asentar_permiso(
            uow, autorizacion, "terminar_convenio", numero, cajero.clave, ctx.reloj.ahora(), situacion.pendiente
        )
        datos = {
            "convenio": str(situacion.convenio.folio),
            "cuenta": numero,
            "fecha": adeudo.fecha.isoformat(),
            "motivo": motivo,
            "nota": nota.strip(),
            "faltaba": situacion.pendiente.centavos,
            "cajero": cajero.clave,
            "autorizo": autorizacion.quien,
            "permiso": permiso,
        }
        uow.diario.asentar("convenio_terminado", datos)
        terminado = leer_estado(ctx, uow, numero).adeudo.convenios[0]
        uow.commit()
    return terminado


def convenio_en_vigor(ctx: Contexto, cuenta: str) -> Situacion:
    """The convenio of a cuenta that is being kept.

    Raises:
        NegocioError: `cuenta_desconocida` or `sin_convenio`.
    """
    with ctx.uow() as uow:
        return exigir_convenio(leer_estado(ctx, uow, cuenta).adeudo)


def aviso_de_titular(situacion: Situacion, titular: str) -> str:
    """What to say where the cuenta changed hands since; empty otherwise. The debt is the cuenta's: it stands."""
    if not situacion.is_vigente or " ".join(titular.split()) == " ".join(situacion.convenio.titular.split()):
        return ""
    return f"El convenio {situacion.convenio.folio} se hizo cuando la cuenta era de {situacion.convenio.titular}."


def _convenible(ctx: Contexto, uow: UnitOfWork, cuenta: str, hasta: Periodo | None) -> PlanDeConvenio:
    regla = ctx.perfil.convenio
    if regla is None:
        raise NegocioError("convenio_no_previsto", f"El perfil de {ctx.perfil.nombre} no tiene convenios.")
    adeudo = leer_estado(ctx, uow, cuenta).adeudo
    if adeudo.convenio is not None and adeudo.convenio.is_vigente:
        raise NegocioError(
            "convenio_vigente",
            f"La cuenta {adeudo.cuenta.numero} ya tiene el convenio {adeudo.convenio.convenio.folio}: "
            "cúmplalo o termínelo antes de hacer otro.",
        )
    recibos = _por_convenir(adeudo, hasta)
    if not recibos:
        raise NegocioError("convenio_sin_deuda", f"La cuenta {adeudo.cuenta.numero} no tiene adeudo que convenir.")
    return PlanDeConvenio(adeudo, regla, recibos, ())


def _planear(ctx: Contexto, uow: UnitOfWork, solicitud: SolicitudConvenio) -> PlanDeConvenio:
    plan = _convenible(ctx, uow, solicitud.cuenta, solicitud.hasta)
    calendario, fecha = ctx.perfil.facturacion.calendario, plan.adeudo.fecha
    partes = planear(plan.regla, calendario, fecha, plan.deuda, solicitud.enganche, solicitud.parcialidades)
    return PlanDeConvenio(plan.adeudo, plan.regla, plan.recibos, partes)


def _por_convenir(adeudo: Adeudo, hasta: Periodo | None) -> tuple[Convenido, ...]:
    """The recibos past due, or all that are owed up to a month, with what lateness has cost until today."""
    causado = (*adeudo.recargos, *adeudo.mora)
    return tuple(
        Convenido(s.recibo.periodo, s.total, suma(a.importe for a in causado if a.periodo == s.recibo.periodo))
        for s in adeudo.pendientes
        if (s.recibo.periodo <= hasta if hasta is not None else s.recibo.vence < adeudo.fecha)
    )


def _convenio(
    uow: UnitOfWork, plan: PlanDeConvenio, solicitud: SolicitudConvenio, cajero: Usuario, autorizacion: Autorizacion
) -> Convenio:
    cuenta = plan.adeudo.cuenta
    if solicitud.calidad not in CALIDADES:
        raise NegocioError("calidad_desconocida", f"Firma el {' o un '.join(CALIDADES)}.")
    firmante = exigir_renglon(solicitud.firmante).strip()
    documento = exigir_renglon(solicitud.documento).strip()
    if solicitud.calidad == "tercero" and not (firmante and documento):
        raise NegocioError(
            "falta_dato", "Si firma otra persona, diga quién es y el documento que le da la facultad de obligarse."
        )
    return Convenio(
        folio=uow.tramites.siguiente_folio(),
        cuenta=cuenta.numero,
        titular=cuenta.titular,
        domicilio=", ".join(t for t in (cuenta.domicilio, cuenta.colonia) if t),
        fecha=plan.adeudo.fecha,
        recibos=plan.recibos,
        parcialidades=plan.parcialidades,
        firmante=firmante or cuenta.titular,
        calidad=solicitud.calidad,
        documento=documento,
        incumplidas=plan.regla.incumplidas,
        fundamento=plan.regla.fundamento,
        quien=cajero.clave,
        autorizo=autorizacion.quien,
        epoca="",
        seq=0,
    )


def _anterior(adeudo: Adeudo) -> dict[str, object]:
    """How the one before it ended, so that an auditor sees that two never stood at once."""
    antes = adeudo.convenio
    return {} if antes is None else {"anterior": {"folio": str(antes.convenio.folio), "estado": antes.estado}}
