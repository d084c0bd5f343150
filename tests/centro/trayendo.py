"""A PC that takes the place of another, as a process of its own: one line for each batch that is on its disk.

python -m tests.centro.trayendo CARPETA_DEL_CENTRO ENLACE CARPETA_NUEVA
"""

from __future__ import annotations

import sys
from pathlib import Path

from app.armado import Taller
from app.armado_sede import SedeDeMaquina
from app.centro.casa import leer_casa
from app.centro.enlace import leer_invitacion
from app.reposicion import traida
from app.reposicion.reemplazo import reemplazar
from app.sistema.llaves import is_firma
from tests.sede import EnlacesDePrueba, servir


def main(centro: Path, archivo: Path, carpeta: Path) -> None:
    """Bring it, five asientos a batch."""
    casa = leer_casa(centro)
    assert casa is not None
    traida.LOTE = 5
    invitacion = leer_invitacion(archivo, is_firma)
    enlaces = EnlacesDePrueba(carpeta, lambda: servir(SedeDeMaquina(casa)))
    with Taller(carpeta).tomar(invitacion) as ctx:
        reemplazar(ctx, enlaces, invitacion, lambda hechos, total: print(hechos, total, flush=True))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
