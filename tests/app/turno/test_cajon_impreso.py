"""The drawer opens with the paper of cash that moved, once; never with a copy, never long after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.documentos import Documento, Encabezado, papel_de_prueba
from app.domain.papel import SalidaDePapel
from app.errors import EquipoError, NegocioError
from app.papel.impresion import PapelDudoso, imprimir_pendientes, papeles_en_cola, reimprimir_papel
from app.papel.impresora import Impresora
from app.turno.cajon import probar_con_cajon
from tests.app.reversos.test_devoluciones import de_ayer
from tests.factories import (
    DEMO,
    PERFIL,
    SUPER,
    CajaDePrueba,
    importar,
    un_cobro,
    un_medio,
    un_pago,
    un_recibo,
    una_cuenta,
)
from tests.fakes import FakeDispositivo
from tests.reversos import cancelado, cerrado, devuelto, movido

CABEZA = Encabezado(PERFIL.nombre)
SIN_PAPEL = EquipoError("impresora_detenida", "Impresora sin papel: ponga un rollo.")
A_MEDIAS = PapelDudoso("papel_en_duda", "La impresora dejó de responder.")


@pytest.fixture
def caja(caja: CajaDePrueba) -> Iterator[CajaDePrueba]:
    numeros = ("100", "200", "300")
    importar(caja, [una_cuenta(n) for n in numeros], [un_recibo(n) for n in numeros])
    yield caja


def imprimir(caja: CajaDePrueba, *dispositivos: FakeDispositivo) -> tuple[SalidaDePapel, ...]:
    """All of the queue; a second device is the one of the cortes."""
    return imprimir_pendientes(
        caja.ctx, lambda clase: dispositivos[-1] if clase == "corte" else dispositivos[0], CABEZA
    )


def con_pulso(caja: CajaDePrueba) -> list[str]:
    """Folios whose asiento says that the drawer was opened with them."""
    with caja.uow() as uow:
        return [a.datos()["folio"] for a in uow.diario.asientos() if a.tipo == "papel" and "cajon" in a.datos()]


def test_cash_opens_it_once_and_a_copy_never(caja: CajaDePrueba) -> None:
    un_pago(caja, "100")
    dispositivo = FakeDispositivo()
    imprimir(caja, dispositivo)
    reimprimir_papel(caja.ctx, lambda clase: dispositivo, CABEZA, "2A-000001", "demo")
    assert dispositivo.pulsos == ["2A-000001"] == con_pulso(caja)
    assert caja.verificar().ok


def test_what_moves_no_cash_leaves_it_shut(caja: CajaDePrueba) -> None:
    un_cobro(caja, "100", medios=(un_medio("90.00", "tarjeta"),))
    dispositivo = FakeDispositivo()
    imprimir(caja, dispositivo)
    cerrado(caja)
    imprimir(caja, dispositivo)
    assert len(dispositivo.papeles) == 2 and dispositivo.pulsos == []


def test_several_folios_of_one_charge_open_it_once(caja: CajaDePrueba) -> None:
    un_cobro(caja, "100", "200", "300")
    dispositivo = FakeDispositivo()
    imprimir(caja, dispositivo)
    assert len(dispositivo.papeles) == 3 and len(dispositivo.pulsos) == 1


def test_cash_that_goes_back_and_cash_that_is_moved_open_it_too(caja: CajaDePrueba) -> None:
    (pago,) = de_ayer(caja, {"cuenta": "200"})
    dispositivo = FakeDispositivo()
    imprimir(caja, dispositivo)
    dispositivo.pulsos.clear()
    movido(caja, "entrada", "500.00")
    devuelto(caja, pago)
    cancelado(caja, un_pago(caja, "100"))
    cancelado(caja, un_cobro(caja, "300", medios=(un_medio("300.60", "tarjeta"),)).pagos[0])
    imprimir(caja, dispositivo)
    assert dispositivo.pulsos == ["M2A-000001", "C2A-000001", "2A-000002", "C2A-000002"]


def test_after_a_failure_the_retry_opens_it_while_it_is_fresh(caja: CajaDePrueba) -> None:
    un_pago(caja, "100")
    dispositivo = FakeDispositivo(luego=SIN_PAPEL)
    imprimir(caja, dispositivo)
    assert dispositivo.pulsos == [] == con_pulso(caja)
    caja.reloj.avanzar(minutes=5)
    imprimir(caja, dispositivo)
    assert dispositivo.pulsos == ["2A-000001"]


def test_a_ticket_that_waited_long_opens_nothing(caja: CajaDePrueba) -> None:
    un_pago(caja, "100")
    caja.reloj.avanzar(minutes=5, seconds=1)
    dispositivo = FakeDispositivo()
    imprimir(caja, dispositivo)
    assert len(dispositivo.papeles) == 1 and dispositivo.pulsos == []


def test_a_clock_that_was_set_back_makes_no_old_ticket_fresh(caja: CajaDePrueba) -> None:
    un_pago(caja, "100")
    caja.reloj.avanzar(hours=-2)
    dispositivo = FakeDispositivo()
    imprimir(caja, dispositivo)
    assert len(dispositivo.papeles) == 1 and dispositivo.pulsos == []
    un_pago(caja, "200")
    caja.reloj.avanzar(seconds=-2)
    imprimir(caja, dispositivo)
    assert dispositivo.pulsos == ["2A-000002"], "a clock put right by seconds keeps nobody from the change"


def test_in_doubt_whether_the_pulse_left_it_is_not_sent_again(caja: CajaDePrueba) -> None:
    un_pago(caja, "100")
    dispositivo = FakeDispositivo(luego=A_MEDIAS)
    imprimir(caja, dispositivo)
    imprimir(caja, dispositivo)
    assert [nombre for nombre, _ in dispositivo.papeles] == ["2A-000001-copia-1"] and dispositivo.pulsos == []
    assert con_pulso(caja) == ["2A-000001"], "the diario keeps that it was told to open"


def test_a_printer_without_a_drawer_is_not_told_to_open_one(caja: CajaDePrueba) -> None:
    un_pago(caja, "100")
    dispositivo = FakeDispositivo()
    dispositivo.tiene_cajon = False
    imprimir(caja, dispositivo)
    assert dispositivo.pulsos == [] == con_pulso(caja)


# --- a second one for the caja, and printers of their own ---


def test_the_profile_may_ask_for_one_that_the_caja_keeps(caja: CajaDePrueba) -> None:
    caja.ctx = replace(caja.ctx, perfil=replace(PERFIL, segunda_copia=("pago",)))
    un_pago(caja, "100")
    movido(caja, "entrada", "1.00")
    dispositivo = FakeDispositivo()
    imprimir(caja, dispositivo)
    assert [nombre for nombre, _ in dispositivo.papeles] == ["2A-000001", "2A-000001-caja", "M2A-000001"]
    (_, uno), (_, otro), _ = dispositivo.papeles
    assert [linea for linea in otro.split("\n") if "PARA LA CAJA" not in linea] == uno.split("\n")
    assert dispositivo.pulsos == ["2A-000001", "M2A-000001"]
    reimprimir_papel(caja.ctx, lambda clase: dispositivo, CABEZA, "2A-000001", "demo")
    assert len(dispositivo.papeles) == 4


@pytest.mark.parametrize(
    ("luego", "dice"),
    [
        (SIN_PAPEL, "El de la caja no salió: Impresora sin papel"),
        (A_MEDIAS, "El de la caja quedó en duda: La impresora dejó"),
    ],
)
def test_one_for_the_caja_that_fails_is_told_and_the_first_stands(
    caja: CajaDePrueba, luego: EquipoError, dice: str
) -> None:
    caja.ctx = replace(caja.ctx, perfil=replace(PERFIL, segunda_copia=("pago",)))
    un_pago(caja, "100")
    dispositivo = FakeDispositivo()
    dispositivo.al_sacar = lambda: setattr(dispositivo, "luego", luego if dispositivo.papeles else None)
    (salida,) = imprimir(caja, dispositivo)
    assert salida.is_bien and salida.detalle.startswith(dice)
    assert papeles_en_cola(caja.ctx) == ()


def test_a_printer_that_fails_does_not_hold_the_papers_of_another(caja: CajaDePrueba) -> None:
    un_pago(caja, "100")
    un_pago(caja, "200")
    cerrado(caja)
    tickets, cortes = FakeDispositivo(luego=SIN_PAPEL), FakeDispositivo()
    salidas = imprimir(caja, tickets, cortes)
    assert [(s.folio, s.estado) for s in salidas] == [("2A-000001", "fallo"), ("Z-1", "impreso")]
    assert [p.folio for p in papeles_en_cola(caja.ctx)] == ["2A-000001", "2A-000002"]


# --- the test page ---


def prueba(caja: CajaDePrueba) -> Documento:
    return papel_de_prueba(CABEZA, Impresora("red", "x"), caja.reloj.ahora())


def test_the_test_page_opens_it_by_who_may_change_the_printer(caja: CajaDePrueba) -> None:
    dispositivo = FakeDispositivo()
    with pytest.raises(NegocioError):
        probar_con_cajon(caja.ctx, dispositivo, prueba(caja), DEMO)
    probar_con_cajon(caja.ctx, dispositivo, prueba(caja), SUPER)
    for luego in (SIN_PAPEL, A_MEDIAS):
        dispositivo.luego = luego
        with pytest.raises(EquipoError):
            probar_con_cajon(caja.ctx, dispositivo, prueba(caja), SUPER)
    with caja.uow() as uow:
        hechas = [a.datos() for a in uow.diario.asientos() if a.tipo == "papel"]
    assert [(d["clase"], d["resultado"], d["quien"], d.get("cajon", 0)) for d in hechas] == [
        ("prueba", "desconocido", "super", 1), ("prueba", "impreso", "super", 0),
        ("prueba", "desconocido", "super", 1), ("prueba", "fallo", "super", 0),
        ("prueba", "desconocido", "super", 1),
    ]  # fmt: skip
    assert dispositivo.pulsos == ["prueba"] and caja.verificar().ok
