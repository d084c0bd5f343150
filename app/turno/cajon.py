"""The drawer opened without a payment: never without a reason, and never unseen; the test page may open it too."""

from __future__ import annotations

from app.context import Contexto
from app.documentos import Documento
from app.domain.autorizacion import Autorizacion
from app.domain.papel import DESCONOCIDO, FALLO, Respuesta
from app.domain.usuario import Usuario
from app.errors import EquipoError
from app.gente.acceso import exigir
from app.papel.impresion import Dispositivo, PapelDudoso
from app.turno.autorizaciones import exigir_motivo
from app.turno.caja import exigir_turno
from app.turno.movimientos import permiso_de


def abrir_cajon(
    ctx: Contexto,
    motivo: str,
    cajero: Usuario,
    dispositivo: Dispositivo | None,
    autorizacion: Autorizacion | None = None,
) -> str:
    """Open the drawer without a payment; it is written before it opens, and again if it did not.

    Returns:
        `ordenado`, or `llave` where no device opens it and somebody does with its key.

    Raises:
        NegocioError: `falta_motivo`, or what is wrong with the turno or the authorisation.
        EquipoError: the device.
    """
    exigir_motivo(motivo)
    resultado = "llave" if dispositivo is None or not dispositivo.tiene_cajon else "ordenado"
    with ctx.uow() as uow:
        ahora = ctx.reloj.ahora()
        turno = exigir_turno(uow, ahora, cajero, "abrir_cajon")
        datos = {"turno": turno.numero, "cajero": cajero.clave, "motivo": motivo.strip()}
        permiso = permiso_de(uow, autorizacion, "cajon", cajero, ahora)
        uow.diario.asentar("cajon_abierto", datos | permiso | {"resultado": resultado})
        uow.commit()
    if dispositivo is None or resultado == "llave":
        return resultado
    try:
        dispositivo.abrir_cajon()
    except PapelDudoso as error:
        # The pulse left: that it was told to open is all that is known.
        raise EquipoError(
            "cajon_en_duda", "La impresora dejó de responder al abrir el cajón. Vea si abrió; si no, use su llave."
        ) from error
    except EquipoError:
        with ctx.uow() as uow:
            uow.diario.asentar("cajon_abierto", datos | {"resultado": "fallo"})
            uow.commit()
        raise
    return resultado


def probar_con_cajon(ctx: Contexto, dispositivo: Dispositivo, prueba: Documento, quien: Usuario) -> Respuesta:
    """Print the test page and open the drawer with it, turno or not; it is written before it opens, and how it went.

    Raises:
        NegocioError: `requiere_administrador`: who may change the printer may try its drawer.
        EquipoError: the device.
    """
    with ctx.uow() as uow:
        exigir(uow, quien, "cambiar_impresora")
        datos = {"folio": "prueba", "clase": "prueba", "copia": 0, "resultado": DESCONOCIDO, "quien": quien.clave}
        uow.diario.asentar("papel", datos | {"cajon": 1})
        uow.commit()
    try:
        respuesta = dispositivo.sacar(prueba, "prueba", abre_cajon=True)
    except PapelDudoso:
        raise
    except EquipoError:
        _asentar_prueba(ctx, datos, FALLO)
        raise
    _asentar_prueba(ctx, datos, respuesta.estado)
    return respuesta


def _asentar_prueba(ctx: Contexto, datos: dict[str, object], resultado: str) -> None:
    with ctx.uow() as uow:
        uow.diario.asentar("papel", datos | {"resultado": resultado})
        uow.commit()
