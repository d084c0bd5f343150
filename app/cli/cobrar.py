"""`cobrar`: take a payment."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import Any

from app.cli import papel, quien
from app.cli.atraso import salida_de_cargo
from app.cli.imprimir import ANCHOS
from app.cli.parser import como_uso, dinero, periodos, renglon
from app.cli.pedido import leer_id
from app.cli.salida import Salida, tabla
from app.cobro.cobranza import Cobro, cobrar
from app.cobro.servicios import cargar_servicios
from app.context import Contexto
from app.domain.dinero import Dinero
from app.domain.pago.pago import Medio, Pago, ServicioPedido, SolicitudCobro
from app.domain.pago.servicio import leer_cantidad
from app.domain.pago.venta import is_al_recibo
from app.domain.usuario import Usuario
from app.errors import NegocioError, UsoError
from app.papel.impresora import COLUMNAS
from app.taller import Taller
from app.turno.movimientos import aviso_de_limite

#: Option -> the means it proves.
_PRUEBAS = (
    ("tarjeta_tipo", "tarjeta"),
    ("autorizacion", "tarjeta"),
    ("banco", "cheque"),
    ("numero", "cheque"),
    ("referencia", "transferencia"),
)


def agregar(ordenes: Any) -> None:
    """Add the order."""
    orden = ordenes.add_parser("cobrar", help="tomar un pago")
    quien.agregar_cajero(orden)
    quien.agregar_supervisor(orden)
    orden.add_argument("cuentas", nargs="*", metavar="CUENTA")
    orden.add_argument("--sin-cuenta", action="store_true", help="venta a quien no tiene cuenta")
    orden.add_argument("--nombre", type=renglon, default="", metavar="T", help="de quien paga sin cuenta")
    orden.add_argument("--monto", type=dinero, metavar="M", help="abono, o pago anticipado si pasa de lo que se debe")
    orden.add_argument("--recibos", type=periodos, default=(), metavar="AAAA-MM,...")
    orden.add_argument("--convenio", action="store_true", help="la parcialidad de su convenio; con --monto, eso de él")
    beneficio = orden.add_mutually_exclusive_group()
    beneficio.add_argument("--programa", default="", metavar="P")
    beneficio.add_argument("--sin-beneficio", action="store_true")
    orden.add_argument("--servicio", action="append", default=[], metavar="CLAVE:N|CLAVE=IMPORTE:REFERENCIA")
    orden.add_argument("--id", default="", metavar="UUID", help="repetirlo devuelve el mismo pago")
    orden.add_argument("--total-visto", type=dinero, metavar="M", help="el total que se mostró")
    papel.agregar(orden, "--ticket", "escribir el ticket")
    orden.add_argument("--ancho", choices=ANCHOS, default="80", help="papel del ticket, en milímetros")
    _agregar_medios(orden)
    orden.set_defaults(correr=_cobrar)


def _agregar_medios(orden: ArgumentParser) -> None:
    medios = orden.add_argument_group("medios de pago")
    medios.add_argument("--efectivo", type=dinero, metavar="M", help="lo que entrega el usuario")
    medios.add_argument("--tarjeta", type=dinero, metavar="M")
    medios.add_argument("--tarjeta-tipo", choices=("credito", "debito"), default="")
    medios.add_argument("--autorizacion", type=renglon, default="", metavar="A")
    medios.add_argument("--cheque", type=dinero, metavar="M")
    medios.add_argument("--banco", type=renglon, default="", metavar="B")
    medios.add_argument("--numero", type=renglon, default="", metavar="N")
    medios.add_argument("--transferencia", type=dinero, metavar="M")
    medios.add_argument("--referencia", type=renglon, default="", metavar="R")


def _cobrar(taller: Taller, args: Namespace) -> Salida:
    _exigir_medio_de_cada_dato(args)
    if bool(args.cuentas) == args.sin_cuenta:
        raise UsoError("falta_cuenta", "Diga qué cuenta se cobra, o use --sin-cuenta con --nombre y --servicio.")
    with taller.contexto(escribir=True) as ctx:
        cajero = quien.cajero(ctx, args)
        if is_al_recibo(ctx.perfil, tuple(map(_servicio, args.servicio))):
            return _cargar(ctx, args, cajero)
        autoriza = quien.autoriza(ctx, args, "saltar_rezago", cajero.clave).clave if args.supervisor else ""
        cobro = cobrar(ctx, _solicitud(args, autoriza), cajero)
        de_papel, limite = _escribir_tickets(taller, ctx, cobro, args), aviso_de_limite(ctx)
    ya = ("Este cobro ya estaba hecho: no se cobró otra vez.",) if cobro.repetido else ()
    dicho = (*map(_texto, cobro.pagos), f"Cambio: {cobro.cambio}", *filter(None, [limite]), *ya)
    return papel.con_avisos(Salida(_en_datos(cobro), "\n".join(dicho)), de_papel)


def _cargar(ctx: Contexto, args: Namespace, cajero: Usuario) -> Salida:
    """Services that go on the next recibo: a charge, no payment, no folio."""
    if len(args.cuentas) != 1 or args.recibos or args.convenio or args.monto is not None or any(_medios(args)):
        raise NegocioError(
            "servicio_con_cargo_al_recibo",
            "Va con cargo al siguiente recibo de una cuenta: pídalo aparte, sin recibos, monto ni medio de pago.",
        )
    hecho = cargar_servicios(ctx, args.cuentas[0].strip(), tuple(map(_servicio, args.servicio)), cajero)
    return salida_de_cargo(hecho, "Con cargo al recibo")


def _exigir_medio_de_cada_dato(args: Namespace) -> None:
    """What proves a means that is not there would be lost in silence."""
    for opcion, medio in _PRUEBAS:
        if getattr(args, opcion) and getattr(args, medio) is None:
            raise UsoError("dato_sin_medio", f"--{opcion.replace('_', '-')} va con --{medio}, que no se dijo.")


def _solicitud(args: Namespace, autoriza: str) -> SolicitudCobro:
    return SolicitudCobro(
        id=leer_id(args.id),
        cuentas=tuple(c.strip() for c in args.cuentas),
        medios=tuple(_medios(args)),
        monto=args.monto,
        recibos=args.recibos,
        programa=args.programa,
        sin_beneficio=args.sin_beneficio,
        servicios=tuple(map(_servicio, args.servicio)),
        nombre=args.nombre,
        total_visto=args.total_visto,
        autorizado=autoriza,
        convenio=args.convenio,
    )


def _medios(args: Namespace) -> Iterator[Medio]:
    if args.efectivo is not None:
        yield Medio("efectivo", args.efectivo)
    if args.tarjeta is not None:
        yield Medio("tarjeta", args.tarjeta, referencia=args.autorizacion, tipo=args.tarjeta_tipo)
    if args.cheque is not None:
        yield Medio("cheque", args.cheque, referencia=args.numero, banco=args.banco)
    if args.transferencia is not None:
        yield Medio("transferencia", args.transferencia, referencia=args.referencia)


def _servicio(texto: str) -> ServicioPedido:
    if "=" in texto:
        clave, _, resto = texto.partition("=")
        importe, _, referencia = resto.partition(":")
        return ServicioPedido(clave.strip(), importe=dinero(importe), referencia=renglon(referencia.strip()))
    clave, dos_puntos, cantidad = texto.partition(":")
    with como_uso():
        return ServicioPedido(clave.strip(), leer_cantidad(cantidad) if dos_puntos else None)


def _escribir_tickets(taller: Taller, ctx: Contexto, cobro: Cobro, args: Namespace) -> tuple[str, ...]:
    """One file for each folio of the charge."""
    avisos: list[str] = []
    for pago in cobro.pagos:
        is_uno = args.ticket is None or len(cobro.pagos) == 1
        ruta = args.ticket if is_uno else args.ticket.with_stem(f"{args.ticket.stem}-{pago.folio}")
        hecho, columnas = "El pago quedó registrado, pero su ticket", COLUMNAS[int(args.ancho)]
        avisos += papel.escribir_original(taller, ctx, pago.folio, ruta, hecho, columnas)
    return tuple(avisos)


def _en_datos(cobro: Cobro) -> dict[str, Any]:
    pagos = [_pago(p, cobro.repetido) for p in cobro.pagos]
    if len(pagos) == 1:
        return pagos[0] | {"cambio": cobro.cambio}
    return {"pagos": pagos, "cambio": cobro.cambio}


def _pago(pago: Pago, repetido: bool) -> dict[str, Any]:
    return {
        "id": pago.cobro,
        "folio": str(pago.folio),
        "cuenta": pago.cuenta,
        "total": pago.total,
        "cambio": pago.cambio,
        "aplicado": [
            {
                "periodo": a.periodo.texto() if a.periodo else None,
                "clave": a.clave,
                "importe": a.importe,
                "detalle": a.detalle,
                "fundamento": a.fundamento,
            }
            for a in pago.aplicado
        ],
        "descuentos": [
            {
                "periodo": d.periodo.texto() if d.periodo else None,
                "programa": d.programa,
                "clave": d.clave,
                "importe": d.importe,
                "detalle": d.detalle,
                "fundamento": d.fundamento,
            }
            for d in pago.descuentos
        ],
        "redondeo": pago.redondeo,
        "medios": [{"medio": m.medio, "forma": m.forma, "importe": m.importe} for m in pago.medios],
        "saldo_restante": pago.saldo_restante,
        "saldo_a_favor": pago.saldo_a_favor,
        "avisos": list(pago.avisos),
        "seq": pago.seq,
        "hash": pago.hash,
        "repetido": repetido,
    }


def _texto(pago: Pago) -> str:
    filas: list[tuple[str, str, Dinero]] = [
        (a.periodo.texto() if a.periodo else "", a.clave, a.importe) for a in pago.aplicado
    ]
    filas += [(d.periodo.texto() if d.periodo else "", f"{d.programa}: {d.clave}", d.importe) for d in pago.descuentos]
    if pago.redondeo:
        filas.append(("", "redondeo", pago.redondeo))
    filas.append(("", "TOTAL", pago.total))
    titulo = f"Folio {pago.folio}  {pago.cuenta}  {pago.titular}"
    return "\n".join((titulo, tabla(("Periodo", "Concepto", "Importe"), filas), *pago.avisos))
