"""`impresora`: which printers this caja has, which the system knows, how they are, and a test page."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict, fields, replace
from typing import Any

from app.ajustes import PAPELES, cambiar_impresora, leer_ajustes
from app.cli import quien
from app.cli.salida import EQUIPO, HECHO, Salida
from app.context import Contexto
from app.documentos import papel_de_prueba
from app.domain.papel import IMPRESO, SalidaDePapel
from app.errors import EquipoError
from app.papel.impresion import Dispositivo, imprimir_pendientes, papeles_en_cola, recuperar_cola
from app.papel.impresora import ANCHOS, CODIGOS, CORTES, FLUJOS, PAGINAS, PINES, TIPOS, VELOCIDADES, Impresora
from app.taller import Taller
from app.turno.cajon import probar_con_cajon

#: How a kind of paper is named where nobody names any.
_TODOS = "todos"
_PARA = (_TODOS, *(clase for clase in PAPELES if clase))


def agregar(ordenes: Any) -> None:
    """Add the order."""
    impresora = ordenes.add_parser("impresora", help="la impresora de la caja").add_subparsers(
        required=True, metavar="QUE"
    )
    impresora.add_parser("ver", help="cuáles hay puestas").set_defaults(correr=_ver)
    impresora.add_parser("buscar", help="cuáles conoce el sistema").set_defaults(correr=_buscar)
    poner = impresora.add_parser("poner", help="elegirla, o cambiar algo de ella")
    _agregar_campos(poner)
    quien.agregar_supervisor(poner)
    poner.set_defaults(correr=_poner)
    cola = impresora.add_parser("cola", help="los papeles que no han salido")
    cola.add_argument("--imprimir", action="store_true", help="imprimirlos ahora")
    cola.set_defaults(correr=_cola)
    estado = impresora.add_parser("estado", help="cómo está: papel, tapa, cable")
    estado.set_defaults(correr=_estado)
    probar = impresora.add_parser("probar", help="imprimir la hoja de prueba")
    probar.add_argument("--cajon", action="store_true", help="abrir también el cajón; lo autoriza --supervisor")
    quien.agregar_supervisor(probar)
    probar.set_defaults(correr=_probar)
    for orden in (poner, estado, probar):
        orden.add_argument("--para", choices=_PARA, default=_TODOS, help="un solo tipo de papel")


def _agregar_campos(poner: ArgumentParser) -> None:
    poner.add_argument("--tipo", choices=tuple(TIPOS))
    poner.add_argument("--destino", metavar="D", help="dirección, puerto, nombre de la cola, archivo o carpeta")
    poner.add_argument("--columnas", type=int, choices=tuple(ANCHOS))
    poner.add_argument("--pagina", choices=tuple(PAGINAS), help="página de códigos")
    poner.add_argument("--numero-pagina", type=int, metavar="N", help="su número en esa impresora, de 0 a 255")
    poner.add_argument("--corte", choices=tuple(CORTES))
    poner.add_argument("--cajon", type=int, choices=PINES, help="punta del cajón; 0 si no hay")
    poner.add_argument("--pulso", type=int, metavar="MS", help="milisegundos del pulso del cajón")
    poner.add_argument("--qr", choices=tuple(CODIGOS))
    poner.add_argument("--barras", choices=tuple(CODIGOS))
    poner.add_argument("--densidad", type=int, metavar="N", help="de -6 (claro) a 6 (oscuro)")
    poner.add_argument("--velocidad", type=int, choices=VELOCIDADES, help="del puerto serie")
    poner.add_argument("--flujo", choices=tuple(FLUJOS), help="del puerto serie")


def _clase(args: Namespace) -> str:
    return "" if args.para == _TODOS else str(args.para)


def _ver(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=False) as ctx:
        ajustes = leer_ajustes(ctx)
    puestas = (("", ajustes.impresora), *ajustes.propias)
    datos = [{"para": clase or _TODOS} | asdict(impresora) for clase, impresora in puestas]
    return Salida({"impresoras": datos}, "\n".join(f"{PAPELES[c]}: {i.texto()}" for c, i in puestas))


def _buscar(taller: Taller, args: Namespace) -> Salida:
    halladas = taller.impresoras_halladas()
    texto = "\n".join(f"{h.nombre}: impresora poner --tipo {h.tipo} --destino {h.destino}" for h in halladas)
    vacio = "El sistema no conoce ninguna. Una de red se pone por su dirección: --tipo red --destino 192.168.1.50"
    return Salida({"halladas": [asdict(h) for h in halladas]}, texto or vacio)


def _poner(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=True) as ctx:
        autoriza = quien.autoriza(ctx, args, "cambiar_impresora")
        clase = _clase(args)
        antes = leer_ajustes(ctx).impresora_de(clase)
        dichos = {c.name: getattr(args, c.name) for c in fields(antes) if getattr(args, c.name) is not None}
        if "pagina" in dichos and "numero_pagina" not in dichos:
            dichos["numero_pagina"] = PAGINAS[dichos["pagina"]]
        puesta = cambiar_impresora(ctx, replace(antes, **dichos), autoriza, clase)
    return Salida({"para": args.para} | asdict(puesta), f"{PAPELES[clase]}: {puesta.texto()}")


def _cola(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=args.imprimir) as ctx:
        salidas: tuple[SalidaDePapel, ...] = ()
        if args.imprimir:
            recuperar_cola(ctx)
            ajustes = leer_ajustes(ctx)
            salidas = imprimir_pendientes(
                ctx, lambda clase: taller.dispositivo(ajustes.impresora_de(clase)), taller.encabezado(ctx)
            )
        quedan = papeles_en_cola(ctx)
    dichos = [*(f"{s.folio}: {s.estado}. {s.detalle}".rstrip(". ") for s in salidas)]
    dichos += [f"{p.folio}: en cola, {p.estado}. {p.detalle}".rstrip(". ") for p in quedan]
    datos = {"impresos": [asdict(s) for s in salidas], "cola": [asdict(p) for p in quedan]}
    fallo = any(not s.is_bien for s in salidas)
    return Salida(datos, "\n".join(dichos) or "Nada espera a la impresora.", EQUIPO if fallo else HECHO)


def _puesta(taller: Taller, ctx: Contexto, args: Namespace) -> tuple[Impresora, Dispositivo]:
    impresora = leer_ajustes(ctx).impresora_de(_clase(args))
    dispositivo = taller.dispositivo(impresora)
    if dispositivo is None:
        raise EquipoError("sin_impresora", "No hay impresora configurada: póngala con «impresora poner».")
    return impresora, dispositivo


def _estado(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=False) as ctx:
        impresora, dispositivo = _puesta(taller, ctx, args)
    respuesta = dispositivo.preguntar()
    contesta = respuesta.estado == IMPRESO
    dicho = respuesta.aviso or ("lista" if contesta else "no dice cómo está; recibe papeles")
    datos = {"impresora": impresora.texto(), "contesta": contesta, "aviso": respuesta.aviso}
    return Salida(datos, f"{impresora.texto()}: {dicho}")


def _probar(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=args.cajon) as ctx:
        impresora, dispositivo = _puesta(taller, ctx, args)
        prueba = papel_de_prueba(taller.encabezado(ctx), impresora, ctx.reloj.ahora())
        if args.cajon:
            respuesta = probar_con_cajon(ctx, dispositivo, prueba, quien.autoriza(ctx, args, "cambiar_impresora"))
        else:
            respuesta = dispositivo.sacar(prueba, "prueba")
    dicho = "salió" if respuesta.estado == IMPRESO else "la impresora la recibió: vea si salió"
    datos = {"impresora": impresora.texto(), "resultado": respuesta.estado, "aviso": respuesta.aviso}
    return Salida(datos, f"Hoja de prueba: {dicho}. {respuesta.aviso}".strip())
