"""A cashier who charges without rest until somebody kills him: confirms each folio on a pipe, like a printed ticket."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

from app import perfiles
from app.sistema.candado import Candado
from app.sistema.llaves import Llave
from db import almacen as almacenes
from tests.factories import INICIO, CajaDePrueba, un_pago
from tests.fakes import FakeReloj

#: Writes what the cashier promised to the customer.
Promesa = Callable[[str], None]


def abrir(carpeta: Path) -> CajaDePrueba:
    """The caja of a folder, as the next start of the program opens it."""
    almacen = almacenes.abrir(carpeta, escribir=True)
    return CajaDePrueba(almacen, Llave.leer(carpeta / "clave.pem"), perfiles.cargar("cajeme"), FakeReloj(INICIO))


def cobrar_sin_parar(carpeta: Path, prometer: Promesa) -> None:
    """What a sound cashier does: promises what is confirmed."""
    Candado(carpeta)
    caja = abrir(carpeta)
    while True:
        prometer(str(un_pago(caja, "100", monto="1.00").folio))


def prometer_antes(carpeta: Path, prometer: Promesa) -> None:
    """The control, which must lose payments: promises the folio that is about to be given."""
    caja = abrir(carpeta)
    while True:
        with caja.uow() as uow:
            folio = uow.pagos.siguiente_folio()
        prometer(str(folio))
        un_pago(caja, "100", monto="1.00")


def matar_cobrando(trabajo: Callable[[Path, Promesa], None], carpeta: Path, azar: random.Random) -> list[str]:
    """Let a process of its own work for a moment after its first promise, kill -9 it; the folios it promised."""
    lectura, escritura = os.pipe()
    hijo = os.fork()
    if hijo == 0:
        try:
            trabajo(carpeta, lambda folio: os.write(escritura, f"{folio}\n".encode()) and None)
        finally:
            os._exit(1)
    os.close(escritura)
    with os.fdopen(lectura) as promesas:
        primera = promesas.readline()
        time.sleep(azar.uniform(0, 0.03))
        os.kill(hijo, signal.SIGKILL)
        _, estado = os.waitpid(hijo, 0)
        assert os.WIFSIGNALED(estado), "the cashier ended by himself"
        return [linea.strip() for linea in (primera, *promesas) if linea.endswith("\n")]
