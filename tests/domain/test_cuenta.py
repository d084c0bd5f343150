"""What the padrón knows: totals, which payments a recibo already includes, when a benefit is in force."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.domain.cuenta import Beneficio, Cargo, Marca, Recibo
from app.domain.dinero import CERO, Dinero
from app.domain.periodo import Periodo


def _recibo(*cargos: int, hasta: tuple[Marca, ...] = ()) -> Recibo:
    lineas = tuple(Cargo(f"c{i}", Dinero(c)) for i, c in enumerate(cargos))
    return Recibo("100", Periodo(2023, 8), date(2023, 9, 20), Decimal(20), lineas, hasta=hasta)


def test_a_recibo_adds_up_to_its_cargos() -> None:
    assert _recibo(100, 52, 39).total == Dinero(191) and _recibo().total == CERO


@pytest.mark.parametrize(
    ("caja", "epoca", "seq", "incluido"),
    [("2", "e", 7, True), ("2", "e", 6, True), ("2", "e", 8, False), ("3", "e", 1, False), ("2", "f", 1, False)],
)
def test_a_vector_covers_its_own_diario_up_to_its_seq(caja: str, epoca: str, seq: int, incluido: bool) -> None:
    assert _recibo(hasta=(Marca("2", "e", 7), Marca("9", "x", 99))).incluye(caja, epoca, seq) is incluido
    assert not _recibo().incluye(caja, epoca, seq)


@pytest.mark.parametrize(
    ("dia", "vigente"), [(4, False), (5, True), (20, True), (21, False)]
)  # fmt: skip
def test_both_ends_of_a_benefit_are_in_force(dia: int, vigente: bool) -> None:
    beneficio = Beneficio("100", "insen", "B", "D", date(2023, 9, 5), date(2023, 9, 20))
    assert beneficio.is_vigente(date(2023, 9, dia)) is vigente


def test_a_benefit_without_an_end_stays_in_force() -> None:
    assert Beneficio("100", "insen", "B", "D", date(2023, 9, 5)).is_vigente(date(2099, 1, 1))
