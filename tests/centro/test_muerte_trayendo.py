"""kill -9 of the process that brings a diario back, again and again: nothing is lost, nothing is there twice."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

from app.armado_sede import SedeDeMaquina
from app.sistema.secretos import guardar_secreto
from tests.centro.test_reemplazo import PcNueva, con_padron
from tests.factories import un_pago
from tests.sede import PuestoDePrueba, invitar

MUERTES = 4


def test_killed_again_and_again_it_ends_with_the_whole_diario(
    puesto: PuestoDePrueba, sede: SedeDeMaquina, tmp_path: Path
) -> None:
    azar = random.Random(semilla := random.randrange(10**9))
    con_padron(sede, puesto)
    un_pago(puesto.caja, "100", monto="10.00")
    with puesto.caja.uow() as uow:
        for n in range(120):
            datos = {"folio": f"2A-{n:06d}", "clase": "pago", "copia": 1, "resultado": "impreso", "quien": "demo"}
            uow.diario.asentar("papel", datos)
        uow.commit()
    puesto.sincronizar()
    with puesto.caja.uow() as uow:
        antes = [a.hash for a in uow.diario.asientos()]
    sede.casa.guardar()
    invitacion, archivo, carpeta = invitar(sede), tmp_path / "f.enlace", tmp_path / "nueva"
    guardar_secreto(archivo, invitacion.datos() | {"firma": sede.centro().firmar(invitacion.mensaje()).hex()})
    orden = [sys.executable, "-m", "tests.centro.trayendo", str(sede.carpeta), str(archivo), str(carpeta)]
    for _ in range(MUERTES):
        hijo = subprocess.Popen(orden, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert hijo.stdout is not None and hijo.stderr is not None
        for _ in range(azar.randrange(1, 5)):
            assert hijo.stdout.readline(), hijo.stderr.read()
        hijo.send_signal(signal.SIGKILL)
        hijo.communicate()
        assert PcNueva(sede, carpeta).taller.is_trayendo(), semilla
    nueva = PcNueva(sede, carpeta)
    hecho = nueva.tomar(invitacion)
    assert 0 < hecho.traidos < len(antes), semilla
    with nueva.abierta(puesto.caja) as otro:
        otro.sincronizar()
        with otro.caja.uow() as uow:
            assert [a.hash for a in uow.diario.asientos()][: len(antes)] == antes, semilla
        assert otro.caja.verificar().errores == (), semilla
    assert sede.centro().verificar() == (), semilla
