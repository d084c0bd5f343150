"""`constancia`: certify that a cuenta owes nothing, or that somebody has no contract; its fee is paid before."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from app.cli import papel, quien
from app.cli.parser import folio, renglon
from app.cli.salida import Salida
from app.domain.tramite.constancia import Constancia
from app.errors import UsoError
from app.taller import Taller
from app.tramites.constancias import SolicitudConstancia, emitir_constancia


def agregar(ordenes: Any) -> None:
    """Add the order."""
    orden = ordenes.add_parser("constancia", help="constancia de no adeudo, o de que no hay contrato, ya pagada")
    orden.add_argument("cuenta", nargs="?", default="", type=str.strip, metavar="CUENTA")
    orden.add_argument("--sin-contrato", action="store_true", help="a quien no tiene cuenta, previa revisión")
    orden.add_argument("--pago", type=folio, metavar="FOLIO", help="el que la pagó; lo usual, el último de la cuenta")
    orden.add_argument("--domicilio", type=renglon, default="", metavar="T", help="de quien no tiene contrato")
    orden.add_argument("--revision", type=renglon, default="", metavar="T", help="qué se revisó para saberlo")
    papel.agregar(orden, "--a", "escribir el papel")
    quien.agregar_cajero(orden)
    orden.set_defaults(correr=_constancia)


def _constancia(taller: Taller, args: Namespace) -> Salida:
    if bool(args.cuenta) == args.sin_contrato:
        raise UsoError("falta_cuenta", "Diga de qué cuenta, o use --sin-contrato con --pago, --domicilio y --revision.")
    solicitud = SolicitudConstancia(args.cuenta, args.pago, args.domicilio, args.revision)
    with taller.contexto(escribir=True) as ctx:
        hecha = emitir_constancia(ctx, solicitud, quien.cajero(ctx, args))
        avisos = papel.escribir_original(taller, ctx, hecha.folio, args.a, "La constancia quedó dada, pero su papel")
    de_quien = hecha.cuenta or hecha.nombre
    dicho = f"{hecha.titulo} {hecha.folio} de {de_quien}, pagada con {hecha.pago}"
    return papel.con_avisos(Salida(_en_datos(hecha), dicho), avisos)


def _en_datos(hecha: Constancia) -> dict[str, Any]:
    campos = ("clase", "cuenta", "nombre", "domicilio", "titulo", "revision", "fundamento", "seq", "hash")
    return {campo: getattr(hecha, campo) for campo in campos} | {
        "folio": str(hecha.folio),
        "pago": str(hecha.pago),
        "momento": hecha.momento.isoformat(),
        "datos_al": hecha.datos_al.isoformat(),
        "leyendas": list(hecha.leyendas),
    }
