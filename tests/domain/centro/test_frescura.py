"""How old what the centre sent is, whatever was done to the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.centro.frescura import Frescura, exigir_datos_frescos, exigir_vigente, frescura_de
from app.domain.errores import NegocioError
from app.domain.permisos import OPERACIONES, is_de_siempre
from app.domain.usuario import Usuario

AL = datetime(2023, 9, 5, 10, tzinfo=UTC)
SUPER = Usuario("super", "Sara Ruiz", ("supervisor",))


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(-(10**6), 10**6)), max_size=10))
def test_no_jump_that_was_seen_changes_the_age(pasos: list[tuple[int, int]]) -> None:
    """Time goes by, and then somebody sets the clock; again and again."""
    reloj, verdad = AL, timedelta()
    for pasa, salto in pasos:
        verdad += timedelta(seconds=pasa)
        reloj += timedelta(seconds=pasa + salto)
    assert frescura_de(AL, reloj, [salto for _, salto in pasos]).edad == verdad


def test_a_clock_a_little_behind_is_of_now() -> None:
    assert frescura_de(AL, AL - timedelta(minutes=2), []).edad == timedelta()


def test_it_says_of_when_the_data_are_and_what_to_do() -> None:
    with pytest.raises(NegocioError) as error:
        exigir_datos_frescos(Frescura(AL, timedelta(hours=25)), 24, "La reconexión")
    assert error.value.mensaje.startswith("Datos al 05/09/2023 10:00. La reconexión necesita los de las últimas 24")
    with pytest.raises(NegocioError, match="No han llegado datos"):
        exigir_datos_frescos(Frescura(None), 24, "La reconexión")
    exigir_datos_frescos(Frescura(AL, timedelta(hours=24)), 24, "La reconexión")


def test_it_says_until_when_somebody_was_valid() -> None:
    with pytest.raises(NegocioError) as error:
        exigir_vigente(SUPER, "condonar", Frescura(AL, timedelta(days=8)))
    assert error.value.clave == "usuario_vencido" and "Sara Ruiz venció el 12/09/2023 10:00" in error.value.mensaje
    with pytest.raises(NegocioError, match="no vale todavía"):
        exigir_vigente(SUPER, "condonar", Frescura(None))
    exigir_vigente(SUPER, "condonar", Frescura(AL, timedelta(days=7)))


def test_a_cashier_goes_on_for_ever() -> None:
    for operacion in OPERACIONES:
        if "cajero" in operacion.roles:
            assert is_de_siempre(operacion.clave)
            exigir_vigente(SUPER, operacion.clave, Frescura(None))
