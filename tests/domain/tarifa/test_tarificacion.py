"""Parts of a bill that no shipped profile shows alone: several sobrecuotas, and months outside a table's validity."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.domain.errores import NegocioError
from app.domain.periodo import Periodo
from app.domain.tarifa.tarifa import Sobrecuota
from app.domain.tarifa.tarificacion import tarifar
from tests.cajeme import TARIFA, con, un_suministro
from tests.organismos import perfil_de_prueba

RECICLAJE = TARIFA.sobrecuotas[0]
HIELO = Sobrecuota("vender hielo", Decimal("1.50"), ("comercial",), ("Fábrica de Hielo",), "ninguno", "Art. X")


@pytest.mark.parametrize(
    ("giro", "uso", "programas", "detalle"),
    [
        ("papelería", "comercial", (), ""),
        (" LAVADO de autos ", "comercial", (), " + 2 % por no reciclar el agua"),
        ("lavado de autos", "comercial", ("reciclaje",), ""),
        ("lavado de autos", "industrial", (), ""),
        ("fábrica de hielo", "comercial", ("reciclaje",), " + 1.5 % por vender hielo"),
    ],
)
def test_sobrecuotas_go_by_giro_uso_and_program(giro: str, uso: str, programas: tuple[str, ...], detalle: str) -> None:
    tarifa = con(sobrecuotas=(RECICLAJE, HIELO))
    agua = tarifar(tarifa, un_suministro(40, uso, giro=giro, programas=programas))[0]
    assert agua.detalle == f"191.00 + 40 m³ × 18.22{detalle}"


def test_two_sobrecuotas_add_up_each_rounded() -> None:
    tarifa = con(sobrecuotas=(RECICLAJE, replace(HIELO, giros=RECICLAJE.giros)))
    agua = tarifar(tarifa, un_suministro(40, "comercial", giro="lavado de autos"))[0]
    # 919.80 × 2 % = 18.396 → 18.40; × 1.5 % = 13.797 → 13.80.
    assert agua.importe.texto() == "952.00"
    assert agua.detalle == "191.00 + 40 m³ × 18.22 + 2 % por no reciclar el agua + 1.5 % por vender hielo"
    assert agua.fundamento.endswith("Art. 33 fr. II-A; Ley de Ingresos de Cajeme 2023, Art. 44; Art. X")


def test_prices_that_follow_no_index_are_of_their_year_too() -> None:
    romita = perfil_de_prueba("romita").tarifas[0]
    for pedir in (
        lambda: TARIFA.escala_del_mes("construccion", "urbana", Periodo(2024, 1)),
        lambda: romita.escala_del_mes("domestica", "general", Periodo(2019, 12)),
        lambda: romita.cuota_fija("domestica", "", Periodo(2019, 12)),
    ):
        with pytest.raises(NegocioError) as e:
            pedir()
        assert e.value.clave == "tarifa_no_vigente"
