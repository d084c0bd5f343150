"""`beneficio`: grant, renew and withdraw a program of the law, and see who granted what; requests: `solicitud`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import Any

from app.beneficiarios.curp import velar
from app.beneficiarios.otorgados import ref_de, ver_beneficios
from app.beneficiarios.otorgamientos import Otorgado, otorgar, renovar
from app.beneficiarios.retiros import Retiro, SolicitudRetiro, retirar, ver_retiro
from app.cli import quien, solicitud
from app.cli.parser import dinero, fecha, porcentaje, renglon
from app.cli.salida import Salida, tabla
from app.context import Contexto
from app.domain.beneficio.evidencia import Evidencia
from app.domain.beneficio.otorgamiento import DIAS_PARA_RENOVAR, SolicitudBeneficio
from app.domain.beneficio.programa import Medida
from app.domain.cuenta import MOTIVOS_DE_RETIRO, Beneficio
from app.errors import UsoError
from app.taller import Taller

_DICE = {
    "vigente": "vigente{hasta}",
    "por_empezar": "a partir del {desde:%d/%m/%Y}",
    "vencido": "venció el {fin:%d/%m/%Y}",
    "retirado": "retirado el {retirado:%d/%m/%Y} ({retiro})",
}


def agregar(ordenes: Any) -> None:
    """Add the orders."""
    grupo = ordenes.add_parser("beneficio", help="programas de la ley").add_subparsers(required=True, metavar="QUE")
    otorga = _de_programa(grupo, "otorgar", "darlo a una cuenta", _otorgar)
    otorga.add_argument("--beneficiario", type=renglon, required=True, metavar="T")
    otorga.add_argument("--curp", type=renglon, default="", metavar="C")
    otorga.add_argument("--desde", type=fecha, metavar="AAAA-MM-DD", help="lo usual, hoy")
    otorga.add_argument("--m3", type=int, metavar="N", help="m³ que paga, si los fija el estudio")
    otorga.add_argument("--porcentaje", type=porcentaje, metavar="N")
    otorga.add_argument("--importe", type=dinero, metavar="M")
    otorga.add_argument("--autorizacion", type=renglon, default="", metavar="N", help="número del oficio o resolución")
    otorga.add_argument("--motivo", type=renglon, default="", metavar="T", help="por qué se autorizó")
    otorga.add_argument(
        "--es-otra-persona", type=renglon, default="", metavar="MOTIVO", help="cómo se sabe que no es la de otra cuenta"
    )
    renueva = _de_programa(grupo, "renovar", "alargarlo, con documento nuevo", _renovar)
    for orden in (otorga, renueva):
        orden.add_argument("--documento", type=renglon, required=True, metavar="N", help="en qué descansa")
        orden.add_argument("--hasta", type=fecha, metavar="AAAA-MM-DD", help="lo usual, lo más que permite la ley")
        orden.add_argument("--evidencia", type=_evidencia, action="append", default=[], metavar="CLASE=NUMERO")
    retira = _de_programa(grupo, "retirar", "quitarlo desde un día", _retirar)
    retira.add_argument("--motivo", choices=tuple(MOTIVOS_DE_RETIRO), required=True)
    retira.add_argument("--fecha", type=fecha, metavar="AAAA-MM-DD", help="primer día sin él; lo usual, hoy")
    retira.add_argument("--beneficio", default="", metavar="REF", help="cuál, si tiene varios del programa")
    retira.add_argument("--nota", type=renglon, default="", metavar="T")
    retira.add_argument("--simular", action="store_true", help="decir lo que se cobraría, sin retirarlo")
    retira.add_argument("--importe-visto", type=dinero, metavar="M", help="lo que se mostró que se cobraría")
    ver = grupo.add_parser("ver", help="otorgados, por renovar y retirados")
    ver.add_argument("cuenta", nargs="?", default="", metavar="CUENTA")
    ver.add_argument("--dias", type=int, default=DIAS_PARA_RENOVAR, metavar="N", help="por renovar en tantos días")
    quien.agregar_supervisor(ver)
    ver.set_defaults(correr=_ver)
    solicitud.agregar(grupo)


def _de_programa(grupo: Any, nombre: str, ayuda: str, correr: object) -> ArgumentParser:
    orden: ArgumentParser = grupo.add_parser(nombre, help=ayuda)
    orden.add_argument("cuenta", type=str.strip, metavar="CUENTA")
    orden.add_argument("programa", metavar="PROGRAMA")
    quien.agregar_supervisor(orden)
    orden.set_defaults(correr=correr)
    return orden


def _evidencia(texto: str) -> Evidencia:
    clase, igual, numero = renglon(texto).partition("=")
    if not igual:
        raise UsoError("evidencia_invalida", f"«{texto[:40]}»: escriba qué es y su número, por ejemplo INAPAM=123.")
    return Evidencia(clase, numero)


def _otorgar(taller: Taller, args: Namespace) -> Salida:
    solicitud = SolicitudBeneficio(
        cuenta=args.cuenta,
        programa=args.programa,
        beneficiario=args.beneficiario,
        documento=args.documento,
        desde=args.desde,
        hasta=args.hasta,
        medida=Medida(args.m3, args.porcentaje, args.importe),
        curp=args.curp,
        autorizacion=args.autorizacion,
        motivo=args.motivo,
        evidencias=tuple(args.evidencia),
        otra_persona=args.es_otra_persona,
    )
    with taller.contexto(escribir=True) as ctx:
        return _hecho(ctx, "Otorgado", otorgar(ctx, solicitud, quien.ajeno(ctx, args, "otorgar_beneficio")))


def _renovar(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=True) as ctx:
        supervisor = quien.ajeno(ctx, args, "renovar_beneficio")
        hecho = renovar(
            ctx, args.cuenta, args.programa, args.documento, supervisor, hasta=args.hasta, evidencias=args.evidencia
        )
        return _hecho(ctx, "Renovado", hecho)


def _hecho(ctx: Contexto, rotulo: str, hecho: Otorgado) -> Salida:
    datos = beneficio_en_datos(ctx, hecho.beneficio, ctx.reloj.ahora().date())
    texto = f"{rotulo} a {hecho.beneficio.cuenta}: {datos['nombre']}, {datos['dice']}, {datos['fundamento']}"
    return Salida(datos | {"seq": hecho.seq, "hash": hecho.hash}, texto)


def _retirar(taller: Taller, args: Namespace) -> Salida:
    solicitud = SolicitudRetiro(
        args.cuenta, args.programa, args.motivo, args.fecha, args.beneficio, args.nota, args.importe_visto
    )
    with taller.contexto(escribir=not args.simular) as ctx:
        if args.simular:
            return _salida_de_retiro(ver_retiro(ctx, solicitud), simulado=True)
        supervisor = quien.ajeno(ctx, args, "retirar_beneficio")
        return _salida_de_retiro(retirar(ctx, solicitud, supervisor), simulado=False)


def _salida_de_retiro(retiro: Retiro, *, simulado: bool) -> Salida:
    beneficio = retiro.beneficio
    diferencia = [
        {"clave": c.clave, "importe": c.importe, "detalle": c.detalle, "fundamento": c.fundamento}
        for c in retiro.diferencia
    ]
    datos = {
        "cuenta": beneficio.cuenta,
        "programa": beneficio.programa,
        "ref": ref_de(beneficio),
        "fecha": retiro.fecha.isoformat(),
        "motivo": retiro.motivo,
        "diferencia": diferencia,
        "importe": retiro.importe,
        "cargo": "" if retiro.cargo is None else retiro.cargo.ref,
        "periodo": "" if retiro.cargo is None else retiro.cargo.periodo.texto(),
        "quedan": [b.programa for b in retiro.quedan],
        "simulado": simulado,
        "seq": retiro.seq,
        "hash": retiro.hash,
    }
    verbo = "Se retiraría" if simulado else "Retirado"
    motivo = MOTIVOS_DE_RETIRO[retiro.motivo]
    lineas = [f"{verbo} a {beneficio.cuenta}: {beneficio.programa}, desde el {retiro.fecha:%d/%m/%Y} ({motivo})"]
    if diferencia:
        filas = [(c["clave"], c["importe"], f"{c['detalle']} · {c['fundamento']}") for c in diferencia]
        lineas += [tabla(("Concepto", "Importe", "Por qué"), filas), f"Por cobrar: {retiro.importe}"]
    return Salida(datos, "\n".join([*lineas, *([retiro.aviso] if retiro.aviso else [])]))


def _ver(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=bool(args.supervisor)) as ctx:
        # Who may see whose CURP it is says who they are.
        con_curp = bool(args.supervisor) and bool(quien.autoriza(ctx, args, "ver_curp"))
        hoy = ctx.reloj.ahora().date()
        listas = ver_beneficios(ctx, args.cuenta.strip(), args.dias)
        datos = {
            nombre: [beneficio_en_datos(ctx, b, hoy, con_curp=con_curp) for b in lista]
            for nombre, lista in (
                ("vigentes", listas.vigentes),
                ("por_renovar", listas.por_renovar),
                ("retirados", listas.retirados),
            )
        }
    return Salida(datos, "\n\n".join(_lista(nombre, lista) for nombre, lista in datos.items()))


def _lista(nombre: str, lista: list[dict[str, Any]]) -> str:
    campos = ("cuenta", "nombre", "beneficiario", "dice", "quien", "fundamento")
    filas = [tuple(b[campo] or "importado" for campo in campos) for b in lista]
    titulo = f"{nombre.replace('_', ' ').capitalize()}: {len(lista)}"
    columnas = ("Cuenta", "Programa", "Beneficiario", "Estado", "Quién", "Artículo")
    return "\n".join((titulo, tabla(columnas, filas))) if filas else titulo


def beneficio_en_datos(ctx: Contexto, b: Beneficio, hoy: date, *, con_curp: bool = False) -> dict[str, Any]:
    """A benefit for the answers; its CURP veiled unless who asks may see it."""
    programa = ctx.perfil.programa(b.programa)
    situacion = b.situacion(hoy)
    hasta = f" hasta el {b.hasta:%d/%m/%Y}" if b.hasta else ""
    retiro = MOTIVOS_DE_RETIRO.get(b.retiro, "")
    return {
        "cuenta": b.cuenta,
        "programa": b.programa,
        "nombre": programa.nombre,
        "beneficiario": b.beneficiario,
        "curp": b.curp if con_curp else velar(b.curp),
        "documento": b.documento,
        "desde": b.desde.isoformat(),
        "hasta": b.hasta.isoformat() if b.hasta else "",
        "vigente": situacion == "vigente",
        "situacion": situacion,
        "dice": _DICE[situacion].format(
            hasta=hasta, desde=b.desde, fin=b.hasta or b.desde, retirado=b.retirado or b.desde, retiro=retiro
        ),
        "retirado": b.retirado.isoformat() if b.retirado else "",
        "autorizacion": b.autorizacion,
        "quien": b.quien,
        "ref": ref_de(b),
        "fundamento": programa.fundamento,
    }
