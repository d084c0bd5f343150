"""Roles and the limits of the PIN."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.domain.usuario import Intentos, Usuario

HOY = datetime(2023, 9, 5, 10)


def test_a_role_is_had_or_not() -> None:
    assert Usuario("demo", "Demo", ("cajero",)).is_rol("cajero")
    assert not Usuario("demo", "Demo", ("cajero",)).is_rol("supervisor")


def test_from_the_fifth_failure_it_waits_a_minute_and_doubles_until_it_is_locked() -> None:
    intentos, esperas = Intentos(), []
    for _ in range(10):
        intentos = intentos.fallar(HOY)
        esperas.append(intentos.espera_hasta)
        assert intentos.is_bloqueado is (intentos.fallos >= 10)
    minutos = [None if e is None else (e - HOY) // timedelta(minutes=1) for e in esperas]
    assert minutos == [None, None, None, None, 1, 2, 4, 8, 16, 32]
