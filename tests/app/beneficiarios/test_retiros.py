"""Withdrawing a benefit: from its day on; and with false data, what was not charged becomes due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.beneficiarios.retiros import Retiro, SolicitudRetiro, retirar, ver_retiro
from app.cobro.consulta import estado_de_cuenta
from app.cobro.propuesta import proponer
from app.domain.beneficio.retiro import Descontado, cobrar_lo_descontado
from app.domain.cuenta import Cargo, Recibo
from app.domain.deuda.recargo import TasaRecargo
from app.domain.dinero import CERO, Dinero, suma
from app.domain.perfil import Perfil
from app.domain.periodo import Periodo
from app.errors import NegocioError
from tests.cobros import aplicado_de
from tests.factories import (
    PERFIL,
    SUPER,
    CajaDePrueba,
    importar,
    un_beneficio,
    un_cobro,
    un_pago,
    un_recibo,
    una_caja,
    una_cuenta,
    una_solicitud,
)

AGOSTO = {"agua": "206.89", "alcantarillado": "107.58", "saneamiento": "80.69"}
HOY = date(2023, 9, 5)
FALSOS = "datos_falsos"


def _recibo(periodo: str = "2023-08", **otros: Any) -> Recibo:
    return un_recibo("100", periodo, **(AGOSTO | otros))


def _retirar(caja: CajaDePrueba, motivo: str = FALSOS, programa: str = "insen", **otros: Any) -> Retiro:
    return retirar(caja.ctx, SolicitudRetiro("100", programa, motivo, **otros), SUPER)


def _clave(caja: CajaDePrueba, motivo: str = FALSOS, programa: str = "insen", **otros: Any) -> str:
    with pytest.raises(NegocioError) as error:
        _retirar(caja, motivo, programa, **otros)
    return error.value.clave


def _lineas(cargos: tuple[Cargo, ...]) -> list[tuple[str, str, str]]:
    return [(c.clave, c.importe.texto(), c.detalle) for c in cargos]


@pytest.fixture
def pagada(caja: CajaDePrueba) -> CajaDePrueba:
    """A cuenta with insen that paid August: 395.16 with 197.59 off."""
    importar(caja, [una_cuenta("100"), una_cuenta("200")], [_recibo()], [un_beneficio()])
    assert un_pago(caja).total.texto() == "197.57"
    return caja


def test_withdrawn_it_is_not_given_from_that_day_on(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [_recibo(vence=date(2023, 9, 5))], [un_beneficio()])
    hecho = _retirar(caja, "defuncion", fecha=date(2023, 9, 6), nota="acta 12")
    assert (hecho.diferencia, hecho.cargo, hecho.importe) == ((), None, CERO)
    caja.reloj.avanzar(hours=1)
    assert estado_de_cuenta(caja.ctx, "100").beneficios[0].is_vigente(HOY)
    caja.reloj.avanzar(days=1)
    with pytest.raises(NegocioError, match=r"se retiró el 06/09/2023 \(defunción del beneficiario\)"):
        un_pago(caja, programa="insen")
    pago = un_pago(caja)
    assert (pago.descuentos, pago.total.texto()) == ((), "395.16")
    assert caja.verificar().errores == ()


def test_withdrawn_it_is_in_nobody_s_way(pagada: CajaDePrueba) -> None:
    """Pronto pago is earned again: the cuenta has no other benefit."""
    _retirar(pagada, "renuncia")
    importar(pagada, recibos=[_recibo("2023-09")])
    pago = un_pago(pagada)
    assert {d.programa for d in pago.descuentos} == {"pronto_pago"}
    assert pago.avisos == ()


def test_false_data_is_shown_then_charged_in_the_same_transaction(pagada: CajaDePrueba) -> None:
    solicitud = SolicitudRetiro("100", "insen", FALSOS)
    visto = ver_retiro(pagada.ctx, solicitud)
    assert estado_de_cuenta(pagada.ctx, "100").cargos == ()
    assert _lineas(visto.diferencia) == [("diferencia", "197.59", "Tarifa INSEN, agosto 2023: 197.59")]
    hecho = retirar(pagada.ctx, replace(solicitud, importe_visto=visto.importe), SUPER)
    assert hecho.diferencia == visto.diferencia and hecho.cargo is not None
    assert (hecho.cargo.periodo, hecho.importe.texto()) == (Periodo(2023, 9), "197.59")
    assert estado_de_cuenta(pagada.ctx, "100").adeudo.total.texto() == "197.59"
    pago = un_pago(pagada)
    assert aplicado_de(pago) == "2023-09 diferencia 197.59" and "Art. 33" in pago.aplicado[0].fundamento
    assert pagada.verificar().errores == ()


def test_each_month_has_its_line_and_only_its_program_s_discounts_count(pagada: CajaDePrueba) -> None:
    """Neither pronto pago, nor what was charged to another cuenta, nor before its first day."""
    importar(
        pagada, [una_cuenta("300")], [_recibo("2023-09"), un_recibo("300", "2023-08", **AGOSTO)], [un_beneficio("300")]
    )
    un_cobro(pagada, "300")
    un_pago(pagada)
    importar(pagada, recibos=[_recibo("2023-10")])
    un_pago(pagada, sin_beneficio=True)
    hecho = _retirar(pagada)
    assert [linea[2] for linea in _lineas(hecho.diferencia)] == [
        "Tarifa INSEN, agosto 2023: 197.59", "Tarifa INSEN, septiembre 2023: 197.59",
    ]  # fmt: skip
    assert hecho.importe.texto() == "395.18"
    assert pagada.verificar().errores == ()


def test_a_benefit_that_took_off_nothing_leaves_nothing_to_pay(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], beneficios=[un_beneficio()])
    assert _retirar(caja).cargo is None
    assert caja.verificar().errores == ()


def test_what_each_grant_took_off_is_recovered_once(pagada: CajaDePrueba) -> None:
    """Granted twice, one after the other (the file renews by a new row): each answers for its own days."""
    importar(pagada, recibos=[_recibo("2023-09")], beneficios=[un_beneficio(desde=date(2023, 9, 6))])
    pagada.reloj.avanzar(minutes=1)
    assert _retirar(pagada).importe == CERO, "the later one begins tomorrow"
    assert _retirar(pagada).importe.texto() == "197.59"
    assert _clave(pagada) == "beneficio_retirado"
    assert pagada.verificar().errores == ()


def test_which_grant_is_said_by_its_reference(pagada: CajaDePrueba) -> None:
    importar(pagada, beneficios=[un_beneficio("200")])
    propio, ajeno = (estado_de_cuenta(pagada.ctx, n).beneficios[0].origen for n in ("100", "200"))
    assert propio != ajeno
    assert _clave(pagada, beneficio=ajeno) == "beneficio_desconocido"
    assert _retirar(pagada, beneficio=propio).importe.texto() == "197.59"


@pytest.mark.parametrize(
    ("otros", "clave"),
    [
        ({"motivo": "enojo"}, "motivo_desconocido"),
        ({"programa": "pensionado"}, "beneficio_desconocido"),
        ({"programa": "nada"}, "programa_desconocido"),
        ({"fecha": date(2022, 12, 31)}, "fecha_invalida"),
        ({"nota": "a\x07b"}, "texto_invalido"),
        ({"importe_visto": Dinero(1)}, "total_cambio"),
    ],
)
def test_what_is_refused_changes_nothing(pagada: CajaDePrueba, otros: dict[str, Any], clave: str) -> None:
    assert _clave(pagada, **otros) == clave
    assert estado_de_cuenta(pagada.ctx, "100").beneficios[0].retirado is None


def test_twice_is_refused_and_so_is_an_unknown_cuenta(pagada: CajaDePrueba) -> None:
    _retirar(pagada)
    assert _clave(pagada) == "beneficio_retirado"
    with pytest.raises(NegocioError) as error:
        retirar(pagada.ctx, SolicitudRetiro("999", "insen", FALSOS), SUPER)
    assert error.value.clave == "cuenta_desconocida"
    with pytest.raises(NegocioError) as error:
        retirar(pagada.ctx, SolicitudRetiro("200", "insen", FALSOS), SUPER)
    assert error.value.clave == "beneficio_desconocido"


def test_a_withdrawal_outlives_the_next_import(pagada: CajaDePrueba) -> None:
    _retirar(pagada)
    importar(pagada, beneficios=[un_beneficio(documento="INAPAM 2")])
    assert estado_de_cuenta(pagada.ctx, "100").beneficios[0].situacion(HOY) == "retirado"
    assert _clave(pagada) == "beneficio_retirado"


# --- with recargos, and the article that orders it ---


@pytest.fixture
def con_tasa(tmp_path: Path) -> Iterator[CajaDePrueba]:
    """A caja whose profile has a rate of 2 % a month, and the article of the false data."""
    perfil: Perfil = replace(
        PERFIL,
        recargos=(TasaRecargo(Periodo(2023, 1), Decimal(2), "Ley de Ingresos, Art. 7"),),
        datos_falsos="Reglamento, Art. 155",
    )
    with una_caja(tmp_path / "caja", perfil=perfil) as caja:
        yield caja


def test_the_recargos_that_it_would_have_caused_come_with_it(con_tasa: CajaDePrueba) -> None:
    """Paid on time at half the price: since its vencimiento the other half was owed."""
    importar(con_tasa, [una_cuenta()], [_recibo(vence=date(2023, 9, 20))], [un_beneficio()])
    un_pago(con_tasa)
    con_tasa.reloj.avanzar(days=50)
    hecho = _retirar(con_tasa)
    assert _lineas(hecho.diferencia) == [
        ("diferencia", "197.59", "Tarifa INSEN, agosto 2023: 197.59"),
        ("recargos_diferencia", "7.90", "agosto 2023: 2 meses × 2 % de 197.59"),
    ]
    assert [c.fundamento for c in hecho.diferencia] == ["Reglamento, Art. 155", "Ley de Ingresos, Art. 7"]
    adeudo = estado_de_cuenta(con_tasa.ctx, "100").adeudo
    assert (adeudo.total.texto(), adeudo.al_corriente) == ("205.49", True)
    assert con_tasa.verificar().errores == ()


def test_unpaid_it_causes_recargos_and_its_recargos_none(con_tasa: CajaDePrueba) -> None:
    importar(con_tasa, [una_cuenta()], [_recibo(vence=date(2023, 9, 20))], [un_beneficio()])
    un_pago(con_tasa)
    con_tasa.reloj.avanzar(days=50)
    hecho = _retirar(con_tasa)
    assert hecho.cargo is not None
    con_tasa.reloj.avanzar(days=(hecho.cargo.vence - date(2023, 10, 25)).days + 1)
    adeudo = estado_de_cuenta(con_tasa.ctx, "100").adeudo
    assert adeudo.total_recargos.texto() == "3.95", "2 % of 197.59, not of 205.49"
    (abono,) = proponer(con_tasa.ctx, una_solicitud("100", monto="10.00")).liquidaciones
    assert [(a.clave, a.importe.texto()) for a in abono.aplicado] == [
        ("recargos_diferencia", "7.90"), ("recargos", "2.10"),
    ]  # fmt: skip


def test_what_was_taken_off_no_known_recibo_was_due_when_it_was_paid() -> None:
    tasas = (TasaRecargo(Periodo(2020, 1), Decimal(1), "Art. 7"),)
    descontado = (
        Descontado(None, date(2020, 1, 10), Dinero(272_23)),
        Descontado(Periodo(2020, 2), date(2020, 3, 1), Dinero(20_00)),
        Descontado(Periodo(2020, 3), date(2020, 4, 2), Dinero(10_00)),
    )
    vencimientos = {Periodo(2020, 3): date(2020, 4, 20)}
    lineas = cobrar_lo_descontado(descontado, "Pensionados", "Art. 45", vencimientos, tasas, date(2020, 4, 1))
    assert _lineas(lineas) == [
        ("diferencia", "272.23", "Pensionados, pago anual: 272.23"),
        ("recargos_diferencia", "8.17", "pago anual: 3 meses × 1 % de 272.23"),
        ("diferencia", "20.00", "Pensionados, febrero 2020: 20.00"),
        ("recargos_diferencia", "0.20", "febrero 2020: 1 mes × 1 % de 20.00"),
        ("diferencia", "10.00", "Pensionados, marzo 2020: 10.00"),
    ]


@given(
    importes=st.lists(st.integers(1, 500_000), max_size=24),
    tasa=st.decimals(0, 5, places=2),
    dias=st.integers(0, 900),
)
def test_exactly_what_was_taken_off_is_recovered(importes: list[int], tasa: Decimal, dias: int) -> None:
    """Whatever the rate and the delay; the recargos are lines of their own, and none at no rate."""
    descontado = [Descontado(Periodo(2021, 1).mas(n), date(2021, 1, 1), Dinero(i)) for n, i in enumerate(importes)]
    hoy = date.fromordinal(date(2021, 1, 1).toordinal() + dias)
    lineas = cobrar_lo_descontado(descontado, "P", "Art.", {}, (TasaRecargo(Periodo(2020, 1), tasa, "Art. 7"),), hoy)
    assert suma(c.importe for c in lineas if c.clave == "diferencia").centavos == sum(importes)
    assert all(c.importe > CERO for c in lineas)
    assert (tasa and dias) or all(c.clave == "diferencia" for c in lineas)
