"""People who leave, PINs changed and recovered; whoever was disabled while signed in can do nothing more."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.ajustes import Impresora, cambiar_impresora
from app.cobro.cargos import anular_cargo
from app.cobro.condonaciones import SolicitudCondonacion, condonar_adeudo
from app.cobro.gastos import cargar_gastos
from app.domain.corte.corte import Arqueo
from app.domain.dinero import CERO, Dinero
from app.domain.usuario import Usuario
from app.gente.acceso import identificar, ver_usuarios
from app.gente.usuarios import cambiar_pin, dar_de_baja, desbloquear, recuperar_pin, registrar_usuario
from app.turno.caja import abrir_turno, cerrar_turno, ver_turno
from app.turno.movimientos import SolicitudMovimiento, mover
from tests.app.reversos.test_cancelaciones import negado
from tests.db.escena import hechos_de
from tests.factories import (
    DEMO,
    PINES,
    SUPER,
    CajaDePrueba,
    de_alta,
    entrar,
    importar,
    un_pago,
    un_recibo,
    un_turno,
    una_cuenta,
)

ADMINISTRA = ("super", PINES["super"])
NUEVO = "482913"


def una_persona(caja: CajaDePrueba, clave: str, *roles: str) -> Usuario:
    return de_alta(caja, Usuario(clave, clave.title(), roles))


# --- disabled ---


def test_disabled_they_cannot_enter_and_stay_in_the_diario(caja: CajaDePrueba) -> None:
    dar_de_baja(caja.ctx, "demo", SUPER)
    with negado("pin_incorrecto"):
        identificar(caja.reabrir().ctx, "demo", PINES["demo"])
    assert ver_usuarios(caja.ctx) == (SUPER,)
    tipo, datos = hechos_de(caja)[-1]
    assert (tipo, datos["clave"], datos["activo"], datos["quien"]) == ("usuario", "demo", 0, "super")
    assert caja.verificar().errores == ()


def test_they_may_come_back_with_another_pin(caja: CajaDePrueba) -> None:
    dar_de_baja(caja.ctx, "demo", SUPER)
    registrar_usuario(caja.ctx, "demo", "Demo", ("cajero",), NUEVO, ADMINISTRA)
    assert entrar(caja, "demo", NUEVO).nombre == "Demo"


def test_nobody_disables_themselves_or_somebody_unknown_or_without_being_who_may(caja: CajaDePrueba) -> None:
    for clave, quien, refusal in (
        ("super", SUPER, "autoriza_otro"), ("nadie", SUPER, "usuario_desconocido"),
        ("super", DEMO, "requiere_administrador"),
    ):  # fmt: skip
        with negado(refusal):
            dar_de_baja(caja.ctx, clave, quien)
    dar_de_baja(caja.ctx, "demo", SUPER)
    with negado("usuario_desconocido"):
        dar_de_baja(caja.ctx, "demo", SUPER)


#: What somebody still signed in would try; the turno is demo's.
INTENTOS: dict[str, Callable[[CajaDePrueba], object]] = {
    "cobrar": lambda c: un_pago(c),
    "abrir turno": lambda c: abrir_turno(c.ctx, DEMO, CERO),
    "cerrar turno": lambda c: cerrar_turno(c.ctx, DEMO, Arqueo(()), "me voy"),
    "mover efectivo": lambda c: mover(c.ctx, SolicitudMovimiento("retiro", Dinero(100), "x"), DEMO),
}


@pytest.mark.parametrize("intento", INTENTOS)
def test_a_cashier_disabled_while_signed_in_can_do_nothing_more(caja: CajaDePrueba, intento: str) -> None:
    importar(caja, [una_cuenta()], [un_recibo()])
    un_turno(caja)
    dar_de_baja(caja.ctx, "demo", SUPER)
    antes = hechos_de(caja)
    with negado("usuario_desactivado"):
        INTENTOS[intento](caja)
    assert hechos_de(caja) == antes
    # What they left open, a supervisor counts and closes.
    cerrar_turno(caja.ctx, SUPER, Arqueo.from_texto("500x1"), "se fue demo")
    assert ver_turno(caja.ctx) is None


DE_SUPERVISOR: dict[str, Callable[[CajaDePrueba], object]] = {
    "condonar": lambda c: condonar_adeudo(c.ctx, SolicitudCondonacion("100", Dinero(1), "1", "DG", "x"), SUPER),
    "cargar gastos": lambda c: cargar_gastos(c.ctx, "100", "x", SUPER, Dinero(1), "Art. 1"),
    "anular un cargo": lambda c: anular_cargo(c.ctx, "100", "2/x/1", "x", SUPER),
    "desbloquear": lambda c: desbloquear(c.ctx, "demo", SUPER),
    "recuperar un PIN": lambda c: recuperar_pin(c.ctx, "demo", NUEVO, SUPER),
    "dar de baja": lambda c: dar_de_baja(c.ctx, "demo", SUPER),
    "cambiar la impresora": lambda c: cambiar_impresora(c.ctx, Impresora("carpeta", "/tmp"), SUPER),
    "cerrar un turno": lambda c: cerrar_turno(c.ctx, SUPER, Arqueo(()), "x"),
}


@pytest.mark.parametrize("intento", DE_SUPERVISOR)
def test_a_supervisor_disabled_while_signed_in_can_do_nothing_more(caja: CajaDePrueba, intento: str) -> None:
    importar(caja, [una_cuenta()], [un_recibo()])
    un_turno(caja)
    jefa = una_persona(caja, "jefa", "administrador")
    dar_de_baja(caja.ctx, "super", jefa)
    antes = hechos_de(caja)
    with negado("usuario_desactivado"):
        DE_SUPERVISOR[intento](caja)
    assert hechos_de(caja) == antes


# --- PINs ---


def test_ones_own_pin_is_changed_knowing_the_one_of_before(caja: CajaDePrueba) -> None:
    cambiar_pin(caja.ctx, "demo", PINES["demo"], NUEVO)
    with negado("pin_incorrecto"):
        identificar(caja.reabrir().ctx, "demo", PINES["demo"])
    assert entrar(caja, "demo", NUEVO) == DEMO
    tipo, datos = hechos_de(caja)[-1]
    assert tipo == "pin_cambiado" and datos.keys() == {"id", "momento", "clave", "quien", "motivo"}
    assert (datos["clave"], datos["quien"], datos["motivo"]) == ("demo", "demo", "propio")


@pytest.mark.parametrize(
    ("pin", "nuevo", "clave"),
    [("999990", NUEVO, "pin_incorrecto"), ("246810", "246810", "pin_repetido"), ("246810", "111111", "pin_debil")],
)
def test_a_pin_that_does_not_change(caja: CajaDePrueba, pin: str, nuevo: str, clave: str) -> None:
    antes = hechos_de(caja)
    with negado(clave):
        cambiar_pin(caja.ctx, "demo", pin, nuevo)
    assert hechos_de(caja) == antes


def test_a_forgotten_pin_is_recovered_and_its_failures_forgotten(caja: CajaDePrueba) -> None:
    for _ in range(10):
        caja.reloj.avanzar(hours=10)
        with pytest.raises(Exception, match="PIN"):
            identificar(caja.ctx, "demo", "999990")
    recuperar_pin(caja.ctx, "demo", NUEVO, SUPER)
    assert entrar(caja, "demo", NUEVO) == DEMO
    assert (hechos_de(caja)[-1][1]["quien"], hechos_de(caja)[-1][1]["motivo"]) == ("super", "olvido")


@pytest.mark.parametrize(
    ("de", "roles", "clave"),
    [
        ("jefa", ("supervisor",), "autoriza_otro"),
        ("super", ("supervisor",), "requiere_administrador"),
        ("demo", ("cajero",), "requiere_administrador"),
        ("nadie", ("supervisor",), "usuario_desconocido"),
        ("demo", ("supervisor",), ""),
        ("super", ("administrador",), ""),
    ],
)
def test_who_recovers_whose_pin(caja: CajaDePrueba, de: str, roles: tuple[str, ...], clave: str) -> None:
    jefa = una_persona(caja, "jefa", *roles)
    if not clave:
        recuperar_pin(caja.ctx, de, NUEVO, jefa)
        assert entrar(caja, de, NUEVO).clave == de
        return
    with negado(clave):
        recuperar_pin(caja.ctx, de, NUEVO, jefa)
