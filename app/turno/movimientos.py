"""Cash that enters or leaves the drawer without a payment, and the limit of what it should hold."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from app.cobro.pedidos import datos_de_pedido, nuevo_id, ya_asentado
from app.context import Contexto
from app.domain.autorizacion import Autorizacion
from app.domain.corte.corte import Turno
from app.domain.corte.vale import CLASES_DE_MOVIMIENTO, Vale
from app.domain.diario.asiento import Asiento
from app.domain.dinero import CERO, Dinero
from app.domain.pago.pago import Folio
from app.domain.renglon import exigir_renglon
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.ports import UnitOfWork
from app.reversos.contrapagos import exigir_efectivo
from app.turno.autorizaciones import asentar_permiso, exigir_motivo
from app.turno.caja import efectivo_en_cajon, exigir_turno, is_ciego

#: How many times in a turno a cashier alone may ask for more cash than there is, where the count is blind.
NEGADOS_A_SOLAS = 3


@dataclass(frozen=True, slots=True)
class SolicitudMovimiento:
    """What the cashier confirmed.

    Attributes:
        clase: entrada, retiro or entrega (to the vault).
        recibe: who takes the cash, or brings it.
        referencia: number of its bag or slip.
        id: UUID; a retry with the same one returns the same voucher.
    """

    clase: str
    importe: Dinero
    motivo: str
    recibe: str = ""
    referencia: str = ""
    id: str = field(default_factory=nuevo_id)


def mover(
    ctx: Contexto, solicitud: SolicitudMovimiento, cajero: Usuario, autorizacion: Autorizacion | None = None
) -> Vale:
    """Record cash in or out, with its voucher; a retry with the same id does nothing again.

    Args:
        autorizacion: of the operation `autorizar_movimiento`, where a supervisor stands behind it.

    Raises:
        NegocioError: `importe_no_positivo`, `falta_motivo`, `efectivo_insuficiente`, `requiere_supervisor`,
            `id_repetido`, or what is wrong with the turno or the authorisation.
    """
    if solicitud.clase not in CLASES_DE_MOVIMIENTO:
        raise NegocioError("movimiento_desconocido", f"Los movimientos son: {', '.join(CLASES_DE_MOVIMIENTO)}.")
    if solicitud.importe <= CERO:
        raise NegocioError("importe_no_positivo", "El importe del movimiento debe ser mayor que cero.")
    exigir_motivo(solicitud.motivo)
    textos = _textos(solicitud)
    pedido = {"clase": solicitud.clase, "importe": solicitud.importe.texto(), **textos}
    with ctx.uow() as uow:
        antes = ya_asentado(uow, "movimiento", solicitud.id, pedido)
        if antes is not None:
            return replace(Vale.from_asiento(antes), repetido=True)
        ahora = ctx.reloj.ahora()
        turno = exigir_turno(uow, ahora, cajero, "mover_efectivo")
        if solicitud.clase != "entrada":
            _exigir_que_haya(ctx, uow, turno, solicitud, a_solas=autorizacion is None)
        permiso = permiso_de(uow, autorizacion, solicitud.clase, cajero, ahora, solicitud.importe)
        datos = {
            "turno": turno.numero,
            "clase": solicitud.clase,
            "importe": solicitud.importe.centavos,
            "cajero": cajero.clave,
            "cajero_nombre": cajero.nombre,
            "momento": ahora.isoformat(),
            **{campo: texto for campo, texto in textos.items() if texto},
        }
        vale = _asentar(uow, datos | permiso | datos_de_pedido(solicitud.id, pedido))
        uow.commit()
    return vale


def _asentar(uow: UnitOfWork, datos: dict[str, object]) -> Vale:
    folio = uow.turnos.siguiente_vale()
    asiento = uow.diario.asentar("movimiento", datos | {"folio": {"serie": folio.serie, "numero": folio.numero}})
    uow.cola.encolar(str(folio), "movimiento")
    return Vale.from_asiento(asiento)


def _textos(solicitud: SolicitudMovimiento) -> dict[str, str]:
    textos = {"motivo": solicitud.motivo, "recibe": solicitud.recibe, "referencia": solicitud.referencia}
    return {campo: exigir_renglon(texto).strip() for campo, texto in textos.items()}


def _exigir_que_haya(
    ctx: Contexto, uow: UnitOfWork, turno: Turno, solicitud: SolicitudMovimiento, *, a_solas: bool
) -> None:
    """Refuse to take out more than there should be.

    Where the count is blind and no supervisor is there, each refusal is on the disk before it is told, and after a few
    of them somebody else has to look: whoever tries one amount after the other would find out what is expected.
    """
    vigilado = a_solas and is_ciego(ctx)
    if vigilado and len(uow.cortes.asientos(turno.numero, ("retiro_negado",))) >= NEGADOS_A_SOLAS:
        raise NegocioError(
            "requiere_supervisor",
            f"En este turno ya se negaron {NEGADOS_A_SOLAS} salidas de efectivo: la autoriza un supervisor.",
        )
    try:
        exigir_efectivo(uow, turno, solicitud.importe)
    except NegocioError:
        if vigilado:
            datos = {"turno": turno.numero, "clase": solicitud.clase, "importe": solicitud.importe.centavos}
            uow.diario.asentar("retiro_negado", datos | {"cajero": turno.cajero, "motivo": solicitud.motivo.strip()})
            uow.commit()
        raise


def permiso_de(
    uow: UnitOfWork,
    autorizacion: Autorizacion | None,
    objeto: str,
    cajero: Usuario,
    ahora: datetime,
    importe: Dinero | None = None,
) -> dict[str, str]:
    """What an asiento says of the supervisor behind it; nothing where nobody is."""
    if autorizacion is None:
        return {}
    ref = asentar_permiso(uow, autorizacion, "autorizar_movimiento", objeto, cajero.clave, ahora, importe)
    return {"permiso": ref, "autorizo": autorizacion.quien}


def vale_de_folio(uow: UnitOfWork, folio: Folio) -> Vale:
    """The voucher of a movimiento, as its asiento stored it.

    Raises:
        NegocioError: `folio_desconocido`.
    """
    asiento = uow.turnos.vale(folio)
    if asiento is None:
        raise NegocioError("folio_desconocido", f"No hay ningún vale con el folio {folio}.")
    return Vale.from_asiento(asiento)


@dataclass(frozen=True, slots=True)
class MovimientoDelDia:
    """A line of the day's list: cash in or out, or the drawer opened without a payment.

    Attributes:
        clase: one of `CLASES_DE_MOVIMIENTO`, `cajon`, or `cajon_fallo` for a drawer that did not open.
        folio: of its voucher; empty for the drawer.
        importe: None for the drawer.
        autorizo: clave of the supervisor behind it; empty for nobody.
    """

    momento: datetime
    turno: int
    clase: str
    folio: str
    importe: Dinero | None
    motivo: str
    recibe: str
    cajero: str
    autorizo: str


def movimientos_del_dia(ctx: Contexto) -> tuple[MovimientoDelDia, ...]:
    """What moved cash without a payment in the turnos opened today, and in the open one; newest first."""
    with ctx.uow() as uow:
        hoy = ctx.reloj.ahora().date()
        leidos = [uow.cortes.corte(numero) for numero in uow.cortes.numeros(hoy, hoy)]
        turnos = [corte[1].numero for corte in leidos if corte is not None]
        abierto = uow.turnos.abierto()
        turnos += [] if abierto is None else [abierto.numero]
        asientos = [a for turno in turnos for a in uow.cortes.asientos(turno, ("movimiento", "cajon_abierto"))]
    return tuple(_del_dia(asiento) for asiento in reversed(asientos))


def _del_dia(asiento: Asiento) -> MovimientoDelDia:
    d = asiento.datos()
    vale = Vale.from_asiento(asiento) if asiento.tipo == "movimiento" and "folio" in d else None
    return MovimientoDelDia(
        momento=datetime.fromisoformat(d["momento"]),
        turno=d["turno"],
        clase=d.get("clase", "cajon" if d.get("resultado") != "fallo" else "cajon_fallo"),
        folio="" if vale is None else str(vale.folio),
        importe=Dinero(d["importe"]) if "importe" in d else None,
        motivo=d["motivo"],
        recibe=d.get("recibe", ""),
        cajero=d["cajero"],
        autorizo=d.get("autorizo", ""),
    )


def aviso_de_limite(ctx: Contexto) -> str:
    """What to say when the drawer should hold more cash than the profile wants; empty otherwise."""
    limite = ctx.perfil.limite_efectivo
    if limite is None:
        return ""
    with ctx.uow() as uow:
        turno = uow.turnos.abierto()
        if turno is None or efectivo_en_cajon(uow, turno) <= limite:
            return ""
    return f"El cajón pasa de {limite} en efectivo: entregue a bóveda (movimiento entrega)."
