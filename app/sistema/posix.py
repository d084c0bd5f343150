"""Printers as Linux and macOS know them: the queues of CUPS, and ports that show as files."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from app.errors import EquipoError

#: The longest that the spooler may take to answer; it prints later, by itself. Seconds.
ESPERA = 2.0
#: What CUPS says under a queue whose job waits for a printer that is switched off or unplugged.
_SIN_ALCANCE = ("may not exist", "not responding", "unreachable")


def colas() -> tuple[str, ...]:
    """Names of the queues; none where there is no CUPS."""
    try:
        return tuple(_ordenar("lpstat", "-e").split())
    except EquipoError:
        return ()


def puertos() -> tuple[str, ...]:
    """Ports of USB and parallel printers."""
    return tuple(sorted(str(ruta) for patron in ("usb/lp*", "lp[0-9]*") for ruta in Path("/dev").glob(patron)))


def revisar_cola(cola: str) -> None:
    """Whether a queue is there, and prints as far as it knows: of a printer that is off it knows after a first job.

    Raises:
        EquipoError: `impresora_inaccesible`, `impresora_detenida`, or there is no CUPS.
    """
    estado = _ordenar("lpstat", "-p", cola)
    if "disabled" in estado.partition("\n")[0]:
        raise EquipoError(
            "impresora_detenida",
            f"El sistema tiene detenida la impresora «{cola}»: revísela y reanúdela en los ajustes del sistema.",
        )
    if any(dicho in estado for dicho in _SIN_ALCANCE):
        raise EquipoError(
            "impresora_detenida",
            f"El sistema no alcanza a la impresora «{cola}»: revise el cable y que esté encendida.",
        )


def enviar_a_cola(cola: str, datos: bytes, titulo: str, *, crudo: bool) -> None:
    """Hand a whole job to a queue; `crudo` for bytes that only the printer understands.

    Raises:
        EquipoError: the queue did not take it.
        TimeoutError: it did not answer, and may have taken it.
    """
    opciones = ("-o", "raw") if crudo else ()
    _ordenar("lp", "-d", cola, "-t", titulo, *opciones, entrada=datos)


def _ordenar(*orden: str, entrada: bytes = b"") -> str:
    entorno = {**os.environ, "LC_ALL": "C"}
    try:
        hecho = subprocess.run(orden, input=entrada, capture_output=True, timeout=ESPERA, check=False, env=entorno)
    except subprocess.TimeoutExpired as error:
        if orden[0] == "lp":
            raise TimeoutError from error
        raise EquipoError("impresora_inaccesible", "El servicio de impresión del sistema no contesta.") from error
    except (OSError, ValueError) as error:
        raise EquipoError(
            "impresora_inaccesible", f"Este equipo no tiene la orden «{orden[0]}»: pida a sistemas que instale CUPS."
        ) from error
    if hecho.returncode:
        dicho = hecho.stderr.decode(errors="replace").strip().partition("\n")[0][:120]
        que = "Haga que la cola acepte trabajos" if "not accepting" in dicho else "Revise el nombre"
        raise EquipoError("impresora_inaccesible", f"El sistema no tomó el papel ({dicho}). {que}.")
    return hecho.stdout.decode(errors="replace")
