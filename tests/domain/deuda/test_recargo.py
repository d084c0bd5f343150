"""Recargos: every case by hand, the months of lateness, and what may never happen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cuenta import Cargo, Marca, Recibo
from app.domain.deuda.adeudo import Adeudo, calcular_adeudo
from app.domain.deuda.aplicado import Aplicado
from app.domain.deuda.recargo import Recargo, TasaRecargo, causar, tasa_de
from app.domain.dinero import CERO, Dinero, suma
from app.domain.pago.liquidacion import Liquidacion, Ofrecido, liquidar
from app.domain.periodo import Periodo
from tests.cajeme import casos, una_cuenta

TASAS = (TasaRecargo(Periodo(2023, 1), Decimal("1.47"), "Art. 1"), TasaRecargo(Periodo(2023, 8), Decimal("1.13"), "2"))


def _adeudo(recibos: Sequence[Recibo], hechos: Sequence[Aplicado], tasas: Sequence[TasaRecargo], fecha: date) -> Adeudo:
    return calcular_adeudo(una_cuenta(), recibos, hechos, CERO, lambda dia: None, fecha, tasas=tasas)


def _leer_recibo(texto: str) -> Recibo:
    periodo, _, vence, *palabras = texto.split()
    pares = list(zip(palabras[::2], palabras[1::2], strict=True))
    cargos = tuple(Cargo(c, Dinero.from_texto(i)) for c, i in pares if c not in ("pagado", "incluye"))
    otros = dict(pares)
    return Recibo(
        "100",
        Periodo.from_texto(periodo),
        date.fromisoformat(vence),
        Decimal(20),
        cargos,
        pagado=Dinero.from_texto(otros.get("pagado", "0")),
        hasta=(Marca("2", "e", int(otros["incluye"])),) if "incluye" in otros else (),
    )


def _leer_hecho(texto: str) -> Aplicado:
    fecha, periodo, clave, importe = texto.split()
    causado = clave.endswith("*")
    return Aplicado(
        "2", "e", 1, date.fromisoformat(fecha), periodo, clave.rstrip("*"), Dinero.from_texto(importe), causado
    )


def _leer_tasa(texto: str) -> TasaRecargo:
    desde, tasa = texto.split()
    return TasaRecargo(Periodo.from_texto(desde), Decimal(tasa), "Art. 1")


@pytest.mark.parametrize("caso", casos("recargos"), ids=lambda c: c["caso"])
def test_every_case_of_recargos(caso: dict[str, str]) -> None:
    recibos = tuple(map(_leer_recibo, caso["recibos"].split("|")))
    hechos = tuple(map(_leer_hecho, filter(None, caso["pagado_aqui"].split("|"))))
    tasas = tuple(map(_leer_tasa, filter(None, caso["tasas"].split("|"))))
    adeudo = _adeudo(recibos, hechos, tasas, date.fromisoformat(caso["fecha"]))
    hecho = "|".join(f"{a.periodo.texto()} {a.importe.texto()}" for a in adeudo.recargos if a.periodo)
    assert hecho == caso["recargos"]
    assert adeudo.total.texto() == caso["adeudo"]
    assert all(a.detalle and a.causado for a in adeudo.recargos)


def test_there_are_enough_cases_for_a_clerk_to_believe() -> None:
    assert len(casos("recargos")) >= 40


def test_the_rate_of_a_month_is_the_last_that_has_begun() -> None:
    assert tasa_de(TASAS, Periodo(2022, 12)) is None
    assert [tasa_de(TASAS[::-1], Periodo(2023, mes)) for mes in (1, 7, 8, 12)] == [*TASAS[:1] * 2, *TASAS[1:] * 2]


def test_the_sum_is_said_as_a_person_would_do_it() -> None:
    def queda(dia: date) -> Dinero:
        return Dinero(319_81) if dia < date(2023, 9, 1) else Dinero(100_00)

    hecho = causar(TASAS, date(2023, 6, 20), date(2023, 10, 1), queda)
    assert hecho.detalle == "2 meses × 1.47 % de 319.81 + 1 mes × 1.13 % de 319.81 + 1 mes × 1.13 % de 100.00"
    assert (hecho.importe, hecho.fundamento) == (Dinero(14_15), "2")
    assert causar(TASAS, date(2023, 6, 20), date(2023, 6, 20), queda) == Recargo(CERO, "", "")
    medio = causar((TasaRecargo(Periodo(2023, 1), Decimal("1.50"), ""),), date(2023, 6, 20), date(2023, 7, 1), queda)
    assert medio.detalle == "1 mes × 1.5 % de 319.81"


def test_what_was_charged_already_is_said() -> None:
    recibo = _leer_recibo("2023-06 vence 2023-07-20 agua 100.00 recargos 1.00")
    (linea,) = _adeudo([recibo], [], TASAS[:1], date(2023, 9, 5)).recargos
    assert linea.detalle == "2 meses × 1.47 % de 100.00, menos 1.00 ya en el recibo o pagado"


def test_recargos_are_paid_before_the_principal_and_those_of_the_recibo_before_those_of_the_day() -> None:
    recibos = [
        _leer_recibo("2023-06 vence 2023-07-20 agua 100.00 recargos 1.00"),
        _leer_recibo("2023-07 vence 2023-08-20 agua 200.00"),
    ]
    hecha = liquidar(_adeudo(recibos, [], TASAS[:1], date(2023, 9, 5)), _nada, monto=Dinero(10_00))
    assert [(a.clave, a.importe.centavos, a.causado) for a in hecha.aplicado] == [
        ("recargos", 1_00, False), ("recargos", 1_94, True), ("recargos", 2_94, True), ("agua", 4_12, False),
    ]  # fmt: skip


def test_a_chosen_month_brings_its_own_recargos_only() -> None:
    recibos = [_leer_recibo(f"2023-0{m} vence 2023-0{m + 1}-20 agua 100.00") for m in (5, 6)]
    adeudo = _adeudo(recibos, [], TASAS[:1], date(2023, 9, 5))
    hecha = liquidar(adeudo, _nada, elegidos=(Periodo(2023, 5),))
    assert [(a.periodo, a.clave, a.importe.centavos) for a in hecha.aplicado] == [
        (Periodo(2023, 5), "recargos", 4_41), (Periodo(2023, 5), "agua", 100_00),
    ]  # fmt: skip
    assert hecha.saldo_restante == Dinero(102_94) and adeudo.recargo_de(Periodo(2023, 6)) == Dinero(2_94)


def test_a_recibo_that_owes_only_recargos_can_still_be_paid() -> None:
    recibo = _leer_recibo("2023-06 vence 2023-07-20 agua 100.00")
    hecho = _leer_hecho("2023-08-25 2023-06 agua 100.00")
    adeudo = _adeudo([recibo], [hecho], TASAS[:1], date(2023, 9, 5))
    assert [s.recibo for s in adeudo.pendientes] == [recibo] and adeudo.total == Dinero(2_94)
    assert liquidar(adeudo, _nada).saldo_restante == CERO


def test_where_an_import_counts_the_payment_the_recargo_is_never_charged_twice() -> None:
    """Whether the recibo billed again with recargos bills those of the till cannot be told: in doubt, not again."""
    hechos = [_leer_hecho("2023-08-01 2023-06 recargos* 1.47"), _leer_hecho("2023-08-01 2023-06 agua 50.00")]
    recibo = _leer_recibo("2023-06 vence 2023-07-20 agua 100.00 recargos 1.47 pagado 51.47 incluye 1")
    adeudo = _adeudo([recibo], hechos, TASAS[:1], date(2023, 9, 5))
    assert adeudo.total == Dinero(50_00)


# --- what may never happen ---


def _nada(saldo: object) -> Ofrecido:
    return Ofrecido()


importes = st.integers(0, 500_00)
recibos = st.lists(
    st.tuples(st.integers(1, 28), importes, st.sampled_from([0, 0, 5_00]), st.sampled_from([0, 0, 80_00]), importes),
    min_size=1, max_size=4,
).map(
    lambda filas: [
        Recibo(
            "100", Periodo(2023, 1 + n), date(2023, 2 + n, dia), Decimal(20),
            tuple(Cargo(c, Dinero(i)) for c, i in (("agua", a), ("recargos", r), ("gastos", g)) if i),
            pagado=Dinero(min(p, a)),
        )
        for n, (dia, a, r, g, p) in enumerate(filas)
    ]
)  # fmt: skip
tasas = st.lists(st.tuples(st.integers(1, 12), st.sampled_from(["0", "0.75", "1.13", "1.47", "3"])), max_size=3).map(
    lambda filas: [TasaRecargo(Periodo(2023, m), Decimal(t), "Art. 1") for m, t in dict(filas).items()]
)
dias = st.dates(date(2023, 2, 1), date(2024, 6, 30))
abonos = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 300_00)), max_size=4)


def _pagar(hecha: Liquidacion, fecha: date, seq: int) -> list[Aplicado]:
    """What the diario says of a liquidation that was paid."""
    return [
        Aplicado("2", "e", seq, fecha, a.periodo.texto(), a.clave, a.importe, a.causado)
        for a in hecha.aplicado
        if a.periodo
    ]


@given(recibos, tasas, dias, abonos)
def test_a_debt_paid_in_parts_is_exact_every_day(
    filas: list[Recibo], rates: list[TasaRecargo], fecha: date, pagos: list[tuple[int, int]]
) -> None:
    """No line is negative; a payment lowers that day's debt by itself and no more; paid whole it stays at zero."""
    hechos: list[Aplicado] = []
    for seq, (espera, monto) in enumerate(pagos, 1):
        fecha += timedelta(days=espera)
        antes = _adeudo(filas, hechos, rates, fecha)
        assert all(a.importe > CERO for a in antes.recargos)
        hecha = liquidar(antes, _nada, monto=Dinero(monto))
        hechos += _pagar(hecha, fecha, seq)
        despues = _adeudo(filas, hechos, rates, fecha)
        assert despues.total == hecha.saldo_restante == antes.total - (hecha.total - hecha.anticipo)
    adeudo = _adeudo(filas, hechos, rates, fecha)
    if adeudo.total:
        hechos += _pagar(liquidar(adeudo, _nada), fecha, 99)
    assert _adeudo(filas, hechos, rates, fecha).total == CERO
    assert _adeudo(filas, hechos, rates, fecha + timedelta(days=700)).total == CERO


