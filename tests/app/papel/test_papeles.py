"""Papers of what is on the disk: the original once, copies counted, and no failure undoes a payment."""

from __future__ import annotations

from typing import Any

import pytest

from app.documentos import Documento, componer
from app.domain.pago.pago import Pago
from app.errors import EquipoError, NegocioError
from app.papel.papeles import reimprimir, sacar_original
from tests.factories import CajaDePrueba, importar, un_pago, un_recibo, una_cuenta
from tests.printing.muestras import ENCABEZADO


@pytest.fixture
def pago(caja: CajaDePrueba) -> Pago:
    importar(caja, [una_cuenta()], [un_recibo()])
    return un_pago(caja)


def _sin_papel(papel: Documento) -> None:
    raise EquipoError("sin_papel", "Ponga papel.")


def _papeles(caja: CajaDePrueba) -> list[tuple[int, str, str]]:
    with caja.uow() as uow:
        datos = [a.datos() for a in uow.diario.asientos() if a.tipo == "papel"]
    return [(d["copia"], d["resultado"], d["quien"]) for d in datos]


def _pendientes(caja: CajaDePrueba) -> tuple[str, ...]:
    with caja.uow() as uow:
        return uow.cola.pendientes()


def test_the_original_comes_out_once_and_what_follows_are_copies(caja: CajaDePrueba, pago: Pago) -> None:
    sacados: list[Documento] = []
    assert _pendientes(caja) == (str(pago.folio),)
    sacar_original(caja.ctx, str(pago.folio), ENCABEZADO, sacados.append)
    assert _pendientes(caja) == ()
    sacar_original(caja.ctx, str(pago.folio), ENCABEZADO, sacados.append)
    assert reimprimir(caja.ctx, str(pago.folio), ENCABEZADO, sacados.append, "demo") == 2
    textos = ["\n".join(componer(papel, 48)) for papel in sacados]
    assert ["COPIA" in t for t in textos] == [False, True, True]
    assert "COPIA 1" in textos[1] and "COPIA 2" in textos[2]
    assert _papeles(caja) == [(0, "impreso", ""), (1, "impreso", ""), (2, "impreso", "demo")]


def test_a_failed_original_waits_in_the_queue_and_the_payment_stands(caja: CajaDePrueba, pago: Pago) -> None:
    with pytest.raises(EquipoError, match="Ponga papel"):
        sacar_original(caja.ctx, str(pago.folio), ENCABEZADO, _sin_papel)
    assert _pendientes(caja) == (str(pago.folio),) and _papeles(caja) == [(0, "fallo", "")]
    sacados: list[Any] = []
    sacar_original(caja.ctx, str(pago.folio), ENCABEZADO, sacados.append)
    assert _papeles(caja)[-1] == (0, "impreso", "") and _pendientes(caja) == ()
    assert caja.verificar().ok


def test_a_reprint_says_what_the_original_said(caja: CajaDePrueba, pago: Pago) -> None:
    sacados: list[Documento] = []
    sacar_original(caja.ctx, str(pago.folio), ENCABEZADO, sacados.append)
    importar(caja, [una_cuenta(titular="Otro Titular")], [un_recibo(agua="999.00")])
    reimprimir(caja.reabrir().ctx, str(pago.folio), ENCABEZADO, sacados.append, "")
    original, copia = ([linea for linea in componer(p, 48) if "COPIA" not in linea] for p in sacados)
    assert original == copia


def test_a_folio_that_nobody_has(caja: CajaDePrueba) -> None:
    with pytest.raises(NegocioError) as error:
        reimprimir(caja.ctx, "2A-000099", ENCABEZADO, lambda papel: None, "demo")
    assert error.value.clave == "folio_desconocido" and _papeles(caja) == []
