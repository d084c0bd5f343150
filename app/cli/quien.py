"""Who gives the order: claves come as options, PINs from the environment or the terminal, never as arguments."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import ArgumentParser, Namespace

from app import acceso
from app.caja import ver_turno
from app.context import Contexto
from app.domain.usuario import Usuario
from app.errors import NegocioError, UsoError

PIN = "VENTANILLA_PIN"
PIN_SUPERVISOR = "VENTANILLA_PIN_SUPERVISOR"


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


def autoriza(ctx: Contexto, args: Namespace, rol: str, ajeno_a: str = "") -> Usuario:
    """Who authorises, identified by their PIN and with that role.

    Raises:
        NegocioError: nobody is named, the PIN is not theirs, or they may not.
    """
    pin = leer_pin(PIN_SUPERVISOR, args.supervisor) if args.supervisor else ""
    return acceso.autorizar(ctx, args.supervisor, pin, rol, ajeno_a)


def supervisor(ctx: Contexto, args: Namespace) -> Usuario:
    """A supervisor other than whoever is charging at this caja.

    Raises:
        NegocioError: as `autoriza`.
    """
    turno = ver_turno(ctx)
    return autoriza(ctx, args, "supervisor", turno.cajero if turno else "")


def leer_pin(variable: str, clave: str) -> str:
    """The PIN in the environment, or asked for on a terminal.

    Raises:
        UsoError: `falta_pin`.
    """
    pin = os.environ.get(variable, "")
    if pin:
        return pin
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass(f"PIN de {clave}: ")
    raise UsoError("falta_pin", f"Falta el PIN de {clave}: póngalo en la variable {variable}.")
