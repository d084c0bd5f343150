"""A supervisor's word: for this operation, this object, this cashier, up to this amount, for one minute."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from app.domain.autorizacion import Autorizacion, Pedida
from app.domain.dinero import Dinero
from app.domain.errores import NegocioError

AHORA = datetime.fromisoformat("2023-09-05T10:00:00-07:00")
DADA = Autorizacion("u", "super", Pedida("cancelar", "2A-000001", "demo", "error", Dinero(10000)), AHORA)
PIDE: dict[str, Any] = {
    "operacion": "cancelar", "objeto": "2A-000001", "cajero": "demo", "ahora": AHORA, "importe": Dinero(10000),
}  # fmt: skip


@pytest.mark.parametrize(
    "cambio", [{}, {"importe": Dinero(1)}, {"importe": None}, {"ahora": AHORA + timedelta(seconds=60)}]
)
def test_it_is_good_for_what_was_asked_and_for_less(cambio: dict[str, Any]) -> None:
    DADA.exigir(**(PIDE | cambio))


@pytest.mark.parametrize(
    ("cambio", "clave"),
    [
        ({"operacion": "devolver"}, "permiso_de_otra_cosa"),
        ({"objeto": "2A-000002"}, "permiso_de_otra_cosa"),
        ({"cajero": "otra"}, "permiso_de_otra_cosa"),
        ({"importe": Dinero(10001)}, "permiso_corto"),
        ({"ahora": AHORA + timedelta(seconds=61)}, "permiso_vencido"),
        ({"ahora": AHORA - timedelta(seconds=1)}, "permiso_vencido"),
    ],
)
def test_for_anything_else_it_is_refused(cambio: dict[str, Any], clave: str) -> None:
    with pytest.raises(NegocioError) as negado:
        DADA.exigir(**(PIDE | cambio))
    assert negado.value.clave == clave


def test_without_an_amount_it_allows_none() -> None:
    sin_importe = Autorizacion("u", "super", Pedida("autorizar_movimiento", "cajon", "demo", "llave"), AHORA)
    sin_importe.exigir("autorizar_movimiento", "cajon", "demo", AHORA)
    with pytest.raises(NegocioError) as negado:
        sin_importe.exigir("autorizar_movimiento", "cajon", "demo", AHORA, Dinero(1))
    assert negado.value.clave == "permiso_corto"
