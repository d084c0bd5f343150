"""The first load cut at a byte: what came stays, the next round goes on with the next page, and nothing comes twice.

20 places here, 500 with --largo.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from app.errors import EquipoError
from tests.factories import una_caja
from tests.paquetes import empacado, importar
from tests.proxy import delante
from tests.sede import PuestoDePrueba, enlazada, una_sede

CUENTAS, PAGINA = 20, 8


def olvidar(puesto: PuestoDePrueba) -> None:
    """As a caja that has nothing yet."""
    with puesto.caja.uow() as uow:
        uow.sincronia.anotar("padron", "")
        uow.commit()


def lotes(puesto: PuestoDePrueba) -> int:
    return len(puesto.caja.almacen.lotes())


def test_cut_at_any_byte_it_goes_on_with_the_next_page(
    pg_database: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    azar = random.Random(semilla := random.randrange(10**9))
    sede = una_sede(pg_database, tmp_path / "centro")
    importar(sede, tmp_path, CUENTAS)
    empacado(sede, PAGINA)
    servidor, _, base = sede.url.rpartition("@")[2].partition("/")
    with una_caja(tmp_path / "caja") as caja, delante(int(servidor.rpartition(":")[2])) as proxy:
        puesto = enlazada(sede, caja)
        puesto.cambiar(url=f"postgresql://127.0.0.1:{proxy.puerto}/{base}")
        proxy.armar(None)
        puesto.sincronizar()
        paginas, total, cortadas, a_medias = lotes(puesto), proxy.pasados, 0, 0
        for lugar in sorted(azar.sample(range(total), 500 if pytestconfig.getoption("--largo") else 20)):
            olvidar(puesto)
            antes = lotes(puesto)
            proxy.armar(lugar)
            try:
                puesto.sincronizar()
            except EquipoError as error:
                assert error.clave == "centro_inaccesible", (semilla, lugar)
                cortadas += 1
            llegaron = lotes(puesto) - antes
            a_medias += 0 < llegaron < paginas
            proxy.armar(None)
            ronda = puesto.sincronizar()
            assert lotes(puesto) - antes == paginas, (semilla, lugar)
            assert ronda.recibidos == max(0, 2 * CUENTAS - llegaron * PAGINA) and ronda.pendientes == 0, (
                semilla,
                lugar,
            )
        assert cortadas > 10 and a_medias > 2, (semilla, cortadas, a_medias)
        assert puesto.caja.padron.conteos()["recibos"] == CUENTAS
        assert puesto.caja.verificar().errores == (), semilla
