"""Billing a month on a real caja: what is billed, what is listed, and never twice."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cobro.consulta import estado_de_cuenta
from app.domain.dinero import Dinero
from app.domain.periodo import Periodo
from app.errors import NegocioError
from app.facturacion import LIMITE_REVISAR
from tests.factories import (
    CajaDePrueba,
    importar,
    un_pago,
    un_recibo,
    una_caja,
    una_cuenta,
    una_lectura,
)
from tests.facturas import MES, claves, con_lecturas_de, correr


@pytest.fixture
def con_lecturas(caja: CajaDePrueba) -> CajaDePrueba:
    return con_lecturas_de(caja)


def test_a_month_is_billed_and_what_cannot_be_is_listed(con_lecturas: CajaDePrueba) -> None:
    hecha = correr(con_lecturas)
    assert (hecha.facturadas, hecha.omitidas) == (2, (("toma_muerta", 1),))
    assert claves(hecha) == {"300": "sin_lectura", "400": "lectura_menor"}
    assert [(r.ruta, r.facturadas, r.ciclo.vence) for r in hecha.rutas] == [
        ("R01", 1, date(2023, 10, 12)),
        ("R02", 1, date(2023, 10, 13)),
    ]
    (_, nuevo) = con_lecturas.padron.recibos("100")
    assert (nuevo.periodo, nuevo.emitido, nuevo.vence) == (MES, date(2023, 9, 25), date(2023, 10, 12))
    assert (nuevo.lote, nuevo.referencia, str(nuevo.m3)) == (hecha.lote, "100202309", "18")
    (sin_medidor,) = con_lecturas.padron.recibos("200")
    assert nuevo.total + sin_medidor.total == hecha.total
    assert con_lecturas.verificar().ok


def test_its_asiento_says_what_was_done(con_lecturas: CajaDePrueba) -> None:
    hecha = correr(con_lecturas)
    with con_lecturas.uow() as uow:
        ultimo = list(uow.diario.asientos())[-1]
    dicho = json.loads(ultimo.contenido)
    assert ultimo.tipo == "lote_importado" and dicho["sha"] == hecha.lote
    assert {k: dicho[k] for k in ("filas", "origen", "mes", "revisar", "quien", "total", "pagado", "pagos_hasta")} == {
        "filas": 2,
        "origen": "facturacion",
        "mes": "2023-09",
        "revisar": 2,
        "quien": "super",
        "total": hecha.total.centavos,
        "pagado": 0,
        "pagos_hasta": "ninguno",
    }


def test_twice_the_same_bills_nobody_twice(con_lecturas: CajaDePrueba) -> None:
    primera = correr(con_lecturas)
    recibos = con_lecturas.padron.recibos("100")
    otra = correr(con_lecturas)
    assert (otra.facturadas, otra.total, otra.lote) == (0, Dinero(0), None)
    assert dict(otra.omitidas) == {"ya_facturada": 2, "toma_muerta": 1}
    assert claves(otra) == claves(primera)
    assert con_lecturas.padron.recibos("100") == recibos
    assert len(con_lecturas.almacen.lotes()) == 2


def test_simulating_writes_nothing(con_lecturas: CajaDePrueba) -> None:
    archivos = sorted(con_lecturas.lotes.carpeta.iterdir())
    simulada = correr(con_lecturas, simular=True)
    assert (simulada.facturadas, simulada.lote) == (2, None)
    assert sorted(con_lecturas.lotes.carpeta.iterdir()) == archivos
    assert len(con_lecturas.almacen.lotes()) == 1
    assert replace(correr(con_lecturas), lote=None) == simulada


def test_corrected_readings_are_billed_by_the_next_run(con_lecturas: CajaDePrueba) -> None:
    correr(con_lecturas)
    importar(
        con_lecturas, lecturas=[una_lectura("400", m3=1007), una_lectura("300", m3=12, observacion="medidor nuevo")]
    )
    segunda = correr(con_lecturas)
    assert (segunda.facturadas, claves(segunda)) == (2, {})
    assert [str(con_lecturas.padron.recibos(n)[-1].m3) for n in ("300", "400")] == ["12", "7"]
    assert con_lecturas.verificar().ok


def test_a_recibo_that_exists_is_never_touched(con_lecturas: CajaDePrueba) -> None:
    """Imported, paid here, or both."""
    importar(con_lecturas, recibos=[un_recibo("100", "2023-09", agua="1.00"), un_recibo("200", "2023-09", agua="5.00")])
    un_pago(con_lecturas, "200")
    antes = [con_lecturas.padron.recibos(n) for n in ("100", "200")]
    hecha = correr(con_lecturas)
    assert (hecha.facturadas, hecha.lote, dict(hecha.omitidas)["ya_facturada"]) == (0, None, 2)
    assert [con_lecturas.padron.recibos(n) for n in ("100", "200")] == antes
    assert not estado_de_cuenta(con_lecturas.ctx, "200").adeudo.total


def test_a_new_recibo_owes_all_of_it_whatever_was_paid_before(con_lecturas: CajaDePrueba) -> None:
    un_pago(con_lecturas, "100")
    hecha = correr(con_lecturas)
    total = con_lecturas.padron.recibos("100")[-1].total
    assert estado_de_cuenta(con_lecturas.ctx, "100").adeudo.total == total
    pago = un_pago(con_lecturas, "100", efectivo="2000.00")
    assert not estado_de_cuenta(con_lecturas.ctx, "100").adeudo.total
    assert {a.periodo for a in pago.aplicado} == {MES}
    # The same month again: what was paid stays paid.
    assert correr(con_lecturas).facturadas == 0 and hecha.facturadas == 2
    assert not estado_de_cuenta(con_lecturas.ctx, "100").adeudo.total
    assert con_lecturas.verificar().ok


def test_only_the_rutas_asked_for(con_lecturas: CajaDePrueba) -> None:
    assert [r.ruta for r in correr(con_lecturas, rutas=("R02",)).rutas] == ["R02"]
    with pytest.raises(NegocioError) as error:
        correr(con_lecturas, rutas=("R77", "R78"))
    assert error.value.clave == "ruta_desconocida" and "R77, R78" in error.value.mensaje


def test_a_month_without_any_reading_is_not_a_list_of_everybody(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta("100"), una_cuenta("200", medidor_estado="sin_medidor")])
    with pytest.raises(NegocioError) as error:
        correr(caja)
    assert error.value.clave == "sin_lecturas" and len(caja.almacen.lotes()) == 1
    assert caja.padron.recibos("200") == ()


def test_a_month_that_has_not_begun_or_is_past_due_or_has_no_tariff(con_lecturas: CajaDePrueba) -> None:
    lotes = con_lecturas.almacen.lotes()
    for mes, clave in (("2023-10", "mes_futuro"), ("2023-07", "vencimiento_pasado"), ("2022-12", "tarifa_no_vigente")):
        with pytest.raises(NegocioError) as error:
            correr(con_lecturas, Periodo.from_texto(mes))
        assert error.value.clave == clave
    assert con_lecturas.almacen.lotes() == lotes


def test_recibos_are_not_born_past_due(con_lecturas: CajaDePrueba) -> None:
    con_lecturas.reloj.momento += timedelta(days=60)
    with pytest.raises(NegocioError) as error:
        correr(con_lecturas)
    assert error.value.clave == "vencimiento_pasado" and "R01" in error.value.mensaje
    correr(con_lecturas, emision=date(2023, 11, 6))
    recibo = con_lecturas.padron.recibos("100")[-1]
    assert (recibo.emitido, recibo.vence) == (date(2023, 11, 6), date(2023, 11, 24))


@pytest.mark.parametrize("emision", [date(2023, 12, 6), date(9999, 12, 31)])
def test_a_day_of_issue_that_cannot_be_is_refused(con_lecturas: CajaDePrueba, emision: date) -> None:
    con_lecturas.reloj.momento = con_lecturas.reloj.momento.replace(month=9, day=5)
    with pytest.raises(NegocioError) as error:
        correr(con_lecturas, emision=emision)
    assert error.value.clave == "emision_lejana"


def test_a_list_that_is_too_long_is_counted(con_lecturas: CajaDePrueba) -> None:
    importar(con_lecturas, [una_cuenta(f"9{n:05d}") for n in range(LIMITE_REVISAR)])
    hecha = correr(con_lecturas, simular=True)
    assert (len(hecha.revisar), hecha.sin_detalle) == (LIMITE_REVISAR, 2)
    assert hecha.por_revisar == LIMITE_REVISAR + 2


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.integers(0, 3_000),
            st.one_of(st.none(), st.integers(0, 3_000)),
            st.sampled_from(["activa", "suspendida", "toma_muerta", "deshabitada", "limitada"]),
            st.sampled_from(["funciona", "no_funciona", "sin_medidor"]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_every_cuenta_is_billed_listed_or_left_out_and_never_twice(
    tmp_path_factory: pytest.TempPathFactory, tomas: list[tuple[int, int | None, str, str]]
) -> None:
    with una_caja(tmp_path_factory.mktemp("caja") / "datos") as caja:
        cuentas, lecturas = [una_cuenta("000")], [una_lectura("000", "2023-08"), una_lectura("000", m3=1005)]
        for n, (antes, ahora, estado, medidor) in enumerate(tomas, 1):
            cuentas.append(una_cuenta(f"{n:03d}", estado=estado, medidor_estado=medidor))
            lecturas.append(una_lectura(f"{n:03d}", "2023-08", antes))
            lecturas += [] if ahora is None else [una_lectura(f"{n:03d}", m3=ahora)]
        importar(caja, cuentas, lecturas=lecturas)
        hecha = correr(caja)
        assert hecha.facturadas + hecha.por_revisar + sum(n for _, n in hecha.omitidas) == len(cuentas)
        recibos = [r for c in cuentas for r in caja.padron.recibos(c.numero)]
        assert len(recibos) == hecha.facturadas
        assert sum(r.total.centavos for r in recibos) == hecha.total.centavos
        assert correr(caja).facturadas == 0
        assert [r for c in cuentas for r in caja.padron.recibos(c.numero)] == recibos
        assert caja.verificar().ok
