"""Forgive debt by an oficio: the asiento that extinguishes it, without money and in no corte."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.acceso import exigir_ajeno
from app.consulta import leer_estado
from app.context import Contexto
from app.domain.condonacion import condonar
from app.domain.contenido import datos_de_aplicacion
from app.domain.dinero import Dinero, suma
from app.domain.pago import Aplicacion
from app.domain.renglon import exigir_renglon
from app.domain.usuario import Usuario
from app.errors import NegocioError


@dataclass(frozen=True, slots=True)
class SolicitudCondonacion:
    """What a supervisor confirmed.

    Attributes:
        conceptos: only these; empty for whatever a payment would extinguish first.
        resolucion: number of the oficio or resolution.
        autoridad: who signed it.
        fundamento: article that empowers; empty leaves it to the oficio.
    """

    cuenta: str
    monto: Dinero
    resolucion: str
    autoridad: str
    motivo: str
    conceptos: tuple[str, ...] = ()
    fundamento: str = ""


@dataclass(frozen=True, slots=True)
class Condonado:
    """A condonación just made, line by line, and what is left to pay."""

    cuenta: str
    aplicado: tuple[Aplicacion, ...]
    saldo_restante: Dinero
    seq: int
    hash: str

    @property
    def importe(self) -> Dinero:
        """What was forgiven."""
        return suma(a.importe for a in self.aplicado)


def condonar_adeudo(ctx: Contexto, solicitud: SolicitudCondonacion, quien: Usuario) -> Condonado:
    """Forgive part of what a cuenta owes, by a supervisor who is not charging at this caja.

    Raises:
        NegocioError: `requiere_supervisor`, `autoriza_otro`, `falta_dato`, `concepto_desconocido`,
            `cuenta_desconocida`, or what `app.domain.condonacion.condonar` raises.
    """
    _exigir_datos(ctx, solicitud)
    with ctx.uow() as uow:
        exigir_ajeno(uow, quien, "condonar")
        estado = leer_estado(ctx, uow, solicitud.cuenta)
        aplicado = condonar(estado.adeudo, solicitud.monto, solicitud.conceptos)
        datos = {
            "cuenta": estado.cuenta.numero,
            "fecha": estado.adeudo.fecha.isoformat(),
            "aplicado": [datos_de_aplicacion(a) for a in aplicado],
            "importe": solicitud.monto.centavos,
            "saldo_anterior": estado.adeudo.total.centavos,
            "saldo_restante": (estado.adeudo.total - solicitud.monto).centavos,
            "resolucion": solicitud.resolucion.strip(),
            "autoridad": solicitud.autoridad.strip(),
            "motivo": solicitud.motivo.strip(),
            "quien": quien.clave,
        }
        fundamento = solicitud.fundamento.strip()
        asiento = uow.diario.asentar("condonacion", datos | ({"fundamento": fundamento} if fundamento else {}))
        uow.commit()
    restante = estado.adeudo.total - solicitud.monto
    return Condonado(estado.cuenta.numero, aplicado, restante, asiento.seq, asiento.hash.hex())


def _exigir_datos(ctx: Contexto, solicitud: SolicitudCondonacion) -> None:
    campos = (
        ("el número del oficio", solicitud.resolucion),
        ("quién lo firma", solicitud.autoridad),
        ("el motivo", solicitud.motivo),
    )
    for nombre, texto in campos:
        if not exigir_renglon(texto).strip():
            raise NegocioError("falta_dato", f"Falta {nombre}: sin eso no se condona nada.")
    exigir_renglon(solicitud.fundamento)
    conocidos = conceptos_condonables(ctx)
    for clave in solicitud.conceptos:
        if clave not in conocidos and ":" not in clave:
            raise NegocioError(
                "concepto_desconocido", f"«{clave[:40]}» no es un concepto. Conocidos: {', '.join(conocidos)}."
            )


def conceptos_condonables(ctx: Contexto) -> Sequence[str]:
    """Claves of what may be owed at this organismo, by the names of its profile."""
    return tuple(clave for clave, _ in ctx.perfil.conceptos if clave not in ("anticipo", "redondeo"))
