"""Clocks: always with their time zone, so that no two moments of a caja fail to compare."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.sistema.reloj import RelojDemo, RelojFijo, RelojReal

HERMOSILLO = ZoneInfo("America/Hermosillo")
INICIO = datetime(2023, 9, 5, 10, tzinfo=HERMOSILLO)


def test_real_clock_tells_the_hour_of_the_organismo() -> None:
    antes = datetime.now(HERMOSILLO)
    ahora = RelojReal("America/Hermosillo").ahora()
    assert antes <= ahora <= datetime.now(HERMOSILLO)
    assert ahora.utcoffset() == timedelta(hours=-7)


def test_clock_of_a_demonstration_goes_on_from_its_beginning() -> None:
    creada = datetime.now(HERMOSILLO) - timedelta(hours=3)
    reloj = RelojDemo(INICIO, creada)
    primera, segunda = reloj.ahora(), reloj.ahora()
    assert timedelta(hours=3) <= primera - INICIO < timedelta(hours=3, minutes=5)
    assert primera <= segunda
    assert primera.utcoffset() == timedelta(hours=-7)


def test_clock_of_a_demonstration_survives_being_written_down() -> None:
    reloj = RelojDemo(datetime.fromisoformat(INICIO.isoformat()), datetime.now(HERMOSILLO))
    assert reloj.ahora().isoformat().endswith("-07:00")
    assert reloj.ahora() > RelojFijo(INICIO).ahora()


def test_fixed_clock_stands() -> None:
    assert RelojFijo(INICIO).ahora() == INICIO
