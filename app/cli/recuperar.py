"""`recuperar`: a caja that was stopped goes on."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.cli import quien
from app.cli.parser import dinero, fecha, periodos, renglon
from app.cli.salida import Salida
from app.cobro.codigo import leer_ticket
from app.cobro.recuperados import exigir_que_no_este, nombre_de_papel, posible, prever_recuperado, recuperar_pago
from app.domain.autorizacion import Pedida
from app.domain.beneficio.programa import Descuento
from app.domain.pago.pago import MEDIOS, Aplicacion, Folio, Pago
from app.domain.pago.recuperado import TicketPerdido, leer_verificacion
from app.errors import NegocioError, UsoError
from app.reposicion.recuperacion import Recuperacion, recuperar, seguir_sin_centro
from app.reposicion.rescate import rescatar, ticket_de
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
    pago = que.add_parser("pago", help="un pago que se perdió con su PC, por el ticket del cliente")
    pago.add_argument("ticket", metavar="FOLIO", help="folio del ticket, o lo que se lee de su código")
    pago.add_argument("--cuenta", required=True, metavar="N")
    pago.add_argument("--verificacion", default="", metavar="V", help="los 10 caracteres bajo el código del ticket")
    pago.add_argument("--fecha", default=None, metavar="D", type=fecha, help="del ticket")
    pago.add_argument("--importe", default=None, metavar="M", type=dinero, help="lo que pagó de la cuenta")
    pago.add_argument("--recibos", default=(), metavar="P,…", type=periodos, help="los meses que dice el ticket")
    pago.add_argument("--medio", default="efectivo", choices=MEDIOS, help="cómo pagó")
    pago.add_argument("--motivo", default="", metavar="T", type=renglon, help="qué pasó con la PC")
    pago.add_argument("--simular", action="store_true", help="decir qué se abonaría, sin abonarlo")
    quien.agregar_cajero(pago)
    quien.agregar_supervisor(pago)
    pago.set_defaults(correr=_pago)
    disco = que.add_parser("disco", help="lo que nunca envió la PC anterior, con su disco o una copia de su carpeta")
    disco.add_argument("carpeta", type=Path, metavar="DIR", help="carpeta de datos de la PC anterior")
    disco.add_argument("--motivo", default="Estaba en el disco de la PC anterior", metavar="T", type=renglon)
    quien.agregar_cajero(disco)
    quien.agregar_supervisor(disco)
    disco.set_defaults(correr=_disco)


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
        partes.append(f"De {hecha.dudosos} papeles no se sabe si salieron: véalos en la cola de impresión.")
    return " ".join(partes)


def _pago(taller: Taller, args: Namespace) -> Salida:
    ticket = _ticket(args)
    with taller.contexto(escribir=not args.simular) as ctx:
        if args.simular:
            prevista = prever_recuperado(ctx, ticket)
            return Salida(_abonos(prevista.aplicado, prevista.descuentos), f"Se abonarían {ticket.importe}.")
        cajero = quien.cajero(ctx, args)
        prever_recuperado(ctx, ticket)
        pedida = Pedida("recuperar_pago", str(ticket.folio), cajero.clave, args.motivo, ticket.importe)
        autorizacion = quien.concede(ctx, args, pedida)
    with taller.medios() as medios:
        exigir_que_no_este(medios, ticket)
    with taller.contexto(escribir=True) as ctx:
        hecho = recuperar_pago(ctx, ticket, args.motivo, cajero, autorizacion)
    datos = {
        "folio": str(hecho.folio), "cuenta": hecho.cuenta, "total": hecho.total, "fecha": hecho.fecha.isoformat(),
        "saldo_restante": hecho.saldo_restante, "saldo_a_favor": hecho.saldo_a_favor,
        "papel": nombre_de_papel(hecho.folio), "hash": hecho.hash,
    }  # fmt: skip
    return Salida(
        datos | _abonos(hecho.aplicado, hecho.descuentos),
        f"Pago {hecho.folio} repuesto: {hecho.total} a la cuenta {hecho.cuenta}. No entra en ningún corte.",
    )


def _ticket(args: Namespace) -> TicketPerdido:
    leido = leer_ticket(args.ticket)
    folio, importe, dia, verificacion = leido or (Folio.from_texto(args.ticket), args.importe, args.fecha, "")
    if args.importe is not None:
        importe = args.importe
    if importe is None or dia is None or not (verificacion or args.verificacion):
        raise UsoError("falta_dato", "Diga del ticket --verificacion, --fecha y --importe, o lea su código.")
    return TicketPerdido(
        folio=folio,
        verificacion=leer_verificacion(verificacion or args.verificacion),
        cuenta=args.cuenta,
        fecha=dia,
        importe=importe,
        recibos=args.recibos,
        medio=args.medio,
        prueba="qr" if leido else "tecleada",
    )


def _abonos(aplicado: Sequence[Aplicacion], descuentos: Sequence[Descuento]) -> dict[str, Any]:
    lineas = [(a.periodo, a.clave, a.importe) for a in aplicado]
    lineas += [(d.periodo, d.programa, d.importe) for d in descuentos]
    return {"aplicado": [{"periodo": p.texto() if p else "", "clave": clave, "importe": i} for p, clave, i in lineas]}


def _disco(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=True) as ctx:
        quien.autoriza(ctx, args, "recuperar_caja")
    with taller.medios() as medios:
        hallado = rescatar(medios, lambda: taller.disco(args.carpeta))
    repuestos, negados = _reponer(taller, args, hallado.sueltos) if hallado.sueltos else ([], [])
    datos = {"enviados": hallado.enviados, "repuestos": repuestos, "negados": negados}
    partes = [f"Se enviaron al centro {hallado.enviados} asientos que ese disco tenía y él no."]
    if repuestos:
        partes.append(f"Se repusieron {len(repuestos)} pagos que ya no podían seguir: {', '.join(repuestos)}.")
    partes += [f"{negado['folio']}: {negado['mensaje']}" for negado in negados]
    return Salida(datos, " ".join(partes))


def _reponer(taller: Taller, args: Namespace, sueltos: Sequence[Pago]) -> tuple[list[str], list[dict[str, str]]]:
    """Each by a word of its own; one that cannot be taken up stops none of the others."""
    repuestos: list[str] = []
    negados: list[dict[str, str]] = []
    with taller.contexto(escribir=True) as ctx:
        cajero = quien.cajero(ctx, args)
        for pago in sueltos:
            try:
                ticket = posible(ctx, ticket_de(pago))
                pedida = Pedida("recuperar_pago", str(ticket.folio), cajero.clave, args.motivo, ticket.importe)
                recuperar_pago(ctx, ticket, args.motivo, cajero, quien.concede(ctx, args, pedida))
                repuestos.append(str(pago.folio))
            except NegocioError as error:
                negados.append({"folio": str(pago.folio), "clave": error.clave, "mensaje": error.mensaje})
    return repuestos, negados
