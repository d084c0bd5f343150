"""What a caja does all day costs the same after years of it: counted in steps of SQLite, whatever the machine does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from app.cobro.consulta import estado_de_cuenta
from app.documentos import Encabezado
from app.papel.impresion import PapelDudoso, imprimir_pendientes, reimprimir_papel
from app.turno.caja import ver_turno
from tests.factories import PERFIL, CajaDePrueba, importar, un_pago, un_recibo, una_cuenta
from tests.fakes import FakeDispositivo

CABEZA = Encabezado(PERFIL.nombre, organismo=PERFIL.organismo)
CUENTAS = tuple(str(n) for n in range(1000, 1400))
_CADA = 20


def folio(n: int) -> str:
    return f"2A-{n:06d}"


def imprimir(caja: CajaDePrueba, n: int) -> None:
    """A paper that ends in doubt, and its copy."""
    for falla in (PapelDudoso("papel_en_duda", "?"), None):
        dispositivo = FakeDispositivo(falla)
        imprimir_pendientes(caja.ctx, lambda clase, d=dispositivo: d, CABEZA, [folio(n)])  # type: ignore[misc]


def reimprimir(caja: CajaDePrueba, n: int) -> None:
    reimprimir_papel(caja.ctx, lambda clase: FakeDispositivo(), CABEZA, folio(n), "demo")


def cobrar(caja: CajaDePrueba, n: int) -> None:
    un_pago(caja, CUENTAS[n], monto="1.00", efectivo="1.00")


#: Each with how many payments there are before it.
HACER: dict[str, Callable[[CajaDePrueba, int], Any]] = {
    "cobrar": cobrar,
    "imprimir": imprimir,
    "reimprimir": reimprimir,
    "consultar": lambda caja, n: estado_de_cuenta(caja.ctx, CUENTAS[n]),
    "ver el turno": lambda caja, n: ver_turno(caja.ctx),
}


def pasos(caja: CajaDePrueba, hacer: Callable[[], Any]) -> int:
    """Steps of SQLite's machine on the caja's connection, by twenties."""
    contados = 0

    def contar() -> int:
        nonlocal contados
        contados += 1
        return 0

    with caja.uow() as uow:
        conexion = uow.conexion.connection.driver_connection
        assert conexion is not None
    conexion.set_progress_handler(contar, _CADA)
    try:
        hacer()
    finally:
        conexion.set_progress_handler(None, 0)
    return contados


@pytest.mark.parametrize("que", HACER)
def test_the_day_does_not_get_slower_with_what_was_charged_before(caja: CajaDePrueba, que: str) -> None:
    importar(caja, [una_cuenta(n) for n in CUENTAS], [un_recibo(n, agua="500.00") for n in CUENTAS])
    medidos = []
    hechos = 0
    for hasta in (30, 330):
        while hechos < hasta:
            cobrar(caja, hechos)
            hechos += 1
        medidos.append(pasos(caja, partial(HACER[que], caja, hechos)))
        hechos += que == "cobrar"
    assert medidos[1] <= medidos[0] * 1.25 + 5, medidos
