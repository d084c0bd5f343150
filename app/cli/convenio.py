"""`convenio hacer|ver|terminar`: a debt paid in parts."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from app.cli import papel, quien
from app.cli.parser import dinero, periodo, renglon
from app.cli.salida import Salida, tabla
from app.cobro.consulta import estado_de_cuenta
from app.context import Contexto
from app.domain.autorizacion import Pedida
from app.domain.dinero import CERO, Dinero
from app.domain.tramite.convenio import CALIDADES, MOTIVOS_DE_FIN, Fin
from app.domain.tramite.situacion import Cubierta, Situacion
from app.taller import Taller
from app.tramites.convenios import (
    PlanDeConvenio,
    SolicitudConvenio,
    aviso_de_titular,
    convenible,
    convenio_en_vigor,
    hacer_convenio,
    proponer_convenio,
    terminar_convenio,
)


def agregar(ordenes: Any) -> None:
    """Add the order."""
    grupo = ordenes.add_parser("convenio", help="pagar un adeudo en parcialidades").add_subparsers(
        required=True, metavar="QUE"
    )
    hace = grupo.add_parser("hacer", help="convenir el adeudo vencido de una cuenta")
    hace.add_argument("--parcialidades", type=int, required=True, metavar="N", help="mensualidades, sin el enganche")
    hace.add_argument("--enganche", type=dinero, metavar="M", help="lo usual, el menor que se permite; se paga hoy")
    hace.add_argument("--hasta", type=periodo, metavar="AAAA-MM", help="último recibo que entra; usual, los vencidos")
    hace.add_argument("--firmante", type=renglon, default="", metavar="T", help="lo usual, el titular")
    hace.add_argument("--calidad", choices=CALIDADES, default="titular")
    hace.add_argument("--documento", type=renglon, default="", metavar="T", help="identificación, o carta poder")
    hace.add_argument("--motivo", type=renglon, default="lo pide el usuario", metavar="T")
    hace.add_argument("--deuda-vista", type=dinero, metavar="M", help="el adeudo que se mostró")
    hace.add_argument("--simular", action="store_true", help="decir cómo quedaría, sin hacerlo")
    papel.agregar(hace, "--a", "escribir el papel")
    ver = grupo.add_parser("ver", help="los de una cuenta, el último primero")
    termina = grupo.add_parser("terminar", help="acabar el que está en vigor")
    termina.add_argument("--motivo", choices=tuple(MOTIVOS_DE_FIN), required=True)
    termina.add_argument("--nota", type=renglon, required=True, metavar="T", help="en qué descansa")
    for orden, correr in ((hace, _hacer), (ver, _ver), (termina, _terminar)):
        orden.add_argument("cuenta", type=str.strip, metavar="CUENTA")
        orden.set_defaults(correr=correr)
    for orden in (hace, termina):
        quien.agregar_cajero(orden)
        quien.agregar_supervisor(orden)


def _hacer(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=not args.simular) as ctx:
        solicitud = _solicitud(ctx, args)
        if args.simular:
            return _salida_de_plan(proponer_convenio(ctx, solicitud))
        cajero = quien.cajero(ctx, args)
        deuda = proponer_convenio(ctx, solicitud).deuda
        pedida = Pedida("hacer_convenio", args.cuenta, cajero.clave, args.motivo, deuda)
        hecho = hacer_convenio(ctx, solicitud, cajero, quien.concede(ctx, args, pedida))
        folio = hecho.convenio.folio
        avisos = papel.escribir_original(taller, ctx, folio, args.a, "El convenio quedó hecho, pero su papel")
    return papel.con_avisos(Salida(convenio_en_datos(hecho), texto_de_convenio(hecho)), avisos)


def _solicitud(ctx: Contexto, args: Namespace) -> SolicitudConvenio:
    enganche = args.enganche
    if enganche is None:
        enganche = convenible(ctx, args.cuenta, args.hasta).enganche_minimo
    return SolicitudConvenio(
        cuenta=args.cuenta,
        enganche=enganche,
        parcialidades=args.parcialidades,
        hasta=args.hasta,
        firmante=args.firmante,
        calidad=args.calidad,
        documento=args.documento,
        deuda_vista=args.deuda_vista,
    )


def _terminar(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=True) as ctx:
        cajero = quien.cajero(ctx, args)
        falta = convenio_en_vigor(ctx, args.cuenta).pendiente
        pedida = Pedida("terminar_convenio", args.cuenta, cajero.clave, args.nota, falta)
        permiso = quien.concede(ctx, args, pedida)
        hecho = terminar_convenio(ctx, args.cuenta, args.motivo, args.nota, cajero, permiso)
    return Salida(convenio_en_datos(hecho), texto_de_convenio(hecho))


def _ver(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=False) as ctx:
        adeudo = estado_de_cuenta(ctx, args.cuenta).adeudo
    titular, convenios = adeudo.cuenta.titular, adeudo.convenios
    datos = {"cuenta": adeudo.cuenta.numero, "convenios": [convenio_en_datos(c, titular) for c in convenios]}
    avisos = filter(None, (aviso_de_titular(c, titular) for c in convenios))
    return Salida(datos, "\n\n".join((*map(texto_de_convenio, convenios), *avisos)) or "Sin convenios.")


def _salida_de_plan(plan: PlanDeConvenio) -> Salida:
    datos = {
        "cuenta": plan.adeudo.cuenta.numero,
        "deuda": plan.deuda,
        "enganche_minimo": plan.enganche_minimo,
        "recibos": [{"periodo": r.periodo.texto(), "importe": r.importe} for r in plan.recibos],
        "parcialidades": [{"n": p.n, "vence": p.vence.isoformat(), "importe": p.importe} for p in plan.parcialidades],
        "simulado": True,
    }
    filas = [(p.n or "enganche", f"{p.vence:%d/%m/%Y}", p.importe) for p in plan.parcialidades]
    titulo = f"Se convendrían {plan.deuda} de {plan.adeudo.cuenta.numero}"
    return Salida(datos, "\n".join((titulo, tabla(("Parcialidad", "Vence", "Importe"), filas))))


def convenio_en_datos(situacion: Situacion, titular: str = "") -> dict[str, Any]:
    """A convenio for the answers, as it is today.

    Args:
        titular: of the cuenta today; empty leaves out whether it changed.
    """
    convenio, siguiente = situacion.convenio, situacion.siguiente
    aviso = aviso_de_titular(situacion, titular) if titular else ""
    return {
        "folio": str(convenio.folio),
        "cuenta": convenio.cuenta,
        "estado": situacion.estado,
        "fecha": convenio.fecha.isoformat(),
        "titular": convenio.titular,
        "firmante": convenio.firmante,
        "calidad": convenio.calidad,
        "documento": convenio.documento,
        "deuda": convenio.deuda,
        "recibos": [{"periodo": r.periodo.texto(), "importe": r.importe} for r in convenio.recibos],
        "parcialidades": [_parte(situacion, p) for p in situacion.partes],
        "cubierto": situacion.cubierto,
        "pendiente": situacion.pendiente,
        "por_pagar": situacion.por_pagar if situacion.is_vigente else CERO,
        "vence": "" if siguiente is None else siguiente.parcialidad.vence.isoformat(),
        "al_corriente": situacion.is_al_corriente,
        "roto": situacion.roto.isoformat() if situacion.roto else "",
        "fin": {} if convenio.fin is None else _fin(convenio.fin),
        "autorizo": convenio.autorizo,
        "fundamento": convenio.fundamento,
        "avisos": [aviso] if aviso else [],
        "seq": convenio.seq,
        "hash": convenio.hash,
    }


def _parte(situacion: Situacion, parte: Cubierta) -> dict[str, Any]:
    return {
        "n": parte.parcialidad.n,
        "vence": parte.parcialidad.vence.isoformat(),
        "importe": parte.parcialidad.importe,
        "cubierto": parte.cubierto,
        "estado": _estado(situacion, parte),
    }


def _estado(situacion: Situacion, parte: Cubierta) -> str:
    if not parte.falta:
        return "pagada"
    return "atrasada" if parte in situacion.atrasadas else "por_pagar"


def _fin(fin: Fin) -> dict[str, Any]:
    return {"fecha": fin.fecha.isoformat(), "motivo": fin.motivo, "faltaba": fin.faltaba, "autorizo": fin.autorizo}


def texto_de_convenio(situacion: Situacion) -> str:
    """A convenio for people."""
    convenio = situacion.convenio
    filas: list[tuple[str, str, Dinero, Dinero, str]] = [
        (
            str(p.parcialidad.n) if p.parcialidad.n else "enganche",
            f"{p.parcialidad.vence:%d/%m/%Y}",
            p.parcialidad.importe,
            p.cubierto,
            _estado(situacion, p).replace("_", " "),
        )
        for p in situacion.partes
    ]
    lineas = [
        f"Convenio {convenio.folio} de {convenio.cuenta}: {situacion.estado}, {convenio.deuda} del "
        f"{convenio.fecha:%d/%m/%Y}, firma {convenio.firmante} ({convenio.calidad})",
        tabla(("Parcialidad", "Vence", "Importe", "Cubierto", ""), filas),
        f"Faltan {situacion.pendiente}",
    ]
    if situacion.is_vigente:
        lineas.append(f"Por pagar ahora: {situacion.por_pagar} (cobrar {convenio.cuenta} --convenio)")
    return "\n".join(lineas)
