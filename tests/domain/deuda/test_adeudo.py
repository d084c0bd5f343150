"""What a cuenta owes: saldos after payments and re-billing, the cargo por mora, the order of application."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cobro.consulta import regla_de_mora
from app.domain.cuenta import CONCEPTOS, Cargo, Marca, Recibo
from app.domain.deuda.adeudo import Adeudo, calcular_adeudo
from app.domain.deuda.aplicado import Aplicado
from app.domain.deuda.saldo import ORDEN, repartir, saldo_de
from app.domain.dinero import CERO, Dinero, suma
from app.domain.periodo import Periodo, sumar_meses
from tests.cajeme import PERFIL, casos, una_cuenta

REGLA = partial(regla_de_mora, PERFIL)
HOY = date(2023, 9, 5)


def _recibo(periodo: str = "2023-08", vence: str = "2023-09-20", pagado: int = 0, **cargos: int) -> Recibo:
    lineas = tuple(Cargo(clave, Dinero(importe)) for clave, importe in cargos.items())
    return Recibo(
        "100", Periodo.from_texto(periodo), date.fromisoformat(vence), Decimal(20), lineas, pagado=Dinero(pagado)
    )


def _hecho(clave: str, importe: int, *, seq: int = 1, fecha: str = "2023-09-01", periodo: str = "2023-08") -> Aplicado:
    dia = date.fromisoformat(fecha)
    return Aplicado("2", "e", seq, dia, periodo, clave, Dinero(importe), causado=clave in ("mora", "iva_mora"))


def _adeudo(*recibos: Recibo, hechos: tuple[Aplicado, ...] = (), fecha: date = HOY) -> Adeudo:
    return calcular_adeudo(una_cuenta(), recibos, hechos, CERO, REGLA, fecha)


def _leer_recibo(texto: str) -> Recibo:
    periodo, _, vence, *cargos = texto.split()
    importes = {c: Dinero.from_texto(i).centavos for c, i in zip(cargos[::2], cargos[1::2], strict=True)}
    return _recibo(periodo, vence, **importes)


def _leer_hecho(texto: str) -> Aplicado:
    fecha, periodo, clave, importe = texto.split()
    return _hecho(clave, Dinero.from_texto(importe).centavos, fecha=fecha, periodo=periodo)


@pytest.mark.parametrize("caso", casos("mora"), ids=lambda c: c["caso"])
def test_every_case_of_mora(caso: dict[str, str]) -> None:
    recibos = tuple(map(_leer_recibo, caso["recibos"].split("|")))
    hechos = tuple(map(_leer_hecho, filter(None, caso["pagado_aqui"].split("|"))))
    adeudo = _adeudo(*recibos, hechos=hechos, fecha=date.fromisoformat(caso["fecha"]))
    mora = {a.clave: a.importe.texto() for a in adeudo.mora}
    assert (mora.get("mora", "0.00"), mora.get("iva_mora", "0.00")) == (caso["mora"], caso["iva_mora"])
    assert adeudo.total.texto() == caso["adeudo"]
    assert all(a.detalle and a.fundamento for a in adeudo.mora)


def test_recibos_are_taken_oldest_first_in_whatever_order_they_come() -> None:
    viejo, nuevo = _recibo("2023-06", "2023-07-20", agua=100), _recibo(agua=200)
    adeudo = _adeudo(nuevo, viejo)
    assert [s.recibo for s in adeudo.pendientes] == [viejo, nuevo]
    assert adeudo.rezago == Dinero(100) and not adeudo.al_corriente
    assert adeudo.mora[0].periodo == viejo.periodo


def test_on_the_day_itself_nothing_is_past_due() -> None:
    recibo = _recibo(vence="2023-09-05", agua=100)
    assert _adeudo(recibo).al_corriente and _adeudo(recibo).rezago == CERO
    assert not _adeudo(recibo, fecha=HOY + timedelta(days=1)).al_corriente


@pytest.mark.parametrize(
    ("pagado", "hechos", "hasta", "queda"),
    [
        (0, [], 0, 152),
        (0, [("agua", 100, 5), ("alcantarillado", 52, 5)], 0, 0),
        (152, [("agua", 100, 5), ("alcantarillado", 52, 5)], 5, 0),
        (0, [("agua", 100, 5), ("alcantarillado", 52, 5)], 5, 152),
        (52, [("agua", 40, 5), ("agua", 30, 6)], 5, 70),
        (152, [("agua", 100, 5)], 4, 0),
        (0, [("saneamiento", 50, 5)], 0, 102),
    ],
    ids=["nothing", "paid-here", "next-file-includes-it", "file-denies-it", "part-included", "twice-frees-once",
         "concepto-gone"],
)  # fmt: skip
def test_a_payment_counts_once_whatever_the_billing_says(
    pagado: int, hechos: list[tuple[str, int, int]], hasta: int, queda: int
) -> None:
    recibo = _recibo(pagado=pagado, agua=100, alcantarillado=52)
    recibo = Recibo(**{c: getattr(recibo, c) for c in recibo.__slots__} | {"hasta": (Marca("2", "e", hasta),)})
    assert saldo_de(recibo, [_hecho(c, i, seq=s) for c, i, s in hechos]).total == Dinero(queda)


def test_what_no_longer_fits_its_concepto_pays_the_others() -> None:
    saldo = saldo_de(_recibo(agua=60, alcantarillado=40), [_hecho("agua", 80)])
    assert {c.clave: c.importe for c in saldo.cargos} == {"agua": CERO, "alcantarillado": Dinero(20)}
    assert saldo.exceso == CERO and saldo.liquidado is None


def test_a_recibo_billed_again_for_less_than_was_paid_says_so_and_owes_nothing() -> None:
    saldo = saldo_de(_recibo(agua=60, alcantarillado=10), [_hecho("agua", 80)])
    assert (saldo.total, saldo.exceso, saldo.liquidado) == (CERO, Dinero(10), date(2023, 9, 1))


def test_mora_of_the_till_is_not_a_payment_of_the_recibo() -> None:
    saldo = saldo_de(_recibo(agua=60), [_hecho("mora", 50), _hecho("iva_mora", 8)])
    assert (saldo.total, saldo.exceso, saldo.liquidado) == (Dinero(60), CERO, None)
    assert saldo_de(_recibo(agua=60, mora=58), [_hecho("mora", 50)]).total == Dinero(68)


cargos = st.lists(st.integers(0, 500_00), min_size=1, max_size=len(CONCEPTOS)).map(
    lambda importes: tuple(Cargo(c, Dinero(i)) for c, i in zip(CONCEPTOS, importes, strict=False))
)
hechos = st.lists(
    st.tuples(st.sampled_from([*CONCEPTOS, "multa"]), st.integers(1, 300_00), st.integers(1, 9)), max_size=6
).map(lambda filas: [replace(_hecho(c, i, seq=s), causado=False) for c, i, s in filas])


@given(cargos, st.data())
def test_a_part_payment_is_spread_whole_and_no_concepto_is_overpaid(
    lineas: tuple[Cargo, ...], data: st.DataObject
) -> None:
    total = suma(c.importe for c in lineas)
    importe = Dinero(data.draw(st.integers(0, total.centavos + 10)))
    partes = {c.clave: c.importe for c in repartir(lineas, importe, ORDEN)}
    assert suma(partes.values()) == min(importe, total)
    assert all(partes.get(c.clave, Dinero(1)) > CERO for c in lineas)
    assert all(partes.get(c.clave, CERO) <= c.importe for c in lineas)
    accesorios = [c for c in lineas if c.clave in ("recargos", "mora")]
    if any(clave not in ("recargos", "mora") for clave in partes):
        assert all(partes.get(c.clave, CERO) == c.importe for c in accesorios), "accesorios come first"


@given(cargos, hechos, st.integers(0, 9), st.data())
def test_every_centavo_received_extinguishes_debt_or_is_told(
    lineas: tuple[Cargo, ...], facts: list[Aplicado], hasta: int, data: st.DataObject
) -> None:
    total = suma(c.importe for c in lineas)
    pagado = Dinero(data.draw(st.integers(0, total.centavos)))
    recibo = Recibo("100", Periodo(2023, 8), HOY, Decimal(1), lineas, pagado=pagado, hasta=(Marca("2", "e", hasta),))
    saldo = saldo_de(recibo, facts)
    cuentan = suma(h.importe for h in facts if h.seq > hasta)
    assert saldo.total - saldo.exceso == total - pagado - cuentan
    assert saldo.total >= CERO and saldo.exceso >= CERO and not (saldo.total and saldo.exceso)
    assert all(CERO <= queda.importe <= c.importe for queda, c in zip(saldo.cargos, lineas, strict=True))


@given(st.dates(date(2022, 1, 1), date(2025, 12, 31)), st.integers(0, 70))
def test_what_a_list_looks_at_closely_misses_no_mora(vence: date, dias: int) -> None:
    fecha = vence + timedelta(days=dias)
    if fecha > sumar_meses(vence, 1):
        assert vence <= sumar_meses(fecha, -1)


def test_months_end_on_the_day_they_have() -> None:
    assert sumar_meses(date(2023, 1, 31), 1) == date(2023, 2, 28)
    assert sumar_meses(date(2023, 12, 15), 1) == date(2024, 1, 15)
    assert sumar_meses(date(2023, 1, 15), -1) == date(2022, 12, 15)
