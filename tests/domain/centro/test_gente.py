"""What a caja was told of a person, against what the centre's diario holds, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.domain.centro.gente import Dicho, dicho_de, is_olvidado
from app.domain.diario.asiento import GENESIS, Asiento, canonico

LUNES = datetime.fromisoformat("2023-09-04T10:00:00-07:00")
DIA = timedelta(days=1)
ALTA = Dicho(LUNES, "Rosa", ("cajero",), True)
BAJA = replace(ALTA, momento=LUNES + DIA, activo=False)
REGRESO = replace(ALTA, momento=LUNES + 2 * DIA)


def oido(dicho: Dicho, dias: float) -> Dicho:
    return replace(dicho, momento=LUNES + dias * DIA)


@pytest.mark.parametrize("escritos", [[], [ALTA], [replace(ALTA, roles=("supervisor",))], [ALTA, BAJA, REGRESO]])
def test_what_the_centre_never_said_or_took_back_before_was_forgotten(escritos: list[Dicho]) -> None:
    assert is_olvidado(oido(BAJA, 4), escritos, LUNES + 5 * DIA)
    assert not is_olvidado(oido(BAJA, 6), escritos, LUNES + 5 * DIA), "that is no word of before"


@pytest.mark.parametrize(
    ("cuando", "escritos"),
    [
        (1.5, [ALTA, BAJA]),
        (1.5, [ALTA, BAJA, REGRESO]),
        # By a clock that is half an hour slow, or fast.
        (0.98, [ALTA, BAJA, REGRESO]),
        (2.02, [ALTA, BAJA, REGRESO]),
        # Said again since.
        (4, [ALTA, replace(BAJA, momento=LUNES + 5 * DIA)]),
    ],
)
def test_what_the_centre_had_said_by_then_or_says_now_is_known(cuando: float, escritos: list[Dicho]) -> None:
    assert not is_olvidado(oido(BAJA, cuando), escritos, LUNES + 5 * DIA)


def test_what_an_asiento_says() -> None:
    datos = {"clave": "rosa", "nombre": "Rosa", "roles": ["cajero"], "activo": 1, "momento": LUNES.isoformat()}
    assert dicho_de(Asiento("cajeme", "2", "e", 1, "usuario", 1, canonico(datos), GENESIS, b"", b"")) == ALTA
