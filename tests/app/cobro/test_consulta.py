"""Looking a cuenta up: what the list says is what the cuenta says."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cobro.consulta import buscar, estado_de_cuenta, regla_de_mora
from app.domain.deuda.recargo import TasaRecargo
from app.domain.periodo import Periodo
from app.errors import NegocioError
from tests.factories import PERFIL, CajaDePrueba, importar, un_beneficio, un_pago, un_recibo, una_cuenta


def test_a_cuenta_tells_what_it_owes_and_the_benefits_it_holds(caja: CajaDePrueba) -> None:
    recibos = [un_recibo("100", "2023-06", agua="100.00"), un_recibo("100", "2023-08", agua="200.00")]
    importar(caja, [una_cuenta()], recibos, [un_beneficio(hasta=date(2023, 8, 31))])
    estado = estado_de_cuenta(caja.ctx, "100")
    assert estado.cuenta.titular == "Titular 100" and len(estado.beneficios) == 1
    adeudo = estado.adeudo
    assert [x.texto() for x in (adeudo.total, adeudo.rezago, adeudo.total_mora)] == ["505.39", "100.00", "205.39"]
    assert not adeudo.al_corriente and adeudo.fecha == date(2023, 9, 5)


def test_an_unknown_cuenta_says_so_however_long_it_is(caja: CajaDePrueba) -> None:
    with pytest.raises(NegocioError) as error:
        estado_de_cuenta(caja.ctx, "9" * 500)
    assert error.value.clave == "cuenta_desconocida" and len(error.value.mensaje) < 80


def test_the_price_of_mora_is_that_of_its_day_or_none() -> None:
    regla = regla_de_mora(PERFIL, date(2023, 9, 5))
    assert regla is not None and (regla.importe.texto(), regla.iva.texto(), regla.meses) == ("177.06", "28.33", 2)
    assert regla_de_mora(PERFIL, date(2024, 1, 1)) is None


def test_a_search_without_hits_is_an_empty_list(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()])
    assert buscar(caja.ctx, "nadie") == ()


def test_a_search_gives_at_least_one_row_and_at_most_two_hundred(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta(f"{n:04d}", titular="Ana Prueba") for n in range(205)])
    assert len(buscar(caja.ctx, "ana", 0)) == 1 and len(buscar(caja.ctx, "ana", 10_000)) == 200


#: Examples share the caja: each has cuentas of its own.
_veces = itertools.count(1)
TASAS = (TasaRecargo(Periodo(2023, 5), Decimal("1.13"), "Art. 5"),)
MESES = ("2023-04", "2023-05", "2023-06", "2023-07", "2023-08")
situaciones = st.lists(
    st.tuples(
        st.lists(st.tuples(st.sampled_from(MESES), st.integers(1, 300)), max_size=4, unique_by=lambda r: r[0]),
        st.none() | st.integers(1, 500),
        st.integers(0, 300),
    ),
    min_size=1, max_size=5,
)  # fmt: skip


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(situaciones)
def test_the_list_says_what_each_cuenta_says(caja: CajaDePrueba, filas: list[tuple[list, int | None, int]]) -> None:
    """Sums where they are enough, the whole calculation where there are payments or mora: never another figure."""
    vez = next(_veces)
    for n, (recibos, abono, pagado) in enumerate(filas):
        numero = f"{vez}-{n}"
        importar(caja, [una_cuenta(numero, titular="Ana Prueba")])
        hechos = [
            replace(un_recibo(numero, p, agua=f"{i}.00"), pagado=un_recibo(agua=f"{min(i, pagado)}.00").total)
            for p, i in recibos
        ]
        importar(caja, recibos=hechos)
        if abono is not None:
            un_pago(caja, numero, monto=f"{abono}.00")
    for encontrada in buscar(caja.ctx, "ana prueba", 200):
        assert encontrada.adeudo == estado_de_cuenta(caja.ctx, encontrada.cuenta).adeudo.total
        con_tasa = replace(caja.ctx, perfil=replace(PERFIL, recargos=TASAS))
        (suya,) = [e for e in buscar(con_tasa, encontrada.cuenta) if e.cuenta == encontrada.cuenta]
        assert suya.adeudo == estado_de_cuenta(con_tasa, encontrada.cuenta).adeudo.total >= encontrada.adeudo
        assert encontrada.domicilio == f"Calle {encontrada.cuenta}"
