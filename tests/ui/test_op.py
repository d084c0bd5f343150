"""Op: work leaves the GUI thread and its answer comes back to it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.context import Contexto
from app.errors import EquipoError, NegocioError
from tests.factories import CajaDePrueba
from tests.ui.conftest import Dialogos, quieto, un_puesto
from ui.op import Motor, Op


def test_work_is_done_elsewhere_and_the_answer_comes_back_here(qtbot: QtBot, motor: Motor) -> None:
    hilos: list[int] = []

    def hacer(ctx: Contexto) -> str:
        hilos.append(threading.get_ident())
        return ctx.caja.numero

    def contestar(numero: str) -> None:
        hilos.append(threading.get_ident())
        respuestas.append(numero)

    respuestas: list[str] = []
    parent = QObject()
    Op(parent, motor.lectura, hacer).success(contestar).run()
    qtbot.waitUntil(lambda: respuestas == ["2"])
    assert hilos[0] != threading.get_ident() and hilos[1] == threading.get_ident()


@pytest.mark.parametrize("error", [NegocioError("no", "No se puede."), EquipoError("disco", "El disco falló.")])
def test_expected_errors_go_to_failure_and_always_comes_first(
    qtbot: QtBot, motor: Motor, error: NegocioError | EquipoError
) -> None:
    pasos: list[object] = []
    parent = QObject()
    op = Op(parent, motor.escritura, _fallar(error)).always(lambda: pasos.append("siempre"))
    op.success(lambda _: pasos.append("bien")).failure(pasos.append).run()
    qtbot.waitUntil(lambda: len(pasos) == 2)
    assert pasos == ["siempre", error]


def test_without_failure_an_expected_error_is_told(qtbot: QtBot, motor: Motor, dialogs: Dialogos) -> None:
    parent = QObject()
    Op(parent, motor.escritura, _fallar(NegocioError("no", "No se puede."))).run()
    qtbot.waitUntil(lambda: [m.texto for m in dialogs.mensajes] == ["No se puede."])


def test_a_bug_goes_to_imprevisto_and_the_next_action_works(qtbot: QtBot, motor: Motor) -> None:
    motor.imprevisto.disconnect()
    bugs: list[BaseException] = []
    hechos: list[int] = []
    motor.imprevisto.connect(bugs.append)
    parent = QObject()
    Op(parent, motor.escritura, _fallar(ZeroDivisionError("a bug"))).run()
    Op(parent, motor.escritura, lambda ctx: 7).success(hechos.append).run()
    qtbot.waitUntil(lambda: hechos == [7])
    assert [type(b) for b in bugs] == [ZeroDivisionError]


def test_the_writer_does_things_in_the_order_given(qtbot: QtBot, motor: Motor) -> None:
    hechos: list[int] = []
    parent = QObject()
    for n in range(50):
        Op(parent, motor.escritura, lambda ctx, n=n: hechos.append(n)).run()
    assert motor.is_ocupado()
    qtbot.waitUntil(lambda: not motor.is_ocupado())
    assert hechos == list(range(50))


def test_other_prices_count_from_the_next_action_on(qtbot: QtBot, motor: Motor) -> None:
    seguir, vistos = threading.Event(), list[str]()

    def hacer(ctx: Contexto) -> str:
        seguir.wait(10)
        return ctx.perfil.nombre

    parent, antes = QObject(), motor.lectura.ctx.perfil
    Op(parent, motor.escritura, hacer).success(vistos.append).run()
    motor.cambiar_perfil(replace(antes, nombre="Otro"))
    assert motor.is_ocupado(), "what is being written with the old prices is still waited for"
    Op(parent, motor.escritura, hacer).success(vistos.append).run()
    seguir.set()
    qtbot.waitUntil(lambda: vistos == [antes.nombre, "Otro"])
    assert motor.aparte.ctx.perfil.nombre == motor.lectura.ctx.perfil.nombre == "Otro"


def test_nobody_is_called_back_who_is_gone(qtbot: QtBot, motor: Motor) -> None:
    libre = threading.Event()
    llamados: list[object] = []
    parent = QObject()
    Op(parent, motor.lectura, lambda ctx: libre.wait(5)).success(llamados.append).run()

    shiboken6.delete(parent)
    libre.set()
    quieto(qtbot)
    assert llamados == []


def test_an_answer_that_comes_after_the_window_is_dropped(qtbot: QtBot, caja: CajaDePrueba) -> None:
    """The work is over and its answer on the way when the window goes, with its threads."""
    llamados: list[object] = []
    with un_puesto(caja) as puesto:
        motor = Motor(puesto.escritura, puesto.lectura)
        parent = QObject()
        Op(parent, motor.lectura, lambda ctx: None).success(llamados.append).run()
        assert motor.esperar()
        shiboken6.delete(motor)
    quieto(qtbot)
    assert llamados == []


def _fallar(error: BaseException) -> Callable[[Contexto], Any]:
    def hacer(ctx: Contexto) -> None:
        raise error

    return hacer
