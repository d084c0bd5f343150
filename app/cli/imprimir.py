"""`imprimir`: any paper again, by its folio."""

from __future__ import annotations

import os
from argparse import Namespace
from dataclasses import replace
from typing import Any

from app.ajustes import leer_ajustes
from app.cli import papel, quien
from app.cli.salida import Salida
from app.context import Contexto
from app.domain.pago.pago import Folio
from app.domain.pago.recuperado import CLASE_DE_RECUPERADO
from app.errors import EquipoError, NegocioError, UsoError
from app.papel.impresion import reimprimir_papel
from app.papel.impresora import COLUMNAS
from app.papel.papeles import clase_de_papel
from app.taller import Taller
from app.turno.caja import ver_turno
from app.turno.cortes import is_folio_de_corte

#: Paper widths that may be asked for, in millimetres.
ANCHOS = tuple(str(ancho) for ancho in COLUMNAS)


def agregar(ordenes: Any) -> None:
    """Add the order."""
    orden = ordenes.add_parser("imprimir", help="un papel otra vez, marcado COPIA n")
    quien.agregar_cajero(orden)
    orden.add_argument("folio", metavar="FOLIO")
    papel.agregar(orden, "--a", "a un archivo")
    orden.add_argument("--ancho", choices=ANCHOS, help="papel, en milímetros; lo usual, el de la impresora u 80")
    orden.set_defaults(correr=_imprimir)


def _imprimir(taller: Taller, args: Namespace) -> Salida:
    folio = _folio(args.folio)
    with taller.contexto(escribir=True) as ctx:
        # A copy does no harm, so nobody is asked who they are; but who says it, proves it. A PIN alone names
        # the turno's cashier; after the corte it names nobody.
        dice_quien = args.cajero or (os.environ.get(quien.PIN) and ver_turno(ctx))
        persona = quien.cajero(ctx, args).clave if dice_quien else ""
        if args.a is None:
            return _a_la_impresora(taller, ctx, folio, args, persona)
        return _al_archivo(taller, ctx, folio, args, persona)


def _folio(texto: str) -> str:
    """A folio, or the name of the paper of a corte or of a payment taken up again, as they are written."""
    limpio = texto.strip().upper()
    if is_folio_de_corte(limpio):
        return limpio
    de_que = CLASE_DE_RECUPERADO if limpio.startswith(CLASE_DE_RECUPERADO) else ""
    try:
        return f"{de_que}{Folio.from_texto(limpio.removeprefix(de_que))}"
    except NegocioError as error:
        raise UsoError(error.clave, f"{error.mensaje}, o como Z-12 los cortes.") from error


def _al_archivo(taller: Taller, ctx: Contexto, folio: str, args: Namespace, persona: str) -> Salida:
    copia = papel.escribir_copia(taller, ctx, folio, args.a, persona, COLUMNAS[int(args.ancho or 80)])
    datos = {"folio": folio, "copia": copia, "archivo": str(args.a)}
    return Salida(datos, f"COPIA {copia} de {folio} en {args.a}")


def _a_la_impresora(taller: Taller, ctx: Contexto, folio: str, args: Namespace, persona: str) -> Salida:
    impresora = leer_ajustes(ctx).impresora_de(clase_de_papel(folio))
    if not impresora.is_puesta:
        raise EquipoError(
            "sin_impresora", "No hay impresora configurada. Use --a ARCHIVO para escribirlo en un archivo."
        )
    if args.ancho:
        impresora = replace(impresora, columnas=COLUMNAS[int(args.ancho)])
    salida = reimprimir_papel(ctx, lambda clase: taller.dispositivo(impresora), taller.encabezado(ctx), folio, persona)
    if not salida.is_bien:
        raise EquipoError(f"papel_{salida.estado}", salida.detalle)
    datos = {"folio": folio, "copia": salida.copia, "impresora": impresora.texto(), "resultado": salida.estado}
    aviso = f". {salida.detalle}" if salida.detalle else ""
    return Salida(datos, f"COPIA {salida.copia} de {folio} en {impresora.texto()}: {salida.estado}{aviso}")
