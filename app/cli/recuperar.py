"""`recuperar`: a caja that was stopped goes on."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import asdict
from typing import Any

from app.cli import quien
from app.cli.salida import Salida
from app.domain.pago import Folio
from app.errors import UsoError
from app.recuperacion import Recuperacion, recuperar, seguir_sin_centro
from app.taller import Taller


def agregar(ordenes: Any) -> None:
    """Add the orders."""
    que = ordenes.add_parser("recuperar", help="una caja detenida, o lo que se perdió con su PC").add_subparsers(
        required=True, metavar="QUE"
    )
    caja = que.add_parser("caja", help="traer del centro lo que le falta a una copia, y seguir con otra serie")
    caja.add_argument("--sin-centro", action="store_true", help="seguir sin traer nada; hace falta el último folio")
    caja.add_argument("--ultimo-folio", default="", metavar="F", help="el más reciente que dio esta caja")
    quien.agregar_supervisor(caja)
    caja.set_defaults(correr=_caja)


def _caja(taller: Taller, args: Namespace) -> Salida:
    if args.sin_centro != bool(args.ultimo_folio):
        raise UsoError(
            "falta_folio", "--sin-centro y --ultimo-folio van juntos: diga el folio más reciente que dio esta caja."
        )
    with taller.contexto(escribir=True) as ctx:
        supervisor = quien.autoriza(ctx, args, "recuperar_caja")
    with taller.medios() as medios:
        if args.sin_centro:
            hecha = seguir_sin_centro(medios, supervisor, Folio.from_texto(args.ultimo_folio))
        else:
            hecha = recuperar(medios, supervisor, decir)
    taller.plegar()
    return Salida(asdict(hecha), en_texto(hecha))


def decir(hechos: int, total: int) -> None:
    """Progress of what may take minutes, for whoever looks at the terminal."""
    if sys.stderr is not None and sys.stderr.isatty():
        print(f"\rDiario de la caja: {hechos} de {total} asientos", end="", file=sys.stderr, flush=True)


def en_texto(hecha: Recuperacion) -> str:
    """What a supervisor must know of a caja that goes on."""
    partes = [f"La caja sigue: se trajeron {hecha.traidos} asientos y sus folios van en la serie {hecha.serie}."]
    if hecha.perdidos:
        partes.append(
            f"Faltan {hecha.perdidos} asientos que no llegaron al centro: los pagos que haya entre ellos se reponen "
            "con el ticket del cliente («recuperar pago»)."
        )
    if hecha.dudosos:
        partes.append(f"De {hecha.dudosos} papeles del turno no se sabe si salieron: véalos en la cola de impresión.")
    return " ".join(partes)
