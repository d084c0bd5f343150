"""Days, rows and sums of a report."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.corte.diferencia import DiferenciaDeCorte, por_cajero
from app.domain.dinero import CERO, Dinero, suma
from app.domain.errores import NegocioError
from app.domain.reporte.reporte import (
    DE_TIEMPO,
    DIMENSIONES,
    PERIODOS,
    Filtro,
    Partida,
    RenglonReporte,
    Reporte,
    SelloReporte,
    exigir_rango,
    rango,
    renglones_de,
    tramos,
)

HOY = date(2023, 9, 5)
SELLO = SelloReporte("super", datetime(2023, 9, 5, 10), 7, "ab")


@pytest.mark.parametrize(
    ("periodo", "desde", "hasta"),
    [
        ("hoy", "2023-09-05", "2023-09-05"),
        ("ayer", "2023-09-04", "2023-09-04"),
        ("semana", "2023-09-04", "2023-09-10"),
        ("mes", "2023-09-01", "2023-09-30"),
        ("ejercicio", "2023-01-01", "2023-12-31"),
    ],
)
def test_ranges_with_a_name(periodo: str, desde: str, hasta: str) -> None:
    assert periodo in PERIODOS
    assert rango(periodo, HOY) == (date.fromisoformat(desde), date.fromisoformat(hasta))


def test_days_that_cannot_be_are_refused() -> None:
    exigir_rango(HOY, HOY + timedelta(9), HOY)
    for desde, hasta, clave in (
        (HOY, HOY - timedelta(1), "rango_invertido"),
        (HOY + timedelta(1), HOY + timedelta(1), "periodo_futuro"),
    ):
        with pytest.raises(NegocioError) as error:
            exigir_rango(desde, hasta, HOY)
        assert error.value.clave == clave


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_pieces_are_months_that_follow_each_other(desde: date, dias: int) -> None:
    hasta = desde + timedelta(dias)
    partes = list(tramos(desde, hasta))
    assert (partes[0][0], partes[-1][1]) == (desde, hasta)
    assert all(uno[1] + timedelta(1) == otro[0] for uno, otro in pairwise(partes))
    assert all((a.year, a.month) == (b.year, b.month) for a, b in partes)


def test_there_is_no_piece_of_days_that_go_backwards() -> None:
    assert list(tramos(HOY, HOY - timedelta(1))) == []


@pytest.mark.parametrize(
    ("por", "claves", "salen"),
    [
        ("hora", ["11", "09"], ["09", "10", "11"]),
        ("dia", ["2023-08-31", "2023-09-02"], ["2023-08-31", "2023-09-01", "2023-09-02"]),
        (
            "semana",
            ["2023-09-05", "2023-09-03", "2023-09-18"],
            ["2023-08-28", "2023-09-04", "2023-09-11", "2023-09-18"],
        ),
        ("mes", ["2023-11-30", "2024-01-01"], ["2023-11", "2023-12", "2024-01"]),
        ("antiguedad", ["sin_fecha", "corriente", "rezago"], ["rezago", "corriente", "sin_fecha"]),
        ("hora", [], []),
    ],
)
def test_what_has_an_order_comes_in_it_without_gaps(por: str, claves: list[str], salen: list[str]) -> None:
    assert [r.clave for r in renglones_de(por, [Partida(c, 1, Dinero(5)) for c in claves])] == salen


def test_everything_else_comes_the_largest_first() -> None:
    partidas = [Partida("a", 1, Dinero(5)), Partida("b", 2, Dinero(-9)), Partida("c", 1, Dinero(5))]
    assert [r.clave for r in renglones_de("programa", partidas)] == ["b", "a", "c"]


@given(
    st.sampled_from([d for d in DIMENSIONES if d not in (*DE_TIEMPO, "antiguedad")]),
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 9), st.integers(0, 10**7), st.booleans())),
)
def test_nothing_is_lost_between_sums_and_rows(por: str, hechas: list[tuple[str, int, int, bool]]) -> None:
    partidas = [Partida(c, n, Dinero(-i if r else i), r) for c, n, i, r in hechas]
    filas = renglones_de(por, partidas)
    assert suma(f.neto for f in filas) == suma(p.importe for p in partidas)
    assert suma(f.revertido for f in filas) == suma(p.importe for p in partidas if p.is_reverso)
    assert sum(f.veces + f.reversos for f in filas) == sum(p.veces for p in partidas)


def un_reporte(por: str, total: int, fuera: int = 0, **importes: int) -> Reporte:
    filas = tuple(RenglonReporte(c.replace("__", ":"), 1, Dinero(i)) for c, i in importes.items())
    return Reporte(por, Filtro(HOY, HOY), filas, RenglonReporte("total", 1, Dinero(total)), Dinero(fuera), SELLO)


def test_rows_must_be_the_money_of_the_payments() -> None:
    assert un_reporte("concepto", 90, -10, agua=100).is_cuadrado
    assert not un_reporte("concepto", 91, -10, agua=100).is_cuadrado
    assert un_reporte("programa", 91, 0, insen=-10).is_cuadrado


def test_third_parties_are_told_apart_among_conceptos_alone() -> None:
    assert un_reporte("concepto", 103, 0, agua=100, aportacion__U1=3).terceros == Dinero(3)
    assert un_reporte("uso", 103, 0, agua=100, aportacion__U1=3).terceros == CERO


def test_differences_of_each_cashier() -> None:
    def un_corte(n: int, cajero: str, diferencia: int) -> DiferenciaDeCorte:
        return DiferenciaDeCorte(n, n, "2", cajero, HOY, Dinero(100), Dinero(100 + diferencia), Dinero(diferencia))

    cortes = (un_corte(1, "beto", -5), un_corte(2, "ana", 0), un_corte(3, "beto", 7))
    ana, beto = por_cajero(cortes)
    assert (ana.cajero, ana.cortes, ana.exactos, ana.neto) == ("ana", 1, 1, CERO)
    assert (beto.faltante, beto.sobrante, beto.neto) == (Dinero(-5), Dinero(7), Dinero(2))
