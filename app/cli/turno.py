"""`turno` and `corte x`: open the till, look at its figures, close it."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from app.caja import abrir_turno, cerrar_turno, corte_x, is_ciego, ver_turno
from app.cli import quien
from app.cli.parser import dinero, renglon
from app.cli.salida import Salida, tabla
from app.domain.corte import Arqueo, Corte, Turno
from app.errors import NegocioError, UsoError
from app.taller import Taller


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
    cerrar.add_argument("--arqueo", required=True, metavar="500x2,100x3", help="piezas de cada denominación")
    cerrar.add_argument("--motivo", type=renglon, default="", metavar="T", help="explicación de la diferencia")
    cerrar.set_defaults(correr=_cerrar)
    corte = ordenes.add_parser("corte", help="las cifras del turno").add_subparsers(required=True, metavar="QUE")
    equis = corte.add_parser("x", help="corte X: mira y no cambia nada")
    equis.set_defaults(correr=_corte_x)


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
    if not args.arqueo.strip():
        # A script's unset variable must not close the turno as if the drawer had been counted empty.
        raise UsoError("arqueo_invalido", "Falta el arqueo: 500x2,100x3,0.50x4; si el cajón está vacío, 0.")
    try:
        arqueo = Arqueo.from_texto(args.arqueo)
    except NegocioError as error:
        raise UsoError(error.clave, error.mensaje) from error
    with taller.contexto(escribir=True) as ctx:
        cierra = quien.autoriza(ctx, args, "cerrar_turno_ajeno") if args.supervisor else quien.cajero(ctx, args)
        corte = cerrar_turno(ctx, cierra, arqueo, args.motivo)
    return _salida_de_corte(corte, ciego=False)


def _corte_x(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=False) as ctx:
        return _salida_de_corte(corte_x(ctx), ciego=is_ciego(ctx))


def _salida_de_corte(corte: Corte, *, ciego: bool) -> Salida:
    datos = {
        "clase": corte.clase,
        "corte": corte.numero,
        "turno": corte.turno,
        "cajero": corte.cajero,
        "fondo": corte.fondo,
        "medios": dict(corte.medios),
        "conceptos": dict(corte.propios),
        "aportaciones": dict(corte.aportaciones),
        "programas": dict(corte.programas),
        "subsidios": {},
        "pagos": corte.pagos,
        "cancelados": list(corte.cancelados),
        "entradas": corte.entradas,
        "retiros": corte.retiros,
        "folio_inicial": corte.folio_inicial,
        "folio_final": corte.folio_final,
    }
    figuras = {"contado": corte.contado, "recontado": None, "diferencia": corte.diferencia}
    datos |= figuras if ciego else {"esperado": corte.esperado} | figuras
    filas: list[tuple[object, ...]] = [("Fondo", corte.fondo)]
    for grupo in (corte.medios, corte.propios, corte.programas):
        filas += [("", ""), *grupo]
    if corte.aportaciones:
        filas += [("", ""), *((f"aportación a terceros {clave}", importe) for clave, importe in corte.aportaciones)]
    cifras = (("Esperado", corte.esperado), ("Contado", corte.contado), ("Diferencia", corte.diferencia))
    filas += [("", ""), *((r, i) for r, i in cifras if i is not None)]
    numero = f" {corte.numero}" if corte.numero else ""
    titulo = f"Corte {corte.clase}{numero} del turno {corte.turno}: {_cuantos(corte.pagos)}"
    folios = f"Folios {corte.folio_inicial} a {corte.folio_final}" if corte.pagos else "Sin folios"
    return Salida(datos, "\n".join((titulo, folios, tabla(("", "Importe"), filas))))


def _cuantos(pagos: int) -> str:
    return "1 pago" if pagos == 1 else f"{pagos} pagos"
