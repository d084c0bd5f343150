"""`gastos` and `condonar`: what a supervisor adds to a late debt, and what is forgiven of it."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from app.cli import quien
from app.cli.parser import dinero, renglon
from app.cli.pedido import YA_HECHO, agregar_id, leer_id
from app.cli.salida import Salida, tabla
from app.cobro.cargos import CargoHecho, anular_cargo
from app.cobro.condonaciones import SolicitudCondonacion, condonar_adeudo
from app.cobro.gastos import cargar_gastos
from app.taller import Taller


def agregar(ordenes: Any) -> None:
    """Add the orders."""
    gastos = ordenes.add_parser("gastos", help="gastos de cobranza").add_subparsers(required=True, metavar="QUE")
    cargar = gastos.add_parser("cargar", help="cargarlos al recibo vencido más viejo")
    cargar.add_argument("cuenta", metavar="CUENTA")
    cargar.add_argument("importe", nargs="?", type=dinero, metavar="IMPORTE", help="si el perfil no los fija")
    cargar.add_argument("--fundamento", type=renglon, default="", metavar="T", help="lo que los ordena, con IMPORTE")
    cargar.set_defaults(correr=_cargar)
    anular = gastos.add_parser("anular", help="quitar un cargo que no se ha pagado")
    anular.add_argument("cuenta", metavar="CUENTA")
    anular.add_argument("ref", metavar="REF", help="el del cargo, como lo da «estado»")
    anular.set_defaults(correr=_anular)
    condonar = ordenes.add_parser("condonar", help="condonar adeudos o multas por un oficio")
    condonar.add_argument("cuenta", metavar="CUENTA")
    condonar.add_argument("--monto", type=dinero, required=True, metavar="M")
    condonar.add_argument(
        "--conceptos", default="", metavar="recargos,mora,...", help="solo estos; lo usual, cualquiera"
    )
    condonar.add_argument("--resolucion", type=renglon, required=True, metavar="N", help="número del oficio")
    condonar.add_argument("--autoridad", type=renglon, required=True, metavar="T", help="quién lo firma")
    condonar.add_argument("--fundamento", type=renglon, default="", metavar="T", help="artículo que lo faculta")
    condonar.set_defaults(correr=_condonar)
    for orden in (cargar, condonar):
        agregar_id(orden)
    for orden in (cargar, anular, condonar):
        orden.add_argument("--motivo", type=renglon, required=True, metavar="T")
        quien.agregar_supervisor(orden)


def _cargar(taller: Taller, args: Namespace) -> Salida:
    cuenta, id = args.cuenta.strip(), leer_id(args.id)
    with taller.contexto(escribir=True) as ctx:
        supervisor = quien.ajeno(ctx, args, "cargar_gastos")
        hecho = cargar_gastos(ctx, cuenta, args.motivo, supervisor, args.importe, args.fundamento, id=id)
    salida = salida_de_cargo(hecho, "Gastos de cobranza cargados")
    return _con_id(salida, id, repetido=hecho.repetido)


def _con_id(salida: Salida, id: str, *, repetido: bool) -> Salida:
    texto = f"{salida.texto}\n{YA_HECHO}" if repetido else salida.texto
    return Salida({"id": id, **salida.datos, "repetido": repetido}, texto)


def _anular(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=True) as ctx:
        supervisor = quien.ajeno(ctx, args, "anular_cargo")
        hecho = anular_cargo(ctx, args.cuenta.strip(), args.ref.strip(), args.motivo, supervisor)
    return salida_de_cargo(hecho, "Cargo anulado")


def salida_de_cargo(hecho: CargoHecho, rotulo: str) -> Salida:
    """What is said of a charge just made, or taken back."""
    conceptos = [
        {"clave": c.clave, "importe": c.importe, "detalle": c.detalle, "fundamento": c.fundamento}
        for c in hecho.conceptos
    ]
    datos = {
        "cuenta": hecho.cuenta,
        "ref": hecho.ref,
        "periodo": hecho.periodo.texto(),
        "vence": hecho.vence.isoformat(),
        "conceptos": conceptos,
        "importe": hecho.importe,
    }
    return Salida(datos, f"{rotulo} a {hecho.cuenta}, recibo de {hecho.periodo}: {hecho.importe} ({hecho.ref})")


def _condonar(taller: Taller, args: Namespace) -> Salida:
    solicitud = SolicitudCondonacion(
        cuenta=args.cuenta.strip(),
        monto=args.monto,
        resolucion=args.resolucion,
        autoridad=args.autoridad,
        motivo=args.motivo,
        conceptos=tuple(dict.fromkeys(filter(None, map(str.strip, args.conceptos.split(","))))),
        fundamento=args.fundamento,
        id=leer_id(args.id),
    )
    with taller.contexto(escribir=True) as ctx:
        hecho = condonar_adeudo(ctx, solicitud, quien.ajeno(ctx, args, "condonar"))
    aplicado = [
        {"periodo": a.periodo.texto() if a.periodo else None, "clave": a.clave, "importe": a.importe}
        for a in hecho.aplicado
    ]
    datos = {
        "cuenta": hecho.cuenta,
        "importe": hecho.importe,
        "aplicado": aplicado,
        "resolucion": args.resolucion.strip(),
        "saldo_restante": hecho.saldo_restante,
        "seq": hecho.seq,
        "hash": hecho.hash,
    }
    titulo = f"Condonado a {hecho.cuenta} por el oficio {args.resolucion.strip()}: {hecho.importe}"
    filas = [tuple(linea.values()) for linea in aplicado]
    resto = f"Queda por pagar: {hecho.saldo_restante}"
    salida = Salida(datos, "\n".join((titulo, tabla(("Periodo", "Concepto", "Importe"), filas), resto)))
    return _con_id(salida, solicitud.id, repetido=hecho.repetido)
