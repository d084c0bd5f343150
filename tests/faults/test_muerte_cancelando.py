"""kill -9 while cancelling: each payment is cancelled whole or not at all, and the same order again does it once."""

from __future__ import annotations

import os
import random
import uuid
from pathlib import Path

import pytest

from app.cobro.consulta import estado_de_cuenta
from app.domain.dinero import Dinero
from app.sistema.candado import Candado
from tests.factories import CajaDePrueba, importar, un_pago, un_recibo, un_turno, una_caja, una_cuenta
from tests.faults.cajero import Promesa, abrir, matar_cobrando
from tests.reversos import cancelado

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills by signal, in a fork of this process")


def cobrar_y_cancelar(carpeta: Path, prometer: Promesa) -> None:
    """A cashier who charges a peso and cancels it, for ever; tells the folio of each cancelación that is confirmed."""
    Candado(carpeta)
    caja = abrir(carpeta)
    while True:
        pago = un_pago(caja, "100", monto="1.00")
        prometer(str(cancelado(caja, pago).contrapago.folio))


def revisar(caja: CajaDePrueba, prometidos: set[str]) -> int:
    """What was promised is there, nothing is half done; how many payments stand."""
    with caja.uow() as uow:
        pagos = uow.pagos.ultimos(10_000)
        hechos = [c for p in pagos for c in uow.contrapagos.de_pago(p.folio)]
    assert prometidos <= {str(c.folio) for c in hechos}
    assert sorted(c.folio.numero for c in hechos) == list(range(1, len(hechos) + 1))
    vivos = len(pagos) - len(hechos)
    assert estado_de_cuenta(caja.ctx, "100").adeudo.total == Dinero(900_000_00 - vivos * 100)
    assert caja.verificar().errores == ()
    return vivos


def test_no_confirmed_cancelacion_is_lost_and_none_is_half_done(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    azar = random.Random(semilla := random.randrange(10**9))
    carpeta = tmp_path / "caja"
    with una_caja(carpeta) as caja:
        importar(caja, [una_cuenta("100", uso="comercial")], [un_recibo("100", agua="900000.00")])
        un_turno(caja)
    prometidos: set[str] = set()
    for vez in range(100 if pytestconfig.getoption("--largo") else 10):
        prometidos |= set(matar_cobrando(cobrar_y_cancelar, carpeta, azar))
        Candado(carpeta, espera_s=0).soltar()
        with abrir(carpeta) as caja:
            # At most the payment under way at each death was charged and not cancelled.
            assert revisar(caja, prometidos) <= vez + 1, semilla
    with abrir(carpeta) as caja, caja.uow() as uow:
        pagos = [p for p in uow.pagos.ultimos(10_000) if not uow.contrapagos.de_pago(p.folio)]
    # Only the last of them can be cancelled first; the order that was cut short, given again, is done once.
    orden = str(uuid.uuid4())
    with abrir(carpeta) as caja:
        for pago in pagos[:1]:
            hecho = cancelado(caja, pago, orden)
            assert cancelado(caja.reabrir(), pago, orden).contrapago == hecho.contrapago
        revisar(caja, prometidos)