@given(recibos, tasas, dias, st.lists(st.integers(1, 99), min_size=1, max_size=4))
def test_splitting_a_payment_on_one_day_never_changes_the_sum(
    filas: list[Recibo], rates: list[TasaRecargo], fecha: date, partes: list[int]
) -> None:
    de_una_vez = _adeudo(filas, [], rates, fecha).total
    hechos: list[Aplicado] = []
    pagado = CERO
    for seq, parte in enumerate([*partes, 100], 1):
        adeudo = _adeudo(filas, hechos, rates, fecha)
        monto = Dinero(adeudo.total.centavos * parte // 100)
        if monto:
            hecha = liquidar(adeudo, _nada, monto=monto)
            hechos += _pagar(hecha, fecha, seq)
            pagado += hecha.total
    assert pagado == de_una_vez and _adeudo(filas, hechos, rates, fecha).total == CERO


@given(recibos, tasas, dias, st.integers(0, 400))
def test_time_alone_never_lowers_a_debt_and_accessories_cause_nothing(
    filas: list[Recibo], rates: list[TasaRecargo], fecha: date, mas: int
) -> None:
    hoy, luego = (_adeudo(filas, [], rates, f) for f in (fecha, fecha + timedelta(days=mas)))
    assert hoy.total <= luego.total
    sin_gastos = [replace(r, cargos=tuple(c for c in r.cargos if c.clave != "gastos")) for r in filas]
    assert _adeudo(sin_gastos, [], rates, fecha).total_recargos == hoy.total_recargos
    assert suma(s.total for s in hoy.saldos) + hoy.total_recargos == hoy.total
