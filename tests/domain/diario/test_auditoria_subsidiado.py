"""The same auditor, of what is in no discount line of a month: a year paid ahead, recibos billed with it off."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.diario.asiento import Asiento
from app.subsidio.subsidios import emitir_a_peticion
from tests.auditorias import Cambio, alterado, hallazgos_de
from tests.factories import DEMO, CajaDePrueba, importar, un_recibo
from tests.reversos import cancelado
from tests.subsidios import el_ano, un_subsidio, una_caja_de_loreto, una_caja_de_romita


def _asientos(caja: CajaDePrueba) -> list[Asiento]:
    with caja.uow() as uow:
        return list(uow.diario.asientos())


@pytest.fixture(scope="module")
def anual(tmp_path_factory: pytest.TempPathFactory) -> list[Asiento]:
    """A pensioner's year, with its recibo, cancelled."""
    with una_caja_de_romita(tmp_path_factory.mktemp("anual") / "caja") as caja:
        pago = el_ano(caja)
        emitir_a_peticion(caja.ctx, pago.folio, DEMO)
        cancelado(caja, pago)
        return _asientos(caja)


@pytest.fixture(scope="module")
def facturado(tmp_path_factory: pytest.TempPathFactory) -> list[Asiento]:
    """March, billed with the program off, and January, of which nobody can tell how much that was."""
    with una_caja_de_loreto(tmp_path_factory.mktemp("facturado") / "caja") as caja:
        vence = date(2025, 4, 20)
        recibos = [un_recibo("100", "2025-03", m3=25, agua="140.42", programa="pensionado", vence=vence)]
        recibos += [un_recibo("100", "2024-12", agua="90.00", programa="pensionado", vence=vence)]
        importar(caja, recibos=recibos)
        pago, _ = un_subsidio(caja)
        cancelado(caja, pago)
        return _asientos(caja)


def test_true_ones_have_nothing_to_say(anual: list[Asiento], facturado: list[Asiento]) -> None:
    assert hallazgos_de(anual) == [] and hallazgos_de(facturado) == []
    assert sum(a.tipo == "subsidio_revertido" for a in (*anual, *facturado)) == 2


@pytest.mark.parametrize(
    ("tipo", "cambio", "hallazgo"),
    [
        ("pago", lambda d: d["subsidiado"][0].update(importe=1), "no suma el descuento del pago anual"),
        ("pago", lambda d: d["subsidiado"].pop(), "no suma el descuento del pago anual"),
        ("recibo_subsidio", lambda d: d["periodos"].pop(), "no es lo que su pago descontó"),
        ("subsidio_revertido", lambda d: d["periodos"].pop(), "no es lo que se devolvió"),
    ],
)
def test_what_does_not_follow_of_a_year_is_found(
    anual: list[Asiento], tipo: str, cambio: Cambio, hallazgo: str
) -> None:
    assert any(hallazgo in mensaje for mensaje in hallazgos_de(alterado(anual, tipo, cambio)))


@pytest.mark.parametrize(
    ("tipo", "cambio", "hallazgo"),
    [
        ("pago", lambda d: d["subsidiado"][1].update(importe=1), "no es lo que su pago descontó"),
        ("pago", lambda d: d["subsidiado"][0].update(periodo="2025-04"), "de un recibo que no liquidó"),
        ("pago", lambda d: d.pop("subsidiado"), "no es lo que su pago descontó"),
        ("recibo_subsidio", lambda d: d.pop("notas"), "no suman su importe"),
        ("recibo_subsidio", lambda d: d["periodos"].pop(0), "no es lo que su pago descontó"),
        ("subsidio_revertido", lambda d: d["periodos"].pop(0), "no es lo que se devolvió"),
    ],
)
def test_what_does_not_follow_of_a_recibo_billed_is_found(
    facturado: list[Asiento], tipo: str, cambio: Cambio, hallazgo: str
) -> None:
    assert any(hallazgo in mensaje for mensaje in hallazgos_de(alterado(facturado, tipo, cambio)))
