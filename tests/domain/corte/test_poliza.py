"""The póliza: cargos are abonos, in whatever cortes; and no account is invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.corte.concentrado import concentrar
from app.domain.corte.corte import Corte
from app.domain.corte.poliza import SIN_CUENTAS, Contabilidad, hacer_poliza
from app.domain.dinero import CERO, Dinero, suma
from app.domain.errores import NegocioError
from tests.printing.muestras import un_corte

LINEAS = (
    "medios.efectivo", "medios.tarjeta", "conceptos.agua", "conceptos.servicio", "conceptos.redondeo",
    "programas.insen", "arqueo.faltante", "arqueo.sobrante",
)  # fmt: skip
CUENTAS = Contabilidad({linea: f"4{n:03d}" for n, linea in enumerate(LINEAS)})


def cuadrado(agua: int, servicio: int, descuento: int, redondeo: int, tarjeta: int, diferencia: int) -> Corte:
    """A corte that adds up: the cash is what is left."""
    efectivo = agua + servicio - descuento - redondeo - tarjeta
    return un_corte(
        medios=(("efectivo", Dinero(efectivo)), ("tarjeta", Dinero(tarjeta))),
        conceptos=(("agua", Dinero(agua)), ("servicio:B", Dinero(servicio)), ("redondeo", Dinero(-redondeo))),
        programas=(("insen", Dinero(-descuento)),),
        diferencia=Dinero(diferencia),
    )


CORTES = st.lists(
    st.builds(
        cuadrado,
        agua=st.integers(50_000, 10**9),
        servicio=st.integers(0, 10**6),
        descuento=st.integers(0, 10_000),
        redondeo=st.integers(0, 49),
        tarjeta=st.integers(0, 10_000),
        diferencia=st.integers(-5_000, 5_000),
    ),
    max_size=5,
)


@given(CORTES)
def test_cargos_are_abonos(cortes: list[Corte]) -> None:
    renglones = hacer_poliza(cortes, CUENTAS)
    assert suma(r.cargo for r in renglones) == suma(r.abono for r in renglones)
    assert all((r.cargo > CERO) != (r.abono > CERO) for r in renglones)
    assert all(r.cuenta == CUENTAS.cuentas[r.concepto] for r in renglones)


def test_each_line_goes_to_its_side() -> None:
    renglones = hacer_poliza([cuadrado(10_000, 500, 2_000, 30, 1_000, -40), cuadrado(0, 0, 0, 0, 0, 15)], CUENTAS)
    lados = {r.concepto: (r.cargo.centavos, r.abono.centavos) for r in renglones}
    assert lados == {
        "medios.efectivo": (7_470 - 40 + 15, 0),
        "medios.tarjeta": (1_000, 0),
        "programas.insen": (2_000, 0),
        "conceptos.agua": (0, 10_000),
        "conceptos.servicio": (0, 500),
        "conceptos.redondeo": (30, 0),
        "arqueo.faltante": (40, 0),
        "arqueo.sobrante": (0, 15),
    }


def test_what_has_no_account_is_named_where_it_is_filled_in() -> None:
    with pytest.raises(NegocioError) as error:
        hacer_poliza([cuadrado(10_000, 0, 0, 0, 0, -40)], SIN_CUENTAS)
    assert error.value.clave == "falta_cuenta_contable"
    for linea in ("[contabilidad.medios] efectivo", "[contabilidad.conceptos] agua", "[contabilidad.arqueo] faltante"):
        assert linea in error.value.mensaje
    # What has no amount needs no account.
    assert "tarjeta" not in error.value.mensaje


@given(CORTES)
def test_a_concentrado_adds_up_what_its_cortes_do(cortes: list[Corte]) -> None:
    junto = concentrar("Centro", tuple(cortes))
    assert suma(i for _, i in junto.medios) == suma(i for c in cortes for _, i in c.medios)
    assert suma(i for _, i in junto.conceptos) == suma(i for c in cortes for _, i in c.conceptos)
    assert junto.pagos == sum(c.pagos for c in cortes)
    assert junto.diferencia == suma(c.diferencia or CERO for c in cortes)
    assert dict(junto.por_estado) == ({"cerrado": len(cortes)} if cortes else {})
