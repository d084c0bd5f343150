"""Two tariffs set against each other over the last consumption of cuentas."""

from __future__ import annotations

import itertools
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dinero import CERO, Dinero
from app.domain.tarifa.comparacion import (
    Comparada,
    SinComparar,
    VersionComparada,
    comparar_cuenta,
    rango_de_m3,
    resumir,
)
from app.domain.tarifa.facturacion import tarificador
from app.domain.tarifa.medicion import Expediente, MesFacturado
from app.domain.tarifa.tarifa import Tarifa
from tests.cajeme import TARIFA, con, una_cuenta
from tests.organismos import perfil_de_prueba

ROMITA = perfil_de_prueba("romita").tarifas[0]
LORETO = perfil_de_prueba("loreto").tarifas[0]
OCAMPO = perfil_de_prueba("ocampo").tarifas[0]


def _version(tarifa: Tarifa) -> VersionComparada:
    return VersionComparada(tarifa.clave, tarifa, tarifa.desde, tarificador(tarifa))


UNO, DOS = _version(TARIFA), _version(con(metodo="escalonado"))


def _expediente(*m3: str, **otros: object) -> Expediente:
    recibos = (MesFacturado(f"2023-{n:02d}", int(Decimal(v) * 1000), 0, None) for n, v in enumerate(m3, 1))
    return Expediente(replace(una_cuenta(), **otros), tuple(recibos))  # type: ignore[arg-type]


def _comparada(pesos: str, uso: str = "domestico", m3: int = 5, cuenta: str = "1", base: str = "100.00") -> Comparada:
    diferencia, antes = Dinero.from_texto(pesos), Dinero.from_texto(base)
    return Comparada(diferencia, cuenta, uso, m3, (0, 10), antes, antes + diferencia)


# --- a cuenta ---


def test_the_last_recibo_counts_at_the_prices_of_each() -> None:
    hecha = comparar_cuenta(_expediente("90", "32.9"), UNO, DOS)
    assert isinstance(hecha, Comparada)
    # 48.19 + 32 × 13.71, against 48.19 + 10 × 5.85 + 10 × 7.75 + 10 × 9.95 + 2 × 13.71 = 311.11;
    # each with its 52 % and 39 %.
    assert (hecha.total1, hecha.total2) == (Dinero.from_texto("929.99"), Dinero.from_texto("594.22"))
    assert hecha.diferencia == Dinero.from_texto("-335.77")
    assert (hecha.uso, hecha.m3, hecha.rango) == ("domestico", 32, (31, 40))


def test_without_a_meter_the_m3_are_those_that_are_billed() -> None:
    hecha = comparar_cuenta(_expediente("3", medidor_estado="sin_medidor"), UNO, DOS)
    assert isinstance(hecha, Comparada) and (hecha.m3, hecha.rango) == (26, (21, 30))


def test_the_months_before_are_priced_by_each_version_where_they_decide() -> None:
    """Ocampo, Art. 57: the average of six months' agua, whatever was billed of them."""
    cara = replace(
        OCAMPO,
        cuadros=tuple(
            replace(c, escalas=tuple(replace(e, base=Decimal(10)) for e in c.escalas)) for c in OCAMPO.cuadros
        ),
    )
    sin_medidor = _expediente(
        *["10"] * 6, "0", uso="domestico", area="general", servicios=("agua",), medidor_estado="no_funciona"
    )
    hecha = comparar_cuenta(sin_medidor, _version(OCAMPO), _version(cara))
    assert isinstance(hecha, Comparada) and hecha.total1 == Dinero.from_texto("41.10")
    assert hecha.diferencia == Dinero.from_texto("10.00")


def test_cuentas_that_cannot_be_compared_say_why() -> None:
    assert comparar_cuenta(_expediente(), UNO, DOS) == SinComparar("sin_recibo", "No tiene recibos del último año.")
    ajena = comparar_cuenta(_expediente("5", uso="naviero"), UNO, DOS)
    assert isinstance(ajena, SinComparar) and ajena.clave == "uso_desconocido"
    sin_industria = _version(replace(TARIFA, igual_que=()))
    nueva = comparar_cuenta(_expediente("5", uso="industrial"), UNO, sin_industria)
    assert isinstance(nueva, SinComparar) and nueva.clave == "uso_desconocido"


# --- its range ---


@pytest.mark.parametrize(
    ("tarifa", "uso", "m3", "rango"),
    [
        (TARIFA, "domestico", 0, (0, 10)),
        (TARIFA, "domestico", 10, (0, 10)),
        (TARIFA, "domestico", 11, (11, 20)),
        (TARIFA, "domestico", 101, (101, None)),
        (TARIFA, "industrial", 60, (11, 60)),
        (LORETO, "domestico", 0, (0, 12)),
        (LORETO, "domestico", 12, (0, 12)),
        (LORETO, "domestico", 13, (13, 20)),
        (ROMITA, "domestica", 0, (0, 10)),
        (ROMITA, "domestica", 10, (0, 10)),
        (ROMITA, "domestica", 11, (11, 20)),
        (ROMITA, "domestica", 200, (191, 200)),
        (ROMITA, "domestica", 201, (201, None)),
        (ROMITA, "educacion_particular", 40, (0, None)),
    ],
)
def test_range_of_a_consumption(tarifa: Tarifa, uso: str, m3: int, rango: tuple[int, int | None]) -> None:
    area = "urbana" if tarifa is TARIFA else "general"
    assert rango_de_m3(tarifa, uso, area, m3) == rango


