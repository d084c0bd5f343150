"""Billing a month on a real caja: once and never twice, the same lote each time, nothing half done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.consulta import estado_de_cuenta
from app.domain.dinero import Dinero
from app.domain.periodo import Periodo
from app.errors import NegocioError
from app.facturacion import LIMITE_REVISAR, Facturacion, PedidoFacturacion, facturar
from db.padron import Padron
from db.padron.expedientes import Expedientes
from tests.factories import (
    SUPER,
    CajaDePrueba,
    importar,
    un_pago,
    un_recibo,
    una_caja,
    una_cuenta,
    una_lectura,
)

MES = Periodo(2023, 9)


def correr(caja: CajaDePrueba, mes: Periodo = MES, *, simular: bool = False, **otros: object) -> Facturacion:
    """A run, and the fold that follows it."""
    pedido = PedidoFacturacion(mes, **otros)  # type: ignore[arg-type]
    hecha = facturar(caja.ctx, caja.padron, caja.lotes, pedido, "" if simular else SUPER.clave)
    caja.padron.aplicar(caja.almacen.lotes())
    return hecha


def claves(hecha: Facturacion) -> dict[str, str]:
    return {r.cuenta.numero: r.clave for r in hecha.revisar}


@pytest.fixture
def con_lecturas(caja: CajaDePrueba) -> CajaDePrueba:
    """100 read 18 m³, 200 without a meter, 300 not read, 400 read backwards; 500 is dead."""
    importar(
        caja,
        [
            una_cuenta("100", ruta="R01"),
            una_cuenta("200", ruta="R02", medidor_estado="sin_medidor"),
            una_cuenta("300"),
            una_cuenta("400"),
            una_cuenta("500", estado="toma_muerta"),
        ],
        [un_recibo("100")],
        lecturas=[
            una_lectura("100", "2023-08", 1000),
            una_lectura("100", "2023-09", 1018, "2023-09-19"),
            una_lectura("400", "2023-08", 1000),
            una_lectura("400", "2023-09", 900),
        ],
    )
    return caja


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


def test_a_run_that_was_cut_leaves_nothing_and_is_given_again(con_lecturas: CajaDePrueba) -> None:
    class Corte(Exception):
        pass

    def cortar(leidas: int, total: int) -> None:
        raise Corte(leidas, total)

    archivos = sorted(con_lecturas.lotes.carpeta.iterdir())
    with pytest.raises(Corte):
        facturar(con_lecturas.ctx, con_lecturas.padron, con_lecturas.lotes, PedidoFacturacion(MES), "super", cortar)
    assert sorted(con_lecturas.lotes.carpeta.iterdir()) == archivos
    assert correr(con_lecturas).facturadas == 2


def test_the_lote_does_not_depend_on_the_day_nor_on_what_is_charged_meanwhile(con_lecturas: CajaDePrueba) -> None:
    """A lote without its asiento, as a power cut leaves it; the run the day after makes the very same file."""

    @contextmanager
    def sin_luz() -> Iterator[None]:
        raise OSError("power cut")
        yield

    with pytest.raises(OSError, match="power cut"):
        facturar(
            replace(con_lecturas.ctx, uow=sin_luz),  # type: ignore[arg-type]
            con_lecturas.padron,
            con_lecturas.lotes,
            PedidoFacturacion(MES),
            "super",
        )
    huerfanos = {r.name.removesuffix(".gz") for r in con_lecturas.lotes.carpeta.iterdir()} - set(
        con_lecturas.almacen.lotes()
    )
    assert len(huerfanos) == 1 and con_lecturas.reabrir().padron.recibos("200") == ()
    un_pago(con_lecturas, "100")
    con_lecturas.reloj.momento += timedelta(days=1)
    assert {correr(con_lecturas).lote} == huerfanos
    assert con_lecturas.verificar().ok


def test_what_was_imported_while_it_ran_is_not_replaced(con_lecturas: CajaDePrueba) -> None:
    importados: list[str] = []

    def importar_mientras(leidas: int, total: int) -> None:
        if not importados:
            importados.append(importar(con_lecturas, recibos=[un_recibo("100", "2023-09", agua="1.00")]))

    with pytest.raises(NegocioError) as error:
        facturar(
            con_lecturas.ctx,
            con_lecturas.padron,
            con_lecturas.lotes,
            PedidoFacturacion(MES),
            "super",
            importar_mientras,
        )
    assert error.value.clave == "padron_cambio"
    correr(con_lecturas)
    assert con_lecturas.padron.recibos("100")[-1].total == Dinero(100)


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


def test_progress_is_told_to_the_end(con_lecturas: CajaDePrueba) -> None:
    muchas = [una_cuenta(f"9{n:05d}", medidor_estado="sin_medidor") for n in range(2_100)]
    importar(con_lecturas, muchas)
    dichas: list[tuple[int, int]] = []
    hecha = facturar(
        con_lecturas.ctx,
        con_lecturas.padron,
        con_lecturas.lotes,
        PedidoFacturacion(MES),
        "super",
        lambda leidas, total: dichas.append((leidas, total)),
    )
    assert dichas == [(1000, 2105), (2000, 2105), (2105, 2105)] and hecha.facturadas == 2_102
    con_lecturas.padron.aplicar(con_lecturas.almacen.lotes())
    assert len(con_lecturas.padron.recibos("902099")) == 1 and con_lecturas.verificar().ok


def test_a_list_that_is_too_long_is_counted(con_lecturas: CajaDePrueba) -> None:
    importar(con_lecturas, [una_cuenta(f"9{n:05d}") for n in range(LIMITE_REVISAR)])
    hecha = correr(con_lecturas, simular=True)
    assert (len(hecha.revisar), hecha.sin_detalle) == (LIMITE_REVISAR, 2)
    assert hecha.por_revisar == LIMITE_REVISAR + 2


def test_the_snapshot_is_let_go_when_a_reader_gives_up(con_lecturas: CajaDePrueba) -> None:
    """More runs than there are connections; and what is written afterwards is seen."""
    padron: Padron = con_lecturas.padron
    for _ in range(20):
        with padron.expedientes() as expedientes:
            assert isinstance(expedientes, Expedientes)
            assert next(expedientes.leer(MES.mas(-12), MES)).cuenta.numero == "100"
    importar(con_lecturas, [una_cuenta("050")])
    with padron.expedientes() as expedientes:
        assert next(expedientes.leer(MES, MES)).cuenta.numero == "050" and expedientes.total == 6


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
