"""Withdraw a benefit; for false data, what was not charged because of it becomes due in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.beneficiarios.otorgados import elegir, nombrar
from app.cobro.cargos import CargoHecho, asentar_cargo
from app.cobro.consulta import leer_estado
from app.context import Contexto
from app.domain.beneficio.retiro import cobrar_lo_descontado
from app.domain.cuenta import MOTIVOS_DE_RETIRO, Beneficio, Cargo
from app.domain.dinero import Dinero, suma
from app.domain.renglon import exigir_renglon
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.gente.acceso import exigir_ajeno
from app.ports import UnitOfWork

#: Reasons after which no benefit of the same person goes on.
SIN_BENEFICIARIO = ("defuncion", "cambio_de_titular")


@dataclass(frozen=True, slots=True)
class SolicitudRetiro:
    """What a supervisor confirmed to withdraw.

    Attributes:
        motivo: one of `MOTIVOS_DE_RETIRO`.
        fecha: first day without it; None for today, or for its first day while it has not begun.
        beneficio: which grant, where the cuenta has several of the program; empty for the latest that stands.
        nota: of what the withdrawal rests on: an inspection, a certificate.
        importe_visto: what would become due, as it was shown; None skips the comparison.
    """

    cuenta: str
    programa: str
    motivo: str
    fecha: date | None = None
    beneficio: str = ""
    nota: str = ""
    importe_visto: Dinero | None = None


@dataclass(frozen=True, slots=True)
class Retiro:
    """A withdrawal, done or only looked at.

    Attributes:
        fecha: first day without it.
        hasta: last day whose payments were looked at for what it took off.
        diferencia: what becomes due because of it, line by line; empty for nothing.
        quedan: other benefits of the cuenta that go on, where its beneficiary is not there any more.
        cargo: where that went; None for nothing, or while it is only looked at.
        seq, hash: of its asiento; zero and empty while it is only looked at.
    """

    beneficio: Beneficio
    fecha: date
    motivo: str
    hasta: date
    diferencia: tuple[Cargo, ...] = ()
    quedan: tuple[Beneficio, ...] = ()
    cargo: CargoHecho | None = None
    seq: int = 0
    hash: str = ""

    @property
    def aviso(self) -> str:
        """What is still to be looked at, in Spanish; empty for nothing."""
        if not self.quedan:
            return ""
        cuales = ", ".join(f"{b.programa} de {b.beneficiario}" for b in self.quedan)
        return f"En la cuenta sigue vigente {cuales}: si es de la misma persona, retírelo también."

    @property
    def importe(self) -> Dinero:
        """What becomes due."""
        return suma(c.importe for c in self.diferencia)


def ver_retiro(ctx: Contexto, solicitud: SolicitudRetiro) -> Retiro:
    """What a withdrawal would do; writes nothing.

    Raises:
        NegocioError: what `retirar` would refuse, the supervisor aside.
    """
    with ctx.uow() as uow:
        return _preparar(ctx, uow, solicitud)


def retirar(ctx: Contexto, solicitud: SolicitudRetiro, quien: Usuario) -> Retiro:
    """Withdraw a benefit from a day on.

    With false data, all that its program took off in this caja's payments, from its first day to its last, becomes
    due as a charge on the cuenta's next recibo (Loreto 2025, Art. 155).

    Raises:
        NegocioError: `requiere_supervisor`, `autoriza_otro`, `cuenta_desconocida`, `programa_desconocido`,
            `beneficio_desconocido`, `beneficio_retirado`, `motivo_desconocido`, `fecha_invalida`, `total_cambio`.
    """
    with ctx.uow() as uow:
        exigir_ajeno(uow, quien, "retirar_beneficio")
        retiro = _preparar(ctx, uow, solicitud)
        _exigir_visto(solicitud, retiro)
        beneficio = retiro.beneficio
        datos = nombrar(beneficio) | {"fecha": retiro.fecha.isoformat(), "motivo": retiro.motivo, "quien": quien.clave}
        if nota := solicitud.nota.strip():
            datos["nota"] = nota
        if retiro.motivo == "datos_falsos":
            datos["hasta"] = retiro.hasta.isoformat()
        cargo = None
        if retiro.diferencia:
            motivo = f"{ctx.perfil.programa(beneficio.programa).nombre}, retirado por datos falsos"
            cargo = asentar_cargo(ctx, uow, beneficio.cuenta, retiro.diferencia, motivo, quien)
            datos["cargo"] = cargo.ref
        asiento = uow.diario.asentar("beneficio_retirado", datos)
        uow.commit()
    return replace(retiro, cargo=cargo, seq=asiento.seq, hash=asiento.hash.hex())


def _preparar(ctx: Contexto, uow: UnitOfWork, solicitud: SolicitudRetiro) -> Retiro:
    exigir_renglon(solicitud.nota)
    if solicitud.motivo not in MOTIVOS_DE_RETIRO:
        conocidos = ", ".join(MOTIVOS_DE_RETIRO)
        raise NegocioError("motivo_desconocido", f"«{solicitud.motivo[:40]}» no es un motivo. Son: {conocidos}.")
    programa = ctx.perfil.programa(solicitud.programa)
    estado = leer_estado(ctx, uow, solicitud.cuenta)
    hoy = estado.adeudo.fecha
    beneficio = elegir(estado.beneficios, programa, estado.cuenta.numero, solicitud.beneficio)
    fecha = solicitud.fecha or max(hoy, beneficio.desde)
    if fecha < beneficio.desde:
        raise NegocioError(
            "fecha_invalida", f"{programa.nombre} empezó el {beneficio.desde:%d/%m/%Y}: revise la fecha."
        )
    otros = [b for b in estado.beneficios if b != beneficio and b.is_vigente(fecha)]
    quedan = tuple(otros) if solicitud.motivo in SIN_BENEFICIARIO else ()
    retiro = Retiro(beneficio, fecha, solicitud.motivo, _ultimo(estado.beneficios, beneficio, hoy), quedan=quedan)
    if solicitud.motivo != "datos_falsos":
        return retiro
    hechos = uow.beneficios.descontado(beneficio.cuenta, programa.clave, beneficio.desde, retiro.hasta)
    fundamento = ctx.perfil.datos_falsos or programa.fundamento
    vencimientos = {s.recibo.periodo: s.recibo.vence for s in estado.adeudo.saldos}
    diferencia = cobrar_lo_descontado(hechos, programa.nombre, fundamento, vencimientos, ctx.perfil.recargos, hoy)
    return replace(retiro, diferencia=diferencia)


def _ultimo(beneficios: Sequence[Beneficio], beneficio: Beneficio, hoy: date) -> date:
    """Last day on which a payment gave this grant and no later one of the same program: nothing is recovered twice."""
    despues = beneficios[beneficios.index(beneficio) + 1 :]
    relevos = [b.desde - timedelta(days=1) for b in despues if b.programa == beneficio.programa]
    return min([hoy, *relevos, *([beneficio.hasta] if beneficio.hasta else [])])


def _exigir_visto(solicitud: SolicitudRetiro, retiro: Retiro) -> None:
    if solicitud.importe_visto is not None and solicitud.importe_visto != retiro.importe:
        raise NegocioError(
            "total_cambio",
            f"Lo que se cobraría cambió: se mostró {solicitud.importe_visto} y ahora es {retiro.importe}. "
            "Revíselo y confirme otra vez.",
        )
