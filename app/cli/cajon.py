"""`movimiento` and `cajon`: cash in and out without a payment, and the drawer."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from app.ajustes import leer_ajustes
from app.cli import quien
from app.cli.parser import dinero, renglon
from app.cli.pedido import YA_HECHO, agregar_id, leer_id
from app.cli.salida import Salida
from app.context import Contexto
from app.domain.autorizacion import Autorizacion, Pedida
from app.domain.corte.vale import CLASES_DE_MOVIMIENTO
from app.domain.dinero import Dinero
from app.domain.usuario import Usuario
from app.taller import Taller
from app.turno.cajon import abrir_cajon
from app.turno.movimientos import SolicitudMovimiento, aviso_de_limite, mover

_COMO = {"ordenado": "Cajón abierto.", "llave": "Sin cajón conectado: ábralo con su llave. Quedó asentado."}


def agregar(ordenes: Any) -> None:
    """Add the orders."""
    movimiento = ordenes.add_parser("movimiento", help="meter o sacar efectivo sin cobrar, con su vale")
    movimiento.add_argument("clase", choices=CLASES_DE_MOVIMIENTO)
    movimiento.add_argument("importe", type=dinero, metavar="M")
    movimiento.add_argument("--recibe", type=renglon, default="", metavar="T", help="quién lo recibe, o quién lo trae")
    movimiento.add_argument("--referencia", type=renglon, default="", metavar="N", help="número de bolsa o de ficha")
    agregar_id(movimiento)
    movimiento.set_defaults(correr=_mover)
    cajon = ordenes.add_parser("cajon", help="el cajón del dinero").add_subparsers(required=True, metavar="QUE")
    abrir = cajon.add_parser("abrir", help="abrirlo sin cobrar")
    abrir.set_defaults(correr=_abrir)
    for orden in (movimiento, abrir):
        orden.add_argument("--motivo", type=renglon, required=True, metavar="T")
        quien.agregar_cajero(orden)
        quien.agregar_supervisor(orden)


def _permiso(
    ctx: Contexto, args: Namespace, objeto: str, cajero: Usuario, importe: Dinero | None = None
) -> Autorizacion | None:
    """A supervisor's word, where one is named."""
    if not args.supervisor:
        return None
    return quien.concede(ctx, args, Pedida("autorizar_movimiento", objeto, cajero.clave, args.motivo, importe))


def _mover(taller: Taller, args: Namespace) -> Salida:
    id = leer_id(args.id)
    solicitud = SolicitudMovimiento(args.clase, args.importe, args.motivo, args.recibe, args.referencia, id)
    with taller.contexto(escribir=True) as ctx:
        cajero = quien.cajero(ctx, args)
        vale = mover(ctx, solicitud, cajero, _permiso(ctx, args, args.clase, cajero, args.importe))
        aviso = aviso_de_limite(ctx)
    datos = {"id": id, "folio": str(vale.folio), "clase": vale.clase, "importe": vale.importe, "turno": vale.turno}
    texto = f"Vale {vale.folio}: {vale.clase} de {vale.importe}"
    datos |= {"repetido": vale.repetido} | ({"aviso": aviso} if aviso else {})
    return Salida(datos, "\n".join(filter(None, (texto, YA_HECHO if vale.repetido else "", aviso))))


def _abrir(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=True) as ctx:
        cajero = quien.cajero(ctx, args)
        permiso = _permiso(ctx, args, "cajon", cajero)
        dispositivo = taller.dispositivo(leer_ajustes(ctx).impresora_de("pago"))
        resultado = abrir_cajon(ctx, args.motivo, cajero, dispositivo, permiso)
    return Salida({"resultado": resultado}, _COMO[resultado])
