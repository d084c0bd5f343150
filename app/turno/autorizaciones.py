"""A supervisor allows one operation at the cashier's window; the operation uses it up, in its own transaction."""

from __future__ import annotations

import uuid
from datetime import datetime

from app.context import Contexto
from app.domain.autorizacion import Autorizacion, Pedida
from app.domain.dinero import Dinero
from app.domain.renglon import exigir_renglon
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.gente.acceso import autorizar, exigir
from app.ports import UnitOfWork


def conceder(ctx: Contexto, clave: str, pin: str, pedida: Pedida) -> Autorizacion:
    """A supervisor's word for what is asked, identified by their PIN; writes nothing until it is used.

    Raises:
        NegocioError: `falta_motivo`, or what `app.gente.acceso.autorizar` raises.
    """
    exigir_motivo(pedida.motivo)
    quien = autorizar(ctx, clave, pin, pedida.operacion, pedida.cajero)
    return Autorizacion(str(uuid.uuid4()), quien.clave, pedida, ctx.reloj.ahora())


def asentar_permiso(
    uow: UnitOfWork,
    autorizacion: Autorizacion,
    operacion: str,
    objeto: str,
    cajero: str,
    ahora: datetime,
    importe: Dinero | None = None,
) -> str:
    """Use it up, in the caller's unit of work: its asiento, by whose ref the operation names it.

    Raises:
        NegocioError: `permiso_usado`, what `Autorizacion.exigir` raises, or that who gave it may no longer.
    """
    autorizacion.exigir(operacion, objeto, cajero, ahora, importe)
    if uow.usuarios.is_permiso_usado(autorizacion.id):
        raise NegocioError("permiso_usado", "Esa autorización ya se usó: cada una sirve para una sola operación.")
    quien, pedida = autorizacion.quien, autorizacion.pedida
    exigir(uow, Usuario(quien, quien, ()), operacion, cajero)
    datos = {
        "id": autorizacion.id,
        "momento": autorizacion.momento.isoformat(),
        "quien": quien,
        "cajero": cajero,
        "operacion": operacion,
        "objeto": objeto,
        "motivo": pedida.motivo.strip(),
        "vence": autorizacion.vence.isoformat(),
    }
    limite = {} if pedida.importe is None else {"importe": pedida.importe.centavos}
    asiento = uow.diario.asentar("autorizacion", datos | limite)
    return asiento.ref


def exigir_motivo(motivo: str) -> str:
    """A reason that may stay in the diario.

    Raises:
        NegocioError: `falta_motivo`, or what no paper prints.
    """
    if not exigir_renglon(motivo).strip():
        raise NegocioError("falta_motivo", "Diga el motivo: queda en el diario.")
    return motivo.strip()
