"""The paper of what was just confirmed, wherever somebody wants it: once too, and what follows are copies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.domain.papel import SalidaDePapel
from app.papel.impresion import recuperar_cola, sacar_original
from tests.app.papel.test_impresion import MEMBRETE, SIN_PAPEL, asientos, estados, imprimir, morir, reimprimir
from tests.factories import PERFIL, CajaDePrueba, importar, un_pago, un_recibo, una_cuenta
from tests.fakes import FakeDispositivo


@pytest.fixture
def caja(caja: CajaDePrueba) -> Iterator[CajaDePrueba]:
    importar(caja, [una_cuenta("100")], [un_recibo("100")])
    yield caja


def sacar(caja: CajaDePrueba, dispositivo: FakeDispositivo) -> SalidaDePapel:
    return sacar_original(caja.ctx, dispositivo, MEMBRETE, "2A-000001")


def test_the_original_comes_out_once_wherever_it_does_and_what_follows_are_copies(caja: CajaDePrueba) -> None:
    un_pago(caja, "100")
    archivo = FakeDispositivo()
    assert [sacar(caja, archivo).copia for _ in range(2)] == [0, 1]
    assert reimprimir(caja, archivo, "2A-000001").copia == 2
    assert ["COPIA" in texto for _, texto in archivo.papeles] == [False, True, True]
    assert estados(caja) == [] and imprimir(caja, FakeDispositivo()) == ()
    assert asientos(caja) == [("2A-000001", n, "impreso") for n in range(3)]


def test_one_that_failed_elsewhere_waits_for_its_printer(caja: CajaDePrueba) -> None:
    un_pago(caja, "100")
    salida = sacar(caja, FakeDispositivo(luego=SIN_PAPEL))
    assert (salida.is_bien, salida.detalle) == (False, "La impresora está sin papel.")
    assert estados(caja) == [("2A-000001", "fallo")] and asientos(caja) == [("2A-000001", 0, "fallo")]
    assert sacar(caja, FakeDispositivo()).copia == 0 and caja.verificar().ok


def test_a_program_that_dies_with_the_file_written_gives_no_second_original(caja: CajaDePrueba) -> None:
    un_pago(caja, "100")
    with pytest.raises(KeyboardInterrupt):
        sacar(caja, FakeDispositivo(al_sacar=morir))
    caja.reabrir()
    recuperar_cola(caja.ctx)
    dispositivo = FakeDispositivo()
    imprimir(caja, dispositivo)
    assert "COPIA 1" in dispositivo.papeles[0][1]


def test_what_the_caja_keeps_does_not_take_the_place_of_what_was_asked_for(caja: CajaDePrueba) -> None:
    caja.ctx = replace(caja.ctx, perfil=replace(PERFIL, segunda_copia=("pago",)))
    un_pago(caja, "100")
    archivo = FakeDispositivo()
    sacar(caja, archivo)
    assert [nombre for nombre, _ in archivo.papeles] == ["2A-000001"]
