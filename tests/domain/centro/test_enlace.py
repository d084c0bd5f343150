"""The enrolment file: what it must say, what is signed of it, and the serie that a new PC goes on with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from app.domain.centro.enlace import Invitacion, Solicitante, invitacion_de, mensaje_de_solicitud, serie_siguiente
from app.domain.errores import NegocioError

INVITACION = Invitacion(
    registro="7d0c4f6e-6f0a-4f44-9a53-2f0d8a3f5b11",
    url="postgresql://127.0.0.1/centro",
    rol="caja_2",
    secreto="una-vez",
    organismo="cajeme",
    version="2023",
    numero="2",
    centro="Centro Norte",
    serie="B",
    centro_id="c",
    centro_publica="00ff",
    pimienta="aa",
    demo=0,
    reloj_inicio="",
    reloj_creada="",
    vence="2023-09-06T10:00:00+00:00",
)


def test_what_is_written_is_read_back() -> None:
    leida = invitacion_de(INVITACION.datos())
    assert leida == INVITACION and leida.mensaje() == INVITACION.mensaje()
    assert leida.limite == datetime(2023, 9, 6, 10, tzinfo=UTC)
    assert replace(INVITACION, serie="C").mensaje() != INVITACION.mensaje()


@pytest.mark.parametrize(
    ("cambio", "clave"),
    [
        ({"que": "otra cosa"}, "enlace_invalido"),
        ({"v": "1"}, "enlace_invalido"),
        ({"v": 2}, "enlace_mas_nuevo"),
        ({"numero": 2}, "enlace_invalido"),
        ({"demo": True}, "enlace_invalido"),
        ({"url": None}, "enlace_invalido"),
        ({"vence": "mañana"}, "enlace_invalido"),
        # Without its zone nobody knows when that is.
        ({"vence": "2023-09-06T10:00:00"}, "enlace_invalido"),
    ],
)
def test_a_file_that_is_none_is_refused(cambio: dict[str, Any], clave: str) -> None:
    with pytest.raises(NegocioError) as visto:
        invitacion_de(INVITACION.datos() | cambio)
    assert visto.value.clave == clave


@pytest.mark.parametrize("datos", [None, [], "enlace", {}])
def test_nothing_of_the_kind_is_refused(datos: object) -> None:
    with pytest.raises(NegocioError, match="no es un enlace"):
        invitacion_de(datos)


def test_who_asks_signs_all_that_it_is() -> None:
    quien = Solicitante("cajeme", "2", "r", "ff", "e", 7, b"\x01", b"firma")
    assert quien.mensaje() == mensaje_de_solicitud("r", "ff", "e", 7, b"\x01")
    assert quien.mensaje() != replace(quien, seq=8).mensaje()


@pytest.mark.parametrize(("serie", "sigue"), [("", "A"), ("A", "B"), ("Z", "AA"), ("AZ", "BA"), ("ZZ", "AAA")])
def test_series_follow_one_another(serie: str, sigue: str) -> None:
    assert serie_siguiente(serie) == sigue