# --- all of them ---


def test_counts_by_uso_and_range_and_what_was_left_out() -> None:
    hecha = resumir(
        [
            _comparada("10.00", cuenta="1"),
            _comparada("-3.00", cuenta="2"),
            SinComparar("sin_recibo", "a"),
            _comparada("0.00", "comercial", cuenta="3"),
            SinComparar("uso_desconocido", "b"),
            SinComparar("uso_desconocido", "c"),
        ]
    )
    assert (hecha.todas.cuentas, hecha.todas.suben, hecha.todas.bajan, hecha.todas.iguales) == (3, 1, 1, 1)
    assert (hecha.todas.total1.texto(), hecha.todas.total2.texto()) == ("300.00", "307.00")
    assert [p.texto() for p in hecha.todas.promedios] == ["100.00", "102.33"]
    assert [(uso, g.cuentas, g.total2.texto()) for uso, g in hecha.por_uso] == [
        ("comercial", 1, "100.00"), ("domestico", 2, "207.00"),
    ]  # fmt: skip
    assert [(uso, rango, g.suben, g.bajan, g.iguales) for uso, rango, g in hecha.por_rango] == [
        ("comercial", (0, 10), 0, 0, 1), ("domestico", (0, 10), 1, 1, 0),
    ]  # fmt: skip
    assert [c.cuenta for c in hecha.mayores] == ["1"]
    assert hecha.sin_comparar == ((SinComparar("uso_desconocido", "b"), 2), (SinComparar("sin_recibo", "a"), 1))


def test_nobody_is_a_comparison_too() -> None:
    hecha = resumir([])
    assert hecha.todas.promedios == (CERO, CERO) and hecha.por_uso == hecha.mayores == ()
    assert sum(t.cuentas for t in hecha.histograma) == 0


def test_only_the_largest_rises_are_kept_in_order() -> None:
    hecha = resumir(_comparada(f"{n}.00", cuenta=f"{n:03d}") for n in range(-5, 40))
    assert [c.cuenta for c in hecha.mayores] == [f"{n:03d}" for n in range(39, 29, -1)]


@pytest.mark.parametrize(
    ("diferencia", "desde", "hasta"),
    [
        ("-1000.01", None, "-1000.01"),
        ("-1000.00", "-1000.00", "-500.01"),
        ("-10.00", "-10.00", "-0.01"),
        ("-0.01", "-10.00", "-0.01"),
        ("0.00", "0.00", "0.00"),
        ("0.01", "0.01", "10.00"),
        ("10.00", "0.01", "10.00"),
        ("10.01", "10.01", "20.00"),
        ("1000.00", "500.01", "1000.00"),
        ("1000.01", "1000.01", None),
    ],
)
def test_bars_of_the_histogram(diferencia: str, desde: str | None, hasta: str | None) -> None:
    (tramo,) = [t for t in resumir([_comparada(diferencia, base="5000.00")]).histograma if t.cuentas]
    assert tramo.desde == (None if desde is None else Dinero.from_texto(desde))
    assert tramo.hasta == (None if hasta is None else Dinero.from_texto(hasta))


def test_bars_follow_one_another_to_the_centavo() -> None:
    tramos = resumir([]).histograma
    assert tramos[0].desde is None and tramos[-1].hasta is None and len(tramos) == 17
    for antes, despues in itertools.pairwise(tramos):
        assert antes.hasta is not None and despues.desde == antes.hasta + Dinero(1)


@given(st.lists(st.tuples(st.integers(-300_000, 300_000), st.sampled_from(["domestico", "comercial"]))))
def test_everybody_is_counted_once_everywhere(diferencias: list[tuple[int, str]]) -> None:
    hecha = resumir(_comparada(Dinero(d).texto(), uso, base="5000.00") for d, uso in diferencias)
    todas = hecha.todas
    assert todas.cuentas == todas.suben + todas.bajan + todas.iguales == len(diferencias)
    assert sum(t.cuentas for t in hecha.histograma) == len(diferencias)
    assert sum(g.cuentas for _, g in hecha.por_uso) == sum(g.cuentas for *_, g in hecha.por_rango) == len(diferencias)
    assert (todas.total2 - todas.total1).centavos == sum(d for d, _ in diferencias)
    for tramo in hecha.histograma:
        dentro = [
            d for d, _ in diferencias
            if (tramo.desde is None or d >= tramo.desde.centavos) and (tramo.hasta is None or d <= tramo.hasta.centavos)
        ]  # fmt: skip
        assert tramo.cuentas == len(dentro)
