"""Readings: what is billed of them, and what somebody must look at first."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.periodo import Periodo
from app.domain.tarifa.medicion import (
    NUEVO,
    VERIFICADA,
    VUELTA,
    Consumo,
    Expediente,
    Lectura,
    MesFacturado,
    Omitida,
    PorRevisar,
    medir,
)
from tests.cajeme import PERFIL, casos, una_cuenta

REGLA = PERFIL.facturacion.lectura
MES = Periodo(2023, 9)


def litros(m3: str) -> int:
    return int(Decimal(m3) * 1000)


def recibos(texto: str) -> tuple[MesFacturado, ...]:
    """`2023-08 20 1000`: month, m³, and the reading it went up to, if it had one."""
    partes = [parte.split() for parte in texto.split("|") if parte]
    return tuple(MesFacturado(p[0], litros(p[1]), 100, litros(p[2]) if len(p) > 2 else None) for p in partes)


def expediente(caso: dict[str, str]) -> Expediente:
    regimen = "fijo" if caso["medidor"] == "fijo" else "medido"
    medidor = "funciona" if caso["medidor"] == "fijo" else caso["medidor"]
    cuenta = una_cuenta(estado=caso["estado"], regimen=regimen, medidor_estado=medidor)
    lecturas = [Lectura(p.split()[0], litros(p.split()[1]), "", "") for p in caso["lecturas"].split("|") if p]
    if caso["lectura"]:
        lecturas.append(Lectura(MES.texto(), litros(caso["lectura"]), caso["fecha"], caso["observacion"]))
    return Expediente(cuenta, recibos(caso["recibos"]), tuple(lecturas))


@pytest.mark.parametrize("caso", casos("lecturas"), ids=lambda c: c["caso"])
def test_reading_by_reading(caso: dict[str, str]) -> None:
    regla = replace(REGLA, sin_lectura=caso["sin_lectura"] or "revisar")
    medido = medir(expediente(caso), MES, regla)
    if isinstance(medido, Omitida):
        assert f"omitida {medido.motivo}" == caso["resultado"]
    elif isinstance(medido, PorRevisar):
        assert medido.clave == caso["resultado"] and medido.mensaje.endswith(".")
    elif not medido.con_medidor:
        assert caso["resultado"] == "sin_medidor" and medido == Consumo(0, con_medidor=False)
    else:
        lecturas = ["" if x is None else str(x // 1000) for x in (medido.anterior, medido.actual)]
        assert [str(medido.m3), *lecturas] == [caso[c] for c in ("resultado", "anterior", "actual")]


def test_what_is_looked_at_says_what_is_known() -> None:
    alto = medir(Expediente(una_cuenta(), recibos("2023-07 10|2023-08 15 1000"), (_una(1900),)), MES, REGLA)
    assert isinstance(alto, PorRevisar)
    assert (alto.anterior, alto.actual, alto.m3, alto.promedio) == (1000, 1900, 900, Decimal("12.5"))
    menor = medir(Expediente(una_cuenta(), recibos("2023-08 15 1000"), (_una(990),)), MES, REGLA)
    assert isinstance(menor, PorRevisar) and "9990 m³" in menor.mensaje
    assert (menor.anterior, menor.actual, menor.m3) == (1000, 990, None)


def _una(m3: int, observacion: str = "") -> Lectura:
    return Lectura(MES.texto(), m3 * 1000, "", observacion)


def test_settings_of_the_profile_decide() -> None:
    caso = Expediente(una_cuenta(), recibos("2023-08 10 1000"), (_una(1061),))
    assert isinstance(medir(caso, MES, REGLA), PorRevisar)
    for regla in (replace(REGLA, veces_promedio=Decimal("6.1")), replace(REGLA, m3_sin_revisar=61)):
        assert medir(caso, MES, regla) == Consumo(61, 1_000_000, 1_061_000)
    muerta = replace(caso, cuenta=una_cuenta(estado="toma_muerta"), lecturas=(_una(1008),))
    assert isinstance(medir(muerta, MES, REGLA), PorRevisar)
    assert medir(muerta, MES, replace(REGLA, m3_sin_uso=8)) == Omitida("toma_muerta")
    assert medir(muerta, MES, replace(REGLA, estados_sin_recibo=())) == Consumo(8, 1_000_000, 1_008_000)
    atrasada = Expediente(una_cuenta(), recibos("2023-07 10 1000"), (_una(1008),))
    assert isinstance(medir(atrasada, MES, REGLA), PorRevisar)
    assert medir(atrasada, MES, replace(REGLA, meses_entre_lecturas=2)) == Consumo(8, 1_000_000, 1_008_000)


@given(st.integers(0, 10**6), st.lists(st.integers(0, 60_000), min_size=1, max_size=12))
def test_no_litre_is_billed_twice_or_lost_but_the_last_fraction(primera: int, consumos: list[int]) -> None:
    """Month by month, each recibo going up to the reading that the next one starts from."""
    desde = Periodo(2023, 1)
    hechos = (MesFacturado(desde.texto(), 0, 0, primera),)
    facturados = 0
    for n, leida in enumerate(list(accumulate(consumos, initial=primera))[1:], 1):
        mes = desde.mas(n)
        caso = Expediente(una_cuenta(), hechos, (Lectura(mes.texto(), leida, "", ""),))
        consumo = medir(caso, mes, replace(REGLA, m3_sin_revisar=60))
        assert isinstance(consumo, Consumo) and consumo.m3 >= 0
        facturados += consumo.m3
        hechos = (*hechos, MesFacturado(mes.texto(), consumo.m3 * 1000, 0, consumo.actual))
        assert medir(replace(caso, recibos=hechos), mes, REGLA) == Omitida("ya_facturada")
    assert facturados == (primera + sum(consumos)) // 1000 - primera // 1000


@given(
    st.integers(0, 10**8),
    st.integers(0, 10**8),
    st.sampled_from(["", VERIFICADA, VUELTA, NUEVO, f"{VUELTA}, {VERIFICADA}", "se cambió"]),
    st.sampled_from(["activa", "deshabitada", "suspendida", "toma_muerta"]),
)
def test_any_two_readings_make_a_consumption_or_a_reason(antes: int, ahora: int, dicho: str, estado: str) -> None:
    caso = Expediente(
        una_cuenta(estado=estado),
        (MesFacturado("2023-08", 20_000, 0, antes),),
        (Lectura(MES.texto(), ahora, "", dicho),),
    )
    medido = medir(caso, MES, REGLA)
    if isinstance(medido, Consumo):
        assert medido.m3 >= 0 and medido.anterior is not None and medido.actual is not None
        if ahora >= antes and dicho != NUEVO:
            assert medido.m3 == ahora // 1000 - antes // 1000
        if not dicho:
            assert medido.m3 <= 100, "five times the average"
