"""When a clock jumped, and when it was only kept right."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.salto import Salto, salto_desde, salto_en_marcha

DIEZ = datetime(2023, 9, 5, 10, tzinfo=ZoneInfo("America/Hermosillo"))


@pytest.mark.parametrize(
    ("segundos", "salta"), [(-86400, True), (-300, True), (-299, False), (0, False), (86400, False)]
)
def test_only_earlier_than_what_was_written_is_a_jump(segundos: int, salta: bool) -> None:
    """The program may have been closed for a day: later proves nothing."""
    ahora = DIEZ + timedelta(seconds=segundos)
    assert salto_desde(DIEZ, ahora) == (Salto(DIEZ, ahora, "inicio") if salta else None)


@pytest.mark.parametrize(
    ("pasaron", "dice", "segundos"),
    [(60, 60, None), (60, 359, None), (60, 360, 300), (60, -86340, -86400), (7200, 7200, None), (7200, 0, -7200)],
)
def test_while_it_runs_both_ways_are_a_jump(pasaron: int, dice: int, segundos: int | None) -> None:
    salto = salto_en_marcha(DIEZ, timedelta(seconds=pasaron), DIEZ + timedelta(seconds=dice))
    assert (None if salto is None else (salto.segundos, salto.fuente)) == (segundos and (segundos, "marcha"))
