"""Two cajas apart charge the same recibo: both payments stand, somebody sees it, and resolves it with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.armado_sede import SedeDeMaquina
from app.cobro.consulta import estado_de_cuenta
from app.domain.dinero import CERO, Dinero
from app.errors import NegocioError
from tests.factories import CajaDePrueba, un_pago, un_recibo, una_cuenta
from tests.reversos import cancelado
from tests.sede import PuestoDePrueba, consultar, dos_cajas, importar_al_centro


@pytest.fixture
def dos(sede: SedeDeMaquina, tmp_path: Path) -> Iterator[tuple[PuestoDePrueba, PuestoDePrueba]]:
    """Cajas 2 and 3 with the padrón of the centre: cuenta 500, which owes 100.00."""
    with dos_cajas(sede, tmp_path, [una_cuenta("500")], [un_recibo("500", agua="100.00")]) as puestos:
        yield puestos


def debe(caja: CajaDePrueba) -> Dinero:
    return estado_de_cuenta(caja.ctx, "500").adeudo.total


def test_the_same_recibo_at_two_cajas(dos: tuple[PuestoDePrueba, PuestoDePrueba], sede: SedeDeMaquina) -> None:
    una, otra = dos
    primero, segundo = un_pago(una.caja, "500"), un_pago(otra.caja, "500")
    assert una.sincronizar().incidencias == 0
    assert otra.sincronizar().incidencias == 1
    assert una.sincronizar().incidencias == 1
    assert debe(una.caja) == debe(otra.caja) == CERO
    assert consultar(sede, "SELECT count(*) FROM pago") == [(2,)]
    (incidencia,) = sede.centro().estado().incidencias
    assert incidencia.clase == "doble_pago" and incidencia.cuenta == "500"
    assert str(primero.folio) in incidencia.resumen and str(segundo.folio) in incidencia.resumen
    assert incidencia.importe == segundo.total
    # Found again by every later batch, it is the same one.
    un_pago(otra.caja, "500", monto="10.00")
    otra.sincronizar()
    assert len(sede.centro().estado().incidencias) == 1
    resolver(sede, incidencia.id)
    assert una.sincronizar().incidencias == otra.sincronizar().incidencias == 0
    assert sede.centro().verificar() == ()
    assert consultar(sede, "SELECT resolucion, nota, quien FROM incidencia_fin") == [("a_favor", "Se abonó", "jefa")]


def resolver(sede: SedeDeMaquina, id: str) -> None:
    centro = sede.centro()
    for resolucion, nota, clave in (("otra", "x", "resolucion_invalida"), ("a_favor", " ", "falta_motivo")):
        with pytest.raises(NegocioError) as error:
            centro.resolver(id, resolucion, nota, "jefa")
        assert error.value.clave == clave
    assert centro.resolver(id[:8], "a_favor", "Se abonó", "jefa").id == id
    with pytest.raises(NegocioError) as error:
        centro.resolver(id, "a_favor", "otra vez", "jefa")
    assert error.value.clave == "incidencia_resuelta"


def test_parts_that_fit_are_no_matter(dos: tuple[PuestoDePrueba, PuestoDePrueba], sede: SedeDeMaquina) -> None:
    una, otra = dos
    un_pago(una.caja, "500", monto="40.00")
    un_pago(otra.caja, "500", monto="60.00")
    una.sincronizar()
    otra.sincronizar()
    una.sincronizar()
    assert debe(una.caja) == debe(otra.caja) == CERO
    assert sede.centro().estado().incidencias == ()


def test_a_payment_that_was_turned_round_does_not_count(
    dos: tuple[PuestoDePrueba, PuestoDePrueba], sede: SedeDeMaquina
) -> None:
    una, otra = dos
    pago = un_pago(una.caja, "500")
    una.sincronizar()
    cancelado(una.caja, pago)
    una.sincronizar()
    otra.sincronizar()
    assert debe(otra.caja) == debe(una.caja) == Dinero.from_texto("100.00")
    un_pago(otra.caja, "500")
    otra.sincronizar()
    una.sincronizar()
    assert debe(una.caja) == CERO
    assert sede.centro().estado().incidencias == ()


def test_a_recibo_billed_again_for_less_than_was_paid(
    dos: tuple[PuestoDePrueba, PuestoDePrueba], sede: SedeDeMaquina
) -> None:
    una, otra = dos
    un_pago(una.caja, "500", monto="90.00")
    importar_al_centro(sede, otra.caja, [], [un_recibo("500", agua="50.00")])
    una.sincronizar()
    (incidencia,) = sede.centro().estado().incidencias
    assert (incidencia.clase, incidencia.importe) == ("pago_de_mas", Dinero(4_500))
