"""Forgive debt by an oficio: the asiento that extinguishes it, without money and in no corte."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.cobro.consulta import leer_estado
from app.cobro.pedidos import datos_de_pedido, nuevo_id, ya_asentado
from app.context import Contexto
from app.domain.deuda.condonacion import condonar
from app.domain.diario.asiento import Asiento
from app.domain.diario.contenido import aplicacion_de, datos_de_aplicacion
from app.domain.dinero import Dinero, suma
from app.domain.pago.pago import Aplicacion
from app.domain.renglon import exigir_renglon
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.gente.acceso import exigir_ajeno


@dataclass(frozen=True, slots=True)
class SolicitudCondonacion:
    """What a supervisor confirmed.

    Attributes:
        conceptos: only these; empty for whatever a payment would extinguish first.
        resolucion: number of the oficio or resolution.
        autoridad: who signed it.
        fundamento: article that empowers; empty leaves it to the oficio.
        id: UUID; a retry with the same one forgives nothing more.
    """

    cuenta: str
    monto: Dinero
    resolucion: str
    autoridad: str
    motivo: str
    conceptos: tuple[str, ...] = ()
    fundamento: str = ""
    id: str = field(default_factory=nuevo_id)


@dataclass(frozen=True, slots=True)
class Condonado:
    """A condonación, line by line, and what was left to pay; `repetido` when the order had been given before."""

    cuenta: str
    aplicado: tuple[Aplicacion, ...]
    saldo_restante: Dinero
    seq: int
    hash: str
    repetido: bool = False

    @property
    def importe(self) -> Dinero:
        """What was forgiven."""
        return suma(a.importe for a in self.aplicado)


def condonar_adeudo(ctx: Contexto, solicitud: SolicitudCondonacion, quien: Usuario) -> Condonado:
    """Forgive part of what a cuenta owes, by a supervisor who is not charging; a retry with the same id does it once.

    Raises:
        NegocioError: `requiere_supervisor`, `autoriza_otro`, `falta_dato`, `concepto_desconocido`,
            `cuenta_desconocida`, `id_repetido`, or what `app.domain.deuda.condonacion.condonar` raises.
    """
    _exigir_datos(ctx, solicitud)
    pedido = _pedido(solicitud)
    with ctx.uow() as uow:
        antes = ya_asentado(uow, "condonacion", solicitud.id, pedido)
        if antes is not None:
            return _condonado(antes, repetido=True)
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
            **datos_de_pedido(solicitud.id, pedido),
        }
        fundamento = solicitud.fundamento.strip()
        asiento = uow.diario.asentar("condonacion", datos | ({"fundamento": fundamento} if fundamento else {}))
        uow.commit()
    return _condonado(asiento)


def _condonado(asiento: Asiento, *, repetido: bool = False) -> Condonado:
    d = asiento.datos()
    aplicado = tuple(aplicacion_de(x) for x in d["aplicado"])
    restante = Dinero(d["saldo_restante"])
    return Condonado(d["cuenta"], aplicado, restante, asiento.seq, asiento.hash.hex(), repetido)


def _pedido(solicitud: SolicitudCondonacion) -> dict[str, str]:
    return {
        "cuenta": solicitud.cuenta,
        "monto": solicitud.monto.texto(),
        "conceptos": ",".join(solicitud.conceptos),
        "resolucion": solicitud.resolucion.strip(),
        "autoridad": solicitud.autoridad.strip(),
        "motivo": solicitud.motivo.strip(),
        "fundamento": solicitud.fundamento.strip(),
    }


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
