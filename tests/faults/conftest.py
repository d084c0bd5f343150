"""A centre for weeks of bad luck, and the payment that theirs are made from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from app.armado_sede import SedeDeMaquina
from tests import postgres
from tests.factories import importar, un_pago, un_recibo, una_caja, una_cuenta
from tests.sede import una_sede


@pytest.fixture(scope="module")
def modelo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Content of a real payment, from which the others are made."""
    with una_caja(tmp_path_factory.mktemp("modelo") / "caja") as caja:
        importar(caja, [una_cuenta("100")], [un_recibo("100", agua="900.00")])
        un_pago(caja, "100", monto="10.00")
        with caja.uow() as uow:
            datos = next(a for a in uow.diario.asientos() if a.tipo == "pago").datos()
    return {k: v for k, v in datos.items() if k not in ("id", "momento")}


@pytest.fixture(scope="module")
def mundo(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SedeDeMaquina]:
    with postgres.database(postgres_url) as url:
        yield una_sede(url, tmp_path_factory.mktemp("mundo") / "centro")
