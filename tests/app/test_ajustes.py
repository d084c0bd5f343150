"""Settings of this PC: what may be set, by whom, and what the diario keeps of it."""

from __future__ import annotations

import pytest

from app.ajustes import (
    Ajustes,
    Impresora,
    cambiar_aspecto,
    cambiar_bloqueo,
    cambiar_impresora,
    direccion,
    leer_ajustes,
    revisar_impresora,
)
from app.errors import NegocioError
from tests.factories import DEMO, SUPER, CajaDePrueba
from tests.otorgamientos import clave_de

RED = Impresora("red", "10.0.0.5", 32)


def cambios(caja: CajaDePrueba) -> list[dict[str, object]]:
    with caja.uow() as uow:
        return [a.datos() for a in uow.diario.asientos() if a.tipo == "ajuste_cambiado"]


def test_a_new_caja_has_the_usual_settings(caja: CajaDePrueba) -> None:
    assert leer_ajustes(caja.ctx) == Ajustes(Impresora("ninguna", "", 48), "claro", 100)


def test_a_change_of_printer_is_kept_and_is_an_asiento(caja: CajaDePrueba) -> None:
    assert cambiar_impresora(caja.ctx, Impresora("red", " 10.0.0.5 ", 32), SUPER) == RED
    assert leer_ajustes(caja.reabrir().ctx).impresora == RED
    (asiento,) = cambios(caja)
    assert (asiento["ajuste"], asiento["quien"]) == ("impresora", "super")
    assert asiento["antes"] == "Sin impresora"
    assert asiento["despues"] == "Impresora de red 10.0.0.5, papel de 58 mm"
    assert caja.verificar().ok


def test_the_same_printer_again_changes_nothing(caja: CajaDePrueba) -> None:
    cambiar_impresora(caja.ctx, RED, SUPER)
    cambiar_impresora(caja.ctx, RED, SUPER)
    assert len(cambios(caja)) == 1


def test_a_cashier_does_not_change_the_printer(caja: CajaDePrueba) -> None:
    with pytest.raises(NegocioError) as visto:
        cambiar_impresora(caja.ctx, RED, DEMO)
    assert visto.value.clave == "requiere_administrador"
    assert leer_ajustes(caja.ctx).impresora == Impresora() and not cambios(caja)


def test_how_the_window_looks_is_no_asiento(caja: CajaDePrueba) -> None:
    cambiar_aspecto(caja.ctx, "alto_contraste", 150)
    leidos = leer_ajustes(caja.reabrir().ctx)
    assert (leidos.tema, leidos.escala) == ("alto_contraste", 150)
    assert not cambios(caja)


@pytest.mark.parametrize(("tema", "escala"), [("rosa", 100), ("claro", 99), ("claro", 1000)])
def test_a_look_that_does_not_exist_is_refused(caja: CajaDePrueba, tema: str, escala: int) -> None:
    with pytest.raises(NegocioError, match="no existe"):
        cambiar_aspecto(caja.ctx, tema, escala)


def test_settings_that_are_no_longer_understood_are_the_usual_ones(caja: CajaDePrueba) -> None:
    with caja.uow() as uow:
        for clave, valor in (("impresora.tipo", "fax"), ("impresora.ancho", "²"), ("tema", "rosa"), ("escala", "99")):
            uow.ajustes.guardar(clave, valor)
        uow.commit()
    assert leer_ajustes(caja.ctx) == Ajustes()


def test_the_version_of_the_file_is_no_setting(caja: CajaDePrueba) -> None:
    with caja.uow() as uow:
        assert "proyeccion" not in uow.ajustes.todos()
        with pytest.raises(ValueError, match="not a setting"):
            uow.ajustes.guardar("proyeccion", "9")


@pytest.mark.parametrize(
    ("tipo", "destino"),
    [
        ("fax", "1"), ("archivo", ""), ("carpeta", "   "), ("archivo", "a\nb"), ("carpeta", "x" * 401),
        ("red", "http://10.0.0.5"), ("red", "10.0.0.5:"), ("red", "10.0.0.5:0"), ("red", "10.0.0.5:65536"),
        ("red", "10.0.0.5:9100:1"), ("red", "ñandú"), ("red", "10.0.0.5 9100"), ("red", "10.0.0.5:²"),
    ],
)  # fmt: skip
def test_a_printer_that_cannot_be_is_refused(tipo: str, destino: str) -> None:
    with pytest.raises(NegocioError) as visto:
        revisar_impresora(Impresora(tipo, destino))
    assert visto.value.clave == "impresora_invalida"


def test_a_paper_of_no_printer_is_refused() -> None:
    with pytest.raises(NegocioError):
        revisar_impresora(Impresora("archivo", "a.bin", 70))


@pytest.mark.parametrize(
    ("destino", "leida"),
    [
        ("192.168.1.50", ("192.168.1.50", 9100)),
        ("impresora-2.local:9101", ("impresora-2.local", 9101)),
        ("[fe80::1]", ("fe80::1", 9100)),
        ("[::1]:515", ("::1", 515)),
        ("10.0.0.5:000009100", ("10.0.0.5", 9100)),
    ],
)
def test_addresses_are_read(destino: str, leida: tuple[str, int]) -> None:
    assert direccion(destino) == leida


def test_when_it_locks_is_the_profile_s_until_this_caja_says_another(caja: CajaDePrueba) -> None:
    assert leer_ajustes(caja.ctx).bloqueo == caja.perfil.bloqueo_minutos == 10
    cambiar_bloqueo(caja.ctx, 5, SUPER)
    cambiar_bloqueo(caja.ctx, 5, SUPER)
    assert leer_ajustes(caja.reabrir().ctx).bloqueo == 5
    (asiento,) = cambios(caja)
    assert (asiento["ajuste"], asiento["antes"], asiento["despues"]) == ("bloqueo", "10 minutos", "5 minutos")
    assert clave_de(cambiar_bloqueo, caja.ctx, 5_000, SUPER) == "bloqueo_invalido"
    assert clave_de(cambiar_bloqueo, caja.ctx, 30, DEMO) == "requiere_administrador"
    assert caja.verificar().ok
