"""`beneficio solicitar|completar|estudio|resolver|solicitudes`: a request, from the counter to its answer."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import Any

from app.beneficiarios.curp import velar
from app.beneficiarios.escaneos import guardar_escaneo
from app.cli import papel, quien
from app.cli.parser import dinero, fecha, folio, porcentaje, renglon
from app.cli.salida import Salida, tabla
from app.context import Contexto
from app.domain.beneficio.evidencia import Presentado, requisitos
from app.domain.beneficio.programa import Medida
from app.domain.beneficio.solicitud import ESTADOS, Estudio, Solicitud, aviso_de_plazo
from app.errors import UsoError
from app.taller import Taller
from app.tramites.resoluciones import Resolucion, resolver_solicitud
from app.tramites.solicitudes import (
    Pedimento,
    anotar_estudio,
    completar_solicitud,
    recibir_solicitud,
    ver_solicitud,
    ver_solicitudes,
)

_RESULTADOS = {"otorgar": "aceptada", "negar": "negada", "desistir": "desistida"}


def agregar(grupo: Any) -> None:
    """Add the orders to those of `beneficio`."""
    solicita = grupo.add_parser("solicitar", help="recibir una solicitud, con los documentos que se traigan")
    solicita.add_argument("cuenta", type=str.strip, metavar="CUENTA")
    solicita.add_argument("programa", metavar="PROGRAMA")
    solicita.add_argument("--beneficiario", type=renglon, required=True, metavar="T")
    solicita.add_argument("--solicitante", type=renglon, default="", metavar="T", help="quien la trae, si es otro")
    solicita.add_argument("--nota", type=renglon, default="", metavar="T")
    completa = grupo.add_parser("completar", help="agregar lo que faltaba a una solicitud")
    completa.add_argument("folio", type=folio, metavar="FOLIO")
    for orden, correr in ((solicita, _solicitar), (completa, _completar)):
        orden.add_argument("--curp", type=renglon, default="", metavar="C")
        _agregar_documentos(orden)
        papel.agregar(orden, "--a", "escribir el acuse")
        quien.agregar_cajero(orden)
        orden.set_defaults(correr=correr)
    _agregar_estudio(grupo)
    _agregar_resolver(grupo)
    lista = grupo.add_parser("solicitudes", help="las que esperan respuesta, la más urgente primero")
    lista.add_argument("cuenta", nargs="?", default="", type=str.strip, metavar="CUENTA")
    lista.add_argument("--folio", type=folio, metavar="FOLIO", help="una sola, con todo lo suyo")
    lista.add_argument("--dias", type=int, default=0, metavar="N", help="también las resueltas en tantos días")
    lista.set_defaults(correr=_ver)


def _agregar_documentos(orden: ArgumentParser) -> None:
    ayudas = {
        "documento": ("N=NUMERO", "N es su lugar en la lista del programa, o qué documento es"),
        "fecha": ("N=AAAA-MM-DD", "hasta cuándo vale; de los que caducan por ley, cuándo se expidió"),
        "escaneo": ("N=ARCHIVO", "foto, escaneo o PDF, que se guarda junto al diario"),
    }
    for nombre, (forma, ayuda) in ayudas.items():
        orden.add_argument(f"--{nombre}", type=_par, action="append", default=[], metavar=forma, help=ayuda)


def _agregar_estudio(grupo: Any) -> None:
    orden = grupo.add_parser("estudio", help="anotar el resultado del estudio de una solicitud")
    orden.add_argument("folio", type=folio, metavar="FOLIO")
    orden.add_argument("--numero", type=renglon, required=True, metavar="N")
    orden.add_argument("--hizo", type=renglon, required=True, metavar="T", help="quién hizo el estudio")
    orden.add_argument("--fecha", type=fecha, metavar="AAAA-MM-DD", help="lo usual, hoy")
    orden.add_argument("--resultado", choices=("favorable", "desfavorable"), required=True)
    _agregar_medida(orden)
    orden.add_argument("--escaneo", type=Path, metavar="ARCHIVO")
    orden.add_argument("--nota", type=renglon, default="", metavar="T")
    quien.agregar_supervisor(orden)
    orden.set_defaults(correr=_estudio)


def _agregar_resolver(grupo: Any) -> None:
    orden = grupo.add_parser("resolver", help="otorgar, negar o dar por desistida una solicitud")
    orden.add_argument("folio", type=folio, metavar="FOLIO")
    orden.add_argument("como", choices=tuple(_RESULTADOS), metavar="|".join(_RESULTADOS))
    textos = {
        "motivo": "por qué se niega o se desiste; o por qué se autorizó",
        "fundamento": "artículo de la negativa; lo usual, el del programa",
        "documento": "en qué descansa; lo usual, el estudio o el primer documento",
        "autorizacion": "número del oficio o resolución",
        "es-otra-persona": "cómo se sabe que no es la de otra cuenta",
    }
    for nombre, ayuda in textos.items():
        orden.add_argument(f"--{nombre}", type=renglon, default="", metavar="T", help=ayuda)
    _agregar_medida(orden)
    orden.add_argument("--desde", type=fecha, metavar="AAAA-MM-DD", help="lo usual, hoy")
    orden.add_argument("--hasta", type=fecha, metavar="AAAA-MM-DD", help="lo usual, lo más que permite la ley")
    papel.agregar(orden, "--a", "escribir la respuesta")
    quien.agregar_supervisor(orden)
    orden.set_defaults(correr=_resolver)


def _agregar_medida(orden: ArgumentParser) -> None:
    orden.add_argument("--m3", type=int, metavar="N", help="m³ que paga")
    orden.add_argument("--porcentaje", type=porcentaje, metavar="N")
    orden.add_argument("--importe", type=dinero, metavar="M")


def _par(texto: str) -> tuple[str, str]:
    cual, igual, valor = renglon(texto).partition("=")
    if not (igual and cual.strip() and valor.strip()):
        raise UsoError("documento_invalido", f"«{texto[:40]}»: escriba cuál y su dato, por ejemplo 1=INAPAM 123.")
    return cual.strip(), valor.strip()


def _presentados(taller: Taller, ctx: Contexto, programa: str, args: Namespace) -> tuple[Presentado, ...]:
    """The documents of the order; what is said of a number is said of that place of the checklist."""
    lista = requisitos(ctx.perfil.programa(programa))

    def clase(cual: str) -> str:
        return lista[int(cual) - 1] if cual.isdecimal() and 0 < int(cual) <= len(lista) else cual

    numeros, fechas, rutas = ({clase(c): v for c, v in pares} for pares in (args.documento, args.fecha, args.escaneo))
    sellador = taller.sellador(ctx.caja)
    archivos = {c: guardar_escaneo(ctx.anexos, sellador, Path(ruta)) for c, ruta in rutas.items()}
    dias: dict[str, date] = {c: fecha(texto) for c, texto in fechas.items()}
    return tuple(
        Presentado(c, numeros.get(c, "ver escaneo" if c in archivos else ""), dias.get(c), archivos.get(c, ""))
        for c in dict.fromkeys((*numeros, *fechas, *rutas))
    )


def _solicitar(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=True) as ctx:
        pide = quien.cajero(ctx, args)
        documentos = _presentados(taller, ctx, args.programa, args)
        textos = (args.cuenta, args.programa, args.beneficiario, args.solicitante, args.curp)
        hecha = recibir_solicitud(ctx, Pedimento(*textos, documentos, args.nota), pide)
        return _con_papel(taller, ctx, hecha, args.a)


def _completar(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=True) as ctx:
        pide = quien.cajero(ctx, args)
        documentos = _presentados(taller, ctx, ver_solicitud(ctx, args.folio).programa, args)
        hecha = completar_solicitud(ctx, args.folio, documentos, pide, args.curp)
        return _con_papel(taller, ctx, hecha, args.a)


def _estudio(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=True) as ctx:
        supervisor = quien.autoriza(ctx, args, "anotar_estudio")
        archivo = "" if args.escaneo is None else guardar_escaneo(ctx.anexos, taller.sellador(ctx.caja), args.escaneo)
        estudio = Estudio(
            numero=args.numero,
            fecha=args.fecha or ctx.reloj.ahora().date(),
            hizo=args.hizo,
            favorable=args.resultado == "favorable",
            medida=Medida(args.m3, args.porcentaje, args.importe),
            archivo=archivo,
            nota=args.nota,
        )
        return _con_papel(taller, ctx, anotar_estudio(ctx, args.folio, estudio, supervisor), None)


def _resolver(taller: Taller, args: Namespace) -> Salida:
    resolucion = Resolucion(
        folio=args.folio,
        resultado=_RESULTADOS[args.como],
        motivo=args.motivo,
        fundamento=args.fundamento,
        documento=args.documento,
        medida=Medida(args.m3, args.porcentaje, args.importe),
        autorizacion=args.autorizacion,
        otra_persona=args.es_otra_persona,
        desde=args.desde,
        hasta=args.hasta,
    )
    with taller.contexto(escribir=True) as ctx:
        hecha = resolver_solicitud(ctx, resolucion, quien.ajeno(ctx, args, "resolver_solicitud"))
        return _con_papel(taller, ctx, hecha.solicitud, args.a)


def _ver(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=False) as ctx:
        hoy = ctx.reloj.ahora().date()
        if args.folio is not None:
            return _con_papel(taller, ctx, ver_solicitud(ctx, args.folio), None)
        lista = [solicitud_en_datos(s, hoy) for s in ver_solicitudes(ctx, args.cuenta, args.dias)]
    campos = ("folio", "recibida", "cuenta", "beneficiario", "nombre", "dice")
    filas = [tuple(s[campo] for campo in campos) for s in lista]
    titulos = ("Folio", "Recibida", "Cuenta", "Beneficiario", "Programa", "Estado")
    texto = tabla(titulos, filas) if filas else "Ninguna solicitud espera respuesta."
    return Salida({"solicitudes": lista}, texto)


def _con_papel(taller: Taller, ctx: Contexto, hecha: Solicitud, ruta: Path | None) -> Salida:
    """What was done, and its paper where it was asked for: a paper that is not written undoes nothing."""
    datos = solicitud_en_datos(hecha, ctx.reloj.ahora().date())
    avisos = papel.escribir_original(taller, ctx, hecha.folio, ruta, "La solicitud quedó guardada, pero su papel")
    lineas = [f"Solicitud {hecha.folio}: {hecha.nombre}, {hecha.beneficiario}, cuenta {hecha.cuenta}", datos["dice"]]
    if hecha.respuesta is not None and hecha.respuesta.motivo:
        lineas.append(f"Por qué: {hecha.respuesta.motivo}")
    return papel.con_avisos(Salida(datos, "\n".join(lineas)), avisos)


def solicitud_en_datos(s: Solicitud, hoy: date) -> dict[str, Any]:
    """A request for the answers; its CURP veiled."""
    respuesta, estudio = s.respuesta, s.hecho
    return {
        "folio": str(s.folio),
        "cuenta": s.cuenta,
        "programa": s.programa,
        "nombre": s.nombre,
        "beneficiario": s.beneficiario,
        "solicitante": s.solicitante,
        "curp": velar(s.curp),
        "recibida": s.fecha.isoformat(),
        "dias": s.edad(hoy),
        "documentos": [
            {
                "clase": d.clase,
                "numero": d.numero,
                "vence": d.vence.isoformat() if d.vence else "",
                "archivo": d.archivo,
            }
            for d in s.documentos
        ],
        "faltan": list(s.por_traer(hoy)) if respuesta is None else [],
        "estudio": "" if estudio is None else ("favorable" if estudio.favorable else "desfavorable"),
        "estado": s.estado(hoy),
        "dice": _dice(s, hoy),
        "plazo": s.plazo.isoformat() if s.plazo else "",
        "aviso": aviso_de_plazo(s, hoy),
        "motivo": "" if respuesta is None else respuesta.motivo,
        "fundamento": s.fundamento if respuesta is None else respuesta.fundamento,
        "otorgado": "" if respuesta is None else respuesta.otorgado,
        "recibio": s.quien,
        "resolvio": "" if respuesta is None else respuesta.quien,
        "seq": s.seq,
        "hash": s.hash,
    }


def _dice(s: Solicitud, hoy: date) -> str:
    """Its state in a line, with what must be brought and what is left of its term."""
    estado = ESTADOS[s.estado(hoy)] + (f" a más tardar el {s.plazo:%d/%m/%Y}" if s.quedan(hoy) is not None else "")
    por_traer = s.por_traer(hoy) if s.respuesta is None else ()
    if por_traer:
        estado = f"falta traer: {'; '.join(por_traer)}"
    return ", ".join(t for t in (estado, aviso_de_plazo(s, hoy)) if t)
