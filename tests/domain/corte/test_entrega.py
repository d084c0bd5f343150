"""What may become of the money of a corte, case by case, and where it stands afterwards."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import pytest

from app.domain.corte.entrega import Paso, estado_de, exigir_paso
from app.domain.dinero import CERO
from app.domain.errores import NegocioError

CASOS = Path(__file__).resolve().parents[2] / "casos" / "corte-entrega.csv"
_FILAS = list(csv.DictReader(CASOS.read_text(encoding="utf-8").splitlines()))


def paso(clase: str) -> Paso:
    return Paso(clase, CERO, "alguien", datetime(2023, 9, 5, 15))


@pytest.mark.parametrize("caso", _FILAS, ids=lambda c: f"{c['antes'] or 'nada'} → {c['intento']}")
def test_a_step_is_taken_or_refused_as_the_table_says(caso: dict[str, str]) -> None:
    antes = [paso(clase) for clase in caso["antes"].split()]
    if caso["negado"]:
        with pytest.raises(NegocioError) as error:
            exigir_paso(caso["intento"], antes, 7)
        assert error.value.clave == caso["negado"] and "corte Z 7" in error.value.mensaje
    else:
        exigir_paso(caso["intento"], antes, 7)
        assert estado_de([*antes, paso(caso["intento"])]) == caso["queda"]


def test_every_step_is_tried_from_every_state() -> None:
    vistos = {(estado_de([paso(c) for c in f["antes"].split()]), f["intento"]) for f in _FILAS}
    pasos = {intento for _, intento in vistos}
    estados = {estado for estado, _ in vistos}
    assert len(pasos) == len(estados) == 4 and len(vistos) == 16
