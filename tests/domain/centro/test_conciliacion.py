"""The same recibo paid at several cajas: all stand, and what does not fit is the cuenta's."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.centro.conciliacion import Cobrado, conciliar, hallazgo_de
from app.domain.dinero import CERO, Dinero, suma

CASOS = Path(__file__).resolve().parents[2] / "casos" / "conciliacion.csv"
_FILAS = list(csv.DictReader(CASOS.read_text(encoding="utf-8").splitlines()))
_COBRADO = re.compile(r"(?P<folio>\w+(-\d+)?):(?P<importe>[\d.]+)(/(?P<dinero>[\d.]+))?(\+(?P<aparte>[\d.]+))?")


def cobrado(texto: str) -> Cobrado:
    """`folio:importe/dinero+aparte`, as the table writes it; what is forgiven has a folio that begins with `c`."""
    leido = _COBRADO.fullmatch(texto)
    assert leido is not None
    folio, importe = leido["folio"], Dinero.from_texto(leido["importe"])
    dinero = Dinero.from_texto(leido["dinero"]) if leido["dinero"] else importe
    aparte = Dinero.from_texto(leido["aparte"]) if leido["aparte"] else CERO
    return Cobrado(f"{folio[0]}/e/1", folio, importe, dinero, aparte, folio.startswith("c"))


@pytest.mark.parametrize("caso", _FILAS, ids=lambda c: c["caso"])
def test_what_is_left_over_is_what_the_table_says(caso: dict[str, str]) -> None:
    excesos = conciliar(Dinero.from_texto(caso["se_debia"]), [cobrado(c) for c in caso["llegaron"].split()])
    hallazgos = [hallazgo_de("500", "2023-08", e) for e in excesos]
    assert [f"{e.despues.folio}:{e.importe.centavos}" for e in excesos] == [
        f"{folio}:{Dinero.from_texto(importe).centavos}"
        for folio, _, importe in (par.partition(":") for par in caso["a_favor"].split())
    ]
    assert [h.clase for h in hallazgos] == caso["clase"].split()
    for hallazgo, exceso in zip(hallazgos, excesos, strict=True):
        assert hallazgo.folios[-1] == exceso.despues.folio and hallazgo.importe == exceso.importe
        assert all(folio in hallazgo.resumen for folio in hallazgo.folios)
        assert len(hallazgo.folios) == len(hallazgo.importes) == len(hallazgo.refs)


def test_the_months_of_one_pair_of_payments_are_told_apart() -> None:
    (exceso,) = conciliar(CERO, [cobrado("2A-1:1.00")])
    assert hallazgo_de("500", "2023-07", exceso).id != hallazgo_de("500", "2023-08", exceso).id


@given(st.integers(-500, 5_000), st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 100)), max_size=6))
def test_money_is_applied_or_in_favour_and_nothing_vanishes(debido: int, pagos: list[tuple[int, int]]) -> None:
    cobrados = [Cobrado(str(n), str(n), Dinero(i), Dinero(i * p // 100)) for n, (i, p) in enumerate(pagos)]
    excesos = conciliar(Dinero(debido), cobrados)
    de_mas = max(sum(i for i, _ in pagos) - max(debido, 0), 0)
    assert bool(excesos) == bool(de_mas)
    assert CERO <= suma(e.importe for e in excesos) <= Dinero(de_mas)
    sin_descuento = [Cobrado(c.ref, c.folio, c.importe, c.importe) for c in cobrados]
    assert suma(e.importe for e in conciliar(Dinero(debido), sin_descuento)) == Dinero(de_mas)


def _abonado(folio: str, importe: str = "0.00") -> Cobrado:
    return replace(cobrado(f"{folio}:100.00"), abonado=Dinero.from_texto(importe))


@pytest.mark.parametrize(
    ("llegaron", "a_favor"),
    [
        # The order of arrival decides, as long as nothing was credited.
        ((_abonado("3A-1"), _abonado("2A-1")), {"2A-1": "100.00"}),
        # What was credited stays where it is, in whatever order the centre gets the payments again.
        ((_abonado("3A-1", "100.00"), _abonado("2A-1")), {"3A-1": "100.00"}),
        ((_abonado("2A-1"), _abonado("3A-1", "100.00")), {"3A-1": "100.00"}),
        # Credited twice, one of them is left.
        ((_abonado("3A-1", "100.00"), _abonado("2A-1", "100.00")), {"3A-1": "100.00"}),
        # A third payment changes nothing of what the second one left.
        ((_abonado("2A-1"), _abonado("3A-1", "100.00"), _abonado("4A-1")), {"3A-1": "100.00", "4A-1": "100.00"}),
        # Credit of which nothing is left over stands nowhere.
        ((_abonado("3A-1", "100.00"),), {}),
    ],
)
def test_each_excess_is_credited_once(llegaron: tuple[Cobrado, ...], a_favor: dict[str, str]) -> None:
    excesos = conciliar(Dinero.from_texto("100.00"), llegaron)
    assert {e.despues.folio: e.importe.texto() for e in excesos} == a_favor
