"""People: who they are comes from the diario; their verifiers and failures stay beside it."""

from __future__ import annotations

from datetime import timedelta

from app.domain.usuario import Intentos
from tests.db.escena import hechos_de
from tests.factories import DEMO, INICIO, SUPER, CajaDePrueba


def test_people_are_those_of_the_diario(caja: CajaDePrueba) -> None:
    with caja.uow() as uow:
        assert uow.usuarios.todos() == (DEMO, SUPER)
        assert uow.usuarios.usuario("demo") == DEMO
        assert uow.usuarios.usuario("nadie") is None


def test_somebody_who_left_is_nobody(caja: CajaDePrueba) -> None:
    with caja.uow() as uow:
        baja = {"clave": "demo", "nombre": DEMO.nombre, "roles": ["cajero"], "activo": 0, "quien": "super"}
        uow.diario.asentar("usuario", baja)
        uow.commit()
    with caja.reabrir().uow() as uow:
        assert uow.usuarios.usuario("demo") is None
        assert uow.usuarios.todos() == (SUPER,)
    assert caja.verificar().ok


def test_verifiers_are_kept_and_never_enter_the_diario(caja: CajaDePrueba) -> None:
    with caja.uow() as uow:
        verificador = uow.usuarios.verificador("demo")
        assert verificador and verificador.startswith("$argon2id$")
        assert uow.usuarios.verificador("nadie") is None
        uow.usuarios.guardar_verificador("demo", "otro")
        uow.commit()
    with caja.reabrir().uow() as uow:
        assert uow.usuarios.verificador("demo") == "otro"
    todo = str(hechos_de(caja))
    assert "argon2" not in todo and "246810" not in todo


def test_failures_survive_the_program(caja: CajaDePrueba) -> None:
    intentos = Intentos(7, INICIO + timedelta(minutes=4))
    with caja.uow() as uow:
        assert uow.usuarios.intentos("demo") == Intentos()
        uow.usuarios.guardar_intentos("demo", intentos)
        uow.usuarios.guardar_intentos("super", Intentos(2))
        uow.commit()
    with caja.reabrir().uow() as uow:
        assert uow.usuarios.intentos("demo") == intentos
        assert uow.usuarios.intentos("super") == Intentos(2)
