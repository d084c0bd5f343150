"""From a consumption to a recibo: tariff, dates, and what stops it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.domain.calendario import Ciclo
from app.domain.cuenta import Cargo, Cuenta
from app.domain.dinero import Dinero
from app.domain.errores import NegocioError
from app.domain.periodo import Periodo
from app.domain.tarifa.facturacion import Facturado, cargos_de, codigo_de_recibo, facturar_cuenta, tarificador
from app.domain.tarifa.medicion import Expediente, Lectura, MesFacturado, Omitida, PorRevisar
from app.domain.tarifa.tarificacion import Concepto
from tests.cajeme import ENERO, PERFIL, TARIFA, una_cuenta

REGLA = PERFIL.facturacion.lectura
TARIFICAR = tarificador(TARIFA)


def ciclo(ruta: str, leida: date | None, mes: Periodo = ENERO) -> Ciclo:
    return PERFIL.facturacion.calendario.ciclo(ruta, mes, leida)


def facturar(cuenta: Cuenta, m3: int | None, fecha: str = "", mes: Periodo = ENERO) -> Any:
    antes = (MesFacturado(mes.mas(-1).texto(), 20_000, 0, 1_000_000),)
    lecturas = () if m3 is None else (Lectura(mes.texto(), (1000 + m3) * 1000, fecha, ""),)
    return facturar_cuenta(Expediente(cuenta, antes, lecturas), mes, REGLA, TARIFICAR, lambda r, x: ciclo(r, x, mes))


def importes(hecho: Facturado) -> dict[str, str]:
    return {c.clave: c.importe.texto() for c in hecho.recibo.cargos}


def test_a_recibo_is_the_tariff_of_what_was_read() -> None:
    hecho = facturar(una_cuenta(ruta="R01"), 32)
    assert importes(hecho) == {"agua": "486.91", "alcantarillado": "253.19", "saneamiento": "189.89"}
    recibo = hecho.recibo
    assert (recibo.m3, recibo.total, recibo.pagado) == (Decimal(32), Dinero(92999), Dinero(0))
    assert (recibo.cuenta, recibo.periodo, recibo.programa, recibo.hasta) == ("100", ENERO, "", ())
    assert (hecho.anterior, hecho.actual) == (1_000_000, 1_032_000)
    # R01 is read on the 19th: issued five days later, due 18 after that, a Saturday.
    assert (recibo.emitido, recibo.vence) == (date(2023, 1, 24), date(2023, 2, 13))


def test_a_meter_read_late_has_the_same_days_to_pay() -> None:
    tarde = facturar(una_cuenta(ruta="R01"), 32, "2023-01-31").recibo
    assert (tarde.emitido, tarde.vence) == (date(2023, 2, 7), date(2023, 2, 23))


def test_without_a_meter_the_tariff_says_how_much() -> None:
    hecho = facturar(una_cuenta(medidor_estado="sin_medidor"), None)
    assert (hecho.recibo.m3, hecho.anterior, hecho.actual) == (Decimal(26), None, None)
    assert importes(hecho)["agua"] == importes(facturar(una_cuenta(), 26))["agua"]
    deshabitada = facturar(una_cuenta(estado="deshabitada"), None)
    assert deshabitada.recibo.m3 == Decimal(1)


def test_a_reading_that_is_missing_may_be_billed_as_without_a_meter() -> None:
    regla = replace(REGLA, sin_lectura="presuntivo")
    hecho = facturar_cuenta(Expediente(una_cuenta(volumen_presuntivo=14)), ENERO, regla, TARIFICAR, ciclo)
    assert isinstance(hecho, Facturado) and hecho.recibo.m3 == Decimal(14)


def test_what_readings_refuse_stays_refused() -> None:
    assert isinstance(facturar(una_cuenta(), None), PorRevisar)
    assert facturar(una_cuenta(estado="toma_muerta"), None) == Omitida("toma_muerta")


def test_a_cuenta_that_the_tariff_cannot_bill_is_looked_at() -> None:
    hecho = facturar(una_cuenta(area="lunar"), 10)
    assert isinstance(hecho, PorRevisar) and (hecho.clave, hecho.m3) == ("area_desconocida", 10)
    assert facturar(una_cuenta(servicios=("alcantarillado",)), 10).clave == "servicio_sin_tarifa"


def test_a_month_without_prices_is_nobodys_fault_and_stops_the_run() -> None:
    with pytest.raises(NegocioError) as error:
        facturar(una_cuenta(), 10, mes=Periodo(2024, 1))
    assert error.value.clave == "tarifa_no_vigente"


def test_what_a_recibo_has_no_column_for_stands_under_otros() -> None:
    tarifado = (Concepto("agua", Dinero(100), "", ""), Concepto("sin_reciclaje", Dinero(2), "", ""))
    assert cargos_de(tarifado) == (Cargo("agua", Dinero(100)), Cargo("otros", Dinero(2)))
    assert cargos_de(tarifado[:1]) == (Cargo("agua", Dinero(100)),)


def test_the_code_of_a_recibo_is_what_a_scanner_reads() -> None:
    assert codigo_de_recibo("0012345-6", Periodo(2023, 9)) == "00123456202309"
    assert codigo_de_recibo("A/12.3", Periodo(2023, 12)) == "A123202312"
