"""What may never happen to a liquidation, whatever is owed and whatever is paid."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.beneficio.programa import Descuento
from app.domain.cuenta import Recibo
from app.domain.deuda.aplicado import Aplicado
from app.domain.dinero import CERO, Dinero, suma
from app.domain.pago.liquidacion import Beneficiar, Ofrecido, liquidar
from app.domain.periodo import Periodo
from tests.domain.pago.test_liquidacion import AGOSTO, CLAVES, HOY, _adeudo, _con, _hechos, _ninguno, _recibo

recibos = st.lists(
    st.dictionaries(st.sampled_from(CLAVES), st.integers(1, 500_00), min_size=1), min_size=1, max_size=4
).map(lambda filas: tuple(_recibo(Periodo(2023, 5 + i), **fila) for i, fila in enumerate(filas)))
tasas = st.integers(0, 100)
moras = st.sampled_from([(0, 0), (177_06, 28_33)])


def _beneficio(tasa: int, claves: Sequence[str] = CLAVES[:3]) -> Beneficiar:
    """A program that takes `tasa` % off some conceptos of every recibo."""

    def beneficiar(saldo: object) -> Ofrecido:
        recibo = saldo.recibo  # type: ignore[attr-defined]
        partes = [(c.clave, c.importe.por(Decimal(tasa) / 100)) for c in recibo.cargos if c.clave in claves]
        return Ofrecido(tuple(Descuento(recibo.periodo, "insen", c, -i) for c, i in partes if i))

    return beneficiar


beneficios = st.builds(_beneficio, tasas, st.sampled_from([CLAVES[:3], CLAVES[:1], CLAVES[1:2]]))


@given(recibos, beneficios, moras, st.none() | st.integers(1, 3_000_00))
def test_a_liquidation_is_exact_and_overpays_nothing(
    filas: tuple[Recibo, ...], beneficio: Beneficiar, mora: tuple[int, int], monto: int | None
) -> None:
    adeudo = _adeudo(*filas, mora=mora)
    hecha = liquidar(adeudo, beneficio, monto=None if monto is None else Dinero(monto))
    if monto is not None:
        assert hecha.total == Dinero(monto)
    assert hecha.total >= CERO and hecha.saldo_restante >= CERO and hecha.anticipo >= CERO
    assert not (hecha.anticipo and hecha.saldo_restante)
    debido = {(s.recibo.periodo, c.clave): c.importe for s in adeudo.saldos for c in s.cargos}
    debido |= {(a.periodo, a.clave): a.importe for a in adeudo.mora}
    for linea in hecha.aplicado:
        if linea.periodo is not None:
            debido[linea.periodo, linea.clave] -= linea.importe
            assert linea.importe > CERO <= debido[linea.periodo, linea.clave], "no concepto is overpaid"
    assert suma(debido.values()) == hecha.saldo_restante
    pagado = {(a.periodo, a.clave): a.importe for a in hecha.aplicado}
    for descuento in hecha.descuentos:
        assert CERO > descuento.importe >= -pagado[descuento.periodo, descuento.clave], "discounts what it settles"
    for saldo in adeudo.saldos:
        if any(d.periodo == saldo.recibo.periodo for d in hecha.descuentos):
            assert all(not debido[saldo.recibo.periodo, c.clave] for c in saldo.cargos), "only whole recibos"


@given(recibos, beneficios)
def test_a_benefit_never_raises_a_bill(filas: tuple[Recibo, ...], beneficio: Beneficiar) -> None:
    adeudo = _adeudo(*filas)
    assert liquidar(adeudo, beneficio).total <= liquidar(adeudo, _ninguno).total == adeudo.total


@given(recibos, beneficios, st.lists(st.integers(1, 99), max_size=6))
def test_any_split_in_abonos_costs_what_paying_at_once_costs(
    filas: tuple[Recibo, ...], beneficio: Beneficiar, partes: list[int]
) -> None:
    """`partes` are percentages of what is left to pay: abonos that come near to settling are the ones that err."""
    de_una_vez = liquidar(_adeudo(*filas), beneficio)
    hechos: list[Aplicado] = []
    pagado = descontado = anticipado = CERO
    for seq, parte in enumerate([*partes, 100], 1):
        adeudo = _adeudo(*filas, hechos=hechos)
        if not adeudo.pendientes:
            break
        monto = Dinero(liquidar(adeudo, beneficio).total.centavos * parte // 100)
        hecha = liquidar(adeudo, beneficio, monto=monto if monto and parte < 100 else None)
        hechos += _hechos(hecha, seq)
        pagado += hecha.total
        anticipado += hecha.anticipo
        descontado += suma(d.importe for d in hecha.descuentos)
    assert _adeudo(*filas, hechos=hechos).total == CERO
    assert pagado - anticipado == de_una_vez.total
    assert descontado == suma(d.importe for d in de_una_vez.descuentos)


@pytest.mark.parametrize(("facturado", "descuento"), [(1000, 0), (1200, -100)])
def test_of_a_recibo_billed_again_only_the_discount_not_given_yet_is_given(facturado: int, descuento: int) -> None:
    """Half of it: 500 were taken off 1000 already."""
    hechos = [Aplicado("2", "e", 1, HOY, "2023-08", "agua", Dinero(1000), descontado=Dinero(500))]
    adeudo = _adeudo(_recibo(AGOSTO, agua=facturado, otros=50), hechos=hechos)
    hecha = liquidar(adeudo, _con({"agua": facturado // 2}))
    assert suma(d.importe for d in hecha.descuentos) == Dinero(descuento)
    assert hecha.total == adeudo.total + Dinero(descuento)
