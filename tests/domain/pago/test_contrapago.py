"""How a payment is turned round in part: backwards, its discount with it; and what is left after any sequence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.beneficio.programa import Descuento
from app.domain.dinero import CERO, Dinero, suma
from app.domain.pago.contrapago import (
    Contrapago,
    Partes,
    dia_en_que_cuenta,
    is_rota,
    revertir,
    tomar_medios,
    vigentes,
)
from app.domain.pago.pago import Aplicacion, Folio, Medio, Pago
from app.domain.periodo import Periodo
from tests.printing.muestras import un_pago

JULIO, AGOSTO = Periodo(2023, 7), Periodo(2023, 8)


def pesos(texto: str) -> Dinero:
    return Dinero.from_texto(texto)


APLICADO = (
    Aplicacion(JULIO, "recargos", pesos("10.00"), "2 %", "Art. 9"),
    Aplicacion(JULIO, "agua", pesos("100.00")),
    Aplicacion(AGOSTO, "agua", pesos("200.00")),
    Aplicacion(None, "anticipo", pesos("15.00")),
)
DESCUENTOS = (Descuento(AGOSTO, "insen", "agua", pesos("-50.00")),)
MEDIOS = (Medio("tarjeta", pesos("200.00"), "28", "A-1", "", "debito"), Medio("efectivo", pesos("74.50"), "01"))
PARTES = Partes(APLICADO, DESCUENTOS, pesos("-0.50"), MEDIOS)
PAGO = replace(un_pago(), aplicado=APLICADO, descuentos=DESCUENTOS, redondeo=pesos("-0.50"), medios=MEDIOS)


def un_reverso(partes: Partes, clase: str = "devolucion") -> Contrapago:
    folio = Folio("2", "A", 1, "C")
    return Contrapago(
        clase, "u", folio, PAGO.folio, PAGO.cuenta, "", PAGO.momento, 2, "demo", "", partes,
        CERO, CERO, CERO, "x", "s", {},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("importe", "lineas", "descuento"),
    [
        ("0.01", ["anticipo -0.01"], "0.00"),
        ("15.00", ["anticipo -15.00"], "0.00"),
        # The recibo of August is no longer paid whole: its 50.00 come back, so 51.00 more of it are owed.
        ("16.00", ["agua -51.00", "anticipo -15.00"], "50.00"),
        ("165.00", ["agua -200.00", "anticipo -15.00"], "50.00"),
        ("274.00", ["recargos -9.00", "agua -100.00", "agua -200.00", "anticipo -15.00"], "50.00"),
        # Whole, with its rounding.
        ("274.50", ["recargos -10.00", "agua -100.00", "agua -200.00", "anticipo -15.00"], "50.00"),
    ],
)
def test_a_part_is_turned_round_backwards(importe: str, lineas: list[str], descuento: str) -> None:
    _, tomados = tomar_medios(MEDIOS, pesos(importe))
    hecho = revertir(PARTES, tomados)
    assert [f"{a.clave} {a.importe}" for a in hecho.aplicado] == lineas
    assert suma(d.importe for d in hecho.descuentos).texto() == descuento
    assert hecho.total == -pesos(importe) == suma(m.importe for m in hecho.medios)
    assert hecho.redondeo.texto() == ("0.50" if importe == "274.50" else "0.00")


def test_of_a_payment_turned_round_whole_nothing_is_left_not_even_its_rounding() -> None:
    quedan = vigentes(PAGO, [un_reverso(PARTES.contrarias())])
    assert quedan == Partes((), (), CERO, ()) and quedan.total == CERO


def test_cash_goes_back_before_a_card() -> None:
    quedan, tomados = tomar_medios(MEDIOS, pesos("100.00"))
    assert [(m.medio, str(m.importe)) for m in tomados] == [("tarjeta", "25.50"), ("efectivo", "74.50")]
    assert [(m.medio, str(m.importe)) for m in quedan] == [("tarjeta", "174.50")]


@given(st.lists(st.integers(1, 27450), max_size=6))
def test_after_any_parts_what_stands_adds_up_and_nothing_goes_back_twice(partes: list[int]) -> None:
    hechos: list[Contrapago] = []
    for centavos in partes:
        vivo = vigentes(PAGO, hechos)
        if centavos <= vivo.total.centavos:
            _, tomados = tomar_medios(vivo.medios, Dinero(centavos))
            hechos.append(un_reverso(revertir(vivo, tomados)))
    vivo = vigentes(PAGO, hechos)
    assert vivo.total == PARTES.total + suma(h.partes.total for h in hechos) == suma(m.importe for m in vivo.medios)
    for antes, contrarias, queda in (
        (PARTES.aplicado, [a for h in hechos for a in h.partes.aplicado], vivo.aplicado),
        (PARTES.descuentos, [d for h in hechos for d in h.partes.descuentos], vivo.descuentos),
    ):
        assert suma(x.importe for x in (*antes, *contrarias)) == suma(x.importe for x in queda)
    assert all(a.importe > CERO for a in vivo.aplicado)


def test_a_cheque_takes_its_own_medio_away() -> None:
    medios = (Medio("cheque", pesos("100.00"), "02", "77", "B"), Medio("efectivo", pesos("174.50"), "01"))
    pago: Pago = replace(PAGO, medios=medios)
    hecho = un_reverso(revertir(replace(PARTES, medios=medios), medios[:1]), "cheque_devuelto")
    assert vigentes(pago, [hecho]).medios == medios[1:]


def test_the_same_line_twice_is_taken_back_one_after_the_other() -> None:
    servicio = Aplicacion(None, "servicio:A", pesos("10.00"))
    pago: Pago = replace(PAGO, aplicado=(servicio, servicio), descuentos=(), redondeo=CERO, medios=MEDIOS[1:])
    medio = (replace(MEDIOS[1], importe=pesos("15.00")),)
    hecho = un_reverso(revertir(Partes(pago.aplicado, (), CERO, (replace(MEDIOS[1], importe=pesos("20.00")),)), medio))
    assert [str(a.importe) for a in vigentes(pago, [hecho]).aplicado] == ["5.00"]


def test_credit_moves_the_other_way() -> None:
    con_favor = Partes((Aplicacion(JULIO, "agua", pesos("5.00")),), (), CERO, (Medio("saldo_a_favor", pesos("5.00")),))
    assert (PARTES.favor, PARTES.contrarias().favor) == (pesos("15.00"), pesos("-15.00"))
    assert (con_favor.favor, con_favor.contrarias().favor) == (pesos("-5.00"), pesos("5.00"))


def test_what_a_later_benefit_rests_on() -> None:
    de_julio = Partes((Aplicacion(JULIO, "agua", pesos("5.00")),), (), CERO, ())
    assert not is_rota(de_julio, PARTES)
    assert is_rota(replace(PARTES, descuentos=()), PARTES)
    assert not is_rota(PARTES, replace(PARTES, descuentos=()))


def test_from_which_day_it_is_unpaid_again() -> None:
    hoy, antes = date(2023, 10, 1), date(2023, 9, 5)
    dias = {
        clase: dia_en_que_cuenta(clase, hoy, antes) for clase in ("pago_cancelado", "devolucion", "cheque_devuelto")
    }
    assert dias == {"pago_cancelado": antes, "devolucion": hoy, "cheque_devuelto": antes}
