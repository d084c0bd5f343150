"""`facturar`: a month's recibos from its readings, and the list of what somebody must look at."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import Any

from app.cli import quien
from app.cli.parser import periodo
from app.cli.salida import Salida, tabla
from app.domain.tarifa.medicion import PorRevisar
from app.errors import EquipoError, UsoError
from app.facturacion import Facturacion, PedidoFacturacion
from app.papel.exportacion import Listado, escribir_listado, exigir_extension
from app.taller import Taller

#: Progress is told at most so many times.
_VECES = 20
_COLUMNAS = ("Cuenta", "Titular", "Ruta", "Clave", "Lectura anterior", "Lectura", "m³", "Promedio", "Qué tiene")


def agregar(ordenes: Any) -> None:
    """Add the order."""
    orden = ordenes.add_parser("facturar", help="recibos de un mes a partir de sus lecturas")
    agregar_pedido(orden)
    quien.agregar_supervisor(orden)
    orden.set_defaults(correr=_facturar)


def agregar_pedido(orden: ArgumentParser) -> None:
    """Add what is to be billed, and whether it is only looked at."""
    orden.add_argument("--mes", type=periodo, required=True, metavar="AAAA-MM")
    orden.add_argument("--ruta", action="append", default=[], metavar="R", help="solo esta ruta; se puede repetir")
    orden.add_argument("--emision", type=_fecha, metavar="AAAA-MM-DD", help="emitir desde este día, no antes")
    orden.add_argument("--simular", action="store_true", help="ver qué se facturaría sin escribir nada")
    orden.add_argument("--revisar", type=Path, metavar="ARCHIVO", help="escribir la lista por revisar (.csv o .xlsx)")


def _fecha(texto: str) -> date:
    try:
        return date.fromisoformat(texto)
    except ValueError as error:
        raise UsoError("fecha_invalida", f"«{texto[:20]}» no es una fecha. Escríbala AAAA-MM-DD.") from error


def _facturar(taller: Taller, args: Namespace) -> Salida:
    pedido = pedido_de(args)
    with taller.contexto(escribir=not args.simular) as ctx:
        administra = "" if args.simular else quien.autoriza(ctx, args, "facturar").clave
        hecha = taller.facturar(ctx, pedido, administra, Avance())
    return salida_de(hecha, args)


def pedido_de(args: Namespace) -> PedidoFacturacion:
    """What was asked for.

    Raises:
        UsoError: the list cannot be written in a file of that kind.
    """
    if args.revisar is not None:
        exigir_extension(args.revisar)
    return PedidoFacturacion(args.mes, tuple(args.ruta), args.emision)


def salida_de(hecha: Facturacion, args: Namespace) -> Salida:
    """What became of it; the list of what somebody must look at is written where it was asked for."""
    avisos = _escribir_lista(hecha, args.revisar)
    datos = _en_datos(hecha) | {"simulada": args.simular, "avisos": avisos}
    return Salida(datos, "\n".join((_texto(hecha, simulada=args.simular), *avisos)))


def _escribir_lista(hecha: Facturacion, ruta: Path | None) -> list[str]:
    """By now the month is billed: a list that cannot be written does not undo it."""
    if ruta is not None:
        try:
            escribir_listado(Listado("Por revisar", _COLUMNAS, tuple(map(_renglon, hecha.revisar))), ruta)
        except EquipoError as error:
            return [f"La lista por revisar no se escribió: {error.mensaje}"]
    return []


class Avance:
    """Tells how far it is, for people, each twentieth part."""

    def __init__(self) -> None:
        self._dichas = -1

    def __call__(self, leidas: int, total: int) -> None:
        parte = leidas * _VECES // max(total, 1)
        if parte > self._dichas:
            self._dichas = parte
            print(f"{leidas:,} de {total:,} cuentas", file=sys.stderr, flush=True)


def _en_datos(hecha: Facturacion) -> dict[str, Any]:
    return {
        "mes": hecha.mes.texto(),
        "facturadas": hecha.facturadas,
        "total": hecha.total,
        "omitidas": sum(cuantas for _, cuantas in hecha.omitidas),
        "motivos": dict(hecha.omitidas),
        "revisar": [_revision(r) for r in hecha.revisar],
        "sin_detalle": hecha.sin_detalle,
        "rutas": [
            {
                "ruta": r.ruta,
                "lectura": r.ciclo.lectura.isoformat(),
                "emision": r.ciclo.emision.isoformat(),
                "entrega": r.ciclo.entrega.isoformat(),
                "vence": r.ciclo.vence.isoformat(),
                "facturadas": r.facturadas,
                "total": r.total,
            }
            for r in hecha.rutas
        ],
        "lote": hecha.lote,
    }


def _revision(revisar: PorRevisar) -> dict[str, Any]:
    return {
        "cuenta": revisar.cuenta.numero,
        "ruta": revisar.cuenta.ruta,
        "clave": revisar.clave,
        "mensaje": revisar.mensaje,
        "lectura_anterior": revisar.anterior,
        "lectura": revisar.actual,
        "m3": revisar.m3,
        "promedio": None if revisar.promedio is None else str(revisar.promedio),
    }


def _renglon(revisar: PorRevisar) -> tuple[object, ...]:
    cuenta = revisar.cuenta
    return (
        cuenta.numero, cuenta.titular, cuenta.ruta, revisar.clave, revisar.anterior, revisar.actual, revisar.m3,
        revisar.promedio, revisar.mensaje,
    )  # fmt: skip


def _texto(hecha: Facturacion, *, simulada: bool) -> str:
    verbo = "Se facturarían" if simulada else "Facturadas"
    partes = [f"{verbo} {hecha.facturadas:,} cuentas de {hecha.mes}: {hecha.total}"]
    partes += [f"Sin recibo, {motivo.replace('_', ' ')}: {cuantas:,}" for motivo, cuantas in hecha.omitidas]
    if hecha.rutas:
        filas = [(r.ruta, r.ciclo.emision, r.ciclo.vence, r.facturadas, r.total) for r in hecha.rutas]
        partes.append(tabla(("Ruta", "Emisión", "Vence", "Recibos", "Importe"), filas))
    if hecha.por_revisar:
        partes.append(f"Por revisar: {hecha.por_revisar:,}")
        partes += [f"{r.cuenta.numero}  {r.clave}: {r.mensaje}" for r in hecha.revisar]
    return "\n".join(partes)
