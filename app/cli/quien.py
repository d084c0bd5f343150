"""Who gives the order: claves come as options, PINs from the environment or the terminal, never as arguments."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import ArgumentParser, Namespace

from app.context import Contexto
from app.domain.autorizacion import Autorizacion, Pedida
from app.domain.permisos import quien_puede, requisito
from app.domain.usuario import Usuario
from app.errors import NegocioError, UsoError
from app.gente import acceso
from app.turno.autorizaciones import conceder
from app.turno.caja import ver_turno

PIN = "VENTANILLA_PIN"
PIN_SUPERVISOR = "VENTANILLA_PIN_SUPERVISOR"
#: The one that takes its place, when a PIN is changed.
PIN_NUEVO = "VENTANILLA_PIN_NUEVO"


def agregar_cajero(orden: ArgumentParser) -> None:
    """Add `--cajero`."""
    orden.add_argument("--cajero", default="", metavar="CLAVE", help="quien cobra (por omisión, el del turno abierto)")


def agregar_supervisor(orden: ArgumentParser) -> None:
    """Add `--supervisor`."""
    orden.add_argument("--supervisor", default="", metavar="CLAVE", help="quien autoriza")


def cajero(ctx: Contexto, args: Namespace) -> Usuario:
    """The cashier, identified by their PIN.

    Raises:
        UsoError: there is no PIN.
        NegocioError: nobody is named and no turno is open, or the PIN is not theirs.
    """
    clave = args.cajero
    if not clave:
        turno = ver_turno(ctx)
        if turno is None:
            raise NegocioError("sin_turno", "No hay turno abierto. Ábralo con: turno abrir --cajero CLAVE --fondo M")
        clave = turno.cajero
    return acceso.identificar(ctx, clave, leer_pin(PIN, clave))


def autoriza(ctx: Contexto, args: Namespace, operacion: str, ajeno_a: str = "") -> Usuario:
    """Who does or allows an operation of the table, identified by their PIN; `ajeno_a` is the person it is about.

    Raises:
        NegocioError: nobody is named, the PIN is not theirs, or they may not.
    """
    _exigir_quien(args, operacion)
    return acceso.autorizar(ctx, args.supervisor, _pin_de_supervisor(args), operacion, ajeno_a)


def concede(ctx: Contexto, args: Namespace, pedida: Pedida) -> Autorizacion:
    """A supervisor's word for one operation.

    Raises:
        NegocioError: nobody is named, the PIN is not theirs, or they may not.
    """
    _exigir_quien(args, pedida.operacion)
    return conceder(ctx, args.supervisor, _pin_de_supervisor(args), pedida)


def _exigir_quien(args: Namespace, operacion: str) -> None:
    """Somebody is named."""
    if not args.supervisor:
        falta = quien_puede(operacion)
        raise NegocioError(requisito(operacion), f"Esto necesita {falta}: indíquelo con --supervisor CLAVE y su PIN.")


def _pin_de_supervisor(args: Namespace) -> str:
    return leer_pin(PIN_SUPERVISOR, args.supervisor)


def ajeno(ctx: Contexto, args: Namespace, operacion: str) -> Usuario:
    """Who may do that operation, other than whoever is charging at this caja.

    Raises:
        NegocioError: as `autoriza`.
    """
    turno = ver_turno(ctx)
    return autoriza(ctx, args, operacion, turno.cajero if turno else "")


def leer_pin(variable: str, clave: str) -> str:
    """The PIN in the environment, or asked for on a terminal.

    Raises:
        UsoError: `falta_pin`.
    """
    pin = os.environ.get(variable, "")
    if pin:
        return pin
    if sys.stdin is not None and sys.stdin.isatty():
        nuevo = "nuevo " if variable == PIN_NUEVO else ""
        return getpass.getpass(f"PIN {nuevo}de {clave}: ")
    raise UsoError("falta_pin", f"Falta el PIN de {clave}: póngalo en la variable {variable}.")
