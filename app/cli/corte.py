"""`corte`: look at a turno, read a Z again, count it again, hand it over, and what accounting takes from several."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import Any

from app.cli import papel, quien
from app.cli.cifras import datos_de_corte, salida_de_corte
from app.cli.parser import arqueo, dinero, fecha, renglon
from app.cli.salida import Salida, tabla
from app.context import Contexto
from app.documentos import ficha_de_deposito, papel_de_concentrado
from app.domain.corte.concentrado import Concentrado
from app.domain.dinero import Dinero, suma
from app.domain.usuario import Usuario
from app.errors import EquipoError
from app.papel.exportacion import EXTENSIONES, escribir_listado, exigir_extension
from app.taller import Taller
from app.turno.caja import corte_x, is_ciego
from app.turno.contabilidad import listado_de_concentrado, listado_de_poliza, ver_concentrado, ver_poliza
from app.turno.cortes import exigir_corte, folio_de_corte, ver_corte
from app.turno.entregas import aceptar, entregar, rechazar, recontar

#: Columns of a paper for a whole sheet: as an 80 mm ticket.
_COLUMNAS = 48


def agregar(ordenes: Any) -> None:
    """Add the orders."""
    corte = ordenes.add_parser("corte", help="las cifras del turno y la entrega a tesorería").add_subparsers(
        required=True, metavar="QUE"
    )
    equis = _orden(corte, "x", "corte X: mira y no cambia nada", _corte_x, numero=False)
    quien.agregar_supervisor(equis)
    ver = _orden(corte, "ver", "un corte Z con lo que ha pasado con su dinero", _ver)
    papel.agregar(ver, "--a", "escribir su papel, marcado COPIA n")
    recuento = _orden(corte, "recontar", "el conteo del supervisor, junto al del cajero", _recontar)
    recuento.add_argument("--arqueo", type=arqueo, required=True, metavar="500x2,100x3")
    recuento.add_argument("--motivo", type=renglon, required=True, metavar="T")
    quien.agregar_supervisor(recuento)
    _agregar_entrega(corte)
    aceptado = _orden(corte, "aceptar", "tesorería recibe el dinero (con el rol tesoreria)", _aceptar)
    aceptado.add_argument("--importe", type=dinero, metavar="M", help="lo que se halló, si no es lo entregado")
    aceptado.add_argument("--nota", type=renglon, default="", metavar="T")
    quien.agregar_supervisor(aceptado)
    rechazado = _orden(corte, "rechazar", "tesorería lo regresa (con el rol tesoreria)", _rechazar)
    rechazado.add_argument("--motivo", type=renglon, required=True, metavar="T")
    quien.agregar_supervisor(rechazado)
    for nombre, ayuda, correr in (
        ("concentrado", "varios cortes juntos: .csv, .xlsx, .pdf, .png o .txt", _concentrado),
        ("poliza", "la póliza contable de varios cortes: .csv o .xlsx", _poliza),
    ):
        varios = _con_archivo(_orden(corte, nombre, ayuda, correr, numero=False))
        varios.add_argument("--desde", type=fecha, required=True, metavar="AAAA-MM-DD")
        varios.add_argument("--hasta", type=fecha, metavar="AAAA-MM-DD", help="por omisión, el mismo día")


def _agregar_entrega(corte: Any) -> None:
    entrega = _orden(corte, "entregar", "entregar el dinero, con su ficha de depósito", _entregar)
    papel.agregar(entrega, "--a", "escribir la ficha")
    entrega.add_argument("--arqueo", type=arqueo, metavar="500x2,100x3", help="si no se entrega todo lo contado")
    entrega.add_argument("--referencia", type=renglon, default="", metavar="T", help="bolsa o ficha del banco")
    entrega.add_argument("--recibe", type=renglon, default="", metavar="T", help="quien lo lleva o lo toma")
    quien.agregar_cajero(entrega)


def _orden(corte: Any, nombre: str, ayuda: str, correr: Any, *, numero: bool = True) -> ArgumentParser:
    orden: ArgumentParser = corte.add_parser(nombre, help=ayuda)
    if numero:
        orden.add_argument("numero", type=int, metavar="N", help="número del corte Z")
    orden.set_defaults(correr=correr)
    return orden


def _con_archivo(orden: ArgumentParser) -> ArgumentParser:
    orden.add_argument("--a", type=Path, metavar="ARCHIVO", help="escribirlo en un archivo")
    return orden


def _corte_x(taller: Taller, args: Namespace) -> Salida:
    completo = bool(args.supervisor)
    with taller.contexto(escribir=completo) as ctx:
        if completo:
            turno = corte_x(ctx)
            quien.autoriza(ctx, args, "ver_esperado", ajeno_a=turno.cajero)
        return salida_de_corte(corte_x(ctx, completo=completo), ciego=is_ciego(ctx) and not completo)


def _ver(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=args.a is not None) as ctx:
        salida = salida_de_corte(ver_corte(ctx, args.numero))
        if args.a is None:
            return salida
        # The original came out once, with the close: this is its paper again.
        copia = papel.escribir_copia(taller, ctx, folio_de_corte(args.numero), args.a)
    return _con_archivo_dicho(salida, args.a, f"COPIA {copia} del corte Z {args.numero}")


def _recontar(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=True) as ctx:
        supervisor = _autoriza(ctx, args, "recontar")
        return salida_de_corte(recontar(ctx, args.numero, args.arqueo, args.motivo, supervisor))


def _entregar(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=True) as ctx:
        args.cajero = args.cajero or ver_corte(ctx, args.numero).cajero
        cajero = quien.cajero(ctx, args)
        corte = entregar(ctx, args.numero, args.arqueo, cajero, args.referencia, args.recibe)
        salida, ficha = salida_de_corte(corte), ficha_de_deposito(corte, taller.encabezado(ctx))
        if args.a is None:
            return salida
        try:
            taller.guardar_papel(ficha, args.a, _COLUMNAS)
        except EquipoError as error:
            # It was handed over: a slip that is not written undoes nothing.
            return papel.con_avisos(salida, (f"La entrega quedó hecha, pero su ficha no se escribió: {error.mensaje}",))
    return _con_archivo_dicho(salida, args.a, ficha.titulo)


def _aceptar(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=True) as ctx:
        tesoreria = _autoriza(ctx, args, "recibir_corte")
        return salida_de_corte(aceptar(ctx, args.numero, args.importe, args.nota, tesoreria))


def _rechazar(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=True) as ctx:
        tesoreria = _autoriza(ctx, args, "recibir_corte")
        return salida_de_corte(rechazar(ctx, args.numero, args.motivo, tesoreria))


def _autoriza(ctx: Contexto, args: Namespace, operacion: str) -> Usuario:
    """Who does it; the corte is looked for first, so that a mistyped number is told before any PIN is asked for."""
    with ctx.uow() as uow:
        exigir_corte(ctx, uow, args.numero)
    return quien.autoriza(ctx, args, operacion)


def _con_archivo_dicho(salida: Salida, ruta: Path, que: str) -> Salida:
    return Salida({**salida.datos, "archivo": str(ruta)}, f"{salida.texto}\n{que}: {ruta}")


def _dias(args: Namespace) -> tuple[date, date]:
    return args.desde, args.hasta or args.desde


def _concentrado(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=False) as ctx:
        concentrado = ver_concentrado(ctx, *_dias(args))
        if args.a is not None and args.a.suffix.lower() in EXTENSIONES:
            escribir_listado(listado_de_concentrado(concentrado), args.a)
        elif args.a is not None:
            taller.guardar_papel(papel_de_concentrado(concentrado, taller.encabezado(ctx)), args.a, _COLUMNAS)
    return _salida_de_concentrado(concentrado, args.a)


def _salida_de_concentrado(concentrado: Concentrado, ruta: Path | None) -> Salida:
    datos: dict[str, Any] = {
        "cortes": [datos_de_corte(corte) for corte in concentrado.cortes],
        "medios": dict(concentrado.medios),
        "conceptos": dict(concentrado.conceptos),
        "programas": dict(concentrado.programas),
        "subsidios": dict(concentrado.subsidios),
        "pagos": concentrado.pagos,
        "hallado": concentrado.hallado,
        "diferencia": concentrado.diferencia,
        "contado": concentrado.contado,
        "diferencia_cajero": concentrado.diferencia_cajero,
        "entregado": concentrado.entregado,
        "aceptado": concentrado.aceptado,
        "por_caja_y_dia": [
            {
                "caja": caja,
                "fecha": dia.isoformat(),
                "cortes": [corte.numero for corte in suyo.cortes],
                "pagos": suyo.pagos,
                "cobrado": suyo.cobrado,
                "hallado": suyo.hallado,
                "diferencia": suyo.diferencia,
            }
            for caja, dia, suyo in concentrado.por_caja_y_dia
        ],
        "estados": dict(concentrado.por_estado),
    }
    if ruta is not None:
        datos["archivo"] = str(ruta)
    filas: list[tuple[object, ...]] = [
        (f"Z {c.numero}", f"turno {c.turno} de {c.cajero}", suma(i for _, i in c.medios)) for c in concentrado.cortes
    ]
    filas += [("", clave, importe) for clave, importe in (*concentrado.medios, *concentrado.conceptos)]
    filas += [
        ("", "diferencias (último conteo)", concentrado.diferencia),
        ("", "diferencias (cajeros)", concentrado.diferencia_cajero),
    ]
    return Salida(datos, tabla(("Corte", "", "Importe"), filas))


def _poliza(taller: Taller, args: Namespace) -> Salida:
    desde, hasta = _dias(args)
    if args.a is not None:
        exigir_extension(args.a)
    with taller.contexto(escribir=False) as ctx:
        renglones = ver_poliza(ctx, desde, hasta)
    cargos: Dinero = suma(r.cargo for r in renglones)
    datos: dict[str, Any] = {
        "renglones": [
            {"cuenta": r.cuenta, "concepto": r.concepto, "cargo": r.cargo, "abono": r.abono} for r in renglones
        ],
        "cargos": cargos,
        "abonos": suma(r.abono for r in renglones),
    }
    if args.a is not None:
        escribir_listado(listado_de_poliza(renglones, desde, hasta), args.a)
        datos["archivo"] = str(args.a)
    filas = [(r.cuenta, r.concepto, r.cargo, r.abono) for r in renglones]
    return Salida(datos, tabla(("Cuenta", "Concepto", "Cargo", "Abono"), filas))
