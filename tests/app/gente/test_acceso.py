"""PINs and who may do what: failures wait and block, a supervisor unlocks, nobody authorises themselves."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.fundacion import Persona, fundar
from app.gente.acceso import autorizar, dar_de_alta, identificar
from app.gente.usuarios import desbloquear
from tests.factories import DEMO, PINES, SUPER, CajaDePrueba, entrar

MALO = "999990"


def negado(caja: CajaDePrueba, pin: str = MALO, clave: str = "demo") -> str:
    """Clave of the refusal of a PIN."""
    with pytest.raises(NegocioError) as negado:
        identificar(caja.ctx, clave, pin)
    return negado.value.clave


def fallar(caja: CajaDePrueba, veces: int) -> None:
    """So many wrong PINs, each as soon as it may be tried."""
    for _ in range(veces):
        caja.reloj.avanzar(hours=2)
        assert negado(caja) in ("pin_incorrecto", "pin_bloqueado")


def test_right_pin_is_the_person(caja: CajaDePrueba) -> None:
    assert entrar(caja) == DEMO and entrar(caja, "super") == SUPER


def test_wrong_pin_and_unknown_user_are_answered_alike(caja: CajaDePrueba) -> None:
    assert negado(caja) == "pin_incorrecto"
    assert negado(caja, clave="nadie") == "pin_incorrecto"
    assert negado(caja, pin="") == "pin_incorrecto"
    assert negado(caja, pin=PINES["super"]) == "pin_incorrecto"


def test_wrong_pin_ten_times(caja: CajaDePrueba) -> None:
    """Four for nothing; from the fifth on a minute, two, four, eight, sixteen; the tenth blocks."""
    for _ in range(4):
        assert negado(caja) == "pin_incorrecto"
    for minutos in (1, 2, 4, 8, 16):
        assert negado(caja) == "pin_incorrecto"
        # While it waits, not even the right one enters, and trying costs nothing more.
        assert negado(caja, PINES["demo"]) == "pin_en_espera"
        caja.reloj.avanzar(minutes=minutos, seconds=-1)
        assert negado(caja) == "pin_en_espera"
        caja.reloj.avanzar(seconds=1)
    assert negado(caja) == "pin_bloqueado"
    caja.reloj.avanzar(days=30)
    assert negado(caja, PINES["demo"]) == "pin_bloqueado"
    assert entrar(caja, "super") == SUPER, "the others work on"


def test_failures_survive_the_program(caja: CajaDePrueba) -> None:
    for _ in range(5):
        negado(caja)
        caja.reabrir()
    assert negado(caja, PINES["demo"]) == "pin_en_espera"
    fallar(caja, 5)
    assert negado(caja.reabrir(), PINES["demo"]) == "pin_bloqueado"


def test_right_pin_forgets_the_failures_before_it(caja: CajaDePrueba) -> None:
    for _ in range(3):
        fallar(caja, 4)
        entrar(caja)
    fallar(caja, 9)
    caja.reloj.avanzar(hours=2)
    assert entrar(caja) == DEMO
    assert negado(caja) == "pin_incorrecto"


def test_supervisor_unlocks_and_it_stays_in_the_diario(caja: CajaDePrueba) -> None:
    fallar(caja, 10)
    desbloquear(caja.ctx, "demo", SUPER)
    assert entrar(caja.reabrir()) == DEMO
    with caja.uow() as uow:
        ultimo = list(uow.diario.asientos())[-1]
    assert ultimo.tipo == "pin_desbloqueado"
    assert (ultimo.datos()["clave"], ultimo.datos()["quien"]) == ("demo", "super")


def test_unlocking_nobody_is_refused(caja: CajaDePrueba) -> None:
    with pytest.raises(NegocioError) as error:
        desbloquear(caja.ctx, "nadie", SUPER)
    assert error.value.clave == "usuario_desconocido"


@pytest.mark.parametrize(
    ("clave", "pin", "operacion", "ajeno_a", "negacion"),
    [
        ("", "", "cancelar", "", "requiere_supervisor"),
        ("super", MALO, "cancelar", "", "pin_incorrecto"),
        ("demo", "246810", "cancelar", "", "requiere_supervisor"),
        ("super", "135791", "cobrar", "", "requiere_cajero"),
        ("super", "135791", "cancelar", "super", "autoriza_otro"),
    ],
)
def test_authorisation_is_of_somebody_else_who_may(
    caja: CajaDePrueba, clave: str, pin: str, operacion: str, ajeno_a: str, negacion: str
) -> None:
    with pytest.raises(NegocioError) as error:
        autorizar(caja.ctx, clave, pin, operacion, ajeno_a)
    assert error.value.clave == negacion
    assert autorizar(caja.ctx, "super", PINES["super"], "cancelar", "demo") == SUPER


def test_wrong_pin_of_a_supervisor_counts_too(caja: CajaDePrueba) -> None:
    for _ in range(5):
        with pytest.raises(NegocioError):
            autorizar(caja.ctx, "super", MALO, "cancelar")
    assert negado(caja, PINES["super"], "super") == "pin_en_espera"


def alta(caja: CajaDePrueba, **otros: Any) -> Usuario:
    datos: dict[str, Any] = {
        "clave": "ana.01",
        "nombre": " Ana ",
        "roles": ("cajero",),
        "pin": "314159",
        "quien": "super",
    }
    with caja.uow() as uow:
        nuevo = dar_de_alta(caja.ctx, uow, **(datos | otros))
        uow.commit()
    return nuevo


def test_new_user_enters_with_their_pin(caja: CajaDePrueba) -> None:
    assert alta(caja) == Usuario("ana.01", "Ana", ("cajero",))
    assert entrar(caja.reabrir(), "ana.01", "314159").nombre == "Ana"


@pytest.mark.parametrize(
    ("cambio", "negacion"),
    [
        ({"clave": "A"}, "clave_invalida"),
        ({"clave": "ana; DROP"}, "clave_invalida"),
        ({"clave": "ñandú"}, "clave_invalida"),
        ({"clave": "a" * 21}, "clave_invalida"),
        ({"clave": "demo"}, "usuario_existe"),
        ({"nombre": "  "}, "falta_nombre"),
        ({"roles": ()}, "rol_invalido"),
        ({"roles": ("cajero", "rey")}, "rol_invalido"),
        ({"pin": "12345"}, "pin_debil"),
        ({"pin": "1234567890123"}, "pin_debil"),
        ({"pin": "111111"}, "pin_debil"),
        ({"pin": "12345a"}, "pin_debil"),
        ({"pin": "١٢٣٤٥٦"}, "pin_debil"),
        ({"pin": "314159\n"}, "pin_debil"),
    ],
)
def test_user_that_cannot_be_is_refused_and_leaves_nothing(
    caja: CajaDePrueba, cambio: dict[str, Any], negacion: str
) -> None:
    with pytest.raises(NegocioError) as error:
        alta(caja, **cambio)
    assert error.value.clave == negacion
    with caja.uow() as uow:
        assert uow.usuarios.todos() == (DEMO, SUPER)
    assert entrar(caja) == DEMO


def test_caja_needs_an_administrator(caja: CajaDePrueba) -> None:
    with pytest.raises(NegocioError) as error:
        fundar(caja.ctx, (Persona("ana", "Ana", ("cajero",), "314159"),))
    assert error.value.clave == "falta_administrador"
