"""A week without the centre, and a day on which its service was stopped: everything waits, nothing is sent twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.armado_sede import SedeDeMaquina
from tests import postgres
from tests.factories import CajaDePrueba, importar, un_pago, un_recibo, una_caja, una_cuenta
from tests.sede import PuestoDePrueba, consultar, enlazada, servir, una_sede

#: Asientos that wait; `--largo` has those of a busy week.
POCOS, MUCHOS = 1_200, 100_000
_A_LA_VEZ = 5_000


@pytest.fixture
def puesto(postgres_url: str, tmp_path: Path) -> Iterator[PuestoDePrueba]:
    with postgres.database(postgres_url) as url, una_caja(tmp_path / "caja") as caja:
        importar(caja, [una_cuenta("100")], [un_recibo("100", agua="900.00")])
        yield enlazada(una_sede(url, tmp_path / "centro"), caja)


def sin_enviar(caja: CajaDePrueba, cuantos: int) -> None:
    """So many asientos that nobody has sent."""
    while cuantos:
        tanda = min(cuantos, _A_LA_VEZ)
        with caja.uow() as uow:
            for n in range(tanda):
                datos = {"clave": "impresora", "antes": str(n), "despues": str(n + 1), "quien": "super"}
                uow.diario.asentar("ajuste_cambiado", datos)
            uow.commit()
        cuantos -= tanda


def test_a_week_of_asientos_waits_for_a_service_that_is_stopped(
    puesto: PuestoDePrueba, pytestconfig: pytest.Config
) -> None:
    caja, sede = puesto.caja, puesto.sede
    cuantos = MUCHOS if pytestconfig.getoption("--largo") else POCOS
    sin_enviar(caja, cuantos)
    un_pago(caja, "100", monto="10.00")
    puesto.trabajar = lambda: None
    ronda = puesto.sincronizar()
    assert ronda.enviados > cuantos and ronda.pendientes == ronda.enviados
    # Rounds go on all day: what waits there is not sent again, what is new is.
    for _ in range(3):
        un_pago(caja, "100", monto="10.00")
        otra = puesto.sincronizar()
        assert 0 < otra.enviados < 20
    assert en_espera(sede) == caja_tiene(caja)
    assert servir(sede) == caja_tiene(caja) and en_espera(sede) == 0
    puesto.trabajar = lambda: servir(sede)
    ultima = puesto.sincronizar()
    assert (ultima.pendientes, ultima.aviso) == (0, "")
    assert consultar(sede, "SELECT count(*), sum(total) FROM pago") == [(4, 4_000)]
    assert sede.centro().verificar() == () and caja.verificar().errores == ()


def en_espera(sede: SedeDeMaquina) -> int:
    return int(consultar(sede, "SELECT count(*) FROM entrada")[0][0])


def caja_tiene(caja: CajaDePrueba) -> int:
    with caja.uow() as uow:
        return sum(1 for _ in uow.diario.asientos())
