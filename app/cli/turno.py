"""`turno`: open the till, look at it, close it with its count."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from typing import Any

from app.cli import quien
from app.cli.cifras import salida_de_corte
from app.cli.parser import arqueo, dinero, renglon
from app.cli.respaldo import con_remedio
from app.cli.salida import Salida
from app.domain.corte.corte import Turno
from app.errors import NegocioError
from app.taller import Taller
from app.turno.caja import abrir_turno, cerrar_turno, ver_turno
from app.turno.respaldos import respaldar_tras_el_corte


def agregar(ordenes: Any) -> None:
    """Add the orders."""
    turno = ordenes.add_parser("turno", help="abrir, ver y cerrar el turno").add_subparsers(
        required=True, metavar="QUE"
    )
    abrir = turno.add_parser("abrir", help="abrir el turno con su fondo")
    quien.agregar_cajero(abrir)
    abrir.add_argument("--fondo", type=dinero, required=True, metavar="M")
    abrir.set_defaults(correr=_abrir)
    ver = turno.add_parser("ver", help="el turno abierto")
    ver.set_defaults(correr=_ver)
    cerrar = turno.add_parser("cerrar", help="contar el cajón y hacer el corte Z")
    quien.agregar_cajero(cerrar)
    quien.agregar_supervisor(cerrar)
    cerrar.add_argument(
        "--arqueo", type=arqueo, required=True, metavar="500x2,100x3", help="piezas de cada denominación"
    )
    for medio in ("cheque", "voucher"):
        ayuda = f"un {medio} contado; se repite la opción con cada uno"
        cerrar.add_argument(f"--{medio}", type=dinero, action="append", default=[], metavar="M", help=ayuda)
    cerrar.add_argument("--motivo", type=renglon, default="", metavar="T", help="explicación de la diferencia")
    cerrar.set_defaults(correr=_cerrar)


def _abrir(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=True) as ctx:
        turno = abrir_turno(ctx, quien.cajero(ctx, args), args.fondo)
    return _salida(turno, "Turno abierto")


def _ver(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=False) as ctx:
        turno = ver_turno(ctx)
    if turno is None:
        raise NegocioError("sin_turno", "No hay turno abierto.")
    return _salida(turno, "Turno")


def _salida(turno: Turno, rotulo: str) -> Salida:
    datos = {
        "turno": turno.numero,
        "cajero": turno.cajero,
        "fondo": turno.fondo,
        "abierto": turno.abierto.isoformat(timespec="seconds"),
    }
    return Salida(
        datos, f"{rotulo} {turno.numero} de {turno.cajero}, fondo {turno.fondo}, {turno.abierto:%d/%m/%Y %H:%M}"
    )


def _cerrar(taller: Taller, args: Namespace) -> Salida:
    valores = (*(("cheque", importe) for importe in args.cheque), *(("tarjeta", importe) for importe in args.voucher))
    with taller.contexto(escribir=True) as ctx:
        cierra = quien.autoriza(ctx, args, "cerrar_turno_ajeno") if args.supervisor else quien.cajero(ctx, args)
        corte = cerrar_turno(ctx, cierra, replace(args.arqueo, valores=valores), args.motivo)
        respaldo, dichos = respaldar_tras_el_corte(ctx, taller.copiador(ctx))
    avisos = tuple(con_remedio(dichos))
    salida = salida_de_corte(corte, avisos=avisos)
    datos = {"respaldo": "" if respaldo is None else respaldo.archivo, "avisos": list(avisos)}
    return Salida({**salida.datos, **datos}, salida.texto)
