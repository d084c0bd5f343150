"""`cancelar`, `devolver` and `cheque devuelto`: what turns a payment round."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from app.cli import quien
from app.cli.parser import dinero, folio, renglon
from app.cli.pedido import YA_HECHO, agregar_id, leer_id
from app.cli.salida import Salida
from app.context import Contexto
from app.domain.autorizacion import Autorizacion, Pedida
from app.domain.usuario import Usuario
from app.errors import UsoError
from app.reversos.cancelaciones import cancelar
from app.reversos.cheques import AvisoDelBanco, Indemnizacion, registrar_cheque_devuelto
from app.reversos.contrapagos import Hecho, Orden, buscar_pago
from app.reversos.devoluciones import Entrega, devolver
from app.taller import Taller


def agregar(ordenes: Any) -> None:
    """Add the orders."""
    cancela = ordenes.add_parser("cancelar", help="cancelar un pago de este turno")
    cancela.set_defaults(correr=_cancelar)
    devuelve = ordenes.add_parser("devolver", help="devolver dinero de un pago de otro turno")
    devuelve.add_argument("--monto", type=dinero, metavar="M", help="solo una parte")
    devuelve.add_argument("--banco", type=renglon, default="", metavar="B", help="si se devuelve por transferencia")
    devuelve.add_argument("--referencia", type=renglon, default="", metavar="R", help="de esa transferencia")
    devuelve.set_defaults(correr=_devolver)
    cheque = ordenes.add_parser("cheque", help="cheques").add_subparsers(required=True, metavar="QUE")
    devuelto = cheque.add_parser("devuelto", help="registrar un cheque que devolvió el banco")
    devuelto.add_argument("--causa", type=renglon, default="sin fondos", metavar="T", help="la que da el banco")
    devuelto.add_argument("--numero", type=renglon, default="", metavar="N", help="del cheque, si el pago tiene varios")
    devuelto.add_argument("--cargo", type=dinero, metavar="M", help="indemnización que se carga al recibo")
    devuelto.add_argument("--fundamento", type=renglon, default="", metavar="T", help="artículo que la ordena")
    devuelto.set_defaults(correr=_cheque)
    for orden in (cancela, devuelve, devuelto):
        _agregar_comunes(orden, exige_motivo=orden is not devuelto)


def _agregar_comunes(orden: ArgumentParser, *, exige_motivo: bool) -> None:
    orden.add_argument("folio", metavar="FOLIO")
    orden.add_argument("--motivo", type=renglon, required=exige_motivo, default="cheque devuelto", metavar="T")
    agregar_id(orden)
    quien.agregar_cajero(orden)
    quien.agregar_supervisor(orden)


def _cancelar(taller: Taller, args: Namespace) -> Salida:
    orden = _orden(args)
    with taller.contexto(escribir=True) as ctx:
        cajero = quien.cajero(ctx, args)
        hecho = cancelar(ctx, orden, cajero, _permiso(ctx, args, orden, cajero, "cancelar"))
    return _salida(hecho, "Cancelado")


def _devolver(taller: Taller, args: Namespace) -> Salida:
    orden = _orden(args)
    entrega = Entrega(args.banco, args.referencia) if args.banco or args.referencia else None
    with taller.contexto(escribir=True) as ctx:
        cajero = quien.cajero(ctx, args)
        hecho = devolver(ctx, orden, cajero, _permiso(ctx, args, orden, cajero, "devolver"), args.monto, entrega)
    return _salida(hecho, "Devuelto")


def _cheque(taller: Taller, args: Namespace) -> Salida:
    if (args.cargo is None) != (not args.fundamento.strip()):
        raise UsoError("dato_sin_cargo", "--cargo y --fundamento van juntos: cuánto se carga y qué artículo lo ordena.")
    orden = _orden(args)
    indemnizacion = None if args.cargo is None else Indemnizacion(args.cargo, args.fundamento)
    aviso = AvisoDelBanco(args.causa, args.numero, indemnizacion)
    with taller.contexto(escribir=True) as ctx:
        cajero = quien.cajero(ctx, args)
        permiso = _permiso(ctx, args, orden, cajero, "cheque_devuelto")
        hecho = registrar_cheque_devuelto(ctx, orden, aviso, cajero, permiso)
    cargos = [
        {"ref": c.ref, "periodo": c.periodo.texto(), "importe": c.importe, "claves": [x.clave for x in c.conceptos]}
        for c in hecho.cargos
    ]
    tambien = [str(folio) for folio in hecho.tambien]
    return _salida(
        hecho.hecho,
        "Cheque devuelto",
        {"cargos": cargos, "tambien": tambien},
        *(f"Con cargo al recibo de {c.periodo}: {c.importe}" for c in hecho.cargos),
        *(f"Ese cheque también pagó el {folio}: regístrelo igual." for folio in tambien),
    )


def _orden(args: Namespace) -> Orden:
    return Orden(leer_id(args.id), folio(args.folio), args.motivo)


def _permiso(ctx: Contexto, args: Namespace, orden: Orden, cajero: Usuario, operacion: str) -> Autorizacion:
    """A supervisor's word for that folio, up to what of it stands."""
    _, partes = buscar_pago(ctx, orden.folio)
    pedida = Pedida(operacion, str(orden.folio), cajero.clave, orden.motivo, partes.total)
    return quien.concede(ctx, args, pedida)


def _salida(hecho: Hecho, rotulo: str, mas: dict[str, Any] | None = None, *renglones: str) -> Salida:
    c = hecho.contrapago
    datos = {
        "folio": str(c.folio),
        "cancela": str(c.cancela),
        "importe": c.importe,
        "medios": [{"medio": m.medio, "importe": -m.importe, "referencia": m.referencia} for m in c.partes.medios],
        "saldo_restante": c.saldo_restante,
        "saldo_a_favor": c.saldo_a_favor,
        "seq": c.seq,
        "hash": c.hash,
        "repetido": hecho.repetido,
    }
    medios = [f"  {m.medio}: {-m.importe}" for m in c.partes.medios]
    ya = (YA_HECHO,) if hecho.repetido else ()
    titulo = f"{rotulo} {c.cancela} con {c.folio}: {c.importe}"
    return Salida(datos | (mas or {}), "\n".join((titulo, *medios, *renglones, *ya)))
