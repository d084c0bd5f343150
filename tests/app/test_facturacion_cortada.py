"""A run that is cut, watched, or works while others import: nothing half done, and the same lote each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import NoReturn

import pytest

from app.domain.dinero import Dinero
from app.errors import NegocioError
from app.facturacion import PedidoFacturacion, facturar
from db.padron import Padron
from db.padron.expedientes import Expedientes
from tests.factories import CajaDePrueba, importar, un_pago, un_recibo, una_cuenta
from tests.facturas import MES, con_lecturas_de, correr


@pytest.fixture
def con_lecturas(caja: CajaDePrueba) -> CajaDePrueba:
    return con_lecturas_de(caja)


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

    def sin_luz() -> NoReturn:
        raise OSError("power cut")

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
