"""Why a granted benefit is not given on a recibo, beyond its dates: what it lacks, and what it does not reach."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.beneficio.beneficio import condiciones, descontar_de_recibo
from app.domain.beneficio.programa import Medida
from app.domain.cuenta import MOTIVOS_DE_RETIRO, Beneficio
from app.domain.dinero import Dinero
from tests.factories import PERFIL, un_beneficio, un_recibo, una_cuenta

HOY = date(2023, 9, 5)
OFICIO = un_beneficio(programa="direccion", importe=Dinero(50_00), autorizacion="DG-1", desde=date(2023, 9, 1))


def _dice(beneficio: Beneficio, periodo: str = "2023-08", fecha: date = HOY) -> str | None:
    programa = PERFIL.programa(beneficio.programa)
    return condiciones(programa, una_cuenta(), beneficio, True, fecha, un_recibo("100", periodo))


def test_an_authorisation_has_a_number_and_is_for_the_debt_of_its_day() -> None:
    assert _dice(OFICIO) is None
    assert "falta el número del oficio" in str(_dice(replace(OFICIO, autorizacion=" ")))
    assert "se autorizó el 01/09/2023, antes de este recibo" in str(_dice(OFICIO, "2023-10"))


def test_above_what_a_program_allows_nothing_is_taken_off() -> None:
    programa, tarifa = PERFIL.programa("subsidio_especial"), PERFIL.tarifas[0]
    hecho = descontar_de_recibo(programa, tarifa, una_cuenta(), un_recibo(m3=27), Medida(importe=Dinero(10_00)))
    assert (hecho.descuentos, "no se da en un mes de más de 26 m³, y este tiene 27" in hecho.aviso) == ((), True)


def test_without_evidence_in_the_profile_what_to_bring_is_not_said() -> None:
    vencido = un_beneficio(hasta=date(2023, 8, 31))
    programa = replace(PERFIL.programa("insen"), evidencia=())
    dice = condiciones(programa, una_cuenta(), vencido, True, HOY, un_recibo())
    assert dice == "Tarifa INSEN: venció el 31/08/2023. Hay que renovarlo."
    assert str(_dice(vencido)).endswith("acta de nacimiento (60 años o más); CURP.")


@pytest.mark.parametrize(("motivo", "dicho"), MOTIVOS_DE_RETIRO.items())
def test_a_withdrawn_one_says_since_when_and_why(motivo: str, dicho: str) -> None:
    retirado = un_beneficio(hasta=date(2023, 8, 1), retirado=HOY, retiro=motivo)
    assert _dice(retirado) == f"Tarifa INSEN: se retiró el 05/09/2023 ({dicho})."
    assert "venció" in str(_dice(retirado, fecha=date(2023, 9, 4)))


@pytest.mark.parametrize(
    ("dia", "situacion"),
    [("2023-01-31", "por_empezar"), ("2023-02-01", "vigente"), ("2023-02-28", "vigente"), ("2023-03-01", "vencido"),
     ("2023-04-01", "retirado")],
)  # fmt: skip
def test_what_it_is_on_each_day(dia: str, situacion: str) -> None:
    beneficio = un_beneficio(
        desde=date(2023, 2, 1), hasta=date(2023, 2, 28), retirado=date(2023, 4, 1), retiro="vencido"
    )
    fecha = date.fromisoformat(dia)
    assert beneficio.situacion(fecha) == situacion and beneficio.is_vigente(fecha) == (situacion == "vigente")
