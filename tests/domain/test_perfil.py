"""The profile answers by clave, and lists what it knows when asked for something else."""

from __future__ import annotations

import pytest

from app.domain.errores import NegocioError
from app.domain.periodo import Periodo
from tests.cajeme import PERFIL, TARIFA


def test_it_answers_by_clave() -> None:
    assert PERFIL.clave == "cajeme/2023" and TARIFA.clave == "cajeme/2023"
    assert PERFIL.tarifa_de(Periodo(2023, 12)) is TARIFA
    assert PERFIL.programa("insen").nombre == "Tarifa INSEN"
    assert [p.clave for p in PERFIL.automaticos] == ["pronto_pago"]
    assert PERFIL.nombre_de_concepto("agua") == "Agua potable"
    assert PERFIL.nombre_de_concepto("no_existe") == "no_existe"


def test_what_is_not_known_lists_what_is() -> None:
    with pytest.raises(NegocioError, match="insen, pensionado, social") as e:
        PERFIL.programa("becas")
    assert e.value.clave == "programa_desconocido"
    with pytest.raises(NegocioError, match="cajeme/2023 de enero 2023 a diciembre 2023") as e:
        PERFIL.tarifa_de(Periodo(2024, 1))
    assert e.value.clave == "tarifa_no_vigente"
